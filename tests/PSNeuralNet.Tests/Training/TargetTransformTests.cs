namespace PSNeuralNet.Tests.Training;

/// <summary>Targets as logarithms, predictions within the range of training targets, and the hint about skewed ones.</summary>
public class TargetTransformTests
{
    private static readonly Dataset Costs = Data(200, seed: 1);
    private static readonly TrainingOptions Log = new() { Optimizer = Optimizer.Adam, LearningRate = 0.02, EpochCount = 200, Standardize = true, TargetTransform = TargetTransform.Log, Seed = 2 };

    [Fact]
    public void The_shift_is_a_tenth_of_the_median_of_positive_targets_and_weighted_rows_are_repeated_ones()
    {
        double[] y = [0, 1, 2, 4, 0, 100], weight = [5, 1, 1, 1, 1, 2];
        double[] repeated = [0, 0, 0, 0, 0, 1, 2, 4, 0, 100, 100];
        Scaling weighted = Fit(y, weight), plain = Fit(repeated, null);
        Assert.Equal(0.4, weighted.TargetShift[0], 1e-15);
        Assert.Equal(weighted.TargetShift, plain.TargetShift);
        double[] logs = [.. repeated.Select(value => Math.Log(value + 0.4))];
        double mean = logs.Average(), deviation = Math.Sqrt(logs.Average(value => (value - mean) * (value - mean)));
        Reference.AssertClose([mean, deviation], [weighted.TargetMean[0], weighted.TargetDeviation[0]], 1e-14);
        Reference.AssertClose([mean, deviation], [plain.TargetMean[0], plain.TargetDeviation[0]], 1e-14);
        Assert.Equal((0, 100), (weighted.TargetMinimum[0], weighted.TargetMaximum[0]));

        static Scaling Fit(double[] y, double[]? weight) => Scaling.Of(
            new Dataset(Matrix<double>.Build.Dense(1, y.Length, (_, s) => s), Matrix<double>.Build.DenseOfRowArrays(y), DataSchema.DefaultRegression(1, 1), weight: weight),
            new ScalingPlan { Standardizes = true, TargetTransform = TargetTransform.Log, ClipsTarget = true })!;
    }

    [Fact]
    public void Predictions_are_in_the_unit_of_the_target_and_fit_skewed_ones_better()
    {
        TrainingResult log = Trainer.Train(Costs, Start(Costs), Log);
        Scaling scaling = log.Parameter.Scaling!;
        ForwardCache cache = ForwardCache.Compute(Costs, log.Parameter);
        double[] expected = [.. cache.Output.Row(0).Select(z => Math.Max(0, Math.Exp((z * scaling.TargetDeviation[0]) + scaling.TargetMean[0]) - scaling.TargetShift[0]))];
        double[] predicted = Predictions(log.Parameter, Costs);
        Reference.AssertClose(expected, predicted, 1e-12);
        Assert.All(predicted, value => Assert.True(value >= 0));

        // R2 of the result is that of the numbers themselves.
        double[] y = [.. Costs.Y.Row(0)];
        double mean = y.Average(), r2 = 1 - (y.Zip(predicted, (a, b) => (a - b) * (a - b)).Sum() / y.Sum(a => (a - mean) * (a - mean)));
        Assert.Equal(r2, log.R2!.Value, 1e-12);

        // Of new rows that cost something, the errors relative to the cost are smaller than without the logarithm.
        Dataset test = Data(400, seed: 9);
        TrainingResult plain = Trainer.Train(Costs, Start(Costs), Log with { TargetTransform = TargetTransform.None });
        Assert.Contains(Predictions(plain.Parameter, test), value => value < 0);
        Assert.True(LogError(log) < 0.7 * LogError(plain));

        double LogError(TrainingResult result) => test.Y.Row(0).Zip(Predictions(result.Parameter, test)).Where(pair => pair.First > 0).Average(pair => Math.Abs(Math.Log(1 + pair.First) - Math.Log(1 + Math.Max(0, pair.Second))));
    }

    [Theory]
    [InlineData(Loss.MeanSquaredError, TargetTransform.None)]
    [InlineData(Loss.MeanSquaredError, TargetTransform.Log)]
    [InlineData(Loss.Poisson, TargetTransform.None)]
    [InlineData(Loss.Huber, TargetTransform.Log)]
    public void Clipped_predictions_are_within_the_range_of_the_training_targets(Loss loss, TargetTransform transform)
    {
        TrainingOptions options = Log with { TargetTransform = transform, ClipTarget = true, EpochCount = 40 };
        Dataset test = Data(400, seed: 9, factor: 3);
        double[] plain = Predictions(Trainer.Train(Costs, Start(Costs, loss), options with { ClipTarget = false }).Parameter, test);
        TrainingResult result = Trainer.Train(Costs, Start(Costs, loss), options);
        double minimum = Costs.Y.Enumerate().Min(), maximum = Costs.Y.Enumerate().Max();
        Assert.Equal(plain.Select(value => Math.Clamp(value, minimum, maximum)), Predictions(result.Parameter, test));
        Scaling scaling = result.Parameter.Scaling!;
        Assert.Equal((minimum, maximum), (scaling.TargetMinimum[0], scaling.TargetMaximum[0]));

        // A narrower range, with predictions beyond both ends.
        double[] sorted = [.. plain.Order()];
        (double low, double high) = (sorted[100], sorted[300]);
        var narrow = new Scaling([.. scaling.FeatureMean], [.. scaling.FeatureDeviation], [.. scaling.TargetMean], [.. scaling.TargetDeviation])
        {
            TargetShift = scaling.TargetShift, TargetMinimum = [low], TargetMaximum = [high],
        };
        Assert.Equal(plain.Select(value => Math.Clamp(value, low, high)), Predictions(result.Parameter.With(narrow), test));
    }

    [Fact]
    public void A_file_keeps_transform_and_range_as_version_5()
    {
        NeuralNetwork network = Trainer.Train(Costs, Start(Costs), Log with { ClipTarget = true, EpochCount = 20 }).Network;
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        try
        {
            NetworkFile.Write(network, path);
            Assert.Contains("\"formatVersion\": 5", File.ReadAllText(path), StringComparison.Ordinal);
            NeuralNetwork read = NetworkFile.Read(path);
            Assert.Equal(Predictions(network.Parameter, Costs), Predictions(read.Parameter, Costs));
            Assert.Equal("standardizes 3 features and 1 target, takes the logarithm of targets, clips predictions", read.Scaling!.ToString());
            NetworkFile.Write(Trainer.Train(Costs, Start(Costs), Log with { TargetTransform = TargetTransform.None, EpochCount = 2 }).Network, path, overwrite: true);
            Assert.Contains("\"formatVersion\": 1", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_training_continues_with_the_transform_of_its_network()
    {
        TrainingOptions options = Log with { ClipTarget = true, BatchSize = 32, EpochCount = 20 };
        TrainingResult whole = Trainer.Train(Costs, Start(Costs), options with { EpochCount = 40 });
        TrainingResult half = Trainer.Train(Costs, Start(Costs), options), both = Trainer.Train(Costs, new TrainingStart(half), options);
        Assert.Equal(whole.Parameter.Flatten(), both.Parameter.Flatten());

        // A network from a file: its transform stays without the setting, and the range grows with the new targets.
        Dataset larger = Data(100, seed: 4, factor: 20);
        TrainingResult more = Trainer.Train(larger, new TrainingStart(new NeuralNetwork(half.Parameter)), new TrainingOptions { Standardize = true, EpochCount = 3 });
        Assert.Equal(half.Parameter.Scaling!.TargetShift, more.Parameter.Scaling!.TargetShift);
        Assert.Equal(larger.Y.Enumerate().Max(), more.Parameter.Scaling.TargetMaximum[0]);
        TrainingResult rescaled = Trainer.Train(larger, new TrainingStart(half.Parameter) { Rescales = true }, new TrainingOptions { Standardize = true, EpochCount = 3 });
        Assert.Equal(half.Parameter.Scaling.TargetShift, rescaled.Parameter.Scaling!.TargetShift);

        NetworkParameter adapted = ScalingFit.Adapt(half.Parameter, rescaled.Parameter.Scaling);
        Reference.AssertClose(Predictions(half.Parameter.With(half.Parameter.Scaling.Widened([0], [1e9])), larger), Predictions(adapted.With(adapted.Scaling!.Widened([0], [1e9])), larger), 1e-9);
    }

    [Fact]
    public void What_cannot_be_transformed_is_an_error()
    {
        var negative = new Dataset(Costs.X, Costs.Y.MapIndexed((_, s, y) => s == 7 ? -1 : y), Costs.Schema);
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(negative, Start(negative), Log));
        Assert.Equal("TargetNotLog", error.Id);
        Assert.StartsWith("Row 8 has the target 'Y1' = -1", error.Message.Replace(Costs.TargetName[0], "Y1", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("TargetNotLog", Assert.Throws<NetworkException>(() => Trainer.Train(Costs, Start(Costs), Log with { ValidationDataset = negative })).Id);
        Assert.Equal("TargetTransformMismatch", Assert.Throws<NetworkException>(() => Trainer.Train(Costs, Start(Costs, Loss.Poisson), Log)).Id);
        NetworkParameter plain = Trainer.Train(Costs, Start(Costs), Log with { TargetTransform = TargetTransform.None, EpochCount = 2 }).Parameter;
        Assert.Equal("TargetTransformMismatch", Assert.Throws<NetworkException>(() => Trainer.Train(Costs, plain, Log)).Id);
        Dataset moons = MoonsGenerator.Generate(20, 0.2, shuffle: true, seed: 1);
        NetworkParameter classes = Initializer.Initialize(NetworkShape.For(NetworkTask.Binary, [2, 1]), Initialization.He, 1, moons.Schema);
        Assert.Equal("TargetSettingMismatch", Assert.Throws<NetworkException>(() => Trainer.Train(moons, classes, Log)).Id);
        Assert.Equal("TargetSettingMismatch", Assert.Throws<NetworkException>(() => Trainer.Train(moons, classes, new TrainingOptions { ClipTarget = true })).Id);
    }

    [Fact]
    public void Skewed_targets_are_hinted_at_where_they_are_trained_as_they_are()
    {
        TrainingOptions plain = Log with { TargetTransform = TargetTransform.None };
        double[] y = [.. Costs.Y.Row(0)];
        double mean = y.Average(), deviation = Math.Sqrt(y.Average(value => (value - mean) * (value - mean)));
        double skewness = y.Average(value => Math.Pow((value - mean) / deviation, 3));
        Assert.True(skewness > 2);
        string hint = Assert.Single(TargetHint.Of(Costs, Start(Costs), plain));
        Assert.Contains(FormattableString.Invariant($"(skewness {skewness:0.0})"), hint, StringComparison.Ordinal);
        Assert.Contains("-TargetTransform Log", hint, StringComparison.Ordinal);
        Assert.Contains("-Loss Poisson", hint, StringComparison.Ordinal);
        Assert.Empty(TargetHint.Of(Costs, Start(Costs), Log));
        Assert.Empty(TargetHint.Of(Costs, Start(Costs, Loss.Poisson), plain));
        var negative = new Dataset(Costs.X, Costs.Y.MapIndexed((_, s, value) => s == 7 ? -1 : value), Costs.Schema);
        Assert.Empty(TargetHint.Of(negative, Start(negative), plain));
        var even = new Dataset(Costs.X, Costs.Y.MapIndexed((_, s, _) => (double)s), Costs.Schema);
        Assert.Empty(TargetHint.Of(even, Start(even), plain));
    }

    private static Dataset Data(int samples, long seed, double factor = 1)
    {
        var random = new RandomState(seed);
        var x = Matrix<double>.Build.Dense(3, samples, (_, _) => random.StandardNormal());
        var y = Matrix<double>.Build.Dense(1, samples, (_, s) => s % 10 == 0 ? 0 : factor * 200 * Math.Exp((1.2 * x[0, s]) - (0.8 * x[1, s]) + (0.3 * random.StandardNormal())));
        return new Dataset(x, y, DataSchema.DefaultRegression(3, 1));
    }

    private static NetworkParameter Start(Dataset data, Loss? loss = null) =>
        Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [3, 6, 1], [Activation.Tanh], loss), Initialization.He, 3, data.Schema);

    private static double[] Predictions(NetworkParameter parameter, Dataset data)
    {
        var predictor = new Predictor(parameter);
        return [.. Enumerable.Range(0, data.SampleCount).Select(s => predictor.Predict(data.X.Column(s).ToArray())[0])];
    }
}
