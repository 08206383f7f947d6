namespace PSNeuralNet.Data;

/// <summary>
/// Infers the kind of a column from all of its cells. A column is of a kind if all cells are; if most are numbers, dates or spans of time, it
/// is one of categories where the others are at least two different values or 5 % of the cells, and not more than 20 values, or a tenth of the
/// rows, differ; else the cells that do not fit are an error.
/// </summary>
internal sealed class KindInference
{
    // Share of different ones among texts that tell rows apart, such as article numbers.
    private const double DifferentShare = 0.5;
    private const int MinimumTexts = 3;

    private const int MixedValues = 20;
    private const int MixedRowsPerValue = 10;
    private const double MixedShare = 0.05;
    private const double ParsedShare = 0.95;

    private readonly CellColumn _column;
    private readonly CellSurvey _survey;
    private readonly CultureInfo? _culture;

    /// <param name="column">The column.</param>
    /// <param name="survey">Its cells.</param>
    /// <param name="culture">Culture of the numbers, as far as they leave it open; null for none.</param>
    public KindInference(CellColumn column, CellSurvey survey, CultureInfo? culture) => (_column, _survey, _culture) = (column, survey, culture);

    /// <summary>Format of the numbers, if they are not written as 1234.5.</summary>
    public NumberFormat? NumberFormat { get; private set; }

    /// <summary>True when the file has to be read again with the texts of its numbers.</summary>
    public bool NeedsText { get; private set; }

    /// <summary>First number with a decimal point, where the culture has a decimal comma; null if there is none.</summary>
    public string? IgnoredCulture { get; private set; }

    /// <summary>Number of texts that are numbers in a format that does not fit all cells.</summary>
    public int ParsedTexts { get; private set; }

    /// <summary>The kind.</summary>
    /// <exception cref="NetworkException">Some cells do not fit to the others.</exception>
    public ColumnKind Infer()
    {
        int present = _survey.Present;
        if (UniformKind(present) is { } kind)
        {
            return kind;
        }

        int[] parsed = ReadLocalNumbers();
        if (NumberFormat is not null || NeedsText)
        {
            return ColumnKind.Number;
        }

        ParsedTexts = parsed.Sum(_survey.Counts.Of);
        int numbers = _survey.Numbers + ParsedTexts, dates = _survey.Group(CellClass.Date).Count, durations = _survey.Group(CellClass.Duration).Count;
        (ColumnKind regular, CellClass regularClass, int count) = numbers >= Math.Max(dates, durations) ? (ColumnKind.Number, CellClass.Number, numbers)
            : dates >= durations ? (ColumnKind.Date, CellClass.Date, dates)
            : (ColumnKind.Duration, CellClass.Duration, durations);
        int[] others = [.. _survey.Others(regularClass).Except(regular == ColumnKind.Number ? parsed : [])];
        if (ParsedTexts > 0 && numbers >= ParsedShare * present)
        {
            throw others.Length == 0 ? Misfit(regular, parsed) : TableErrors.NumberFormatMixed(_survey.Counts.FirstRowOf(others[0]), _column.Name, _column.Cells[others[0]], _column.Cells[parsed[0]], _column.Unfit(others));
        }

        if (regular == ColumnKind.Number && others.Length > 0 && others.All(IsInfinite))
        {
            throw Misfit(regular, others);
        }

        // Plain numbers have no codes.
        int plain = regular == ColumnKind.Number ? 0 : _survey.Counts.Numbers;
        if (count == 0 || others.Length + plain == 0 || (others.Length > 0 && IsText(others, count)))
        {
            return ColumnKind.Category;
        }

        bool areMany = others.Length + (plain == 0 ? 0 : _survey.Counts.DistinctNumbers) >= 2 || others.Sum(_survey.Counts.Of) + plain >= MixedShare * present;
        bool areFew = _survey.Distinct <= Math.Max(MixedValues, _column.Count / MixedRowsPerValue) && !ColumnJudge.AreIds(_survey.Distinct, present);
        if (areMany && areFew)
        {
            return ColumnKind.Category;
        }

        int numberRow = _survey.Counts.FirstNumberRow, row = plain == 0 ? int.MaxValue : _survey.Counts.TableRowOf(numberRow);
        throw others.Length > 0 && _survey.Counts.FirstRowOf(others[0]) < row ? Misfit(regular, others) : TableErrors.CellKindInvalid(row, _column.Name, _column[numberRow - 1], regular, Unfit(regular, others));
    }

    /// <summary>Finds the format of numbers that are not written as 1234.5.</summary>
    /// <returns>Codes of the texts that are numbers in the closest format, if no format fits all cells.</returns>
    public int[] ReadLocalNumbers()
    {
        int[] texts = [.. _survey.Others(CellClass.Number)];
        if (texts.Any(code => _column.Cells[code] is not string))
        {
            return [];
        }

        string[] foreign = [.. texts.Select(code => (string)_column.Cells[code])];
        string[] written = _column.HasTypedNumbers ? [] : [.. _survey.Group(CellClass.Number).Codes.Select(code => (string)_column.Cells[code]), .. _column.NumberTexts()];
        bool lacksText = _column is { IsOfFile: true, KeepsText: false } && Array.Exists(written, text => text.Contains('.'));
        if (lacksText && (foreign.Length > 0 ? NumberDetection.Detect(foreign, []).Closest is { DecimalMark: ',' } : _culture is not null && NumberDetection.HasDecimalComma(_culture)))
        {
            // Of 1.230, the number alone does not tell that it may be 1230.
            NeedsText = true;
            return [];
        }

        if (_culture is not null && foreign.Length == 0 && NumberDetection.HasDecimalComma(_culture))
        {
            CompareWithCulture(written, NumberDetection.Of(_culture));
        }

        NumberDetection found = NumberDetection.Detect(foreign, [], _culture, written);
        NumberFormat = found.Format;
        if (found.IsAmbiguous)
        {
            throw TableErrors.NumberFormatAmbiguous(_survey.Counts.FirstRowOf(texts[0]), _column.Name, foreign[0], found.Closest!, found.Other!);
        }

        if (found is not { Format: null, Closest: { } closest })
        {
            return [];
        }

        // A few texts with a unit among other cells are texts: 737, 747, 320neo.
        int[] parsed = [.. texts.Where((_, i) => closest.TryParse(foreign[i], out double _))];
        return closest.HasUnit && parsed.Sum(_survey.Counts.Of) < ParsedShare * _survey.Present ? [] : parsed;
    }

    /// <summary>Compares numbers of the culture's decimal comma with those that have a decimal point: 1.234 and 12.5.</summary>
    /// <exception cref="NetworkException">Most are numbers of the culture.</exception>
    private void CompareWithCulture(string[] written, NumberFormat format)
    {
        string[] pointed = [.. written.Where(text => text.Contains('.'))], others = [.. pointed.Where(text => !format.TryParse(text, out double _))];
        IgnoredCulture = others.Length > 0 ? others[0] : null;
        if (others.Length > 0 && 2 * others.Length < pointed.Length)
        {
            char[] buffer = new char[TrailingZeros.MaximumLength];
            int row = Enumerable.Range(0, _column.Count).First(i => _column.CellOf(_column[i]) is { } cell && (cell is double ? _column.NumberOf(i, buffer).ToString() : Cell.Text(cell)) == others[0]);
            throw TableErrors.NumberFormatMixed(_column.RowOf?.Invoke(row) ?? row + 1, _column.Name, others[0], pointed.First(text => !others.Contains(text)), _column.UnfitTexts(others));
        }
    }

    private ColumnKind? UniformKind(int present)
    {
        (CellClass, ColumnKind)[] kinds =
        [
            (CellClass.Boolean, ColumnKind.Boolean), (CellClass.Enumeration, ColumnKind.Enumeration), (CellClass.Date, ColumnKind.Date), (CellClass.Duration, ColumnKind.Duration),
        ];
        foreach ((CellClass cells, ColumnKind kind) in kinds)
        {
            if (_survey.Group(cells).Count == present)
            {
                return kind;
            }
        }

        if (_survey.Numbers == present && _culture is not null)
        {
            ReadLocalNumbers();
        }

        return _survey.Numbers == present ? ColumnKind.Number : null;
    }

    private bool IsInfinite(int code) => _column.Cells[code] is not bool && Cell.TryNumber(_column.Cells[code], out _);

    /// <summary>True for texts of which some happen to be numbers, such as article numbers: the numbers are not the majority, and the texts differ.</summary>
    private bool IsText(int[] others, int regular)
    {
        int[] texts = [.. others.Where(code => !(_column.Cells[code] is string text && MissingMarks.IsUsual(text)))];
        int count = texts.Sum(_survey.Counts.Of);
        return count >= regular && (texts.Length >= _survey.DistinctNumbers || (texts.Length >= DifferentShare * count && texts.Length >= MinimumTexts));
    }

    private NetworkException Misfit(ColumnKind kind, int[] codes)
    {
        object cell = _column.Cells[codes[0]];
        int row = _survey.Counts.FirstRowOf(codes[0]), numberRow = _survey.FirstNumberRow();
        return kind != ColumnKind.Number ? TableErrors.CellKindInvalid(row, _column.Name, Shown(cell), kind, Unfit(kind, codes))
            : IsInfinite(codes[0]) ? TableErrors.CellIsInfinite(row, _column.Name, cell, Unfit(kind, codes))
            : TableErrors.ColumnMixed(row, _column.Name, cell, _survey.Counts.TableRowOf(numberRow), Shown(_column.CellOf(_column[numberRow - 1])!), ColumnKind.Number, Unfit(kind, codes));
    }

    private UnreadableTexts Unfit(ColumnKind kind, int[] codes) => _column.Unfit(codes, kind == ColumnKind.Number ? null : _column.PlainNumbers());

    /// <summary>A cell in messages: numbers as numbers, since files do not keep their texts.</summary>
    private static object Shown(object cell) => cell is string && Cell.TryNumber(cell, out double number) && double.IsFinite(number) ? number : cell;
}
