using System.Runtime.CompilerServices;

namespace PSNeuralNet.Data;

/// <summary>Collects the cells of a target column, as the user wrote them; a text that comes again is held once.</summary>
internal sealed class LabelColumn
{
    // Numbers to predict are all different: no use in looking for more.
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

    /// <summary>Takes the labels of a later part of the table.</summary>
    public void Append(LabelColumn next)
    {
        Labels.AddRange(next.Labels);
    }

    public void Truncate(int rows)
    {
        Labels.RemoveRange(rows, Labels.Count - rows);
    }
}
