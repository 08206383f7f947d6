namespace PSNeuralNet.Charts;

/// <summary>Scores by trial with characters: a sign for each trial, and the best so far as a line.</summary>
internal static class SearchHistoryText
{
    public static void Draw(TextSheet sheet, SearchHistoryChart chart)
    {
        foreach ((HistoryMark mark, string name, _) in chart.Groups)
        {
            (string sign, CellStyle style) = SignOf(sheet, mark);
            sheet.Explain(sign, style, name);
        }

        sheet.Explain(sheet.LineSign('-'), new CellStyle(TextColors.OfSeries(1)), SearchHistoryChart.BestName);
        var plot = new TextPlot(sheet, chart.X, chart.Y.Axis);
        plot.Line(chart.Best, TextColors.OfSeries(1), '-');
        plot.DrawLines();
        foreach ((HistoryMark mark, _, HistoryPoint[] points) in chart.Groups)
        {
            (string sign, CellStyle style) = SignOf(sheet, mark);
            foreach (HistoryPoint point in points)
            {
                (int row, int column) = plot.Cell(point.Trial, chart.Y.Position(point.Score));
                sheet.Canvas.Set(row, column, sign, style);
            }
        }
    }

    private static (string Sign, CellStyle Style) SignOf(TextSheet sheet, HistoryMark mark) => mark switch
    {
        HistoryMark.Completed => (sheet.IsPlain ? "o" : "●", new CellStyle(TextColors.OfSeries(0))),
        HistoryMark.Pruned => (sheet.IsPlain ? "." : "○", new CellStyle(TextColors.OfSeries(0))),
        HistoryMark.Beyond => (sheet.IsPlain ? "v" : "▾", new CellStyle(TextColors.OfSeries(0))),
        HistoryMark.Failed => (sheet.IsPlain ? "x" : "×", new CellStyle(TextColors.Muted, IsBold: true)),
    };
}
