namespace PSNeuralNet.Tests.Training;

/// <summary>Trainings of several labels: scikit-learn's numbers, and what the rest of the module makes of such networks.</summary>
public class MultiLabelTrainingTests
{
    private static readonly JsonElement File = Reference.Load("multi_label");

    [Theory]
    [InlineData(0, 1e-12)]
    [InlineData(1, 1e-12)]
    [InlineData(2, 1e-9)]
    public void A_training_is_scikit_learns(int number, double tolerance)
    {
        JsonElement run = File.GetProperty("runs")[number];
        Dataset data = Data();
        var start = new NetworkParameter(
            [Matrix("W1"), Matrix<double>.Build.DenseOfColumnArrays(File.Doubles("b1")), Matrix("W2"), Matrix<double>.Build.DenseOfColumnArrays(File.Doubles("b2"))], data.Schema, [Activation.Tanh]);
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions
        {
            Optimizer = run.GetProperty("solver").GetString() == "sgd" ? Optimizer.GradientDescent : Optimizer.Adam,
            LearningRate = run.GetProperty("learning_rate").GetDouble(),
            L2 = run.GetProperty("l2").GetDouble(),
            Epsilon = run.GetProperty("solver").GetString() == "sgd" ? 1e-8 : 1e-20,
            EpochCount = run.GetProperty("steps").GetInt32(),
        });
        Reference.AssertClose(run.Doubles("loss"), result.CostHistory.Select(epoch => epoch.Cost), tolerance);
        Reference.AssertClose(run.Rows("W1").SelectMany(row => row), result.Parameter["W1"].EnumerateRows().SelectMany(row => row), tolerance);
        Reference.AssertClose(run.Rows("W2").SelectMany(row => row), result.Parameter["W2"].EnumerateRows().SelectMany(row => row), tolerance);
        Reference.AssertClose(run.Doubles("b2"), result.Parameter["b2"].Column(0), tolerance);
        Matrix<double> probability = new Predictor(result.Parameter).Predict(data);
        Reference.AssertClose(run.Rows("probability").SelectMany(row => row), probability.ToColumnMajorArray(), tolerance);

        // scikit-learn predicts 1 above 0.5.
        double[] predicted = [.. run.Rows("prediction").SelectMany(row => row)];
        var report = (MultiLabelReport)Evaluator.Measure(data, result.Parameter);
        Assert.Equal(predicted.Chunk(3).Zip(data.Y.ToColumnMajorArray().Chunk(3)).Count(pair => pair.First.SequenceEqual(pair.Second)) / 40.0, report.Accuracy, 1e-15);
        Assert.Equal(result.Accuracy!.Value, report.Accuracy, 1e-15);
        Assert.Equal(result.Cost, report.LogLoss, 1e-12);
    }

    [Fact]
    public void Ensembles_early_stopping_and_weights_go_with_labels()
    {
        Dataset data = Data(weight: [.. Enumerable.Range(0, 40).Select(sample => (double)(sample % 3))]);
        TrainingResult result = Train(data, [6], new TrainingOptions { Optimizer = Optimizer.Adam, EpochCount = 60, EnsembleCount = 2, Patience = 10, Standardize = true, Seed = 3 });
        OutOfFold outOfFold = result.OutOfFold!;
        var report = (MultiLabelReport)outOfFold.Report;
        Assert.Equal(report.Accuracy, result.Score);
        Assert.Equal("Accuracy", result.Metric);
        Assert.All(outOfFold.Sample, sample => Assert.True(data.Weight![sample] > 0));

        // Weights are copies: twice the sample of weight 2, none of weight 0.
        int[] copies = [.. Enumerable.Range(0, 40).SelectMany(sample => Enumerable.Repeat(sample, sample % 3))];
        var counted = (MultiLabelReport)Evaluator.Measure(Data().Take(copies), result.Parameter);
        var weighted = (MultiLabelReport)Evaluator.Measure(data, result.Parameter);
        Reference.AssertClose([counted.Accuracy, counted.MicroF1, counted.LogLoss, counted.RocAuc], [weighted.Accuracy, weighted.MicroF1, weighted.LogLoss, weighted.RocAuc], 1e-12);
    }

    [Fact]
    public void Class_weights_are_refused_with_the_remedy_and_calibration_says_why_not()
    {
        NetworkException error = Assert.Throws<NetworkException>(() => Train(Data(), [3], new TrainingOptions { ClassWeight = ClassWeighting.Balanced, EpochCount = 1, Seed = 1 }));
        Assert.Equal("ClassWeightWithoutClasses", error.Id);
        Assert.Contains("Set-NetworkThreshold -Label", error.Message, StringComparison.Ordinal);
        TrainingResult result = Train(Data(), [3], new TrainingOptions { Calibration = Calibration.Temperature, ValidationFraction = 0.5, EpochCount = 2, Seed = 1 });
        Assert.Null(result.Temperature);
        Assert.Contains("several labels", result.CalibrationNote, StringComparison.Ordinal);
        Assert.Null(result.Parameter.Metadata.Conformal);
    }

    [Fact]
    public void Label_smoothing_is_that_of_two_classes_each()
    {
        // By the formula: targets 0 and 1 are e / 2 and 1 - e / 2.
        const double Smoothing = 0.2;
        Dataset data = Data();
        var start = new NetworkParameter([Matrix<double>.Build.Dense(3, 3, 0.1), Matrix<double>.Build.Dense(3, 1)], data.Schema);
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions { LabelSmoothing = Smoothing, EpochCount = 1, LearningRate = 0.1 });
        double expected = data.Y.EnumerateIndexed().Average(entry =>
        {
            double z = 0.1 * data.X.Column(entry.Item2).Sum(), p = 1 / (1 + Math.Exp(-z)), y = ((1 - Smoothing) * entry.Item3) + (Smoothing / 2);
            return -(y * Math.Log(p)) - ((1 - y) * Math.Log(1 - p));
        });
        Assert.Equal(3 * expected, result.FirstCost, 1e-12);
    }

    [Fact]
    public void Thresholds_of_labels_decide_and_are_kept_in_the_file()
    {
        Dataset data = Data();
        NeuralNetwork network = Train(data, [4], new TrainingOptions { EpochCount = 20, LearningRate = 0.3, Seed = 2 }).Network;
        byte[] plain = NetworkFile.ToJson(network);
        Assert.Contains("\"formatVersion\": 9", System.Text.Encoding.UTF8.GetString(plain), StringComparison.Ordinal);
        ThresholdMetric best = ThresholdTable.Measure(data, network.Parameter, label: "Second").Choose(ThresholdGoal.Highest(ThresholdScore.F1));
        NeuralNetwork changed = network.WithLabelThreshold("second", best.Threshold);
        Assert.Equal([0.5, best.Threshold, 0.5], changed.Label.Select(label => label.Threshold));
        Assert.Equal([0.5, 0.5, 0.5], network.Label.Select(label => label.Threshold));

        var report = (MultiLabelReport)Evaluator.Measure(data, changed.Parameter);
        Assert.Equal(best.F1, report.Label[1].F1, 1e-12);
        Assert.Equal((best.TruePositive, best.FalsePositive), (report.Label[1].TruePositive, report.Label[1].FalsePositive));

        NeuralNetwork read = NetworkFile.Parse(NetworkFile.ToJson(changed), "x");
        Assert.Equal(changed.Label, read.Label);
        Assert.Equal(data.Schema.Label, read.Parameter.Schema.Label);
        Assert.Equal(new Predictor(changed.Parameter).Predict(data), new Predictor(read.Parameter).Predict(data));
        Assert.Equal(NetworkFile.ToJson(changed), NetworkFile.ToJson(read));
        Assert.Empty(changed.WithLabelThreshold("Second", null).Parameter.Metadata.LabelThreshold);

        Assert.Equal("LabelRequired", Assert.Throws<NetworkException>(() => ThresholdTable.Measure(data, network.Parameter)).Id);
        Assert.Equal("LabelUnknown", Assert.Throws<NetworkException>(() => network.WithLabelThreshold("none", 0.4)).Id);
        Assert.Equal("ThresholdNotBinary", Assert.Throws<NetworkException>(() => network.WithThreshold(0.4)).Id);
        Assert.Equal("ThresholdInvalid", Assert.Throws<NetworkException>(() => network.WithLabelThreshold("First", 1)).Id);
    }

    [Theory]
    [InlineData("\"targetClasses\": [", "\"targetClasses\": [[0, 1], ")]
    [InlineData("\"Second\"", "\"Second\", \"Fourth\"")]
    [InlineData("\"task\": \"MultiLabel\"", "\"task\": \"Regression\"")]
    [InlineData("\"labelThresholds\": [", "\"labelThresholds\": [0.5, ")]
    [InlineData("\"classes\": []", "\"classes\": [0, 1]")]
    public void A_file_whose_parts_disagree_is_refused(string part, string other)
    {
        NeuralNetwork network = Train(Data(), [2], new TrainingOptions { EpochCount = 1, Seed = 2 }).Network.WithLabelThreshold("First", 0.25);
        string json = System.Text.Encoding.UTF8.GetString(NetworkFile.ToJson(network));
        Assert.Contains(part, json, StringComparison.Ordinal);
        int at = json.IndexOf(part, StringComparison.Ordinal);
        byte[] damaged = System.Text.Encoding.UTF8.GetBytes(json[..at] + other + json[(at + part.Length)..]);
        Assert.Equal("NetworkFileInvalid", Assert.Throws<NetworkException>(() => NetworkFile.Parse(damaged, "x")).Id);
    }

    private static TrainingResult Train(Dataset data, int[] hidden, TrainingOptions options) =>
        Trainer.Train(data, Initializer.Initialize(NetworkShape.For(data.Task, [3, .. hidden, 3]), Initialization.Xavier, 4, data.Schema), options);

    private static Matrix<double> Matrix(string name) => Matrix<double>.Build.DenseOfRowArrays(File.Rows(name));

    private static Dataset Data(double[]? weight = null) => new(
        Matrix<double>.Build.DenseOfColumnArrays(File.Rows("x")),
        Matrix<double>.Build.DenseOfColumnArrays(File.Rows("y")),
        new DataSchema([new FeatureColumn("x1"), new FeatureColumn("x2"), new FeatureColumn("x3")], [new TargetLabel("First", false, true), new TargetLabel("Second", "ok", "failed"), new TargetLabel("Third", 0, 1)]),
        weight: weight);
}
