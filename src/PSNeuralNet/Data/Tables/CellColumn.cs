namespace PSNeuralNet.Data;

/// <summary>
/// Builder of a feature column. The first cell that is not missing sets the kind; a cell of another kind is an error. Text is stored as
/// the index of its category.
/// </summary>
internal sealed class CellColumn
{
    // In the place of a sentinel time; the numbers of cells are finite.
    private const double SentinelMark = double.PositiveInfinity;

    private readonly TableOptions _options;
    private readonly TableMemory _memory;
    private readonly ValueList _values;
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _spans;
    private readonly List<string> _texts = [];
    private ColumnKind? _kind;
    private bool _isBoolean = true;
    private bool _isEnumeration = true;
    private int _firstRow;
    private int _missing;
    private readonly SentinelTime? _sentinelTime;
    private double _smallest = double.PositiveInfinity;
    private double _largest = double.NegativeInfinity;

    /// <param name="name">The column's name.</param>
    /// <param name="options">Options of the table.</param>
    /// <param name="memory">Counter of the memory of the table.</param>
    /// <param name="values">Storage of the numbers; null for a new list.</param>
    public CellColumn(string name, TableOptions options, TableMemory memory, ValueList? values = null)
    {
        (Name, _options, _memory, _values) = (name, options, memory, values ?? new ValueList());
        _sentinelTime = options.Schema?.Find(name) is { IsTime: true, IsLeftOut: false } known ? known.SentinelTime : null;
        _spans = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    /// <summary>True for a feature given by its exact name.</summary>
    public bool IsNamed { get; init; }

    /// <summary>True for a column to take as text.</summary>
    public bool IsCategorical
    {
        get;
        init
        {
            field = value;
            _kind = value ? ColumnKind.Category : _kind;
        }
    }

    /// <summary>True for a column to take as numbers.</summary>
    public bool IsNumeric
    {
        get;
        init
        {
            field = value && !IsCategorical;
            _kind = field ? ColumnKind.Number : _kind;
        }
    }

    /// <summary>Type of the first value that is not a number, text or time; null if there is none.</summary>
    public string? UnusableType { get; private set; }

    /// <summary>First cell whose property getter failed, and its row; null if there is none.</summary>
    public (int Row, UnreadableCell Cell)? Unreadable { get; private set; }

    /// <summary>The sentinel times; null if there are none, or if they count as numbers.</summary>
    public SentinelCells? Sentinel { get; private set; }

    /// <summary>True when the column is known to hold numbers, which <see cref="Take"/> accepts.</summary>
    public bool HoldsNumbers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _kind == ColumnKind.Number;
    }

    /// <summary>Adds a cell.</summary>
    /// <exception cref="NetworkException">The cell is missing and must not be, or is of another kind.</exception>
    public void Add(object? cell, int row)
    {
        if (cell is string written)
        {
            Add(written.AsSpan(), row);
        }
        else if (UnusableType is not null || Cell.IsMissing(cell))
        {
            AddMissing(cell, row);
        }
        else if (IsCategorical || cell is bool or Enum or char or Guid or Version or Uri or System.Net.IPAddress)
        {
            AddOther(cell!, row);
        }
        else if (Cell.TryNumber(cell!, out double number))
        {
            AddNumber(number, cell!, row, ColumnKind.Number);
        }
        else if (CellTime.TryDate(cell!, out double days))
        {
            AddNumber(days, cell!, row, ColumnKind.Date);
        }
        else if (CellTime.TryDuration(cell!, out double seconds))
        {
            AddNumber(seconds, cell!, row, ColumnKind.Duration);
        }
        else if (IsNumeric || IsNamed)
        {
            throw TableErrors.CellNotNumeric(row, Name, cell);
        }
        else
        {
            UnusableType = cell!.GetType().Name;
            _values.Add(double.NaN);
        }
    }

    /// <summary>Adds a cell of a file.</summary>
    /// <exception cref="NetworkException">The cell is missing and must not be, or is of another kind.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<char> text, int row)
    {
        if (_kind == ColumnKind.Number && Cell.TryNumber(text, out double number) && double.IsFinite(number))
        {
            // Most cells.
            Take(number);
        }
        else if (UnusableType is not null || Cell.IsMissing(text))
        {
            AddMissing(text.ToString(), row);
        }
        else if (!IsCategorical && Cell.TryNumber(text, out number))
        {
            AddNumber(number, null, row, ColumnKind.Number, text);
        }
        else if (_kind is null or ColumnKind.Date && CellTime.TryDate(text, out number))
        {
            AddNumber(number, null, row, ColumnKind.Date, text);
        }
        else if (_kind is null or ColumnKind.Duration && CellTime.TryDuration(text, out number))
        {
            AddNumber(number, null, row, ColumnKind.Duration, text);
        }
        else
        {
            _isEnumeration = false;
            AddText(text, row);
        }
    }

    /// <summary>Adds a finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(double number)
    {
        _smallest = number < _smallest ? number : _smallest;
        _largest = number > _largest ? number : _largest;
        _values.Add(number);
    }

    /// <summary>Appends the same column of the next part of the table; false if the kinds differ.</summary>
    public bool TryAppend(CellColumn next)
    {
        if (_kind is not null && next._kind is not null && _kind != next._kind)
        {
            return false;
        }

        if (next._kind == ColumnKind.Category)
        {
            int[] codes = [.. next._texts.Select(text => _codes.TryGetValue(text, out int code) ? code : AddCode(text))];
            if (_texts.Count > _options.MaximumCategory)
            {
                return false;
            }

            next._values.Replace(codes);
        }

        _kind ??= next._kind;
        _isBoolean &= next._isBoolean;
        _isEnumeration &= next._isEnumeration;
        _missing += next._missing;
        if (next.Sentinel is { } sentinel)
        {
            Sentinel = new SentinelCells((Sentinel?.Count ?? 0) + sentinel.Count, Sentinel?.Row ?? sentinel.Row + _values.Count, Sentinel?.First ?? sentinel.First);
        }

        _smallest = Math.Min(_smallest, next._smallest);
        _largest = Math.Max(_largest, next._largest);
        _values.Append(next._values);
        return true;
    }

    /// <summary>Truncates to a number of rows.</summary>
    public void Truncate(int rows) => _values.Truncate(rows);

    /// <summary>The column's kind, categories and features, once all rows are read.</summary>
    public FeatureColumn Describe()
    {
        ColumnKind kind = _kind == ColumnKind.Category
            ? _texts.Count > 0 && _isBoolean && !IsCategorical ? ColumnKind.Boolean : _texts.Count > 0 && _isEnumeration && !IsCategorical ? ColumnKind.Enumeration : ColumnKind.Category
            : _kind ?? ColumnKind.Number;
        bool isConstant = kind is ColumnKind.Category or ColumnKind.Enumeration or ColumnKind.Boolean ? _texts.Distinct(TextComparer(kind)).Count() <= 1 : !(_smallest < _largest);
        if (_missing == _values.Count || UnusableType is not null)
        {
            return FeatureColumn.LeftOut(Name, kind, null);
        }

        if (Sentinel is { } sentinel && _options.Schema is null && sentinel.Count == _values.Count)
        {
            return FeatureColumn.LeftOut(Name, kind, Convert.ToString(sentinel.First, CultureInfo.InvariantCulture));
        }

        if (isConstant && Sentinel is null && _options.Schema is null && (_missing == 0 || _options.MissingValue != MissingValue.Indicator))
        {
            return FeatureColumn.LeftOut(Name, kind, _texts.Count > 0 ? _texts[0] : FeatureColumn.Shown(kind, _smallest));
        }

        SentinelTime sentinelTime = _sentinelTime ?? (Sentinel is null ? SentinelTime.Missing : SentinelTime.Indicator);
        return new FeatureColumn(Name, kind, kind == ColumnKind.Boolean ? [] : _texts, RuleFor(kind), sentinelTime);
    }

    /// <summary>Category index of each text in order of appearance; 1 and 0 for booleans.</summary>
    public int[] Order(FeatureColumn column) =>
        [.. _texts.Select(text => column.IsOneHot ? column.IndexOf(text) : bool.Parse(text) ? 1 : 0)];

    /// <summary>Encodes the features of some samples.</summary>
    /// <param name="column">The finished column.</param>
    /// <param name="order">The result of <see cref="Order"/>.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="values">Scratch space for the samples' cells.</param>
    /// <param name="x">Receives the features, from the first sample's first feature of this column on.</param>
    /// <param name="width">Features per sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(FeatureColumn column, int[] order, int start, Span<double> values, Span<double> x, int width)
    {
        _values.CopyTo(start, values);
        int count = column.Feature.Count;
        if (count == 1 && order.Length == 0)
        {
            for (int sample = 0; sample < values.Length; sample++)
            {
                x[sample * width] = values[sample];
            }

            return;
        }

        bool hasIndicator = column.MissingValue == MissingValue.Indicator, hasSentinel = column.SentinelTime == SentinelTime.Indicator;
        for (int sample = 0; sample < values.Length; sample++)
        {
            double value = values[sample];
            bool isSentinel = value == SentinelMark, isMissing = isSentinel || double.IsNaN(value);
            Span<double> target = x.Slice(sample * width, count);
            if (hasIndicator)
            {
                target[^1] = isMissing ? 1 : 0;
            }

            if (hasSentinel)
            {
                target[1] = isSentinel ? 1 : 0;
            }

            if (!column.IsOneHot)
            {
                target[0] = isMissing ? double.NaN : order.Length == 0 ? value : order[(int)value];
            }
            else if (!isMissing)
            {
                target[order[(int)value]] = 1;
            }
            else if (!hasIndicator)
            {
                target.Fill(double.NaN);
            }
        }
    }

    private void AddMissing(object? cell, int row)
    {
        if (UnusableType is null)
        {
            Cell.RequireMissing(_options.MissingValue, cell, row, Name);
        }

        Unreadable ??= cell is UnreadableCell unreadable ? (row, unreadable) : null;
        _missing++;
        _values.Add(double.NaN);
    }

    private void AddOther(object cell, int row)
    {
        if (IsNumeric)
        {
            double number = cell is Enum ? Convert.ToDouble(cell, CultureInfo.InvariantCulture) : Cell.ToNumber(cell, row, Name);
            Take(number);
            return;
        }

        _isEnumeration &= cell is Enum;
        AddText(Cell.Text(cell), row);
    }

    private void AddNumber(double number, object? cell, int row, ColumnKind kind, ReadOnlySpan<char> text = default)
    {
        if (_kind != kind && !(IsNumeric && cell is not null))
        {
            if (_kind == ColumnKind.Category)
            {
                throw TableErrors.ColumnMixed(_firstRow, Name, _texts[0], row, cell ?? text.ToString(), kind);
            }

            if (_kind is not null)
            {
                throw Mismatch(cell ?? text.ToString(), row);
            }

            _kind = kind;
            _firstRow = row;
        }

        if (_kind is ColumnKind.Date or ColumnKind.Duration && _sentinelTime != SentinelTime.Number && CellTime.IsSentinel(kind, number))
        {
            AddSentinel(cell ?? text.Trim().ToString(), row);
            return;
        }

        Take(Cell.RequireFinite(number, row, Name));
    }

    private void AddSentinel(object cell, int row)
    {
        Cell.RequireMissing(_options.MissingValue, cell, row, Name);
        Sentinel = new SentinelCells((Sentinel?.Count ?? 0) + 1, Sentinel?.Row ?? row, Sentinel?.First ?? cell);
        _values.Add(_sentinelTime == SentinelTime.Missing ? double.NaN : SentinelMark);
    }

    private void AddText(ReadOnlySpan<char> text, int row)
    {
        if (IsNumeric || (!IsCategorical && Cell.IsForeignNumber(text)))
        {
            throw TableErrors.CellNotNumeric(row, Name, text.ToString());
        }

        if (_kind is null && Cell.IsNumberWithSign(text))
        {
            throw TableErrors.CellHasSign(row, Name, text.Trim().ToString());
        }

        if (_kind is not null and not ColumnKind.Category)
        {
            throw Mismatch(text.ToString(), row);
        }

        ReadOnlySpan<char> trimmed = text.Trim();
        if (!_spans.TryGetValue(trimmed, out int code))
        {
            if (_texts.Count == _options.MaximumCategory)
            {
                throw TableErrors.CategoryTooMany(Name, row, trimmed.ToString(), _options.MaximumCategory);
            }

            _firstRow = _texts.Count == 0 ? row : _firstRow;
            _kind = ColumnKind.Category;
            code = AddCode(trimmed.ToString());
        }

        _values.Add(code);
    }

    private int AddCode(string text)
    {
        _isBoolean &= bool.TryParse(text, out _);
        _memory.AddCategory(text.Length);
        _codes.Add(text, _texts.Count);
        _texts.Add(text);
        return _texts.Count - 1;
    }

    private NetworkException Mismatch(object cell, int row) =>
        _kind == ColumnKind.Number
            ? TableErrors.ColumnMixed(row, Name, cell, _firstRow, _values[_firstRow - 1], ColumnKind.Number)
            : TableErrors.CellKindInvalid(row, Name, cell, _kind!.Value);

    private MissingValue RuleFor(ColumnKind kind) =>
        _options.MissingValue switch
        {
            MissingValue.Mean or MissingValue.Median when kind is ColumnKind.Boolean or ColumnKind.Category or ColumnKind.Enumeration => MissingValue.MostFrequent,
            MissingValue.Indicator when _missing == 0 => kind is ColumnKind.Boolean or ColumnKind.Category or ColumnKind.Enumeration ? MissingValue.MostFrequent : MissingValue.Mean,
            MissingValue rule => rule,
        };

    private static StringComparer TextComparer(ColumnKind kind) =>
        kind == ColumnKind.Boolean ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
