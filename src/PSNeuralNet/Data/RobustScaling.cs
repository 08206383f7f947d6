using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// Robust center and scale of features, and smooth clipping (D. Holzmüller et al., "Better by default", 2024): x = (value - median) / scale, then
/// x / sqrt(1 + (x / 3)^2), which is between -3 and 3. The scale is the interquartile range / 1.349, which is the standard deviation of a normal distribution;
/// where that is 0, half the range, and 1 for a constant feature.
/// </summary>
internal static class RobustScaling
{
    /// <summary>The limit of clipped features.</summary>
    public const double Limit = 3;

    // Squares of more would overflow.
    public const double Largest = 1e100;

    /// <summary>A limit that changes nothing: the square of a ratio to it is 0.</summary>
    public const double Unlimited = 1e300;

    private const double QuartilesOfNormal = 1.349;

    /// <summary>x / sqrt(1 + (x / limit)^2); x for the limit 0, which stands for none.</summary>
    public static double Clip(double x, double limit)
    {
        if (limit == 0)
        {
            return x;
        }

        double bounded = Math.Min(Math.Max(x, -Largest), Largest), ratio = bounded / limit;
        return bounded / Math.Sqrt(1 + (ratio * ratio));
    }

    /// <summary>The limit of each feature: 0 for indicators and words; empty where all are such.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="limit">The limit of the others.</param>
    public static double[] Limits(DataSchema schema, double limit)
    {
        bool[] isIndicator = IndicatorFeatures.Of(schema);
        return isIndicator.Contains(false) ? Array.ConvertAll(isIndicator, isOne => isOne ? 0 : limit) : [];
    }

    /// <summary>Replaces mean and deviation by robust ones. Features that are kept, and constant ones, stay as they are.</summary>
    /// <param name="dataset">The training samples.</param>
    /// <param name="fill">Imputed values; empty for none.</param>
    /// <param name="isKept">True for features that are not scaled; empty for none.</param>
    /// <param name="mean">The mean of each feature; gets the median.</param>
    /// <param name="deviation">The deviation of each feature; gets the scale.</param>
    /// <returns>The limit of each feature: 0 for indicators.</returns>
    public static double[] Fit(Dataset dataset, double[] fill, bool[] isKept, double[] mean, double[] deviation)
    {
        int features = dataset.FeatureCount;
        ParallelParts.Run(Environment.ProcessorCount, part =>
        {
            for (int feature = part; feature < features; feature += Environment.ProcessorCount)
            {
                if (isKept.Length == 0 || !isKept[feature])
                {
                    (mean[feature], deviation[feature]) = Of(dataset, fill, feature);
                }
            }
        });
        return Limits(dataset.Schema, Limit);
    }

    private static (double Center, double Scale) Of(Dataset dataset, double[] fill, int feature)
    {
        var values = new List<double>();
        var weights = new List<double>();
        for (int sample = 0; sample < dataset.SampleCount; sample++)
        {
            double value = dataset.Features[(sample * dataset.FeatureCount) + feature], weight = dataset.Weight?[sample] ?? 1;
            if (weight > 0)
            {
                values.Add(double.IsNaN(value) ? fill[feature] : value);
                weights.Add(weight);
            }
        }

        (double[] sorted, double[] cumulative) = ([.. values], [.. weights]);
        Array.Sort(sorted, cumulative);
        for (int i = 1; i < cumulative.Length; i++)
        {
            cumulative[i] += cumulative[i - 1];
        }

        double range = sorted[^1] - sorted[0], scale = (Quantile(sorted, cumulative, 0.75) - Quantile(sorted, cumulative, 0.25)) / QuartilesOfNormal;
        scale = scale > 0 && double.IsFinite(range / scale) ? scale : range / 2;
        return (Quantile(sorted, cumulative, 0.5), scale > 0 ? scale : 1);
    }

    /// <summary>Quantile with linear interpolation, NumPy's default, of rows that are repeated as often as they weigh.</summary>
    private static double Quantile(double[] sorted, double[] cumulative, double share)
    {
        double place = Math.Max(0, cumulative[^1] - 1) * share, whole = Math.Floor(place);
        double below = At(whole), above = At(whole + 1);
        return below + ((place - whole) * (above - below));

        double At(double row)
        {
            int index = Array.BinarySearch(cumulative, row);
            return sorted[Math.Min(index < 0 ? ~index : index + 1, sorted.Length - 1)];
        }
    }
}
