namespace PSNeuralNet.Drawing;

/// <summary>Cost curves: dashed for validation of several trainings, with a mark at the best epoch.</summary>
internal static class CostPicture
{
    // About two points for each pixel.
    private const int MaximumPoints = 2000;

    public static void Draw(Sheet sheet, CostChart chart, bool isLogarithmic)
    {
        (ChartAxis x, ChartAxis y) = chart.Axes(isLogarithmic);
        Plot plot = sheet.Add(x, y);
        foreach (CostCurve curve in chart.Curves)
        {
            Color color = sheet.Palette.Of(curve.Color).ToColor();
            Line(sheet, plot, curve, isLogarithmic, color);
            if (ReferenceEquals(curve.Cost, curve.Series.ValidationCost) && curve.Series.Best(isLogarithmic) is { } best)
            {
                Best(sheet, plot, best, color, chart.IsSingle ? curve.Series.BestLabel : null);
            }
        }

        if (chart.HasValidation && !chart.IsSingle)
        {
            var validation = new LegendItem { LabelText = "validation", LineColor = sheet.Palette.Muted.ToColor() };
            sheet.Stroke(validation.LineStyle, 2, pattern: 1);
            plot.Legend.ManualItems.Add(validation);
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = "best epoch", MarkerShape = MarkerShape.OpenCircle, MarkerSize = 10, MarkerLineWidth = 2, MarkerColor = sheet.Palette.Muted.ToColor() });
        }

        if (chart.HasValidation || !chart.IsSingle)
        {
            sheet.Legend(plot, chart.Series.Count > Sheet.MaximumInCorner ? null : Alignment.UpperRight);
        }
    }

    private static void Line(Sheet sheet, Plot plot, CostCurve curve, bool isLogarithmic, Color color)
    {
        Coordinates[] points = Sheet.Points(curve.Points(MaximumPoints, isLogarithmic));
        if (points.Length == 0)
        {
            return;
        }

        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(points, color);
        sheet.Stroke(line.LineStyle, 2, curve.IsDashed ? 1 : sheet.PatternOf(curve.Color));
        line.LegendText = Sheet.Shorten(curve.Name, 60);
        if (points.Length == 1)
        {
            line.MarkerShape = MarkerShape.FilledCircle;
            line.MarkerSize = 8;
        }
    }

    private static void Best(Sheet sheet, Plot plot, (double X, double Y) best, Color color, string? label)
    {
        ScottPlot.Plottables.Marker mark = plot.Add.Marker(best.X, best.Y, MarkerShape.OpenCircle, 12, color);
        mark.MarkerLineWidth = 2;
        if (label is not null)
        {
            mark.LegendText = label;
            sheet.Stroke(plot.Add.VerticalLine(best.X, 1, sheet.Palette.Muted.ToColor()).LineStyle, 1, pattern: 2);
        }
    }
}
