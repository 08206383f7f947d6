namespace PSNeuralNet.Tests.Evaluation;

/// <summary>Metrics of several labels, as scikit-learn computed them: make_label_reference.py.</summary>
public class MultiLabelReportTests
{
    private static readonly JsonElement File = Reference.Load("multi_label");
    private static readonly TargetLabel[] Labels = [new("a", 0, 1), new("b", "no", "yes"), new("c", false, true), new("d", "x", "y")];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Metrics_are_scikit_learns(int number)
    {
        JsonElement wanted = File.GetProperty("cases")[number];
        double[]? weight = wanted.GetProperty("weight").ValueKind == JsonValueKind.Null ? null : wanted.Doubles("weight");
        var report = MultiLabelReport.Create(Labels, Samples("actual"), Samples("probability"), weight, wanted.Doubles("threshold"));

        double Value(string name) => wanted.GetProperty(name).GetDouble();
        const double Tolerance = 1e-12;
        Assert.Equal(Value("accuracy"), report.Accuracy, Tolerance);
        Assert.Equal(Value("hamming_loss"), report.HammingLoss, Tolerance);
        Reference.AssertClose(wanted.Doubles("micro"), [report.MicroPrecision, report.MicroRecall, report.MicroF1], Tolerance);
        Reference.AssertClose(wanted.Doubles("macro"), [report.MacroPrecision, report.MacroRecall, report.MacroF1], Tolerance);
        Reference.AssertClose(wanted.Doubles("precision"), report.Label.Select(label => label.Precision), Tolerance);
        Reference.AssertClose(wanted.Doubles("recall"), report.Label.Select(label => label.Recall), Tolerance);
        Reference.AssertClose(wanted.Doubles("f1"), report.Label.Select(label => label.F1), Tolerance);
        Reference.AssertClose(wanted.Doubles("support"), report.Label.Select(label => label.Support), Tolerance);
        Reference.AssertClose(wanted.Doubles("average_precision"), report.Label.Select(label => label.AveragePrecision), Tolerance);
        Reference.AssertClose(wanted.Doubles("log_loss"), report.Label.Select(label => label.LogLoss), Tolerance);
        Assert.Equal(wanted.Doubles("log_loss").Sum(), report.LogLoss, Tolerance);
        Assert.Equal(wanted.Doubles("average_precision").Average(), report.AveragePrecision, Tolerance);

        double?[] areas = [.. wanted.GetProperty("roc_auc").EnumerateArray().Select(area => area.ValueKind == JsonValueKind.Null ? (double?)null : area.GetDouble())];
        Reference.AssertClose(areas.OfType<double>(), report.Label.Select(label => label.RocAuc).Where(double.IsFinite), Tolerance);
        Assert.True(double.IsNaN(report.Label[2].RocAuc));
        Assert.Equal(areas.OfType<double>().Average(), report.RocAuc, Tolerance);
    }

    [Fact]
    public void Baselines_are_those_of_the_more_frequent_class_of_each_label()
    {
        var report = MultiLabelReport.Create(
            Labels[..2],
            Matrix<double>.Build.DenseOfRowArrays([1, 0, 0, 0], [0, 1, 1, 1]),
            Matrix<double>.Build.DenseOfRowArrays([0.6, 0.5, 0.2, 0.1], [0.4, 0.9, 0.5, 0.7]));
        Assert.Equal(0.75, report.BaselineAccuracy);
        Assert.Equal(2 * -((0.25 * Math.Log(0.25)) + (0.75 * Math.Log(0.75))), report.BaselineLogLoss, 1e-15);

        // A probability of the threshold itself is not above it.
        Assert.Equal((0.75, 0.125), (report.Accuracy, report.HammingLoss));
        Assert.Equal((2.0, 0.0, 1.0, 3.0), (report.Label[1].TruePositive, report.Label[1].FalsePositive, report.Label[1].FalseNegative, report.Label[1].Support));
        Assert.Equal("accuracy 0.7500, micro F1 0.8571, log loss 0.7996, 4 samples", report.ToString());
        Assert.Equal("b: precision 1.0000, recall 0.6667, F1 0.8000, support 3", report.Label[1].ToString());
    }

    [Fact]
    public void Values_out_of_range_are_errors_that_name_sample_and_label()
    {
        Matrix<double> half = Matrix<double>.Build.Dense(2, 3, 0.5), labels = Matrix<double>.Build.Dense(2, 3, 1);
        Assert.Contains("Sample 1 has 0.5 as the actual value of the label 'a'", MetricCases.AssertFails("LabelValueInvalid", () => MultiLabelReport.Create(Labels[..2], half, half)).Message, StringComparison.Ordinal);
        Assert.Contains("label 'a'", MetricCases.AssertFails("LabelProbabilityInvalid", () => MultiLabelReport.Create(Labels[..2], labels, 4 * half)).Message, StringComparison.Ordinal);
        MetricCases.AssertFails("TargetShapeInvalid", () => MultiLabelReport.Create(Labels, labels, half));
        MetricCases.AssertFails("TargetShapeInvalid", () => MultiLabelReport.Create(Labels[..2], labels, half.Transpose()));
        MetricCases.AssertFails("ThresholdInvalid", () => MultiLabelReport.Create(Labels[..2], labels, half, threshold: [0.5, 1]));
    }

    private static Matrix<double> Samples(string name) => Matrix<double>.Build.DenseOfColumnArrays(File.Rows(name));
}
