namespace PSNeuralNet.Tests.Numerics;

/// <summary>Kernels in single precision: the same bits on both vector widths, and the numbers of doubles.</summary>
public unsafe class SingleKernelTests
{
    [Theory]
    [InlineData(1, 1, 32)]
    [InlineData(6, 4, 64)]
    [InlineData(7, 5, 96)]
    [InlineData(13, 40, 128)]
    [InlineData(20, 300, 160)]
    public void Products_are_those_of_doubles_on_every_vector_width(int rows, int inner, int count)
    {
        AlignedBuffer<float> matrix = Values(rows * inner, 1), bias = Values(rows, 2), input = Values(inner * count, 3), left = Values(rows * count, 4);
        float[] narrow = All<Single256>(), wide = All<Single512>();
        Assert.Equal(narrow, wide);
        AlignedBuffer<float> own = new(rows * count);
        MatrixKernel<float>.Multiply(matrix.Pointer, inner, 1, bias.Pointer, input.Pointer, own.Pointer, rows, inner, count, count);
        Assert.Equal(wide[..(rows * count)], own.ToArray());
        for (int r = 0; r < rows; r++)
        {
            for (int s = 0; s < count; s++)
            {
                double expected = bias.Span[r] + Enumerable.Range(0, inner).Sum(k => (double)matrix.Span[(r * inner) + k] * input.Span[(k * count) + s]);
                Assert.Equal(expected, own.Span[(r * count) + s], 2e-6 * (inner + 4));
            }

            for (int c = 0; c < inner; c++)
            {
                double expected = Enumerable.Range(0, count).Sum(s => (double)left.Span[(r * count) + s] * input.Span[(c * count) + s]);
                Assert.Equal(expected, wide[(rows * count) + (r * inner) + c], 2e-6 * (count + 4));
            }
        }

        float[] All<T>()
            where T : struct, ISimd<T, float>
        {
            AlignedBuffer<float> output = new(rows * count), products = new(rows * inner), sums = new(rows);
            MatrixKernel<float>.Multiply<T>(matrix.Pointer, inner, 1, bias.Pointer, input.Pointer, output.Pointer, rows, inner, count, count);
            SumKernel<float>.AddProducts<T>(left.Pointer, input.Pointer, products.Pointer, sums.Pointer, rows, inner, count, count);
            return [.. output.ToArray(), .. products.ToArray(), .. sums.ToArray()];
        }
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(4, 8)]
    [InlineData(9, 30)]
    public void Transposes_move_each_number(int rows, int columns)
    {
        AlignedBuffer<float> source = Values(rows * columns, 1), target = new(rows * columns);
        Panel<float>.Transpose(source.Pointer, columns, rows, columns, target.Pointer, rows);
        Assert.All(Enumerable.Range(0, rows * columns), i => Assert.Equal(source.Span[i], target.Span[(i % columns * rows) + (i / columns)]));
    }

    [Fact]
    public void Conversions_round_once()
    {
        double[] values = [.. Enumerable.Range(0, 37).Select(i => Math.Sin(i) * Math.Pow(10, (i % 9) - 4))];
        var singles = new float[values.Length];
        NumberConversion.Convert<float>(values, singles);
        Assert.Equal(values.Select(value => (float)value), singles);
        Assert.Equal(singles.Select(value => (double)value), NumberConversion.ToDoubles<float>(singles));
    }

    private static AlignedBuffer<float> Values(int count, long seed)
    {
        var random = new RandomState(seed);
        return new AlignedBuffer<float>([.. Enumerable.Range(0, count).Select(_ => random.StandardNormal())]);
    }
}
