using System.Globalization;
using PSNeuralNet.Data;

namespace PSNeuralNet.Charts;

/// <summary>A decision boundary: the probabilities as colors, lines between the classes, and samples, hollow where the network is wrong.</summary>
internal static class BoundaryText
{
    private static readonly string[] Right = ["●", "▲", "■", "◆", "▼"], Wrong = ["○", "△", "□", "◇", "▽"];

    // In ASCII letters are samples, capitals are mistakes, and the regions of the classes have a shade each.
    private const string Shades = " .:-,'";

    public static void Draw(TextSheet sheet, BoundaryChart chart)
    {
        string held = FixedColumnsLabel.Of(chart, sheet.IsPlain ? "..." : "…");
        sheet.Subtitle = held.Length == 0 ? chart.Subtitle : $"{chart.Subtitle}, {held}";
        Explain(sheet, chart);
        var plot = new TextPlot(sheet, Axis(chart.X), Axis(chart.Y));
        if (sheet.IsPlain)
        {
            for (int cell = 0; cell < plot.Rows * plot.Columns; cell++)
            {
                int row = cell / plot.Columns, column = cell % plot.Columns;
                sheet.Canvas.Set(plot.Top + row, plot.Left + column, Shade(ClassAt(chart, Share(column, plot.Columns), Share(row, plot.Rows))).ToString());
            }
        }
        else
        {
            HalfBlocks.Fill(sheet.Canvas, plot, (across, down) => Color(chart, across, down));
        }

        foreach (IReadOnlyList<(double X, double Y)> line in chart.Line)
        {
            plot.Raster.Line([.. line.Select(point => plot.Place(point.X, point.Y))], TextColors.Black, '#');
        }

        plot.Raster.Draw(sheet.Canvas, plot.Top, plot.Left, (row, column) => sheet.IsPlain ? null : Color(chart, Share(column, plot.Columns), Share(row, plot.Rows)));
        Samples(sheet, plot, chart);
    }

    /// <summary>One sign a cell: a mistake, where there is one, else the class of most of its samples.</summary>
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

        int mistakes = chart.Sample.Count(sample => sample.IsMistaken);
        if (mistakes > 0)
        {
            string signs = string.Concat(Enumerable.Range(0, Math.Min(chart.ClassName.Count, Wrong.Length)).Select(i => Sign(sheet, i, isMistaken: true)));
            sheet.Explain(signs, default, mistakes == 1 ? "1 mistake" : string.Create(CultureInfo.InvariantCulture, $"{mistakes} mistakes"));
        }

        sheet.Explain(sheet.LineSign('#'), default, "boundary");
    }

    private static string Sign(TextSheet sheet, int index, bool isMistaken)
    {
        return sheet.IsPlain ? ((char)((isMistaken ? 'A' : 'a') + (index % 26))).ToString()
            : isMistaken ? Wrong[index % Wrong.Length] : Right[index % Right.Length];
    }

    private static char Shade(int index)
    {
        return Shades[index % Shades.Length];
    }

    private static int Color(BoundaryChart chart, double across, double down)
    {
        (int row, int column) = Grid(chart, across, down);
        int index = chart.ClassAt(row, column), classes = chart.ClassName.Count;
        double chance = 1.0 / classes;
        double probability = classes > 2 ? chart.Probability[index][row, column] : index == 1 ? chart.Probability[0][row, column] : 1 - chart.Probability[0][row, column];
        return TextColors.Field(index, (probability - chance) / (1 - chance));
    }

    private static int ClassAt(BoundaryChart chart, double across, double down)
    {
        (int row, int column) = Grid(chart, across, down);
        return chart.ClassAt(row, column);
    }

    private static (int Row, int Column) Grid(BoundaryChart chart, double across, double down)
    {
        int last = chart.Probability[0].RowCount - 1;
        return ((int)Math.Round((1 - down) * last), (int)Math.Round(across * last));
    }

    private static double Share(int index, int count)
    {
        return count == 1 ? 0 : index / (count - 1.0);
    }

    private static TextAxis Axis(BoundaryAxis axis)
    {
        string label = axis.Column == ColumnKind.Duration ? axis.Name + " (s)" : axis.Name;
        return new TextAxis(label, axis.Minimum, axis.Maximum, count => TextTicks.Of(axis, count));
    }
}
