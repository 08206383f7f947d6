using PSNeuralNet.Charts;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Summary in plain words: the prediction, its quality beside the baseline, its certainty, and the columns that matter most.</summary>
internal static class SummarySection
{
    /// <summary>The largest number of targets that are told of one by one.</summary>
    public const int MaximumTargets = 6;

    private const int MaximumNames = 6, MaximumColumns = 5;

    public static void Write(Markup page, TrainingReport report)
    {
        page.Element("h3", "What it predicts").Element("p", Purpose(report)).Line();
        page.Element("h3", "How good it is").Line();
        foreach (string sentence in report.Metrics is ClassificationReport classes ? Quality(report, classes) : Quality(report, (RegressionReport)report.Metrics))
        {
            page.Element("p", sentence).Line();
        }

        page.Element("p", Rows(report)).Line();
        page.Element("h3", "How sure it is").Line();
        foreach (string sentence in CertaintyText.Of(report))
        {
            page.Element("p", sentence).Line();
        }

        page.Element("h3", "What it looks at").Line();
        Columns(page, report);
    }

    /// <summary>The rows of the figures, as they go on after "Of 100 ".</summary>
    public static string RowsThat(MeasuredRows rows) => rows.Source switch
    {
        null => "rows that it had not seen",
        ScoreSource.Validation => "rows that it had not learned from",
        ScoreSource.OutOfFold => "rows, each predicted by networks that had not learned from it",
        _ => "rows that it had learned from",
    };

    private static string Purpose(TrainingReport report)
    {
        DataSchema schema = report.Measured.Schema;
        int columns = schema.Column.Count(column => !column.IsLeftOut);
        string answer = schema.Task == NetworkTask.Regression
            ? $"{(schema.TargetName.Count == 1 ? "the number" : "the numbers")} {PlainText.List([.. schema.TargetName.Select(PlainText.Quoted)], MaximumNames, "and")}"
            : $"{PlainText.Quoted(schema.TargetName[0])}: {PlainText.List([.. schema.ClassName.Select(PlainText.Quoted)], MaximumNames, "or")}";
        return $"It predicts {answer}. It does so for one row at a time, from {(columns == 1 ? "one column" : $"{Show.Count(columns)} columns")} of the row. It has learned from {Show.Count(report.Result.SampleCount, "row")} whose answer was known.{Quantiles(report)}";
    }

    private static string Quantiles(TrainingReport report)
    {
        IReadOnlyList<double> quantile = report.Result.Parameter.Quantile;
        if (quantile.Count == 0)
        {
            return "";
        }

        string each = PlainText.List([.. quantile.Select(one => Show.Percent(one))], MaximumNames, "and"), told = Show.Percent(quantile[QuantileOutput.Middle(quantile)]);
        string range = report.Metrics is RegressionReport { Coverage: { } share } ? $" Of the rows below, {Show.Percent(share)} are between the lowest and the highest of them." : "";
        return $" It gives {(quantile.Count == 1 ? "a number that" : $"{Show.Count(quantile.Count)} numbers, that")} {each} of such rows are expected not to exceed.{range} The figures below are of the one for {told}.";
    }

    /// <summary>True but for networks that predict a quantile beside the median, which is meant to be off.</summary>
    private static bool IsOfMedian(TrainingReport report) => report.Result.Parameter.Quantile is not { Count: > 0 } quantile || quantile[QuantileOutput.Middle(quantile)] == 0.5;

    private static IEnumerable<string> Quality(TrainingReport report, ClassificationReport metrics)
    {
        bool isWeighted = report.Measured.Weight is not null;
        int rows = PlainText.RowsFor(metrics.SampleCount, isWeighted, metrics.Accuracy, metrics.BaselineAccuracy);
        if (rows == 100 && metrics.Accuracy != metrics.BaselineAccuracy && PlainText.Of(metrics.Accuracy, rows) == PlainText.Of(metrics.BaselineAccuracy, rows))
        {
            rows = isWeighted ? 1000 : Math.Min(metrics.SampleCount, 1000);
        }

        string weighted = isWeighted ? ", by weight" : "";
        yield return $"Of {Show.Count(rows)} {RowsThat(report.Rows)}, {PlainText.Of(metrics.Accuracy, rows)} were predicted right{weighted}; always answering {PlainText.Quoted(metrics.MajorityClass)} would be right for {PlainText.Of(metrics.BaselineAccuracy, rows)}.{Verdict(report, metrics)}";
        if (metrics.PositiveClass is { } positive && metrics is { PositiveRecall: { } recall, PositivePrecision: { } precision })
        {
            ClassMetric one = metrics.Class.Single(one => one.Class == positive);
            int actual = PlainText.RowsFor((int)Math.Min(one.Support, int.MaxValue), isWeighted, recall), predicted = PlainText.RowsFor((int)Math.Round(one.Support * recall / Math.Max(precision, 1e-9)), isWeighted, precision);
            string name = PlainText.Quoted(positive);
            yield return one.Support == 0 ? $"None of these rows is {name}." : $"Of {Show.Count(actual)} that are {name}, it finds {PlainText.Of(recall, actual)}. "
                + (predicted == 0 || recall == 0 ? $"It takes none rightly for {name}." : $"Of {Show.Count(predicted)} that it takes for {name}, {PlainText.Of(precision, predicted)} are.");
            if (!double.IsNaN(metrics.RocAuc))
            {
                yield return $"Its probabilities put the rows in an order: of two rows, one {name} and one not, it gives the {name} one the higher probability of {name} in {PlainText.Of(metrics.RocAuc, 100)} of 100 cases; by chance that would be 50.";
            }
        }
        else if (metrics.Class.Where(one => one.Support > 0).MinBy(one => one.Recall) is { Recall: < 1 } worst)
        {
            int actual = PlainText.RowsFor((int)Math.Min(worst.Support, int.MaxValue), isWeighted, worst.Recall);
            yield return $"It is worst at {PlainText.Quoted(worst.Class)}: of {Show.Count(actual)} such rows it finds {PlainText.Of(worst.Recall, actual)}.";
        }
    }

    private static string Verdict(TrainingReport report, ClassificationReport metrics) =>
        report.Rows.Source == ScoreSource.Training ? ""
            : report.Findings!.BaselineP < 1 - ReportFindings.Confidence && metrics.Accuracy > metrics.BaselineAccuracy ? " That is better than always the same answer, beyond chance."
            : " That is not better than always the same answer, beyond chance.";

    private static IEnumerable<string> Quality(TrainingReport report, RegressionReport metrics)
    {
        foreach (TargetMetric target in metrics.Target.Take(MaximumTargets))
        {
            string of = metrics.Target.Count == 1 ? "" : $" of {PlainText.Quoted(target.Target)}";
            int place = report.Measured.TargetName.ToList().IndexOf(target.Target);
            double mean = Mean(report.Measured, place);
            string verdict = target.MeanAbsoluteError < target.BaselineMeanAbsoluteError || !IsOfMedian(report) ? "" : " That is not better than always that answer.";
            yield return $"For {RowsThat(report.Rows)}, the prediction{of} is off by {Show.Number(target.MeanAbsoluteError)} on average; always answering {Show.Number(mean)}, the mean of these rows, would be off by {Show.Number(target.BaselineMeanAbsoluteError)}.{verdict} Half of them are off by {Show.Number(target.MedianAbsoluteError)} or less, the worst one by {Show.Number(target.MaximumError)}.";
        }
    }

    private static double Mean(Dataset samples, int target)
    {
        double sum = 0, total = 0;
        for (int i = 0; i < samples.SampleCount; i++)
        {
            double weight = samples.Weight?[i] ?? 1;
            (sum, total) = (sum + (weight * samples.Targets[(i * samples.TargetName.Count) + target]), total + weight);
        }

        return sum / total;
    }

    /// <summary>The rows of the figures, and the reason why these may be too good.</summary>
    private static string Rows(TrainingReport report)
    {
        string count = Show.Count(report.Measured.SampleCount, "row");
        return report.Rows.Source switch
        {
            null => $"This is about {count} that took no part in the training.",
            ScoreSource.Validation => $"This is about {count} that were set aside before the training. They helped to choose when to stop, so these figures may be a little too good.",
            ScoreSource.OutOfFold => $"This is about {count}, {(report.Rows.Training is { } all && all.SampleCount > report.Measured.SampleCount ? $"of the {Show.Count(all.SampleCount)} of the training" : "all of those of the training")}: several networks were trained, each without some of them. The rows helped to choose when to stop, so these figures may be a little too good.",
            _ => $"This is about the {count} that it has learned from, as no others were set aside or given. It is likely to be worse on new rows: train with -ValidationFraction, or give rows that it has not seen (-Dataset).",
        };
    }

    private static void Columns(Markup page, TrainingReport report)
    {
        FeatureImportance[] columns = [.. report.Importance.Column.Where(column => column.Importance > 0).Take(MaximumColumns)];
        if (columns.Length == 0)
        {
            page.Element("p", "At none of the columns, measurably: predictions are as good when the cells of any one of them are mixed up between the rows.").Line();
            return;
        }

        string own = report.Rows.IsOther ? "" : " This was tried on rows that it has learned from, where it is better than above.";
        page.Element("p", $"{(columns.Length == 1 ? "At this column" : "At these columns most, the most important one first")}: its predictions get worse when the cells of a column are mixed up between the rows. That need not be a cause of the answer, and another column may tell the same.{own}").Line();
        page.Open("ol");
        foreach (FeatureImportance column in columns)
        {
            page.Open("li").Element("strong", ShortText.Of(column.Name, 80));
            if (column.Metric == NetworkMetric.Accuracy)
            {
                int rows = PlainText.RowsFor(column.SampleCount, report.Measured.Weight is not null, column.Baseline);
                page.Text($": with its cells mixed up between the rows, {PlainText.Of(Math.Max(0, column.Baseline - column.Importance), rows)} of {Show.Count(rows)} would be right instead of {PlainText.Of(column.Baseline, rows)}");
            }

            page.Close().Line();
        }

        page.Close().Line();
    }
}
