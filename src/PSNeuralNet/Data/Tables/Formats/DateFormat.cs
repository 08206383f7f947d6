namespace PSNeuralNet.Data;

/// <summary>Date format of a column: the order of the numbers in dates such as 1/2/2024, or .NET format strings. Immutable.</summary>
/// <param name="Order">The order in texts such as 1/2/2024 and 1-2-2024.</param>
/// <param name="PointOrder">The order in texts such as 1.2.2024.</param>
internal sealed record DateFormat(DateOrder Order = DateOrder.YearFirst, DateOrder PointOrder = DateOrder.YearFirst)
{
    private const int MaximumExact = 20;

    // A day that no format can mistake for another.
    private static readonly DateTime Probe = new DateTime(2031, 12, 25, 13, 14, 15, DateTimeKind.Utc);

    /// <summary>.NET format strings, of which one has to fit; none for the order alone.</summary>
    public IReadOnlyList<string> Exact { get; private init; } = [];

    /// <summary>Format of .NET format strings, such as dd/MM/yyyy or yyyyMMdd, read with the invariant culture.</summary>
    /// <exception cref="NetworkException">A string is no date format.</exception>
    public static DateFormat Of(IReadOnlyList<string> formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        foreach (string format in formats)
        {
            if (!IsFormat(format))
            {
                throw TableErrors.DateFormatInvalid(format);
            }
        }

        return formats.Count is > 0 and <= MaximumExact ? new DateFormat { Exact = [.. formats] } : throw TableErrors.DateFormatTooMany(formats.Count, MaximumExact);
    }

    /// <summary>Parses a cell.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out DateCell cell)
    {
        if (Exact.Count > 0)
        {
            return TryExact(text.Trim(), out cell);
        }

        cell = default;
        return DateText.TryRead(text, out DateText date) && date.TryDate(OrderOf(date), out cell);
    }

    /// <inheritdoc/>
    public bool Equals(DateFormat? other) =>
        other is not null && Order == other.Order && PointOrder == other.PointOrder && Exact.SequenceEqual(other.Exact);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Order, PointOrder, Exact.Count == 0 ? "" : Exact[0]);

    /// <summary>Short text: "month first", "day first", or the format strings.</summary>
    public override string ToString() =>
        Exact.Count > 0 ? string.Join(", ", Exact)
        : (Order, PointOrder) switch
        {
            (DateOrder.YearFirst, DateOrder.YearFirst) => "year first",
            (DateOrder.MonthFirst, DateOrder.DayFirst) => "month first, with points day first",
            (DateOrder.DayFirst, DateOrder.MonthFirst) => "day first, with points month first",
            (DateOrder.DayFirst, _) or (_, DateOrder.DayFirst) => "day first",
            _ => "month first",
        };

    /// <summary>The order of a text: without another, that of most countries that write it so.</summary>
    private DateOrder OrderOf(in DateText date) =>
        date.HasPoints ? PointOrder == DateOrder.YearFirst ? DateOrder.DayFirst : PointOrder
        : Order == DateOrder.YearFirst ? DateOrder.MonthFirst : Order;

    private bool TryExact(ReadOnlySpan<char> text, out DateCell cell)
    {
        foreach (string format in Exact)
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
        foreach (string format in Exact)
        {
            if (TryExact(day, format, out cell) && !cell.HasTime)
            {
                cell = new DateCell(Math.Min(cell.Wall + clock.Ticks, DateTime.MaxValue.Ticks), clock.Offset, HasTime: true);
                return true;
            }
        }

        return false;
    }

    private static bool TryExact(ReadOnlySpan<char> text, string format, out DateCell cell)
    {
        (bool hasTime, bool hasOffset) = PartsOf(format);
        cell = default;
        if (DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
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

        string own = format.Replace("zzz", "", StringComparison.Ordinal).Replace("K", "", StringComparison.Ordinal).TrimEnd();
        bool isEdge = DateTimeOffset.TryParseExact(text[..^6].TrimEnd(), own, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date)
            && (date.Year == 9999 || date.Date == DateTime.MinValue);
        cell = new DateCell(date.Ticks, null, hasTime);
        return isEdge;
    }

    private static bool HasOffset(ReadOnlySpan<char> text) =>
        text[^1] is 'Z' or 'z' || text.EndsWith("GMT", StringComparison.Ordinal) || (text.Length > 6 && text[^6] is '+' or '-') || (text.Length > 3 && text[^3] is '+' or '-') || (text.Length > 5 && text[^5] is '+' or '-');

    /// <summary>Parts that a format string has beside the day.</summary>
    internal static (bool HasTime, bool HasOffset) PartsOf(string format)
    {
        if (format.Length == 1)
        {
            return (format[0] is not ('d' or 'D' or 'm' or 'M' or 'y' or 'Y'), format[0] is 'o' or 'O' or 'r' or 'R' or 'u');
        }

        bool hasTime = false, hasOffset = false;
        char quote = '\0';
        for (int i = 0; i < format.Length; i++)
        {
            char c = format[i];
            if (c == '\\')
            {
                i++;
            }
            else if (quote != '\0' || c is '\'' or '"')
            {
                quote = quote == '\0' ? c : c == quote ? '\0' : quote;
            }
            else
            {
                hasTime |= c is 'h' or 'H' or 'm' or 's';
                hasOffset |= c is 'K' or 'z';
            }
        }

        return (hasTime, hasOffset);
    }

    /// <summary>True for a format string that can be written and read, and has a year.</summary>
    private static bool IsFormat(string format)
    {
        try
        {
            string text = Probe.ToString(format, CultureInfo.InvariantCulture);
            return DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) && date.Year == Probe.Year;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
