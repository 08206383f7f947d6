namespace PSNeuralNet.Data;

/// <summary>Hints about dates, times and booleans that are not read as such.</summary>
internal static class TimeHint
{
    // Texts of ids, paths and the like are known by the first ones.
    private const int Sample = 100;
    private const int LongestText = 40;

    private const int LeastRows = 10;
    private const int FirstYear = 1900, LastYear = 2100;

    // Formats that are not found by themselves.
    private static readonly string[] Formats =
        ["yyyy-MM", "yyyy/MM", "MM/yyyy", "MM-yyyy", "MMM yyyy", "MMM-yyyy", "MMM yy", "MMM-yy", "MMMM yyyy", "yyyy MMM", "yyyy-MMM", "d-M-yy", "M-d-yy"];

    private static readonly (string Format, double Unit)[] NumberFormats = [("yyyyMMdd", 1), ("yyyyMMddHHmmss", 1e6)];

    /// <summary>Reason why texts are none of the three, if most of the cells of a column would be; null if they are not.</summary>
    /// <param name="counts">The number of cells of each text, in the order of their first rows.</param>
    public static string? Of(IReadOnlyDictionary<string, int> counts)
    {
        (string Text, int Count, string? Reason)[] cells = [.. counts.Take(Sample).Select(cell => (cell.Key, cell.Value, Reason(cell.Key)))];
        (string First, string Text, int Count)[] known = [.. cells.Where(cell => cell.Reason is not null).GroupBy(cell => cell.Reason!).Select(group => (group.Key, group.First().Text, group.Sum(cell => cell.Count)))];
        if (known.Length == 0 || 2 * known.Sum(cell => cell.Count) < cells.Sum(cell => cell.Count))
        {
            return null;
        }

        (string reason, string text, _) = known.MaxBy(cell => cell.Count);
        string? odd = cells.Where(cell => cell.Reason is null).Select(cell => cell.Text).FirstOrDefault();
        return string.Format(CultureInfo.InvariantCulture, reason, text) + (odd is null ? "" : $", but not '{odd}'");
    }

    /// <summary>Warning about numbers that all are dates from 1900 to 2100 in a format such as yyyyMMdd, with an example; null for others.</summary>
    /// <param name="numbers">The numbers, NaN for missing ones.</param>
    public static string? OfNumbers(IEnumerable<double> numbers)
    {
        DateFormat? format = null;
        string? first = null;
        int count = 0;
        foreach (double number in numbers)
        {
            if (double.IsNaN(number))
            {
                continue;
            }

            if (format is null)
            {
                string? found = NumberFormats.Where(entry => number >= FirstYear * 1e4 * entry.Unit && number < (LastYear + 1) * 1e4 * entry.Unit).Select(entry => entry.Format).FirstOrDefault();
                if (found is null)
                {
                    return null;
                }

                format = DateFormat.Of([found]);
            }

            if (!format.TryParse(number, out DateCell cell) || new DateTime(cell.Wall).Year is < FirstYear or > LastYear)
            {
                return null;
            }

            first ??= string.Create(CultureInfo.InvariantCulture, $"{number:F0} is {new DateTime(cell.Wall):yyyy-MM-dd} with -DateFormat {format}");
            count++;
        }

        return count >= LeastRows ? first : null;
    }

    /// <summary>Class of a text, as a clause with a place for an example; null for none.</summary>
    private static string? Reason(string text)
    {
        if (text.Length > LongestText)
        {
            return null;
        }

        if (bool.TryParse(text, out _))
        {
            return "booleans such as '{0}'";
        }

        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return null;
        }

        if (DateDetection.IsDate(text) || DateDetection.IsDate(text, isLoose: true))
        {
            return "dates such as '{0}'";
        }

        if (CellTime.TryDuration(text.AsSpan(), out _))
        {
            return "times such as '{0}'";
        }

        if (ClockText.TryRead(text, out _))
        {
            return "times such as '{0}', which are read without an offset, as 14:30:00";
        }

        if (Array.Find(Formats, format => DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) is { } own)
        {
            return $"dates such as '{{0}}', which -DateFormat '{own}' reads";
        }

        int end = text.LastIndexOf(' ');
        return end > 0 && DateDetection.IsDate(text.AsSpan(0, end)) ? "dates such as '{0}', whose end is read as an offset only, such as -05:00" : null;
    }
}
