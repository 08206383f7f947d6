using System.Globalization;

namespace PSNeuralNet.Data;

/// <summary>
/// Collects the cells of one feature column. Its first cell that is not missing decides what it holds; a cell of another kind
/// ends the reading. Numbers are kept as they are, text as the number of its category.
/// </summary>
internal sealed class CellColumn
{
    private readonly TableOptions _options;
    private readonly bool _isNumeric;
    private readonly bool _isCategorical;
    private readonly ValueList _values = new();
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _spans;
    private readonly List<string> _texts = [];
    private ColumnKind? _kind;
    private bool _isBoolean = true;
    private bool _isEnumeration = true;
    private int _firstRow;
    private int _missing;
    private double _smallest = double.PositiveInfinity;
    private double _largest = double.NegativeInfinity;

    /// <param name="name">The column's name.</param>
    /// <param name="options">How to read it.</param>
    public CellColumn(string name, TableOptions options)
    {
        Name = name;
        _options = options;
        _isCategorical = options.Categorical?.Any(pattern => NamePattern.IsMatch(pattern, name)) == true;
        _isNumeric = !_isCategorical && options.Numeric?.Any(pattern => NamePattern.IsMatch(pattern, name)) == true;
        _kind = _isCategorical ? ColumnKind.Category : _isNumeric ? ColumnKind.Number : null;
        _spans = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    /// <summary>The type of the first value that is neither number nor text nor time; null where there is none.</summary>
    public string? UnusableType { get; private set; }

    /// <summary>Takes a cell.</summary>
    /// <exception cref="NetworkException">It is missing and must not be, or is not of the column's kind.</exception>
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
        else if (_isCategorical || cell is bool or Enum or char or Guid or Version or Uri or System.Net.IPAddress)
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
        else if (_isNumeric || _options.IsNamed(Name))
        {
            throw Failure.CellNotNumeric(row, Name, cell);
        }
        else
        {
            UnusableType = cell!.GetType().Name;
            _values.Add(double.NaN);
        }
    }

    /// <summary>Takes a cell of a file.</summary>
    /// <exception cref="NetworkException">It is missing and must not be, or is not of the column's kind.</exception>
    public void Add(ReadOnlySpan<char> text, int row)
    {
        if (_kind == ColumnKind.Number && Cell.TryNumber(text, out double number) && double.IsFinite(number))
        {
            // What most cells are.
            Take(number);
        }
        else if (UnusableType is not null || Cell.IsMissing(text))
        {
            AddMissing(text.ToString(), row);
        }
        else if (!_isCategorical && Cell.TryNumber(text, out number))
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

    /// <summary>Forgets the cells after these many rows.</summary>
    public void Truncate(int rows)
    {
        _values.Truncate(rows);
    }

    /// <summary>What the column is, now that all rows are there.</summary>
    public FeatureColumn Describe()
    {
        ColumnKind kind = _kind == ColumnKind.Category
            ? _texts.Count > 0 && _isBoolean && !_isCategorical ? ColumnKind.Boolean : _texts.Count > 0 && _isEnumeration && !_isCategorical ? ColumnKind.Enumeration : ColumnKind.Category
            : _kind ?? ColumnKind.Number;
        bool isConstant = kind is ColumnKind.Category or ColumnKind.Enumeration or ColumnKind.Boolean ? _texts.Distinct(TextComparer(kind)).Count() <= 1 : !(_smallest < _largest);
        if (_missing == _values.Count || UnusableType is not null)
        {
            return FeatureColumn.LeftOut(Name, kind, null);
        }

        if (isConstant && (_missing == 0 || _options.MissingValue != MissingValue.Indicator))
        {
            return FeatureColumn.LeftOut(Name, kind, _texts.Count > 0 ? _texts[0] : FeatureColumn.Shown(kind, _smallest));
        }

        return new FeatureColumn(Name, kind, kind == ColumnKind.Boolean ? [] : _texts, RuleFor(kind));
    }

    /// <summary>Writes the column's features into X (sample after sample), from this feature on.</summary>
    public void Write(FeatureColumn column, double[] x, int features, int first)
    {
        int[] order = [.. _texts.Select(text => column.IsOneHot ? column.Category.ToList().IndexOf(text) : bool.Parse(text) ? 1 : 0)];
        bool hasIndicator = column.MissingValue == MissingValue.Indicator;
        for (int sample = 0; sample < _values.Count; sample++)
        {
            double value = _values[sample];
            bool isMissing = double.IsNaN(value);
            Span<double> target = x.AsSpan((sample * features) + first, column.Feature.Count);
            if (hasIndicator)
            {
                target[^1] = isMissing ? 1 : 0;
            }

            if (!column.IsOneHot)
            {
                target[0] = isMissing || order.Length == 0 ? value : order[(int)value];
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

        _missing++;
        _values.Add(double.NaN);
    }

    private void AddOther(object cell, int row)
    {
        if (_isNumeric)
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
        if (_kind != kind && !(_isNumeric && cell is not null))
        {
            if (_kind == ColumnKind.Category)
            {
                throw Failure.ColumnMixed(_firstRow, Name, _texts[0], row, cell ?? text.ToString(), kind);
            }

            if (_kind is not null)
            {
                throw Mismatch(cell ?? text.ToString(), row);
            }

            _kind = kind;
            _firstRow = row;
        }

        Take(Cell.RequireFinite(number, row, Name));
    }

    private void Take(double number)
    {
        _smallest = number < _smallest ? number : _smallest;
        _largest = number > _largest ? number : _largest;
        _values.Add(number);
    }

    private void AddText(ReadOnlySpan<char> text, int row)
    {
        if (_isNumeric || (!_isCategorical && Cell.IsForeignNumber(text)))
        {
            throw Failure.CellNotNumeric(row, Name, text.ToString());
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
                throw Failure.CategoryTooMany(Name, row, trimmed.ToString(), _options.MaximumCategory);
            }

            code = _texts.Count;
            _firstRow = code == 0 ? row : _firstRow;
            _kind = ColumnKind.Category;
            _isBoolean &= bool.TryParse(trimmed, out _);
            _texts.Add(trimmed.ToString());
            _codes.Add(_texts[code], code);
        }

        _values.Add(code);
    }

    private NetworkException Mismatch(object cell, int row)
    {
        return _kind == ColumnKind.Number
            ? Failure.ColumnMixed(row, Name, cell, _firstRow, _values[_firstRow - 1], ColumnKind.Number)
            : Failure.CellKindInvalid(row, Name, cell, _kind!.Value);
    }

    private MissingValue RuleFor(ColumnKind kind)
    {
        return _options.MissingValue switch
        {
            MissingValue.Mean or MissingValue.Median when kind is ColumnKind.Boolean or ColumnKind.Category or ColumnKind.Enumeration => MissingValue.MostFrequent,
            MissingValue.Indicator when _missing == 0 => kind is ColumnKind.Boolean or ColumnKind.Category or ColumnKind.Enumeration ? MissingValue.MostFrequent : MissingValue.Mean,
            MissingValue rule => rule,
        };
    }

    private static StringComparer TextComparer(ColumnKind kind)
    {
        return kind == ColumnKind.Boolean ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
    }
}
