using System.Globalization;

namespace PSNeuralNet.Charts;

/// <summary>Texts for places that have room for so many letters.</summary>
internal static class ShortText
{
    /// <summary>The text, or its beginning and an ellipsis. A letter of several parts, an emoji for instance, is never cut.</summary>
    public static string Of(string text, int most)
    {
        var info = new StringInfo(text);
        return info.LengthInTextElements <= most ? text : info.SubstringByTextElements(0, most - 1).TrimEnd() + "…";
    }
}
