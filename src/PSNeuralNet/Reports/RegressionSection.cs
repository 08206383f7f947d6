using System.Globalization;
using System.Text;
using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>Predicted against actual numbers, and what is left between them, for each target.</summary>
internal static class RegressionSection
{
    private const int MostTargets = 6;

    public static void Write(Markup page, TrainingReport report)
    {
        RegressionChart chart = report.Predictions!;
        int drawn = chart.Series[0].Actual.Count;
        if (drawn < report.Measured.SampleCount)
        {
            page.Element("p", $"Of {Show.Count(report.Measured.SampleCount, "sample")}, an even selection of {Show.Count(drawn)} is drawn.");
        }

        if (chart.Series.Count > MostTargets)
        {
            page.Element("p", $"The first {MostTargets} of {chart.Series.Count} targets are drawn.");
        }

        page.Open("div", ("class", "pair"));
        foreach (TargetSeries series in chart.Series.Take(MostTargets))
        {
            PlotAxis both = PlotAxis.Of("", [.. series.Actual, .. series.Predicted]);
            double[] rest = [.. series.Actual.Zip(series.Predicted, (actual, predicted) => actual - predicted)];
            PlotAxis across = both with { Name = $"Predicted {series.Target}" };
            Scatter(
                page, across, both with { Name = $"Actual {series.Target}" }, series.Predicted, series.Actual, isDiagonal: true,
                $"{series.Target}: predicted and actual",
                $"Scatter chart of actual against predicted {series.Target}, {Show.Count(drawn, "sample")}. The closer to the diagonal, the better: R² is {Show.Metric(series.R2)}.");
            Scatter(
                page, across, PlotAxis.Of("Actual − predicted", rest, hasZero: true), series.Predicted, rest, isDiagonal: false,
                $"{series.Target}: what is left",
                $"Scatter chart of the residuals of {series.Target} against its predictions. They go from {Show.Number(rest.Min())} to {Show.Number(rest.Max())}; their root mean square is {Show.Number(series.RootMeanSquaredError)}.");
        }

        page.Close();
    }

    private static void Scatter(Markup page, PlotAxis x, PlotAxis y, IReadOnlyList<double> across, IReadOnlyList<double> upwards, bool isDiagonal, string caption, string description)
    {
        var plot = new Plot(x, y);
        page.Open("figure").Element("figcaption", caption);
        plot.Begin(page, description);
        page.Open("path", ("class", "ideal"), ("d", plot.Line(isDiagonal ? [(x.Minimum, x.Minimum), (x.Maximum, x.Maximum)] : [(x.Minimum, 0), (x.Maximum, 0)]))).Close();
        var path = new StringBuilder();
        for (int i = 0; i < across.Count; i++)
        {
            path.Append(CultureInfo.InvariantCulture, $"{Dots.Of(0, plot.X(across[i]), plot.Y(upwards[i]), 2.6)}");
        }

        page.Open("path", ("class", "dot c0 many"), ("d", path.ToString())).Close();
        Plot.End(page);
        page.Close();
    }
}
