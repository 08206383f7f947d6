namespace PSNeuralNet.Data;

/// <summary>
/// Decides how a column of a table is encoded, from all of its cells, once they are read: kind, categories, marks of missing cells. The
/// rules are those of docs/tables.md.
/// </summary>
internal sealed class ColumnJudge
{
    // Rule of columns that tell every row apart.
    private const int IdRows = 20;
    private const double IdShare = 0.95;

    private readonly CellColumn _column;
    private readonly TableOptions _options;
    private readonly ColumnNotices _notices;
    private readonly FeatureColumn? _known;
    private readonly CellSurvey _survey;
    private readonly DateFormat? _dates;

    /// <param name="column">The column.</param>
    /// <param name="options">Options of the table.</param>
    /// <param name="notices">Receives warnings.</param>
    public ColumnJudge(CellColumn column, TableOptions options, ColumnNotices notices)
    {
        (_column, _options, _notices) = (column, options, notices);
        _known = options.Schema?.Find(column.Name) is { IsLeftOut: false } known ? known : null;
        _dates = _known is null && options.DateFormat is { Count: > 0 } formats ? DateFormat.Of(formats) : _known?.Definition.Date?.Format is { Exact.Count: > 0 } stored ? stored : null;
        _survey = new CellSurvey(column, NumericMarks, _dates);
    }

    /// <summary>True when the texts of numbers are needed, and the file has to be read again with <see cref="CellColumn.KeepsText"/>.</summary>
    public bool NeedsText { get; private set; }

    private IReadOnlyList<string> NumericMarks => _options.MissingMark ?? _known?.MissingMark ?? MissingMarks.Numeric;

    private IReadOnlyList<string> TextMarks => _options.MissingMark ?? _known?.MissingMark ?? MissingMarks.Text;

    private CellCounts Counts => _survey.Counts;

    /// <summary>True for values that tell nearly every row apart, as ids and paths do.</summary>
    /// <param name="distinct">Number of different values.</param>
    /// <param name="present">Number of cells that are not missing.</param>
    public static bool AreIds(int distinct, int present) => present >= IdRows && distinct >= IdShare * present;

    /// <summary>The column's encoding.</summary>
    /// <exception cref="NetworkException">A cell does not fit to the others, or to what the column is told to hold.</exception>
    public FeatureColumn Judge()
    {
        if (_column.Unusable is { } unusable)
        {
            string reason = string.Create(CultureInfo.InvariantCulture, $"row {unusable.Row} holds {NestedValue.Describe(unusable.Cell)}");
            _notices.Add(ColumnNotice.Nested, _column.Name, reason, $"The column '{_column.Name}' holds objects, and is left out: {reason}. {char.ToUpperInvariant(NestedValue.Advice(_column.Name, unusable.Cell)[0])}{NestedValue.Advice(_column.Name, unusable.Cell)[1..]}.");
            return LeftOut(ColumnKind.Category, null, reason, isTold: true);
        }

        if (_column.Unreadable is { } unreadable)
        {
            _notices.Add(
                Counts.Empty == _column.Count ? ColumnNotice.LeftOut : ColumnNotice.Unreadable, _column.Name, $"row {unreadable.Row}, {unreadable.Cell.Reason}", unreadable.Cell.Warning(unreadable.Row, _column.Name, Counts.Empty == _column.Count));
        }

        if (Counts.Empty == _column.Count || (_survey.Present == 0 && !_column.IsCategorical && !_column.IsText && _known is not ({ Definition.IsCategory: true } or { IsText: true })))
        {
            return LeftOut(_column.IsCategorical ? ColumnKind.Category : ColumnKind.Number, null, isTold: _column.Unreadable is not null);
        }

        if (_column.IsCategorical || (!_column.IsNumeric && _known is { Definition.IsCategory: true }))
        {
            return Categories(_known is { Definition.IsCategory: true } ? _known.Kind : ColumnKind.Category);
        }

        if (!_column.IsNumeric && (_known?.IsText ?? _column.IsText))
        {
            return Text();
        }

        if (_dates is not null && _column is { HasNumbers: true, IsNumeric: false } && DateInference.AreDates(_column, _dates))
        {
            _column.ReplaceNumbers();
            return new ColumnJudge(_column, _options, _notices).Judge();
        }

        var inference = new KindInference(_column, _survey, _options.Culture);
        ColumnKind kind = _known?.Kind ?? (_column.IsNumeric ? ColumnKind.Number : inference.Infer());
        if (_column.IsNumeric && _known is null && _survey.Group(CellClass.Text).Count > 0)
        {
            inference.ReadLocalNumbers();
        }

        if (inference.NeedsText && RequiresText())
        {
            return LeftOut(kind, null, isTold: true);
        }

        if (inference.IgnoredCulture is { } written)
        {
            _notices.Add(ColumnNotice.CultureIgnored, _column.Name, written);
        }

        return kind == ColumnKind.Category && _known is null && new FreeText(_column, Counts, TextMarks).HasManyWords ? Text()
            : kind is ColumnKind.Category or ColumnKind.Enumeration ? Categories(kind, inference.ParsedTexts > 0) : Values(kind, inference.NumberFormat);
    }

    /// <summary>The column's encoding; a column with an error is left out, with the message as the reason.</summary>
    public FeatureColumn TryJudge()
    {
        try
        {
            return Judge();
        }
        catch (NetworkException exception)
        {
            CellClass most = new[] { CellClass.Date, CellClass.Duration, CellClass.Text }.MaxBy(cells => _survey.Group(cells).Count);
            ColumnKind kind = 2 * _survey.Numbers >= _survey.Present ? ColumnKind.Number : most == CellClass.Date ? ColumnKind.Date : most == CellClass.Duration ? ColumnKind.Duration : ColumnKind.Category;
            _notices.Add(ColumnNotice.LeftOut, _column.Name, exception.Message, $"Training ends with an error: {exception.Message}");
            return LeftOut(kind, null, exception.Message.TrimEnd('.'), isTold: true);
        }
    }

    private FeatureColumn Values(ColumnKind kind, NumberFormat? format)
    {
        if ((format ?? _known?.Definition.NumberFormat) is not null && _column.HasNumbers && !_column.HasTypedNumbers)
        {
            if (RequiresText())
            {
                return LeftOut(kind, null, isTold: true);
            }

            // 1.234 is 1234 where points are group marks.
            _column.ReplaceNumbers();
            return new ColumnJudge(_column, _options, _notices).Values(kind, format);
        }

        DateEncoding? dates = _known is { Definition: { } known } ? known.Date : kind == ColumnKind.Date ? new DateInference(_column, _survey, _options, _dates, _notices).Infer() : null;
        SentinelCells? sentinel = FindSentinel(kind, dates);
        if (sentinel is not null && _options.Schema is null && sentinel.Count == _column.Count)
        {
            return LeftOut(kind, Convert.ToString(sentinel.First, CultureInfo.InvariantCulture));
        }

        int missing = _column.Count - _survey.Present;
        ColumnDefinition definition = _known?.Definition ?? new ColumnDefinition(_column.Name, kind)
        {
            MissingMark = NumericMarks,
            NumberFormat = format,
            Date = dates,
            SentinelTime = sentinel is null ? SentinelTime.Missing : SentinelTime.Indicator,
        };
        var column = new FeatureColumn(definition with { MissingValue = RuleFor(kind, missing) });
        object? constant = new CellValidation(_column, Counts, isNew: _options.Schema is null).SingleValue(column);
        if (constant is not null && sentinel is null && IsDropped(missing))
        {
            return LeftOut(kind, constant);
        }

        if (constant is not null && sentinel is null && IsSingle(missing))
        {
            return Single(definition, constant, _survey.Present);
        }

        Tell(column, missing, sentinel);
        return column;
    }

    private FeatureColumn Categories(ColumnKind kind, bool hasParsedTexts = false)
    {
        if (RequiresText())
        {
            return LeftOut(kind, null, isTold: true);
        }

        int numbers = _survey.Numbers;
        if (_column.HasNumbers)
        {
            _column.ReplaceNumbers();
            return new ColumnJudge(_column, _options, _notices).Categories(kind, hasParsedTexts);
        }

        Dictionary<string, int> counts = CountCategories();
        int present = counts.Values.Sum(), missing = _column.Count - present;
        if (present == 0 || (counts.Count == 1 && IsDropped(missing)))
        {
            return LeftOut(kind, present == 0 ? null : counts.First().Key);
        }

        bool isGiven = _column.IsCategorical || _column.IsNamed || _options.Schema is not null;
        if (!isGiven && kind == ColumnKind.Category && AreIds(counts.Count, present))
        {
            return LeftOut(kind, null, $"{counts.Count} of {present} values differ, as ids and paths do, which -Feature '{_column.Name}' overrides{(MeasuredTexts.Example(counts.Keys) is { } measured ? $"; these are texts with numbers in them, such as '{measured}': to use the numbers, make a column of them, in one unit" : "")}");
        }

        ColumnDefinition definition = _known is { HasOther: true } or { IsTargetEncoded: true } ? _known.Definition : new ColumnDefinition(_column.Name, kind)
        {
            Category = [.. counts.Keys],
            IgnoreCase = _known?.IgnoreCase ?? _options.IgnoreCase,
            MissingMark = TextMarks,
        };
        if (_options.Schema is null)
        {
            definition = _options.CategoryEncoding == CategoryEncoding.Target ? ByTarget(definition, missing) : Limit(definition, counts);
            new CategoryWarnings(_column, _options, _notices).Warn(counts, numbers, hasParsedTexts);
        }

        if (counts.Count == 1 && IsSingle(missing))
        {
            return Single(definition, counts.First().Key, present);
        }

        var column = new FeatureColumn(definition with { MissingValue = RuleFor(kind, missing) });
        Tell(column, missing, null);
        return column;
    }

    private FeatureColumn Text()
    {
        if (RequiresText())
        {
            return LeftOut(ColumnKind.Text, null, isTold: true);
        }

        if (_column.HasNumbers)
        {
            _column.ReplaceNumbers();
            return new ColumnJudge(_column, _options, _notices).Text();
        }

        var text = new FreeText(_column, Counts, TextMarks);
        if (text.Constant is not null && IsDropped(text.Missing))
        {
            return LeftOut(ColumnKind.Text, text.Constant);
        }

        ColumnDefinition definition = _known?.Definition ?? new ColumnDefinition(_column.Name, ColumnKind.Text)
        {
            MissingMark = TextMarks,
            Vocabulary = text.Fit(_options.MaximumWord),
        };
        int words = definition.Vocabulary!.Word.Count;
        if (words == 0)
        {
            return LeftOut(ColumnKind.Text, null, "no cell has a word of two letters");
        }

        if (!_column.IsText && _options.Schema is null)
        {
            _notices.Add(ColumnNotice.FreeText, _column.Name, $"{words} of them");
        }

        if (text.Constant is { } constant && IsSingle(text.Missing))
        {
            return Single(definition, constant, _column.Count - text.Missing);
        }

        if (text.Missing > 0 && _options.Schema is null && _options.MissingValue != MissingValue.Indicator)
        {
            _notices.Add(ColumnNotice.Imputed, _column.Name, $"{text.Missing} of {_column.Count}, as texts without words");
        }

        return new FeatureColumn(definition with { MissingValue = RuleFor(ColumnKind.Text, text.Missing) });
    }

    private Dictionary<string, int> CountCategories()
    {
        var counts = new Dictionary<string, int>(_known?.IgnoreCase ?? _options.IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (int code in Counts.Codes)
        {
            if (!Cell.IsMissing(_column.Cells[code], TextMarks))
            {
                string text = Cell.Text(_column.Cells[code]);
                counts[text] = counts.GetValueOrDefault(text) + Counts.Of(code);
            }
        }

        return counts;
    }

    /// <summary>The most frequent categories, of equal ones the first in ordinal order; the others share a feature.</summary>
    private ColumnDefinition Limit(ColumnDefinition definition, Dictionary<string, int> counts)
    {
        int most = _options.MaximumCategory;
        if (counts.Count <= most)
        {
            return definition;
        }

        _notices.Add(ColumnNotice.RareCategory, _column.Name, $"{counts.Count - most} of {counts.Count}");
        return definition with
        {
            Category = [.. counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(most).Select(entry => entry.Key)],
            HasOther = true,
        };
    }

    /// <summary>Encoding by the target, whose statistics are not known yet. All categories have some, and missing cells are one of them.</summary>
    private static ColumnDefinition ByTarget(ColumnDefinition definition, int missing)
    {
        IReadOnlyList<string> category = missing > 0 ? [.. definition.Category, ""] : definition.Category;
        return definition with { Category = category, TargetEncoding = TargetTable.Index(category.Count) };
    }

    /// <summary>Warns of cells that are filled in, and of sentinel times.</summary>
    private void Tell(FeatureColumn column, int missing, SentinelCells? sentinel)
    {
        if (sentinel is not null)
        {
            _notices.Add(ColumnNotice.Never, _column.Name, $"{sentinel.Count}, first in row {sentinel.Row}", sentinel.Warning(column));
        }

        if (missing > 0 && _column.Unreadable is null && _options.Schema is null && column.MayBeMissing)
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

    private SentinelCells? FindSentinel(ColumnKind kind, DateEncoding? dates)
    {
        if (kind is not (ColumnKind.Date or ColumnKind.Duration) || _known?.SentinelTime == SentinelTime.Number)
        {
            return null;
        }

        int[] codes = [.. _survey.Group(kind == ColumnKind.Date ? CellClass.Date : CellClass.Duration).Codes.Where(code => CellTime.IsSentinel(kind, NumberOf(kind, _column.Cells[code], dates)))];
        return codes.Length == 0 ? null : new SentinelCells(codes.Sum(Counts.Of), Counts.FirstRowOf(codes[0]), _column.Cells[codes[0]]);
    }

    private static double NumberOf(ColumnKind kind, object cell, DateEncoding? dates) =>
        kind == ColumnKind.Date && dates is not null ? dates.TryRead(cell, out DateCell date) ? dates.Days(date) : 0 :
        kind == ColumnKind.Date ? CellTime.TryDate(cell, out double days) ? days : 0 : CellTime.TryDuration(cell, out double seconds) ? seconds : 0;

    /// <summary>True for a file that has to be read again, with the texts of its numbers.</summary>
    private bool RequiresText()
    {
        NeedsText = _column is { HasNumbers: true, IsOfFile: true, KeepsText: false };
        return NeedsText;
    }

    private FeatureColumn LeftOut(ColumnKind kind, object? constant, string? reason = null, bool isTold = false)
    {
        FeatureColumn column = FeatureColumn.LeftOut(_column.Name, kind, constant, reason);
        if (!isTold)
        {
            _notices.Add(ColumnNotice.LeftOut, _column.Name, column.Reason);
        }

        return column;
    }

    /// <summary>True where a column with one value is dropped: it tells no row apart.</summary>
    private bool IsDropped(int missing) => _options.Schema is null && missing == 0;

    /// <summary>True where a column with one value is kept for its missing cells, as a column of ticks is.</summary>
    private bool IsSingle(int missing) => _options.Schema is null && missing > 0 && _options.MissingValue is not (MissingValue.Indicator or MissingValue.Error);

    /// <summary>A column with one value and missing cells, which have a feature.</summary>
    private FeatureColumn Single(ColumnDefinition definition, object value, int present)
    {
        _notices.Add(ColumnNotice.SingleValue, _column.Name, string.Create(CultureInfo.InvariantCulture, $"{present} of {_column.Count} cells are '{FeatureColumn.ShownText(value)}'"));
        return new FeatureColumn(definition with { MissingValue = definition.TargetEncoding is null ? MissingValue.Indicator : RuleFor(definition.Kind, _column.Count - present) });
    }

    private MissingValue RuleFor(ColumnKind kind, int missing)
    {
        bool isText = kind is ColumnKind.Boolean or ColumnKind.Category or ColumnKind.Enumeration or ColumnKind.Text;
        return _options.MissingValue switch
        {
            MissingValue.Mean or MissingValue.Median when isText => MissingValue.MostFrequent,
            MissingValue.Indicator when missing == 0 => isText ? MissingValue.MostFrequent : MissingValue.Mean,
            MissingValue rule => rule,
        };
    }
}
