namespace PSNeuralNet.Help;

/// <summary>
/// Converts XML comments to paragraphs of plain text. A list or a code block becomes one paragraph of several lines, because the engine
/// shows MAML lists in some sections only.
/// </summary>
/// <param name="names">The display names of commands and parameters, by documentation id; other references use the short name.</param>
internal sealed class CommentText(IReadOnlyDictionary<string, string> names)
{
    /// <summary>The paragraphs of an element; empty for null.</summary>
    public IReadOnlyList<string> Paragraphs(XElement? element) => element is null ? [] : Paragraphs(element.Nodes());

    /// <summary>The paragraphs of consecutive nodes.</summary>
    public IReadOnlyList<string> Paragraphs(IEnumerable<XNode> nodes)
    {
        List<string> paragraphs = [];
        StringBuilder line = new();
        foreach (XNode node in nodes)
        {
            IReadOnlyList<string>? block = node is XElement element ? Block(element) : null;
            if (block is null)
            {
                _ = line.Append(Inline(node));
                continue;
            }

            Flush(line, paragraphs);
            paragraphs.AddRange(block);
        }

        Flush(line, paragraphs);
        return paragraphs;
    }

    /// <summary>The text of an element as one line.</summary>
    public string Line(XElement? element) => element is null ? "" : Collapse(string.Concat(element.Nodes().Select(Inline)));

    /// <summary>The text of a code block, without the indentation of the comment.</summary>
    public static string Code(XElement element)
    {
        string[] lines = element.Value.ReplaceLineEndings("\n").Split('\n');

        // The first line has no indentation if it follows the tag; the indentation of the whole comment is used then.
        bool opensOnTag = lines[0].Trim().Length > 0;
        IEnumerable<string> measured = opensOnTag
            ? (element.Ancestors("member").FirstOrDefault()?.Value ?? "").ReplaceLineEndings("\n").Split('\n').Skip(1)
            : lines;
        int indentation = measured
            .Where(line => line.Trim().Length > 0)
            .Select(line => line.Length - line.TrimStart().Length)
            .DefaultIfEmpty(0)
            .Min();

        IEnumerable<string> plain = lines.Select((line, index) =>
            (index == 0 && opensOnTag ? line.Trim() : line[Math.Min(indentation, line.Length - line.TrimStart().Length)..]).TrimEnd());
        return string.Join('\n', plain).Trim('\n');
    }

    /// <summary>The display name of a cref.</summary>
    public string Reference(string cref)
    {
        if (names.TryGetValue(cref, out string? known))
        {
            return known;
        }

        // "M:Space.Type.Method(System.Int32)" becomes "Type.Method", "F:Space.Kind.Value" becomes "Value".
        string path = cref[(cref.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('(')[0];
        string[] parts = [.. path.Split('.').Select(part => part.Split('`')[0])];
        bool member = cref is ['P' or 'M' or 'E', ':', ..];
        return string.Join('.', parts[^(member && parts.Length > 1 ? 2 : 1)..]);
    }

    private static void Flush(StringBuilder line, List<string> paragraphs)
    {
        string text = Collapse(line.ToString());
        if (text.Length > 0)
        {
            paragraphs.Add(text);
        }

        _ = line.Clear();
    }

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The paragraphs of a block element; null for an inline one.</summary>
    private IReadOnlyList<string>? Block(XElement element) =>
        element.Name.LocalName switch
        {
            "para" => Paragraphs(element),
            "list" => List(element),
            "code" => [Code(element)],
            _ => null,
        };

    private List<string> List(XElement list)
    {
        bool numbered = list.Attribute("type")?.Value == "number";
        IEnumerable<string> items = list.Elements("item").Select((item, index) =>
        {
            string term = Line(item.Element("term"));
            string text = Line(item.Element("description") ?? (item.Element("term") is null ? item : null));
            string tag = numbered ? FormattableString.Invariant($"{index + 1}.") : "-";
            return $"{tag} {term}{(term.Length > 0 && text.Length > 0 ? ": " : "")}{text}";
        });
        string joined = string.Join('\n', items);
        return joined.Length > 0 ? [joined] : [];
    }

    private string Inline(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement element => Inline(element),
            _ => "",
        };

    private string Inline(XElement element)
    {
        string text = string.Concat(element.Nodes().Select(Inline));
        return element.Name.LocalName switch
        {
            "paramref" or "typeparamref" => "-" + element.Attribute("name")?.Value,
            "see" when element.Attribute("langword") is { } word => Keyword(word.Value),
            "see" when element.Attribute("href") is { } href => text.Length > 0 ? $"{text} ({href.Value})" : href.Value,
            "see" when text.Length == 0 && element.Attribute("cref") is { } cref => Reference(cref.Value),
            _ => text,
        };
    }

    private static string Keyword(string word) => word is "null" or "true" or "false" ? "$" + word : word;
}
