namespace PSNeuralNet.Data;

/// <summary>Checks of a table that was read: options without effect, and texts that were decoded wrongly.</summary>
internal static class TableChecks
{
    /// <summary>Warns of options without effect: patterns that match no column, and marks that no cell has.</summary>
    public static void WarnOfOptions(TableColumns columns, ICollection<string> warnings)
    {
        if (columns.UnmatchedPattern.Count > 0)
        {
            warnings.Add($"-ExcludeFeature {Failure.Listed(columns.UnmatchedPattern)} matches no column.");
        }

        // Those that are in force without the option may be there for other tables.
        string[] unused = [.. (columns.Options.MissingMark ?? []).Where(mark => mark.Trim().Length > 0 && !MissingMarks.Contains(MissingMarks.Numeric, mark) && !columns.Feature.Any(column => column.HasMark(mark)) && !columns.Target.Any(column => column.HasMark(mark)))];
        if (unused.Length > 0)
        {
            warnings.Add($"-MissingMark {Failure.Listed(unused)} is in no cell of the columns that are read.");
        }
    }

    /// <summary>The first column and text with U+FFFD, the replacement of bytes that could not be decoded; null if there is none.</summary>
    public static (string Column, string Text)? FirstBroken(TableColumns columns)
    {
        IEnumerable<(string Column, string Text)> texts = columns.Feature.SelectMany(column => column.Cells.Texts().Prepend(column.Name).Select(text => (column.Name, text)))
            .Concat(columns.Target.SelectMany(column => column.Texts().Prepend(column.Name).Select(text => (column.Name, text))));
        return texts.Where(text => text.Text.Contains(EncodingCheck.Mark)).Select(text => ((string, string)?)text).FirstOrDefault();
    }
}
