namespace PSNeuralNet.Tests.Evaluation;

public class ClassificationReportTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;
    private static readonly string[] Pets = ["cat", "dog"];

    // Of 4 samples, the last is wrong.
    private static readonly int[] Actual = [0, 0, 1, 1];
    private static readonly int[] Predicted = [0, 0, 1, 0];
    private static readonly Matrix<double> Probability = Build.DenseOfRowArrays([0.9, 0.8, 0.3, 0.6], [0.1, 0.2, 0.7, 0.4]);

    public static TheoryData<string> Cases => MetricCases.Names("classification");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_metric_is_that_of_scikit_learn(string name)
    {
        JsonElement one = MetricCases.Case("classification", name), expected = one.GetProperty("expected"), perClass = one.GetProperty("per_class");
        ClassificationReport report = Report(one);
        MetricCases.AssertEqual(expected, "accuracy", report.Accuracy);
        MetricCases.AssertEqual(expected, "balanced_accuracy", report.BalancedAccuracy);
        MetricCases.AssertEqual(expected, "macro_precision", report.MacroPrecision);
        MetricCases.AssertEqual(expected, "macro_recall", report.MacroRecall);
        MetricCases.AssertEqual(expected, "macro_f1", report.MacroF1);
        MetricCases.AssertEqual(expected, "weighted_precision", report.WeightedPrecision);
        MetricCases.AssertEqual(expected, "weighted_recall", report.WeightedRecall);
        MetricCases.AssertEqual(expected, "weighted_f1", report.WeightedF1);
        MetricCases.AssertEqual(expected, "log_loss", report.LogLoss);
        MetricCases.AssertEqual(expected, "brier", report.Brier);
        MetricCases.AssertEqual(expected, "calibration_error", report.CalibrationError);
        JsonElement bins = one.GetProperty("reliability");
        MetricCases.AssertEqual(bins, "count", report.Reliability.Select(bin => bin.Count));
        MetricCases.AssertEqual(bins, "confidence", report.Reliability.Select(bin => bin.Confidence));
        MetricCases.AssertEqual(bins, "accuracy", report.Reliability.Select(bin => bin.Accuracy));
        MetricCases.AssertEqual(expected, "roc_auc", report.RocAuc);
        MetricCases.AssertEqual(expected, "average_precision", report.AveragePrecision);
        MetricCases.AssertEqual(expected, "matthews", report.MatthewsCorrelation);
        MetricCases.AssertEqual(expected, "kappa", report.CohenKappa);
        MetricCases.AssertEqual(expected, "baseline_accuracy", report.BaselineAccuracy);
        MetricCases.AssertEqual(expected, "baseline_log_loss", report.BaselineLogLoss);

        MetricCases.AssertEqual(perClass, "precision", report.Class.Select(row => row.Precision));
        MetricCases.AssertEqual(perClass, "recall", report.Class.Select(row => row.Recall));
        MetricCases.AssertEqual(perClass, "f1", report.Class.Select(row => row.F1));
        MetricCases.AssertEqual(perClass, "support", report.Class.Select(row => row.Support));
        MetricCases.AssertEqual(perClass, "roc_auc", report.Class.Select(row => row.RocAuc));
        MetricCases.AssertEqual(perClass, "average_precision", report.Class.Select(row => row.AveragePrecision));

        Assert.Equal($"c{one.GetProperty("majority").GetInt32()}", report.MajorityClass);
        Assert.Equal(one.GetProperty("actual").GetArrayLength(), report.SampleCount);
        Assert.Equal(report.ConfusionMatrix.ClassName, report.Class.Select(row => row.Class));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Metrics_with_a_parameter_and_areas_of_pairs_are_those_of_scikit_learn(string name)
    {
        JsonElement one = MetricCases.Case("classification", name), expected = one.GetProperty("expected");
        int classes = one.GetProperty("classes").GetInt32();
        foreach (double beta in new[] { 0.5, 2, 3 })
        {
            ClassificationReport report = Report(one, new MetricOptions { Beta = beta });
            Assert.Equal(beta, report.Beta);
            MetricCases.AssertEqual(expected, FormattableString.Invariant($"macro_f_{beta}"), report.MacroFBeta);
            MetricCases.AssertEqual(expected, FormattableString.Invariant($"weighted_f_{beta}"), report.WeightedFBeta);
        }

        ClassificationReport usual = Report(one);
        MetricCases.AssertEqual(one, "f_beta_2", usual.Class.Select(row => row.FBeta));
        Assert.Equal(classes == 2 ? usual.Class[1].FBeta : null, usual.PositiveFBeta);
        for (int top = 1; top < classes && classes > 2; top++)
        {
            ClassificationReport report = Report(one, new MetricOptions { Top = top });
            Assert.Equal(top, report.Top);
            MetricCases.AssertEqual(expected, $"top_{top}", report.TopKAccuracy!.Value);
        }

        Assert.Equal(classes > 2 ? 2 : null, usual.Top);
        if (classes == 2)
        {
            Assert.Equal((usual.RocAuc, usual.RocAuc), (usual.WeightedRocAuc, usual.OneVersusOneRocAuc));
            return;
        }

        MetricCases.AssertEqual(expected, "one_versus_one", usual.OneVersusOneRocAuc);
        if (expected.TryGetProperty("weighted_roc_auc", out _))
        {
            MetricCases.AssertEqual(expected, "weighted_roc_auc", usual.WeightedRocAuc);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shares_of_the_confusion_matrix_are_those_of_scikit_learn(string name)
    {
        JsonElement one = MetricCases.Case("classification", name), expected = one.GetProperty("confusion_shares");
        foreach ((ConfusionNormalization by, string property) in new[] { (ConfusionNormalization.Actual, "true"), (ConfusionNormalization.Predicted, "pred"), (ConfusionNormalization.All, "all") })
        {
            NormalizedConfusionMatrix shares = Report(one).ConfusionMatrix.Normalize(by);
            Matrix<double> wanted = MetricCases.Matrix(expected, property);
            Reference.AssertClose(wanted.Enumerate(), shares.ToMatrix().Enumerate(), 1e-12);
            Assert.Equal(wanted[1, 0], shares[1, 0], 1e-12);
            Assert.Equal(by, shares.By);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_confusion_matrix_is_that_of_scikit_learn(string name)
    {
        JsonElement one = MetricCases.Case("classification", name);
        ConfusionMatrix confusion = Report(one).ConfusionMatrix;
        Matrix<double> expected = MetricCases.Matrix(one, "confusion");
        Reference.AssertClose(expected.Enumerate(), confusion.ToMatrix().Enumerate(), 1e-12);
        Reference.AssertClose(expected.RowSums(), Enumerable.Range(0, expected.RowCount).Select(confusion.ActualCount), 1e-12);
        Reference.AssertClose(expected.ColumnSums(), Enumerable.Range(0, expected.RowCount).Select(confusion.PredictedCount), 1e-12);
        Assert.Equal(expected[0, 1], confusion[0, 1], 1e-12);
        Assert.Equal(expected.RowSums().Sum(), confusion.Total, 1e-12);
        Assert.Equal(expected.Diagonal().Sum(), confusion.Correct, 1e-12);
    }

    [Fact]
    public void An_example_by_hand()
    {
        ClassificationReport report = ClassificationReport.Create(Pets, Actual, Predicted, Probability);
        Assert.Equal(0.75, report.Accuracy);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.8) + Math.Log(0.7) + Math.Log(0.4)) / 4, report.LogLoss, 1e-15);
        Assert.Equal((1.0, 1.0), (report.RocAuc, report.AveragePrecision));
        Assert.Equal(2 / Math.Sqrt(12), report.MatthewsCorrelation, 1e-15);
        Assert.Equal(("dog", 1.0, 0.5, 2.0 / 3), (report.PositiveClass, report.PositivePrecision, report.PositiveRecall, report.PositiveF1));
        Assert.Equal(("cat", 0.5), (report.MajorityClass, report.BaselineAccuracy));
        Assert.Equal(Math.Log(2), report.BaselineLogLoss, 1e-15);

        // Confidences 0.9, 0.8, 0.7 and 0.6 are in bins 14, 12, 11 and 9 of 15, which end at 0.9333, 0.8, 0.7333 and 0.6; the last is wrong.
        Assert.Equal((0.01 + 0.04 + 0.09 + 0.36) / 4, report.Brier, 1e-15);
        Assert.Equal([8, 10, 11, 13], Enumerable.Range(0, 15).Where(bin => report.Reliability[bin].Count > 0));
        Assert.Equal((0.1 + 0.2 + 0.3 + 0.6) / 4, report.CalibrationError, 1e-15);
        Assert.Equal("0.5333 to 0.6000: confidence 0.6000, accuracy 0.0000, 1 sample", report.Reliability[8].ToString());
        Assert.Equal("0.0000 to 0.0667: 0 samples", report.Reliability[0].ToString());
        Assert.Equal(0.25, report.Metrics.Single(metric => metric.Property == "Brier").Baseline!.Value, 1e-15);
        Assert.Equal("accuracy 0.7500, log loss 0.4004, 4 samples", report.ToString());
        Assert.Equal("2 x 2, 3 of 4 right", report.ConfusionMatrix.ToString());
        Assert.Equal((0.5, 5 * 0.5 / (4 + 0.5)), (report.CohenKappa, report.PositiveFBeta!.Value));
        Assert.Equal(1.25 * 0.5 / (0.25 + 0.5), ClassificationReport.Create(Pets, Actual, Predicted, Probability, null, options: new MetricOptions { Beta = 0.5 }).PositiveFBeta!.Value, 1e-15);
        Assert.Null(report.TopKAccuracy);
        Assert.Equal("2 x 2, shares of the actual class", report.ConfusionMatrix.Normalize(ConfusionNormalization.Actual).ToString());
        Assert.Equal("2 x 2, shares of the predicted class", report.ConfusionMatrix.Normalize(ConfusionNormalization.Predicted).ToString());
        Assert.Equal("2 x 2, shares of all samples", report.ConfusionMatrix.Normalize(ConfusionNormalization.All).ToString());
        Assert.Equal("dog: precision 1.0000, recall 0.5000, F1 0.6667, support 2", report.Class[1].ToString());
    }

    [Fact]
    public void More_than_two_classes_have_no_positive_one()
    {
        ClassificationReport report = ClassificationReport.Create(["a", "b", "c"], [0, 1, 2], [0, 1, 2], Build.DenseIdentity(3));
        Assert.Null(report.PositiveClass);
        Assert.Null(report.PositivePrecision);
        Assert.Null(report.PositiveRecall);
        Assert.Null(report.PositiveF1);
        Assert.Null(report.PositiveFBeta);
        Assert.Equal((1.0, 1.0, 1.0), (report.RocAuc, report.AveragePrecision, report.MatthewsCorrelation));
        Assert.Equal((1.0, 1.0, 1.0, 1.0), (report.WeightedRocAuc, report.OneVersusOneRocAuc, report.CohenKappa, report.TopKAccuracy!.Value));
        Assert.Equal(0, report.LogLoss, 1e-15);
    }

    [Fact]
    public void A_weight_counts_as_that_many_samples_in_the_areas_of_pairs()
    {
        // scikit-learn has no weights there.
        var random = new Random(5);
        int[] actual = [.. Enumerable.Range(0, 60).Select(_ => random.Next(4))];
        double[] weight = [.. actual.Select(_ => (double)random.Next(4))];
        Matrix<double> probability = Build.DenseOfColumns(actual.Select(_ => new double[] { 1 + random.Next(3), 1 + random.Next(3), 1 + random.Next(3), 1 + random.Next(3) }).Select(one => one.Select(p => p / one.Sum())));
        int[] repeated = [.. Enumerable.Range(0, 60).SelectMany(s => Enumerable.Repeat(s, (int)weight[s]))];
        int[] repeatedActual = [.. repeated.Select(s => actual[s])];
        ClassificationReport weighted = ClassificationReport.Create(["a", "b", "c", "d"], actual, actual, probability, weight);
        ClassificationReport plain = ClassificationReport.Create(["a", "b", "c", "d"], repeatedActual, repeatedActual, Build.DenseOfColumnVectors(repeated.Select(s => probability.Column(s))));
        Assert.Equal(plain.OneVersusOneRocAuc, weighted.OneVersusOneRocAuc, 1e-14);
        Assert.Equal(plain.WeightedRocAuc, weighted.WeightedRocAuc, 1e-14);
        Assert.Equal(plain.TopKAccuracy, weighted.TopKAccuracy);
        ClassificationReport huge = ClassificationReport.Create(["a", "b", "c", "d"], actual, actual, probability, Array.ConvertAll(weight, one => one * 1e300));
        Assert.Equal(plain.OneVersusOneRocAuc, huge.OneVersusOneRocAuc, 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Beta_is_above_0(double beta) =>
        MetricCases.AssertFails("BetaInvalid", () => ClassificationReport.Create(Pets, Actual, Predicted, Probability, null, options: new MetricOptions { Beta = beta }));

    [Fact]
    public void Top_is_less_than_the_number_of_classes()
    {
        MetricCases.AssertFails("TopInvalid", () => ClassificationReport.Create(Pets, Actual, Predicted, Probability, null, options: new MetricOptions { Top = 0 }));
        NetworkException error = MetricCases.AssertFails("TopTooLarge", () => ClassificationReport.Create(Pets, Actual, Predicted, Probability, null, options: new MetricOptions { Top = 2 }));
        Assert.Equal("Top is 2, but there are 2 classes: every prediction would be correct. Give 1 to 1.", error.Message);
        Assert.Equal(0.75, ClassificationReport.Create(Pets, Actual, Predicted, Probability, null, options: new MetricOptions { Top = 1 }).TopKAccuracy);
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfusionMatrix.Create(Pets, Actual, Predicted).Normalize((ConfusionNormalization)3));
    }

    [Fact]
    public void A_sure_mistake_costs_the_clipped_logarithm()
    {
        ClassificationReport report = ClassificationReport.Create(Pets, [0, 1], [1, 1], Build.DenseOfRowArrays([0.0, 0.5], [1.0, 0.5]));
        Assert.Equal(18.36840028483855, report.LogLoss, 1e-13);
    }

    [Fact]
    public void A_weight_counts_as_that_many_samples()
    {
        ClassificationReport weighted = ClassificationReport.Create(Pets, Actual, Predicted, Probability, [2, 0, 1, 3]);
        int[] repeated = [0, 0, 2, 3, 3, 3];
        ClassificationReport plain = ClassificationReport.Create(
            Pets,
            [.. repeated.Select(s => Actual[s])],
            [.. repeated.Select(s => Predicted[s])],
            Build.DenseOfColumnVectors(repeated.Select(s => Probability.Column(s))));
        Assert.Equal(plain.ConfusionMatrix.ToMatrix(), weighted.ConfusionMatrix.ToMatrix());
        Assert.Equal(plain.Class, weighted.Class);
        Assert.Equal(plain.LogLoss, weighted.LogLoss, 1e-15);
        Assert.Equal(plain.MatthewsCorrelation, weighted.MatthewsCorrelation);
        Assert.Equal(4, weighted.SampleCount);
        Assert.Equal("2 x 2, 3 of 6 right", weighted.ConfusionMatrix.ToString());
    }

    [Fact]
    public void Huge_and_tiny_weights_neither_overflow_nor_vanish()
    {
        ClassificationReport plain = ClassificationReport.Create(Pets, Actual, Predicted, Probability);
        foreach (double scale in new[] { 1e300, 1e-300 })
        {
            ClassificationReport scaled = ClassificationReport.Create(Pets, Actual, Predicted, Probability, [scale, scale, scale, scale]);
            Assert.Equal(plain.MatthewsCorrelation, scaled.MatthewsCorrelation, 1e-14);
            Assert.Equal(plain.RocAuc, scaled.RocAuc, 1e-14);
            Assert.Equal(plain.LogLoss, scaled.LogLoss, 1e-14);
            Assert.Equal(plain.WeightedF1, scaled.WeightedF1, 1e-14);
        }
    }

    [Fact]
    public void A_sparse_matrix_is_taken_too()
    {
        ClassificationReport sparse = ClassificationReport.Create(Pets, Actual, Predicted, Build.SparseOfMatrix(Probability));
        Assert.Equal(ClassificationReport.Create(Pets, Actual, Predicted, Probability).LogLoss, sparse.LogLoss);
    }

    [Fact]
    public void Later_changes_to_what_was_passed_in_do_not_reach_the_report()
    {
        string[] names = ["cat", "dog"];
        ConfusionMatrix confusion = ConfusionMatrix.Create(names, Actual, Predicted);
        names[0] = "cow";
        confusion.ToMatrix()[0, 0] = 9;
        Assert.Equal("cat", confusion.ClassName[0]);
        Assert.Equal(2, confusion[0, 0]);
    }

    [Fact]
    public void What_cannot_be_measured_is_named()
    {
        MetricCases.AssertFails("SampleNone", () => ClassificationReport.Create(Pets, [], [], Probability));
        MetricCases.AssertFails("ClassCountInvalid", () => ClassificationReport.Create(["cat"], Actual, Predicted, Probability));
        MetricCases.AssertFails("SampleCountMismatch", () => ClassificationReport.Create(Pets, Actual, [0, 0, 1], Probability));
        MetricCases.AssertFails("SampleCountMismatch", () => ClassificationReport.Create(Pets, Actual, Predicted, Probability, [1, 1, 1]));
        MetricCases.AssertFails("ProbabilityShapeInvalid", () => ClassificationReport.Create(Pets, Actual, Predicted, Build.Dense(2, 3)));
        MetricCases.AssertFails("ProbabilityShapeInvalid", () => ClassificationReport.Create(Pets, Actual, Predicted, Build.Dense(1, 4)));
        MetricCases.AssertFails("SampleWeightAllZero", () => ClassificationReport.Create(Pets, Actual, Predicted, Probability, [0, 0, 0, 0]));

        NetworkException error = MetricCases.AssertFails("ClassIndexInvalid", () => ClassificationReport.Create(Pets, Actual, [0, 0, 2, 1], Probability));
        Assert.Equal("Sample 3 has the predicted class 2, which is outside 0 to 1. There are 2 classes, counted from 0.", error.Message);
        MetricCases.AssertFails("ClassIndexInvalid", () => ClassificationReport.Create(Pets, [-1, 0, 1, 1], Predicted, Probability));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_is_finite_and_not_negative(double weight)
    {
        NetworkException error = MetricCases.AssertFails("SampleWeightInvalid", () => ClassificationReport.Create(Pets, Actual, Predicted, Probability, [1, weight, 1, 1]));
        Assert.StartsWith("Sample 2 has the weight", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, 0.5, "ProbabilityInvalid")]
    [InlineData(1.5, -0.5, "ProbabilityInvalid")]
    [InlineData(double.PositiveInfinity, 0, "ProbabilityInvalid")]
    [InlineData(0.5, 0.4, "ProbabilitySumInvalid")]
    public void Probabilities_lie_between_0_and_1_and_add_up_to_1(double first, double second, string id)
    {
        Matrix<double> probability = Probability.Clone();
        probability.SetColumn(3, [first, second]);
        NetworkException error = MetricCases.AssertFails(id, () => ClassificationReport.Create(Pets, Actual, Predicted, probability));
        Assert.Contains("ample 4 ", error.Message, StringComparison.Ordinal);
    }

    private static ClassificationReport Report(JsonElement one, MetricOptions? options = null)
    {
        string[] names = [.. Enumerable.Range(0, one.GetProperty("classes").GetInt32()).Select(c => $"c{c}")];
        return ClassificationReport.Create(names, one.Integers("actual"), one.Integers("predicted"), MetricCases.Matrix(one, "probability"), MetricCases.Weight(one), options: options);
    }
}
