using PSNeuralNet.Charts;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Reports;

/// <summary>Actual against predicted numbers, and residuals, for each target.</summary>
internal static class RegressionSection
{
    private const int MaximumTargets = 6;

    public static void Write(Markup page, TrainingReport report)
    {
        RegressionChart chart = report.Predictions!;
        int drawn = chart.Series[0].Actual.Count;
        int all = report.Metrics.SampleCount;
        if (drawn < all)
        {
            page.Element("p", $"Of {Show.Count(all, "sample")}, an even selection of {Show.Count(drawn)} is drawn.");
        }

        if (chart.Series.Count > MaximumTargets)
        {
            page.Element("p", $"The first {MaximumTargets} of {chart.Series.Count} targets are drawn.");
        }

        page.Open("div", ("class", "pair"));
        foreach (TargetSeries series in chart.Series.Take(MaximumTargets))
        {
            (ChartAxis x, ChartAxis y) = series.Axes(ChartKind.PredictedVsActual);
            Scatter(
                page, x, y, series.Actual, series.Predicted, [(x.Minimum, x.Minimum), (x.Maximum, x.Maximum)],
                $"{series.Target}: predicted and actual",
                $"Scatter chart of predicted against actual {series.Target}, {Show.Count(drawn, "sample")}. The closer to the diagonal, the better: R² is {Show.Metric(series.R2)}.");
            (x, y) = series.Axes(ChartKind.Residual);
            Scatter(
                page, x, y, series.Predicted, series.Residual, [(x.Minimum, 0), (x.Maximum, 0)],
                $"{series.Target}: residuals",
                $"Scatter chart of the residuals of {series.Target} against its predictions. They range from {Show.Number(series.Residual.Min())} to {Show.Number(series.Residual.Max())}; their root mean square is {Show.Number(series.RootMeanSquaredError)}.");
        }

        page.Close();
        WriteIntervals(page, report);
    }

    /// <summary>The width of intervals around the predictions, and the share of the samples that are inside.</summary>
    private static void WriteIntervals(Markup page, TrainingReport report)
    {
        if (report.Interval is not [{ Confidence: var confidence }, ..])
        {
            return;
        }

        ConformalCalibration calibration = report.Result.Parameter.Metadata.Conformal!;
        page.Element("h3", "How sure");
        page.Element("p", string.Create(
            CultureInfo.InvariantCulture,
            $"Of new rows like those of the training, {Show.Percent(confidence)} are expected to have their actual number in an interval around the prediction (Get-NetworkPrediction -Interval {confidence}). Its width comes from the errors of {Show.Count(calibration.SampleCount, "row")} that the training held out{(report.Rows.Source is null ? "" : "; the rows below are those, so that their share is as it should be, and says nothing about others")}."));
        Table.Write(page, "Prediction intervals", ["Target", "Mean width", "Rows inside"], report.Interval.Take(MaximumTargets).Select(one => (string[])[
            one.Target, Show.Number(one.MeanWidth), Show.Percent(one.Coverage)]));
    }

    private static void Scatter(Markup page, ChartAxis x, ChartAxis y, IReadOnlyList<double> xs, IReadOnlyList<double> ys, (double X, double Y)[] ideal, string caption, string description)
    {
        var plot = new Plot(x, y);
        page.Open("figure").Element("figcaption", caption);
        plot.Begin(page, description);
        page.Open("path", ("class", "ideal"), ("d", plot.Line(ideal))).Close();
        page.Open("path", ("class", "dot c0 many"), ("d", string.Concat(xs.Zip(ys, (across, upwards) => Dots.Of(0, plot.X(across), plot.Y(upwards), 2.6))))).Close();
        plot.End(page);
        page.Close();
    }
}
