namespace PSNeuralNet.Tests.Training;

/// <summary>Trainings and predictions in single precision: near those in double precision, and with bits that depend on nothing but data and settings.</summary>
public class SinglePrecisionTests
{
    private static readonly Dataset Moons = MoonsGenerator.Generate(700, 0.2, shuffle: true, seed: 1);

    public static TheoryData<Loss> Losses { get; } = [.. Enum.GetValues<Loss>()];

    public static TheoryData<Activation> Hidden { get; } = [.. Enum.GetValues<Activation>().Where(Activations.IsForHidden)];

    public static TheoryData<Optimizer> Optimizers { get; } = [.. Enum.GetValues<Optimizer>().Where(optimizer => optimizer != Optimizer.LBFGS)];

    [Theory, MemberData(nameof(Losses))]
    public void Cost_and_gradient_of_each_loss_are_those_of_doubles(Loss loss)
    {
        Dataset data = DataFor(loss);
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 6, 5, loss == Loss.Quantile ? 1 : data.Schema.OutputCount], null, loss);
        Compare(data, Initializer.Initialize(shape, Initialization.Xavier, 3), new TrainingOptions());
    }

    [Theory, MemberData(nameof(Hidden))]
    public void Cost_and_gradient_of_each_activation_are_those_of_doubles(Activation activation)
    {
        NetworkShape narrow = NetworkShape.For(NetworkTask.Binary, [2, 6, 1], [activation]), deep = NetworkShape.For(NetworkTask.Binary, [2, 7, 5, 1], [activation]), wide = NetworkShape.For(NetworkTask.Binary, [2, 50, 60, 1], [activation]);
        foreach (NetworkShape shape in new[] { narrow, deep, wide })
        {
            Compare(Moons, Initializer.Initialize(shape, Initialization.Xavier, 3), new TrainingOptions { L2 = 0.1, ClipNorm = 0.05 });
        }
    }

    [Theory, MemberData(nameof(Optimizers))]
    public void Trajectories_stay_near_those_of_doubles(Optimizer optimizer)
    {
        NetworkParameter start = Initializer.Initialize(new NetworkShape([2, 12, 9, 1]), Initialization.He, 3, Moons.Schema);
        var options = new TrainingOptions { EpochCount = 20, BatchSize = 64, Optimizer = optimizer, Seed = 2, Standardize = true };
        TrainingResult wide = Trainer.Train(Moons, start, options), narrow = Trainer.Train(Moons, start, options with { Precision = Precision.Single });
        Reference.AssertClose(wide.CostHistory.Select(point => point.Cost), narrow.CostHistory.Select(point => point.Cost), 1e-4);
        Reference.AssertClose(wide.Parameter.Flatten(), narrow.Parameter.Flatten(), 2e-3);
        Assert.All(narrow.Parameter.Flatten(), value => Assert.Equal(value, (float)value));
        Assert.NotEqual(wide.Parameter.Flatten(), narrow.Parameter.Flatten());
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 64)]
    [InlineData(70, 100)]
    [InlineData(70, 0)]
    public void The_throttle_limit_does_not_change_a_bit(int units, int batch)
    {
        Dataset data = MoonsGenerator.Generate(6000, 0.2, shuffle: true, seed: 1);
        NetworkParameter start = Initializer.Initialize(new NetworkShape([2, units, units, 1]), Initialization.He, 3, data.Schema);
        TrainingResult[] results = [.. new int?[] { 1, 2, 16 }.Select(limit => Trainer.Train(
            data, start, new TrainingOptions { EpochCount = 4, BatchSize = batch, Optimizer = Optimizer.Adam, Dropout = units > 2 ? [0.2] : [], ThrottleLimit = limit, Precision = Precision.Single }))];
        Assert.All(results, result => Assert.Equal(results[0].CostHistory, result.CostHistory));
        Assert.All(results, result => Assert.Equal(results[0].Parameter.Flatten(), result.Parameter.Flatten()));
    }

    [Theory]
    [InlineData(Optimizer.Adam, 0)]
    [InlineData(Optimizer.Momentum, 6)]
    public void A_checkpoint_resumes_to_the_same_bits(Optimizer optimizer, double scaleRate)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.checkpoint");
        try
        {
            NetworkParameter start = Initializer.Initialize(new NetworkShape([2, 30, 1]), Initialization.He, 3, Moons.Schema);
            var options = new TrainingOptions { EpochCount = 12, BatchSize = 50, Optimizer = optimizer, Dropout = [0.1], ValidationFraction = 0.2, FeatureScaleRate = scaleRate, Seed = 4, Standardize = true, Precision = Precision.Single };
            TrainingResult whole = Trainer.Train(Moons, start, options);
            Assert.Throws<InvalidOperationException>(() => Trainer.Train(Moons, start, options with { Checkpoint = new KillSwitch(new CheckpointFile(path, 5), 2) }));
            TrainingResult resumed = Trainer.Train(Moons, Checkpoint.Read(path).Start(start), options with { Checkpoint = new CheckpointFile(path, 5) });
            Assert.Equal(whole.CostHistory, resumed.CostHistory);
            Assert.Contains("its precision is Single", Assert.Throws<NetworkException>(() => Trainer.Train(Moons, Checkpoint.Read(path).Start(start), options with { Precision = Precision.Double })).Message, StringComparison.Ordinal);
            Assert.Equal(whole.Parameter.Flatten(), resumed.Parameter.Flatten());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void LBFGS_is_refused()
    {
        var options = new TrainingOptions { Optimizer = Optimizer.LBFGS, Precision = Precision.Single };
        Assert.Contains("single precision", Assert.Throws<NetworkException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Losses))]
    public void Predictions_are_near_those_of_doubles(Loss loss)
    {
        Dataset data = DataFor(loss);
        NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 20, 9, loss == Loss.Quantile ? 1 : data.Schema.OutputCount], null, loss);
        NetworkParameter network = Trainer.Train(data, Initializer.Initialize(shape, Initialization.Xavier, 3, data.Schema), new TrainingOptions { EpochCount = 20, Optimizer = Optimizer.Adam, Standardize = true, EnsembleCount = 2, Seed = 1 }).Parameter;
        Matrix<double> wide = new Predictor(network).Predict(data), narrow = new Predictor(network, precision: Precision.Single).Predict(data);
        double unit = data.Task == NetworkTask.Regression ? Math.Sqrt(data.Targets.Average(y => y * y)) : 1;
        Assert.InRange((wide - narrow).Enumerate().Max(Math.Abs), loss == Loss.Quantile ? 0 : 1e-12, 1e-5 * unit);

        // Single rows have the bits of all rows.
        var predictor = new Predictor(network, precision: Precision.Single);
        for (int sample = 0; sample < 40; sample++)
        {
            Assert.Equal(narrow.Column(sample).ToArray(), predictor.Predict(data.X.Column(sample).ToArray()).ToArray());
        }
    }

    [Fact]
    public void Sparse_rows_have_the_bits_of_dense_ones()
    {
        var random = new Random(1);
        var x = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.Create(200, 300, (_, _) => random.Next(25) == 0 ? random.NextDouble() : 0);
        var y = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.Create(1, 300, (_, s) => s % 2);
        var data = new Dataset(x, y);
        NetworkShape shape = NetworkShape.For(data.Task, [200, 40, 1]);
        var values = new AlignedBuffer<float>(Initializer.Initialize(shape, Initialization.He, 3).Flatten());
        SampleSource<float> sparse = new(data, null, allowsSparse: true), dense = new(data, null);
        Assert.NotNull(sparse.Sparse);
        var pass = new GroupGradientPass<float>(shape, new WorkerGroup(2, processorCount: 64));
        var ofSparse = new AlignedBuffer<float>(values.Length);
        double cost = pass.Run(new SampleBlocks<float>(sparse, shape), values, ofSparse, null, CancellationToken.None);
        var ofDense = new AlignedBuffer<float>(values.Length);
        Assert.Equal(cost, new GroupGradientPass<float>(shape, new WorkerGroup(1)).Run(new SampleBlocks<float>(dense, shape), values, ofDense, null, CancellationToken.None));
        Assert.Equal(ofDense.ToArray(), ofSparse.ToArray());
    }

    [Fact]
    public void Files_say_that_the_training_was_in_single_precision()
    {
        TrainingResult result = Trainer.Train(Moons, Initializer.Initialize(new NetworkShape([2, 5, 1]), Initialization.He, 3, Moons.Schema), new TrainingOptions { EpochCount = 3, Precision = Precision.Single });
        NeuralNetwork read = NetworkFile.Parse(NetworkFile.ToJson(result.Network), "net.json");
        Assert.Contains("Precision=Single", read.Training!.Setting, StringComparison.Ordinal);
        Assert.Equal(result.Parameter.Flatten(), read.Parameter.Flatten());
        Assert.Contains("-Precision Single", result.Command, StringComparison.Ordinal);
    }

    private static void Compare(Dataset data, NetworkParameter start, TrainingOptions options)
    {
        (double cost, double[] gradient) = Evaluate<double>(data, start, options);
        (double single, double[] singles) = Evaluate<float>(data, start, options);
        Assert.Equal(cost, single, 1e-5 * Math.Max(1, Math.Abs(cost)));
        double size = Math.Sqrt(gradient.Average(value => value * value));
        Assert.All(gradient.Zip(singles), pair => Assert.Equal(pair.First, pair.Second, 2e-5 * Math.Max(size, Math.Abs(pair.First))));
    }

    private static (double Cost, double[] Gradient) Evaluate<TNumber>(Dataset data, NetworkParameter start, TrainingOptions options)
        where TNumber : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<TNumber>
    {
        var source = new SampleSource<TNumber>(data, null);
        var cost = new CostGradient<TNumber>(start.Shape, source, options, new WorkerGroup(1));
        double value = cost.Evaluate(new AlignedBuffer<TNumber>(start.Flatten()), new SampleBlocks<TNumber>(source, start.Shape), 1, CancellationToken.None);
        return (value, NumberConversion.ToDoubles<TNumber>(cost.Gradient));
    }

    private static Dataset DataFor(Loss loss) => loss switch
    {
        Loss.BinaryCrossEntropy => Moons,
        Loss.CategoricalCrossEntropy => BlobsGenerator.Generate(700, 4, 3, 1.0, shuffle: true, seed: 1),
        Loss.Poisson => Counts(RegressionGenerator.Generate(700, 3, 2, 1, 1.0, shuffle: true, seed: 1)),
        _ => Scaled(RegressionGenerator.Generate(700, 3, 2, 1, 1.0, shuffle: true, seed: 1)),
    };

    private static Dataset Counts(Dataset data) => new(data.X, data.Y.Map(y => Math.Floor(Math.Exp(y / 100))), data.Schema);

    private static Dataset Scaled(Dataset data) => new(data.X, data.Y.Map(y => y / 50), data.Schema);
}
