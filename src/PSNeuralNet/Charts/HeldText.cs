using System.Globalization;

namespace PSNeuralNet.Charts;

/// <summary>Says at what the other columns of a decision boundary are held: "at Age=30.5, Kind=a".</summary>
internal static class HeldText
{
    private const int MostColumns = 6, LongestText = 20;

    /// <param name="chart">The chart.</param>
    /// <param name="ellipsis">What stands for the rest of a long text.</param>
    /// <returns>The text; empty where no column is held.</returns>
    public static string Of(BoundaryChart chart, string ellipsis = "…")
    {
        IEnumerable<string> columns = chart.Held.Take(MostColumns).Select(pair => $"{Short(pair.Key)}={Text(pair.Value)}");
        string more = chart.Held.Count > MostColumns ? string.Create(CultureInfo.InvariantCulture, $" and {chart.Held.Count - MostColumns} more") : "";
        return chart.Held.Count == 0 ? "" : $"at {string.Join(", ", columns)}{more}";

        string Text(object? value)
        {
            return value switch
            {
                null => "missing",
                bool flag => flag ? "true" : "false",
                DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                double number => number.ToString("G4", CultureInfo.InvariantCulture),
                _ => Short(Convert.ToString(value, CultureInfo.InvariantCulture)!),
            };
        }

        string Short(string text)
        {
            return TextWidth.Shorten(text, LongestText, ellipsis);
        }
    }
}
