using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>Score by trial, and the best so far.</summary>
internal static class HistorySection
{
    private const double Radius = 3.2;

    public static void Write(Markup page, SearchHistoryChart chart)
    {
        var plot = new Plot(chart.X, chart.Y.Axis);
        (HistoryMark Mark, string Name, HistoryPoint[] Point)[] groups = [.. chart.Groups];
        page.Open("figure");
        Legend.Write(page, "Trials", [.. groups.Select(group => (Upper(group.Name), Id(group.Mark), $"dot {Style(group.Mark)} {Shape(group.Mark)}")), (Upper(SearchHistoryChart.BestName), "history-best", "line best-trial")]);
        plot.Begin(page, $"Scatter chart of the scores by the number of the trial: {chart.Subtitle}.");
        page.Open("path", ("id", "history-best"), ("class", "curve best-trial"), ("d", plot.Line(chart.Best))).Close();
        foreach ((HistoryMark mark, _, HistoryPoint[] points) in groups)
        {
            page.Open("path", ("id", Id(mark)), ("class", $"dot {Style(mark)}"), ("d", string.Concat(points.Select(point => Dots.Of(Shape(mark), plot.X(point.Trial), plot.Y(chart.Y.Position(point.Score)), Radius))))).Close().Line();
        }

        plot.End(page);
        page.Element("figcaption", chart.Subtitle + ".");
        page.Close();
    }

    private static string Id(HistoryMark mark) => mark switch
    {
        HistoryMark.Completed => "history-completed",
        HistoryMark.Pruned => "history-stopped",
        HistoryMark.Beyond => "history-beyond",
        HistoryMark.Failed => "history-failed",
    };

    // A shape and a color for each mark: the style of Dots of that number.
    private static int Shape(HistoryMark mark) => mark switch
    {
        HistoryMark.Completed => ClassMarker.Circle,
        HistoryMark.Pruned => ClassMarker.TriangleUp,
        HistoryMark.Beyond => ClassMarker.TriangleDown,
        HistoryMark.Failed => ClassMarker.Diamond,
    };

    private static string Style(HistoryMark mark) => Dots.Style(Shape(mark));

    private static string Upper(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
