namespace PSNeuralNet.Charts;

/// <summary>ROC and precision-recall curves with characters, and random guessing as a dashed line.</summary>
internal static class CurveText
{
    public static void Draw(TextSheet sheet, CurveChart chart)
    {
        double minimum = chart.Series.Min(series => series.Area), maximum = chart.Series.Max(series => series.Area);
        sheet.Title = string.Create(CultureInfo.InvariantCulture, $"{chart.Title}, {chart.AreaName} {minimum:0.0000}{(chart.Series.Count > 1 ? $" to {maximum:0.0000}" : "")}");
        for (int i = 0; i < chart.Series.Count; i++)
        {
            sheet.Explain(sheet.LineSign(TextPlot.Mark(i)), new CellStyle(TextColors.OfSeries(i)), chart.Label(chart.Series[i], sheet.Shorten(chart.Series[i].Class, 24)));
        }

        if (chart.Chance is { } share)
        {
            sheet.Explain(sheet.LineSign('.', isDashed: true), new CellStyle(TextColors.Muted), share.From == share.To ? string.Create(CultureInfo.InvariantCulture, $"guessing ({share.To:0.0000})") : "guessing");
        }

        var plot = new TextPlot(sheet, chart.X, chart.Y);
        if (chart.Chance is { } chance)
        {
            plot.Line([(0, chance.From), (1, chance.To)], TextColors.Muted, '.', isDashed: true);
        }

        for (int i = 0; i < chart.Series.Count; i++)
        {
            plot.Line([.. chart.Corners(chart.Series[i])], TextColors.OfSeries(i), TextPlot.Mark(i));
        }

        plot.DrawLines();
    }
}
