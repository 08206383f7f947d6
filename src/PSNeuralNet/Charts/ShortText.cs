namespace PSNeuralNet.Charts;

/// <summary>Shortens texts to a number of characters.</summary>
internal static class ShortText
{
    /// <summary>The text, or its start and an ellipsis. Grapheme clusters, such as emoji, are never cut.</summary>
    public static string Of(string text, int maximum)
    {
        var info = new StringInfo(text);
        return info.LengthInTextElements <= maximum ? text : info.SubstringByTextElements(0, maximum - 1).TrimEnd() + "…";
    }
}
