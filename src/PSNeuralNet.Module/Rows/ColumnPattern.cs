namespace PSNeuralNet.Commands;

/// <summary>Column names with PowerShell's wildcards: * ? [a-z], escaped by `.</summary>
internal static class ColumnPattern
{
    /// <summary>Patterns from the value of a parameter. Text that is no valid pattern, such as <c>a[</c>, can only be a name.</summary>
    /// <param name="texts">Names and patterns; null for none.</param>
    public static IReadOnlyList<NamePattern>? Of(string[]? texts) =>
        texts is null ? null : [.. texts.Select(text => text.Trim()).Select(text => new NamePattern(text, Wildcard(text)))];

    private static Func<string, bool>? Wildcard(string text)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(text) && !text.Contains('`', StringComparison.Ordinal))
        {
            return null;
        }

        var pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            // Patterns are parsed at their first use.
            pattern.IsMatch("");
            return pattern.IsMatch;
        }
        catch (WildcardPatternException)
        {
            return null;
        }
    }
}
