namespace PSNeuralNet.Data;

/// <summary>Builder of an id column with values as in the table; equal texts share one string.</summary>
internal sealed class IdValues
{
    // Ids are mostly distinct: what is shared are the values of columns such as owners.
    private const int MaximumShared = 10_000;

    private readonly TableMemory _memory;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _spans;
    private readonly List<object?> _values = [];

    /// <param name="name">The column's name.</param>
    /// <param name="memory">Counter of the memory of the table.</param>
    public IdValues(string name, TableMemory memory)
    {
        Name = name;
        _memory = memory;
        _spans = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    /// <summary>Adds a cell of a row; one that cannot be read is null.</summary>
    public void Add(object? cell)
    {
        if (cell is string text)
        {
            _memory.AddLabel(text.Length);
        }

        _values.Add(cell is UnreadableCell ? null : cell);
    }

    /// <summary>
    /// A field without quotes as Import-Csv gives it: without spaces and tabs in front; of those at the end the first one stays, unless there are others
    /// within the field.
    /// </summary>
    public static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> field)
    {
        const string Blanks = " \t";
        ReadOnlySpan<char> text = field.TrimStart(Blanks);
        int blank = text.IndexOfAny(Blanks);
        return blank >= 0 && text[blank..].Trim(Blanks).IsEmpty ? text[..(blank + 1)] : text;
    }

    /// <summary>Adds a field of a file.</summary>
    public void Add(ReadOnlySpan<char> field)
    {
        if (!_spans.TryGetValue(field, out string? text))
        {
            text = field.ToString();
            _memory.AddLabel(text.Length);
            if (_texts.Count < MaximumShared)
            {
                _texts.Add(text, text);
            }
        }

        _values.Add(text);
    }

    /// <summary>Appends the ids of the next part of the table.</summary>
    public void Append(IdValues next) => _values.AddRange(next._values);

    public void Truncate(int rows) => _values.RemoveRange(Math.Min(rows, _values.Count), Math.Max(0, _values.Count - rows));

    public IdColumn ToColumn() => new IdColumn(Name, _values);
}
