namespace PSNeuralNet.Drawing;

/// <summary>Predicted against actual numbers, or residuals: a plot for each target, with a line of perfect predictions.</summary>
internal static class RegressionPicture
{
    public static void Draw(Sheet sheet, RegressionChart chart)
    {
        foreach (TargetSeries series in chart.Series)
        {
            bool isResidual = chart.Kind == ChartKind.Residual;
            (ChartAxis x, ChartAxis y) = series.Axes(chart.Kind);
            Plot plot = sheet.Add(x, y);
            if (isResidual)
            {
                sheet.ReferenceLine(plot, x.Minimum, 0, x.Maximum, 0, "");
                Dots(sheet, plot, series.Predicted, series.Residual, series.ErrorLabel);
            }
            else
            {
                sheet.ReferenceLine(plot, x.Minimum, x.Minimum, x.Maximum, x.Maximum, "predicted = actual");
                Dots(sheet, plot, series.Actual, series.Predicted, string.Create(CultureInfo.InvariantCulture, $"R² {series.R2:0.0000}, {series.ErrorLabel}"));
            }

            sheet.Legend(plot, isResidual ? Alignment.UpperRight : Alignment.UpperLeft);
        }
    }

    private static void Dots(Sheet sheet, Plot plot, IReadOnlyList<double> x, IReadOnlyList<double> y, string name)
    {
        bool isDense = x.Count > 500;
        ScottPlot.Plottables.Markers dots = plot.Add.Markers(Sheet.Points(x.Zip(y)), MarkerShape.FilledCircle, isDense ? 5 : 7.5f, sheet.Palette.Of(0).ToColor().WithAlpha(isDense ? 0.35 : 0.7));
        dots.MarkerLineWidth = 0;
        dots.LegendText = name;
    }
}
