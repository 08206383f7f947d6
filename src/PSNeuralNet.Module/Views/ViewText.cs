namespace PSNeuralNet.Commands;

/// <summary>Texts of the default views that fit into the window, so that long names leave room for the numbers beside them.</summary>
public static class ViewText
{
    private const int DefaultWidth = 80;
    private const int MinimumLength = 8;

    /// <summary>A name, or its start and an ellipsis, in the room that the other columns leave.</summary>
    /// <param name="name">The name.</param>
    /// <param name="reserved">The characters of the other columns and of the gaps.</param>
    /// <param name="width">The width of the window, in characters; 0 if there is none.</param>
    /// <param name="parts">The number of columns that share the room.</param>
    public static string Name(string? name, int reserved, int width, int parts = 1) => Short(name, Room(reserved, width, parts));

    /// <summary>The length of a text in the room that other columns leave.</summary>
    internal static int Room(int reserved, int width, int parts) => Math.Max(MinimumLength, ((width > 0 ? width : DefaultWidth) - 1 - reserved) / parts);

    /// <summary>The text, or its start and an ellipsis. Grapheme clusters, such as emoji, are never cut.</summary>
    internal static string Short(string? text, int length)
    {
        var clean = new StringInfo(DisplayText.Clean(text));
        return clean.LengthInTextElements <= length ? clean.String : clean.SubstringByTextElements(0, Math.Max(1, length) - 1).TrimEnd() + "…";
    }
}
