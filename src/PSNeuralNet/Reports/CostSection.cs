using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>The cost by epoch: training and validation, the best epoch, and buttons that hide a curve.</summary>
internal static class CostSection
{
    private const int MostPoints = 600, MostRows = 12;

    public static void Write(Markup page, TrainingReport report)
    {
        CostSeries series = report.Cost.Series[0];
        double[] seen = [.. series.Cost, .. series.ValidationCost ?? []];
        var plot = new Plot(new PlotAxis("Epoch", series.Epoch[0], Math.Max(series.Epoch[0] + 1, series.Epoch[^1])) { IsWhole = true }, PlotAxis.Of("Cost", seen, hasZero: true));
        (string Id, string Name, IReadOnlyList<double> Cost)[] curves = series.ValidationCost is { } validation
            ? [("cost-training", "Training", series.Cost), ("cost-validation", "Validation", validation)]
            : [("cost-training", "Training", series.Cost)];

        page.Open("figure");
        Legend.Write(page, "Curves", curves.Select((curve, i) => (curve.Name, curve.Id, $"line s{i}")));
        plot.Begin(page, Description(series));
        for (int i = 0; i < curves.Length; i++)
        {
            page.Open("path", ("id", curves[i].Id), ("class", $"curve s{i}"), ("d", plot.Line(series.Line(curves[i].Cost, MostPoints).Select(point => ((double)point.Epoch, point.Cost))))).Close();
        }

        if (series is { BestEpoch: { } best, BestCost: { } cost } && double.IsFinite(cost))
        {
            (_, double top, _, double height) = Plot.Area;
            page.Open("line", ("class", "best-line"), ("x1", plot.X(best)), ("x2", plot.X(best)), ("y1", top), ("y2", top + height)).Close();
            page.Open("circle", ("class", "best"), ("cx", plot.X(best)), ("cy", plot.Y(cost)), ("r", 5)).Element("title", $"Best epoch: {best}, validation cost {Show.Metric(cost)}").Close();
            bool isRight = plot.X(best) > Plot.Width / 2;
            page.Element("text", $"best: epoch {best}", ("class", isRight ? "end" : null), ("x", plot.X(best) + (isRight ? -9 : 9)), ("y", top + 15));
        }

        Plot.End(page);
        page.Element("figcaption", "Cost number k is taken before update k; the validation cost after it." + (report.Result.Parameter.Scaling is { TargetMean.Count: > 0 } ? " Costs are those of standardized targets." : ""));
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
        int[] rows = [.. Chart.Spread(series.Epoch.Count, MostRows).Append(series.Epoch.Count - 1).Append(series.BestEpoch is { } best ? series.Epoch.ToList().IndexOf(best) : 0).Distinct().Order()];
        page.Open("details").Element("summary", "Numbers of the cost curve");
        Table.Write(
            page,
            $"Cost of {rows.Length} of {Show.Count(series.Epoch.Count, "epoch")}",
            ["Epoch", "Training", .. series.ValidationCost is null ? Array.Empty<string>() : ["Validation"]],
            rows.Select(row => (string[])[Show.Count(series.Epoch[row]), Show.Metric(series.Cost[row]), .. series.ValidationCost is { } costs ? [Show.Metric(costs[row])] : Array.Empty<string>()]));
        page.Close();
    }
}
