namespace PSNeuralNet.Data;

/// <summary>Texts that look the same but differ: in invisible characters, in kinds of blanks, or in Unicode normalization.</summary>
internal static class LookAlikes
{
    /// <summary>The texts that look like another one, with the characters that make the difference as [U+200B]; none for texts of visible ASCII.</summary>
    /// <param name="texts">Different texts.</param>
    public static string[] In(IEnumerable<string> texts)
    {
        ILookup<string, string> groups = texts.ToLookup(Appearance, StringComparer.Ordinal);
        return [.. groups.Where(group => group.Skip(1).Any()).SelectMany(group => group).Select(Spelled)];
    }

    /// <summary>The text as it is seen: composed, without invisible characters, and with plain single blanks.</summary>
    private static string Appearance(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var seen = new StringBuilder(text.Length);
        foreach (Rune rune in Composed(text).EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune))
            {
                _ = seen.Length > 0 && seen[^1] == ' ' ? seen : seen.Append(' ');
            }
            else if (category is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                seen.Append(rune);
            }
        }

        return seen.ToString().Trim();
    }

    /// <summary>The text with its characters that are not seen, and combining marks, as code points.</summary>
    private static string Spelled(string text)
    {
        var spelled = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark || (Rune.IsWhiteSpace(rune) && rune.Value != ' ');
            _ = isHidden ? spelled.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]") : spelled.Append(rune);
        }

        return spelled.ToString();
    }

    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair.
            return text;
        }
    }

    private static bool IsPlain(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~' || (text[i] == ' ' && i > 0 && text[i - 1] == ' '))
            {
                return false;
            }
        }

        return true;
    }
}
