namespace PSNeuralNet.Charts;

/// <summary>Ticks of an axis of dates (days since 1970-01-01): at the start of years, months, weeks, days, hours ... down to microseconds.</summary>
internal static class DateTicks
{
    private const long Second = TimeSpan.TicksPerSecond, Minute = TimeSpan.TicksPerMinute, Hour = TimeSpan.TicksPerHour, Day = TimeSpan.TicksPerDay;

    // DateTime counts from a Monday, so that multiples of 7 days are Mondays.
    private static readonly long[] Spans =
    [
        .. from power in Enumerable.Range(1, 6) from mantissa in (long[])[1, 2, 5] select mantissa * (long)Math.Pow(10, power),
        Second, 2 * Second, 5 * Second, 10 * Second, 15 * Second, 30 * Second, Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute,
        Hour, 2 * Hour, 3 * Hour, 6 * Hour, 12 * Hour, Day, 2 * Day, 7 * Day, 14 * Day,
    ];

    private static readonly int[] Months = [1, 2, 3, 6, .. from years in (int[])[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] select 12 * years];

    /// <summary>The finest ticks of which there are at most so many.</summary>
    /// <param name="minimum">The start of the axis.</param>
    /// <param name="maximum">The end of the axis.</param>
    /// <param name="count">The maximum number of ticks: 2 or more.</param>
    public static AxisTicks Of(double minimum, double maximum, int count)
    {
        long first = Ticks(minimum, Math.Ceiling), last = Ticks(maximum, Math.Floor);
        foreach (long span in Spans)
        {
            long start = (first + span - 1) / span;
            if ((last / span) - start < count)
            {
                return Labeled([.. Range(start, last / span).Select(multiple => new DateTime(multiple * span))], span);
            }
        }

        var (from, to) = (new DateTime(first), new DateTime(last));
        int fromMonth = (12 * from.Year) + from.Month - (from == new DateTime(from.Year, from.Month, 1) ? 1 : 0), toMonth = (12 * to.Year) + to.Month - 1;
        int step = Months.First(step => (toMonth / step) - ((fromMonth + step - 1) / step) < count);
        return new AxisTicks([.. Range((fromMonth + step - 1) / step, toMonth / step)
            .Select(multiple => multiple * step).Where(month => month is >= 12 and < 120_000)
            .Select(month => Tick(new DateTime((int)(month / 12), (int)(month % 12) + 1, 1), step < 12 ? "yyyy-MM" : "yyyy"))]);
    }

    private static AxisTicks Labeled(DateTime[] dates, long span)
    {
        if (span >= Day || dates.Length == 0)
        {
            return new AxisTicks([.. dates.Select(date => Tick(date, "yyyy-MM-dd"))]);
        }

        string fraction = span >= Second ? "" : "." + new string('f', (int)Math.Ceiling(Math.Log10((double)Second / span) - 1e-9));
        string time = span >= Minute ? "HH:mm" : "HH:mm:ss" + fraction;
        (string label, string offset) = span < Second && Share(Minute) ? ("ss" + fraction, "yyyy-MM-dd HH:mm")
            : Share(Day) ? (time, "yyyy-MM-dd")
            : dates[0].Year == dates[^1].Year ? ("MM-dd " + time, "yyyy")
            : ("yyyy-MM-dd " + time, "");
        return new AxisTicks([.. dates.Select(date => Tick(date, label))], offset.Length == 0 ? "" : dates[0].ToString(offset, CultureInfo.InvariantCulture));

        bool Share(long unit) => dates[0].Ticks / unit == dates[^1].Ticks / unit;
    }

    private static AxisTick Tick(DateTime date, string format) =>
        new AxisTick((date.Ticks - DateTime.UnixEpoch.Ticks) / (double)Day, date.ToString(format, CultureInfo.InvariantCulture));

    private static long Ticks(double days, Func<double, double> round) =>
        Math.Min((long)Math.Clamp(round(DateTime.UnixEpoch.Ticks + (days * Day)), 0, DateTime.MaxValue.Ticks), DateTime.MaxValue.Ticks);

    private static IEnumerable<long> Range(long first, long last)
    {
        for (long i = first; i <= last; i++)
        {
            yield return i;
        }
    }
}
