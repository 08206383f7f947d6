using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Charts;

/// <summary>Permutation importance of columns.</summary>
/// <param name="Subtitle">The metric and the number of shuffles.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Column">The columns in descending order of importance, at most thirty.</param>
/// <param name="ColumnCount">The number of columns that were measured.</param>
internal sealed record ImportanceChart(string Subtitle, NetworkMetric Metric, IReadOnlyList<FeatureImportance> Column, int ColumnCount)
    : Chart(ChartKind.Importance, "Permutation importance", Subtitle)
{
    // As many names as can be read below each other.
    private const int MaximumColumns = 30;

    /// <summary>The axis of importances, from 0 or less, with room for the standard deviations.</summary>
    public ChartAxis Axis
    {
        get
        {
            double minimum = Math.Min(0, Column.Min(column => column.Importance - column.Deviation)), maximum = Math.Max(0, Column.Max(column => column.Importance + column.Deviation));
            return new ChartAxis($"{(Metric.IsHigherBetter() ? "Loss" : "Rise")} of {Metric} when shuffled", minimum, maximum > minimum ? maximum : minimum + 1);
        }
    }

    /// <summary>The chart of importances, in any order.</summary>
    /// <exception cref="NetworkException">There is none, or they are of different metrics or of the same column.</exception>
    public static ImportanceChart Of(IReadOnlyList<FeatureImportance> columns)
    {
        if (columns.Count == 0)
        {
            throw ChartErrors.ChartEmpty(ChartKind.Importance, "no column was measured. Give what Measure-NetworkFeature gave");
        }

        if (columns.Any(column => column.Metric != columns[0].Metric) || columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Any(group => group.Count() > 1))
        {
            throw ChartErrors.ChartImportanceMixed();
        }

        FeatureImportance[] shown = [.. columns.OrderByDescending(column => column.Importance).Take(MaximumColumns)];
        string part = shown.Length < columns.Count ? string.Create(CultureInfo.InvariantCulture, $"the first {shown.Length} of {columns.Count} columns, ") : "";
        int shuffles = columns[0].Value.Count;
        return new ImportanceChart(
            string.Create(CultureInfo.InvariantCulture, $"{part}{columns[0].Metric} {columns[0].Baseline:0.0000}, {shuffles} shuffle{(shuffles == 1 ? "" : "s")} a column"),
            columns[0].Metric,
            shown,
            columns.Count);
    }

    internal override void Draw(TextSheet sheet) => ImportanceText.Draw(sheet, this);
}
