namespace PSNeuralNet.Help;

/// <summary>The XML comment of a cmdlet class: summary, remarks, examples, links, inputs and outputs.</summary>
internal sealed class CommandComment
{
    private readonly string _command;
    private readonly XElement _comment;
    private readonly CommentText _text;
    private readonly SourceLocation _location;
    private readonly List<Problem> _problems = [];

    public CommandComment(string command, XElement? comment, CommentText text, SourceLocation location)
    {
        _command = command;
        _comment = comment ?? new XElement("member");
        _text = text;
        _location = location;
        Summary = text.Paragraphs(_comment.Element("summary"));
    }

    public IReadOnlyList<string> Summary { get; }

    public IEnumerable<string> Remarks => _comment.Elements("remarks").SelectMany(_text.Paragraphs);

    public IEnumerable<ExampleHelp> Examples => _comment.Elements("example").Select(Example);

    public IEnumerable<LinkHelp> Links => _comment.Elements("seealso").Select(Link);

    /// <summary>The problems found so far.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>
    /// Adds the text of the &lt;inputs&gt; or &lt;outputs&gt; elements to types: to each type the element whose cref names it, else the next
    /// element without a cref. A type without an element keeps its description.
    /// </summary>
    public IReadOnlyList<TypeHelp> Describe(string element, IEnumerable<TypeHelp> types)
    {
        List<XElement> texts = [.. _comment.Elements(element)];
        List<TypeHelp> described = [];
        foreach (TypeHelp type in types)
        {
            XElement? text = texts.Find(text => text.Attribute("cref")?.Value is { } cref && cref == type.Id)
                ?? texts.Find(text => text.Attribute("cref") is null);
            if (text is not null)
            {
                _ = texts.Remove(text);
            }

            described.Add(text is null ? type : type with { Description = _text.Paragraphs(text) });
        }

        foreach (XElement text in texts)
        {
            Report(Rules.StrayType, $"{_command} has an <{element}> that fits none of its types: '{_text.Line(text)}'. Correct its cref, or remove it.");
        }

        return described;
    }

    /// <summary>Reports unresolved references in comments, and &lt;seealso&gt; references to anything but a cmdlet.</summary>
    public void CheckReferences(IEnumerable<XElement?> comments, IReadOnlyDictionary<string, string> commands)
    {
        foreach (XAttribute cref in comments.Prepend(_comment).OfType<XElement>().Descendants().Attributes("cref"))
        {
            if (cref.Value.StartsWith('!'))
            {
                Report(Rules.UnresolvedReference, $"{_command} refers to '{cref.Value[2..]}', which does not exist.");
            }
            else if (cref.Parent is { Name.LocalName: "seealso" } link && link.Parent == _comment && !commands.ContainsKey(cref.Value))
            {
                Report(Rules.UnresolvedReference, $"{_command} has a <seealso> to '{_text.Reference(cref.Value)}', which is not a cmdlet of this module. Name a cmdlet's class, or use href.");
            }
        }
    }

    private ExampleHelp Example(XElement example)
    {
        XElement? title = example.Element("title");
        XElement? code = example.Element("code");
        IEnumerable<XNode> remarks = example.Nodes().Where(node => node != title && node != code);
        return new ExampleHelp(_text.Line(title), code is null ? "" : CommentText.Code(code), _text.Paragraphs(remarks));
    }

    private LinkHelp Link(XElement link)
    {
        if (link.Attribute("cref") is { } cref)
        {
            return new LinkHelp(_text.Reference(cref.Value), "");
        }

        // Without href, the text is the name of an about topic.
        return new LinkHelp(_text.Line(link), link.Attribute("href")?.Value ?? "");
    }

    private void Report(string code, string message) => _problems.Add(new Problem(_location, code, message));
}
