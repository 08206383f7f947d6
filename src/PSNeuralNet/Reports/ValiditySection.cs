using PSNeuralNet.Charts;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Conditions that would make the figures void: other ranges, drift, columns that are known too late, related rows, another use.</summary>
internal static class ValiditySection
{
    private const int MaximumColumns = 8, MaximumCategories = 5, MaximumDrifts = 8, LongestText = 40;

    public static void Write(Markup page, TrainingReport report)
    {
        string first = PlainText.Quoted(report.Importance.Column[0].Name);
        page.Element("h3", "Rows unlike those that it has learned from").Line();
        Ranges(page, report);
        page.Element("h3", "Changes").Line();
        page.Element("p", "What it has learned stays as it is; what is predicted does not. Once in a while, compare new rows with those of the training, best with known answers:").Line();
        SettingSection.Command(page, "Import-Csv new.csv | Test-NetworkDrift -Network network.json", "Command that compares");
        Drift(page, report);
        page.Element("h3", "Answers that were given away").Line();
        page.Element("p", $"Where a column is only known once the answer is, or is made from it, all figures here are too good. Ask that of the most important column first: {first}.").Line();
        page.Element("h3", "Related rows").Line();
        page.Element("p", $"Where several rows are of the same person, machine or day, {report.Rows.Source switch
        {
            null => "and some of them were learned from, the rows of this report were not new to it",
            ScoreSource.Training => "new rows of others will be predicted worse than these",
            _ => "and only some of them were set aside, these were not new to it",
        }} (Split-NetworkDataset -Group keeps them together).").Line();
        page.Element("h3", "Another use").Line();
        page.Element("p", report.Description is null ? "Its intended use was not stated. All figures are for rows like these, and for no others." : "All figures are for the intended use below, and for rows like these.").Line();
    }

    private static void Ranges(Markup page, TrainingReport report)
    {
        Dataset data = report.Result.Dataset;
        Dictionary<string, (FeatureColumn Column, int First)> columnOf = DataSummary.ColumnOf(data.Schema);
        string[] names = [.. report.Importance.Column.Select(column => column.Name).Where(columnOf.ContainsKey)];
        int shown = Math.Min(names.Length, MaximumColumns);
        page.Element("p", "Outside of these values its predictions are guesses. Get-NetworkPrediction warns of values farther outside than the whole range of the training; -Novelty marks every row that is outside.").Line();
        Table.Write(
            page,
            shown < report.Importance.ColumnCount ? $"Values of the {shown} most important columns in the training" : "Values of the columns in the training",
            ["Column", "Values"],
            names.Take(shown).Select(name => (string[])[name, Values(data, columnOf[name].Column, columnOf[name].First)]));
    }

    private static string Values(Dataset data, FeatureColumn column, int first)
    {
        if (column.IsText)
        {
            return "free text";
        }

        IReadOnlyList<string> categories = ColumnSummary.CategoriesOf(column);
        if (ColumnSummary.IsCategories(column.Kind))
        {
            string[] named = [.. categories.Select(text => text.Length == 0 ? "missing" : ShortText.Of(text, LongestText))];
            return PlainText.List(named, MaximumCategories, "and");
        }

        double[] numbers = [.. ColumnValues.Of(column, first, data).Where(double.IsFinite)];
        return numbers.Length == 0 ? "none" : $"{Show.Cell(column.Kind, numbers.Min())} to {Show.Cell(column.Kind, numbers.Max())}";
    }

    private static void Drift(Markup page, TrainingReport report)
    {
        if (report.Findings?.Drift is not { } drift)
        {
            return;
        }

        ColumnDrift[] drifted = [.. drift.Where(one => one.Drift)];
        if (drifted.Length == 0)
        {
            page.Element("p", "The rows of this report are like those of the training: in no column there is a change that is large (a stability index above 0.2) as well as beyond chance.").Line();
            return;
        }

        page.Element("p", $"The rows of this report are already unlike those of the training: Test-NetworkDrift finds drift in {Show.Count(drifted.Length, "column")}, predictions and their metrics included.").Line();
        Table.Write(
            page,
            drifted.Length > MaximumDrifts ? $"The first {MaximumDrifts} of {Show.Count(drifted.Length, "change")}" : "Changes since the training",
            ["Column", "What drifted", "Change", "Stability index"],
            drifted.Take(MaximumDrifts).Select(one => (string[])[one.Column, one.Reason, one.Change, Show.Metric(one.Psi)]));
    }
}
