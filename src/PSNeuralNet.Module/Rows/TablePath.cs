namespace PSNeuralNet.Commands;

/// <summary>Names of files that are tables.</summary>
internal static class TablePath
{
    private static readonly string[] Text = [".csv", ".tsv", ".csv.gz", ".tsv.gz"];
    private static readonly string[] Workbook = [".xlsx", ".xls", ".xlsm", ".ods"];

    /// <summary>True for a text file that Import-NetworkDataset reads.</summary>
    public static bool IsText(string file) => Array.Exists(Text, extension => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for a workbook.</summary>
    public static bool IsWorkbook(string file) => Array.Exists(Workbook, extension => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for a text file or a workbook.</summary>
    public static bool IsTable(string file) => IsText(file) || IsWorkbook(file) || file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
}
