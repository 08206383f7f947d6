using System.Runtime.InteropServices;

namespace PSNeuralNet.Data;

/// <summary>
/// Labels of a target column while a table is read. Different labels have codes in the order of appearance; texts are trimmed. Numbers beyond
/// the limit of classes are kept as such. Nothing is judged before all rows are read: see <see cref="TargetEncoder"/>.
/// </summary>
internal sealed class LabelColumn
{
    private readonly IReadOnlyList<string> _missingMark;
    private readonly bool _hasMarks;
    private readonly double[] _numberMarks;
    private readonly bool _isMissingError;
    private readonly bool _isNumeric;
    private readonly bool _isLimited;
    private readonly bool _keepsText;
    private readonly List<double> _values = [];
    private readonly CellDictionary _labels;
    private readonly HashSet<string> _foundMarks = new(StringComparer.OrdinalIgnoreCase);
    private int _numbers;

    /// <param name="name">The column's name.</param>
    /// <param name="memory">Counter of the memory of the table.</param>
    /// <param name="options">Options of the table.</param>
    public LabelColumn(string name, TableMemory memory, TableOptions options)
    {
        NetworkTask? task = options.Task ?? options.Schema?.Task;
        (Name, _labels, _isMissingError) = (name, new CellDictionary(memory), options.MissingTarget == MissingTarget.Error);
        _missingMark = options.MissingMark ?? options.Schema?.MissingMark ?? MissingMarks.Numeric;
        _hasMarks = _missingMark != MissingMarks.Numeric;
        _numberMarks = _hasMarks ? MissingMarks.Numbers(_missingMark) : [];
        _isNumeric = task == NetworkTask.Regression;
        _isLimited = !_isNumeric && options.Schema is null && options.Target.Count == 1;
        _keepsText = options.Culture is not null || options.Schema is { TargetFormat.Count: > 0 };
    }

    public string Name { get; }

    /// <summary>Texts that stand for a missing label.</summary>
    public IReadOnlyList<string> MissingMark => _missingMark;

    /// <summary>Number of labels.</summary>
    public int Count => _values.Count;

    /// <summary>Number of different labels; some may be only of rows that were dropped.</summary>
    public int CodeCount => _labels.Count;

    /// <summary>The labels as numbers, where they are such; NaN for a code.</summary>
    public ReadOnlySpan<double> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>Code of the label of a sample, in the order of appearance; -1 for a number beyond the limit of classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CodeOf(int sample) => CellCode.Of(_values[sample]);

    /// <summary>True when a label is a mark of missing labels.</summary>
    public bool HasMark(string mark) => _foundMarks.Contains(mark.Trim());

    /// <summary>The different texts.</summary>
    public IEnumerable<string> Texts() => _labels.Texts();

    /// <summary>The label of a code.</summary>
    public object LabelOf(int code) => _labels[code];

    /// <summary>Makes room for the labels of a table.</summary>
    public void EnsureCapacity(int rows) => _values.EnsureCapacity(rows);

    /// <summary>Adds the label of a row; false for a missing one.</summary>
    /// <exception cref="NetworkException">It is missing and must not be, or cannot be read; or it is one class too many.</exception>
    public bool TryAdd(object? label, int row)
    {
        switch (label)
        {
            case string text:
                return TryAdd(text.AsSpan(), row);
            case UnreadableCell unreadable:
                throw TableErrors.CellUnreadable(row, Name, unreadable.Reason);
            case null or DBNull or double.NaN or float.NaN:
            case Half half when Half.IsNaN(half):
                return RequireMissing(label is null or DBNull ? null : "NaN", row);
            case not null when NestedValue.Is(label):
                throw TableErrors.TargetInvalid(row, Name, label);
        }

        if (_hasMarks && MissingMarks.Contains(_missingMark, DataSchema.LabelText(label)))
        {
            return RequireMissing(DataSchema.LabelText(label), row);
        }

        bool isNumber = ClassEncoder.TryFinite(label, out double number);
        if (isNumber && _numberMarks.Contains(number))
        {
            return RequireMissing(DataSchema.LabelText(label), row);
        }

        if (!AddNumber(isNumber, number))
        {
            AddCode(_labels.Count, _labels.Add(label), isNumber);
        }

        return true;
    }

    /// <inheritdoc cref="TryAdd(object?, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAdd(ReadOnlySpan<char> label, int row)
    {
        ReadOnlySpan<char> text = label.Trim();
        if (text.IsEmpty || MissingMarks.Contains(_missingMark, text))
        {
            return RequireMissing(text.ToString(), row);
        }

        // A text that the number alone would not give again may be needed: 1.230 is 1230 where points are group marks.
        bool isNumber = NumberText.TryParse(text, out double number) && double.IsFinite(number);
        if (isNumber && _numberMarks.Length > 0 && _numberMarks.Contains(number))
        {
            return RequireMissing(text.ToString(), row);
        }

        if (AddNumber(isNumber && !_keepsText && !NumberFormat.LosesGroup(text), number))
        {
            return true;
        }

        AddCode(_labels.Count, _labels.Add(text), isNumber || (_isLimited && NumberPart.Split(text).IsNumber));
        return true;
    }

    /// <summary>Adds the value of a code that the same text had before; false where it may have another one now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAddKnown(double value)
    {
        bool isKnown = _numbers < DataSchema.MaximumClasses;
        if (isKnown)
        {
            _values.Add(value);
        }

        return isKnown;
    }

    /// <summary>Appends the labels of the next part of the table.</summary>
    public void Append(LabelColumn next)
    {
        var values = new double[next._labels.Count];
        var isKnown = new bool[values.Length];
        _foundMarks.UnionWith(next._foundMarks);
        _values.EnsureCapacity(Count + next.Count);
        for (int sample = 0; sample < next.Count; sample++)
        {
            int code = next.CodeOf(sample);
            if (code < 0)
            {
                _values.Add(next._values[sample]);
            }
            else if (isKnown[code])
            {
                _values.Add(values[code]);
            }
            else
            {
                _ = TryAdd(next._labels[code], sample + 1);
                (isKnown[code], values[code]) = (true, _values[^1]);
            }
        }
    }

    public void Truncate(int rows)
    {
        if (rows < Count)
        {
            _values.RemoveRange(rows, Count - rows);
        }
    }

    private bool RequireMissing(string? text, int row)
    {
        if (_isMissingError)
        {
            throw TableErrors.TargetIsEmpty(row, Name, text);
        }

        if (!string.IsNullOrEmpty(text))
        {
            _foundMarks.Add(text);
        }

        return false;
    }

    /// <summary>Adds a number without its text, where it can be no class.</summary>
    private bool AddNumber(bool isNumber, double number)
    {
        bool isAdded = isNumber && (_isNumeric || _numbers >= DataSchema.MaximumClasses);
        if (isAdded)
        {
            _values.Add(number);
        }

        return isAdded;
    }

    private void AddCode(int known, int code, bool isNumber)
    {
        _values.Add(CellCode.ToValue(code));
        if (code < known)
        {
            return;
        }

        _numbers += isNumber ? 1 : 0;
        if (_isLimited && _labels.Count - _numbers > DataSchema.MaximumClasses)
        {
            throw TableErrors.ClassTooMany(Name, _labels.Count - _numbers, isNumeric: false, isAtLeast: true);
        }
    }
}
