using PSNeuralNet.Charts;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Reports;

/// <summary>Errors of the network: the worst rows with their columns, and the worst groups of rows, those beyond chance marked.</summary>
internal static class ErrorSection
{
    private const int MaximumGroups = 8, MaximumColumns = 6, MaximumIds = 2, MaximumTargets = 3, LongestText = 40;

    public static void Write(Markup page, TrainingReport report)
    {
        page.Element("p", $"All of this is about {Show.Count(report.Measured.SampleCount)} {SummarySection.RowsThat(report.Rows)}.").Line();
        page.Element("h3", "The worst rows").Line();
        WriteRows(page, report);
        page.Element("h3", "The worst groups of rows").Line();
        WriteGroups(page, report);
    }

    private static void WriteRows(Markup page, TrainingReport report)
    {
        ReportFindings findings = report.Findings!;
        bool isOfClasses = findings.Error.IsOfClasses;
        if (findings.Worst.Count == 0)
        {
            page.Element("p", "None of the rows was predicted wrong.").Line();
            return;
        }

        Dataset data = report.Measured;
        string[] columns = [.. report.Importance.Column.Select(column => column.Name).Take(MaximumColumns)];
        IdColumn[] ids = [.. data.Id.Take(MaximumIds)];
        int targets = Math.Min(MaximumTargets, data.TargetName.Count);
        string[] predicted = isOfClasses ? ["Actual", "Predicted", "Probability of the predicted", "Probability of the actual"]
            : targets == 1 ? ["Actual", "Predicted", "Off by"]
            : [.. data.TargetName.Take(targets).SelectMany(name => new[] { $"Actual {name}", $"Predicted {name}" })];
        page.Element("p", isOfClasses ? "Wrong answers that it was most sure of, or gave the right answer the least chance." : targets == 1 ? "The predictions that are farthest off." : "The predictions that are farthest off, all targets together.").Line();
        string more = columns.Length < data.Schema.Column.Count(column => !column.IsLeftOut) ? $", with the {columns.Length} most important columns" : "";
        Table.Write(
            page,
            $"The worst {Show.Count(findings.Worst.Count, "row")}{more}",
            [report.Rows.KnowsRows ? "Row" : "Row set aside", .. ids.Select(id => id.Name), .. predicted, .. columns],
            findings.Worst.Select(row =>
            {
                var cells = data.FeaturesOf(row).ToDictionary(cell => cell.Column, cell => cell.Value, StringComparer.OrdinalIgnoreCase);
                return (string[])[Show.Count(report.Rows.RowOf(row)), .. ids.Select(id => Text(id[row])), .. isOfClasses ? Classes(findings.Error, row) : Numbers(findings.Error, row, targets), .. columns.Select(name => Text(cells.GetValueOrDefault(name)))];
            }));
    }

    private static string[] Classes(RowErrors errors, int row)
    {
        int predicted = errors.Decision[row].ClassIndex, actual = errors.Samples.ClassOf(row);
        IReadOnlyList<string> names = errors.Samples.ClassName;
        return [Text(names[actual]), Text(names[predicted]), Show.Metric(errors.Prediction[predicted, row]), Show.Metric(errors.Prediction[actual, row])];
    }

    private static string[] Numbers(RowErrors errors, int row, int targets)
    {
        int outputs = errors.Prediction.RowCount;
        (string Actual, string Predicted)[] shown = [.. Enumerable.Range(0, targets).Select(target => (Show.Number(errors.Samples.Targets[(row * outputs) + target]), Show.Number(errors.Prediction[target, row])))];
        return outputs == 1 ? [shown[0].Actual, shown[0].Predicted, Show.Number(errors.Loss[row])] : [.. shown.SelectMany(one => new[] { one.Actual, one.Predicted })];
    }

    private static void WriteGroups(Markup page, TrainingReport report)
    {
        ReportFindings findings = report.Findings!;
        GroupError[] worst = [.. findings.Group.Where(group => group.IsHigher).Take(MaximumGroups)];
        int beyond = findings.Group.Count(group => group.IsWorse);
        bool isOfClasses = findings.Error.IsOfClasses, isMixed = report.Measured.TargetName.Count > 1;
        string columns = report.Importance.Column.Count < report.Importance.ColumnCount ? $" of the {Show.Count(report.Importance.Column.Count)} most important columns" : "";
        string meaning = isOfClasses ? "" : $" A group is worse where more of its errors are large: above {Show.Number(findings.Error.LargeError!.Value)}, as those of a quarter of all rows at most are{(isMixed ? " (the errors of all targets together, 1 for as far off as always the mean)" : "")}.";
        page.Element("p", findings.Group.Count == 0 ? "There are no groups of five rows or more to compare."
            : $"Rows with the same value, or with numbers in the same quarter of all, against all other rows: {Show.Count(findings.Group.Count, "group")}{columns}.{meaning} "
                + (beyond == 0 ? "None of them is worse than the others beyond chance." : $"{(beyond == 1 ? "One of them is" : $"{Show.Count(beyond)} of them are")} worse than the others beyond chance.")).Line();
        if (worst.Length == 0)
        {
            return;
        }

        Table.Write(
            page,
            $"The worst {Show.Count(worst.Length, "group")}",
            ["Group", "Rows", .. isOfClasses ? (string[])["Wrong", "Wrong of the others"] : ["Mean error", "Mean error of the others", "Large errors"], "Worse beyond chance"],
            worst.Select(group => (string[])[
                $"{group.Column}: {Range(group)}", Show.Count(group.SampleCount),
                .. isOfClasses ? (string[])[Show.Percent(group.WrongShare), Show.Percent(group.OtherWrongShare)] : [Show.Number(group.Error), Show.Number(group.OtherError), Show.Percent(group.WrongShare)],
                group.IsWorse ? $"yes (p {P(group.AdjustedPValue)})" : "no"]));
    }

    private static string P(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Range(GroupError group) => Text(group.Lowest) is var lowest && Text(group.Highest) is var highest && lowest == highest ? lowest : $"{lowest} to {highest}";

    private static string Text(object? value) => ShortText.Of(Show.Value(value), LongestText);
}
