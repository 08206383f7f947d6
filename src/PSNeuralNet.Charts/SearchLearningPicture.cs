namespace PSNeuralNet.Drawing;

/// <summary>Learning curves of Halving: a line for each trial that went on, a dot where a trial stopped; the best ones in colors, above the others.</summary>
internal static class SearchLearningPicture
{
    private const float DotSize = 5;

    public static void Draw(Sheet sheet, SearchLearningChart chart)
    {
        Plot plot = sheet.Add(chart.X, chart.Y.Axis);
        Color muted = sheet.Palette.Frame.ToColor();
        string name = SearchLearningChart.OthersName;
        foreach (LearningCurve curve in chart.Curve.Where(curve => !curve.IsBest))
        {
            Line(sheet, plot, chart, curve, muted, 1).LegendText = name;
            name = "";
        }

        LearningCurve[] best = [.. chart.Best];
        var drawn = new ScottPlot.Plottables.Scatter[best.Length];
        for (int i = best.Length - 1; i >= 0; i--)
        {
            drawn[i] = Line(sheet, plot, chart, best[i], sheet.Palette.Of(i).ToColor(), 2.5);
        }

        // The best one is drawn last, on top, and named first.
        plot.Legend.DisplayPlottableLegendItems = false;
        for (int i = 0; i < best.Length; i++)
        {
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = best[i].Name, LineColor = drawn[i].LineStyle.Color, LineWidth = 2.5f });
        }

        if (name.Length == 0)
        {
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = SearchLearningChart.OthersName, LineColor = muted, LineWidth = 1 });
        }

        sheet.Legend(plot, null);
    }

    private static ScottPlot.Plottables.Scatter Line(Sheet sheet, Plot plot, SearchLearningChart chart, LearningCurve curve, Color color, double width)
    {
        ScottPlot.Plottables.Scatter line = plot.Add.Scatter(Sheet.Points(curve.Point.Select(point => (point.X, chart.Y.Position(point.Y)))), color);
        sheet.Stroke(line.LineStyle, width);
        line.MarkerShape = MarkerShape.FilledCircle;
        line.MarkerSize = DotSize;
        return line;
    }
}
