namespace PSNeuralNet.Data;

/// <summary>
/// Cells of a feature column while a table is read: numbers, and codes of all other cells. Nothing is judged before all rows are read: see
/// <see cref="ColumnJudge"/>.
/// </summary>
internal sealed class CellColumn
{
    private readonly TableOptions _options;
    private readonly ValueList _values;
    private readonly double[] _numberMarks;
    private readonly TrailingZeros _zeros = new();
    private readonly HashSet<double> _foundMarks = [];

    /// <param name="name">The column's name.</param>
    /// <param name="options">Options of the table.</param>
    /// <param name="memory">Counter of the memory of the table.</param>
    /// <param name="values">Storage of the numbers; null for a new list.</param>
    public CellColumn(string name, TableOptions options, TableMemory memory, ValueList? values = null)
    {
        _numberMarks = MissingMarks.Numbers(options.MissingMark ?? options.Schema?.Find(name)?.MissingMark ?? []);
        (Name, _options, _values) = (name, options, values ?? new ValueList());
        Cells = new CellDictionary(memory);
    }

    public string Name { get; }

    /// <summary>True for a feature given by its exact name.</summary>
    public bool IsNamed { get; init; }

    /// <summary>True for a column to take as categories.</summary>
    public bool IsCategorical { get; init; }

    /// <summary>True for a column to take as numbers.</summary>
    public bool IsNumeric { get; init; }

    /// <summary>True for a column to take as free text.</summary>
    public bool IsText { get; init; }

    /// <summary>True for a column of a file, where plain numbers come without their text.</summary>
    public bool IsOfFile { get; init; }

    /// <summary>True to keep the texts of all cells, also of numbers.</summary>
    public bool KeepsText { get; init; }

    /// <summary>Row in the table of a cell, from 1, by its index; null where rows without a label are not left out.</summary>
    public Func<int, int>? RowOf { get; set; }

    /// <summary>Number of empty cells.</summary>
    public int Empty { get; private set; }

    /// <summary>The different cells that are no plain numbers.</summary>
    public CellDictionary Cells { get; }

    /// <summary>First cell that is no number, text or time, and its row; null if there is none.</summary>
    public (int Row, object Cell)? Unusable { get; private set; }

    /// <summary>First cell whose property getter failed, and its row; null if there is none.</summary>
    public (int Row, UnreadableCell Cell)? Unreadable { get; private set; }

    /// <summary>Smallest of the plain numbers.</summary>
    public double Smallest { get; private set; } = double.PositiveInfinity;

    /// <summary>Largest of the plain numbers.</summary>
    public double Largest { get; private set; } = double.NegativeInfinity;

    /// <summary>Number of cells.</summary>
    public int Count => _values.Count;

    /// <summary>True when numbers of a file may be taken without their text.</summary>
    public bool HoldsNumbers
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !KeepsText && _numberMarks.Length == 0;
    }

    /// <summary>True when some cells are plain numbers.</summary>
    public bool HasNumbers => Smallest <= Largest;

    /// <summary>True when some of the plain numbers were no texts.</summary>
    public bool HasTypedNumbers { get; private set; }

    /// <summary>Adds a cell of an object.</summary>
    /// <exception cref="NetworkException">The cell is missing and must not be.</exception>
    public void Add(object? cell, int row)
    {
        switch (cell)
        {
            case string text when !KeepsText && NumberText.TryPlain(text, out double number, out int zeros):
                _zeros.Set(Count, zeros);
                Take(_numberMarks.Length == 0 ? number : ValueOf(number, row));
                break;
            case string text:
                _values.Add(CodeOf(text, row));
                break;
            case null or DBNull or UnreadableCell or double.NaN or float.NaN:
            case Half half when Half.IsNaN(half):
                AddMissing(cell, row);
                break;
            case DateTime or DateTimeOffset or DateOnly when IsNumeric && CellTime.TryDate(cell, out double days):
                HasTypedNumbers = true;
                Take(ValueOf(days, row));
                break;
            case TimeSpan or TimeOnly when IsNumeric && CellTime.TryDuration(cell, out double seconds):
                HasTypedNumbers = true;
                Take(ValueOf(seconds, row));
                break;
            case bool or Enum or char or Guid or Version or Uri or System.Net.IPAddress or DateTime or DateTimeOffset or DateOnly or TimeSpan or TimeOnly:
                _values.Add(CellCode.ToValue(Cells.Add(cell)));
                break;
            default:
                AddOther(cell, row);
                break;
        }
    }

    /// <summary>Adds a cell of a file.</summary>
    /// <exception cref="NetworkException">The cell is missing and must not be.</exception>
    public void Add(ReadOnlySpan<char> text, int row) => Take(ValueOf(text, row));

    /// <summary>Value of a cell of a file, to be added: a number, a code, or NaN for an empty cell.</summary>
    /// <exception cref="NetworkException">The cell is missing and must not be.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double ValueOf(ReadOnlySpan<char> text, int row) =>
        !KeepsText && Cell.TryNumber(text, out double number) && double.IsFinite(number) ? ValueOf(number, row) : CodeOf(text, row);

    /// <summary>Adds a value: a finite number, a code, or NaN for an empty cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(double value)
    {
        // False for codes, which are NaN.
        Smallest = value < Smallest ? value : Smallest;
        Largest = value > Largest ? value : Largest;
        _values.Add(value);
    }

    /// <summary>Adds the values of some rows.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="stride">Distance from one to the next.</param>
    /// <param name="count">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Take(double* values, int stride, int count)
    {
        double smallest = Smallest, largest = Largest;
        for (int i = 0; i < count; i++)
        {
            double value = values[(nint)i * stride];
            smallest = value < smallest ? value : smallest;
            largest = value > largest ? value : largest;
        }

        (Smallest, Largest) = (smallest, largest);
        _values.Add(values, stride, count);
    }

    /// <summary>Appends the same column of the next part of the table.</summary>
    /// <param name="next">The column.</param>
    /// <param name="rows">Number of rows of the table before it.</param>
    public void Append(CellColumn next, int rows)
    {
        if (next.Cells.Count > 0)
        {
            var codes = new int[next.Cells.Count];
            for (int code = 0; code < codes.Length; code++)
            {
                codes[code] = Cells.Add(next.Cells[code]);
            }

            next._values.ReplaceCodes(codes);
        }

        Unusable ??= next.Unusable is { } unusable ? (unusable.Row + rows, unusable.Cell) : null;
        Unreadable ??= next.Unreadable is { } unreadable ? (unreadable.Row + rows, unreadable.Cell) : null;
        Smallest = Math.Min(Smallest, next.Smallest);
        Largest = Math.Max(Largest, next.Largest);
        Empty += next.Empty;
        _foundMarks.UnionWith(next._foundMarks);
        _values.Append(next._values);
    }

    /// <summary>Truncates to a number of rows.</summary>
    public void Truncate(int rows)
    {
        for (int row = rows; row < Count; row++)
        {
            Empty -= double.IsNaN(_values[row]) && CellCode.Of(_values[row]) < 0 ? 1 : 0;
        }

        _values.Truncate(rows);
        _zeros.Truncate(rows);
    }

    /// <summary>Finds the range of the plain numbers again, without those of rows that were dropped.</summary>
    public void MeasureRange()
    {
        (Smallest, Largest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int row = 0; row < Count; row++)
        {
            double value = _values[row];
            Smallest = value < Smallest ? value : Smallest;
            Largest = value > Largest ? value : Largest;
        }
    }

    /// <summary>Copies values of some rows: numbers, codes, and NaN for empty cells.</summary>
    public void CopyTo(int row, Span<double> values) => _values.CopyTo(row, values);

    /// <summary>A value: a number, a code, or NaN for an empty cell.</summary>
    public double this[int row] => _values[row];

    /// <summary>True when a cell is a mark of missing cells.</summary>
    public bool HasMark(string mark) =>
        (Cell.TryNumber(mark.AsSpan(), out double number) && _foundMarks.Contains(number)) || Cells.Texts().Any(text => text.Equals(mark.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Cells that do not fit to the column, for messages.</summary>
    /// <param name="codes">Their codes.</param>
    /// <param name="numbers">Plain numbers that do not fit either.</param>
    public UnreadableTexts Unfit(IEnumerable<int> codes, IEnumerable<double>? numbers = null) =>
        UnfitTexts(codes.Select(code => Cell.Text(Cells[code])).Concat((numbers ?? []).Select(number => Cell.Text(number))));

    /// <summary>Texts that do not fit to the column, for messages.</summary>
    public UnreadableTexts UnfitTexts(IEnumerable<string> texts) => new(texts, _options.MissingMark ?? _options.Schema?.Find(Name)?.MissingMark);

    /// <summary>The different plain numbers.</summary>
    public IEnumerable<double> PlainNumbers() => HasNumbers ? Enumerable.Range(0, Count).Select(row => _values[row]).Where(double.IsFinite).Distinct() : [];

    /// <summary>A cell by its value: the number, text or object; null for an empty one.</summary>
    public object? CellOf(double value) => CellCode.Of(value) is >= 0 and var code ? Cells[code] : double.IsNaN(value) ? null : value;

    /// <summary>Text of a number, as it is written in its row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="buffer">Receives the text.</param>
    public ReadOnlySpan<char> NumberOf(int row, char[] buffer) => _zeros.Text(row, _values[row], buffer);

    /// <summary>The different plain numbers, as they are written, as far as that is known: in rows, and in files with <see cref="KeepsText"/>.</summary>
    public IEnumerable<string> NumberTexts()
    {
        char[] buffer = new char[TrailingZeros.MaximumLength];
        return Enumerable.Range(0, HasNumbers ? Count : 0).Select(row => (Row: row, Number: _values[row], Zeros: _zeros[row])).Where(cell => double.IsFinite(cell.Number))
            .DistinctBy(cell => (cell.Number, cell.Zeros)).Select(cell => NumberOf(cell.Row, buffer).ToString());
    }

    /// <summary>Number of different plain numbers, as they are written.</summary>
    public int CountNumbers() =>
        Enumerable.Range(0, Count).Select(row => (Number: _values[row], Zeros: _zeros[row])).Where(cell => double.IsFinite(cell.Number)).Distinct().Count();

    /// <summary>Replaces the numbers by codes of their texts.</summary>
    public void ReplaceNumbers()
    {
        char[] buffer = new char[TrailingZeros.MaximumLength];
        _values.ReplaceNumbers((row, number) => Cells.Add(_zeros.Text(row, number, buffer)));
        (Smallest, Largest) = (double.PositiveInfinity, double.NegativeInfinity);
    }

    /// <summary>The texts of all cells; null for a missing one.</summary>
    public string?[] Texts(FeatureColumn column)
    {
        string?[] texts = [.. Enumerable.Range(0, Cells.Count).Select(code => column.IsMissing(Cells[code]) ? null : Cell.Text(Cells[code]))];
        var all = new string?[Count];
        double[] values = new double[Count];
        CopyTo(0, values);
        for (int row = 0; row < all.Length; row++)
        {
            all[row] = CellCode.Of(values[row]) is >= 0 and var code ? texts[code] : null;
        }

        return all;
    }

    private double ValueOf(double number, int row) =>
        IsMark(number) ? MissingValueOf(number, row)
        : IsCategorical ? CellCode.ToValue(Cells.Add(Cell.Text(number).AsSpan()))
        : number;

    private double CodeOf(ReadOnlySpan<char> text, int row) =>
        text.IsWhiteSpace() || (_numberMarks.Length > 0 && Cell.TryNumber(text, out double number) && IsMark(number))
            ? MissingValueOf(text.ToString(), row)
            : CellCode.ToValue(Cells.Add(text));

    private void AddOther(object cell, int row)
    {
        if (Cell.TryNumber(cell, out double number))
        {
            if (IsMark(number))
            {
                AddMissing(cell, row);
            }
            else if (IsCategorical)
            {
                // As it is written: integers beyond 2^53 and decimals have more digits.
                _values.Add(CellCode.ToValue(Cells.Add(Cell.Text(cell).AsSpan())));
            }
            else if (double.IsFinite(number))
            {
                HasTypedNumbers = true;
                Take(number);
            }
            else
            {
                _values.Add(CellCode.ToValue(Cells.Add(cell)));
            }
        }
        else if (IsNumeric || IsNamed || IsCategorical)
        {
            throw TableErrors.CellNested(row, Name, cell);
        }
        else
        {
            Unusable ??= (row, cell);
            AddEmpty();
        }
    }

    private bool IsMark(double number)
    {
        bool isMark = _numberMarks.Length > 0 && _numberMarks.Contains(number);
        return isMark && (_foundMarks.Add(number) || isMark);
    }

    private void AddMissing(object? cell, int row) => _values.Add(MissingValueOf(cell, row));

    private double MissingValueOf(object? cell, int row)
    {
        Cell.RequireMissing(_options.MissingValue, cell, row, Name);
        Unreadable ??= cell is UnreadableCell unreadable ? (row, unreadable) : null;
        Empty++;
        return double.NaN;
    }

    private void AddEmpty()
    {
        Empty++;
        _values.Add(double.NaN);
    }
}
