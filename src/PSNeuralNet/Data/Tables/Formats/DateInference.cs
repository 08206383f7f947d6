namespace PSNeuralNet.Data;

/// <summary>Infers the encoding of a column of dates from all of its cells.</summary>
/// <param name="column">The column.</param>
/// <param name="survey">Its cells.</param>
/// <param name="options">Options of the table.</param>
/// <param name="given">The format of -DateFormat, for the columns that it fits; null for none.</param>
/// <param name="notices">Receives warnings.</param>
internal sealed class DateInference(CellColumn column, CellSurvey survey, TableOptions options, DateFormat? given, ColumnNotices notices)
{
    /// <summary>Encoding of a column of dates: the order of its texts, the zone of those without an offset, and the parts that vary.</summary>
    public DateEncoding Infer()
    {
        int[] codes = [.. survey.Group(CellClass.Date).Codes];
        string[] texts = [.. codes.Select(code => column.Cells[code]).OfType<string>()];
        DateFormat? format = given is not null && texts.All(text => given.TryParse(text, out _)) ? given : null;
        if (format is null)
        {
            DateDetection found = DateDetection.Detect(texts);
            if (found.FirstFailure is { } failed)
            {
                int failure = codes.First(code => column.Cells[code] as string == failed);
                throw TableErrors.DateOrderMixed(survey.Counts.FirstRowOf(failure), column.Name, failed, found.Closest!, column.Unfit(codes.Where(code => column.Cells[code] is string text && !found.Closest!.TryParse(text, out _))));
            }

            if (found.FirstAmbiguous is { } ambiguous)
            {
                _ = found.Format!.TryParse(ambiguous, out DateCell date);
                notices.Add(ColumnNotice.DateOrder, column.Name, $"'{ambiguous}' as {new DateTime(date.Wall):yyyy-MM-dd}");
            }

            format = found.Format ?? new DateFormat();
        }

        var encoding = new DateEncoding(format) { Local = options.LocalZone };
        DateCell[] cells = [.. codes.Select(code => encoding.TryRead(column.Cells[code], out DateCell cell) ? cell : default).Where(cell => !CellTime.IsSentinel(ColumnKind.Date, encoding.Days(cell)))];
        DateZone? zone = DateZone.Choose(cells, options.LocalZone);
        if (zone is not null && cells.Any(cell => cell.Offset is null && cell.Wall % TimeSpan.TicksPerDay != 0))
        {
            notices.Add(ColumnNotice.DateZone, column.Name, zone.Id);
        }

        return encoding with { Zone = zone, Part = options.DatePart & DateParts.Varying(cells) };
    }

    /// <summary>True where -DateFormat makes dates of the plain numbers: 20240702 with yyyyMMdd.</summary>
    public static bool AreDates(CellColumn column, DateFormat format)
    {
        char[] buffer = new char[TrailingZeros.MaximumLength];
        return Enumerable.Range(0, column.Count).All(row => double.IsNaN(column[row]) || format.TryParse(column.NumberOf(row, buffer), out _));
    }
}
