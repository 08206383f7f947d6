using System.Text.RegularExpressions;
using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>
/// Regular expressions of the cells that exported code reads: numbers of a <see cref="NumberFormat"/>, and dates as <see cref="DateText"/> reads
/// them. They mean the same in .NET and in JavaScript: no classes that depend on the language, no flags. Those of dates expect a space
/// for each character that is white space.
/// </summary>
internal static class ExportPattern
{
    /// <summary>White space of .NET, as a class of characters.</summary>
    public const string WhiteSpace = @"[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";

    /// <summary>A first word and the rest of a date: Tue, 2 Jul 2024.</summary>
    public const string FirstWord = @"^(?<w>[A-Za-z]+)\.?,? *(?<r>[\s\S]*)$";

    private const string Separator = @"(?:[-/]|\. *| +)";
    private const string Ordinal = "(?:(?:st|nd|rd|th|ST|ND|RD|TH)(?![A-Za-z]))?";
    private const string Year = "(?<y>[0-9]{4}|[0-9]{2}(?![0-9]))";
    private const string MonthInFront = $@"^(?<m>[A-Za-z]+)(?:\.{Separator}|[-/]| +)(?<d>[0-9]{{1,2}}){Ordinal}(?:,{Separator}?|{Separator})";
    private const string Rest = @"(?<r>[\s\S]*)$";
    private const string Sign = @"[-+\u2212\u2013]";
    private const string Minus = @"[-\u2212\u2013]";
    private const string Exponent = "(?:[eE][+-]?[0-9]{1,3})?";

    /// <summary>
    /// Year, month, day and the rest of a date, with the separators s and t: 2024-07-02; 7/2/2024, where m is the first number; 2 Jul 2024; Jul 2, 2024; and
    /// Jul 2 14:00:00 2024.
    /// </summary>
    public static IReadOnlyList<string> Date { get; } =
    [
        $"^(?<y>[0-9]{{4}})(?<s>{Separator})(?<m>[0-9]{{1,2}}|[A-Za-z]+)(?<t>{Separator})(?<d>[0-9]{{1,2}}){Rest}",
        $"^(?<m>[0-9]{{1,2}}){Ordinal}(?<s>{Separator})(?<d>[0-9]{{1,2}})(?<t>{Separator}){Year}{Rest}",
        $@"^(?<d>[0-9]{{1,2}}){Ordinal}(?<s>{Separator})?(?<m>[A-Za-z]+)\.?,?(?<t>{Separator})?{Year}{Rest}",
        $"{MonthInFront}(?![0-9]{{1,2}}:){Year}{Rest}",
        $"{MonthInFront}(?<r>[0-9]{{1,2}}:[^(]*?) +(?<y>[0-9]{{4}})$",
    ];

    /// <summary>The rest of a date: time of day x (hour, minute, second, fraction and half), and the offset by name (z) or in hours (o) with a sign (g).</summary>
    public static string Clock { get; } =
        @"^(?<x>(?:[Tt:]|, *| +)(?<h>[0-9]{1,2})(?::(?<i>[0-9]{2})(?::(?<c>[0-9]{2})(?:[.,](?<f>[0-9]{1,9}))?)?)?(?: *(?<p>[AaPp])\.?[Mm]\.?)?)?"
        + @"(?: *(?:(?<z>[Zz]|GMT|UTC)|(?:(?:GMT|UTC)(?=[-+])|(?=[-+\u2212][0-9:]*$))(?<g>[-+\u2212])(?<o>[0-9]{4}|[0-9]{1,2}(?::[0-9]{2})?)(?: +\([\s\S]*\))?))?$";

    /// <summary>A trimmed time of day with AM or PM: hour, minute, second, fraction and half.</summary>
    public static string HalfDay { get; } = $@"^(?<h>[0-9]{{1,2}})(?::(?<i>[0-9]{{2}})(?::(?<c>[0-9]{{2}})(?:[.,](?<f>[0-9]{{1,9}}))?)?)?{WhiteSpace}*(?<p>[AaPp])\.?[Mm]\.?$";

    /// <summary>A trimmed number of a format: what stands before the digits (a), the digits (n), and what stands after them (b).</summary>
    public static string Digits(NumberFormat format)
    {
        string mark = $"[{format.DecimalMark}]";
        string group = format.GroupMark switch
        {
            '\0' => "",
            ' ' => @"[ \u00A0\u2009\u202F]",
            '\'' => @"['\u2019]",
            _ => $"[{format.GroupMark}]",
        };

        // A mark that an affix ends with, as in Fr.5, is not that of the number.
        string affix = format.Affix.TrimEnd('.');
        string noLetter = affix.Length > 0 && format.Affix != NumberPart.Bytes && char.IsLetter(affix[^1]) ? $"(?<!{affix[^1]})" : "";
        string whole = group.Length == 0 ? "[0-9]+" : $"(?:[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+(?![0-9])|[0-9]+)";
        string noCode = format.HasUnit ? "(?!0[0-9])" : "";
        return $"^(?<a>[^0-9]*?)(?<n>{noCode}(?:{whole}(?:{mark}(?:[0-9]+|(?=[eE])))?|{noLetter}{mark}[0-9]+){Exponent})(?<b>[^0-9]*)$";
    }

    /// <summary>Pattern of the text around the digits of a number, with 0 in their place and spaces for white space: one sign or parentheses, and the affix.</summary>
    public static string Around(NumberFormat format)
    {
        const string Unit = "(?:B|[Bb][Yy][Tt][Ee][Ss]?|[KkMmGgTtPpEe][Ii]?[Bb])";
        string plain = $@"{Sign} *0|0 *{Minus}|\( *0 *\)";
        if (format.Affix.Length == 0)
        {
            return $"^(?:0|{plain})$";
        }

        // Units stand behind the number, percent signs and currencies on either side.
        bool isBytes = format.Affix == NumberPart.Bytes, isBehind = isBytes || format.HasUnit;
        string affix = isBytes ? Unit : Escape(format.Affix);
        string both = isBehind ? $"0 *{affix}" : $"(?:{affix} *0|0 *{affix})";
        string inside = isBehind ? "" : $@"|{affix} *{Sign} *0|{affix} *\( *0 *\)";
        return $@"^(?:{both}|{Sign} *{both}|{both} *{Minus}|\( *{both} *\){inside}|0 *{Minus} *{affix}|\( *0 *\) *{affix}{(isBytes ? $"|0|{plain}" : "")})$";
    }

    private static string Escape(string text) => Regex.Replace(text, @"[$.()*+?\[\]\\^{}|/]", @"\$0").Replace("\"", @"\u0022", StringComparison.Ordinal);
}
