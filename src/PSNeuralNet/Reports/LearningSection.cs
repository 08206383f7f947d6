using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>Learning curves of Halving.</summary>
internal static class LearningSection
{
    public static void Write(Markup page, SearchLearningChart chart)
    {
        var plot = new Plot(chart.X, chart.Y.Axis);
        LearningCurve[] best = [.. chart.Best];
        page.Open("figure");
        Legend.Write(page, "Trials", [.. best.Select((curve, i) => (curve.Name, $"learning-{i}", $"line t{i}")), ("Others", "learning-others", "line other-trial")]);
        plot.Begin(page, $"Line chart of the score by the share of the epochs, for {Show.Count(chart.Curve.Count, "trial")}. The best one ends at {SearchTrials.Text(best[0].Score)}.");
        page.Open("path", ("id", "learning-others"), ("class", "curve other-trial"), ("d", string.Concat(chart.Curve.Where(curve => !curve.IsBest).Select(curve => Path(plot, chart, curve))))).Close();
        for (int i = best.Length - 1; i >= 0; i--)
        {
            page.Open("path", ("id", $"learning-{i}"), ("class", $"curve t{i}"), ("d", Path(plot, chart, best[i]))).Close();
        }

        plot.End(page);
        page.Element("figcaption", "A line for each trial that went on after a rung of Halving, a dot for each that stopped after its first one.");
        page.Close();
    }

    /// <summary>The line of a trial, or, of a single rung, a dot: a line of no length with round ends.</summary>
    private static string Path(Plot plot, SearchLearningChart chart, LearningCurve curve)
    {
        string line = plot.Line(curve.Point.Select(point => (point.X, chart.Y.Position(point.Y))));
        return curve.Point.Count == 1 ? line + "h0" : line;
    }
}
