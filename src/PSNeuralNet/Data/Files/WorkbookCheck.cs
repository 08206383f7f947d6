namespace PSNeuralNet.Data;

/// <summary>Detects workbooks by their first bytes: .xlsx and .ods, which are zip archives, and .xls.</summary>
internal static class WorkbookCheck
{
    /// <summary>Throws for a workbook.</summary>
    /// <exception cref="NetworkException">The file is one.</exception>
    public static void RequireText(FileSource source)
    {
        if (!source.IsPart && DataFile.Reading(source.Path, () => IsWorkbook(source)))
        {
            throw DataFileErrors.FileIsWorkbook(source.Path);
        }
    }

    private static bool IsWorkbook(FileSource source)
    {
        using Stream file = source.Open();
        Span<byte> head = stackalloc byte[8];
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..read] is [(byte)'P', (byte)'K', 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..];
    }
}
