using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>Score against each setting, and the means as a table.</summary>
internal static class SettingPanelSection
{
    public static void Write(Markup page, SearchSettingChart chart)
    {
        string part = chart.Panel.Count < chart.SettingCount ? $" The {chart.Panel.Count} most important of {chart.SettingCount} settings are drawn." : "";
        page.Element("p", $"A dot is a trial, a bar the mean of a candidate or of a quarter of the range.{(chart.Panel.SelectMany(panel => panel.Point).Any(point => chart.Y.IsBeyond(point.Score)) ? $" Triangles are {chart.Y.BeyondName}." : "")}{part}");
        page.Open("div", ("class", "pair"));
        foreach (SettingPanel panel in chart.Panel)
        {
            var plot = new Plot(panel.Axis.Axis, chart.Y.Axis);
            page.Open("figure").Element("figcaption", panel.Title);
            plot.Begin(page, $"Scatter chart of the score against {panel.Importance.Setting}, {Show.Count(panel.Point.Count, "trial")}. Means: {string.Join(", ", Means(panel).Select(row => $"{row[0]} {row[1]}"))}.");
            page.Open("path", ("class", "dot c0 many"), ("d", string.Concat(panel.Point.Select(point => Dots.Of(chart.Y.IsBeyond(point.Score) ? chart.Y.IsHigherBetter ? ClassMarker.TriangleDown : ClassMarker.TriangleUp : ClassMarker.Circle, plot.X(point.Position), plot.Y(chart.Y.Position(point.Score)), 3))))).Close();
            page.Open("path", ("class", "curve best-trial"), ("d", string.Concat(panel.Means.Select(mean => plot.Line([(mean.From, chart.Y.Position(mean.Score)), (mean.To, chart.Y.Position(mean.Score))]))))).Close();
            plot.End(page);
            page.Open("details").Element("summary", $"Means of {panel.Importance.Setting}");
            Table.Write(page, $"Mean scores by {panel.Importance.Setting}", ["Value", "Mean score", "Trials"], Means(panel));
            page.Close().Close();
        }

        page.Close();
    }

    private static IEnumerable<string[]> Means(SettingPanel panel) =>
        panel.Importance.Mean.Select((mean, i) => (string[])[panel.GroupName[i], mean.Score is { } score ? SearchTrials.Text(score) : "–", Show.Count(mean.TrialCount)]);
}
