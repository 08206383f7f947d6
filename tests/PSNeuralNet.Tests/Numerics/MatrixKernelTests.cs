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
        AlignedBuffer matrix = Values(rows * inner, 1), bias = Values(rows, 2), input = Values(inner * stride, 3);
        var output = new AlignedBuffer(rows * stride);

        MatrixKernel.Multiply(matrix.Pointer, inner, 1, bias.Pointer, input.Pointer, output.Pointer, rows, inner, stride, count);
        AssertProduct((r, k) => matrix.Span[(r * inner) + k], r => bias.Span[r]);

        MatrixKernel.Multiply(matrix.Pointer, 1, rows, null, input.Pointer, output.Pointer, rows, inner, stride, count);
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
        AlignedBuffer left = Values(rows * stride, 1), right = Values(columns * stride, 2);
        AlignedBuffer products = Values(rows * columns, 3), sums = Values(rows, 4);
        double[] productsBefore = products.ToArray(), sumsBefore = sums.ToArray();

        SumKernel.AddProducts(left.Pointer, right.Pointer, products.Pointer, sums.Pointer, rows, columns, stride, count);

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
        AlignedBuffer matrix = Values(rows * inner, 1), bias = Values(rows, 2), input = Values(inner * count, 3), left = Values(rows * count, 4);
        Assert.Equal(All<Simd512>(), All<Simd256>());

        double[] All<T>()
            where T : struct, ISimd<T>
        {
            AlignedBuffer output = new(rows * count), products = Values(rows * inner, 5), sums = Values(rows, 6);
            MatrixKernel.Multiply<T>(matrix.Pointer, inner, 1, bias.Pointer, input.Pointer, output.Pointer, rows, inner, count, count);
            SumKernel.AddProducts<T>(left.Pointer, input.Pointer, products.Pointer, sums.Pointer, rows, inner, count, count);
            SumKernel.AddRowSums<T>(left.Pointer, sums.Pointer, rows, count, count);

            AlignedBuffer target = new(rows * count), a = new(rows * count), gradient = new(rows * count), weight = Values(count, 7);
            double cost = BinaryCrossEntropy.Evaluate<T>(output.Pointer, target.Pointer, weight.Pointer, a.Pointer, gradient.Pointer, rows, count, count);

            AlignedBuffer one = new(count);
            MatrixKernel.MultiplyOne<T>(input.Pointer, weight.Pointer, matrix.Pointer, 1, one.Pointer, inner, count);
            return [.. output.ToArray(), .. products.ToArray(), .. sums.ToArray(), .. a.ToArray(), .. gradient.ToArray(), .. one.ToArray(), cost];
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 32)]
    [InlineData(13, 40)]
    public void Tiles_of_wide_and_narrow_vectors_give_the_same_bits(int rows, int depth)
    {
        AlignedBuffer a = Values(rows * depth, 1), b = Values(depth * TileKernel.Width, 2), bias = Values(rows, 3);
        Assert.Equal(All<Simd512>(), All<Simd256>());

        // The sums in two parts are the sums in one.
        AlignedBuffer one = new(rows * TileKernel.Width), two = new(rows * TileKernel.Width);
        Product<Simd256>(one, 0, depth, TileKernel.Start.Bias);
        Product<Simd256>(two, 0, depth / 2, TileKernel.Start.Bias);
        Product<Simd256>(two, depth / 2, depth, TileKernel.Start.Sum);
        Assert.Equal(one.ToArray(), two.ToArray());
        for (int i = 0; i < one.Length; i++)
        {
            int r = i / TileKernel.Width, s = i % TileKernel.Width;
            double expected = bias.Span[r] + Enumerable.Range(0, depth).Sum(k => a.Span[(r * depth) + k] * b.Span[(k * TileKernel.Width) + s]);
            Assert.Equal(expected, one.Span[i], 1e-12);
        }

        double[] All<T>()
            where T : struct, ISimd<T>
        {
            var c = new AlignedBuffer(rows * TileKernel.Width);
            Product<T>(c, 0, depth, TileKernel.Start.Bias);
            Product<T>(c, 0, depth, TileKernel.Start.Sum);
            double[] sum = c.ToArray();
            Product<T>(c, 0, depth, TileKernel.Start.Zero);
            return [.. sum, .. c.ToArray()];
        }

        void Product<T>(AlignedBuffer c, int from, int to, TileKernel.Start start)
            where T : struct, ISimd<T>
        {
            double* part = a.Pointer + from;
            int length = to - from;
            var left = new TileKernel.Operand { Part = &part, Depth = &length, Parts = 1, Row = depth, Column = 1 };
            TileKernel.Multiply<T>(left, rows, b.Pointer + (from * TileKernel.Width), TileKernel.Width, start, bias.Pointer, c.Pointer, TileKernel.Width);
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
        AlignedBuffer a = Values(rows * Depth, 1), b = Values(Depth * TileKernel.Width, 2), bias = Values(rows, 3);
        double[] whole = Product<Simd256>(TileKernel.Width);
        foreach (int columns in (int[])[1, 8, 15, 16, 17, 31])
        {
            double[] narrow = Product<Simd256>(columns), wide = Product<Simd512>(columns);
            for (int i = 0; i < whole.Length; i++)
            {
                Assert.True(i % TileKernel.Width >= columns || (whole[i] == narrow[i] && whole[i] == wide[i]));
            }
        }

        double[] Product<T>(int columns)
            where T : struct, ISimd<T>
        {
            var c = new AlignedBuffer(rows * TileKernel.Width);
            double* part = a.Pointer;
            int depth = Depth;
            var left = new TileKernel.Operand { Part = &part, Depth = &depth, Parts = 1, Row = Depth, Column = 1 };
            TileKernel.Multiply<T>(left, rows, b.Pointer, TileKernel.Width, TileKernel.Start.Bias, bias.Pointer, c.Pointer, TileKernel.Width, columns);
            return c.Span.ToArray();
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(9, 14)]
    public void Transposed(int rows, int columns)
    {
        AlignedBuffer source = Values(rows * columns, 1), target = new(rows * columns);
        Panel.Transpose(source.Pointer, columns, rows, columns, target.Pointer, rows);
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
            var buffer = new AlignedBuffer(length);
            Assert.Equal(0, (nint)buffer.Pointer % 64);
            Assert.All(buffer.ToArray(), value => Assert.Equal(0, value));
        }
    }

    private static AlignedBuffer Values(int count, long seed)
    {
        var random = new RandomState(seed);
        return new AlignedBuffer([.. Enumerable.Range(0, count).Select(_ => random.StandardNormal())]);
    }
}
