namespace PSNeuralNet.Data;

/// <summary>
/// Time zone in which wall clocks without an offset are read: IANA name, UTC, or an offset such as +02:00. In a network file the column
/// keeps the name.
/// </summary>
/// <remarks>
/// Where clocks go back, an hour is there twice: it is read with the standard offset. Where they go forward, an hour is missing: a time in
/// it is read as the one that much later.
/// </remarks>
internal sealed class DateZone : IEquatable<DateZone>
{
    private const string UtcId = "UTC";

    private static readonly long FirstTick = new DateTime(2, 1, 1).Ticks, LastTick = new DateTime(9999, 1, 1).Ticks;

    private readonly TimeZoneInfo? _zone;
    private readonly int _offset;

    private DateZone(string id, TimeZoneInfo? zone, int offset)
    {
        Id = id;
        _zone = zone;
        _offset = offset;
    }

    /// <summary>The zone of an offset of 0.</summary>
    public static DateZone Utc { get; } = new DateZone(UtcId, null, 0);

    /// <summary>IANA name, UTC, or an offset such as +02:00.</summary>
    public string Id { get; }

    /// <summary>Zone of an offset.</summary>
    /// <param name="minutes">The offset, in minutes.</param>
    public static DateZone Of(int minutes) =>
        minutes == 0 ? Utc : new DateZone(string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}"), null, minutes);

    /// <summary>Zone of the runtime.</summary>
    public static DateZone Of(TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (zone.HasSameRules(TimeZoneInfo.Utc) && zone.BaseUtcOffset == TimeSpan.Zero)
        {
            return Utc;
        }

        if (zone.HasIanaId && TimeZoneInfo.TryFindSystemTimeZoneById(zone.Id, out _))
        {
            return new DateZone(zone.Id, zone, 0);
        }

        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out string? id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))
        {
            return new DateZone(id, zone, 0);
        }

        // A zone from a file without a name.
        TimeZoneInfo? same = TimeZoneInfo.GetSystemTimeZones().FirstOrDefault(other => other.HasIanaId && other.HasSameRules(zone) && other.BaseUtcOffset == zone.BaseUtcOffset);
        return same is null ? Of((int)zone.BaseUtcOffset.TotalMinutes) : new DateZone(same.Id, zone, 0);
    }

    /// <summary>Zone of an <see cref="Id"/>; also of a Windows one.</summary>
    /// <exception cref="NetworkException">This computer knows no such zone.</exception>
    public static DateZone Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id == UtcId)
        {
            return Utc;
        }

        if (id.Length == 6 && id[0] is '+' or '-' && ClockText.TryRead($"00:00{id}", out ClockText clock))
        {
            return Of(clock.Offset!.Value);
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone) ? Of(zone) : throw TableErrors.TimeZoneUnknown(id);
    }

    /// <summary>Chooses the zone of a column from all of its cells.</summary>
    /// <param name="cells">The cells, without sentinel times.</param>
    /// <param name="local">The zone of this computer.</param>
    /// <returns>
    /// Null for plain days, where no cell has an offset or a time of day; the local zone if a cell with a time has no offset; else the
    /// common offset, or the local zone if all offsets are of it, or UTC.
    /// </returns>
    public static DateZone? Choose(IReadOnlyCollection<DateCell> cells, TimeZoneInfo local)
    {
        ArgumentNullException.ThrowIfNull(cells);
        int? common = null;
        bool isCommon = true;
        foreach (DateCell cell in cells)
        {
            bool isOwn = cell.IsLocal || cell.Offset is null;
            if (isOwn && cell.Wall % TimeSpan.TicksPerDay != 0)
            {
                return Of(local);
            }

            common ??= isOwn ? null : cell.Offset;
            isCommon &= isOwn || cell.Offset == common;
        }

        if (common is not { } offset)
        {
            return null;
        }

        if (isCommon)
        {
            return Of(offset);
        }

        DateZone zone = Of(local);
        return cells.All(cell => cell.IsLocal || cell.Offset is not { } own || own == zone.Offset(cell.Wall)) ? zone : Utc;
    }

    /// <summary>Offset from UTC of a wall clock, in minutes; 0 in the first year and the last one, which are sentinel times in any zone.</summary>
    public double Offset(long wall) =>
        wall < FirstTick || wall >= LastTick ? 0 : _zone is null ? _offset : _zone.GetUtcOffset(new DateTime(wall)).TotalMinutes;

    /// <summary>Date of a number of days since 1970-01-01 in UTC: of the kind Utc in that zone, else with the offset; the number itself if out of range.</summary>
    public object ToDate(double days)
    {
        if (CellTime.ToDate(days) is not DateTime utc)
        {
            return days;
        }

        if (this == Utc)
        {
            return DateTime.SpecifyKind(utc, DateTimeKind.Utc);
        }

        var offset = TimeSpan.FromMinutes(_zone is null ? _offset : _zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).TotalMinutes);
        long wall = utc.Ticks + offset.Ticks;
        return wall < 0 || wall > DateTime.MaxValue.Ticks ? new DateTimeOffset(utc, TimeSpan.Zero) : new DateTimeOffset(wall, offset);
    }

    /// <inheritdoc/>
    public bool Equals(DateZone? other) => other?.Id == Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DateZone);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>The <see cref="Id"/>.</summary>
    public override string ToString() => Id;
}
