using System.Runtime.InteropServices;

namespace PSNeuralNet.Data;

/// <summary>Detection of the number format of a column from all of its cells.</summary>
/// <param name="Format">The format in which all cells are numbers; null if there is none, or if it is ambiguous.</param>
/// <param name="Closest">The format in which most of the texts are numbers; null if none is one.</param>
/// <param name="Other">The second format, with other numbers, where <see cref="Closest"/> is not the only one; else null.</param>
internal sealed record NumberDetection(NumberFormat? Format, NumberFormat? Closest, NumberFormat? Other = null)
{
    // Most texts that are looked at for the closest format.
    private const int MaximumSample = 10_000;

    // In the order of preference: a format without group marks, where the cells have none.
    private static readonly NumberFormat[] Candidates =
    [
        new NumberFormat('.'), new NumberFormat('.', ','), new NumberFormat('.', ' '), new NumberFormat('.', '\''),
        new NumberFormat(','), new NumberFormat(',', '.'), new NumberFormat(',', ' '), new NumberFormat(',', '\''),
    ];

    /// <summary>True where the cells are numbers with a decimal point, and other ones with a decimal comma: 1,234.</summary>
    public bool IsAmbiguous => Other is not null;

    /// <summary>Finds the format of a column.</summary>
    /// <param name="texts">The distinct texts that are no invariant numbers, without missing cells.</param>
    /// <param name="plain">The distinct invariant numbers beside them, whose texts are their shortest ones.</param>
    /// <param name="written">The distinct texts of other invariant numbers: of 1.230, the number alone would not tell that it may be 1230.</param>
    /// <param name="culture">
    /// The culture that the user named, which decides where both decimal marks fit; null for none, and never that of the session. Given, it
    /// also decides for a column of invariant numbers: 1.234 is 1234 in de-DE.
    /// </param>
    /// <remarks>A format fits where it fits all texts and all plain numbers: groups have three digits, and there is one percent sign or currency in all cells or in none.</remarks>
    public static NumberDetection Detect(IReadOnlyList<string> texts, IReadOnlyList<double> plain, CultureInfo? culture = null, IReadOnlyList<string>? written = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(plain);
        if (texts.Count == 0 && culture is null)
        {
            return new NumberDetection(null, null);
        }

        string affix = "";
        foreach (string text in texts)
        {
            if (NumberPart.Split(text) is { IsNumber: true } part)
            {
                affix = part.Affix.ToString();
                break;
            }
        }

        List<NumberFormat> fitting = [.. Candidates.Select(candidate => candidate with { Affix = affix })];
        bool isName = true, isAddress = true, differs = false;
        for (int i = 0; i < texts.Count && fitting.Count > 0; i++)
        {
            differs |= Keep(fitting, texts[i], ref isName, ref isAddress);
        }

        for (int i = 0; i < plain.Count && fitting.Count > 0; i++)
        {
            fitting.RemoveAll(format => !format.TryReread(plain[i], out _));
        }

        for (int i = 0; i < written?.Count && fitting.Count > 0; i++)
        {
            fitting.RemoveAll(format => !format.TryParse(written[i], out _));
        }

        if (fitting.Count == 0 || (texts.Count > 0 && (isAddress || isName)))
        {
            return new NumberDetection(null, fitting.Count == 0 ? MostFitting(texts) : null);
        }

        NumberFormat? point = fitting.Find(format => format.DecimalMark == '.'), comma = fitting.Find(format => format.DecimalMark == ',');
        if (culture is not null)
        {
            NumberFormat wanted = Of(culture) with { Affix = affix };
            NumberFormat own = fitting.Contains(wanted) ? wanted : (wanted.DecimalMark == ',' ? comma ?? point : point ?? comma)!;
            return texts.Count == 0 && own.DecimalMark == '.' ? new NumberDetection(null, null) : new NumberDetection(own, own);
        }

        return point is not null && comma is not null && differs ? new NumberDetection(null, point, comma) : new NumberDetection(point ?? comma, point ?? comma);
    }

    /// <summary>Removes the formats that do not fit a text.</summary>
    /// <returns>True if those that fit do not agree about the number.</returns>
    private static bool Keep(List<NumberFormat> fitting, string text, ref bool isName, ref bool isAddress)
    {
        NumberPart part = NumberPart.Split(text);
        isName &= part.MayBeName;
        isAddress &= IsAddress(part);
        double? first = null;
        bool differs = false;
        for (int i = fitting.Count - 1; i >= 0; i--)
        {
            if (!part.IsNumber || !fitting[i].TryParse(part, out double number))
            {
                fitting.RemoveAt(i);
                continue;
            }

            differs |= first is { } other && other != number;
            first = number;
        }

        return differs;
    }

    /// <summary>True for an IP address whose numbers have three digits each: 192.168.100.200.</summary>
    private static bool IsAddress(in NumberPart part) =>
        part.IsNumber && part.Digits.Length is >= 13 and <= 15 && part.Affix.Length == 0 && part.Digits.Count('.') == 3 && !part.Digits.ContainsAnyExceptInRange('.', '9') && !part.Digits.Contains('/');

    /// <summary>The format, with any affix, that fits the most of the first texts.</summary>
    private static NumberFormat? MostFitting(IReadOnlyList<string> texts)
    {
        var counts = new Dictionary<NumberFormat, int>();
        for (int i = 0; i < Math.Min(texts.Count, MaximumSample); i++)
        {
            NumberPart part = NumberPart.Split(texts[i]);
            if (!part.IsNumber)
            {
                continue;
            }

            string affix = part.Affix.Length == 0 ? "" : part.Affix.ToString();
            foreach (NumberFormat candidate in Candidates)
            {
                NumberFormat format = affix.Length == 0 ? candidate : candidate with { Affix = affix };
                if (format.TryParse(part, out _))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, format, out _)++;
                }
            }
        }

        // The first of equals, in the order of the candidates.
        return counts.Count == 0 ? null : counts.OrderByDescending(pair => pair.Value).ThenBy(pair => Array.IndexOf(Candidates, pair.Key with { Affix = "" })).First().Key;
    }

    /// <summary>True for a culture whose decimal mark is the comma.</summary>
    public static bool HasDecimalComma(CultureInfo culture) => Of(culture).DecimalMark == ',';

    /// <summary>Marks of a culture.</summary>
    public static NumberFormat Of(CultureInfo culture)
    {
        NumberFormatInfo info = culture.NumberFormat;
        char mark = info.NumberDecimalSeparator == "," ? ',' : '.';
        char group = info.NumberGroupSeparator switch
        {
            "." when mark == ',' => '.',
            "," when mark == '.' => ',',
            "'" or "\u2019" => '\'',
            [var c] when char.IsWhiteSpace(c) => ' ',
            _ => '\0',
        };
        return new NumberFormat(mark, group);
    }
}
