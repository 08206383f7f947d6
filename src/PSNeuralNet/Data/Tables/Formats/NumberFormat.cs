namespace PSNeuralNet.Data;

/// <summary>
/// Number format of a column whose numbers are not all written as 1234.5: decimal mark, group mark, and a percent sign, currency or unit.
/// Immutable.
/// </summary>
/// <remarks>
/// In each format the sign may be a hyphen or U+2212, in front or behind (15-), or parentheses: (5) is -5. Percentages are the number as
/// written: 12 % is 12. Sizes are numbers of bytes: 5 GB is 5 * 1024^3, as in PowerShell. Any other unit is the same in all cells: 5 kg is 5.
/// </remarks>
/// <param name="DecimalMark">The point or the comma.</param>
/// <param name="GroupMark">
/// Mark between groups of three digits: a point, a comma, a space (any of U+0020, U+00A0, U+2009, U+202F), an apostrophe (U+0027 or U+2019);
/// the character 0 for none.
/// </param>
/// <param name="Affix">The percent sign, the currency or unit as written, "bytes", or "".</param>
internal sealed record NumberFormat(char DecimalMark, char GroupMark = '\0', string Affix = "")
{
    // Any longer text is no number that someone wrote.
    private const int LongestText = 64;

    // An ungrouped and a grouped example number, without their marks.
    private const string Group = "234", Fraction = "5";

    /// <summary>Parses a cell.</summary>
    /// <param name="text">The cell's text; a number such as 1234.5 is read in this format alone, and may be none.</param>
    /// <param name="number">The number; finite.</param>
    public bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        NumberPart part = NumberPart.Split(text);
        number = 0;
        return part.IsNumber && TryParse(part, out number);
    }

    /// <summary>Reads a cell anew that was read as an invariant number, before the column's format was known.</summary>
    /// <param name="invariant">The number that it had as an invariant one: 1.234 for the text 1.234.</param>
    /// <param name="number">The number in this format: 1234 if points are group marks.</param>
    /// <returns>False if the cell is no number in this format; also if its text was one for which <see cref="LosesGroup"/> is true.</returns>
    public bool TryReread(double invariant, out double number)
    {
        number = invariant;
        return (Affix.Length == 0 && (DecimalMark == '.' || invariant == Math.Truncate(invariant))) || TryParse(NumberPart.Invariant(invariant), out number);
    }

    /// <summary>True for an invariant number that <see cref="TryReread"/> cannot read: 1.230 would be 1.23, which has no group of three.</summary>
    public static bool LosesGroup(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        return trimmed.Length >= 5 && trimmed[^1] == '0' && trimmed[^4] == '.' && !trimmed.ContainsAny("eE");
    }

    /// <summary>True for a unit other than bytes, a percent sign and a currency: the same in all cells of a column.</summary>
    public bool HasUnit => Affix.Length > 0 && Affix != NumberPart.Bytes && NumberPart.IsUnit(Affix) && !NumberPart.IsCurrency(Affix);

    /// <summary>Example number: 1.234,5 or 1234,5 €. <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        (GroupMark == '\0' ? $"1{Group}{DecimalMark}{Fraction}" : $"1{GroupMark}{Group}{DecimalMark}{Fraction}") + (Affix.Length == 0 ? "" : $" {Affix}");

    /// <summary>Format of an example number, as <see cref="ToString"/> writes it.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static NumberFormat Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int end = text.IndexOf(Fraction, StringComparison.Ordinal);
        if (end >= 5)
        {
            string affix = end + 1 < text.Length ? text[(end + 2)..] : "";
            var format = new NumberFormat(text[end - 1], end == 6 ? text[1] : '\0', affix);
            if (format.ToString() == text && format.IsValid)
            {
                return format;
            }
        }

        throw new FormatException($"'{text}' is no number format such as '1.234,5'.");
    }

    private bool IsValid => DecimalMark is '.' or ',' && GroupMark is '\0' or '.' or ',' or ' ' or '\'' && GroupMark != DecimalMark
        && (Affix.Length == 0 || NumberPart.IsAffix(Affix));

    /// <summary>Parses a number whose sign and affix are known.</summary>
    internal bool TryParse(in NumberPart part, out double number)
    {
        number = 0;
        if (part.Digits.Length > LongestText || (!part.Affix.SequenceEqual(Affix) && !(Affix == NumberPart.Bytes && part.Affix.Length == 0)))
        {
            return false;
        }

        Span<char> invariant = stackalloc char[LongestText];
        int length = Normalize(part.Digits, invariant);
        if (length == 0 || !NumberText.TryParse(invariant[..length], out number))
        {
            return false;
        }

        // Without a unit only 0 is a size.
        if (Affix == NumberPart.Bytes && part.Affix.Length == 0 && number != 0)
        {
            return false;
        }

        number *= part.IsNegative ? -part.Scale : part.Scale;
        return double.IsFinite(number);
    }

    /// <summary>Writes a number with a decimal point and without group marks.</summary>
    /// <returns>Number of characters; 0 if it is no number in this format.</returns>
    private int Normalize(ReadOnlySpan<char> text, Span<char> invariant)
    {
        int length = 0, run = 0;
        bool hasGroup = false, hasPoint = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsAsciiDigit(c))
            {
                run++;
            }
            else if (c == DecimalMark && !hasPoint && (!hasGroup || run == 3))
            {
                hasPoint = true;
                c = '.';
            }
            else if (!hasPoint && IsGroupMark(c) && (hasGroup ? run == 3 : run is 1 or 2 or 3 && text[0] != '0'))
            {
                hasGroup = true;
                run = 0;
                continue;
            }
            else
            {
                // The exponent, which has digits alone.
                return (c | 0x20) == 'e' && (run > 0 || hasPoint) && (!hasGroup || hasPoint || run == 3) ? Append(text[i..], invariant, length) : 0;
            }

            invariant[length++] = c;
        }

        return hasGroup && !hasPoint && run != 3 ? 0 : length;
    }

    private static int Append(ReadOnlySpan<char> exponent, Span<char> invariant, int length)
    {
        ReadOnlySpan<char> digits = exponent.Length > 1 && exponent[1] is '+' or '-' ? exponent[2..] : exponent[1..];
        if (digits.Length is 0 or > 3 || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return 0;
        }

        exponent.CopyTo(invariant[length..]);
        return length + exponent.Length;
    }

    private bool IsGroupMark(char c) =>
        GroupMark switch
        {
            '\0' => false,
            ' ' => c is ' ' or '\u00A0' or '\u2009' or '\u202F',
            '\'' => c is '\'' or '\u2019',
            _ => c == GroupMark,
        };
}
