namespace PSNeuralNet.Data;

/// <summary>Infers the encoding of a column of dates from all of its cells.</summary>
/// <param name="column">The column.</param>
/// <param name="survey">Its cells.</param>
/// <param name="options">Options of the table.</param>
/// <param name="given">The format of -DateFormat, if it fits the column; null for none.</param>
/// <param name="other">The format of -DateFormat, if it does not; null for none.</param>
/// <param name="notices">Receives warnings.</param>
internal sealed class DateInference(CellColumn column, CellSurvey survey, TableOptions options, DateFormat? given, DateFormat? other, ColumnNotices notices)
{
    /// <summary>Encoding of a column of dates: the order of its texts, the zone of those without an offset, and the parts that vary.</summary>
    public DateEncoding Infer()
    {
        int[] codes = [.. survey.Group(CellClass.Date).Codes];
        string[] texts = [.. codes.Select(code => column.Cells[code]).OfType<string>()];
        DateFormat? format = given;
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
                if (other?.Like(ambiguous) is { } like)
                {
                    int open = codes.First(code => column.Cells[code] as string == ambiguous);
                    throw TableErrors.DateFormatOther(survey.Counts.FirstRowOf(open), column.Name, ambiguous, other, like);
                }

                notices.Add(ColumnNotice.DateOrder, column.Name, $"with the {found.Format}, {Shown(found.Format!, ambiguous)}");
            }

            if (Array.Find(texts, text => DateDetection.IsDate(text, isLoose: true)) is { } loose)
            {
                notices.Add(ColumnNotice.LooseDate, column.Name, Shown(found.Format!, loose));
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

    private static string Shown(DateFormat format, string text)
    {
        _ = format.TryParse(text, out DateCell date);
        return string.Create(CultureInfo.InvariantCulture, $"'{text}' as {new DateTime(date.Wall):yyyy-MM-dd}");
    }
}
