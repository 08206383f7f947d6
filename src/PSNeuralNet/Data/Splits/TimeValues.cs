namespace PSNeuralNet.Data;

/// <summary>Times of samples as numbers: numbers as they are, dates as days, time spans as seconds.</summary>
internal static class TimeValues
{
    /// <summary>Reads the cells of a column, all of which are of one kind.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="cells">The cells, none of them missing.</param>
    /// <param name="formats">.NET format strings of dates; null to find them from all cells.</param>
    /// <param name="warnings">Receives a warning where the order of day and month is open.</param>
    /// <exception cref="NetworkException">A cell is no time, or of another kind than the others.</exception>
    public static double[] Read(string name, object[] cells, IReadOnlyList<string>? formats, List<string> warnings)
    {
        var kinds = new List<(string Kind, bool IsFound, Func<object, double?> Read)>();
        if (formats is { Count: > 0 })
        {
            kinds.Add(("dates", false, Dates(cells, new DateEncoding(DateFormat.Of(formats)))));
        }

        DateDetection found = DateDetection.Detect(cells.OfType<string>().Distinct(StringComparer.Ordinal));
        DateFormat format = found.Format ?? found.Closest ?? new DateFormat();
        kinds.Add(("numbers", false, Number));
        kinds.Add(("dates", true, Dates(cells, new DateEncoding(format))));
        kinds.Add(("time spans", false, cell => CellTime.TryDuration(cell, out double seconds) ? seconds : null));
        (string kind, bool isFound, double?[] values) = kinds.Select(one => (one.Kind, one.IsFound, Values: Array.ConvertAll(cells, cell => one.Read(cell)))).MaxBy(one => one.Values.Count(value => value is not null));
        int failed = Array.FindIndex(values, value => value is null);
        if (failed >= 0)
        {
            throw SplitErrors.TimeCellInvalid(failed + 1, name, cells[failed], Array.Exists(values, value => value is not null) ? kind : null);
        }

        if (isFound && found.FirstAmbiguous is { } open && format.TryParse(open, out DateCell date))
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The time column '{name}' is read with the {format}, '{open}' as {new DateTime(date.Wall):yyyy-MM-dd}, but another order of day and month fits all cells, too. Name the order with -DateFormat, such as dd/MM/yyyy."));
        }

        return Array.ConvertAll(values, value => value!.Value);
    }

    private static double? Number(object cell) => cell is not bool && Cell.TryNumber(cell, out double number) && double.IsFinite(number) ? number : null;

    private static Func<object, double?> Dates(object[] cells, DateEncoding encoding)
    {
        DateCell[] dates = [.. cells.Where(cell => encoding.TryRead(cell, out _)).Select(cell => encoding.TryRead(cell, out DateCell date) ? date : default)];
        encoding = encoding with { Zone = DateZone.Choose(dates, encoding.Local) };
        return cell => encoding.TryRead(cell, out DateCell date) ? encoding.Days(date) : null;
    }
}
