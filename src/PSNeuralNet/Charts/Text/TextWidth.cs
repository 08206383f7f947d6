namespace PSNeuralNet.Charts;

/// <summary>Widths of texts in terminal columns.</summary>
internal static class TextWidth
{
    // East Asian wide and full-width characters (Unicode Standard Annex 11), and pictographs.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115f), (0x2329, 0x232a), (0x2e80, 0x303e), (0x3040, 0xa4cf), (0xac00, 0xd7a3), (0xf900, 0xfaff), (0xfe10, 0xfe19), (0xfe30, 0xfe6f),
        (0xff00, 0xff60), (0xffe0, 0xffe6), (0x1f300, 0x1f64f), (0x1f680, 0x1f6ff), (0x1f900, 0x1f9ff), (0x1fa70, 0x1faff), (0x20000, 0x3fffd),
    ];

    /// <summary>The width of a character: 0, 1 or 2 columns.</summary>
    public static int Of(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return 0;
        }

        return Wide.Any(range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1;
    }

    /// <summary>The width of a text without control characters.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>A text shortened to a number of columns, with an ellipsis.</summary>
    public static string Shorten(string text, int maximum, string ellipsis = "…")
    {
        string line = string.Join(' ', DisplayText.Clean(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (Of(line) <= maximum)
        {
            return line;
        }

        string end = ellipsis.Length <= maximum ? ellipsis : "";
        var kept = new StringBuilder();
        int width = end.Length;
        foreach (Rune rune in line.EnumerateRunes())
        {
            width += Of(rune);
            if (width > maximum)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + end;
    }
}
