using System.Collections.Frozen;

namespace PSNeuralNet.Data;

/// <summary>Parts of a number's text: sign, digits with marks, and the percent sign, currency or unit.</summary>
internal readonly ref struct NumberPart
{
    /// <summary>Affix of all units of bytes.</summary>
    public const string Bytes = "bytes";

    private const string Percent = "%";

    private const int LongestUnit = 12;

    private static readonly string[] NoUnits = ["e", "st", "nd", "rd", "th", "am", "pm", "a.m", "p.m"];

    // Texts with the most common currency codes and signs of more than one character; signs of one are known by their Unicode category.
    private static readonly FrozenSet<string> Currencies = FrozenSet.ToFrozenSet(
        [
            "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JPY",
            "KRW", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
            "A$", "AU$", "C$", "CA$", "HK$", "NZ$", "R$", "S$", "US$", "kr", "kr.", "Kč", "zł", "Ft", "Fr.", "SFr.", "Rs", "Rs.", "RM",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CurrencyOf = Currencies.GetAlternateLookup<ReadOnlySpan<char>>();

    private NumberPart(ReadOnlySpan<char> digits, ReadOnlySpan<char> affix, double scale, bool isNegative)
    {
        Digits = digits;
        Affix = affix;
        Scale = scale;
        IsNegative = isNegative;
        IsNumber = true;
    }

    /// <summary>False for a text that is a number in no format.</summary>
    public bool IsNumber { get; }

    /// <summary>Digits with their marks, from the first one to the last.</summary>
    public ReadOnlySpan<char> Digits { get; }

    /// <summary>The percent sign, the currency or unit as written, "bytes" for all units of bytes, or none.</summary>
    public ReadOnlySpan<char> Affix { get; }

    /// <summary>Factor of the unit: 1024 for KB; else 1.</summary>
    public double Scale { get; }

    /// <summary>True for a number below 0.</summary>
    public bool IsNegative { get; }

    /// <summary>True for digits with a B right behind them, which is as often a name (12B) as a size, and for a digit with a minus behind it: a grade (1-).</summary>
    public bool MayBeName { get; private init; }

    /// <summary>True for a percent sign, a currency, a unit, or "bytes".</summary>
    public static bool IsAffix(ReadOnlySpan<char> text) => text.SequenceEqual(Bytes) || text.SequenceEqual(Percent) || IsCurrency(text) || IsUnit(text);

    /// <summary>
    /// True for a unit that can stand behind a number, such as kg, °C, km/h or m²: up to 12 letters and signs, without digits and spaces; but not
    /// for an exponent without digits, the endings of ordinal numbers, and AM and PM.
    /// </summary>
    public static bool IsUnit(ReadOnlySpan<char> text)
    {
        const string Signs = "°µ\"'′″‰";
        if (text.Length is 0 or > LongestUnit || IsNoUnit(text) || !(char.IsLetter(text[0]) || Signs.Contains(text[0])))
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsLetter(c) && !Signs.Contains(c) && !"/²³·.".Contains(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Parts of an invariant number, in its shortest form.</summary>
    public static NumberPart Invariant(double number) =>
        new NumberPart(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture), "", 1, number < 0);

    /// <summary>Splits a text.</summary>
    public static NumberPart Split(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> head = text.Trim();
        int first = head.IndexOfAnyInRange('0', '9'), last = head.LastIndexOfAnyInRange('0', '9');
        if (first < 0)
        {
            return default;
        }

        // A decimal mark may be the first: .5, but not the point of Fr.
        first -= first > 0 && head[first - 1] is '.' or ',' && (first == 1 || !char.IsLetter(head[first - 2])) ? 1 : 0;
        ReadOnlySpan<char> digits = head[first..(last + 1)], tail = head[(last + 1)..].TrimStart();
        bool isSpaced = tail.Length < head.Length - last - 1;
        head = head[..first].TrimEnd();
        int signs = 0;
        bool isNegative = false, mayBeGrade = false;
        if (head.Length + tail.Length > 0)
        {
            head = TakeSign(head, ref signs, ref isNegative);
            int before = signs;
            tail = TakeSign(tail, ref signs, ref isNegative);

            // 50+ is no number, and 1- as often a grade as one.
            if (signs > before && !isNegative)
            {
                return default;
            }

            mayBeGrade = signs > before && digits.Length == 1;
            if (signs == 0 && head.Length > 0 && tail.Length > 0)
            {
                isNegative = TakeParentheses(ref head, ref tail);
            }
        }

        if (signs > 1 || (head.Length > 0 && tail.Length > 0))
        {
            return default;
        }

        ReadOnlySpan<char> affix = head.Length > 0 ? head : tail;
        if (affix.Length == 0 || affix.SequenceEqual(Percent) || IsCurrency(affix))
        {
            return new NumberPart(digits, affix, 1, isNegative) { MayBeName = mayBeGrade };
        }

        double scale = head.Length > 0 ? 0 : UnitOf(tail);
        return scale == 0 ? head.Length == 0 && IsUnit(tail) && !IsCode(digits) ? new NumberPart(digits, tail, 1, isNegative) : default : new NumberPart(digits, Bytes, scale, isNegative) { MayBeName = scale == 1 && tail.Length == 1 && !isSpaced };
    }

    private static bool IsNoUnit(ReadOnlySpan<char> text)
    {
        foreach (string other in NoUnits)
        {
            if (text.TrimEnd('.').Equals(other, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for digits with leading zeros, as codes have: 007a.</summary>
    private static bool IsCode(ReadOnlySpan<char> digits) => digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]);

    /// <summary>Takes a sign off the start or the end.</summary>
    private static ReadOnlySpan<char> TakeSign(ReadOnlySpan<char> text, scoped ref int signs, scoped ref bool isNegative)
    {
        const string Minus = "-\u2212\u2013";
        while (text.Length > 0)
        {
            char first = text[0], last = text[^1];
            bool isFirst = first == '+' || Minus.Contains(first), isLast = last == '+' || Minus.Contains(last);
            if (!isFirst && !isLast)
            {
                break;
            }

            signs++;
            isNegative = (isFirst ? first : last) != '+';
            text = (isFirst ? text[1..] : text[..^1]).Trim();
        }

        return text;
    }

    /// <summary>Takes parentheses off that stand around the digits, or around the whole number.</summary>
    private static bool TakeParentheses(ref ReadOnlySpan<char> head, ref ReadOnlySpan<char> tail)
    {
        int open = head[0] == '(' ? 0 : head[^1] == '(' ? head.Length - 1 : -1, close = tail[^1] == ')' ? tail.Length - 1 : tail[0] == ')' ? 0 : -1;
        if (open < 0 || close < 0)
        {
            return false;
        }

        head = (open == 0 ? head[1..] : head[..^1]).Trim();
        tail = (close == 0 ? tail[1..] : tail[..^1]).Trim();
        return true;
    }

    public static bool IsCurrency(ReadOnlySpan<char> text) =>
        text.Length == 1 ? char.GetUnicodeCategory(text[0]) == UnicodeCategory.CurrencySymbol : text.Length <= 4 && CurrencyOf.Contains(text);

    /// <summary>Number of bytes of a unit such as B, KB or KiB, in upper or lower case; 0 for another text.</summary>
    private static double UnitOf(ReadOnlySpan<char> text)
    {
        if (text.Length == 1)
        {
            return text[0] == 'B' ? 1 : 0;
        }

        if (text.Equals(Bytes, StringComparison.OrdinalIgnoreCase) || text.Equals("byte", StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        int power = "KMGTPE".IndexOf(char.ToUpperInvariant(text[0]));
        bool isUnit = power >= 0 && text[^1] is 'B' or 'b' && (text.Length == 2 || (text.Length == 3 && text[1] is 'i' or 'I'));
        return isUnit ? Math.ScaleB(1, 10 * (power + 1)) : 0;
    }
}
