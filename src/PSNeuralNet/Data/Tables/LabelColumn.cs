namespace PSNeuralNet.Data;

/// <summary>Builder of a target column with labels as in the data; equal texts share one string.</summary>
internal sealed class LabelColumn
{
    // Regression targets are mostly distinct: no lookup beyond this.
    private const int MaximumTexts = 4096;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _spans;

    public LabelColumn(string name)
    {
        Name = name;
        _spans = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    public List<object> Labels { get; } = [];

    /// <exception cref="NetworkException">It is missing.</exception>
    public void Add(object? label, int row)
    {
        if (Cell.IsMissing(label))
        {
            throw label is UnreadableCell unreadable ? TableErrors.CellUnreadable(row, Name, unreadable.Reason)
                : label is double or float ? TableErrors.CellIsNaN(row, Name, label)
                : TableErrors.TargetIsEmpty(row, Name, label as string);
        }

        Labels.Add(label!);
    }

    /// <exception cref="NetworkException">It is missing.</exception>
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
            if (_texts.Count < MaximumTexts)
            {
                _texts.Add(text, text);
            }
        }

        Labels.Add(text);
    }

    /// <summary>Appends the labels of the next part of the table.</summary>
    public void Append(LabelColumn next) => Labels.AddRange(next.Labels);

    public void Truncate(int rows) => Labels.RemoveRange(rows, Labels.Count - rows);
}
