using PSNeuralNet.Charts;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Metrics of the network, and of a baseline that always predicts the most frequent class or the mean.</summary>
internal static class MetricSection
{
    private const int MaximumClasses = 100;

    /// <summary>The main metrics, for the top of the page.</summary>
    public static IEnumerable<(string Name, string Value, string Beside)> Headline(TrainingReport report)
    {
        string on = report.Rows.On;
        TrainingResult result = report.Result;
        return report.Metrics switch
        {
            ClassificationReport metrics => [
                report.IsOfTraining
                    ? ("Accuracy", Show.Percent(result.Score), $"{Show.Percent(result.Baseline)} by always predicting the most frequent class; {on}")
                    : ("Accuracy", Show.Percent(metrics.Accuracy), $"{Show.Percent(metrics.BaselineAccuracy)} by always predicting “{ShortText.Of(metrics.MajorityClass, 30)}”; {on}"),
                ("Log loss", Show.Metric(metrics.LogLoss), $"{Show.Metric(metrics.BaselineLogLoss)} by predicting class frequencies")],
            RegressionReport metrics => [
                ("R²", Show.Metric(report.IsOfTraining ? result.Score : metrics.R2), $"0 by always predicting the mean; {on}"),
                ("Mean absolute error", Show.Number(metrics.MeanAbsoluteError), $"{Show.Number(metrics.BaselineMeanAbsoluteError)} by always predicting the mean")],
            _ => [],
        };
    }

    public static void Write(Markup page, TrainingReport report)
    {
        page.Element("p", report.Rows.Sentence);
        Measure(page, report.Metrics, report.TrainingMetrics);
        if (report.Metrics is ClassificationReport classes)
        {
            page.Open("details").Element("summary", "Each class");
            Table.Write(page, classes.Class.Count > MaximumClasses ? $"The first {MaximumClasses} of {Show.Count(classes.Class.Count)} classes" : "Metrics of each class", ["Class", "Precision", "Recall", "F1", "ROC AUC", "Samples"], classes.Class.Take(MaximumClasses).Select(one => (string[])[
                one.Class, Show.Metric(one.Precision), Show.Metric(one.Recall), Show.Metric(one.F1), Show.Metric(one.RocAuc), Show.Count(one.Support)]));
            page.Close();
        }
        else if (report.Metrics is RegressionReport { Target.Count: > 1 } targets)
        {
            Table.Write(page, "Metrics of each target", ["Target", "R²", "RMSE", "Mean absolute error"], targets.Target.Select(one => (string[])[
                one.Target, Show.Metric(one.R2), Show.Metric(one.RootMeanSquaredError), Show.Metric(one.MeanAbsoluteError)]));
        }
    }

    private static void Measure(Markup page, NetworkReport metrics, NetworkReport? training)
    {
        string baseline = metrics is ClassificationReport classes ? $"Always “{ShortText.Of(classes.MajorityClass, 20)}”" : "Always the mean";
        IReadOnlyList<ReportedMetric>? before = training?.Metrics;
        Table.Write(
            page,
            $"Metrics on {Show.Count(metrics.SampleCount, "sample")}",
            ["Metric", "Network", "Baseline: " + baseline, .. before is null ? Array.Empty<string>() : ["On training data"]],
            metrics.Metrics.Select((row, i) => (string[])[row.Title, Show.Metric(row.Value), row.Baseline is null ? "–" : Show.Metric(row.Baseline), .. before is null ? Array.Empty<string>() : [Show.Metric(before[i].Value)]]));
    }
}
