using System.Globalization;
using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Charts;

/// <summary>What each column is worth to a network.</summary>
/// <param name="Subtitle">What was measured, and how often.</param>
/// <param name="Metric">What was measured by.</param>
/// <param name="Column">The columns, the most important one first; the first thirty where there are more.</param>
/// <param name="ColumnCount">How many columns were measured.</param>
public sealed record ImportanceChart(string Subtitle, ImportanceMetric Metric, IReadOnlyList<FeatureImportance> Column, int ColumnCount)
    : Chart("Permutation importance", Subtitle)
{
    // As many names as can be read below each other.
    private const int MostColumns = 30;

    /// <inheritdoc/>
    public override ChartKind Kind => ChartKind.Importance;

    /// <summary>The chart of what Measure-NetworkFeature gave.</summary>
    /// <param name="columns">The columns, in any order: at least one.</param>
    /// <exception cref="NetworkException">There is none, or they were measured by different metrics.</exception>
    public static ImportanceChart Of(IReadOnlyList<FeatureImportance> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
        {
            throw ChartErrors.ChartEmpty(ChartKind.Importance, "no column was measured. Give what Measure-NetworkFeature gave");
        }

        if (columns.Any(column => column.Metric != columns[0].Metric) || columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Any(group => group.Count() > 1))
        {
            throw ChartErrors.ChartImportanceMixed();
        }

        FeatureImportance[] shown = [.. columns.OrderByDescending(column => column.Importance).Take(MostColumns)];
        string part = shown.Length < columns.Count ? string.Create(CultureInfo.InvariantCulture, $"the first {shown.Length} of {columns.Count} columns, ") : "";
        int shuffles = columns[0].Value.Count;
        return new ImportanceChart(
            string.Create(CultureInfo.InvariantCulture, $"{part}{columns[0].Metric} {columns[0].Baseline:0.0000}, {shuffles} shuffle{(shuffles == 1 ? "" : "s")} a column"),
            columns[0].Metric,
            shown,
            columns.Count);
    }
}
