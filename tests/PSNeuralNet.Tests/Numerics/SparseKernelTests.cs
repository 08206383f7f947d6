namespace PSNeuralNet.Tests.Numerics;

/// <summary>Products with sparse rows against plain loops, to the bit and for every vector width.</summary>
public unsafe class SparseKernelTests
{
    private static readonly int Width = SparseKernel<double>.Width;
    private const int Columns = 9;

    // Rows of 3, no, 1 and 4 values.
    private static readonly SparseRows<double> Source = new([0, 3, 3, 4, 8], [0, 4, 8, 2, 1, 2, 3, 8], [0.5, -1.25, 3, 7, 0.1, 0.2, 0.3, -0.7]);
    private static readonly int[] Rows = [3, 1, 0, 3];

    [Fact]
    public void Each_sum_runs_over_the_values_of_a_row()
    {
        AlignedBuffer<double> matrix = Values(Columns * Width, 1), start = Values(Width, 2);
        var expected = new double[Rows.Length * Width];
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] = start.Span[i % Width];
            for (int k = Source.Start[Rows[i / Width]]; k < Source.Start[Rows[i / Width] + 1]; k++)
            {
                expected[i] = Math.FusedMultiplyAdd(matrix.Span[(Source.Column[k] * Width) + (i % Width)], Source.Value[k], expected[i]);
            }
        }

        AlignedBuffer<double> narrow = Values(expected.Length, 3), wide = Values(expected.Length, 4), own = Values(expected.Length, 5);
        SparseKernel<double>.Multiply<Simd256>(Source, Rows, matrix.Pointer, start.Pointer, narrow.Pointer);
        SparseKernel<double>.Multiply<Simd512>(Source, Rows, matrix.Pointer, start.Pointer, wide.Pointer);
        SparseKernel<double>.Multiply(Source, Rows, matrix.Pointer, start.Pointer, own.Pointer);
        Assert.Equal(expected, narrow.ToArray());
        Assert.Equal(expected, wide.ToArray());
        Assert.Equal(expected, own.ToArray());
    }

    [Fact]
    public void Products_of_the_transpose_are_added_row_by_row()
    {
        AlignedBuffer<double> left = Values(Rows.Length * Width, 1), narrow = Values(Columns * Width, 2), wide = Values(Columns * Width, 2), own = Values(Columns * Width, 2);
        double[] expected = own.ToArray();
        for (int i = 0; i < Rows.Length; i++)
        {
            for (int k = Source.Start[Rows[i]]; k < Source.Start[Rows[i] + 1]; k++)
            {
                for (int c = 0; c < Width; c++)
                {
                    ref double sum = ref expected[(Source.Column[k] * Width) + c];
                    sum = Math.FusedMultiplyAdd(left.Span[(i * Width) + c], Source.Value[k], sum);
                }
            }
        }

        SparseKernel<double>.AddProducts<Simd256>(Source, Rows, left.Pointer, narrow.Pointer);
        SparseKernel<double>.AddProducts<Simd512>(Source, Rows, left.Pointer, wide.Pointer);
        SparseKernel<double>.AddProducts(Source, Rows, left.Pointer, own.Pointer);
        Assert.Equal(expected, narrow.ToArray());
        Assert.Equal(expected, wide.ToArray());
        Assert.Equal(expected, own.ToArray());
    }

    private static AlignedBuffer<double> Values(int count, int seed)
    {
        var random = new RandomState(seed);
        return new AlignedBuffer<double>([.. Enumerable.Range(0, count).Select(_ => random.StandardNormal())]);
    }
}
