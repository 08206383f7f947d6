using PSNeuralNet.Charts;
using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Reports;

/// <summary>Permutation importance as a table with bars.</summary>
internal static class ImportanceSection
{
    public static void Write(Markup page, TrainingReport report)
    {
        ImportanceChart chart = report.Importance;
        string name = report.Metrics.Metrics.First(one => one.Property == chart.Metric.ToString()).Title;
        name = char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
        int shuffles = chart.Column[0].Value.Count;
        string part = report.ImportanceSampleCount < report.Measured.SampleCount ? $", on an even selection of {Show.Count(report.ImportanceSampleCount)} of {Show.Count(report.Measured.SampleCount, "sample")}" : "";
        page.Element("p", $"How much worse the {name} ({Show.Metric(chart.Column[0].Baseline)}) gets when the cells of a column are shuffled: the mean of {Show.Count(shuffles, "shuffle")}, ± their standard deviation{part}.{(report.Rows.IsOther ? "" : " It is measured on the data that it was trained on.")}");
        double maximum = Math.Max(chart.Column.Max(column => Math.Abs(column.Importance)), double.Epsilon);
        Table.Begin(page, chart.Column.Count < chart.ColumnCount ? $"The first {chart.Column.Count} of {Show.Count(chart.ColumnCount)} columns" : "Permutation importance", ["Column", "Importance"]);
        foreach (FeatureImportance column in chart.Column)
        {
            page.Open("tr").Element("th", column.Name, ("scope", "row"));
            Table.Bar(page, $"{Show.Metric(column.Importance)} ± {Show.Metric(column.Deviation)}", column.Importance, maximum);
            page.Close().Line();
        }

        Table.End(page);
    }
}
