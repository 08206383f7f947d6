namespace PSNeuralNet.Data;

/// <summary>Date format of a column: the order of the numbers in dates such as 1/2/2024, or .NET format strings. Immutable.</summary>
/// <param name="Order">The order in texts such as 1/2/2024 and 1-2-2024.</param>
/// <param name="PointOrder">The order in texts such as 1.2.2024.</param>
internal sealed record DateFormat(DateOrder Order = DateOrder.YearFirst, DateOrder PointOrder = DateOrder.YearFirst)
{
    private const int MaximumExact = 20;

    private readonly DateFormatString[] _strings = [];

    /// <summary>.NET format strings, of which one has to fit; none for the order alone.</summary>
    public IReadOnlyList<string> Exact => [.. _strings.Select(format => format.Text)];

    /// <summary>The format strings in which cells are read: days, months and hours of two digits may have one, where they stand apart.</summary>
    public IReadOnlyList<string> Readable => [.. _strings.Select(format => format.Readable)];

    /// <summary>True for format strings.</summary>
    public bool IsExact => _strings.Length > 0;

    private DateFormat(DateFormatString[] strings)
        : this() => _strings = strings;

    /// <summary>Format of .NET format strings, such as dd/MM/yyyy or yyyyMMdd, read with the invariant culture.</summary>
    /// <exception cref="NetworkException">A string is no date format.</exception>
    public static DateFormat Of(IReadOnlyList<string> formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        DateFormatString[] strings = [.. formats.Select(format => new DateFormatString(format))];
        if (Array.Find(strings, format => format.Fault is not null) is { } wrong)
        {
            throw TableErrors.DateFormatInvalid(wrong.Text, wrong.Fault!);
        }

        return strings.Length is > 0 and <= MaximumExact ? new DateFormat(strings) : throw TableErrors.DateFormatTooMany(strings.Length, MaximumExact);
    }

    /// <summary>Parses a cell.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out DateCell cell)
    {
        if (IsExact)
        {
            // The year first is never another day, unless a format has the day next.
            return TryExact(text, out cell)
                || (!Array.Exists(_strings, format => format.IsYearDayMonth) && DateText.TryRead(text, out DateText iso) && iso.IsYearFirst && iso.TryDate(DateOrder.YearFirst, out cell));
        }

        cell = default;
        return DateText.TryRead(text, out DateText date) && !(date.IsLoose && PointOrder == DateOrder.YearFirst) && date.TryDate(OrderOf(date), out cell);
    }

    /// <summary>Parses a number of a format string such as yyyyMMdd or MM.yyyy, which has lost the zeros in front and behind.</summary>
    public bool TryParse(double number, out DateCell cell)
    {
        foreach (DateFormatString format in _strings)
        {
            if (format.TextOf(number) is { } text && TryExact(text, format, out cell))
            {
                return true;
            }
        }

        cell = default;
        return false;
    }

    /// <summary>Parses a text by the format strings alone.</summary>
    public bool TryExact(ReadOnlySpan<char> text, out DateCell cell) =>
        TryStrings(text.Trim(), out cell) || (Array.Exists(_strings, format => format.WholeDigits > 0) && Cell.TryNumber(text, out double number) && TryParse(number, out cell));

    /// <summary>A format string with the same order of day, month and year as these, for a text that is written otherwise; null for none.</summary>
    public string? Like(string text) => _strings.Select(format => format.Like(text)).FirstOrDefault(format => format is not null);

    /// <inheritdoc/>
    public bool Equals(DateFormat? other) =>
        other is not null && Order == other.Order && PointOrder == other.PointOrder && Exact.SequenceEqual(other.Exact);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Order, PointOrder, IsExact ? _strings[0].Text : "");

    /// <summary>Short text: "month first", "day first", or the format strings.</summary>
    public override string ToString() =>
        IsExact ? string.Join(", ", Exact)
        : (Order, PointOrder) switch
        {
            (DateOrder.YearFirst, DateOrder.YearFirst) or (DateOrder.ShortYearFirst, _) => "year first",
            (DateOrder.MonthFirst, DateOrder.DayFirst) => "month first, with points day first",
            (DateOrder.DayFirst, DateOrder.MonthFirst) => "day first, with points month first",
            (DateOrder.DayFirst, _) or (_, DateOrder.DayFirst) => "day first",
            _ => "month first",
        };

    /// <summary>The order of a text: without another, that of most countries that write it so.</summary>
    private DateOrder OrderOf(in DateText date) =>
        date.HasPoints ? PointOrder == DateOrder.YearFirst ? DateOrder.DayFirst : PointOrder
        : Order == DateOrder.YearFirst ? DateOrder.MonthFirst : Order;

    private bool TryStrings(ReadOnlySpan<char> text, out DateCell cell)
    {
        foreach (DateFormatString format in _strings)
        {
            if (TryExact(text, format, out cell))
            {
                return true;
            }
        }

        // A format of the day alone is also one of a day with a time after it, as Export-Csv writes it.
        int start = text.IndexOf(':');
        for (; start > 0 && char.IsAsciiDigit(text[start - 1]); start--)
        {
        }

        cell = default;
        if (start <= 0 || !ClockText.TryRead(text[start..], out ClockText clock))
        {
            return false;
        }

        ReadOnlySpan<char> day = text[..start].TrimEnd(" T,");
        foreach (DateFormatString format in _strings)
        {
            if (TryExact(day, format, out cell) && !cell.HasTime)
            {
                cell = new DateCell(Math.Min(cell.Wall + clock.Ticks, DateTime.MaxValue.Ticks), clock.Offset, HasTime: true);
                return true;
            }
        }

        return false;
    }

    private static bool TryExact(ReadOnlySpan<char> text, DateFormatString format, out DateCell cell)
    {
        (bool hasTime, bool hasOffset) = (format.HasTime, format.HasOffset);
        cell = default;
        if (DateTimeOffset.TryParseExact(text, format.Readable, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
        {
            bool isWritten = hasOffset && (date.Offset != TimeSpan.Zero || HasOffset(text));
            cell = new DateCell(date.Ticks, isWritten ? (int)date.Offset.TotalMinutes : null, hasTime);
            return true;
        }

        // The first and the last day with an offset may be beyond the times that there are.
        if (!hasOffset || text.Length <= 6 || text[^6] is not ('+' or '-'))
        {
            return false;
        }

        string own = format.Readable.Replace("zzz", "", StringComparison.Ordinal).Replace("K", "", StringComparison.Ordinal).TrimEnd();
        bool isEdge = DateTimeOffset.TryParseExact(text[..^6].TrimEnd(), own, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date)
            && (date.Year == 9999 || date.Date == DateTime.MinValue);
        cell = new DateCell(date.Ticks, null, hasTime);
        return isEdge;
    }

    private static bool HasOffset(ReadOnlySpan<char> text) =>
        text[^1] is 'Z' or 'z' || text.EndsWith("GMT", StringComparison.Ordinal) || (text.Length > 6 && text[^6] is '+' or '-') || (text.Length > 3 && text[^3] is '+' or '-') || (text.Length > 5 && text[^5] is '+' or '-');
}
