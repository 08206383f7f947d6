namespace PSNeuralNet.Charts;

/// <summary>The values of the fixed columns of a decision boundary, as a text: "at Age=30.5, Kind=a".</summary>
internal static class FixedColumnsLabel
{
    private const int MaximumColumns = 6, MaximumLength = 20;

    /// <param name="chart">The chart.</param>
    /// <param name="ellipsis">The end of a shortened text.</param>
    /// <returns>The text; empty for no fixed column.</returns>
    public static string Of(BoundaryChart chart, string ellipsis = "…")
    {
        IEnumerable<string> columns = chart.Fixed.Take(MaximumColumns).Select(pair => $"{Short(pair.Key)}={Text(pair.Value)}");
        string more = chart.Fixed.Count > MaximumColumns ? string.Create(CultureInfo.InvariantCulture, $" and {chart.Fixed.Count - MaximumColumns} more") : "";
        return chart.Fixed.Count == 0 ? "" : $"at {string.Join(", ", columns)}{more}";

        string Text(object? value) =>
            value switch
            {
                null => "missing",
                bool flag => flag ? "true" : "false",
                DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                double number => number.ToString("G4", CultureInfo.InvariantCulture),
                _ => Short(Convert.ToString(value, CultureInfo.InvariantCulture)!),
            };

        string Short(string text) => TextWidth.Shorten(text, MaximumLength, ellipsis);
    }
}
