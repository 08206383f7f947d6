namespace PSNeuralNet.Data;

/// <summary>Different cells of a column that are no plain numbers, by codes from 0 in the order of appearance. Texts are trimmed.</summary>
/// <param name="memory">Counter of the memory of the table.</param>
internal sealed class CellDictionary(TableMemory memory)
{
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly List<object> _cells = [];
    private Dictionary<object, int>? _objects;

    /// <summary>Number of different cells.</summary>
    public int Count => _cells.Count;

    /// <summary>A cell: a string, or a value of another type.</summary>
    public object this[int code] => _cells[code];

    /// <summary>The different texts.</summary>
    public IEnumerable<string> Texts() => _texts.Keys;

    /// <summary>Code of a text.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        return _texts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(trimmed, out int code) ? code : AddText(trimmed.ToString());
    }

    /// <summary>Code of a cell; equal values of a type share one.</summary>
    public int Add(object cell)
    {
        if (cell is string text)
        {
            return _texts.TryGetValue(text, out int known) ? known : Add(text.AsSpan());
        }

        _objects ??= new Dictionary<object, int>(new SameCell());
        if (!_objects.TryGetValue(cell, out int code))
        {
            code = _cells.Count;
            _objects.Add(cell, code);
            _cells.Add(cell);
            memory.AddCategory(16);
        }

        return code;
    }

    private int AddText(string text)
    {
        memory.AddCategory(text.Length);
        _texts.Add(text, _cells.Count);
        _cells.Add(text);
        return _cells.Count - 1;
    }

    /// <summary>Equality of value, type, kind of time and offset.</summary>
    private sealed class SameCell : IEqualityComparer<object>
    {
        public new bool Equals(object? x, object? y) =>
            object.Equals(x, y) && (x, y) switch
            {
                (DateTime first, DateTime second) => first.Kind == second.Kind,
                (DateTimeOffset first, DateTimeOffset second) => first.Offset == second.Offset,
                _ => true,
            };

        public int GetHashCode(object cell) => cell.GetHashCode();
    }
}
