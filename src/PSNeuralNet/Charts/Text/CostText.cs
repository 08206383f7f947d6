namespace PSNeuralNet.Charts;

/// <summary>Costs by epoch: lines, dashed for validation where there are several trainings, and a mark at the best epoch.</summary>
internal static class CostText
{
    /// <summary>What stands for lines in ASCII.</summary>
    internal const string Marks = "*o+x#@%&";

    // About the dots of a line.
    private const int PointsPerColumn = 4;

    /// <param name="sheet">Where to draw.</param>
    /// <param name="chart">What to draw.</param>
    /// <param name="lastEpoch">Where the axis ends; null for the last epoch that there is.</param>
    public static void Draw(TextSheet sheet, CostChart chart, int? lastEpoch)
    {
        bool isLogarithmic = sheet.Options.LogScale;
        double Height(double cost)
        {
            return isLogarithmic ? Math.Log10(cost) : cost;
        }

        double[] heights = [.. chart.Series.SelectMany(series => series.Cost.Concat(series.ValidationCost ?? [])).Select(Height).Where(double.IsFinite)];
        if (heights.Length == 0)
        {
            throw ChartErrors.ChartScaleInvalid();
        }

        Explain(sheet, chart);
        double first = chart.Series.Min(series => series.Epoch[0]), last = lastEpoch ?? chart.Series.Max(series => series.Epoch[^1]);
        last = last > first ? last : first + 1;
        var plot = new TextPlot(
            sheet,
            new TextAxis("Epoch", first, last, count => TextTicks.Linear(first, last, count, isWhole: true)),
            Axis(heights.Min(), heights.Max(), isLogarithmic));
        int[] starts = [.. chart.Series.Select((_, i) => i)];
        foreach (int i in starts)
        {
            CostSeries series = chart.Series[i];
            Line(plot, series, series.Cost, Height, i, i, isDashed: false);
            if (series.ValidationCost is { } validation)
            {
                int other = chart.Series.Count == 1 ? 1 : i;
                Line(plot, series, validation, Height, other, other, isDashed: chart.Series.Count > 1);
            }
        }

        plot.Raster.Draw(sheet.Canvas, plot.Top, plot.Left);
        foreach (int i in starts)
        {
            Best(sheet, plot, chart.Series[i], Height, TextColors.OfSeries(chart.Series.Count == 1 ? 1 : i), chart.Series.Count == 1);
        }
    }

    private static TextAxis Axis(double least, double most, bool isLogarithmic)
    {
        if (isLogarithmic)
        {
            double space = Math.Max(0.02, (most - least) * 0.03);
            (least, most) = (least - space, most + space);
            return new TextAxis("Cost (logarithmic)", least, most, count => TextTicks.Logarithmic(least, most, count));
        }

        (least, most) = (Math.Min(0, least * 1.05), most > 0 ? most * 1.05 : 1);
        return new TextAxis("Cost", least, most, count => TextTicks.Linear(least, most, count));
    }

    private static void Line(TextPlot plot, CostSeries series, IReadOnlyList<double> costs, Func<double, double> height, int color, int mark, bool isDashed)
    {
        (double X, double Y)[] points = [.. series.Line(costs, PointsPerColumn * plot.Columns).Where(point => double.IsFinite(height(point.Cost))).Select(point => plot.Place(point.Epoch, height(point.Cost)))];
        plot.Raster.Line(points, TextColors.OfSeries(color), Marks[mark % Marks.Length], isDashed);
    }

    private static void Best(TextSheet sheet, TextPlot plot, CostSeries series, Func<double, double> height, int color, bool isAlone)
    {
        if (series.BestEpoch is not { } epoch || series.BestCost is not { } cost || !double.IsFinite(height(cost)))
        {
            return;
        }

        (int row, int column) = plot.Cell(epoch, height(cost));
        for (int i = 0; isAlone && i < plot.Rows; i++)
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
        bool isAlone = chart.Series.Count == 1, hasValidation = chart.Series.Any(series => series.ValidationCost is not null);
        for (int i = 0; i < chart.Series.Count; i++)
        {
            if (!isAlone || hasValidation)
            {
                sheet.Explain(sheet.LineSign(Marks[i % Marks.Length]), new CellStyle(TextColors.OfSeries(i)), isAlone ? "training" : chart.Series[i].Name);
            }
        }

        if (!hasValidation)
        {
            return;
        }

        var style = new CellStyle(isAlone ? TextColors.OfSeries(1) : null);
        sheet.Explain(sheet.LineSign(Marks[isAlone ? 1 : 0], !isAlone), style, "validation");
        CostSeries only = chart.Series[0];
        if (!isAlone || only.BestCost is not null)
        {
            sheet.Explain(Sign(sheet), style with { IsBold = true }, isAlone ? FormattableString.Invariant($"best epoch: {only.BestEpoch}, cost {only.BestCost:0.####}") : "best epoch");
        }
    }

    private static string Sign(TextSheet sheet)
    {
        return sheet.IsPlain ? "O" : "○";
    }
}
