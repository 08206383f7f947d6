namespace PSNeuralNet.Data;

/// <summary>Conversion of dates (days since 1970-01-01) and time spans (seconds) to numbers and back.</summary>
internal static class CellTime
{
    private const int LongestDate = 40;
    private const int MaximumHourDigits = 6;

    // ISO 8601, the invariant and US formats of PowerShell, then day first with points.
    internal static readonly string[] DateFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm:ssZ", "yyyy/M/d", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss",
        "M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy h:mm tt", "M/d/yyyy h:mm:ss tt", "M/d/yyyy H:mm:ss zzz", "M/d/yyyy h:mm:ss tt zzz",
        "d.M.yyyy", "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss",
    ];

    /// <summary>The first day of year 9999; from there on a date is a sentinel.</summary>
    public static double FirstLateDay { get; } = Days(new DateTime(9999, 1, 1).Ticks);

    /// <summary>The day after 0001-01-01; before it a date is a sentinel.</summary>
    public static double LastEarlyDay { get; } = Days(new DateTime(1, 1, 2).Ticks);

    /// <summary>1601-01-01, the zero of Windows file times; less than a day from it, for the time zone, a date is a sentinel.</summary>
    public static double FileTimeDay { get; } = Days(new DateTime(1601, 1, 1).Ticks);

    /// <summary>The seconds from which on a span is a sentinel, negative ones alike: TimeSpan.MaxValue less one.</summary>
    public static double LongestSpan { get; } = TimeSpan.MaxValue.TotalSeconds - 1;

    /// <summary>True for the number of a <see cref="SentinelTime"/>: days or seconds.</summary>
    public static bool IsSentinel(ColumnKind kind, double number) =>
        kind switch
        {
            ColumnKind.Date => number >= FirstLateDay || number < LastEarlyDay || Math.Abs(number - FileTimeDay) < 1,
            ColumnKind.Duration => Math.Abs(number) >= LongestSpan,
            _ => false,
        };

    /// <summary>Days since 1970-01-01; converted to UTC if it has an offset.</summary>
    public static bool TryDate(object value, out double days)
    {
        if (value is string text)
        {
            return TryDate(text.AsSpan(), out days);
        }

        long? ticks = value switch
        {
            DateTime date => date.Ticks,
            DateTimeOffset date => date.UtcTicks,
            DateOnly date => date.ToDateTime(TimeOnly.MinValue).Ticks,
            _ => null,
        };
        days = Days(ticks ?? DateTime.UnixEpoch.Ticks);
        return ticks is not null;
    }

    /// <summary>Days since 1970-01-01 of a date such as 2026-11-24, 2026-11-24T10:30:00Z, 11/24/2026 or 24.11.2026.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out double days)
    {
        days = 0;
        ReadOnlySpan<char> trimmed = text.Trim();
        if (trimmed.Length is < 8 or > LongestDate || !char.IsAsciiDigit(trimmed[0]) || !trimmed[1..].ContainsAny("-/."))
        {
            return false;
        }

        if (TryParse(trimmed, out days))
        {
            return true;
        }

        // The first and the last day with an offset may be beyond the times that there are.
        return trimmed[^6] is '+' or '-' && TryParse(trimmed[..^6].TrimEnd(), out days) && (days >= FirstLateDay || days < LastEarlyDay);
    }

    /// <summary>Seconds of a time span.</summary>
    public static bool TryDuration(object value, out double seconds)
    {
        if (value is string text)
        {
            return TryDuration(text.AsSpan(), out seconds);
        }

        TimeSpan? span = value is TimeOnly time ? time.ToTimeSpan() : value as TimeSpan?;
        seconds = span?.TotalSeconds ?? 0;
        return span is not null;
    }

    /// <summary>Seconds of a span such as 00:02:30, 1.12:00:00, 1:23:45 or 36:00:00, or of a time of day such as 2:30 PM or 2 PM.</summary>
    public static bool TryDuration(ReadOnlySpan<char> text, out double seconds)
    {
        seconds = 0;
        bool isHalf = text.TrimEnd() is [.., 'm' or 'M' or '.'];
        if (!text.Contains(':') && !isHalf)
        {
            return false;
        }

        bool isSpan = TimeSpan.TryParseExact(text.Trim(), "c", CultureInfo.InvariantCulture, out TimeSpan span) || TryHours(text.Trim(), out span) || (isHalf && TryHalfDay(text.Trim(), out span));
        seconds = span.TotalSeconds;
        return isSpan;
    }

    /// <summary>Parses hours, minutes and seconds as spreadsheets write them: 1:23:45 or 36:00:00.</summary>
    private static bool TryHours(ReadOnlySpan<char> text, out TimeSpan span)
    {
        span = default;
        bool isNegative = text.StartsWith('-');
        ReadOnlySpan<char> digits = isNegative ? text[1..] : text;
        int end = digits.IndexOf(':');
        if (end is < 1 or > MaximumHourDigits || !int.TryParse(digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int hours)
            || !TimeSpan.TryParseExact($"00{digits[end..]}", "c", CultureInfo.InvariantCulture, out span))
        {
            return false;
        }

        span += TimeSpan.FromHours(hours);
        span = isNegative ? -span : span;
        return true;
    }

    /// <summary>Time of day with AM or PM.</summary>
    private static bool TryHalfDay(ReadOnlySpan<char> text, out TimeSpan time)
    {
        bool isRead = ClockText.TryRead(text, out ClockText clock) && clock.Offset is null;
        time = new TimeSpan(clock.Ticks);
        return isRead;
    }

    /// <summary>Date of a number of days; the number itself if out of range.</summary>
    public static object ToDate(double days)
    {
        // As a double the last tick is the one after it, which is no date.
        double ticks = Math.Round(days * TimeSpan.TicksPerDay) + DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime(Math.Min((long)ticks, DateTime.MaxValue.Ticks), DateTimeKind.Unspecified) : days;
    }

    /// <summary>Time span of a number of seconds; the number itself if out of range.</summary>
    public static object ToDuration(double seconds) =>
        Math.Abs(seconds) < LongestSpan ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : seconds;

    private static bool TryParse(ReadOnlySpan<char> text, out double days)
    {
        bool isDate = DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date);
        days = Days(date.UtcTicks);
        return isDate;
    }

    private static double Days(long ticks) => (double)(ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay;
}
