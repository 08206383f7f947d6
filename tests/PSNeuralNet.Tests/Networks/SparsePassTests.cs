namespace PSNeuralNet.Tests.Networks;

/// <summary>Passes over sparse rows against those over dense blocks: forward and wide networks to the bit, other sums to rounding.</summary>
public class SparsePassTests
{
    public static TheoryData<int[], NetworkTask, int, bool> Cases => new()
    {
        { [32], NetworkTask.Binary, 0, true },
        { [37, 9], NetworkTask.MultiClass, 3, true },
        { [16, 300], NetworkTask.Regression, 0, true },
        { [129], NetworkTask.MultiClass, 0, true },
        { [5], NetworkTask.Binary, 3, false },
        { [20, 20, 20], NetworkTask.Regression, 0, false },
        { [], NetworkTask.Binary, 0, false },
        { [], NetworkTask.MultiClass, 2, false },
        { [1], NetworkTask.Regression, 0, false },
    };

    [Theory, MemberData(nameof(Cases))]
    public void As_over_dense_blocks(int[] hidden, NetworkTask task, int dense, bool isWide)
    {
        // Three groups of blocks, and a last block that is not full.
        Dataset data = SparseData.Create(1101, 80, 4, task, dense, isWeighted: true);
        (double cost, double[] gradient) = Run(data, hidden, isSparse: false, 1);
        (double sparseCost, double[] sparseGradient) = Run(data, hidden, isSparse: true, 1);
        if (isWide)
        {
            Assert.Equal(cost, sparseCost);
            Assert.Equal(gradient, sparseGradient);
            return;
        }

        Assert.Equal(cost, sparseCost, 1e-13);
        Reference.AssertClose(gradient, sparseGradient, 1e-13);
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_same_bits_at_any_number_of_threads(int[] hidden, NetworkTask task, int dense, bool isWide)
    {
        Dataset data = SparseData.Create(isWide ? 1101 : 9000, 80, 4, task, dense);
        foreach (double drop in new[] { 0, 0.25 })
        {
            (double cost, double[] gradient) = Run(data, hidden, isSparse: true, 1, drop);
            foreach (int threads in new[] { 2, 3, 16 })
            {
                (double other, double[] otherGradient) = Run(data, hidden, isSparse: true, threads, drop);
                Assert.Equal(cost, other);
                Assert.Equal(gradient, otherGradient);
            }
        }
    }

    [Fact]
    public void Many_weights_are_shared_out()
    {
        // More weights, and more products, than one thread takes alone.
        Dataset data = SparseData.Create(600, 5000, 80);
        (double cost, double[] gradient) = Run(data, [50], isSparse: true, 1);
        (double other, double[] otherGradient) = Run(data, [50], isSparse: true, 3);
        (double dense, double[] denseGradient) = Run(data, [50], isSparse: false, 2);
        Assert.Equal((cost, cost), (other, dense));
        Assert.Equal(gradient, otherGradient);
        Assert.Equal(gradient, denseGradient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    public void Dropping_out_leaves_out_the_same_units(double drop)
    {
        Dataset data = SparseData.Create(500, 80, 4);
        (double cost, double[] gradient) = Run(data, [40, 6], isSparse: true, 2, drop);
        (double dense, double[] denseGradient) = Run(data, [40, 6], isSparse: false, 2, drop);
        Assert.Equal(dense, cost);
        Assert.Equal(denseGradient, gradient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(40)]
    public void Predictions_have_the_bits_of_single_samples(int units)
    {
        Dataset data = SparseData.Create(300, 100, 5, NetworkTask.MultiClass, dense: 2);
        NetworkParameter network = SparseData.Start(data, units == 0 ? [] : [units]);
        Assert.NotNull(SparseFeatures.Of(data, network.Scaling));
        var predictor = new Predictor(network);
        Matrix<double> prediction = predictor.Predict(data);
        for (int s = 0; s < data.SampleCount; s++)
        {
            Assert.Equal(predictor.Predict(data.Features.AsSpan(s * 100, 100)).ToArray(), prediction.Column(s).ToArray());
        }
    }

    [Fact]
    public void A_canceled_pass_ends()
    {
        Dataset data = SparseData.Create(300, 80, 4);
        Assert.ThrowsAny<OperationCanceledException>(() => Run(data, [40], isSparse: true, 4, cancellation: new CancellationToken(canceled: true)));
    }

    private static (double Cost, double[] Gradient) Run(Dataset data, int[] hidden, bool isSparse, int threads, double drop = 0, CancellationToken cancellation = default)
    {
        NetworkParameter start = SparseData.Start(data, hidden);
        var source = new SampleSource<double>(data, null, allowsSparse: isSparse);
        Assert.Equal(isSparse, source.Sparse is not null);
        var blocks = new SampleBlocks<double>(source, start.Shape);
        GradientPass<double> pass = GradientPass<double>.Create(start.Shape, new WorkerGroup(threads, processorCount: 64), hasDropout: drop > 0, isSparse);
        AlignedBuffer<double> values = new(start.Flatten()), gradient = new(start.ParameterCount);
        Dropout? dropout = drop == 0 || hidden.Length == 0 ? null : new Dropout([.. Enumerable.Repeat(drop, hidden.Length)]);
        dropout?.Begin(7);
        gradient.Span.Fill(99);
        double cost = pass.Run(blocks, values, gradient, dropout, cancellation);
        Assert.True(dropout is not null || cost == pass.Run(blocks, values, null, null, cancellation));
        return (cost, gradient.ToArray());
    }
}
