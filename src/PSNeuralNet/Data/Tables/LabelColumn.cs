namespace PSNeuralNet.Data;

/// <summary>Builder of a target column with labels as in the data; equal texts share one string.</summary>
internal sealed class LabelColumn
{
    private readonly bool _isLimited;
    private readonly TableMemory _memory;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _spans;

    /// <param name="name">The column's name.</param>
    /// <param name="memory">Counter of the memory of the table.</param>
    /// <param name="isLimited">True where more different texts than a network has classes are an error.</param>
    public LabelColumn(string name, TableMemory memory, bool isLimited)
    {
        Name = name;
        _memory = memory;
        _isLimited = isLimited;
        _spans = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    public List<object> Labels { get; } = [];

    /// <exception cref="NetworkException">It is missing, or one class too many.</exception>
    public void Add(object? label, int row)
    {
        if (label is string text)
        {
            Add(text.AsSpan(), row);
            return;
        }

        if (Cell.IsMissing(label))
        {
            throw label is UnreadableCell unreadable ? TableErrors.CellUnreadable(row, Name, unreadable.Reason)
                : label is double or float ? TableErrors.CellIsNaN(row, Name, label)
                : TableErrors.TargetIsEmpty(row, Name, null);
        }

        Labels.Add(label!);
    }

    /// <exception cref="NetworkException">It is missing, or one class too many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<char> label, int row)
    {
        if (Cell.IsMissing(label))
        {
            throw TableErrors.TargetIsEmpty(row, Name, label.ToString());
        }

        if (!_spans.TryGetValue(label, out string? text))
        {
            text = label.ToString();
            _memory.AddLabel(text.Length);
            if (_texts.Count < DataSchema.MaximumClasses)
            {
                _texts.Add(text, text);
            }
            else if (_isLimited && !ClassEncoder.TryFinite(text, out _))
            {
                // Numbers may be those of a regression, and are mostly distinct: no lookup beyond the limit.
                throw TableErrors.ClassTooMany(Name, _texts.Count + 1, isNumeric: false, isAtLeast: true);
            }
        }

        Labels.Add(text);
    }

    /// <summary>Appends the labels of the next part of the table.</summary>
    public void Append(LabelColumn next) => Labels.AddRange(next.Labels);

    public void Truncate(int rows) => Labels.RemoveRange(rows, Labels.Count - rows);
}
