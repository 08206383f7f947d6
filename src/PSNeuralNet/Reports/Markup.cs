namespace PSNeuralNet.Reports;

/// <summary>Writer of HTML and SVG that is well-formed XML: texts and attributes are escaped, elements are closed.</summary>
internal sealed class Markup
{
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal) { "meta", "input", "br" };

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element.</summary>
    /// <param name="tag">The name.</param>
    /// <param name="attributes">The attributes; those that are null or false are left out.</param>
    public Markup Open(string tag, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        _text.Append('<').Append(tag);
        foreach ((string name, object? value) in attributes)
        {
            if (value is null or false)
            {
                continue;
            }

            _text.Append(' ').Append(name);
            _text.Append("=\"").Append(value is true ? "" : Escaped(value)).Append('"');
        }

        if (Empty.Contains(tag))
        {
            _text.Append(" />");
            return this;
        }

        _text.Append('>');
        _open.Push(tag);
        return this;
    }

    /// <summary>Ends the innermost open element.</summary>
    public Markup Close()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>Writes a text.</summary>
    public Markup Text(string text)
    {
        _text.Append(Escaped(text));
        return this;
    }

    /// <summary>Writes an element that contains only text.</summary>
    public Markup Element(string tag, string text, params ReadOnlySpan<(string Name, object? Value)> attributes) =>
        Open(tag, attributes).Text(text).Close();

    /// <summary>Writes a line break, to keep the lines of the file short.</summary>
    public Markup Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes trusted markup unescaped.</summary>
    public Markup Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>The markup.</summary>
    /// <exception cref="InvalidOperationException">An element is open.</exception>
    public override string ToString() =>
        _open.Count == 0 ? _text.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is not closed.");

    private static string Escaped(object value)
    {
        string text = value is double number ? number.ToString("0.##", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            // Control characters and unpaired surrogates are invalid in HTML: they become replacement characters.
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\n' or '\t' => escaped.Append((char)rune.Value),
                < 0x20 or (>= 0x7F and < 0xA0) => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
