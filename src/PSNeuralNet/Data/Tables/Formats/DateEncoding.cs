namespace PSNeuralNet.Data;

/// <summary>Encoding of a column's dates as features: the day number in UTC, then the parts by the wall clock as written.</summary>
/// <param name="Format">Format of texts.</param>
/// <param name="Zone">Zone of wall clocks without an offset; null for plain days, which have none.</param>
/// <param name="Part">Parts that are features.</param>
internal sealed record DateEncoding(DateFormat Format, DateZone? Zone = null, DatePart Part = DatePart.None)
{
    /// <summary>Encoding of columns of before version 4 of the file: without a zone and parts, month first, and with points day first.</summary>
    public static DateEncoding AsWritten { get; } = new DateEncoding(new DateFormat(DateOrder.MonthFirst, DateOrder.DayFirst));

    /// <summary>Zone of DateTime values of the kind Local: that of this computer.</summary>
    public TimeZoneInfo Local { get; init; } = TimeZoneInfo.Local;

    /// <summary>Number of features.</summary>
    public int FeatureCount => 1 + DateParts.Count(Part);

    /// <summary>Feature names: that of the column for the day number, then those of the parts.</summary>
    public IEnumerable<string> Names(string column) => DateParts.Names(column, Part).Prepend(column);

    /// <summary>Parses a cell: text, DateTime, DateTimeOffset, DateOnly, or a date that was parsed.</summary>
    public bool TryRead(object value, out DateCell cell)
    {
        switch (value)
        {
            case string text:
                return Format.TryParse(text, out cell);
            case DateTime date:
                cell = Cell(date, Local);
                return true;
            case DateTimeOffset date:
                cell = new DateCell(date.Ticks, (int)date.Offset.TotalMinutes, HasTime: true);
                return true;
            case DateOnly date:
                cell = new DateCell(date.ToDateTime(TimeOnly.MinValue).Ticks, null, HasTime: false);
                return true;
            case DateCell date:
                cell = date;
                return true;
            case not (null or bool or char or Enum) when Format.IsExact && Data.Cell.TryNumber(value, out double number):
                return Format.TryParse(number, out cell);
            default:
                cell = default;
                return false;
        }
    }

    /// <summary>Days since 1970-01-01 in UTC.</summary>
    public double Days(in DateCell cell)
    {
        // A local time has the offset of its computer, and in a column of plain days none; a day without a time is one in any column.
        bool isZoned = Zone is not null && cell.Offset is null && cell.HasTime;
        long ticks = Zone is null && cell.IsLocal ? cell.Wall : cell.Utc(isZoned ? Zone!.Offset(cell.Wall) : 0);
        return (double)(ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay;
    }

    private static DateCell Cell(DateTime date, TimeZoneInfo local) =>
        date.Kind switch
        {
            DateTimeKind.Utc => new DateCell(date.Ticks, 0, HasTime: true),
            DateTimeKind.Local => new DateCell(date.Ticks, (int)Offset(date, local).TotalMinutes, HasTime: true) { IsLocal = true },
            _ => new DateCell(date.Ticks, null, HasTime: true),
        };

    /// <summary>Offset of a local time, which itself knows which one of a doubled hour it is.</summary>
    private static TimeSpan Offset(DateTime date, TimeZoneInfo local) =>
        local.GetUtcOffset(ReferenceEquals(local, TimeZoneInfo.Local) ? date : DateTime.SpecifyKind(date, DateTimeKind.Unspecified));
}
