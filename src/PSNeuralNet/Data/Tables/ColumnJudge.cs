namespace PSNeuralNet.Data;

/// <summary>
/// Decides what a column of a table holds, from all of its cells, once they are read: kind, categories, marks of missing cells. The rules
/// are those of docs/tables.md.
/// </summary>
internal sealed class ColumnJudge
{
    // Rule of columns with numbers and texts.
    private const int MixedValues = 20;
    private const int MixedRowsPerValue = 10;
    private const double MixedShare = 0.05;

    // Rule of columns that tell every row apart.
    private const int IdRows = 20;
    private const double IdShare = 0.95;

    private readonly CellColumn _column;
    private readonly TableOptions _options;
    private readonly ColumnNotices _notices;
    private readonly FeatureColumn? _known;
    private readonly CellCounts _counts;
    private readonly Dictionary<CellClass, CellGroup> _groups = [];

    /// <param name="column">The column.</param>
    /// <param name="options">Options of the table.</param>
    /// <param name="notices">Receives warnings.</param>
    public ColumnJudge(CellColumn column, TableOptions options, ColumnNotices notices)
    {
        (_column, _options, _notices) = (column, options, notices);
        _known = options.Schema?.Find(column.Name) is { IsLeftOut: false } known ? known : null;
        _counts = new CellCounts(column);
        foreach (CellClass kind in Enum.GetValues<CellClass>())
        {
            _groups.Add(kind, new CellGroup());
        }

        foreach (int code in _counts.Codes)
        {
            _groups[ClassOf(column.Cells[code])].Add(code, _counts.Of(code));
        }
    }

    /// <summary>True when the texts of numbers are needed, and the file has to be read again with <see cref="CellColumn.KeepsText"/>.</summary>
    public bool NeedsText { get; private set; }

    /// <summary>The sentinel times; null if there are none, or if they count as numbers.</summary>
    public SentinelCells? Sentinel { get; private set; }

    private IReadOnlyList<string> NumericMarks => _options.MissingMark ?? _known?.MissingMark ?? MissingMarks.Numeric;

    private IReadOnlyList<string> TextMarks => _options.MissingMark ?? _known?.MissingMark ?? MissingMarks.Text;

    private int NumberCount => _counts.Numbers + Group(CellClass.Number).Count;

    /// <summary>Number of cells that are not missing, in a column of numbers.</summary>
    private int Present => _column.Count - _counts.Empty - Group(CellClass.Mark).Count;

    /// <summary>The column's kind, categories and features.</summary>
    /// <exception cref="NetworkException">A cell does not fit to the others, or to what the column is told to hold.</exception>
    public FeatureColumn Judge()
    {
        if (_column.Unusable is { } unusable)
        {
            return LeftOut(ColumnKind.Category, null, $"row {unusable.Row} holds a {TypeName(unusable.Cell)}, which is no number, text or date");
        }

        if (_column.Unreadable is { } unreadable)
        {
            _notices.Add(ColumnNotice.Unreadable, _column.Name, $"row {unreadable.Row}, {unreadable.Cell.Reason}", unreadable.Cell.Warning(unreadable.Row, _column.Name, _counts.Empty == _column.Count));
        }

        if (_counts.Empty == _column.Count || (Present == 0 && !_column.IsCategorical && _known?.IsOneHot != true))
        {
            return LeftOut(_column.IsCategorical ? ColumnKind.Category : ColumnKind.Number, null, null, isTold: _column.Unreadable is not null);
        }

        ColumnKind kind = _column.IsCategorical ? ColumnKind.Category : _column.IsNumeric ? ColumnKind.Number : _known?.Kind ?? KindOf();
        return kind is ColumnKind.Category or ColumnKind.Enumeration ? Categories(kind) : Values(kind);
    }

    /// <summary>The kind that suits all cells.</summary>
    private ColumnKind KindOf()
    {
        ColumnKind? kind = Group(CellClass.Boolean).Count == Present ? ColumnKind.Boolean
            : Group(CellClass.Enumeration).Count == Present ? ColumnKind.Enumeration
            : NumberCount == Present ? ColumnKind.Number
            : Group(CellClass.Date).Count == Present ? ColumnKind.Date
            : Group(CellClass.Duration).Count == Present ? ColumnKind.Duration
            : null;
        if (kind is not null)
        {
            return kind.Value;
        }

        // The most frequent of the kinds that could be meant, and the cells that do not fit to it.
        (ColumnKind Kind, int Count) regular = new[] { (ColumnKind.Number, NumberCount), (ColumnKind.Date, Group(CellClass.Date).Count), (ColumnKind.Duration, Group(CellClass.Duration).Count) }.MaxBy(one => one.Item2);
        int[] others = [.. OthersOf(regular.Kind)];
        int otherCount = others.Sum(_counts.Of);
        if (regular.Count == 0 || IsText(others, regular.Count))
        {
            return ColumnKind.Category;
        }

        bool areMany = others.Length >= 2 || otherCount >= MixedShare * Present;
        return areMany && Distinct <= Math.Max(MixedValues, _column.Count / MixedRowsPerValue) ? ColumnKind.Category : throw Misfit(regular.Kind, others[0]);
    }

    private int Distinct => _counts.DistinctNumbers + _groups.Where(group => group.Key != CellClass.Mark).Sum(group => group.Value.Codes.Count);

    /// <summary>True for texts of which some happen to be numbers, such as article numbers: not a column of numbers with wrong cells.</summary>
    private bool IsText(int[] others, int regular)
    {
        int[] texts = [.. others.Where(code => !(_column.Cells[code] is string text && MissingMarks.IsUsual(text)))];
        int count = texts.Sum(_counts.Of);
        return (count >= regular && texts.Length >= _counts.DistinctNumbers + Group(CellClass.Number).Codes.Count) || (5 * count >= Present && 2 * texts.Length >= count && texts.Length > 2);
    }

    private IEnumerable<int> OthersOf(ColumnKind kind) =>
        _groups.Where(group => group.Key != CellClass.Mark && group.Key.ToString() != kind.ToString()).SelectMany(group => group.Value.Codes).OrderBy(_counts.FirstRowOf);

    private NetworkException Misfit(ColumnKind kind, int code)
    {
        object cell = _column.Cells[code];
        int row = _counts.FirstRowOf(code);
        if (kind != ColumnKind.Number)
        {
            return TableErrors.CellKindInvalid(row, _column.Name, cell, kind);
        }

        if (Cell.TryNumber(cell, out double number) && cell is not bool)
        {
            return TableErrors.CellIsInfinite(row, _column.Name, number);
        }

        int numberRow = Enumerable.Range(1, _column.Count).First(one => _column[one - 1] is var value && (double.IsFinite(value) || (CellCode.Of(value) is >= 0 and var place && Group(CellClass.Number).Codes.Contains(place))));
        return TableErrors.ColumnMixed(row, _column.Name, cell, numberRow, _column.CellOf(_column[numberRow - 1])!, ColumnKind.Number);
    }

    private FeatureColumn Values(ColumnKind kind)
    {
        Sentinel = FindSentinel(kind);
        if (Sentinel is { } sentinel && _options.Schema is null && sentinel.Count == Present)
        {
            return LeftOut(kind, Convert.ToString(sentinel.First, CultureInfo.InvariantCulture));
        }

        int missing = _column.Count - Present;
        var definition = new ColumnDefinition(_column.Name, kind)
        {
            MissingValue = RuleFor(kind, missing),
            MissingMark = NumericMarks,
            SentinelTime = _known?.SentinelTime ?? (Sentinel is null ? SentinelTime.Missing : SentinelTime.Indicator),
        };
        var column = new FeatureColumn(_known is null ? definition : _known.Definition with { MissingValue = definition.MissingValue });
        object? constant = Validate(column);
        if (constant is not null && Sentinel is null && IsDropped(missing))
        {
            return LeftOut(kind, constant);
        }

        Tell(column, missing);
        return column;
    }

    /// <summary>Encodes each different cell once, so that the first that does not fit is an error; the single value, null for several.</summary>
    private object? Validate(FeatureColumn column)
    {
        if (_column.HasNumbers && column.Kind is ColumnKind.Date or ColumnKind.Duration)
        {
            int row = Enumerable.Range(1, _column.Count).First(one => double.IsFinite(_column[one - 1]));
            throw TableErrors.CellKindInvalid(row, _column.Name, _column[row - 1], column.Kind);
        }

        double[] features = new double[column.Feature.Count];
        double? single = _column.HasNumbers ? _column.Smallest : null;
        bool isConstant = !_column.HasNumbers || !(_column.Smallest < _column.Largest);
        foreach (int code in _counts.Codes)
        {
            column.Expand(_column.Cells[code], _counts.FirstRowOf(code), features);
            if (!double.IsNaN(features[0]))
            {
                single ??= features[0];
                isConstant &= single == features[0];
            }
        }

        return isConstant && single is { } value ? FeatureColumn.Shown(column.Kind, value) : null;
    }

    private FeatureColumn Categories(ColumnKind kind)
    {
        if (_column.HasNumbers)
        {
            if (_column is { IsOfFile: true, KeepsText: false })
            {
                NeedsText = true;
                return LeftOut(kind, null, isTold: true);
            }

            _column.ReplaceNumbers();
            return new ColumnJudge(_column, _options, _notices).Categories(kind);
        }

        var counts = new Dictionary<string, int>(_options.IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (int code in _counts.Codes)
        {
            if (!Cell.IsMissing(_column.Cells[code], TextMarks))
            {
                string text = Cell.Text(_column.Cells[code]);
                counts[text] = counts.GetValueOrDefault(text) + _counts.Of(code);
            }
        }

        int present = counts.Values.Sum(), missing = _column.Count - present;
        if (present == 0)
        {
            return LeftOut(kind, null);
        }

        if (counts.Count == 1 && IsDropped(missing))
        {
            return LeftOut(kind, counts.First().Key);
        }

        bool isGiven = _column.IsCategorical || _column.IsNamed || _options.Schema is not null;
        if (!isGiven && kind == ColumnKind.Category && present >= IdRows && counts.Count >= IdShare * present)
        {
            return LeftOut(kind, null, $"{counts.Count} of {present} values differ, as ids and paths do; to use it, name it with -Feature '{_column.Name}'");
        }

        if (_known is { HasOther: true })
        {
            return _known;
        }

        var definition = new ColumnDefinition(_column.Name, kind)
        {
            Category = [.. counts.Keys],
            IgnoreCase = _known?.IgnoreCase ?? _options.IgnoreCase,
            MissingMark = TextMarks,
            MissingValue = RuleFor(kind, missing),
        };
        if (_options.Schema is null)
        {
            definition = Limit(definition, counts);
            WarnOfCategories(counts);
        }

        var column = new FeatureColumn(definition);
        Tell(column, missing);
        return column;
    }

    /// <summary>Warns of cells that are filled in, and of sentinel times.</summary>
    private void Tell(FeatureColumn column, int missing)
    {
        if (Sentinel is { } sentinel)
        {
            _notices.Add(ColumnNotice.Never, _column.Name, $"{sentinel.Count}, first in row {sentinel.Row}", sentinel.Warning(column));
        }

        if (missing > 0 && _options.Schema is null && column.MayBeMissing)
        {
            string by = column.MissingValue switch
            {
                MissingValue.MostFrequent => "the most frequent value",
                MissingValue.Median => "the median",
                _ => "the mean",
            };
            _notices.Add(ColumnNotice.Imputed, _column.Name, $"{missing} of {_column.Count}, with {by}");
        }
    }

    /// <summary>The most frequent categories, of equal ones the first in ordinal order; the others share a feature.</summary>
    private ColumnDefinition Limit(ColumnDefinition definition, Dictionary<string, int> counts)
    {
        if (counts.Count <= _options.MaximumCategory)
        {
            return definition;
        }

        _notices.Add(ColumnNotice.RareCategory, _column.Name, $"{counts.Count - _options.MaximumCategory} of {counts.Count}");
        string[] kept = [.. counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(_options.MaximumCategory).Select(entry => entry.Key)];
        return definition with { Category = kept, HasOther = true };
    }

    private void WarnOfCategories(Dictionary<string, int> counts)
    {
        string[] variants = [.. counts.Keys.GroupBy(text => text, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()).SelectMany(group => group)];
        if (variants.Length > 0)
        {
            _notices.Add(ColumnNotice.CaseVariant, _column.Name, Failure.Listed(variants));
        }

        string[] marks = [.. counts.Keys.Where(MissingMarks.IsUsual)];
        if (marks.Length > 0 && _options.MissingMark is null)
        {
            _notices.Add(ColumnNotice.MarkIsCategory, _column.Name, Failure.Listed(marks));
        }

        if (!_column.IsCategorical && NumberCount > 0)
        {
            string[] texts = [.. OthersOf(ColumnKind.Number).Select(code => Cell.Text(_column.Cells[code])).Where(text => !MissingMarks.IsUsual(text))];
            _notices.Add(ColumnNotice.NumberIsCategory, _column.Name, texts.Length == 0 ? $"{NumberCount} numbers" : $"numbers and '{texts[0]}'");
        }
    }

    private SentinelCells? FindSentinel(ColumnKind kind)
    {
        if (kind is not (ColumnKind.Date or ColumnKind.Duration) || _known?.SentinelTime == SentinelTime.Number)
        {
            return null;
        }

        int[] codes = [.. Group(kind == ColumnKind.Date ? CellClass.Date : CellClass.Duration).Codes.Where(code => CellTime.IsSentinel(kind, NumberOf(kind, _column.Cells[code])))];
        return codes.Length == 0 ? null : new SentinelCells(codes.Sum(_counts.Of), _counts.FirstRowOf(codes[0]), _column.Cells[codes[0]]);
    }

    private static double NumberOf(ColumnKind kind, object cell) =>
        kind == ColumnKind.Date ? CellTime.TryDate(cell, out double days) ? days : 0 : CellTime.TryDuration(cell, out double seconds) ? seconds : 0;

    private CellGroup Group(CellClass kind) => _groups[kind];

    private CellClass ClassOf(object cell) =>
        cell switch
        {
            string text when MissingMarks.Contains(NumericMarks, text) => CellClass.Mark,
            string text when Cell.TryNumber(text.AsSpan(), out double number) => double.IsFinite(number) ? CellClass.Number : CellClass.Text,
            string text when bool.TryParse(text, out _) => CellClass.Boolean,
            string text when CellTime.TryDate(text.AsSpan(), out _) => CellClass.Date,
            string text when CellTime.TryDuration(text.AsSpan(), out _) => CellClass.Duration,
            bool => CellClass.Boolean,
            Enum => CellClass.Enumeration,
            DateTime or DateTimeOffset or DateOnly => CellClass.Date,
            TimeSpan or TimeOnly => CellClass.Duration,
            _ => CellClass.Text,
        };

    private FeatureColumn LeftOut(ColumnKind kind, object? constant, string? reason = null, bool isTold = false)
    {
        FeatureColumn column = FeatureColumn.LeftOut(_column.Name, kind, constant, reason);
        if (!isTold)
        {
            _notices.Add(ColumnNotice.LeftOut, _column.Name, column.Reason);
        }

        return column;
    }

    private bool IsDropped(int missing) => _options.Schema is null && (missing == 0 || _options.MissingValue != MissingValue.Indicator);

    private MissingValue RuleFor(ColumnKind kind, int missing)
    {
        bool isText = kind is ColumnKind.Boolean or ColumnKind.Category or ColumnKind.Enumeration;
        return _options.MissingValue switch
        {
            MissingValue.Mean or MissingValue.Median when isText => MissingValue.MostFrequent,
            MissingValue.Indicator when missing == 0 => isText ? MissingValue.MostFrequent : MissingValue.Mean,
            MissingValue rule => rule,
        };
    }

    private static string TypeName(object cell) => cell is System.Collections.IDictionary ? "Hashtable" : cell.GetType().Name;
}
