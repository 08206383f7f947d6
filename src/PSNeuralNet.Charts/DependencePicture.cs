namespace PSNeuralNet.Drawing;

/// <summary>Partial dependence: a plot for each column with a line of means (dots for categories) and thin lines of single rows, or a heat map for two columns.</summary>
internal static class DependencePicture
{
    private const int MaximumName = 12, MaximumNames = 30, LettersOfRow = 84, Resolution = 201;

    // More curves of rows are fainter.
    private const int ManyRows = 30;

    public static void Draw(Sheet sheet, DependenceChart chart)
    {
        int columns = (int)Math.Ceiling(Math.Sqrt(chart.Panel.Count));
        for (int i = 0; i < chart.Panel.Count; i++)
        {
            switch (chart.Panel[i])
            {
                case DependenceField field:
                    Draw(sheet, field, columns);
                    break;
                case DependenceCurves curves:
                    bool isNamed = i % columns == 0 || chart.Panel[i - 1] is not DependenceCurves before || before.Y != curves.Y;
                    Draw(sheet, curves, columns, isNamed);
                    break;
            }
        }
    }

    private static void Draw(Sheet sheet, DependenceField field, int columns)
    {
        Plot plot = sheet.Add(field.X, field.Y);
        Names(sheet, plot, field.X, columns);
        if (field.Y.Named is { } names)
        {
            sheet.Ticks(plot.Axes.Left, Sheet.Some([.. names.Select(name => name.Label)], MaximumNames / columns), MaximumName);
        }

        ScottPlot.Plottables.Heatmap map = FieldPainter.Add(
            plot, field.X, field.Y, Resolution, Resolution, (row, column) => field.At(column / (Resolution - 1.0), row / (Resolution - 1.0)), (field.Minimum, field.Maximum), Ramp.Amounts(sheet.Palette));
        sheet.ColorScale(plot, map, new ChartAxis(Sheet.Shorten(field.Output, columns > 1 ? 20 : 32), field.Minimum, field.Maximum));
        plot.HideGrid();
    }

    private static void Draw(Sheet sheet, DependenceCurves curves, int columns, bool isNamed)
    {
        Plot plot = sheet.Add(curves.X, curves.Y);
        Names(sheet, plot, curves.X, columns);
        plot.Axes.Left.Label.Text = isNamed ? plot.Axes.Left.Label.Text : "";
        plot.Axes.Left.TickGenerator = new AxisTickGenerator(curves.Y, isNamed ? plot.Axes.Left : null, columns > 1 ? AxisTickGenerator.SmallPixelsOfRow : AxisTickGenerator.PixelsOfRow);
        Rows(sheet, plot, curves);
        for (int i = 0; i < curves.Series.Count; i++)
        {
            DependenceSeries series = curves.Series[i];
            Coordinates[] points = Sheet.Points(series.Mean);
            Color color = sheet.Palette.Of(i).ToColor();
            if (curves.Category is not null)
            {
                plot.Add.Markers(points, MarkerShape.FilledDiamond, columns > 1 ? 10 : 13, color).LegendText = Name(curves, series);
                continue;
            }

            ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(points, color);
            sheet.Stroke(line.LineStyle, 2.5, sheet.PatternOf(i));
            line.LegendText = Name(curves, series);
        }

        if (curves.Series.Count > 1 || curves.HasRows)
        {
            sheet.Legend(plot, null);
        }
    }

    private static void Rows(Sheet sheet, Plot plot, DependenceCurves curves)
    {
        bool isFirst = true;
        for (int i = 0; i < curves.Series.Count; i++)
        {
            DependenceSeries series = curves.Series[i];
            Color color = (curves.Series.Count == 1 ? sheet.Palette.Muted : sheet.Palette.Of(i)).ToColor().WithAlpha(series.Row.Count > ManyRows ? 0.25 : 0.45);
            foreach (IReadOnlyList<(double X, double Y)> row in series.Row)
            {
                if (curves.Category is not null)
                {
                    ScottPlot.Plottables.Markers dots = plot.Add.Markers(Sheet.Points(row), MarkerShape.FilledCircle, 4, color);
                    dots.LegendText = isFirst ? "single rows" : "";
                }
                else
                {
                    ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(Sheet.Points(row), color);
                    sheet.Stroke(line.LineStyle, 1);
                    line.LegendText = isFirst ? "single rows" : "";
                }

                isFirst = false;
            }
        }
    }

    private static string Name(DependenceCurves curves, DependenceSeries series) => curves.Series.Count > 1 ? Sheet.Shorten(series.Output) : "mean";

    /// <summary>Names of categories along the horizontal axis.</summary>
    private static void Names(Sheet sheet, Plot plot, ChartAxis axis, int columns)
    {
        if (axis.Named is not { } names)
        {
            return;
        }

        string[] labels = Sheet.Some([.. names.Select(name => name.Label)], MaximumNames / columns);
        sheet.Ticks(plot.Axes.Bottom, labels, MaximumName);
        plot.Grid.XAxisStyle.IsVisible = false;
        if (labels.Sum(label => Math.Min(MaximumName, label.Length) + 2) > LettersOfRow / columns)
        {
            Sheet.Rotate(plot, labels);
        }
    }
}
