namespace PSNeuralNet.Data;

/// <summary>Detection of the date format of a column from all of its texts.</summary>
/// <param name="Format">The format in which all texts are dates; null if there is none.</param>
/// <param name="Closest">The format in which most of the texts are dates; null if none is one.</param>
/// <param name="FirstFailure">The first text that is no date in <see cref="Closest"/>, in any format if that is null; null where all are.</param>
/// <param name="FirstAmbiguous">The first text that would be another day in another order that fits all texts, too; else null.</param>
internal sealed record DateDetection(DateFormat? Format, DateFormat? Closest, string? FirstFailure, string? FirstAmbiguous)
{
    // Stops where none of the first texts is a date.
    private const int Patience = 1000;

    /// <summary>True for a text that is a date in some order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isLoose">True for the texts that are dates only where all cells of the column are: 1.2.24.</param>
    public static bool IsDate(ReadOnlySpan<char> text, bool isLoose = false) =>
        DateText.TryRead(text, out DateText date) && date.IsLoose == isLoose
            && (isLoose ? date.TryDate(DateOrder.DayFirst, out _) : date.TryDate(DateOrder.MonthFirst, out _) || (date.IsOpen && (date.TryDate(DateOrder.DayFirst, out _) || date.TryDate(DateOrder.ShortYearFirst, out _))));

    /// <summary>
    /// Finds the format of a column: the order that fits all of its texts. Where several do, month first, else, with years of two digits, the
    /// one with fewer years; with points day first.
    /// </summary>
    /// <param name="texts">The distinct texts, without missing cells.</param>
    public static DateDetection Detect(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        int count = 0, dates = 0;
        string? failed = null;
        var slashes = new OrderCount();
        var points = new OrderCount();
        foreach (string text in texts)
        {
            count++;
            if (!DateText.TryRead(text, out DateText date) || !(date.IsOpen || date.TryDate(DateOrder.YearFirst, out _)))
            {
                failed ??= text;
            }
            else
            {
                dates++;
                if (date.IsOpen)
                {
                    (date.HasPoints ? points : slashes).Add(text, date);
                }
            }

            if (dates == 0 && count == Patience)
            {
                break;
            }
        }

        if (dates == 0)
        {
            return new DateDetection(null, null, failed, null);
        }

        // One order for all, if there is one.
        DateOrder order = slashes.Order(DateOrder.MonthFirst), pointOrder = points.Order(DateOrder.DayFirst);
        if (slashes.Count > 0 && points.Count > 0 && slashes.IsUndecided != points.IsUndecided)
        {
            order = slashes.IsUndecided && slashes.Fits(pointOrder) ? pointOrder : order;
            pointOrder = order == DateOrder.ShortYearFirst ? pointOrder : order;
        }

        string? first = failed ?? slashes.Failed(order) ?? points.Failed(pointOrder);
        var format = new DateFormat(order, pointOrder);
        bool isOpen = first is null && slashes.IsUndecided && (points.Count == 0 || points.IsUndecided);
        return new DateDetection(first is null ? format : null, format, first, isOpen ? slashes.Ambiguous : null);
    }

    /// <summary>Number of texts that are dates in each order.</summary>
    private sealed class OrderCount
    {
        private static readonly DateOrder[] Orders = [DateOrder.MonthFirst, DateOrder.DayFirst, DateOrder.ShortYearFirst];

        // By order.
        private readonly int[] _dates = new int[4];
        private readonly string?[] _noDate = new string?[4];
        private readonly HashSet<int>[] _years = [[], [], [], []];
        private string? _ambiguous, _ambiguousYear;

        public int Count { get; private set; }

        /// <summary>The first text that is another day in another order that fits.</summary>
        public string? Ambiguous => (Fits(DateOrder.MonthFirst) && Fits(DateOrder.DayFirst) ? _ambiguous : null) ?? (Fits(DateOrder.ShortYearFirst) ? _ambiguousYear : null);

        /// <summary>True where several orders fit.</summary>
        public bool IsUndecided => Array.FindAll(Orders, Fits).Length > 1;

        public void Add(string text, in DateText date)
        {
            Count++;
            bool mayBeShort = date.TryDate(DateOrder.ShortYearFirst, out DateCell shortYear), isOther = false;
            foreach (DateOrder order in Orders)
            {
                if (!date.TryDate(order, out DateCell cell))
                {
                    _noDate[(int)order] ??= text;
                    continue;
                }

                _dates[(int)order]++;
                _years[(int)order].Add(new DateTime(cell.Wall).Year);
                isOther |= mayBeShort && cell.Wall != shortYear.Wall;
            }

            _ambiguous ??= date.IsAmbiguous ? text : null;
            _ambiguousYear ??= isOther ? text : null;
        }

        /// <summary>True for an order in which all texts are dates.</summary>
        public bool Fits(DateOrder order) => Count > 0 && _dates[(int)order] == Count;

        public DateOrder Order(DateOrder ofEqual)
        {
            if (Count == 0)
            {
                return DateOrder.YearFirst;
            }

            int most = _dates.Max();
            DateOrder[] best = Array.FindAll(Orders, order => _dates[(int)order] == most);
            return best is [DateOrder.MonthFirst, DateOrder.DayFirst, ..] ? ofEqual
                : best is [DateOrder.DayFirst, DateOrder.ShortYearFirst] && _years[(int)DateOrder.ShortYearFirst].Count < _years[(int)DateOrder.DayFirst].Count ? DateOrder.ShortYearFirst
                : best[0];
        }

        public string? Failed(DateOrder order) => _noDate[(int)order];
    }
}
