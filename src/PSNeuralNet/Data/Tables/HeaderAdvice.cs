namespace PSNeuralNet.Data;

/// <summary>Advice where the names of the columns show that a file was read in the wrong way.</summary>
internal static class HeaderAdvice
{
    private static readonly char[] Delimiters = [';', '\t', '|', ','];

    /// <summary>The advice, after a blank; empty for names that look like names.</summary>
    /// <param name="columns">The names of all columns.</param>
    public static string For(IReadOnlyList<string> columns)
    {
        string first = columns.Count == 0 ? "" : columns[0];
        if (first.StartsWith("PK\u0003\u0004", StringComparison.Ordinal))
        {
            return " The file is a workbook, such as Excel's, and no text: save its sheet as CSV (UTF-8), and read that.";
        }

        if (first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return $" '{first}' is a line in which Excel names the delimiter: Import-Csv takes it as the header. Import-NetworkDataset reads the file as it is.";
        }

        if (columns.Count == 1 && Array.Find(Delimiters, first.Contains) is not '\0' and var delimiter)
        {
            string shown = delimiter == '\t' ? "\"`t\"" : $"'{delimiter}'";
            return $" The fields of the file seem to be separated by {(delimiter == '\t' ? "tabs" : shown)}: read it with Import-Csv -Delimiter {shown}, or with Import-NetworkDataset, which detects the delimiter.";
        }

        return HeaderNames.AreData([.. columns]) ? " " + HeaderNames.DataAdvice : "";
    }
}
