namespace PSNeuralNet.Drawing;

/// <summary>Parallel coordinates of a search: the better a score, the stronger the color of its line; the best few trials are on top, in another color.</summary>
internal static class SearchParallelPicture
{
    private const double Faintest = 0.12, NamesAt = 1.035, SecondNamesAt = 1.085;
    // Left of the first axis, as a share of the width.
    private const double RoomOfLabels = 0.085;

    private const int MaximumName = 18, MaximumInOneRow = 6, ManyLines = 200;

    public static void Draw(Sheet sheet, SearchParallelChart chart)
    {
        Plot plot = sheet.Add("", "");
        plot.HideGrid();
        plot.Axes.Frameless();
        var colors = new Ramp(position => sheet.Palette.Background.Mix(sheet.Palette.Strong, Faintest + ((1 - Faintest) * position)));
        foreach (ParallelLine line in chart.Line)
        {
            Color color = line.IsBest ? sheet.Palette.Of(1).ToColor() : colors.Of(line.Strength).ToColor();
            ScottPlot.Plottables.Scatter drawn = plot.Add.ScatterLine(Sheet.Points(line.Position.Select((share, i) => ((double)i, share))), color);
            sheet.Stroke(drawn.LineStyle, line.IsBest ? 2.5 : chart.Line.Count > ManyLines ? 1 : 1.5);
        }

        bool isStaggered = chart.Axis.Count > MaximumInOneRow;
        for (int i = 0; i < chart.Axis.Count; i++)
        {
            Axis(sheet, plot, chart.Axis[i], i, isStaggered && i % 2 == 1 ? SecondNamesAt : NamesAt);
        }

        plot.Axes.SetLimits(-Math.Max(0.5, RoomOfLabels * chart.Axis.Count), chart.Axis.Count - 0.5, -0.04, isStaggered ? 1.13 : 1.09);
        plot.Legend.ManualItems.Add(new LegendItem { LabelText = chart.BestName, LineColor = sheet.Palette.Of(1).ToColor(), LineWidth = 2.5f });
        if (chart.Line.Any(line => !line.IsBest))
        {
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = "others, the stronger the better", LineColor = sheet.Palette.Strong.ToColor(), LineWidth = 1.5f });
        }

        sheet.Legend(plot, null);
    }

    private static void Axis(Sheet sheet, Plot plot, ParallelAxis axis, int at, double nameAt)
    {
        ScottPlot.Plottables.LinePlot line = plot.Add.Line(at, 0, at, 1);
        line.LineColor = sheet.Palette.Text.ToColor();
        line.LineWidth = 1;
        sheet.Write(plot, Sheet.Shorten(axis.Name, MaximumName), at, nameAt, Alignment.MiddleCenter, size: Sheet.LabelSize);
        foreach (AxisTick tick in axis.Tick)
        {
            ScottPlot.Plottables.LinePlot mark = plot.Add.Line(at, tick.Position, at, tick.Position);
            mark.MarkerShape = MarkerShape.HorizontalBar;
            mark.MarkerSize = 7;
            mark.MarkerLineColor = sheet.Palette.Text.ToColor();

            // Lines pass behind the text.
            ScottPlot.Plottables.Text text = sheet.Write(plot, tick.Label, at, tick.Position, Alignment.MiddleRight, sheet.Palette.Text.ToColor(), 11);
            text.OffsetX = -7;
            text.LabelBackgroundColor = sheet.Palette.Background.ToColor().WithAlpha(0.8);
        }
    }
}
