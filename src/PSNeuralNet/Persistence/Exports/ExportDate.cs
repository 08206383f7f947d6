using System.Text.RegularExpressions;
using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>Dates of a column in source code: order of the numbers, format strings, and letters of the parts.</summary>
internal static class ExportDate
{
    /// <summary>True for a column of before version 4 of the file.</summary>
    public static bool IsOld(DateEncoding? date) => ReferenceEquals(date, DateEncoding.AsWritten);

    /// <summary>The order of the numbers, between slashes and between points: "M/d d.M"; "" where format strings are given.</summary>
    public static string Order(DateFormat format) =>
        format.Exact.Count > 0 ? "" : $"{(format.Order == DateOrder.DayFirst ? "d/M" : "M/d")} {(format.PointOrder == DateOrder.MonthFirst ? "M.d" : "d.M")}";

    /// <summary>Parts of a format string beside the day: "t" for a time of day, "to" for one with an offset.</summary>
    public static string Parts(string format) =>
        new DateFormatString(format) switch
        {
            { HasTime: var hasTime, HasOffset: true } => hasTime ? "to" : "o",
            { HasTime: true } => "t",
            _ => "",
        };

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
