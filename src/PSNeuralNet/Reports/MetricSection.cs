using PSNeuralNet.Charts;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Metrics of the network, and of a baseline that always predicts the most frequent class or the mean.</summary>
internal static class MetricSection
{
    private const int MaximumClasses = 100;

    /// <summary>The main metrics, for the top of the page.</summary>
    public static IEnumerable<(string Name, string Value, string Beside)> Headline(TrainingReport report)
    {
        string on = On(report.Rows.Source);
        return report.Metrics switch
        {
            ClassificationReport metrics => [
                ("Accuracy", Show.Percent(metrics.Accuracy), $"{Show.Percent(metrics.BaselineAccuracy)} by always predicting “{ShortText.Of(metrics.MajorityClass, 30)}”; {on}"),
                ("Log loss", Show.Metric(metrics.LogLoss), $"{Show.Metric(metrics.BaselineLogLoss)} by predicting class frequencies")],
            RegressionReport metrics => [
                ("R²", Show.Metric(metrics.R2), $"0 by always predicting the mean; {on}"),
                ("Mean absolute error", Show.Number(metrics.MeanAbsoluteError), $"{Show.Number(metrics.BaselineMeanAbsoluteError)} by always predicting the mean of these rows")],
            MultiLabelReport metrics => [
                ("Subset accuracy", Show.Percent(metrics.Accuracy), $"all labels right; {Show.Percent(metrics.BaselineAccuracy)} by always predicting the more frequent class of each; {on}"),
                ("Micro F1", Show.Metric(metrics.MicroF1), $"of all {metrics.Label.Count} labels together; the mean of the labels is {Show.Metric(metrics.MacroF1)}")],
            _ => [],
        };
    }

    public static void Write(Markup page, TrainingReport report)
    {
        page.Element("p", Sentence(report.Rows));
        Measure(page, report.Metrics, report.TrainingMetrics, isFurther: false);
        page.Open("details").Element("summary", "Further metrics");
        Measure(page, report.Metrics, report.TrainingMetrics, isFurther: true);
        page.Close().Line();
        if (report.Metrics is ClassificationReport classes)
        {
            page.Open("details").Element("summary", "Each class");
            Table.Write(page, classes.Class.Count > MaximumClasses ? $"The first {MaximumClasses} of {Show.Count(classes.Class.Count)} classes" : "Metrics of each class", ["Class", "Precision", "Recall", "F1", "ROC AUC", "Samples"], classes.Class.Take(MaximumClasses).Select(one => (string[])[
                one.Class, Show.Metric(one.Precision), Show.Metric(one.Recall), Show.Metric(one.F1), Show.Metric(one.RocAuc), Show.Count(one.Support)]));
            page.Close();
        }
        else if (report.Metrics is MultiLabelReport labels)
        {
            Table.Write(page, "Metrics of each label", ["Label", "Positive class", "Threshold", "Precision", "Recall", "F1", "ROC AUC", "Log loss", "Samples"], labels.Label.Select(one => (string[])[
                one.Label, one.PositiveClass, Show.Number(one.Threshold), Show.Metric(one.Precision), Show.Metric(one.Recall), Show.Metric(one.F1), Show.Metric(one.RocAuc), Show.Metric(one.LogLoss), Show.Count(one.Support)]));
        }
        else if (report.Metrics is RegressionReport { Target.Count: > 1 } targets)
        {
            Table.Write(page, "Metrics of each target", ["Target", "R²", "RMSE", "Mean absolute error"], targets.Target.Select(one => (string[])[
                one.Target, Show.Metric(one.R2), Show.Metric(one.RootMeanSquaredError), Show.Metric(one.MeanAbsoluteError)]));
        }
        else if (report.Metrics is RegressionReport { Quantile.Count: > 0 } numbers)
        {
            string coverage = numbers.Coverage is { } share ? $" {Show.Percent(share)} of the rows are between the first and the last quantile." : "";
            page.Element("p", $"The metrics above are those of the quantile {Show.Number(numbers.Quantile[QuantileOutput.Middle([.. numbers.Quantile.Select(one => one.Quantile)])].Quantile)}.{coverage}");
            Table.Write(page, "Metrics of each quantile", ["Quantile", "Pinball loss", "Rows not above it"], numbers.Quantile.Select(one => (string[])[
                Show.Number(one.Quantile), Show.Metric(one.PinballLoss), Show.Percent(one.ShareBelow)]));
        }
    }

    /// <summary>The samples in a few words, as they go on after a number.</summary>
    private static string On(ScoreSource? source) =>
        source switch
        {
            null => "on data that it was not trained on",
            ScoreSource.Validation => "on validation samples, which it was not trained on",
            ScoreSource.OutOfFold => "on the training samples, each predicted by networks that were not trained on it",
            _ => "on the data it was trained on",
        };

    /// <summary>The samples in a sentence.</summary>
    private static string Sentence(MeasuredRows rows) =>
        rows.Source switch
        {
            null => $"Measured on {rows.Data}, which is not what it was trained on.",
            ScoreSource.Validation => $"Measured on {Show.Count(rows.Data.SampleCount, "validation sample")}, which it was not trained on, but which chose the best epoch.",
            ScoreSource.OutOfFold => "Measured on the training samples, out of fold: each was predicted by networks that were not trained on it, but whose best epoch it chose.",
            _ => "Measured on the data that it was trained on: on other data it is likely to be worse.",
        };

    private static void Measure(Markup page, NetworkReport metrics, NetworkReport? training, bool isFurther)
    {
        string baseline = metrics is ClassificationReport classes ? $"Always “{ShortText.Of(classes.MajorityClass, 20)}”" : metrics is MultiLabelReport ? "Always the more frequent classes" : "Always the mean";
        IReadOnlyList<ReportedMetric>? before = training?.Metrics;
        Table.Write(
            page,
            $"{(isFurther ? "Further metrics" : "Metrics")} on {Show.Count(metrics.SampleCount, "sample")}",
            ["Metric", "Network", "Baseline: " + baseline, .. before is null ? Array.Empty<string>() : ["On training data"]],
            metrics.Metrics.Index().Where(one => one.Item.IsFurther == isFurther).Select(one => (string[])[
                one.Item.Title, Show.Metric(one.Item.Value), one.Item.Baseline is null ? "–" : Show.Metric(one.Item.Baseline), .. before is null ? Array.Empty<string>() : [Show.Metric(before[one.Index].Value)]]));
    }
}
