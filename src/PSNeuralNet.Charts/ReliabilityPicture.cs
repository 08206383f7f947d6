using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Drawing;

/// <summary>Reliability diagram: accuracy against confidence, dots with an area by the number of samples, and a calibrated network as a dashed line.</summary>
internal static class ReliabilityPicture
{
    private const float SmallestDot = 5, LargestDot = 22;

    public static void Draw(Sheet sheet, ReliabilityChart chart)
    {
        Plot plot = sheet.Add(ReliabilityChart.X, ReliabilityChart.Y);
        sheet.ReferenceLine(plot, 0, 0, 1, 1, ReliabilityChart.IdealName);
        Color color = sheet.Palette.Of(0).ToColor();
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(Sheet.Points(chart.Point), color);
        sheet.Stroke(line.LineStyle, 2.5);
        line.LegendText = chart.Label;
        foreach (ReliabilityBin bin in chart.Bin)
        {
            float size = SmallestDot + ((LargestDot - SmallestDot) * (float)Math.Sqrt(chart.Share(bin)));
            plot.Add.Markers(Sheet.Points([(bin.Confidence, bin.Accuracy)]), MarkerShape.FilledCircle, size, color).MarkerLineWidth = 0;
        }

        sheet.Legend(plot, Alignment.UpperLeft);
    }
}
