namespace PSNeuralNet.Tests.Networks;

public class PropagationTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void A_worked_example()
    {
        // One sample (0.5, -1) of class 1: z1 = 0.1 * 0.5 - 0.2 + 0.05 = -0.1, and so on.
        var data = new Dataset(Build.Dense(2, 1, [0.5, -1]), Build.Dense(1, 1, [1]));
        var parameter = new NetworkParameter([Build.DenseOfArray(new[,] { { 0.1, 0.2 } }), Build.Dense(1, 1, [0.05]), Build.Dense(1, 1, [2]), Build.Dense(1, 1, [-0.5])]);
        ForwardCache cache = ForwardCache.Compute(data, parameter);

        double z1 = -0.1, a1 = Math.Tanh(z1), z2 = (2 * a1) - 0.5, a2 = 1 / (1 + Math.Exp(-z2));
        Reference.AssertClose([z1, a1, z2, a2], cache.MatrixName.Select(name => cache[name][0, 0]), 1e-15);
        Assert.Equal(-Math.Log(a2), cache.Cost(), 1e-15);

        double dz2 = a2 - 1, dz1 = 2 * dz2 * (1 - (a1 * a1));
        NetworkGradient gradient = cache.Gradient();
        Reference.AssertClose([dz1 * 0.5, -dz1], gradient["dW1"].Enumerate(), 1e-15);
        Reference.AssertClose([dz1, dz2 * a1, dz2], new[] { "db1", "dW2", "db2" }.Select(name => gradient[name][0, 0]), 1e-15);
    }

    [Theory]
    [InlineData(1000, 1, 0)]
    [InlineData(1000, 0, 1000)]
    [InlineData(-1000, 1, 1000)]
    [InlineData(-1000, 0, 0)]
    public void Logits_of_a_thousand_do_not_overflow(double logit, double label, double cost)
    {
        var data = new Dataset(Build.Dense(1, 1, [1]), Build.Dense(1, 1, [label]));
        ForwardCache cache = ForwardCache.Compute(data, new NetworkParameter([Build.Dense(1, 1, [logit]), Build.Dense(1, 1)]));
        Assert.Equal(cost, cache.Cost(), 1e-9);
        Assert.Equal(logit > 0 ? 1 : 0, cache.Output[0, 0]);
        Assert.Equal((logit > 0 ? 1 : 0) - label, cache.Gradient()["db1"][0, 0]);
    }

    [Fact]
    public void Softmax_of_a_thousand_does_not_overflow()
    {
        var data = new Dataset(Build.Dense(1, 3, [1, 1, 1]), Build.DenseOfArray(new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }));
        ForwardCache cache = ForwardCache.Compute(data, new NetworkParameter([Build.Dense(3, 1, [1000, 0, -1000]), Build.Dense(3, 1)]));
        Assert.Equal(1000, cache.Cost(), 1e-9);
        Assert.Equal([1, 0, 0], cache.Output.Column(0));
    }

    [Fact]
    public void A_cost_far_below_one_keeps_its_digits()
    {
        // ln(1 + e^-40) = e^-40 to 17 digits.
        var data = new Dataset(Build.Dense(1, 1, [1]), Build.Dense(1, 1, [1]));
        double cost = ForwardCache.Compute(data, new NetworkParameter([Build.Dense(1, 1, [40]), Build.Dense(1, 1)])).Cost();
        Assert.Equal(1, cost / Math.Exp(-40), 1e-15);
    }

    [Theory]
    [InlineData(NetworkTask.Binary, new[] { 2, 7, 3, 1 }, Activation.Tanh)]
    [InlineData(NetworkTask.Binary, new[] { 2, 1 }, Activation.Tanh)]
    [InlineData(NetworkTask.Binary, new[] { 2, 5, 1 }, Activation.Tanh)]
    [InlineData(NetworkTask.Binary, new[] { 10, 64, 1 }, Activation.Sigmoid)]
    [InlineData(NetworkTask.Binary, new[] { 1, 3, 1 }, Activation.LeakyReLU)]
    [InlineData(NetworkTask.MultiClass, new[] { 9, 33, 100, 3 }, Activation.ReLU)]
    [InlineData(NetworkTask.MultiClass, new[] { 3, 4, 17 }, Activation.GELU)]
    [InlineData(NetworkTask.Regression, new[] { 300, 16, 2 }, Activation.GELU)]
    [InlineData(NetworkTask.Regression, new[] { 5, 300, 20, 1 }, Activation.Identity)]
    public void One_sample_and_many_are_predicted_alike(NetworkTask task, int[] size, Activation activation)
    {
        const int Count = 50;
        var random = new RandomState(4);
        double[] x = [.. Enumerable.Range(0, size[0] * Count).Select(i => i % 97 == 13 ? 1e300 * random.Uniform() : (6 * random.Uniform()) - 3)];
        var data = new Dataset(Build.Dense(size[0], Count, x), Build.Dense(1, Count));

        // Biases are not 0 here: the order of a sum's terms shows.
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(task, size, [activation]), Initialization.He, 1);
        NetworkParameter parameter = start.With([.. start.Flatten().Select(value => value + random.Uniform() - 0.5)]);
        var predictor = new Predictor(parameter);
        double[] all = predictor.Predict(data).ToColumnMajorArray();
        IEnumerable<double> single = Enumerable.Range(0, Count).SelectMany(s => predictor.Predict(x.AsSpan(s * size[0], size[0])).ToArray());
        Assert.Equal(all.Select(BitConverter.DoubleToInt64Bits), single.Select(BitConverter.DoubleToInt64Bits));
        Assert.True(all.Distinct().Count() > Count / 2);
    }

    [Fact]
    public unsafe void Blocks_that_are_kept_and_blocks_that_are_laid_out_again_are_the_same()
    {
        Dataset moons = MoonsGenerator.Generate(1000, 0.3, shuffle: true, seed: 4);
        var shape = new NetworkShape([2, 40, 1]);
        var source = new SampleSource<double>(moons, scaling: null);
        SampleBlocks<double> kept = new(source, shape), again = new(source, shape, keptValues: 0);
        SampleBlock<double>? scratch = null;
        Assert.Same(kept.Get(0, ref scratch), kept.Get(0, ref scratch));
        Assert.Null(scratch);
        Assert.Same(again.Get(0, ref scratch), again.Get(1, ref scratch));
        Assert.Equal(kept.Count, again.Count);
        for (int i = 0; i < kept.Count; i++)
        {
            SampleBlock<double> left = kept.Get(i, ref scratch), right = again.Get(i, ref scratch);
            Assert.Equal((left.Count, left.PaddedCount), (right.Count, right.PaddedCount));
            Assert.Equal(left.Samples.ToArray(), right.Samples.ToArray());
            for (int s = 0; s < left.PaddedCount; s++)
            {
                Assert.Equal((left.X[s], left.X[left.Stride + s], left.Y[s], left.Weight[s]), (right.X[s], right.X[right.Stride + s], right.Y[s], right.Weight[s]));
            }
        }
    }

    [Fact]
    public void A_cache_remembers_the_parameters_it_was_computed_with()
    {
        Dataset moons = MoonsGenerator.Generate(50, 0.3, shuffle: true, seed: 4);
        NetworkParameter parameter = Initializer.Initialize(new NetworkShape([2, 3, 1]), Initialization.He, 1);
        ForwardCache cache = ForwardCache.Compute(moons, parameter);
        Matrix<double> before = cache.Gradient()["dW1"];
        parameter["W2"][0, 0] = 100;
        Assert.Equal(before, cache.Gradient()["dW1"]);
    }

    [Fact]
    public void Blocks_of_any_size_give_the_same_sums()
    {
        // 40 hidden units make blocks of 160 samples: 2000 samples are many blocks, and a part of one.
        Dataset moons = MoonsGenerator.Generate(2000, 0.3, shuffle: true, seed: 4);
        NetworkParameter parameter = Initializer.Initialize(new NetworkShape([2, 40, 1]), Initialization.He, 1);
        Assert.True(moons.SampleCount / SampleBlocks<double>.Capacity(parameter.Shape) > 8);
        ForwardCache cache = ForwardCache.Compute(moons, parameter);

        Matrix<double> a1 = (((parameter["W1"] * moons.X) + Columns(parameter["b1"], 2000))).PointwiseTanh();
        Matrix<double> z2 = (parameter["W2"] * a1) + Columns(parameter["b2"], 2000);
        Matrix<double> dz2 = (z2.Map(z => 1 / (1 + Math.Exp(-z))) - moons.Y) / 2000;
        Matrix<double> dz1 = (parameter["W2"].Transpose() * dz2).PointwiseMultiply(1 - a1.PointwisePower(2));
        NetworkGradient gradient = cache.Gradient();
        Reference.AssertClose(a1.Enumerate(), cache["A1"].Enumerate(), 1e-14);
        Reference.AssertClose(z2.Enumerate(), cache["Z2"].Enumerate(), 1e-13);
        Reference.AssertClose((dz2 * a1.Transpose()).Enumerate(), gradient["dW2"].Enumerate(), 1e-14);
        Reference.AssertClose((dz1 * moons.X.Transpose()).Enumerate(), gradient["dW1"].Enumerate(), 1e-14);
        Reference.AssertClose(dz1.RowSums(), gradient["db1"].Enumerate(), 1e-14);

        static Matrix<double> Columns(Matrix<double> column, int count) => Build.Dense(column.RowCount, count, (row, _) => column[row, 0]);
    }
}
