namespace PSNeuralNet.Charts;

/// <summary>A decision boundary with characters: certainties as colors, lines between classes, samples, hollow where misclassified.</summary>
internal static class BoundaryText
{
    private static readonly string[] Right = ["●", "▲", "■", "◆", "▼", "★", "♠", "♥", "♣", "⬢"], Wrong = ["○", "△", "□", "◇", "▽", "☆", "♤", "♡", "♧", "⬡"];

    // In ASCII, samples are letters, capitals if misclassified, and each class has a shade.
    private const string Shades = " .:-,'";

    public static void Draw(TextSheet sheet, BoundaryChart chart)
    {
        string label = FixedColumnsLabel.Of(chart, sheet.IsPlain ? "..." : "…");
        sheet.Subtitle = label.Length == 0 ? chart.Subtitle : $"{chart.Subtitle}, {label}";
        Explain(sheet, chart);
        var plot = new TextPlot(sheet, chart.X, chart.Y);
        if (sheet.IsPlain)
        {
            for (int cell = 0; cell < plot.Rows * plot.Columns; cell++)
            {
                int row = cell / plot.Columns, column = cell % plot.Columns;
                (int gridRow, int gridColumn) = Grid(chart, Share(column, plot.Columns), Share(row, plot.Rows));
                sheet.Canvas.Set(plot.Top + row, plot.Left + column, Shade(chart.ClassAt(gridRow, gridColumn)).ToString());
            }
        }
        else
        {
            HalfBlocks.Fill(sheet.Canvas, plot, (across, down) => Color(chart, across, down));
        }

        foreach (IReadOnlyList<(double X, double Y)> line in chart.Line)
        {
            plot.Line(line, TextColors.Black, '#');
        }

        plot.DrawLines((row, column) => sheet.IsPlain ? null : Color(chart, Share(column, plot.Columns), Share(row, plot.Rows)));
        Samples(sheet, plot, chart);
    }

    /// <summary>One symbol per cell: a misclassified sample if there is one, else the class of most of the samples.</summary>
    private static void Samples(TextSheet sheet, TextPlot plot, BoundaryChart chart)
    {
        foreach (IGrouping<(int Row, int Column), BoundarySample> cell in chart.Sample.GroupBy(sample => plot.Cell(sample.X, sample.Y)))
        {
            bool isMistaken = cell.Any(sample => sample.IsMistaken);
            int index = cell.Where(sample => sample.IsMistaken == isMistaken).CountBy(sample => sample.ClassIndex).MaxBy(pair => pair.Value).Key;
            CellStyle style = isMistaken
                ? new CellStyle(TextColors.Sign(index), TextColors.White, IsBold: true)
                : new CellStyle(TextColors.Sign(index), Color(chart, Share(cell.Key.Column - plot.Left, plot.Columns), Share(cell.Key.Row - plot.Top, plot.Rows)));
            sheet.Canvas.Set(cell.Key.Row, cell.Key.Column, Sign(sheet, index, isMistaken), style);
        }
    }

    private static void Explain(TextSheet sheet, BoundaryChart chart)
    {
        for (int i = 0; i < chart.ClassName.Count; i++)
        {
            string region = sheet.IsPlain && Shade(i) != ' ' ? $" ({Shade(i)})" : "";
            sheet.Explain(Sign(sheet, i, isMistaken: false), new CellStyle(TextColors.OfSeries(i)), sheet.Shorten(chart.ClassName[i], 24) + region);
        }

        if (chart.Sample.Any(sample => sample.IsMistaken))
        {
            string signs = string.Concat(Enumerable.Range(0, Math.Min(chart.ClassName.Count, Wrong.Length)).Select(i => Sign(sheet, i, isMistaken: true)));
            sheet.Explain(signs, default, chart.Mistakes);
        }

        sheet.Explain(sheet.LineSign('#'), default, "boundary");
    }

    private static string Sign(TextSheet sheet, int index, bool isMistaken) =>
        sheet.IsPlain ? ((char)((isMistaken ? 'A' : 'a') + (index % 26))).ToString()
            : isMistaken ? Wrong[index % Wrong.Length] : Right[index % Right.Length];

    private static char Shade(int index) => Shades[index % Shades.Length];

    private static int Color(BoundaryChart chart, double across, double down)
    {
        (int row, int column) = Grid(chart, across, down);
        return TextColors.Field(chart.ClassAt(row, column), chart.Certainty(row, column));
    }

    private static (int Row, int Column) Grid(BoundaryChart chart, double across, double down)
    {
        int last = chart.Probability[0].RowCount - 1;
        return ((int)Math.Round((1 - down) * last), (int)Math.Round(across * last));
    }

    private static double Share(int index, int count) => count == 1 ? 0 : index / (count - 1.0);
}
