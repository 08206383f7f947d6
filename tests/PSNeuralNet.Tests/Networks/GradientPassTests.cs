namespace PSNeuralNet.Tests.Networks;

/// <summary>Both ways to a gradient: the same numbers as block after block, and the same bits at any number of threads.</summary>
public class GradientPassTests
{
    public static TheoryData<int, int[], int> Cases => new()
    {
        { 1000, [2, 64, 1], 1 },
        { 20000, [2, 64, 1], 1 },
        { 5000, [10, 64, 1], 1 },
        { 100, [1, 2000, 1], 1 },
        { 3000, [10, 20, 6, 1], 1 },
        { 700, [70, 45, 1], 1 },
        { 33, [40, 77, 30, 5], 5 },
        { 600, [64, 32, 4], 4 },
        { 16, [33, 130, 3], 3 },

        // Three groups of blocks, the first two large enough to be shared out; and the last strip of each layer's inputs is not a whole one.
        { 1100, [70, 100, 33, 3], 3 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void As_block_after_block(int samples, int[] sizes, int outputs)
    {
        (SampleBlocks<double> blocks, NetworkShape shape, AlignedBuffer<double> values) = Create(samples, sizes, outputs);
        (double cost, double[] gradient) = Plain(blocks, shape, values);
        (double own, double[] ownGradient) = Run(blocks, shape, values, 1);
        Assert.Equal(cost, own, 1e-13);
        Reference.AssertClose(gradient, ownGradient, 1e-13);
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_same_bits_at_any_number_of_threads(int samples, int[] sizes, int outputs)
    {
        (SampleBlocks<double> blocks, NetworkShape shape, AlignedBuffer<double> values) = Create(samples, sizes, outputs);
        (double cost, double[] gradient) = Run(blocks, shape, values, 1);
        foreach (int threads in new[] { 2, 3, 16 })
        {
            for (int repeat = 0; repeat < 5; repeat++)
            {
                (double other, double[] otherGradient) = Run(blocks, shape, values, threads);
                Assert.Equal(cost, other);
                Assert.Equal(gradient, otherGradient);
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Dropping_gives_the_same_bits_at_any_number_of_threads(int samples, int[] sizes, int outputs)
    {
        (SampleBlocks<double> blocks, NetworkShape shape, AlignedBuffer<double> values) = Create(samples, sizes, outputs);
        (double cost, double[] gradient) = Run(blocks, shape, values, 1, 0.25);
        (double other, double[] otherGradient) = Run(blocks, shape, values, 5, 0.25);
        Assert.Equal(cost, other);
        Assert.Equal(gradient, otherGradient);
        Assert.NotEqual(Run(blocks, shape, values, 1).Cost, cost);
    }

    [Fact]
    public void The_way_depends_on_the_width()
    {
        Assert.IsType<BlockGradientPass<double>>(GradientPass<double>.Create(new NetworkShape([2, 64, 1]), new WorkerGroup(1)));
        Assert.IsType<GroupGradientPass<double>>(GradientPass<double>.Create(new NetworkShape([64, 128, 1]), new WorkerGroup(1)));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public void A_canceled_pass_ends(int units)
    {
        (SampleBlocks<double> blocks, NetworkShape shape, AlignedBuffer<double> values) = Create(3000, [20, units, 1], 1);
        GradientPass<double> pass = GradientPass<double>.Create(shape, new WorkerGroup(4, processorCount: 64));
        Assert.ThrowsAny<OperationCanceledException>(() => pass.Run(blocks, values, new AlignedBuffer<double>(values.Length), null, new CancellationToken(canceled: true)));
    }

    private static (SampleBlocks<double> Blocks, NetworkShape Shape, AlignedBuffer<double> Values) Create(int samples, int[] sizes, int outputs)
    {
        var random = new RandomState(5);
        double[] x = [.. Enumerable.Range(0, samples * sizes[0]).Select(_ => random.StandardNormal())];
        double[] y = new double[samples * outputs];
        for (int s = 0; s < samples; s++)
        {
            if (outputs == 1)
            {
                y[s] = s % 2;
            }
            else
            {
                y[(s * outputs) + (s % outputs)] = 1;
            }
        }

        var data = new Dataset(
            new MathNet.Numerics.LinearAlgebra.Double.DenseMatrix(sizes[0], samples, x), new MathNet.Numerics.LinearAlgebra.Double.DenseMatrix(outputs, samples, y));
        NetworkShape shape = NetworkShape.For(data.Task, sizes);
        return (new SampleBlocks<double>(new SampleSource<double>(data, scaling: null), shape), shape, new AlignedBuffer<double>(Initializer.Initialize(shape, Initialization.Xavier, 3).Flatten()));
    }

    private static (double Cost, double[] Gradient) Run(SampleBlocks<double> blocks, NetworkShape shape, AlignedBuffer<double> values, int threads, double drop = 0)
    {
        GradientPass<double> pass = GradientPass<double>.Create(shape, new WorkerGroup(threads, processorCount: 64), hasDropout: drop > 0);
        var gradient = new AlignedBuffer<double>(values.Length);
        Dropout? dropout = drop == 0 ? null : new Dropout([.. Enumerable.Repeat(drop, shape.LayerCount - 1)]);
        dropout?.Begin(7);
        double cost = pass.Run(blocks, values, gradient, dropout, CancellationToken.None);
        Assert.True(drop > 0 || cost == pass.Run(blocks, values, null, null, CancellationToken.None));
        return (cost, gradient.ToArray());
    }

    private static unsafe (double Cost, double[] Gradient) Plain(SampleBlocks<double> blocks, NetworkShape shape, AlignedBuffer<double> values)
    {
        var propagation = new Propagation<double>(shape, SampleBlocks<double>.Capacity(shape));
        var gradient = new AlignedBuffer<double>(values.Length);
        SampleBlock<double>? scratch = null;
        double cost = 0;
        for (int i = 0; i < blocks.Count; i++)
        {
            SampleBlock<double> block = blocks.Get(i, ref scratch);
            propagation.Forward(values.Pointer, block);
            cost += propagation.Loss(block);
            propagation.Backward(values.Pointer, block, gradient.Pointer);
        }

        return (cost, gradient.ToArray());
    }
}
