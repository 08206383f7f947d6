using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Moves samples between a matrix as users hold it (sample after sample) and a block (a row for each feature or unit).
/// </summary>
internal static unsafe class Columns
{
    /// <summary>Copies samples of a matrix into a block, and clears the block's padding.</summary>
    public static void Gather(double[] matrix, int rows, int start, int count, double* block, int stride)
    {
        ReadOnlySpan<double> source = matrix.AsSpan(start * rows, count * rows);
        int padded = Simd.Padded(count);
        for (int row = 0; row < rows; row++)
        {
            double* target = block + (row * stride);
            for (int s = 0, at = row; s < count; s++, at += rows)
            {
                target[s] = source[at];
            }

            new Span<double>(target + count, padded - count).Clear();
        }
    }

    /// <summary>Copies the samples of a block into a matrix.</summary>
    public static void Scatter(double* block, int stride, double[] matrix, int rows, int start, int count)
    {
        Span<double> target = matrix.AsSpan(start * rows, count * rows);
        for (int row = 0; row < rows; row++)
        {
            double* source = block + (row * stride);
            for (int s = 0, at = row; s < count; s++, at += rows)
            {
                target[at] = source[s];
            }
        }
    }
}
