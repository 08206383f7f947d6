namespace PSNeuralNet.Data;

/// <summary>Different labels of a target column, with the number and the first of their samples.</summary>
internal sealed class LabelSummary
{
    private readonly int[] _indexOfCode;

    /// <param name="column">The column, with the labels of all rows.</param>
    /// <param name="rowOf">Row of a sample in the table, from 1, for messages.</param>
    public LabelSummary(LabelColumn column, Func<int, int> rowOf)
    {
        (Column, RowOf) = (column, rowOf);
        _indexOfCode = new int[column.CodeCount];
        Array.Fill(_indexOfCode, -1);
        var labels = new List<object>();
        var first = new List<int>();
        int[] counts = new int[column.CodeCount];
        for (int sample = 0; sample < column.Count; sample++)
        {
            int code = column.CodeOf(sample);
            if (code < 0)
            {
                OtherCount++;
                continue;
            }

            if (counts[code]++ == 0)
            {
                _indexOfCode[code] = labels.Count;
                labels.Add(column.LabelOf(code));
                first.Add(sample);
            }
        }

        Label = [.. labels];
        First = [.. first];
        Count = new int[Label.Length];
        for (int code = 0; code < counts.Length; code++)
        {
            if (counts[code] > 0)
            {
                Count[_indexOfCode[code]] = counts[code];
            }
        }

        IsNumber = Array.ConvertAll(Label, label => ClassEncoder.TryFinite(label, out _));
        NumberCount = OtherCount + Count.Where((_, i) => IsNumber[i]).Sum();
    }

    public LabelColumn Column { get; }

    /// <summary>The different labels, in the order of appearance.</summary>
    public object[] Label { get; }

    /// <summary>Number of samples of each label.</summary>
    public int[] Count { get; }

    /// <summary>The first sample of each label.</summary>
    public int[] First { get; }

    /// <summary>True for each label that is a finite number.</summary>
    public bool[] IsNumber { get; }

    /// <summary>Number of samples with a number.</summary>
    public int NumberCount { get; }

    /// <summary>Number of samples with a number that is none of <see cref="Label"/>: beyond the limit of classes.</summary>
    public int OtherCount { get; }

    /// <summary>Row of a sample in the table, from 1.</summary>
    public Func<int, int> RowOf { get; }

    public string Name => Column.Name;

    public int SampleCount => Column.Count;

    /// <summary>Index in <see cref="Label"/> of the label of a sample; -1 for one of the other numbers.</summary>
    public int IndexOf(int sample) => Column.CodeOf(sample) is >= 0 and var code ? _indexOfCode[code] : -1;

    /// <summary>The different numbers that are none of <see cref="Label"/>.</summary>
    public IEnumerable<double> OtherNumbers()
    {
        var numbers = new HashSet<double>();
        for (int sample = 0; sample < SampleCount && OtherCount > 0; sample++)
        {
            if (Column.CodeOf(sample) < 0)
            {
                numbers.Add(Column.Values[sample]);
            }
        }

        return numbers;
    }

    /// <summary>Labels that do not fit to the others, for messages.</summary>
    /// <param name="condition">True for the index of such a label.</param>
    public UnreadableTexts Unfit(Func<int, bool> condition) =>
        new(Enumerable.Range(0, Label.Length).Where(condition).Select(i => DataSchema.LabelText(Label[i])), Column.MissingMark);

    /// <summary>Index of the first label that meets a condition; -1 if none does.</summary>
    public int Find(Func<int, bool> condition)
    {
        for (int i = 0; i < Label.Length; i++)
        {
            if (condition(i))
            {
                return i;
            }
        }

        return -1;
    }
}
