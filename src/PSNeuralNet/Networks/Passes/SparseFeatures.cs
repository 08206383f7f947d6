using System.Numerics;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Samples of mostly zeros (words of texts, one-hot columns of many categories) as compressed sparse rows: of each sample, the features that are not 0
/// after imputation and standardization, and then the units of encoded features that are not 0.
/// </summary>
/// <remarks>
/// The rule, which depends on the data alone: at least <see cref="MinimumFeatures"/> inputs (features, and the units of encoded ones), and at most one of <see cref="MinimumRatio"/> values is not
/// 0 (measured: a value in sparse rows costs up to four times as much as one in dense blocks).
/// </remarks>
internal static class SparseFeatures
{
    /// <summary>The fewest inputs that are worth sparse rows.</summary>
    public const int MinimumFeatures = 64;

    /// <summary>The least ratio of all values to those that are not 0.</summary>
    public const int MinimumRatio = 8;

    /// <summary>The samples as sparse rows; null where the rule does not hold.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="scaling">The imputation and standardization; null for none.</param>
    public static SparseRows<double>? Of(Dataset dataset, Scaling? scaling)
    {
        int features = dataset.FeatureCount, samples = dataset.SampleCount;
        if (InputTransform.Width(features, scaling) < MinimumFeatures)
        {
            return null;
        }

        bool isStandardized = scaling is { FeatureMean.Count: > 0 };

        // The value of each feature that is 0 after standardization: its mean.
        double[] zero = isStandardized ? [.. scaling!.FeatureMean] : new double[features];
        double[]? deviation = isStandardized ? [.. scaling!.FeatureDeviation] : null;
        double[]? clip = scaling is { FeatureClip.Count: > 0 } ? [.. scaling.FeatureClip] : null;
        double[]? fill = dataset.HasMissing ? [.. scaling!.FillValue] : null;
        PiecewiseEncoding? encoding = scaling?.Encoding;
        if (Starts(dataset.Features, zero, fill, encoding, samples) is not { } start)
        {
            return null;
        }

        var column = new int[start[^1]];
        double[] value = HugePages.NewUninitializedArray(start[^1]);
        ParallelParts.Run(Parts(samples), part =>
        {
            (int first, int end) = Part(part, samples);
            Gather(dataset.Features, zero, fill, deviation, clip, encoding, first, end, start, column, value);
        });
        return new SparseRows<double>(start, column, value);
    }

    /// <summary>The index of the first value of each sample; null as soon as there are too many.</summary>
    private static int[]? Starts(double[] x, double[] zero, double[]? fill, PiecewiseEncoding? encoding, int samples)
    {
        var start = new int[samples + 1];
        long limit = (long)samples * (zero.Length + (encoding?.UnitCount ?? 0)) / MinimumRatio, total = 0;
        ParallelParts.Run(Parts(samples), part =>
        {
            (int first, int end) = Part(part, samples);
            long sum = 0;
            for (int s = first; s < end && Volatile.Read(ref total) <= limit; s++)
            {
                ReadOnlySpan<double> sample = x.AsSpan(s * zero.Length, zero.Length);
                start[s + 1] = Count(sample, zero, fill) + (encoding is null ? 0 : Count(sample, fill, encoding));
                sum += start[s + 1];
                if (s % 64 == 63 || s == end - 1)
                {
                    Interlocked.Add(ref total, sum);
                    sum = 0;
                }
            }
        });
        if (total > limit)
        {
            return null;
        }

        for (int s = 0; s < samples; s++)
        {
            start[s + 1] += start[s];
        }

        return start;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Count(ReadOnlySpan<double> x, double[] zero, double[]? fill)
    {
        int i = 0, count = 0;
        if (fill is null)
        {
            Vector<long> zeros = default;
            for (; i + Vector<double>.Count <= zero.Length; i += Vector<double>.Count)
            {
                zeros -= Vector.Equals(new Vector<double>(x[i..]), new Vector<double>(zero, i));
            }

            count = i - (int)Vector.Sum(zeros);
        }

        for (; i < zero.Length; i++)
        {
            count += Filled(x[i], fill, i) != zero[i] ? 1 : 0;
        }

        return count;
    }

    /// <summary>The number of units that are not 0.</summary>
    private static int Count(ReadOnlySpan<double> x, double[]? fill, PiecewiseEncoding encoding)
    {
        int count = 0;
        for (int unit = 0; unit < encoding.UnitCount; unit++)
        {
            int feature = encoding.Feature[unit];
            count += encoding.Unit(unit, Filled(x[feature], fill, feature)) != 0 ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(double[] x, double[] zero, double[]? fill, double[]? deviation, double[]? clip, PiecewiseEncoding? encoding, int first, int end, int[] start, int[] column, double[] value)
    {
        for (int s = first; s < end; s++)
        {
            ReadOnlySpan<double> sample = x.AsSpan(s * zero.Length, zero.Length);
            int at = start[s];
            for (int i = 0; at < start[s + 1] && i < zero.Length; i++)
            {
                // Most vectors are zeros.
                while (fill is null && i + Vector<double>.Count <= zero.Length && Vector.EqualsAll(new Vector<double>(sample[i..]), new Vector<double>(zero, i)))
                {
                    i += Vector<double>.Count;
                }

                if (i == zero.Length)
                {
                    break;
                }

                double filled = Filled(sample[i], fill, i);
                if (filled != zero[i])
                {
                    column[at] = i;
                    double scaled = deviation is null ? filled : (filled - zero[i]) / deviation[i];
                    value[at++] = clip is null ? scaled : SmoothClip.Of(scaled, clip[i]);
                }
            }

            // The units are the inputs after the features.
            for (int unit = 0; at < start[s + 1]; unit++)
            {
                int feature = encoding!.Feature[unit];
                double u = encoding.Unit(unit, Filled(sample[feature], fill, feature));
                if (u != 0)
                {
                    column[at] = zero.Length + unit;
                    value[at++] = u;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Filled(double value, double[]? fill, int feature) => fill is not null && double.IsNaN(value) ? fill[feature] : value;

    // Part of some million values, at most one for each processor.
    private static int Parts(int samples) => Math.Clamp(samples / 1024, 1, Environment.ProcessorCount);

    private static (int First, int End) Part(int part, int samples) =>
        ((int)((long)samples * part / Parts(samples)), (int)((long)samples * (part + 1) / Parts(samples)));
}
