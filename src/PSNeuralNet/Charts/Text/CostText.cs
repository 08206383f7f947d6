namespace PSNeuralNet.Charts;

/// <summary>Cost curves with characters: dashed for validation of several trainings, with a mark at the best epoch.</summary>
internal static class CostText
{
    // About the dots of a line.
    private const int PointsPerColumn = 4;

    public static void Draw(TextSheet sheet, CostChart chart)
    {
        bool isLogarithmic = sheet.Options.LogScale;
        (ChartAxis x, ChartAxis y) = chart.Axes(isLogarithmic);
        Explain(sheet, chart);
        var plot = new TextPlot(sheet, x, y);
        foreach (CostCurve curve in chart.Curves)
        {
            plot.Line(curve.Points(PointsPerColumn * plot.Columns, isLogarithmic), TextColors.OfSeries(curve.Color), TextPlot.Mark(curve.Color), curve.IsDashed);
        }

        plot.DrawLines();
        foreach (CostCurve curve in chart.Curves.Where(curve => ReferenceEquals(curve.Cost, curve.Series.ValidationCost)))
        {
            if (curve.Series.Best(isLogarithmic) is { } best)
            {
                Best(sheet, plot, best, TextColors.OfSeries(curve.Color), chart.IsSingle);
            }
        }
    }

    private static void Best(TextSheet sheet, TextPlot plot, (double X, double Y) best, int color, bool hasLine)
    {
        (int row, int column) = plot.Cell(best.X, best.Y);
        for (int i = 0; hasLine && i < plot.Rows; i++)
        {
            if (sheet.Canvas.Glyph(plot.Top + i, column) == " ")
            {
                sheet.Canvas.Set(plot.Top + i, column, sheet.IsPlain ? ":" : "┊", new CellStyle(TextColors.Muted));
            }
        }

        sheet.Canvas.Set(row, column, Sign(sheet), new CellStyle(color, IsBold: true));
    }

    private static void Explain(TextSheet sheet, CostChart chart)
    {
        foreach (CostCurve curve in chart.Curves.Where(curve => curve.Name.Length > 0))
        {
            sheet.Explain(sheet.LineSign(TextPlot.Mark(curve.Color)), new CellStyle(TextColors.OfSeries(curve.Color)), curve.Name);
        }

        if (!chart.HasValidation)
        {
            return;
        }

        if (!chart.IsSingle)
        {
            sheet.Explain(sheet.LineSign(TextPlot.Mark(0), isDashed: true), default, "validation");
            sheet.Explain(Sign(sheet), new CellStyle(IsBold: true), "best epoch");
        }
        else if (chart.Series[0].BestCost is not null)
        {
            sheet.Explain(Sign(sheet), new CellStyle(TextColors.OfSeries(1), IsBold: true), chart.Series[0].BestLabel);
        }
    }

    private static string Sign(TextSheet sheet) => sheet.IsPlain ? "O" : "○";
}
