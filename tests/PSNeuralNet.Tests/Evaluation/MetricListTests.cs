using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace PSNeuralNet.Tests.Evaluation;

/// <summary>A metric of a report is in its view, on the report page and in permutation importance, or left out of them here on purpose.</summary>
public class MetricListTests
{
    private static readonly string[] NotInView =
    [
        "MacroPrecision", "MacroRecall", "WeightedPrecision", "WeightedRecall", "WeightedF1", "PositivePrecision", "PositiveRecall", "PositiveF1", "BaselineLogLoss",
    ];

    private static readonly string[] NotOnPage =
    [
        "MacroPrecision", "MacroRecall", "WeightedPrecision", "WeightedRecall", "WeightedF1", "PositivePrecision", "PositiveRecall", "AveragePrecision",
        "BaselineAccuracy", "BaselineLogLoss", "MeanAbsolutePercentageError", "BaselineMeanSquaredError", "BaselineMeanAbsoluteError",
    ];

    private static readonly Matrix<double> Identity = Matrix<double>.Build.DenseIdentity(3);
    private static readonly ClassificationReport[] Classification =
    [
        ClassificationReport.Create(["a", "b"], [0, 1], [0, 1], Matrix<double>.Build.DenseIdentity(2)),
        ClassificationReport.Create(["a", "b", "c"], [0, 1, 2], [0, 1, 2], Identity),
    ];

    private static readonly RegressionReport Regression = RegressionReport.Create(Identity, Identity);

    [Fact]
    public void Every_metric_is_on_the_report_page()
    {
        Assert.Equal(Names(typeof(ClassificationReport)).Except(NotOnPage).Order(), Classification.SelectMany(report => report.Metrics).Select(one => one.Property).Distinct().Order());
        Assert.Equal(Names(typeof(RegressionReport)).Except(NotOnPage).Order(), Regression.Metrics.Select(one => one.Property).Order());
    }

    [Theory]
    [InlineData(typeof(ClassificationReport))]
    [InlineData(typeof(RegressionReport))]
    public void Every_metric_is_in_the_view(Type report)
    {
        XElement view = XDocument.Load(ViewPath()).Descendants("View").Single(view => view.Descendants("TypeName").Any(type => type.Value == report.FullName));
        string[] shown = [.. view.Descendants().Where(element => element.Name.LocalName is "PropertyName" or "Label").Select(element => element.Value)];
        Assert.Equal(Names(report).Except(NotInView).Order(), shown.Intersect(Names(report)).Order());
    }

    [Fact]
    public void Every_metric_of_importance_is_one_of_a_report_and_has_a_direction()
    {
        string[] properties = [.. Classification[0].Metrics.Concat(Regression.Metrics).Select(one => one.Property)];
        Assert.All(Enum.GetValues<ImportanceMetric>(), metric =>
        {
            Assert.Contains(metric.ToString(), properties);
            Assert.Equal(metric.ToString() is not ("LogLoss" or "MeanSquaredError"), metric.IsScore());
        });
    }

    private static IEnumerable<string> Names(Type report) =>
        report.GetProperties().Where(property => property.PropertyType == typeof(double) || property.PropertyType == typeof(double?)).Select(property => property.Name);

    private static string ViewPath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "module", "PSNeuralNet.Format.ps1xml");
}
