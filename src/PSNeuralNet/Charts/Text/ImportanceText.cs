using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Charts;

/// <summary>Permutation importances with characters: a line for each column with a bar, and its number with the standard deviation.</summary>
internal static class ImportanceText
{
    private const int MaximumName = 22;

    // Parts of a cell, in eighths.
    private const string Blocks = "▏▎▍▌▋▊▉█";

    public static void Draw(TextSheet sheet, ImportanceChart chart)
    {
        int top = sheet.Heading(), room = sheet.Canvas.Height - top - TextAxis.RowCount;
        int shown = chart.Column.Count <= room ? chart.Column.Count : Math.Max(1, room - 1);
        FeatureImportance[] columns = [.. chart.Column.Take(shown)];
        int left = Math.Min(Math.Min(MaximumName, sheet.Canvas.Width / 3), columns.Max(column => TextWidth.Of(DisplayText.Clean(column.Name)))) + 2;
        string[] numbers = Array.ConvertAll(columns, column => Number(sheet, column));
        int width = sheet.Canvas.Width - left - numbers.Max(text => text.Length) - 1;
        ChartAxis axis = chart.Axis;
        var drawn = new TextAxis(sheet, axis, left, width);
        for (int i = 0; i < columns.Length; i++)
        {
            drawn.Label(top + i, columns[i].Name);
            Bar(sheet, drawn, axis, columns[i], top + i, left, width);
            sheet.Canvas.Write(top + i, left + width + 1 + numbers.Max(text => text.Length) - numbers[i].Length, numbers[i]);
        }

        if (shown < chart.Column.Count)
        {
            sheet.Canvas.Write(top + shown++, 0, string.Create(CultureInfo.InvariantCulture, $"and {chart.Column.Count - columns.Length} more"), new CellStyle(TextColors.Muted));
        }

        drawn.Draw(top + shown);
    }

    private static string Number(TextSheet sheet, FeatureImportance column) =>
        string.Create(CultureInfo.InvariantCulture, $"{column.Importance:0.0000} {(sheet.IsPlain ? "+-" : "±")} {column.Deviation:0.0000}");

    private static void Bar(TextSheet sheet, TextAxis drawn, ChartAxis axis, FeatureImportance column, int row, int left, int width)
    {
        bool isBelow = column.Importance < 0;
        var style = new CellStyle(isBelow ? TextColors.Muted : TextColors.OfSeries(0));
        if (sheet.IsPlain || isBelow)
        {
            (int from, int to) = (drawn.Column(Math.Min(0, column.Importance)), drawn.Column(Math.Max(0, column.Importance)));
            for (int cell = from; cell < to; cell++)
            {
                sheet.Canvas.Set(row, cell, sheet.IsPlain ? "#" : "█", style);
            }

            return;
        }

        // In eighths of a cell from the cell of 0.
        int zero = drawn.Column(0) - left, eighths = (int)Math.Round(((axis.Share(column.Importance) * width) - zero) * Blocks.Length);
        for (int cell = zero; cell < width && eighths > 0; cell++, eighths -= Blocks.Length)
        {
            sheet.Canvas.Set(row, left + cell, Blocks[Math.Min(eighths, Blocks.Length) - 1].ToString(), style);
        }
    }
}
