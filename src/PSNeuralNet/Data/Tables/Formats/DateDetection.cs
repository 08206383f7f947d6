namespace PSNeuralNet.Data;

/// <summary>Detection of the date format of a column from all of its texts.</summary>
/// <param name="Format">The format in which all texts are dates; null if there is none.</param>
/// <param name="Closest">The format in which most of the texts are dates; null if none is one.</param>
/// <param name="FirstFailure">The first text that is no date in <see cref="Closest"/>, in any format if that is null; null where all are.</param>
/// <param name="FirstAmbiguous">The first text that would be another day with the other order, where both fit all; else null.</param>
internal sealed record DateDetection(DateFormat? Format, DateFormat? Closest, string? FirstFailure, string? FirstAmbiguous)
{
    // Stops where none of the first texts is a date.
    private const int Patience = 1000;

    /// <summary>True for a text that is a date in one order or the other.</summary>
    public static bool IsDate(ReadOnlySpan<char> text) =>
        DateText.TryRead(text, out DateText date) && (date.TryDate(DateOrder.MonthFirst, out _) || (date.IsOpen && date.TryDate(DateOrder.DayFirst, out _)));

    /// <summary>
    /// Finds the format of a column: the order that fits all of its texts; month first where both do, with points day first.
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
            order = slashes.IsUndecided ? pointOrder : order;
            pointOrder = order;
        }

        string? first = failed ?? slashes.Failed(order) ?? points.Failed(pointOrder);
        var format = new DateFormat(order, pointOrder);
        bool isOpen = first is null && slashes.IsUndecided && (points.Count == 0 || points.IsUndecided);
        return new DateDetection(first is null ? format : null, format, first, isOpen ? slashes.Ambiguous : null);
    }

    /// <summary>Number of texts that are dates in each order.</summary>
    private sealed class OrderCount
    {
        private int _monthFirst, _dayFirst;
        private string? _noMonthFirst, _noDayFirst;

        public int Count { get; private set; }

        public string? Ambiguous { get; private set; }

        public bool IsUndecided => Count > 0 && _monthFirst == Count && _dayFirst == Count;

        public void Add(string text, in DateText date)
        {
            Count++;
            if (date.TryDate(DateOrder.MonthFirst, out _))
            {
                _monthFirst++;
            }
            else
            {
                _noMonthFirst ??= text;
            }

            if (date.TryDate(DateOrder.DayFirst, out _))
            {
                _dayFirst++;
            }
            else
            {
                _noDayFirst ??= text;
            }

            Ambiguous ??= date.IsAmbiguous ? text : null;
        }

        public DateOrder Order(DateOrder ofEqual) =>
            Count == 0 ? DateOrder.YearFirst : _monthFirst == _dayFirst ? ofEqual : _monthFirst > _dayFirst ? DateOrder.MonthFirst : DateOrder.DayFirst;

        public string? Failed(DateOrder order) => order == DateOrder.DayFirst ? _noDayFirst : _noMonthFirst;
    }
}
