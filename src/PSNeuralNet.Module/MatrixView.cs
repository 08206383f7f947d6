using System.Globalization;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Commands;

/// <summary>A matrix as text, for the default view: its size and its numbers as rows, shortened when large.</summary>
public static class MatrixView
{
    private const int MostRows = 12;
    private const int MostColumns = 8;
    private const string Gap = "...";

    /// <summary>The matrix as lines of right-aligned numbers of six digits, under a line with its size.</summary>
    /// <param name="matrix">The matrix.</param>
    public static string ToText(Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int?[] rows = Shown(matrix.RowCount, MostRows), columns = Shown(matrix.ColumnCount, MostColumns);
        string[][] cells = [.. rows.Select(row => columns.Select(column => CellText(matrix, row, column)).ToArray())];
        int[] widths = [.. columns.Select((_, i) => cells.Max(line => line[i].Length))];

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{matrix.RowCount} x {matrix.ColumnCount}");
        foreach (string[] line in cells)
        {
            text.AppendLine().Append(string.Join("  ", line.Select((cell, i) => cell.PadLeft(widths[i]))));
        }

        return text.ToString();
    }

    /// <summary>The sizes of named matrices: "W1 5x2, b1 5x1, ...".</summary>
    /// <param name="matrices">Parameters, a gradient, or a cache.</param>
    public static string Sizes(Networks.NamedMatrices matrices)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        return string.Join(", ", matrices.MatrixName.Select(name => $"{name} {matrices[name].RowCount}x{matrices[name].ColumnCount}"));
    }

    private static string CellText(Matrix<double> matrix, int? row, int? column)
    {
        return row is null || column is null ? Gap : matrix[row.Value, column.Value].ToString("G6", CultureInfo.CurrentCulture);
    }

    /// <summary>The indexes to show; null stands for those left out.</summary>
    private static int?[] Shown(int count, int most)
    {
        return count <= most
            ? [.. Enumerable.Range(0, count).Select(i => (int?)i)]
            : [.. Enumerable.Range(0, most - 2).Select(i => (int?)i), null, count - 1];
    }
}
