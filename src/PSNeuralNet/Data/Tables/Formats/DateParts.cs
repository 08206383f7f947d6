namespace PSNeuralNet.Data;

/// <summary>Features of the parts of a date: the year as a number, and the cyclic ones as sine and cosine.</summary>
internal static class DateParts
{
    private const int MonthsOfYear = 12, DaysOfMonth = 31, DaysOfWeek = 7;

    private static readonly (DatePart Part, string Name)[] Cyclic =
        [(DatePart.Month, "month"), (DatePart.Day, "day of month"), (DatePart.Weekday, "weekday"), (DatePart.Hour, "hour")];

    /// <summary>Number of features of the parts.</summary>
    public static int Count(DatePart part) =>
        (part.HasFlag(DatePart.Year) ? 1 : 0) + (2 * int.PopCount((int)(part & ~DatePart.Year)));

    /// <summary>Feature names: "when (year)", "when (month, sine)", "when (month, cosine)", and so on.</summary>
    public static IEnumerable<string> Names(string column, DatePart part)
    {
        if (part.HasFlag(DatePart.Year))
        {
            yield return $"{column} (year)";
        }

        foreach ((DatePart cyclic, string name) in Cyclic)
        {
            if (part.HasFlag(cyclic))
            {
                yield return $"{column} ({name}, sine)";
                yield return $"{column} ({name}, cosine)";
            }
        }
    }

    /// <summary>Words for the parts: "year, month and weekday".</summary>
    public static string Listed(DatePart part)
    {
        string[] names = [.. part.HasFlag(DatePart.Year) ? ["year"] : Array.Empty<string>(), .. Cyclic.Where(cyclic => part.HasFlag(cyclic.Part)).Select(cyclic => cyclic.Name)];
        return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    /// <summary>Writes the features of a wall clock.</summary>
    /// <param name="wall">Ticks of the wall clock.</param>
    /// <param name="part">The parts.</param>
    /// <param name="features">Receives <see cref="Count"/> features.</param>
    public static void Write(long wall, DatePart part, Span<double> features)
    {
        if (part == DatePart.None)
        {
            return;
        }

        var date = new DateTime(wall);
        (int year, int month, int day) = date;
        int at = 0;
        if (part.HasFlag(DatePart.Year))
        {
            features[at++] = year;
        }

        if (part.HasFlag(DatePart.Month))
        {
            WriteCycle((month - 1) / (double)MonthsOfYear, features, ref at);
        }

        if (part.HasFlag(DatePart.Day))
        {
            WriteCycle((day - 1) / (double)DaysOfMonth, features, ref at);
        }

        if (part.HasFlag(DatePart.Weekday))
        {
            WriteCycle((int)date.DayOfWeek / (double)DaysOfWeek, features, ref at);
        }

        if (part.HasFlag(DatePart.Hour))
        {
            WriteCycle(date.TimeOfDay.Ticks / (double)TimeSpan.TicksPerDay, features, ref at);
        }
    }

    /// <summary>Finds the parts that are not the same in all cells.</summary>
    /// <param name="cells">The dates, without sentinel times.</param>
    public static DatePart Varying(IEnumerable<DateCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        DatePart varying = DatePart.None;
        DateTime? first = null;
        foreach (DateCell cell in cells)
        {
            var date = new DateTime(cell.Wall);
            if (first is not { } other)
            {
                first = date;
                continue;
            }

            (int year, int month, int day) = date;
            varying |= (year != other.Year ? DatePart.Year : 0) | (month != other.Month ? DatePart.Month : 0) | (day != other.Day ? DatePart.Day : 0)
                | (date.DayOfWeek != other.DayOfWeek ? DatePart.Weekday : 0) | (date.TimeOfDay != other.TimeOfDay ? DatePart.Hour : 0);
            if (varying == DatePart.Auto)
            {
                break;
            }
        }

        return varying;
    }

    private static void WriteCycle(double turn, Span<double> features, ref int at)
    {
        (features[at], features[at + 1]) = Math.SinCos(2 * Math.PI * turn);
        at += 2;
    }
}
