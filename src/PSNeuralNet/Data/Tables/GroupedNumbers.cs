namespace PSNeuralNet.Data;

/// <summary>
/// Columns of plain numbers that may be whole numbers with points between groups of three digits, in a table whose other columns have a
/// decimal comma: 500, 637, 1.048 is 1048 there, or 1.048.
/// </summary>
internal static class GroupedNumbers
{
    private const double FirstGrouped = 1000;

    private static readonly NumberFormat Point = new('.'), Grouped = new(',', '.');

    /// <summary>Checks the columns of a table in which some numbers are found to have a decimal comma.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="cells">Their cells.</param>
    /// <param name="targets">The labels.</param>
    /// <returns>The names of columns of a file whose texts are needed to decide.</returns>
    /// <exception cref="NetworkException">A column may be either.</exception>
    public static string[] WithoutText(FeatureColumn[] columns, CellColumn[] cells, LabelSummary[] targets)
    {
        int[] open = [.. Enumerable.Range(0, columns.Length).Where(i => columns[i] is { Kind: ColumnKind.Number, IsLeftOut: false, Definition.NumberFormat: null })];
        bool hasComma = open.Length > 0 && (Array.Exists(columns, column => column.Definition.NumberFormat is { DecimalMark: ',' })
            || Array.Exists(targets, target => new LabelNumbers(target, null).Format is { DecimalMark: ',' }));
        return hasComma ? [.. open.Where(i => Check(cells[i])).Select(i => columns[i].Name)] : [];
    }

    /// <summary>Throws where all numbers of a column with a point have it where a group mark would be.</summary>
    /// <param name="column">The column, of numbers written as 1234.5.</param>
    /// <returns>True where the texts of a file's numbers are needed to decide: 1.230 is read as 1.23.</returns>
    /// <exception cref="NetworkException">They do.</exception>
    private static bool Check(CellColumn column)
    {
        char[] buffer = new char[TrailingZeros.MaximumLength];
        (int Index, object Cell)? first = null;
        for (int i = 0; i < column.Count; i++)
        {
            object? cell = column.CellOf(column[i]);
            if (cell is null || (cell is string text && !Cell.TryNumber(text.AsSpan(), out _)))
            {
                continue;
            }

            string written = cell as string ?? (cell is double ? column.NumberOf(i, buffer).ToString() : Cell.Text(cell));
            bool hasPoint = written.Contains('.');
            bool mayBeGrouped = hasPoint ? Grouped.TryParse(written, out _) || (IsWithoutText(column) && MayHaveLostZeros(cell)) : Cell.TryNumber(cell, out double number) && Math.Abs(number) < FirstGrouped;
            if (!mayBeGrouped || (hasPoint && column.HasTypedNumbers))
            {
                return false;
            }

            first ??= hasPoint ? (i, written) : null;
        }

        return first is not { } example ? false
            : IsWithoutText(column) ? true
            : throw TableErrors.NumberFormatAmbiguous(column.RowOf?.Invoke(example.Index) ?? example.Index + 1, column.Name, example.Cell, Point, Grouped);
    }

    private static bool IsWithoutText(CellColumn column) => column is { IsOfFile: true, KeepsText: false };

    /// <summary>True for a number of up to three decimals, whose text may have had three of them.</summary>
    private static bool MayHaveLostZeros(object cell) =>
        cell is double number && Math.Abs(number) is >= 1 and < FirstGrouped && Math.Round(number, 3) == number;
}
