namespace PSNeuralNet.Reports;

/// <summary>Shares of rows in plain words: "93 of 100".</summary>
internal static class PlainText
{
    private const int Usual = 100, Fine = 1000;

    /// <summary>
    /// The number of rows that shares are told of: all of up to 100 rows; else 100, but where a share other than 0 and 1 would be none or all of them, all of up to 1,000 rows, or 1,000.
    /// </summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="isWeighted">True where shares are by weight.</param>
    /// <param name="shares">The shares.</param>
    public static int RowsFor(int rows, bool isWeighted, params ReadOnlySpan<double> shares)
    {
        if (rows <= Usual && !isWeighted)
        {
            return rows;
        }

        foreach (double share in shares)
        {
            if (share is > 0 and < 1 && Math.Round(share * Usual) is 0 or Usual)
            {
                return rows <= Fine && !isWeighted ? rows : Fine;
            }
        }

        return Usual;
    }

    /// <summary>A share of a number of rows: "93"; "less than 1" and "more than 999" rather than a share that it is not.</summary>
    public static string Of(double share, int rows)
    {
        double count = Math.Round(share * rows);
        return count == 0 && share > 0 ? "less than 1" : count == rows && share < 1 ? $"more than {Show.Count(rows - 1)}" : Show.Count(count);
    }

    /// <summary>Names in a sentence: "setosa, versicolor and virginica"; of many the first ones, and the number of the others.</summary>
    public static string List(IReadOnlyList<string> names, int maximum, string last)
    {
        string[] shown = [.. names.Take(maximum).Select(name => ShortName(name))];
        return names.Count > maximum ? $"{string.Join(", ", shown)} {last} {Show.Count(names.Count - maximum)} more"
            : shown.Length == 1 ? shown[0]
            : $"{string.Join(", ", shown[..^1])} {last} {shown[^1]}";
    }

    /// <summary>A name in quotation marks, shortened.</summary>
    public static string Quoted(string name) => $"“{ShortName(name)}”";

    private static string ShortName(string name) => Charts.ShortText.Of(name, 40);
}
