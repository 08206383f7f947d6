namespace PSNeuralNet.Drawing;

/// <summary>ROC and precision-recall curves, and random guessing as a dashed line.</summary>
internal static class CurvePicture
{
    public static void Draw(Sheet sheet, CurveChart chart)
    {
        Plot plot = sheet.Add(chart.X, chart.Y);
        for (int i = 0; i < chart.Series.Count; i++)
        {
            CurveSeries series = chart.Series[i];
            ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(Sheet.Points(chart.Corners(series)), sheet.Palette.Of(i).ToColor());
            sheet.Stroke(line.LineStyle, 2.5, sheet.PatternOf(i));
            line.LegendText = chart.Label(series, Sheet.Shorten(series.Class));
        }

        if (chart.Chance is { } chance)
        {
            string name = chart.Kind == ChartKind.Roc ? "guessing (AUC 0.5)" : string.Create(CultureInfo.InvariantCulture, $"guessing ({chance.To:0.0000})");
            sheet.ReferenceLine(plot, 0, chance.From, 1, chance.To, name);
        }

        sheet.Legend(plot, chart.Series.Count > Sheet.MaximumInCorner ? null : chart.Kind == ChartKind.Roc ? Alignment.LowerRight : Alignment.LowerLeft);
    }
}
