using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>Cost by epoch: training and validation, the best epoch, and buttons that hide a curve.</summary>
internal static class CostSection
{
    private const int MaximumPoints = 600, MaximumRows = 12;

    public static void Write(Markup page, TrainingReport report)
    {
        CostSeries series = report.Cost.Series[0];
        (ChartAxis x, ChartAxis y) = report.Cost.Axes(isLogarithmic: false);
        var plot = new Plot(x, y);
        (string Id, string Name, CostCurve Curve)[] curves = [.. report.Cost.Curves.Zip([("cost-training", "Training"), ("cost-validation", "Validation")], (curve, name) => (name.Item1, name.Item2, curve))];

        page.Open("figure");
        Legend.Write(page, "Curves", curves.Select(curve => (curve.Name, curve.Id, $"line s{curve.Curve.Color}")));
        plot.Begin(page, Description(series));
        foreach ((string id, _, CostCurve curve) in curves)
        {
            page.Open("path", ("id", id), ("class", $"curve s{curve.Color}"), ("d", plot.Line(curve.Points(MaximumPoints, isLogarithmic: false)))).Close();
        }

        if (series.Best(isLogarithmic: false) is { } best)
        {
            (_, double top, _, double height) = plot.Area;
            page.Open("line", ("class", "best-line"), ("x1", plot.X(best.X)), ("x2", plot.X(best.X)), ("y1", top), ("y2", top + height)).Close();
            page.Open("circle", ("class", "best"), ("cx", plot.X(best.X)), ("cy", plot.Y(best.Y)), ("r", 5)).Element("title", $"Best epoch: {series.BestEpoch}, validation cost {Show.Metric(best.Y)}").Close();
            bool isRight = plot.X(best.X) > Plot.Width / 2;
            page.Element("text", $"best: epoch {series.BestEpoch}", ("class", isRight ? "end" : null), ("x", plot.X(best.X) + (isRight ? -9 : 9)), ("y", top + 15));
        }

        plot.End(page);
        page.Element("figcaption", "Cost number k is taken before update k; the validation cost after it." + (report.Result.Parameter.Single.Any(one => one.Scaling is { TargetMean.Count: > 0 }) ? " Costs are those of standardized targets." : "") + (report.Result.Parameter.Single.Any(one => one.Scaling is { TargetShift.Count: > 0 }) ? " Targets are transformed: ln(y + c)." : ""));
        page.Close();
        Numbers(page, series);
    }

    private static string Description(CostSeries series)
    {
        string best = series is { BestEpoch: { } epoch, BestCost: { } cost } ? $" The lowest validation cost is {Show.Metric(cost)}, at epoch {epoch}." : "";
        return $"Line chart of the cost by epoch. The training cost goes from {Show.Metric(series.Cost[0])} at epoch {series.Epoch[0]} to {Show.Metric(series.Cost[^1])} at epoch {series.Epoch[^1]}.{best}";
    }

    private static void Numbers(Markup page, CostSeries series)
    {
        int[] rows = [.. Chart.Spread(series.Epoch.Count, MaximumRows).Append(series.Epoch.Count - 1).Append(series.BestEpoch is { } best ? series.Epoch.ToList().IndexOf(best) : 0).Distinct().Order()];
        page.Open("details").Element("summary", "Numbers of the cost curve");
        Table.Write(
            page,
            $"Cost of {rows.Length} of {Show.Count(series.Epoch.Count, "epoch")}",
            ["Epoch", "Training", .. series.ValidationCost is null ? Array.Empty<string>() : ["Validation"]],
            rows.Select(row => (string[])[Show.Count(series.Epoch[row]), Show.Metric(series.Cost[row]), .. series.ValidationCost is { } costs ? [Show.Metric(costs[row])] : Array.Empty<string>()]));
        page.Close();
    }
}
