using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Certainty of the figures and of single predictions, in plain words.</summary>
internal static class CertaintyText
{
    // A prediction with this probability of its class counts as a sure one.
    private const double Sure = 0.9;

    /// <summary>Sentences about the certainty; of training rows, that they do not tell it.</summary>
    public static IEnumerable<string> Of(TrainingReport report) =>
        report.Rows.Source == ScoreSource.Training ? ["That cannot be told from rows that it has learned from."]
            : report.Metrics is ClassificationReport metrics ? OfClasses(report, metrics)
            : OfNumbers(report);

    /// <summary>The confidence interval of the accuracy.</summary>
    public static (double Lower, double Upper) Interval(TrainingReport report)
    {
        MetricSummary accuracy = report.Findings!.Figure[0];
        return ShareInterval.Wilson(accuracy.Value, accuracy.Count, ReportFindings.Confidence);
    }

    private static IEnumerable<string> OfClasses(TrainingReport report, ClassificationReport metrics)
    {
        (double lower, double upper) = Interval(report);
        yield return $"The number of rows leaves some doubt: of very many rows like these, between {Show.Percent(lower)} and {Show.Percent(upper)} are likely to be right (95 % confidence).";

        RowErrors errors = report.Findings!.Error;
        (double share, double right) = errors.Above(Sure);
        bool isWeighted = report.Measured.Weight is not null;
        int sure = PlainText.RowsFor(metrics.SampleCount, isWeighted, share), among = PlainText.RowsFor((int)Math.Round(share * metrics.SampleCount), isWeighted, right);
        yield return share == 0 ? "It was never 90 % sure or more." : $"For {PlainText.Of(share, sure)} of {Show.Count(sure)} rows it was at least 90 % sure. Of {Show.Count(among)} of these, {PlainText.Of(right, among)} were right.";

        double confidence = metrics.Reliability.Where(bin => bin.Count > 0).Sum(bin => bin.Count * bin.Confidence) / metrics.Reliability.Sum(bin => bin.Count);
        string judgment = confidence > upper ? "It is too sure, beyond chance: its answers are right less often than it says." : confidence < lower ? "It is too cautious, beyond chance: its answers are right more often than it says." : "That is no difference beyond chance.";
        yield return $"Its mean certainty was {Show.Percent(confidence)}, and {Show.Percent(metrics.Accuracy)} were right. {judgment}";
        if (report.Findings!.MeanSetSize is { } size)
        {
            yield return $"Where one answer is not safe enough, it can name several (Get-NetworkPrediction -PredictionSet 0.95). To have the right one among them for 95 of 100 new rows, it names {Show.Number(Math.Round(size, 2))} on average.";
        }
    }

    private static IEnumerable<string> OfNumbers(TrainingReport report)
    {
        foreach (MetricSummary error in report.Findings!.Figure.Take(SummarySection.MaximumTargets).Where(error => double.IsFinite(error.StandardError)))
        {
            // The mean of many errors: a normal distribution.
            double half = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (1 + ReportFindings.Confidence) / 2) * error.StandardError;
            yield return $"The number of rows leaves some doubt: over very many rows like these, the average error{Target(report, error.Target)} is likely to be between {Show.Number(Math.Max(0, error.Value - half))} and {Show.Number(error.Value + half)} (95 % confidence).";
        }

        if (report.Interval.Count == 0)
        {
            yield return report.Result.Parameter.Metadata.Conformal is { } few
                ? $"How sure a single prediction is was not measured: {Show.Count(few.SampleCount, "row")} that were set aside are too few for it."
                : "How sure a single prediction is was not measured: for that, the training has to set rows aside (Invoke-NetworkTraining -ValidationFraction 0.2).";
        }

        foreach (IntervalCoverage interval in report.Interval.Take(SummarySection.MaximumTargets))
        {
            string inside = report.Rows.Source is null ? $" Of the rows of this report, {Show.Percent(interval.Coverage)} have." : "";
            yield return $"Of 100 new rows, about {PlainText.Of(interval.Confidence, 100)} have their number{Target(report, interval.Target)} in a range around the prediction that is {Show.Number(interval.MeanWidth)} wide on average (Get-NetworkPrediction -Interval 0.9).{inside}";
        }
    }

    private static string Target(TrainingReport report, string name) => report.Measured.TargetName.Count == 1 ? "" : $" of {PlainText.Quoted(name)}";
}
