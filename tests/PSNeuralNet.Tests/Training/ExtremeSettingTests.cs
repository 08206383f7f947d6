namespace PSNeuralNet.Tests.Training;

/// <summary>Weights and settings so small or large that a training with them would change nothing without a word.</summary>
public class ExtremeSettingTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;
    private static readonly Dataset Moons = MoonsGenerator.Generate(200, 0.2, shuffle: true, seed: 1);

    [Theory]
    [InlineData(1e308, 1e308)]
    [InlineData(1e308, 1)]
    [InlineData(1e-320, 1e-320)]
    [InlineData(double.Epsilon, 0)]
    public void Class_weights_whose_sum_is_out_of_range_are_refused(double first, double second)
    {
        NetworkException error = Assert.Throws<NetworkException>(() => Train(Moons, new TrainingOptions { ClassWeight = Weights(first, second) }));
        Assert.Equal(("ClassWeightSumInvalid", FailureCategory.InvalidArgument), (error.Id, error.Category));
    }

    [Fact]
    public void Class_weights_times_sample_weights_are_measured_together()
    {
        var data = new Dataset(Moons.X, Moons.Y, Moons.Schema, weight: Enumerable.Repeat(1e-200, 200));
        Assert.Equal("ClassWeightSumInvalid", Assert.Throws<NetworkException>(() => Train(data, new TrainingOptions { ClassWeight = Weights(1e-120, 1e-120) })).Id);
        Assert.Equal("ClassWeightAllZero", Assert.Throws<NetworkException>(() => Train(data, new TrainingOptions { ClassWeight = Weights(1e-200, 1e-200) })).Id);
    }

    [Theory]
    [InlineData(1e308)]
    [InlineData(1e304)]
    [InlineData(1e-303)]
    [InlineData(double.Epsilon)]
    public void Sample_weights_whose_sum_is_out_of_range_are_refused(double weight)
    {
        double[] weights = [.. Enumerable.Repeat(weight, 200)];
        NetworkException error = Assert.Throws<NetworkException>(() => new Dataset(Moons.X, Moons.Y, weight: weights));
        Assert.Equal(("SampleWeightSumInvalid", FailureCategory.InvalidData), (error.Id, error.Category));
        Assert.Equal("SampleWeightSumInvalid", Assert.Throws<NetworkException>(() => ConfusionMatrix.Create(["a", "b"], new int[200], new int[200], weights)).Id);
    }

    [Theory]
    [InlineData(1e290)]
    [InlineData(1e-290)]
    public void Only_the_ratios_of_weights_matter(double weight)
    {
        double power = Math.ScaleB(1, Math.ILogB(weight));
        double[] plain = Train(Moons, new TrainingOptions { EpochCount = 3 }).Parameter.Flatten();
        Assert.Equal(plain, Train(Moons, new TrainingOptions { EpochCount = 3, ClassWeight = Weights(power, power) }).Parameter.Flatten());
        var weighed = new Dataset(Moons.X, Moons.Y, Moons.Schema, weight: Enumerable.Repeat(power, 200));
        Assert.Equal(plain, Train(weighed, new TrainingOptions { EpochCount = 3 }).Parameter.Flatten());
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        (string Id, TrainingOptions Options)[] wrong =
        [
            ("LearningRateInvalid", new TrainingOptions { LearningRate = 1e-320 }),
            ("ConstantInvalid", new TrainingOptions { Optimizer = Optimizer.Adam, Epsilon = 1e308 }),
            ("ConstantInvalid", new TrainingOptions { Optimizer = Optimizer.Adam, Epsilon = 1e-320 }),
            ("ConstantInvalid", new TrainingOptions { L2 = 1e308 }),
            ("ConstantInvalid", new TrainingOptions { L2 = 1e-320 }),
            ("ConstantInvalid", new TrainingOptions { Optimizer = Optimizer.AdamW, WeightDecay = 1e308 }),
            ("ConstantInvalid", new TrainingOptions { ClipNorm = 1e-320 }),
            ("ConstantInvalid", new TrainingOptions { Schedule = Schedule.InverseTime, Decay = 1e308 }),
            ("ConstantInvalid", new TrainingOptions { Schedule = Schedule.Exponential, Decay = 1e-320 }),
        ];
        Assert.All(wrong, pair => Assert.Equal(pair.Id, Assert.Throws<NetworkException>(() => Train(Moons, pair.Options)).Id));
        Assert.All([1e-320, 1e308], delta => Assert.Equal(
            "DeltaInvalid", Assert.Throws<NetworkException>(() => NetworkShape.For(NetworkTask.Regression, [1, 1], loss: Loss.Huber, delta: delta)).Id));
        Assert.Equal(
            "The learning rate 1E-320 is not usable: it has to be positive and finite, 1E-300 or more. Usual values lie between 0.001 and 1.",
            Assert.Throws<NetworkException>(() => Train(Moons, new TrainingOptions { LearningRate = 1e-320 })).Message);
    }

    [Theory]
    [InlineData(1e-30, 1)]
    [InlineData(0.1, 0)]
    public void A_training_that_changes_no_weight_warns(double rate, int warnings)
    {
        // With random biases: a zero would change by any number.
        double[] values = Initializer.Initialize(new NetworkShape([2, 3, 1]), Initialization.He, 1, Moons.Schema).Flatten();
        NetworkParameter start = new(new NetworkShape([2, 3, 1]), [.. values.Select(value => value + 1)], Moons.Schema);
        var told = new List<string>();
        _ = Trainer.Train(Moons, new TrainingStart(start), new TrainingOptions { LearningRate = rate, EpochCount = 5 }, warn: told.Add);
        Assert.Equal(warnings, told.Count);
        Assert.All(told, text => Assert.StartsWith("The training has changed no weight: the learning rate 1E-30 is too small", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1.7e308, 1.7e308)]
    [InlineData(0, double.Epsilon)]
    public void A_range_that_cannot_be_standardized_is_refused(double smallest, double largest)
    {
        Matrix<double> column = Build.Dense(1, 4, [smallest, largest, smallest, largest]), other = Build.Dense(1, 4, [1, 2, 3, 4]);
        DataSchema schema = DataSchema.DefaultRegression(1);
        Dataset[] wrong = [new Dataset(column, other, schema), new Dataset(other, column, schema)];
        Assert.All(wrong, data => Assert.Equal("RangeNotStandardizable", Assert.Throws<NetworkException>(() => Scaling.Of(data)).Id));
    }

    [Fact]
    public void Large_numbers_are_standardized()
    {
        Scaling scaling = Scaling.Of(new Dataset(Build.Dense(1, 2, [1e308, 1.5e308]), Build.Dense(1, 2, [-8e307, 8e307]), DataSchema.DefaultRegression(1)));
        Reference.AssertClose([1.25, 0.25, 0, 0.8], [scaling.FeatureMean[0] / 1e308, scaling.FeatureDeviation[0] / 1e308, scaling.TargetMean[0] / 1e308, scaling.TargetDeviation[0] / 1e308], 1e-15);
    }

    private static ClassWeighting Weights(double first, double second) =>
        ClassWeighting.Of([KeyValuePair.Create<object, double>(0, first), KeyValuePair.Create<object, double>(1, second)]);

    private static TrainingResult Train(Dataset data, TrainingOptions options) =>
        Trainer.Train(data, Initializer.Initialize(new NetworkShape([2, 3, 1]), Initialization.He, 1, data.Schema), options);
}
