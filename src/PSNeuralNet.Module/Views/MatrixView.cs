using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Commands;

/// <summary>Formats matrices as text for the default views; large ones are truncated.</summary>
public static class MatrixView
{
    private const int MaximumRows = 12;
    private const int MaximumColumns = 10;
    private const int DefaultWidth = 80;
    private const int MaximumNameLength = 20;
    private const string Gap = "...";
    private const string Separator = "  ";

    /// <summary>Formats a matrix: a line with its size, then right-aligned numbers with six significant digits.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="width">The width of the window, in characters; 0 if there is none.</param>
    public static string ToText(Matrix<double> matrix, int width)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int?[] rows = Indexes(matrix.RowCount, MaximumRows);
        string[] lines = Fitted(matrix.ColumnCount, width, columns => [.. rows.Select(row => columns.Select(column => CellText(matrix, row, column)).ToArray())]);
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{matrix.RowCount} x {matrix.ColumnCount}")
            .AppendLine()
            .AppendJoin(Environment.NewLine, lines)
            .ToString();
    }

    /// <summary>Formats a confusion matrix: a row per actual class, a column per predicted class, all right-aligned.</summary>
    /// <param name="confusion">The confusion matrix.</param>
    /// <param name="width">The width of the window, in characters; 0 if there is none.</param>
    public static string ToText(ConfusionMatrix confusion, int width)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        return ToText(confusion.ClassName, width, "0.####", (actual, predicted) => confusion[actual, predicted]);
    }

    /// <summary>Formats a confusion matrix of shares, with four decimals.</summary>
    /// <param name="confusion">The shares.</param>
    /// <param name="width">The width of the window, in characters; 0 if there is none.</param>
    public static string ToText(NormalizedConfusionMatrix confusion, int width)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        return ToText(confusion.ClassName, width, "0.0000", (actual, predicted) => confusion[actual, predicted]);
    }

    /// <summary>Formats the sizes of named matrices: "W1 5x2, b1 5x1, ...".</summary>
    /// <param name="matrices">Parameters, a gradient, or a cache.</param>
    public static string Sizes(Networks.NamedMatrices matrices)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        return string.Join(", ", matrices.MatrixName.Select(name => $"{name} {matrices[name].RowCount}x{matrices[name].ColumnCount}"));
    }

    private static string ToText(IReadOnlyList<string> className, int width, string format, Func<int, int, double> entry)
    {
        int?[] classes = Indexes(className.Count, MaximumRows);
        string Entry(int? row, int? column) => row is null || column is null ? Gap : entry(row.Value, column.Value).ToString(format, CultureInfo.InvariantCulture);
        return string.Join(Environment.NewLine, Fitted(className.Count, width, columns =>
        [
            [@"actual \ predicted", .. columns.Select(column => NameText(className, column))],
            .. classes.Select(row => (string[])[NameText(className, row), .. columns.Select(column => Entry(row, column))]),
        ]));
    }

    private static string NameText(IReadOnlyList<string> className, int? index)
    {
        if (index is null)
        {
            return Gap;
        }

        string name = DisplayText.Clean(className[index.Value]);
        return name.Length <= MaximumNameLength ? name : name[..(MaximumNameLength - Gap.Length)] + Gap;
    }

    /// <summary>Formats as many columns as fit into the window.</summary>
    private static string[] Fitted(int columnCount, int width, Func<int?[], string[][]> cells)
    {
        int maximumColumns = MaximumColumns;
        string[] lines;
        do
        {
            lines = Lines(cells(Indexes(columnCount, maximumColumns--)));
        }
        while (lines[0].Length >= (width > 0 ? width : DefaultWidth) && maximumColumns >= 3);

        return lines;
    }

    private static string[] Lines(string[][] cells)
    {
        int[] widths = [.. cells[0].Select((_, i) => cells.Max(line => line[i].Length))];
        return [.. cells.Select(line => string.Join(Separator, line.Select((cell, i) => cell.PadLeft(widths[i]))))];
    }

    private static string CellText(Matrix<double> matrix, int? row, int? column) =>
        row is null || column is null ? Gap : matrix[row.Value, column.Value].ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>The indexes to show; null marks omitted ones.</summary>
    private static int?[] Indexes(int count, int maximum) =>
        count <= maximum
            ? [.. Enumerable.Range(0, count).Select(i => (int?)i)]
            : [.. Enumerable.Range(0, maximum - 2).Select(i => (int?)i), null, count - 1];
}
