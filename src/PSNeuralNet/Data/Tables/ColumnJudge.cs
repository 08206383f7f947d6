namespace PSNeuralNet.Data;

/// <summary>
/// Decides how a column of a table is encoded, from all of its cells, once they are read: kind, categories, marks of missing cells. The
/// rules are those of docs/tables.md.
/// </summary>
internal sealed class ColumnJudge
{
    // Rule of columns that tell every row apart.
    private const double IdRows = 20, IdShare = 0.95;

    private readonly CellColumn _column;
    private readonly TableOptions _options;
    private readonly ColumnNotices _notices;
    private readonly FeatureColumn? _known;
    private readonly CellSurvey _survey;
    private readonly DateFormat? _dates;
    private readonly DateFormatFit? _fit;

    /// <param name="column">The column.</param>
    /// <param name="options">Options of the table.</param>
    /// <param name="notices">Receives warnings.</param>
    public ColumnJudge(CellColumn column, TableOptions options, ColumnNotices notices)
    {
        (_column, _options, _notices) = (column, options, notices);
        _known = options.Schema?.Find(column.Name) is { IsLeftOut: false } known ? known : null;
        _dates = _known is null or { Kind: ColumnKind.Date } && options.DateFormat is { Count: > 0 } formats ? DateFormat.Of(formats) : _known?.Definition.Date?.Format is { Exact.Count: > 0 } stored ? stored : null;
        _fit = _dates is null || column.IsNumeric || column.IsCategorical || column.IsText ? null : new DateFormatFit(column, _dates, NumericMarks);
        _survey = new CellSurvey(column, NumericMarks, _known is null && _fit is not { IsComplete: true } ? null : _dates);
    }

    /// <summary>True when the texts of numbers are needed, and the file has to be read again with <see cref="CellColumn.KeepsText"/>.</summary>
    public bool NeedsText { get; private set; }

    /// <summary>True where the column is read in -DateFormat.</summary>
    public bool UsesDateFormat { get; private set; }

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
        try
        {
            return JudgeCells();
        }
        catch (NetworkException) when (_column is { HasNumbers: true, HasTypedNumbers: false })
        {
            // Once more with the texts of numbers, which the error names.
            if (RequiresText())
            {
                return LeftOut(ColumnKind.Category, null, isWarned: true);
            }

            _column.ReplaceNumbers();
            return new ColumnJudge(_column, _options, _notices).Judge();
        }
    }

    private FeatureColumn JudgeCells()
    {
        if (_column.Unusable is { } unusable)
        {
            string reason = string.Create(CultureInfo.InvariantCulture, $"row {unusable.Row} holds {NestedValue.Describe(unusable.Cell)}");
            _notices.Add(ColumnNotice.Nested, _column.Name, reason, $"The column '{_column.Name}' holds objects, and is left out: {reason}. {char.ToUpperInvariant(NestedValue.Advice(_column.Name, unusable.Cell)[0])}{NestedValue.Advice(_column.Name, unusable.Cell)[1..]}.");
            return LeftOut(ColumnKind.Category, null, reason, isWarned: true);
        }

        if (_column.Unreadable is { } unreadable)
        {
            bool isLeftOut = _known is null && Counts.Empty == _column.Count;
            _notices.Add(
                isLeftOut ? ColumnNotice.LeftOut : ColumnNotice.Unreadable, _column.Name, $"row {unreadable.Row}, {unreadable.Cell.Reason}", unreadable.Cell.Warning(unreadable.Row, _column.Name, isLeftOut));
        }

        if (_known is null && (Counts.Empty == _column.Count || (_survey.Present == 0 && !_column.IsCategorical && !_column.IsText)))
        {
            return LeftOut(_column.IsCategorical ? ColumnKind.Category : ColumnKind.Number, null, isWarned: _column.Unreadable is not null);
        }

        if (_column.IsCategorical || (!_column.IsNumeric && _known is { Definition.IsCategory: true }))
        {
            return Categories(_known is { Definition.IsCategory: true } ? _known.Kind : ColumnKind.Category);
        }

        if (!_column.IsNumeric && (_known?.IsText ?? _column.IsText))
        {
            return Text();
        }

        if (_known is null && _fit is { IsMeant: true, FirstMisfit: { } misfit })
        {
            throw TableErrors.DateFormatMismatch(misfit.Row, _column.Name, misfit.Cell, _dates!);
        }

        UsesDateFormat = _fit is { IsComplete: true };
        if (_column.HasNumbers && (UsesDateFormat || (_fit is not null && _known is not null)))
        {
            _column.ReplaceNumbers();
            return new ColumnJudge(_column, _options, _notices).Judge();
        }

        var inference = new KindInference(_column, _survey, _options.Culture);
        ColumnKind kind = _known?.Kind ?? (_column.IsNumeric ? ColumnKind.Number : inference.Infer());
        if (_known is null ? _column.IsNumeric && _survey.Group(CellClass.Text).Count > 0 : kind == ColumnKind.Number && _options.Culture is not null)
        {
            inference.ReadLocalNumbers();
        }

        if (inference.NeedsText && RequiresText())
        {
            return LeftOut(kind, null, isWarned: true);
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
            return LeftOut(kind, null, exception.Message.TrimEnd('.'), isWarned: true);
        }
    }

    private FeatureColumn Values(ColumnKind kind, NumberFormat? format)
    {
        format ??= _options.Culture is null || _survey.Others(CellClass.Number).Any() ? _known?.Definition.NumberFormat : null;

        if (format is not null && _column.HasNumbers && !_column.HasTypedNumbers)
        {
            if (RequiresText())
            {
                return LeftOut(kind, null, isWarned: true);
            }

            // 1.234 is 1234 where points are group marks.
            _column.ReplaceNumbers();
            return new ColumnJudge(_column, _options, _notices).Values(kind, format);
        }

        DateEncoding? dates = _known is not null ? KnownDates() : kind == ColumnKind.Date ? new DateInference(_column, _survey, _options, UsesDateFormat ? _dates : null, UsesDateFormat ? null : _dates, _notices).Infer() : null;
        SentinelCells? sentinel = _known?.SentinelTime == SentinelTime.Number ? null : SentinelCells.Find(_column, _survey, kind, dates);
        if (sentinel is not null && _options.Schema is null && sentinel.Count == _column.Count)
        {
            return LeftOut(kind, Convert.ToString(sentinel.First, CultureInfo.InvariantCulture));
        }

        int missing = _column.Count - _survey.Present;
        ColumnDefinition definition = _known?.Definition ?? new ColumnDefinition(_column.Name, kind) { SentinelTime = sentinel is null ? SentinelTime.Missing : SentinelTime.Indicator };
        var column = new FeatureColumn(definition with { MissingMark = NumericMarks, NumberFormat = format, Date = dates, MissingValue = RuleFor(kind, missing) });
        object? constant = new CellValidation(_column, Counts, isNew: _options.Schema is null).SingleValue(column);
        if (constant is not null && sentinel is null && IsDropped(missing))
        {
            return LeftOut(kind, constant);
        }

        if (constant is not null && sentinel is null && IsSingle(missing))
        {
            return Single(column, constant, _survey.Present);
        }

        if (kind == ColumnKind.Number && format is null && !_column.IsNumeric && _options.Schema is null && TimeHint.OfNumbers(_survey.AllNumbers()) is { } date)
        {
            _notices.Add(ColumnNotice.NumberMayBeDate, _column.Name, date);
        }

        WarnOfCells(column, missing, sentinel);
        return column;
    }

    /// <summary>The encoding of a known column of dates, with the format that was given if all texts fit.</summary>
    private DateEncoding? KnownDates()
    {
        DateEncoding? stored = _known!.Definition.Date;
        bool isGiven = _known.Kind == ColumnKind.Date && _options.DateFormat is { Count: > 0 } && _survey.Group(CellClass.Date).Codes.TrueForAll(code => _column.Cells[code] is not string text || _dates!.TryParse(text, out _));
        return isGiven ? (stored ?? DateEncoding.AsWritten) with { Format = _dates! } : stored;
    }

    private FeatureColumn Categories(ColumnKind kind, bool hasParsedTexts = false)
    {
        if (RequiresText())
        {
            return LeftOut(kind, null, isWarned: true);
        }

        int numbers = _survey.Numbers;
        if (_column.HasNumbers)
        {
            _column.ReplaceNumbers();
            return new ColumnJudge(_column, _options, _notices).Categories(kind, hasParsedTexts);
        }

        Dictionary<string, int> counts = CountCategories();
        int present = counts.Values.Sum(), missing = _column.Count - present;
        if ((present == 0 && _known is not { Definition.IsCategory: true }) || (counts.Count == 1 && IsDropped(missing)))
        {
            return LeftOut(kind, present == 0 ? null : counts.First().Key);
        }

        if (!_column.IsCategorical && kind == ColumnKind.Category && _options.Schema is null && TimeHint.Of(counts) is { } hint)
        {
            _notices.Add(ColumnNotice.TimeIsCategory, _column.Name, hint);
        }

        bool isGiven = _column.IsCategorical || _column.IsNamed || _options.Schema is not null;
        if (!isGiven && kind == ColumnKind.Category && AreIds(counts.Count, present))
        {
            return LeftOut(kind, null, $"{counts.Count} of {present} values differ, as ids and paths do, which -Feature '{_column.Name}' overrides{(MeasuredTexts.Example(counts.Keys) is { } measured ? $"; these are texts with numbers in them, such as '{measured}': to use the numbers, make a column of them, in one unit" : "")}");
        }

        ColumnDefinition definition = _known is { Definition: { IsCategory: true } known } ? known with { Category = known.HasOther || _known.IsTargetEncoded ? known.Category : [.. known.Category, .. counts.Keys] }
            : new ColumnDefinition(_column.Name, kind) { Category = [.. counts.Keys], IgnoreCase = _options.IgnoreCase };
        if (_options.Schema is null)
        {
            definition = _options.CategoryEncoding == CategoryEncoding.Target ? ByTarget(definition, missing) : Limit(definition, counts);
            new CategoryWarnings(_column, _options, _notices).Warn(counts, numbers, hasParsedTexts);
        }

        var column = new FeatureColumn(definition with { MissingMark = TextMarks, MissingValue = RuleFor(kind, missing) });
        if (counts.Count == 1 && IsSingle(missing))
        {
            return Single(column, counts.First().Key, present);
        }

        WarnOfCells(column, missing, null);
        return column;
    }

    private FeatureColumn Text()
    {
        if (RequiresText())
        {
            return LeftOut(ColumnKind.Text, null, isWarned: true);
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

        ColumnDefinition definition = _known is { IsText: true } ? _known.Definition : new ColumnDefinition(_column.Name, ColumnKind.Text) { Vocabulary = text.Fit(_options.MaximumWord) };
        int words = definition.Vocabulary!.Word.Count;
        if (words == 0)
        {
            return LeftOut(ColumnKind.Text, null, "no cell has a word of two letters");
        }

        if (!_column.IsText && _options.Schema is null)
        {
            _notices.Add(ColumnNotice.FreeText, _column.Name, $"{words} of them");
        }

        var column = new FeatureColumn(definition with { MissingMark = TextMarks, MissingValue = RuleFor(ColumnKind.Text, text.Missing) });
        if (text.Constant is { } constant && IsSingle(text.Missing))
        {
            return Single(column, constant, _column.Count - text.Missing);
        }

        if (text.Missing > 0 && column.MissingValue != MissingValue.Indicator)
        {
            _notices.Add(_known is null ? ColumnNotice.Imputed : ColumnNotice.ImputedAsTrained, _column.Name, $"{text.Missing} of {_column.Count}, as texts without words");
        }

        return column;
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

    /// <summary>Warns of missing cells, and of sentinel times.</summary>
    private void WarnOfCells(FeatureColumn column, int missing, SentinelCells? sentinel)
    {
        if (sentinel is not null)
        {
            _notices.Add(ColumnNotice.Never, _column.Name, $"{sentinel.Count}, first in row {sentinel.Row}", sentinel.Warning(column));
        }

        if (missing > 0 && _column.Unreadable is null && column.MayBeMissing)
        {
            string by = column.MissingValue == MissingValue.MostFrequent ? "the most frequent value" : column.MissingValue == MissingValue.Median ? "the median" : "the mean";
            _notices.Add(_known is null ? ColumnNotice.Imputed : ColumnNotice.ImputedAsTrained, _column.Name, $"{missing} of {_column.Count}, with {by}");
        }
    }

    /// <summary>True for a file that has to be read again, with the texts of its numbers.</summary>
    private bool RequiresText()
    {
        NeedsText = _column is { HasNumbers: true, IsOfFile: true, KeepsText: false };
        return NeedsText;
    }

    private FeatureColumn LeftOut(ColumnKind kind, object? constant, string? reason = null, bool isWarned = false)
    {
        FeatureColumn column = FeatureColumn.LeftOut(_column.Name, kind, constant, reason);
        if (!isWarned)
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
    private FeatureColumn Single(FeatureColumn column, object value, int present)
    {
        _notices.Add(ColumnNotice.SingleValue, _column.Name, string.Create(CultureInfo.InvariantCulture, $"{present} of {_column.Count} cells are '{FeatureColumn.ShownText(value)}'"));
        return column.IsTargetEncoded ? column : new FeatureColumn(column.Definition with { MissingValue = MissingValue.Indicator });
    }

    private MissingValue RuleFor(ColumnKind kind, int missing)
    {
        if (_known is { } known && known.Kind == kind)
        {
            // As the network fills them in, so that a table is encoded as its rows are at prediction.
            return missing > 0 && _options.MissingValue == MissingValue.Error ? MissingValue.Error : known.MissingValue;
        }

        bool isText = kind is ColumnKind.Boolean or ColumnKind.Category or ColumnKind.Enumeration or ColumnKind.Text;
        return _options.MissingValue switch
        {
            MissingValue.Mean or MissingValue.Median when isText => MissingValue.MostFrequent,
            MissingValue.Indicator when missing == 0 => isText ? MissingValue.MostFrequent : MissingValue.Mean,
            MissingValue rule => rule,
        };
    }
}
