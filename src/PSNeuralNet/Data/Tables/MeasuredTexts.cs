namespace PSNeuralNet.Data;

/// <summary>
/// Texts with numbers in them, such as 7 kg/s: a number at the start, and after it a few characters that are no digits. Codes such as A-17 are
/// none.
/// </summary>
internal static class MeasuredTexts
{
    private const double Share = 0.8;
    private const int MinimumTexts = 10;
    private const int LongestUnit = 12;

    // Different texts for each different unit.
    private const int TextsPerUnit = 3;

    /// <summary>The first of such texts, where four fifths of the different texts are of this kind, with three texts and more for each unit; null otherwise.</summary>
    /// <param name="texts">The different texts of a column.</param>
    public static string? Example(IReadOnlyCollection<string> texts)
    {
        if (texts.Count < MinimumTexts)
        {
            return null;
        }

        var units = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string? example = null;
        int found = 0;
        foreach (string text in texts)
        {
            if (Unit(text) is { } unit)
            {
                units.Add(unit);
                example ??= text;
                found++;
            }
        }

        return found >= Share * texts.Count && units.Count * TextsPerUnit <= found ? example : null;
    }

    /// <summary>The text after the number; null where there is no number at the start, or no unit.</summary>
    private static string? Unit(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart("~<>=≤≥±+-−$€£ ");
        int end = 0;
        while (end < rest.Length && (char.IsAsciiDigit(rest[end]) || (end > 0 && rest[end] is ('.' or ','))))
        {
            end++;
        }

        ReadOnlySpan<char> unit = rest[end..].Trim();
        return end == 0 || unit.IsEmpty || unit.Length > LongestUnit || unit[0] is ('-' or '/' or ':' or '_') || unit.ContainsAnyInRange('0', '9') ? null : unit.ToString();
    }
}
