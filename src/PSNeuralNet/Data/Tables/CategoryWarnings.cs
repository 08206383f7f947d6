namespace PSNeuralNet.Data;

/// <summary>Warnings about the categories of a column.</summary>
/// <param name="column">The column.</param>
/// <param name="options">Options of the table.</param>
/// <param name="notices">Receives the warnings.</param>
internal sealed class CategoryWarnings(CellColumn column, TableOptions options, ColumnNotices notices)
{
    // With fewer rows, values that are all different say nothing; with more than 19, the column is left out.
    private const int UniqueRows = 10;

    /// <summary>Warns of categories that may be the same, of marks of missing cells, and of numbers that are categories.</summary>
    /// <param name="counts">The categories, with the number of their cells.</param>
    /// <param name="numbers">Number of cells that are numbers.</param>
    /// <param name="hasParsedTexts">True when other cells are numbers in some format.</param>
    public void Warn(Dictionary<string, int> counts, int numbers, bool hasParsedTexts)
    {
        string[] variants = [.. counts.Keys.GroupBy(text => text, StringComparer.OrdinalIgnoreCase).Where(group => group.Skip(1).Any()).SelectMany(group => group)];
        if (variants.Length > 0)
        {
            notices.Add(ColumnNotice.CaseVariant, column.Name, Failure.Listed(variants));
        }

        string[] alike = LookAlikes.In(counts.Keys);
        if (alike.Length > 0)
        {
            notices.Add(ColumnNotice.LookAlike, column.Name, Failure.Listed(alike));
        }

        if (!column.IsCategorical && !column.IsNamed && counts.Count >= UniqueRows && counts.Values.All(count => count == 1))
        {
            notices.Add(ColumnNotice.UniqueCategory, column.Name, string.Create(CultureInfo.InvariantCulture, $"{counts.Count} different values"));
        }

        string[] marks = [.. counts.Keys.Where(MissingMarks.IsUsual)];
        if (marks.Length > 0 && options.MissingMark is null)
        {
            notices.Add(ColumnNotice.MarkIsCategory, column.Name, Failure.Listed(marks), marks: marks);
        }

        string? text = counts.Keys.FirstOrDefault(key => !Cell.TryNumber(key.AsSpan(), out _) && !MissingMarks.IsUsual(key));
        if (!column.IsCategorical && (numbers > 0 || hasParsedTexts) && text is not null)
        {
            notices.Add(ColumnNotice.NumberIsCategory, column.Name, numbers > 0 ? $"numbers and '{text}'" : $"such as '{text}'");
        }
        else if (!column.IsCategorical && MeasuredTexts.Example(counts.Keys) is { } measured)
        {
            notices.Add(ColumnNotice.MeasuredText, column.Name, $"such as '{measured}'");
        }
    }
}
