namespace PSNeuralNet.Data;

/// <summary>
/// Columns of plain numbers that may be whole numbers with points between groups of three digits, in a table whose other columns have a
/// decimal comma: 500, 637, 1.048 is 1048 there, or 1.048.
/// </summary>
internal static class GroupedNumbers
{
    private const double FirstGrouped = 1000;

    private static readonly NumberFormat Point = new('.'), Grouped = new(',', '.');

    /// <summary>Throws where all numbers of a column with a point have it where a group mark would be.</summary>
    /// <param name="column">The column, of numbers written as 1234.5.</param>
    /// <returns>True where the texts of a file's numbers are needed to decide: 1.230 is read as 1.23.</returns>
    /// <exception cref="NetworkException">They do.</exception>
    public static bool Check(CellColumn column)
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
