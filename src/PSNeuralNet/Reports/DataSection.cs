using PSNeuralNet.Charts;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Reports;

/// <summary>Training data: rows, columns with values and missing cells, classes or targets.</summary>
internal static class DataSection
{
    private const int MaximumColumns = 100, MaximumClasses = 100, MaximumCategories = 6;

    public static void Write(Markup page, TrainingReport report)
    {
        Dataset data = report.Result.Dataset;
        page.Open("p").Text(Summary(report)).Close().Line();
        if (report.Result.OutOfFold is { } outOfFold)
        {
            page.Element("p", $"{Show.Count(report.Result.Options.EnsembleCount, "network")} were trained, each without some of these: {(report.Result.Options.Patience is null ? "" : "they decided when to stop, and ")}chose its best epoch. {Show.Count(outOfFold.Sample.Count, "sample")} were predicted by networks that did not learn from them (out of fold): {(outOfFold.Report is RegressionReport ? "R²" : "accuracy")} {Show.Metric(outOfFold.Score)}.");
        }
        else if (report.Result.Options.ValidationFraction > 0)
        {
            page.Element("p", $"{Show.Count(data.SampleCount - report.Result.SampleCount, "sample")} of these {(report.Result.Options.Patience is null ? "" : "decided when to stop, and ")}chose the best epoch (validation fraction {Show.Number(report.Result.Options.ValidationFraction)}); the network did not learn from them.");
        }

        Columns(page, data);
        page.Element("p", "The network keeps a summary of these values. Its predictions for values far outside of them are guesses: Get-NetworkPrediction warns of such rows, and Test-NetworkDrift tells whether new rows are still like these.");
        if (data.Task == NetworkTask.Regression)
        {
            Targets(page, data);
        }
        else if (data.Task == NetworkTask.MultiLabel)
        {
            Labels(page, data);
        }
        else
        {
            Classes(page, report);
        }
    }

    private static string Summary(TrainingReport report)
    {
        Dataset data = report.Result.Dataset;
        int[] offsets = ColumnMatch.Offsets(data.Schema), lacking = [.. data.Schema.Column.Select((column, i) => column.IsLeftOut ? 0 : Missing(data, column, offsets[i]))];
        string seed = data.Seed is { } number ? $", generated with the seed {number}" : "";
        string weight = data.Weight is null ? "" : $", weighted by {data.WeightName ?? "a number each"}";
        string missing = lacking.Sum() == 0 ? "no cell is missing" : $"{Show.Count(lacking.Sum(), "cell")} in {Show.Count(lacking.Count(count => count > 0), "column")} missing";
        return $"“{data.Name}”: {Show.Count(data.SampleCount, "row")}, {Show.Count(data.Schema.Column.Count, "column")} that became {Show.Count(data.FeatureCount, "feature")}{seed}{weight}; {missing}. To predict: {string.Join(", ", data.TargetName)}.";
    }

    private static void Columns(Markup page, Dataset data)
    {
        int count = data.Schema.Column.Count, shown = Math.Min(count, MaximumColumns);
        int[] offsets = ColumnMatch.Offsets(data.Schema);
        Table.Write(
            page,
            shown < count ? $"The first {shown} of {Show.Count(count)} columns" : "Columns",
            ["Column", "Kind", "Missing", "Values", "Features"],
            data.Schema.Column.Take(shown).Select((column, i) => (string[])[
                column.Name, column.Kind.ToString(), column.IsLeftOut ? column.Constant is null ? Show.Count(data.SampleCount) : "0" : Show.Count(Missing(data, column, offsets[i])), Values(data, column, offsets[i]),
                column.IsLeftOut ? "none: left out" : Show.Count(column.Feature.Count)]));
    }

    /// <summary>The number of missing cells of a column.</summary>
    internal static int Missing(Dataset data, FeatureColumn column, int offset)
    {
        if (column.IsText && data.TextsOf(column) is { } texts)
        {
            return texts.Count(text => text is null);
        }

        if (column.MissingValue == MissingValue.Indicator)
        {
            return Enumerable.Range(0, data.SampleCount).Count(sample => data.X[offset + column.Feature.Count - 1, sample] == 1);
        }

        return data.HasMissing && column.MayBeMissing ? Enumerable.Range(0, data.SampleCount).Count(sample => double.IsNaN(data.X[offset, sample])) : 0;
    }

    private static string Values(Dataset data, FeatureColumn column, int offset)
    {
        if (column.IsLeftOut)
        {
            return column.Reason;
        }

        if (column.Definition.IsCategory)
        {
            string more = column.Category.Count > MaximumCategories ? $", … ({Show.Count(column.Category.Count)} in all)" : "";
            return string.Join(", ", column.Category.Take(MaximumCategories).Select(text => ShortText.Of(text, 40))) + more;
        }

        if (column.IsText)
        {
            return $"{Show.Count(column.Word.Count(word => !TextVocabulary.IsPair(word)), "word")}, {Show.Count(column.Word.Count(TextVocabulary.IsPair), "pair")} of words";
        }

        double[] values = [.. data.X.Row(offset).Where(double.IsFinite)];
        return values.Length == 0 ? ""
            : column.Kind == ColumnKind.Boolean ? $"True in {Show.Percent(values.Count(value => value == 1) / (double)values.Length)}"
            : column.Kind == ColumnKind.Number ? $"{Show.Number(values.Min())} to {Show.Number(values.Max())}, mean {Show.Number(values.Average())}"
            : $"{Show.Cell(column.Kind, values.Min())} to {Show.Cell(column.Kind, values.Max())}";
    }

    private static void Classes(Markup page, TrainingReport report)
    {
        Dataset data = report.Result.Dataset;
        double[] trained = Counts(data), measured = report.Rows.IsOther ? Counts(report.Measured) : [];
        double all = trained.Sum();
        int shown = Math.Min(trained.Length, MaximumClasses);
        Table.Write(
            page,
            shown < trained.Length ? $"The first {shown} of {trained.Length} classes" : data.Weight is null ? "Classes" : "Classes, by weight",
            ["Class", "Samples", "Share", .. report.Rows.IsOther ? ["Measured on"] : Array.Empty<string>()],
            Enumerable.Range(0, shown).Select(i => (string[])[
                data.ClassName[i], Show.Count(trained[i]), Show.Percent(trained[i] / all), .. report.Rows.IsOther ? [Show.Count(measured[i])] : Array.Empty<string>()]));
    }

    private static void Labels(Markup page, Dataset data)
    {
        double all = data.Weight?.Sum() ?? data.SampleCount;
        Table.Write(page, data.Weight is null ? "Labels to predict" : "Labels to predict, by weight", ["Label", "Classes", "Positive class", "Samples of it", "Share"], data.Schema.Label.Select((label, i) =>
        {
            double positive = Enumerable.Range(0, data.SampleCount).Where(sample => data.IsPositive(sample, i)).Sum(sample => data.Weight?[sample] ?? 1);
            return (string[])[label.Name, string.Join(", ", label.ClassName), label.ClassName[1], Show.Count(positive), Show.Percent(positive / all)];
        }));
    }

    private static double[] Counts(Dataset data)
    {
        var counts = new double[data.ClassName.Count];
        for (int sample = 0; sample < data.SampleCount; sample++)
        {
            counts[data.ClassOf(sample)] += data.Weight?[sample] ?? 1;
        }

        return counts;
    }

    private static void Targets(Markup page, Dataset data)
    {
        Table.Write(page, "Numbers to predict", ["Target", "Minimum", "Mean", "Maximum"], data.TargetName.Select((name, row) =>
        {
            double[] values = [.. data.Y.Row(row)];
            return (string[])[name, Show.Number(values.Min()), Show.Number(values.Average()), Show.Number(values.Max())];
        }));
    }
}
