namespace PSNeuralNet.Tests.Evaluation;

public class EvaluatorTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    // Four samples with the probabilities sigmoid(-2), sigmoid(-1), sigmoid(1), sigmoid(2) of 'dog': 0.12, 0.27, 0.73, 0.88.
    private static readonly Matrix<double> X = Build.DenseOfRowArrays([-2.0, -1, 1, 2]);
    private static readonly DataSchema Pets = new(["x"], ["kind"], ["cat", "dog"]);
    private static readonly NetworkParameter Network = Linear(Pets, 1);
    private static readonly Dataset Data = new(X, Build.DenseOfRowArrays([0.0, 1, 0, 1]), Pets);

    [Fact]
    public void Predictions_are_compared_with_what_the_samples_are()
    {
        ClassificationReport report = Measure(Data, Network);
        Assert.Equal([1.0, 1, 1, 1], report.ConfusionMatrix.ToMatrix().Enumerate());
        Assert.Equal((0.5, 0.75, "dog"), (report.Accuracy, report.RocAuc, report.PositiveClass));
        Assert.Equal((LogLoss(2) + LogLoss(-1) + LogLoss(-1) + LogLoss(2)) / 4, report.LogLoss, 1e-15);
    }

    [Theory]
    [InlineData(0.1, new[] { 0.0, 2, 0, 2 })]
    [InlineData(0.2, new[] { 1.0, 1, 0, 2 })]
    [InlineData(0.8, new[] { 2.0, 0, 1, 1 })]
    [InlineData(0.9, new[] { 2.0, 0, 2, 0 })]
    public void The_threshold_moves_samples_between_the_columns_of_the_confusion_matrix(double threshold, double[] expected)
    {
        ClassificationReport report = Measure(Data, Network, threshold);
        Assert.Equal(expected, report.ConfusionMatrix.ToMatrix().ToRowMajorArray());
        Assert.Equal(0.75, report.RocAuc);
    }

    [Fact]
    public void Classes_are_found_by_their_labels_in_any_order()
    {
        var reversed = new Dataset(X, Build.DenseOfRowArrays([1.0, 0, 1, 0]), new DataSchema(["x"], ["kind"], ["dog", "cat"]));
        AssertSame(Measure(Data, Network, 0.8), Measure(reversed, Network, 0.8));
    }

    [Fact]
    public void Classes_that_the_data_lacks_are_in_the_report_without_samples()
    {
        var four = new DataSchema(["x"], ["kind"], ["a", 2, "c", "d"]);
        NetworkParameter network = new([Build.DenseOfRowArrays([0.0], [1.0], [2.0], [0.0]), Build.DenseOfRowArrays([0.0], [0.0], [-3.0], [-9.0])], four);
        // Labels "2" and 2 are the same class; 'd' is its third class here and the fourth of the network.
        var data = new Dataset(X, Build.DenseOfRowArrays([0.0, 0, 1, 0], [1.0, 1, 0, 0], [0.0, 0, 0, 1]), new DataSchema(["x"], ["kind"], ["2", "a", "d"]));
        ClassificationReport report = Measure(data, network);
        Assert.Equal(["a", "2", "c", "d"], report.ConfusionMatrix.ClassName);
        Assert.Equal([2.0, 1, 0, 1], report.Class.Select(row => row.Support));
        Assert.Equal([2.0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0], report.ConfusionMatrix.ToMatrix().ToRowMajorArray());
    }

    [Fact]
    public void Weights_count()
    {
        ClassificationReport weighted = Measure(new Dataset(X, Data.Y, Pets, weight: [2, 0, 1, 3]), Network);
        Assert.Equal([2.0, 1, 0, 3], weighted.ConfusionMatrix.ToMatrix().ToRowMajorArray());
        Assert.Equal(5.0 / 6, weighted.Accuracy);
        Assert.Equal(4, weighted.SampleCount);
    }

    [Fact]
    public void Features_are_found_by_name()
    {
        var wide = new Dataset(Build.DenseOfRowArrays([7.0, 7, 7, 7], [-2.0, -1, 1, 2]), Data.Y, new DataSchema(["y", "X"], ["kind"], ["cat", "dog"]));
        AssertSame(Measure(Data, Network), Measure(wide, Network));
    }

    [Fact]
    public void A_network_without_names_takes_the_classes_by_place()
    {
        ClassificationReport report = Measure(Data, Linear(null, 1));
        Assert.Equal(["cat", "dog"], report.ConfusionMatrix.ClassName);
        Assert.Equal(0.5, report.Accuracy);
    }

    [Fact]
    public void Numbers_are_measured_in_their_own_unit()
    {
        var schema = new DataSchema(["x"], ["price"], []);
        var data = new Dataset(X, Build.DenseOfRowArrays([-2.0, -1, 1, 4]), schema, weight: [1, 1, 1, 2]);
        RegressionReport report = Assert.IsType<RegressionReport>(Evaluator.Measure(data, Linear(schema, 1)));
        Assert.Equal((1.6, 0.8, 4), (report.MeanSquaredError, report.MeanAbsoluteError, report.SampleCount));
        Assert.Equal("price", Assert.Single(report.Target).Target);

        // The network's target is (price - 10) / 5, that of its data: predictions 10 + 5 x.
        NetworkParameter scaled = Linear(schema, 1).With(new Scaling([0], [1], [10], [5]));
        var large = new Dataset(X, Build.DenseOfRowArrays([0.0, 5, 15, 21]), schema);
        Assert.Equal(0.25, ((RegressionReport)Evaluator.Measure(large, scaled)).MeanAbsoluteError);
    }

    [Fact]
    public void Several_targets_are_found_by_name()
    {
        NetworkParameter network = Linear(new DataSchema(["x"], ["a", "b"], []), 1, -1);
        Dataset Named(params string[] names) =>
            new Dataset(X, Build.DenseOfRowArrays([2.0, 1, -1, -2], [-2.0, -1, 1, 3]), new DataSchema(["x"], names, []));

        RegressionReport report = Assert.IsType<RegressionReport>(Evaluator.Measure(Named("B", "a"), network));
        Assert.Equal([("a", 0.25), ("b", 0.0)], report.Target.Select(target => (target.Target, target.MeanAbsoluteError)));
        NetworkException error = MetricCases.AssertFails("TargetMismatch", () => Evaluator.Measure(Named("b", "c"), network));
        Assert.Contains("'a', 'b', but the data has 'b', 'c'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_classes_of_three_or_numbers_that_are_classes_suit_a_network_for_them()
    {
        // Labels 0, 1 and 2; the data has two of them, and is taken for numbers.
        var schema = new DataSchema(["x"], ["kind"], [0, 1, 2]);
        var network = new NetworkParameter([Build.Dense(3, 1, [-2, 0, 2]), Build.Dense(3, 1)], schema);
        var two = new Dataset(X, Data.Y, new DataSchema(["x"], ["kind"], ["0", "2"]));
        var numbers = new Dataset(X, Data.Y * 2, new DataSchema(["x"], ["kind"], []));
        ClassificationReport left = Assert.IsType<ClassificationReport>(Evaluator.Measure(two, network));
        Assert.Equal(["0", "1", "2"], left.ConfusionMatrix.ClassName);
        Assert.Equal(left.Accuracy, Assert.IsType<ClassificationReport>(Evaluator.Measure(numbers, network)).Accuracy);
    }

    [Fact]
    public void What_does_not_go_together_is_named()
    {
        var numbers = new DataSchema(["x"], ["price"], []);
        MetricCases.AssertFails("ThresholdInvalid", () => Evaluator.Measure(Data, Network, 1));
        MetricCases.AssertFails("ThresholdInvalid", () => Evaluator.Measure(Data, Network, double.NaN));
        MetricCases.AssertFails("NetworkTaskMismatch", () => Evaluator.Measure(Data, Linear(numbers, 1)));
        MetricCases.AssertFails("NetworkTaskMismatch", () => Evaluator.Measure(new Dataset(X, X, numbers), Network));
        MetricCases.AssertFails("ClassUnknown", () => Evaluator.Measure(new Dataset(X, Data.Y, new DataSchema(["x"], ["kind"], ["cat", "cow"])), Network));
        MetricCases.AssertFails("FeatureMissing", () => Evaluator.Measure(new Dataset(X, Data.Y, new DataSchema(["z"], ["kind"], ["cat", "dog"])), Network));
        MetricCases.AssertFails("InputWidthMismatch", () => Evaluator.Measure(new Dataset(X.Stack(X), Data.Y), Linear(null, 1)));
        MetricCases.AssertFails("TargetMismatch", () => Evaluator.Measure(new Dataset(X, X.Stack(X), new DataSchema(["x"], ["a", "b"], [])), Linear(numbers, 1)));
    }

    [Fact]
    public void It_can_be_canceled() =>
        Assert.Throws<OperationCanceledException>(() => Evaluator.Measure(Data, Network, 0.5, cancellation: new CancellationToken(canceled: true)));

    private static ClassificationReport Measure(Dataset dataset, NetworkParameter network, double threshold = 0.5) =>
        Assert.IsType<ClassificationReport>(Evaluator.Measure(dataset, network, threshold));

    /// <summary>One layer without biases, a weight an output.</summary>
    private static NetworkParameter Linear(DataSchema? schema, params double[] weight) =>
        new NetworkParameter([Build.DenseOfColumnArrays(weight), Build.Dense(weight.Length, 1)], schema);

    private static double LogLoss(double margin) => Math.Log(1 + Math.Exp(-margin));

    private static void AssertSame(ClassificationReport expected, ClassificationReport actual)
    {
        Assert.Equal(expected.ConfusionMatrix.ClassName, actual.ConfusionMatrix.ClassName);
        Assert.Equal(expected.ConfusionMatrix.ToMatrix(), actual.ConfusionMatrix.ToMatrix());
        Assert.Equal(expected.Class, actual.Class);
        Assert.Equal(expected.LogLoss, actual.LogLoss);
    }
}
