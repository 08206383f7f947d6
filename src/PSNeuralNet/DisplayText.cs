namespace PSNeuralNet;

/// <summary>
/// Text for terminals: messages, charts and views. Names from files may have escape sequences, which a terminal would obey. Numbers have a decimal point in every culture, as in commands, so
/// that all numbers of a text, and texts and files, are alike.
/// </summary>
public static class DisplayText
{
    /// <summary>
    /// One line without control characters and escape sequences: each control character and line separator becomes a space; format
    /// characters, such as those that reverse the direction, are left out.
    /// </summary>
    /// <param name="text">The text; null is empty.</param>
    public static string Clean(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text ?? "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                clean.Append(' ');
            }
            else if (category != UnicodeCategory.Format)
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    /// <summary>A number in the invariant culture, whatever the culture of the session; null is empty.</summary>
    /// <param name="value">The number; anything else is its text.</param>
    /// <param name="format">The format string; null for the shortest text that gives the same number.</param>
    public static string Number(object? value, string? format = null) =>
        value is IFormattable number ? number.ToString(format, CultureInfo.InvariantCulture) : Clean(value?.ToString());
}
