namespace PSNeuralNet.Drawing;

/// <summary>Scores by trial: a dot for each, and the best so far as a line of steps. Failed trials are crosses at the worse end.</summary>
internal static class SearchHistoryPicture
{
    public static void Draw(Sheet sheet, SearchHistoryChart chart)
    {
        Plot plot = sheet.Add(chart.X, chart.Y.Axis);
        ScottPlot.Plottables.Scatter best = plot.Add.ScatterLine(Sheet.Points(chart.Best), sheet.Palette.Of(1).ToColor());
        sheet.Stroke(best.LineStyle, 2);
        float size = chart.Point.Count > 400 ? 5 : 8;
        foreach ((HistoryMark mark, string name, HistoryPoint[] points) in chart.Groups)
        {
            (MarkerShape shape, Color color) = mark switch
            {
                HistoryMark.Completed => (MarkerShape.FilledCircle, sheet.Palette.Of(0).ToColor()),
                HistoryMark.Pruned => (MarkerShape.OpenCircle, sheet.Palette.Of(0).ToColor()),
                HistoryMark.Beyond => (chart.Y.IsHigherBetter ? MarkerShape.FilledTriangleDown : MarkerShape.FilledTriangleUp, sheet.Palette.Of(0).ToColor()),
                HistoryMark.Failed => (MarkerShape.Eks, sheet.Palette.Text.ToColor()),
            };
            ScottPlot.Plottables.Markers drawn = plot.Add.Markers(Sheet.Points(points.Select(point => ((double)point.Trial, chart.Y.Position(point.Score)))), shape, size, color);
            drawn.MarkerLineWidth = mark is HistoryMark.Pruned or HistoryMark.Failed ? 1.5f : 0;
            drawn.LegendText = name;
        }

        best.LegendText = SearchHistoryChart.BestName;
        sheet.Legend(plot, null);
    }
}
