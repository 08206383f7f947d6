using System.Numerics;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Moves samples between a matrix as users hold it (sample after sample) and a block (a row for each feature or unit).
/// </summary>
internal static unsafe class BlockTransform
{
    /// <summary>Copies samples of a matrix into a block, and clears the block's padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<TNumber>(TNumber[] matrix, int rows, ReadOnlySpan<int> samples, TNumber* block, int stride)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        int padded = Simd<TNumber>.Padded(samples.Length);
        fixed (TNumber* source = matrix)
        {
            int s = 0;
            for (; s + 4 <= samples.Length; s += 4)
            {
                Panel<TNumber>.Transpose4(
                    source + ((nint)samples[s] * rows), source + ((nint)samples[s + 1] * rows), source + ((nint)samples[s + 2] * rows),
                    source + ((nint)samples[s + 3] * rows), rows, block + s, stride);
            }

            for (; s < samples.Length; s++)
            {
                Panel<TNumber>.TransposeRow(source + ((nint)samples[s] * rows), rows, block + s, stride);
            }
        }

        for (int row = 0; row < rows; row++)
        {
            new Span<TNumber>(block + (row * stride) + samples.Length, padded - samples.Length).Clear();
        }
    }

    /// <summary>Writes the one-hot columns of samples into a block, whose padding is 0.</summary>
    public static void OneHot<TNumber>(int[] classIndex, int rows, ReadOnlySpan<int> samples, TNumber* block, int stride)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        int padded = Simd<TNumber>.Padded(samples.Length);
        for (int row = 0; row < rows; row++)
        {
            new Span<TNumber>(block + ((nint)row * stride), padded).Clear();
        }

        for (int s = 0; s < samples.Length; s++)
        {
            block[((nint)classIndex[samples[s]] * stride) + s] = TNumber.One;
        }
    }

    /// <summary>Label smoothing e of K classes (CrossEntropyLoss in PyTorch): each target y is (1 - e) y + e / K. A single row, and that of a label, is of two classes.</summary>
    public static void Smooth(double* block, int stride, int count, int rows, int classes, double smoothing)
    {
        double keep = 1 - smoothing, share = smoothing / classes;
        for (int row = 0; row < rows; row++)
        {
            foreach (ref double y in new Span<double>(block + ((nint)row * stride), count))
            {
                y = (keep * y) + share;
            }
        }
    }

    /// <summary>Copies the samples of a block into a matrix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<TNumber>(TNumber* block, int stride, TNumber[] matrix, int rows, ReadOnlySpan<int> samples)
        where TNumber : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            TNumber* source = block + (row * stride);
            for (int s = 0; s < samples.Length; s++)
            {
                matrix[((long)samples[s] * rows) + row] = source[s];
            }
        }
    }

    /// <summary>A value for each missing (NaN) one of a row; rows beyond the list stay as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(double* block, int stride, int count, IReadOnlyList<double> fill)
    {
        for (int row = 0; row < fill.Count; row++)
        {
            double* values = block + (row * stride);
            double by = fill[row];
            for (int s = 0; s < count; s++)
            {
                values[s] = double.IsNaN(values[s]) ? by : values[s];
            }
        }
    }

    /// <summary>Each row of a block less its mean, divided by its deviation, padding included; rows beyond the lists stay as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Standardize(double* block, int stride, int count, IReadOnlyList<double> mean, IReadOnlyList<double> deviation)
    {
        for (int row = 0; row < mean.Count; row++)
        {
            double* values = block + (row * stride);
            Vector<double> less = new(mean[row]), by = new(deviation[row]);
            for (int s = 0; s < Simd<double>.Padded(count); s += Vector<double>.Count)
            {
                ((Vector.Load(values + s) - less) / by).Store(values + s);
            }
        }
    }

    /// <summary>Smooth clipping of each row of a block, padding included, with the bits of <see cref="SmoothClip.Of"/>; rows beyond the list stay as they are.</summary>
    /// <param name="block">The standardized features.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="count">Samples.</param>
    /// <param name="limit">The limit of each row; 0 for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clip(double* block, int stride, int count, IReadOnlyList<double> limit)
    {
        Vector<double> largest = new(SmoothClip.Largest), one = Vector<double>.One;
        for (int row = 0; row < limit.Count; row++)
        {
            double* values = block + ((nint)row * stride);
            var to = new Vector<double>(limit[row]);
            for (int s = 0; s < Simd<double>.Padded(count) && limit[row] != 0; s += Vector<double>.Count)
            {
                Vector<double> bounded = Vector.Min(Vector.Max(Vector.Load(values + s), -largest), largest), ratio = bounded / to;
                (bounded / Vector.SquareRoot(one + (ratio * ratio))).Store(values + s);
            }
        }
    }

    /// <summary>Units of the piecewise-linear encoding in the rows after the features, padding included.</summary>
    /// <param name="block">The imputed features, not standardized.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="count">Samples.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="encoding">The encoding.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Encode(double* block, int stride, int count, int features, PiecewiseEncoding encoding)
    {
        (int[] feature, double[] start, double[] width) = (encoding.Feature, encoding.Start, encoding.Width);
        for (int unit = 0; unit < feature.Length; unit++)
        {
            double* from = block + ((nint)feature[unit] * stride), to = block + ((nint)(features + unit) * stride);
            Vector<double> less = new(start[unit]), by = new(width[unit]);
            for (int s = 0; s < Simd<double>.Padded(count); s += Vector<double>.Count)
            {
                Vector.Min(Vector<double>.One, Vector.Max(Vector<double>.Zero, (Vector.Load(from + s) - less) / by)).Store(to + s);
            }
        }
    }

    /// <summary>Each row of a block times its deviation, and its mean added: the way back from <see cref="Standardize"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restore(double* block, int stride, int count, IReadOnlyList<double> mean, IReadOnlyList<double> deviation)
    {
        for (int row = 0; row < mean.Count; row++)
        {
            double* values = block + (row * stride);
            double more = mean[row], times = deviation[row];
            for (int s = 0; s < count; s++)
            {
                values[s] = (values[s] * times) + more;
            }
        }
    }
}
