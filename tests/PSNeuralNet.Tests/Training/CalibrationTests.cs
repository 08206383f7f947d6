namespace PSNeuralNet.Tests.Training;

/// <summary>Calibration: a temperature fitted on held-out samples, and priors corrected for class weights.</summary>
public class CalibrationTests
{
    private static readonly TrainingOptions Options = new()
    {
        Optimizer = Optimizer.Adam, LearningRate = 0.03, BatchSize = 16, EpochCount = 60, ValidationFraction = 0.4, Standardize = true, Seed = 9, Calibration = Calibration.Temperature,
    };

    // scipy.optimize.brentq on the slope (SciPy 1.10), labels smoothed by 1 / 61.
    [Theory]
    [InlineData("binary", 1.014956583111162, 0.38420071204219575, 49.0 / 60)]
    [InlineData("weighted", 0.743469764305213, 0.44856882193179015, 49.0 / 60)]
    [InlineData("multi", 1.5327789909575498, 0.8473417035459635, 0.6)]
    public void The_temperature_is_that_of_the_lowest_loss(string kind, double temperature, double loss, double accuracy)
    {
        HeldOutLogits samples = Logits(kind);
        CalibrationFit fit = CalibrationFit.Of([samples]);
        Assert.Null(fit.Note);
        Assert.Equal(temperature, fit.Temperature!.Value, 1e-10);
        (double cost, double score) = samples.Measure(1 / temperature);
        Assert.Equal(loss, cost, 1e-12);
        Assert.Equal(accuracy, score, 1e-12);
    }

    [Theory]
    [InlineData("weighted")]
    [InlineData("multi")]
    public void Slope_and_curvature_are_the_derivatives_of_the_loss(string kind)
    {
        HeldOutLogits samples = Logits(kind);
        const double H = 1e-5;
        foreach (double inverse in new[] { 0.1, 1, 3 })
        {
            LossSum At(double value)
            {
                LossSum sum = default;
                samples.Add(value, 0.02, ref sum);
                return sum;
            }

            Assert.Equal((At(inverse + H).Loss - At(inverse - H).Loss) / (2 * H), At(inverse).Slope, 1e-6);
            Assert.Equal((At(inverse + H).Slope - At(inverse - H).Slope) / (2 * H), At(inverse).Curvature, 1e-6);
        }
    }

    [Fact]
    public void Huge_logits_and_samples_that_are_all_right_keep_the_temperature_in_its_range()
    {
        int[] actual = [.. Enumerable.Range(0, 40).Select(i => i % 2)];
        double Fit(Func<int, double> logit) => CalibrationFit.Of([new HeldOutLogits([.. actual.Select((one, i) => logit((2 * one) - 1) * (1 + (i % 3)))], 2, actual, null, [])]).Temperature!.Value;
        Assert.Equal(CalibrationFit.Lowest, Fit(sign => 1e-3 * sign), 1e-9);
        Assert.Equal(CalibrationFit.Highest, Fit(sign => -1000 * sign), 1e-9);

        // All are right: the loss alone would have no minimum.
        Assert.InRange(Fit(sign => 3 * sign), 0.3, 2);
        Assert.Equal(1, Fit(_ => 0));
    }

    [Fact]
    public void Of_many_samples_a_part_gives_nearly_the_same_temperature()
    {
        // 2,500,000 logits of two classes, so every second sample; p = 5/7 is sigmoid(ln 2.5).
        const int Samples = 1_250_000;
        var logit = new double[Samples];
        Array.Fill(logit, 1);
        double temperature = CalibrationFit.Of([new HeldOutLogits(logit, 2, [.. Enumerable.Range(0, Samples).Select(sample => sample % 7 < 5 ? 1 : 0)], null, [])]).Temperature!.Value;
        Assert.Equal(1 / Math.Log(2.5), temperature, 1e-4);
    }

    [Theory]
    [InlineData(NetworkTask.Binary)]
    [InlineData(NetworkTask.MultiClass)]
    public void The_last_layer_is_divided_by_the_temperature_and_the_state_is_not(NetworkTask task)
    {
        Dataset data = Samples(task);
        TrainingResult plain = Trainer.Train(data, Start(data), Options with { Calibration = Calibration.None }), result = Trainer.Train(data, Start(data), Options);
        double temperature = result.Temperature!.Value;
        Assert.Null(plain.Temperature);
        Assert.NotEqual(1, temperature);
        Assert.Equal(plain.Parameter.Weight(1), result.Parameter.Weight(1));
        Assert.Equal(plain.Parameter.Weight(2).Map(value => value / temperature), result.Parameter.Weight(2));
        Assert.Equal(plain.Parameter.Bias(2).Map(value => value / temperature), result.Parameter.Bias(2));
        Assert.Equal(plain.State!.Parameters.Values, result.State!.Parameters.Values);
        Assert.Equal(plain.CostHistory, result.CostHistory);
        Assert.Equal((plain.BestEpoch, plain.ValidationCost, plain.Score), (result.BestEpoch, result.ValidationCost, result.Score));

        // The cost of the returned weights is lower than that of the trained ones.
        Dataset heldOut = DatasetSplitter.Split(data, 0.4, stratify: true, 9).Test;
        var report = (ClassificationReport)Evaluator.Measure(heldOut, result.Parameter);
        Assert.Equal(report.LogLoss, result.Cost, 1e-12);
        Assert.Equal(report.Accuracy, result.Score, 1e-12);
        Assert.True(result.Cost < plain.Cost);
        Assert.Equal(temperature, result.Network.Training!.Temperature);
    }

    [Fact]
    public void Training_further_goes_on_from_the_trained_weights()
    {
        Dataset data = Samples(NetworkTask.MultiClass);
        TrainingResult half = Trainer.Train(data, Start(data), Options with { EpochCount = 30 });
        TrainingResult two = Trainer.Train(data, new TrainingStart(half), Options with { EpochCount = 30 }), one = Trainer.Train(data, Start(data), Options);
        Assert.Equal(one.Parameter.Flatten(), two.Parameter.Flatten());
        Assert.Equal(one.Temperature, two.Temperature);
    }

    [Theory]
    [InlineData(NetworkTask.Binary, 0)]
    [InlineData(NetworkTask.MultiClass, 0)]
    [InlineData(NetworkTask.MultiClass, 4)]
    public void An_ensemble_has_one_temperature_for_all_its_out_of_fold_predictions(NetworkTask task, int bins)
    {
        Dataset data = Samples(task);
        TrainingOptions options = Options with { EnsembleCount = 4, ValidationFraction = 0, BinCount = bins, FeatureClip = bins == 0 ? 0 : 3 };
        TrainingResult plain = Trainer.Train(data, Start(data), options with { Calibration = Calibration.None }), result = Trainer.Train(data, Start(data), options);
        double temperature = result.Temperature!.Value;
        int[] foldOf = DatasetSplitter.BalancedFolds(data, 4, 9);
        var predicted = new List<double[]>();
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(plain.Member[i].Parameter.Weight(1), result.Member[i].Parameter.Weight(1));
            Assert.Equal(plain.Member[i].Parameter.Weight(2).Map(value => value / temperature), result.Member[i].Parameter.Weight(2));
            Assert.Equal(temperature, result.Member[i].Training!.Temperature);
            predicted.Add(new Predictor(result.Member[i].Parameter).Predict(data).ToColumnMajorArray());
        }

        int classes = data.ClassName.Count;
        Assert.Equal(data.SampleCount, result.OutOfFold!.Sample.Count);
        for (int sample = 0; sample < data.SampleCount; sample++)
        {
            Reference.AssertClose(predicted[foldOf[sample]].AsSpan(sample * classes, classes).ToArray(), result.OutOfFold.Prediction.Column(sample), 1e-12);
        }

        // Another temperature would be worse.
        double Loss(double factor) => Enumerable.Range(0, data.SampleCount).Average(sample =>
        {
            Vector<double> probability = result.OutOfFold.Prediction.Column(sample).PointwisePower(factor);
            return -Math.Log(probability[data.ClassOf(sample)] / probability.Sum());
        });
        Assert.True(Loss(1) < Loss(0.8) && Loss(1) < Loss(1.25));
        Assert.Equal(Loss(1), ((ClassificationReport)result.OutOfFold.Report).LogLoss, 1e-12);
        Assert.Equal(Loss(1), result.Cost, 1e-12);
        Assert.Equal(plain.OutOfFold!.Score, result.Score);
        Assert.Equal(plain.ValidationCost, result.ValidationCost);
    }

    [Fact]
    public void An_ensemble_with_a_validation_dataset_is_calibrated_on_it()
    {
        DatasetSplit split = DatasetSplitter.Split(Samples(NetworkTask.MultiClass), 0.3, stratify: true, seed: 2);
        TrainingResult result = Trainer.Train(split.Train, Start(split.Train), Options with { EnsembleCount = 3, ValidationFraction = 0, ValidationDataset = split.Test });
        Assert.NotNull(result.Temperature);
        Assert.Equal(((ClassificationReport)Evaluator.Measure(split.Test, result.Parameter)).LogLoss, result.Cost, 1e-12);
        Assert.True(result.Cost < result.ValidationCost);

        // Three predictions for 10 samples are 10 samples.
        Dataset few = split.Test.Take([.. Enumerable.Range(0, 10)]);
        result = Trainer.Train(split.Train, Start(split.Train), Options with { EnsembleCount = 3, ValidationFraction = 0, ValidationDataset = few });
        Assert.Equal("only 10 samples were held out, and 20 are needed", result.Calibration.Note);
    }

    [Theory]
    [InlineData(NetworkTask.Binary)]
    [InlineData(NetworkTask.MultiClass)]
    public void Probabilities_under_class_weights_are_those_without_times_the_weights(NetworkTask task)
    {
        Dataset data = Rare(task);
        TrainingOptions options = Options with { ValidationFraction = 0, ClassWeight = ClassWeighting.Balanced };
        TrainingResult plain = Trainer.Train(data, Start(data), options with { Calibration = Calibration.None }), result = Trainer.Train(data, Start(data), options);
        Assert.Null(result.Temperature);
        Assert.Equal("no samples were held out", result.Calibration.Note);
        double[] counts = [.. Enumerable.Range(0, data.ClassName.Count).Select(one => (double)Enumerable.Range(0, data.SampleCount).Count(sample => data.ClassOf(sample) == one))];
        double[] weights = [.. counts.Select(count => data.SampleCount / (counts.Length * count))];
        Reference.AssertClose(weights.Select(weight => -Math.Log(weight)), result.Parameter.PriorOffset, 1e-12);

        Matrix<double> weighted = new Predictor(plain.Parameter).Predict(data), corrected = new Predictor(result.Parameter).Predict(data);
        for (int sample = 0; sample < data.SampleCount; sample++)
        {
            Vector<double> unweighted = weighted.Column(sample) / Vector<double>.Build.Dense(weights);
            Reference.AssertClose(unweighted / unweighted.Sum(), corrected.Column(sample), 1e-12);
        }

        Reference.AssertClose(weighted.Enumerate(), new Predictor(result.Parameter.WithoutPriorOffset()).Predict(data).Enumerate(), 1e-12);
        Assert.Same(plain.Parameter, plain.Parameter.WithoutPriorOffset());
        Assert.Equal(((ClassificationReport)Evaluator.Measure(data, result.Parameter)).Accuracy, result.Score, 1e-12);
        Assert.Equal(((ClassificationReport)Evaluator.Measure(data, result.Parameter)).LogLoss, result.Cost, 1e-12);
        Assert.True(result.Cost < plain.Cost);
    }

    [Fact]
    public void With_class_weights_the_temperature_is_that_after_the_correction()
    {
        Dataset data = Rare(NetworkTask.Binary);
        TrainingOptions options = Options with { ClassWeight = ClassWeighting.Of([new("1", 5.0)]) };
        TrainingResult plain = Trainer.Train(data, Start(data), options with { Calibration = Calibration.None }), result = Trainer.Train(data, Start(data), options);
        double temperature = result.Temperature!.Value;
        Assert.Equal([0, -Math.Log(5)], result.Parameter.PriorOffset);
        Assert.Equal((plain.Parameter.Bias(2)[0, 0] / temperature) - Math.Log(5), result.Parameter.Bias(2)[0, 0], 1e-14);
        var report = (ClassificationReport)Evaluator.Measure(DatasetSplitter.Split(data, 0.4, stratify: true, 9).Test, result.Parameter);
        Assert.Equal((report.LogLoss, report.Accuracy), (result.Cost, result.Score), Close);
        Assert.True(result.Cost < plain.Cost);

        // The members of an ensemble have it, too.
        TrainingResult ensemble = Trainer.Train(data, Start(data), options with { EnsembleCount = 3, ValidationFraction = 0 });
        Assert.All(ensemble.Parameter.Member, member => Assert.Equal([0, -Math.Log(5)], member.PriorOffset));
        Assert.Empty(ensemble.Parameter.PriorOffset);
        Matrix<double> raw = new Predictor(ensemble.Parameter.WithoutPriorOffset()).Predict(data), corrected = new Predictor(ensemble.Parameter).Predict(data);
        Assert.All(Enumerable.Range(0, data.SampleCount), sample => Assert.True(raw[1, sample] > corrected[1, sample]));
    }

    [Fact]
    public void A_network_with_a_correction_is_trained_further_without_it()
    {
        Dataset data = Rare(NetworkTask.Binary);
        TrainingOptions options = Options with { ValidationFraction = 0, ClassWeight = ClassWeighting.Balanced, BatchSize = 0 };
        NetworkParameter first = Trainer.Train(data, Start(data), options).Parameter;
        NetworkParameter further = Trainer.Train(data, new TrainingStart(first), options).Parameter, expected = Trainer.Train(data, new TrainingStart(first.WithoutPriorOffset()), options).Parameter;
        Assert.Equal(expected.Flatten(), further.Flatten());
        Assert.Equal(first.PriorOffset, further.PriorOffset);

        // Without class weights, the corrected network is the one to start from.
        NetworkParameter unweighted = Trainer.Train(data, new TrainingStart(first), options with { ClassWeight = null }).Parameter;
        Assert.Empty(unweighted.PriorOffset);
        TrainingResult untrained = Trainer.Train(data, new TrainingStart(first), options with { ClassWeight = null, LearningRate = 1e-300, EpochCount = 1 });
        Assert.Equal(first.Flatten(), untrained.Parameter.Flatten());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Training_further_on_other_data_starts_from_the_weights_without_temperature_and_offset(int count)
    {
        Dataset data = Rare(NetworkTask.MultiClass), other = Samples(NetworkTask.MultiClass);
        TrainingOptions options = Options with { ClassWeight = ClassWeighting.Balanced, EnsembleCount = count, ValidationFraction = count == 1 ? 0.4 : 0 };
        TrainingResult calibrated = Trainer.Train(data, Start(data), options), plain = Trainer.Train(data, Start(data), options with { Calibration = Calibration.None });
        Assert.NotNull(calibrated.Temperature);
        Assert.All(calibrated.Parameter.Single, network => Assert.Equal(3, network.PriorOffset.Count));
        var start = new TrainingStart(calibrated);
        Assert.Equal(Values(plain.Parameter), Values(start.Parameter));
        Assert.NotEqual(Values(plain.Parameter), Values(calibrated.Parameter));
        Assert.All(start.Parameter.Single, network => Assert.Empty(network.PriorOffset));

        TrainingOptions further = options with { EpochCount = 5, Calibration = Calibration.None };
        TrainingResult expected = Trainer.Train(other, new TrainingStart(plain), further);
        foreach (TrainingStart one in (TrainingStart[])[start, CategoryGrowth.Learn(start, other, () => 1)])
        {
            TrainingResult more = Trainer.Train(other, one, further);
            Assert.Equal(expected.CostHistory, more.CostHistory);
            Assert.Equal(Values(expected.Parameter), Values(more.Parameter));
        }

        static double[] Values(NetworkParameter network) => [.. network.Single.SelectMany(one => one.Flatten())];
    }

    [Fact]
    public void Files_keep_temperature_and_correction_and_predict_the_same()
    {
        Dataset data = Rare(NetworkTask.MultiClass);
        TrainingOptions options = Options with { ClassWeight = ClassWeighting.Balanced };
        foreach (TrainingOptions one in new[] { options, options with { EnsembleCount = 3, ValidationFraction = 0 }, Options, Options with { Calibration = Calibration.None } })
        {
            NeuralNetwork network = Trainer.Train(data, Start(data), one).Network, read = Saved(network, out string json);
            Assert.Equal(one.Calibration == Calibration.Temperature, json.Contains("\"temperature\"", StringComparison.Ordinal));
            Assert.Equal(one.ClassWeight is not null, json.Contains("\"priorOffset\"", StringComparison.Ordinal));
            Assert.Equal(network.Training, read.Training);
            Assert.Equal(new Predictor(network.Parameter).Predict(data), new Predictor(read.Parameter).Predict(data));
            Assert.Equal(new Predictor(network.Parameter.WithoutPriorOffset()).Predict(data), new Predictor(read.Parameter.WithoutPriorOffset()).Predict(data));
        }
    }

    [Fact]
    public void A_file_with_offsets_that_do_not_fit_the_classes_is_an_error()
    {
        Dataset data = Rare(NetworkTask.MultiClass);
        NeuralNetwork network = Trainer.Train(data, Start(data), Options with { ClassWeight = ClassWeighting.Balanced }).Network;
        string json = Encoding.UTF8.GetString(NetworkFile.ToJson(network));
        int at = json.IndexOf("\"priorOffset\"", StringComparison.Ordinal), start = json.IndexOf('[', at);
        json = json[..(start + 1)] + "1, 2" + json[json.IndexOf(']', start)..];
        json = System.Text.RegularExpressions.Regex.Replace(json, ",\\s*\"sha256\": *\"[0-9a-f]*\"", "");
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(Encoding.UTF8.GetBytes(json), "a.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains("priorOffset", error.Message, StringComparison.Ordinal);
        Assert.Contains("there are 2 numbers, but 3 classes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_and_trainings_without_samples_to_fit_on_are_not_calibrated()
    {
        Dataset numbers = RegressionGenerator.Generate(100, 3, 3, 1, 20, shuffle: true, seed: 4), classes = Samples(NetworkTask.Binary);
        TrainingResult result = Check(numbers, Options, "the network predicts numbers");
        Assert.Equal(result.ValidationCost, result.Cost);
        Check(numbers, Options with { EnsembleCount = 3, ValidationFraction = 0 }, "the network predicts numbers");
        Check(classes, Options with { ValidationFraction = 0 }, "no samples were held out");
        Check(classes, Options with { ValidationFraction = 0.1 }, "only 12 samples were held out, and 20 are needed");
        Dataset one = classes.Take([.. Enumerable.Range(0, classes.SampleCount).Where(sample => classes.ClassOf(sample) == 1)]);
        Check(classes, Options with { ValidationFraction = 0, ValidationDataset = one }, "all samples held out are of one class");
        Check(classes, Options with { Optimizer = Optimizer.GradientDescent, BatchSize = 0, LearningRate = 1e9, Standardize = false }, "the training ended with a cost that diverged");

        static TrainingResult Check(Dataset data, TrainingOptions options, string note)
        {
            TrainingResult plain = Trainer.Train(data, Start(data), options with { Calibration = Calibration.None }), result = Trainer.Train(data, Start(data), options);
            Assert.Equal(plain.Parameter.Single.SelectMany(one => one.Flatten()), result.Parameter.Single.SelectMany(one => one.Flatten()));
            Assert.Null(result.Temperature);
            Assert.Null(plain.Calibration.Note);
            Assert.Equal(note, result.Calibration.Note);
            Assert.Equal(plain.Score, result.Score);
            return result;
        }
    }

    private static HeldOutLogits Logits(string kind)
    {
        int[] index = [.. Enumerable.Range(0, 60)];
        double[] weight = [.. index.Select(i => 1.0 + (i % 3))];
        if (kind == "multi")
        {
            double[][] logits = [.. index.Select(i => (double[])[2.5 * Math.Sin(1.1 * i), 2.5 * Math.Cos((0.7 * i) + 1), 2 * Math.Sin((0.5 * i) + 2)])];
            double[][] noisy = [.. index.Select(i => (double[])[logits[i][0] + (2 * Math.Cos(2.3 * i)), logits[i][1] + (2 * Math.Sin(1.9 * i)), logits[i][2] + (2 * Math.Cos((1.3 * i) + 0.5))])];
            return new HeldOutLogits([.. logits.SelectMany(row => row)], 3, [.. noisy.Select(row => Array.IndexOf(row, row.Max()))], weight, [0.4, -0.3, 0]);
        }

        double[] logit = [.. index.Select(i => (3 * Math.Sin((1.7 * i) + 0.3)) + (0.5 * Math.Cos(0.9 * i)))];
        int[] actual = [.. index.Select(i => Math.Sin((1.7 * i) + 0.3) + (0.9 * Math.Cos(3.1 * i)) > 0 ? 1 : 0)];
        return new HeldOutLogits(logit, 2, actual, kind == "weighted" ? weight : null, kind == "weighted" ? [0.2, -1.1] : []);
    }

    private static bool Close((double LogLoss, double Accuracy) one, (double Cost, double Score) other) => Math.Abs(one.LogLoss - other.Cost) < 1e-12 && Math.Abs(one.Accuracy - other.Score) < 1e-12;

    private static NeuralNetwork Saved(NeuralNetwork network, out string json)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            NetworkFile.Write(network, path);
            json = File.ReadAllText(path);
            return NetworkFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static NetworkParameter Start(Dataset data, long seed = 3) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 6, data.Schema.OutputCount]), Initialization.He, seed, data.Schema);

    private static Dataset Samples(NetworkTask task) => BlobsGenerator.Generate(120, task == NetworkTask.Binary ? 2 : 3, 3, 6.0, shuffle: true, seed: 4);

    /// <summary>Samples with a class of which there are few.</summary>
    private static Dataset Rare(NetworkTask task)
    {
        Dataset all = BlobsGenerator.Generate(300, task == NetworkTask.Binary ? 2 : 3, 3, 6.0, shuffle: true, seed: 4);
        return all.Take([.. Enumerable.Range(0, 300).Where(sample => all.ClassOf(sample) != 1 || sample % 5 == 0)]);
    }
}
