namespace PSNeuralNet.Charts;

/// <summary>Learning curves of Halving with characters.</summary>
internal static class SearchLearningText
{
    public static void Draw(TextSheet sheet, SearchLearningChart chart)
    {
        LearningCurve[] best = [.. chart.Best];
        for (int i = 0; i < best.Length; i++)
        {
            sheet.Explain(sheet.LineSign(TextPlot.Mark(i)), new CellStyle(TextColors.OfSeries(i)), best[i].Name);
        }

        if (chart.Curve.Count > best.Length)
        {
            sheet.Explain(sheet.LineSign('.'), new CellStyle(TextColors.Muted), SearchLearningChart.OthersName);
        }

        var plot = new TextPlot(sheet, chart.X, chart.Y.Axis);
        foreach (LearningCurve curve in chart.Curve.Where(curve => !curve.IsBest))
        {
            plot.Line(Points(chart, curve), TextColors.Muted, '.');
        }

        for (int i = best.Length - 1; i >= 0; i--)
        {
            plot.Line(Points(chart, best[i]), TextColors.OfSeries(i), TextPlot.Mark(i));
        }

        plot.DrawLines();
    }

    private static (double X, double Y)[] Points(SearchLearningChart chart, LearningCurve curve) => [.. curve.Point.Select(point => (point.X, chart.Y.Position(point.Y)))];
}
