using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace PSNeuralNet.Tests.Evaluation;

/// <summary>A metric of a report is in its view, on the report page and in permutation importance, or left out of them here on purpose.</summary>
public class MetricListTests
{
    private static readonly string[] NotInView =
    [
        "MacroPrecision", "MacroRecall", "WeightedPrecision", "WeightedRecall", "WeightedF1", "PositivePrecision", "PositiveRecall", "PositiveF1", "BaselineLogLoss", "WeightedFBeta", "Beta",
    ];

    // Of networks with the loss Quantile alone: with a table of their own on the page, and no metric to choose by.
    private static readonly string[] OfQuantiles = ["PinballLoss", "Coverage"];

    private static readonly string[] NotOnPage = ["BaselineAccuracy", "BaselineLogLoss", "BaselineMeanSquaredError", "BaselineMeanAbsoluteError", "Beta", .. OfQuantiles];

    private static readonly Matrix<double> Identity = Matrix<double>.Build.DenseIdentity(3);
    private static readonly ClassificationReport[] Classification =
    [
        ClassificationReport.Create(["a", "b"], [0, 1], [0, 1], Matrix<double>.Build.DenseIdentity(2)),
        ClassificationReport.Create(["a", "b", "c"], [0, 1, 2], [0, 1, 2], Identity),
    ];

    private static readonly RegressionReport Regression = RegressionReport.Create(Identity, Identity);
    private static readonly MultiLabelReport Labels = MultiLabelReport.Create(
        [new("a", 0, 1), new("b", "no", "yes")],
        Matrix<double>.Build.DenseOfRowArrays([1, 0, 1, 1], [0, 1, 1, 0]),
        Matrix<double>.Build.DenseOfRowArrays([0.9, 0.6, 0.4, 0.8], [0.2, 0.7, 0.1, 0.3]));

    [Fact]
    public void Every_metric_is_on_the_report_page()
    {
        Assert.Equal(Names(typeof(ClassificationReport)).Except(NotOnPage).Order(), Classification.SelectMany(report => report.Metrics).Select(one => one.Property).Distinct().Order());
        Assert.Equal(Names(typeof(RegressionReport)).Except(NotOnPage).Order(), Regression.Metrics.Select(one => one.Property).Order());
        Assert.Equal(Names(typeof(MultiLabelReport)).Except(NotOnPage).Order(), Labels.Metrics.Select(one => one.Property).Order());
    }

    [Theory]
    [InlineData(typeof(ClassificationReport))]
    [InlineData(typeof(RegressionReport))]
    [InlineData(typeof(MultiLabelReport))]
    public void Every_metric_is_in_the_view(Type report)
    {
        XElement view = XDocument.Load(ViewPath()).Descendants("View").First(view => view.Descendants("TypeName").Any(type => type.Value == report.FullName));
        string[] shown = [.. view.Descendants().Where(element => element.Name.LocalName is "PropertyName" or "Label").Select(element => element.Value)];
        Assert.Equal(Names(report).Except(report == typeof(MultiLabelReport) ? [] : NotInView).Order(), shown.Intersect(Names(report)).Order());
    }

    [Fact]
    public void The_metrics_to_choose_are_those_of_the_reports_by_name_value_and_direction()
    {
        string[] names = [.. Names(typeof(ClassificationReport)).Concat(Names(typeof(RegressionReport))).Union(Names(typeof(MultiLabelReport))).Where(name => !name.StartsWith("Baseline", StringComparison.Ordinal) && name != "Beta").Except(OfQuantiles)];
        Assert.Equal(names.Order(), Enum.GetNames<NetworkMetric>().Order());
        ClassificationReport classes = ClassificationReport.Create(["a", "b"], [0, 1, 1, 0, 1], [0, 1, 0, 1, 1], Matrix<double>.Build.DenseOfRowArrays([0.9, 0.3, 0.6, 0.2, 0.4], [0.1, 0.7, 0.4, 0.8, 0.6]));
        RegressionReport numbers = RegressionReport.Create(Matrix<double>.Build.DenseOfRowArrays([1.0, 2, 4]), Matrix<double>.Build.DenseOfRowArrays([1.5, 2, 3]));
        foreach (NetworkMetric metric in Enum.GetValues<NetworkMetric>())
        {
            NetworkReport report = metric == NetworkMetric.TopKAccuracy ? Classification[1]
                : typeof(ClassificationReport).GetProperty(metric.ToString()) is not null ? classes
                : typeof(MultiLabelReport).GetProperty(metric.ToString()) is not null ? Labels
                : typeof(RegressionReport).GetProperty(metric.ToString()) is null ? classes : numbers;
            if (typeof(MultiLabelReport).GetProperty(metric.ToString()) is { } ofLabels)
            {
                Assert.Equal(ofLabels.GetValue(Labels), metric.ValueOf(Labels));
            }

            Assert.Equal(report.GetType().GetProperty(metric.ToString())!.GetValue(report), metric.ValueOf(report));
            Assert.Equal(!metric.ToString().Contains("Error", StringComparison.Ordinal) && metric is not (NetworkMetric.LogLoss or NetworkMetric.Brier or NetworkMetric.HammingLoss), metric.IsHigherBetter());
        }
    }

    [Fact]
    public void A_metric_of_another_task_is_an_error_that_names_those_of_the_report()
    {
        NetworkException ofNumbers = MetricCases.AssertFails("MetricMismatch", () => NetworkMetric.LogLoss.ValueOf(Regression));
        Assert.Equal("The metric LogLoss does not go with a network for numbers. Take R2, RootMeanSquaredError, MeanAbsoluteError, MeanSquaredError, MeanAbsolutePercentageError, MedianAbsoluteError, MaximumError, ExplainedVariance or MeanSquaredLogError.", ofNumbers.Message);
        NetworkException ofThree = MetricCases.AssertFails("MetricMismatch", () => NetworkMetric.PositiveF1.ValueOf(Classification[1]));
        Assert.StartsWith("The metric PositiveF1 does not go with a network for 3 classes. Take Accuracy, ", ofThree.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Positive", ofThree.Message.Split(". Take")[1], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(Type report) =>
        report.GetProperties().Where(property => property.PropertyType == typeof(double) || property.PropertyType == typeof(double?)).Select(property => property.Name);

    private static string ViewPath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "module", "PSNeuralNet.Format.ps1xml");
}
