using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>Dates of a column in source code: format strings, zone, and letters of the parts.</summary>
internal static class ExportDate
{
    // Times after a day of -DateFormat.
    private static readonly string[] Times = ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFF", "THH:mm:ssK", " h:mm:ss tt"];

    /// <summary>.NET format strings: ISO 8601, then the column's own, or those with its order of day and month.</summary>
    public static IEnumerable<string> Formats(DateEncoding date)
    {
        if (ReferenceEquals(date, DateEncoding.AsWritten))
        {
            return CellTime.DateFormats;
        }

        // Days and hours of one digit, too.
        IEnumerable<string> known = CellTime.DateFormats.Select(format => format.Replace("MM-dd", "M-d", StringComparison.Ordinal).Replace("HH", "H", StringComparison.Ordinal));
        if (date.Format.Exact.Count > 0)
        {
            IEnumerable<string> own = date.Format.Exact.SelectMany(format => format.Length == 1 || format.Contains(':', StringComparison.Ordinal) ? [format] : Times.Select(time => format + time));
            return own.Concat(known.Where(IsYearFirst));
        }

        bool isDayFirst = date.Format.Order == DateOrder.DayFirst, isMonthFirstWithPoints = date.Format.PointOrder == DateOrder.MonthFirst;
        return known.Select(format =>
            IsYearFirst(format) ? format
                : isDayFirst && format.StartsWith("M/d", StringComparison.Ordinal) ? $"d/M{format[3..]}"
                : isMonthFirstWithPoints && format.StartsWith("d.M", StringComparison.Ordinal) ? $"M.d{format[3..]}"
                : format);

        static bool IsYearFirst(string format) => format[0] == 'y';
    }

    /// <summary>Letters of the parts in the order of their features: y, m, d, w, h.</summary>
    public static string Letters(DatePart part) =>
        string.Concat(new[] { (DatePart.Year, 'y'), (DatePart.Month, 'm'), (DatePart.Day, 'd'), (DatePart.Weekday, 'w'), (DatePart.Hour, 'h') }
            .Where(entry => part.HasFlag(entry.Item1)).Select(entry => entry.Item2));
}
