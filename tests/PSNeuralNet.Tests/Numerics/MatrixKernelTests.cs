namespace PSNeuralNet.Tests.Numerics;

/// <summary>The kernels against plain loops, for sizes on both sides of their tiles.</summary>
public unsafe class MatrixKernelTests
{
    public static TheoryData<int, int, int> Sizes
    {
        get
        {
            var data = new TheoryData<int, int, int>();
            foreach (int rows in new[] { 1, 3, 4, 5, 9, 15 })
            {
                // The last one is deeper than what is summed at a time, with 256 bits as well.
                foreach (int inner in new[] { 1, 2, 4, 7, 150, 270 })
                {
                    data.Add(rows, inner, 16);
                    data.Add(rows, inner, 48);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Products_with_the_matrix_and_its_transpose(int rows, int inner, int count)
    {
        const int Gap = 16;
        int stride = count + Gap;
        AlignedBuffer<double> matrix = Values(rows * inner, 1), bias = Values(rows, 2), input = Values(inner * stride, 3);
        var output = new AlignedBuffer<double>(rows * stride);

        MatrixKernel<double>.Multiply(matrix.Pointer, inner, 1, bias.Pointer, input.Pointer, output.Pointer, rows, inner, stride, count);
        AssertProduct((r, k) => matrix.Span[(r * inner) + k], r => bias.Span[r]);

        MatrixKernel<double>.Multiply(matrix.Pointer, 1, rows, null, input.Pointer, output.Pointer, rows, inner, stride, count);
        AssertProduct((r, k) => matrix.Span[(k * rows) + r], _ => 0);

        void AssertProduct(Func<int, int, double> matrixAt, Func<int, double> biasAt)
        {
            for (int r = 0; r < rows; r++)
            {
                for (int s = 0; s < stride; s++)
                {
                    double expected = s >= count ? 0 : biasAt(r) + Enumerable.Range(0, inner).Sum(k => matrixAt(r, k) * input.Span[(k * stride) + s]);
                    Assert.Equal(expected, output.Span[(r * stride) + s], 1e-12);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Sums_over_samples_are_added(int rows, int columns, int count)
    {
        int stride = count + 16;
        AlignedBuffer<double> left = Values(rows * stride, 1), right = Values(columns * stride, 2);
        AlignedBuffer<double> products = Values(rows * columns, 3), sums = Values(rows, 4);
        double[] productsBefore = products.ToArray(), sumsBefore = sums.ToArray();

        SumKernel<double>.AddProducts(left.Pointer, right.Pointer, products.Pointer, sums.Pointer, rows, columns, stride, count);

        for (int r = 0; r < rows; r++)
        {
            Assert.Equal(sumsBefore[r] + Enumerable.Range(0, count).Sum(s => left.Span[(r * stride) + s]), sums.Span[r], 1e-12);
            for (int c = 0; c < columns; c++)
            {
                double expected = Enumerable.Range(0, count).Sum(s => left.Span[(r * stride) + s] * right.Span[(c * stride) + s]);
                Assert.Equal(productsBefore[(r * columns) + c] + expected, products.Span[(r * columns) + c], 1e-12);
            }
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Wide_and_narrow_vectors_give_the_same_bits(int rows, int inner, int count)
    {
        AlignedBuffer<double> matrix = Values(rows * inner, 1), bias = Values(rows, 2), input = Values(inner * count, 3), left = Values(rows * count, 4);
        Assert.Equal(All<Simd512>(), All<Simd256>());

        double[] All<T>()
            where T : struct, ISimd<T, double>
        {
            AlignedBuffer<double> output = new(rows * count), products = Values(rows * inner, 5), sums = Values(rows, 6);
            MatrixKernel<double>.Multiply<T>(matrix.Pointer, inner, 1, bias.Pointer, input.Pointer, output.Pointer, rows, inner, count, count);
            SumKernel<double>.AddProducts<T>(left.Pointer, input.Pointer, products.Pointer, sums.Pointer, rows, inner, count, count);
            SumKernel<double>.AddRowSums<T>(left.Pointer, sums.Pointer, rows, count, count);

            AlignedBuffer<double> target = new(rows * count), a = new(rows * count), gradient = new(rows * count), weight = Values(count, 7);
            double cost = BinaryCrossEntropy.Evaluate<T, double>(output.Pointer, target.Pointer, weight.Pointer, a.Pointer, gradient.Pointer, rows, count, count);

            AlignedBuffer<double> one = new(count);
            MatrixKernel<double>.MultiplyOne<T>(input.Pointer, weight.Pointer, matrix.Pointer, 1, one.Pointer, inner, count);
            return [.. output.ToArray(), .. products.ToArray(), .. sums.ToArray(), .. a.ToArray(), .. gradient.ToArray(), .. one.ToArray(), cost];
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 32)]
    [InlineData(13, 40)]
    public void Tiles_of_wide_and_narrow_vectors_give_the_same_bits(int rows, int depth)
    {
        AlignedBuffer<double> a = Values(rows * depth, 1), b = Values(depth * TileKernel<double>.Width, 2), bias = Values(rows, 3);
        Assert.Equal(All<Simd512>(), All<Simd256>());

        // The sums in two parts are the sums in one.
        AlignedBuffer<double> one = new(rows * TileKernel<double>.Width), two = new(rows * TileKernel<double>.Width);
        Product<Simd256>(one, 0, depth, TileStart.Bias);
        Product<Simd256>(two, 0, depth / 2, TileStart.Bias);
        Product<Simd256>(two, depth / 2, depth, TileStart.Sum);
        Assert.Equal(one.ToArray(), two.ToArray());
        for (int i = 0; i < one.Length; i++)
        {
            int r = i / TileKernel<double>.Width, s = i % TileKernel<double>.Width;
            double expected = bias.Span[r] + Enumerable.Range(0, depth).Sum(k => a.Span[(r * depth) + k] * b.Span[(k * TileKernel<double>.Width) + s]);
            Assert.Equal(expected, one.Span[i], 1e-12);
        }

        double[] All<T>()
            where T : struct, ISimd<T, double>
        {
            var c = new AlignedBuffer<double>(rows * TileKernel<double>.Width);
            Product<T>(c, 0, depth, TileStart.Bias);
            Product<T>(c, 0, depth, TileStart.Sum);
            double[] sum = c.ToArray();
            Product<T>(c, 0, depth, TileStart.Zero);
            return [.. sum, .. c.ToArray()];
        }

        void Product<T>(AlignedBuffer<double> c, int from, int to, TileStart start)
            where T : struct, ISimd<T, double>
        {
            double* part = a.Pointer + from;
            int length = to - from;
            var left = new TileOperand { Part = (void**)&part, Depth = &length, Parts = 1, Row = depth, Column = 1 };
            TileKernel<double>.Multiply<T>(left, rows, b.Pointer + (from * TileKernel<double>.Width), TileKernel<double>.Width, start, bias.Pointer, c.Pointer, TileKernel<double>.Width);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(15)]
    public void Columns_that_are_needed_have_the_bits_of_the_whole_panel(int rows)
    {
        const int Depth = 21;
        AlignedBuffer<double> a = Values(rows * Depth, 1), b = Values(Depth * TileKernel<double>.Width, 2), bias = Values(rows, 3);
        double[] whole = Product<Simd256>(TileKernel<double>.Width);
        foreach (int columns in (int[])[1, 8, 15, 16, 17, 31])
        {
            double[] narrow = Product<Simd256>(columns), wide = Product<Simd512>(columns);
            for (int i = 0; i < whole.Length; i++)
            {
                Assert.True(i % TileKernel<double>.Width >= columns || (whole[i] == narrow[i] && whole[i] == wide[i]));
            }
        }

        double[] Product<T>(int columns)
            where T : struct, ISimd<T, double>
        {
            var c = new AlignedBuffer<double>(rows * TileKernel<double>.Width);
            double* part = a.Pointer;
            int depth = Depth;
            var left = new TileOperand { Part = (void**)&part, Depth = &depth, Parts = 1, Row = Depth, Column = 1 };
            TileKernel<double>.Multiply<T>(left, rows, b.Pointer, TileKernel<double>.Width, TileStart.Bias, bias.Pointer, c.Pointer, TileKernel<double>.Width, columns);
            return c.Span.ToArray();
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(9, 14)]
    public void Transposed(int rows, int columns)
    {
        AlignedBuffer<double> source = Values(rows * columns, 1), target = new(rows * columns);
        Panel<double>.Transpose(source.Pointer, columns, rows, columns, target.Pointer, rows);
        for (int i = 0; i < source.Length; i++)
        {
            Assert.Equal(source.Span[i], target.Span[(i % columns * rows) + (i / columns)]);
        }
    }

    [Fact]
    public void Buffers_are_aligned_and_empty()
    {
        for (int length = 1; length < 20; length++)
        {
            var buffer = new AlignedBuffer<double>(length);
            Assert.Equal(0, (nint)buffer.Pointer % 64);
            Assert.All(buffer.ToArray(), value => Assert.Equal(0, value));
        }
    }

    private static AlignedBuffer<double> Values(int count, long seed)
    {
        var random = new RandomState(seed);
        return new AlignedBuffer<double>([.. Enumerable.Range(0, count).Select(_ => random.StandardNormal())]);
    }
}
