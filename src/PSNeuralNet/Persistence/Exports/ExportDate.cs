using System.Text.RegularExpressions;
using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>Dates of a column in source code: order of the numbers, format strings, and letters of the parts.</summary>
internal static class ExportDate
{
    /// <summary>True for a column of before version 4 of the file.</summary>
    public static bool IsOld(DateEncoding? date) => ReferenceEquals(date, DateEncoding.AsWritten);

    /// <summary>
    /// The order of the numbers, between slashes and between points: "M/d d.M", and "M/d d.M.y" where 2.7.24 is a date, too. With format strings "yyyy-M-d" where
    /// cells with the year first are dates beside them, else "".
    /// </summary>
    public static string Order(DateFormat format)
    {
        if (format.IsExact)
        {
            return format.Exact.Any(text => new DateFormatString(text).IsYearDayMonth) ? "" : "yyyy-M-d";
        }

        string order = format.Order switch { DateOrder.DayFirst => "d/M", DateOrder.ShortYearFirst => "yy/M", _ => "M/d" };
        string pointOrder = format.PointOrder switch { DateOrder.MonthFirst => "M.d", DateOrder.ShortYearFirst => "yy.M", _ => "d.M" };
        return $"{order} {pointOrder}{(HasLoose(format) ? ".y" : "")}";
    }

    /// <summary>True for a format in which 2.7.24 is a date.</summary>
    public static bool HasLoose(DateFormat format) => !format.IsExact && format.PointOrder != DateOrder.YearFirst;

    /// <summary>True for a format with the year first, of two digits.</summary>
    public static bool HasShortYear(DateFormat format) => format.Order == DateOrder.ShortYearFirst || format.PointOrder == DateOrder.ShortYearFirst;

    /// <summary>True for a format in which numbers are dates, such as yyyyMMdd.</summary>
    public static bool HasNumber(DateFormat format) => format.Exact.Any(text => new DateFormatString(text).WholeDigits > 0);

    /// <summary>Parts of a format string beside the day: "t" for a time of day, "to" for one with an offset; then <see cref="Digits"/>.</summary>
    public static string Parts(string format)
    {
        var parts = new DateFormatString(format);
        return $"{(parts.HasTime ? "t" : "")}{(parts.HasOffset ? "o" : "")}{Digits(format)}";
    }

    /// <summary>Digits of a format string whose texts are numbers, 9 in front of the point where a number has them all: 99999999 for yyyyMMdd, 00.0000 for MM.yyyy; else "".</summary>
    public static string Digits(string format)
    {
        var digits = new DateFormatString(format);
        string whole = new(format.StartsWith("yyyy", StringComparison.Ordinal) ? '9' : '0', digits.WholeDigits);
        return digits.Decimals == 0 ? whole : $"{whole}.{new string('0', digits.Decimals)}";
    }

    /// <summary>Letters of the parts in the order of their features: y, m, d, w, h.</summary>
    public static string Letters(DatePart part) =>
        string.Concat(new[] { (DatePart.Year, 'y'), (DatePart.Month, 'm'), (DatePart.Day, 'd'), (DatePart.Weekday, 'w'), (DatePart.Hour, 'h') }
            .Where(entry => part.HasFlag(entry.Item1)).Select(entry => entry.Item2));

    /// <summary>
    /// Regular expression of a .NET format string, for languages that have none: groups y, m, d, w (weekday), h, i (minute), c (second), f (fraction of
    /// a second) and p (AM or PM).
    /// </summary>
    /// <returns>Null for a format string with other parts: offsets, eras, hours up to 12 without AM and PM, standard formats.</returns>
    public static string? Pattern(string format)
    {
        var pattern = new StringBuilder("^");
        var groups = new HashSet<char>();
        bool isTwelve = false, isKnown = format.Length > 1;
        foreach (Match match in Token().Matches(format))
        {
            string token = match.Value;
            (string part, char group) = token switch
            {
                "yyyy" => ("(?<y>[0-9]{4})", 'y'),
                "yy" => ("(?<y>[0-9]{2})", 'y'),
                "MMM" => ("(?<m>[A-Za-z]{3})", 'm'),
                "MMMM" => ("(?<m>(?![Ss][Ee][Pp][Tt](?![A-Za-z]))[A-Za-z]{4,9}|[Mm][Aa][Yy])", 'm'),
                "ddd" => ("(?<w>[A-Za-z]{3})", 'w'),
                "dddd" => ("(?<w>[A-Za-z]{6,9})", 'w'),
                "tt" => ("(?<p>[AaPp])[Mm]", 'p'),
                "M" or "MM" => Number('m', token.Length),
                "d" or "dd" => Number('d', token.Length),
                "h" or "hh" or "H" or "HH" => Number('h', token.Length),
                "m" or "mm" => Number('i', token.Length),
                "s" or "ss" => Number('c', token.Length),
                ['f', ..] => ($"(?<f>[0-9]{{{token.Length}}})", 'f'),
                ['.', 'F', ..] => ($@"(?:[.](?<f>[0-9]{{0,{token.Length - 1}}}))?", 'f'),
                ['\'' or '"', .., var end] when end == token[0] && token.Length > 1 && !token.Contains('\\', StringComparison.Ordinal) => (Literal(token[1..^1]), '\0'),
                ['\\', var escaped] => (Literal(escaped.ToString()), '\0'),
                [var one] when one is 'T' || (!char.IsAsciiLetter(one) && one is not ('%' or '\'' or '"' or '\\')) => (Literal(token), '\0'),
                _ => ("", '?'),
            };
            isTwelve |= token[0] == 'h';
            isKnown &= group != '?' && (group == '\0' || groups.Add(group));
            pattern.Append(part);
        }

        return isKnown && isTwelve == groups.Contains('p') ? pattern.Append('$').ToString() : null;
    }

    private static (string, char) Number(char group, int length) => ($"(?<{group}>[0-9]{{2}}{(length == 1 ? "|[0-9](?![0-9])" : "")})", group);

    private static string Literal(string text) => Regex.Replace(text, @"[$.()*+?\[\]\\^{}|/]", @"\$0");

    // Repeated letters, quoted text, an escaped character, a point before an optional fraction, or one character.
    private static Regex Token() => new Regex("""([A-Za-z])\1*|'[^']*'|"[^"]*"|\\.|\.F+|.""", RegexOptions.Singleline | RegexOptions.CultureInvariant);
}
