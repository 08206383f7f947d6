namespace PSNeuralNet.Drawing;

/// <summary>Scores by setting: a plot for each setting, with a dot for each trial, and a line at the mean of each candidate or quarter of a range.</summary>
internal static class SearchSettingPicture
{
    private const int MaximumName = 12, LettersOfRow = 84, MaximumTitle = 100;

    // More dots are half transparent.
    private const int ManyTrials = 100;

    public static void Draw(Sheet sheet, SearchSettingChart chart)
    {
        int columns = (int)Math.Ceiling(Math.Sqrt(chart.Panel.Count));
        for (int i = 0; i < chart.Panel.Count; i++)
        {
            SettingPanel panel = chart.Panel[i];
            Plot plot = sheet.Add(panel.Axis.Axis, chart.Y.Axis);
            plot.Axes.Title.Label.Text = Sheet.Shorten(panel.Title, MaximumTitle / columns);
            plot.Axes.Title.Label.FontSize = Sheet.LabelSize;
            plot.Axes.Title.Label.FontName = sheet.FontFor(panel.Title);
            plot.Axes.Title.Label.ForeColor = sheet.Palette.Text.ToColor();
            Across(sheet, plot, panel, columns);
            bool isFirst = i % columns == 0;
            plot.Axes.Left.Label.Text = isFirst ? plot.Axes.Left.Label.Text : "";
            plot.Axes.Left.TickGenerator = new AxisTickGenerator(chart.Y.Axis, isFirst ? plot.Axes.Left : null, columns > 1 ? AxisTickGenerator.SmallPixelsOfRow : AxisTickGenerator.PixelsOfRow);

            Points(sheet, plot, chart, panel, columns, isNamed: chart.Panel.Count == 1);
        }
    }

    /// <summary>Ticks of the setting, whose name is the title.</summary>
    private static void Across(Sheet sheet, Plot plot, SettingPanel panel, int columns)
    {
        plot.Axes.Bottom.Label.Text = "";
        plot.Axes.Bottom.TickGenerator = new AxisTickGenerator(panel.Axis.Axis);
        if (panel.Axis.Label is { Count: > 0 } labels)
        {
            sheet.Ticks(plot.Axes.Bottom, labels, MaximumName);
            plot.Grid.XAxisStyle.IsVisible = false;
            if (labels.Sum(label => Math.Min(MaximumName, label.Length) + 2) > LettersOfRow / columns)
            {
                Sheet.Rotate(plot, labels);
            }
        }
    }

    private static void Points(Sheet sheet, Plot plot, SearchSettingChart chart, SettingPanel panel, int columns, bool isNamed)
    {
        bool isDense = panel.Point.Count > ManyTrials;
        foreach (IGrouping<(bool IsBeyond, bool IsPruned), SettingPoint> group in panel.Point.GroupBy(point => (chart.Y.IsBeyond(point.Score), point.IsPruned)).OrderByDescending(group => group.Key))
        {
            Coordinates[] points = Sheet.Points(group.Select(point => (point.Position, chart.Y.Position(point.Score))));
            MarkerShape beyond = chart.Y.IsHigherBetter ? MarkerShape.FilledTriangleDown : MarkerShape.FilledTriangleUp;
            ScottPlot.Plottables.Markers dots = plot.Add.Markers(points, group.Key.IsBeyond ? beyond : group.Key.IsPruned ? MarkerShape.OpenCircle : MarkerShape.FilledCircle, columns > 2 || isDense ? 5 : 7, sheet.Palette.Of(0).ToColor().WithAlpha(isDense ? 0.45 : 0.75));
            dots.MarkerLineWidth = group.Key is (false, true) ? 1 : 0;
            dots.LegendText = group.Key.IsBeyond ? chart.Y.BeyondName : group.Key.IsPruned ? "stopped early" : "trial";
        }

        bool isFirst = true;
        foreach ((double from, double to, double score) in panel.Means)
        {
            ScottPlot.Plottables.LinePlot mean = plot.Add.Line(from, chart.Y.Position(score), to, chart.Y.Position(score));
            mean.LineColor = sheet.Palette.Of(1).ToColor();
            sheet.Stroke(mean.LineStyle, 2.5);
            mean.LegendText = isFirst ? "mean" : "";
            isFirst = false;
        }

        if (isNamed)
        {
            sheet.Legend(plot, null);
        }
    }
}
