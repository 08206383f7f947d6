namespace PSNeuralNet.Charts;

/// <summary>Reliability diagram with characters, and a calibrated network as a dashed line.</summary>
internal static class ReliabilityText
{
    public static void Draw(TextSheet sheet, ReliabilityChart chart)
    {
        sheet.Title = string.Create(CultureInfo.InvariantCulture, $"{chart.Title}, calibration error {chart.Error:0.0000}");
        sheet.Explain(sheet.LineSign(TextPlot.Mark(0)), new CellStyle(TextColors.OfSeries(0)), "network");
        sheet.Explain(sheet.LineSign('.', isDashed: true), new CellStyle(TextColors.Muted), ReliabilityChart.IdealName);
        var plot = new TextPlot(sheet, ReliabilityChart.X, ReliabilityChart.Y);
        plot.Line([(0, 0), (1, 1)], TextColors.Muted, '.', isDashed: true);
        plot.Line(chart.Point, TextColors.OfSeries(0), TextPlot.Mark(0));
        plot.DrawLines();
    }
}
