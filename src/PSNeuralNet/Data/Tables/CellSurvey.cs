namespace PSNeuralNet.Data;

/// <summary>The different cells of a column by what they can be read as, with their counts.</summary>
internal sealed class CellSurvey
{
    private readonly CellColumn _column;
    private readonly IReadOnlyList<string> _marks;
    private readonly DateFormat? _dates;
    private readonly Dictionary<CellClass, CellGroup> _groups = [];

    /// <param name="column">The column.</param>
    /// <param name="marks">Texts that stand for a missing cell in columns of numbers.</param>
    /// <param name="dates">Format in which texts are dates before they are anything else; null for any that is found by itself.</param>
    public CellSurvey(CellColumn column, IReadOnlyList<string> marks, DateFormat? dates = null)
    {
        (_column, _marks, _dates) = (column, marks, dates);
        Counts = new CellCounts(column);
        foreach (CellClass kind in Enum.GetValues<CellClass>())
        {
            _groups.Add(kind, new CellGroup());
        }

        foreach (int code in Counts.Codes)
        {
            _groups[ClassOf(column.Cells[code])].Add(code, Counts.Of(code));
        }

        JoinLooseDates();
    }

    /// <summary>Counts of the cells.</summary>
    public CellCounts Counts { get; }

    /// <summary>Number of cells that are not missing, in a column of numbers.</summary>
    public int Present => _column.Count - Counts.Empty - Group(CellClass.Mark).Count;

    /// <summary>Number of finite numbers.</summary>
    public int Numbers => Counts.Numbers + Group(CellClass.Number).Count;

    /// <summary>Number of different numbers.</summary>
    public int DistinctNumbers => Counts.DistinctNumbers + Group(CellClass.Number).Codes.Count;

    /// <summary>Number of different cells that are not missing.</summary>
    public int Distinct => Counts.DistinctNumbers + Others().Count();

    /// <summary>The cells of a class.</summary>
    public CellGroup Group(CellClass kind) => _groups[kind];

    /// <summary>Codes of cells that are neither missing nor of some classes, in the order of their first rows.</summary>
    public IEnumerable<int> Others(params CellClass[] classes) =>
        _groups.Where(group => group.Key != CellClass.Mark && !classes.Contains(group.Key)).SelectMany(group => group.Value.Codes).OrderBy(Counts.FirstSampleOf);

    /// <summary>The finite numbers: plain ones row by row, those of texts once.</summary>
    public IEnumerable<double> AllNumbers() =>
        Group(CellClass.Number).Codes.SelectMany(code => Enumerable.Repeat(Cell.TryNumber(_column.Cells[code], out double number) ? number : double.NaN, Counts.Of(code)))
            .Concat(Enumerable.Range(0, _column.HasNumbers ? _column.Count : 0).Select(row => _column[row]).Where(double.IsFinite));

    /// <summary>First of the rows with a label that has a finite number, from 1.</summary>
    public int FirstNumberRow() =>
        new[] { Counts.FirstNumberRow, Group(CellClass.Number).Codes.Select(Counts.FirstSampleOf).FirstOrDefault() }.Where(row => row > 0).DefaultIfEmpty(1).Min();

    /// <summary>Makes dates of texts such as 1.2.24, if all cells are dates then.</summary>
    private void JoinLooseDates()
    {
        int texts = Group(CellClass.Text).Count, dates = Group(CellClass.Date).Count;
        if (texts == 0 || texts + dates < Present || !Group(CellClass.Text).Codes.TrueForAll(code => _column.Cells[code] is string text && DateDetection.IsDate(text, isLoose: true)))
        {
            return;
        }

        var joined = new CellGroup();
        foreach (int code in Others())
        {
            joined.Add(code, Counts.Of(code));
        }

        (_groups[CellClass.Date], _groups[CellClass.Text]) = (joined, new CellGroup());
    }

    private CellClass ClassOf(object cell) =>
        cell switch
        {
            string text when MissingMarks.Contains(_marks, text) => CellClass.Mark,
            string text when _dates?.TryParse(text, out _) == true => CellClass.Date,
            string text when Cell.TryNumber(text.AsSpan(), out double number) => double.IsFinite(number) ? CellClass.Number : CellClass.Text,
            string text when bool.TryParse(text, out _) => CellClass.Boolean,
            string text when DateDetection.IsDate(text) => CellClass.Date,
            string text when CellTime.TryDuration(text.AsSpan(), out _) => CellClass.Duration,
            bool => CellClass.Boolean,
            Enum => CellClass.Enumeration,
            DateTime or DateTimeOffset or DateOnly => CellClass.Date,
            TimeSpan or TimeOnly => CellClass.Duration,
            _ => CellClass.Text,
        };
}
