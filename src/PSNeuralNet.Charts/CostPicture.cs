using PSNeuralNet.Charts;
using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>Costs by epoch: lines, dashed for validation where there are several trainings, and a mark at the best epoch.</summary>
internal static class CostPicture
{
    // About two points a pixel.
    private const int MostPoints = 2000;
    private const int MostInCorner = 12;

    public static void Draw(Sheet sheet, CostChart chart, bool isLogarithmic)
    {
        Plot plot = sheet.Add("Epoch", isLogarithmic ? "Cost (logarithmic)" : "Cost");
        double Place(double cost)
        {
            return isLogarithmic ? Math.Log10(cost) : cost;
        }

        double[] costs = [.. chart.Series.SelectMany(series => series.Cost.Concat(series.ValidationCost ?? [])).Where(cost => double.IsFinite(Place(cost)))];
        if (costs.Length == 0)
        {
            throw ChartErrors.ChartScaleInvalid();
        }

        bool isAlone = chart.Series.Count == 1, hasValidation = chart.Series.Any(series => series.ValidationCost is not null);
        for (int i = 0; i < chart.Series.Count; i++)
        {
            CostSeries series = chart.Series[i];
            Color color = sheet.Palette.Of(i);
            int pattern = i / sheet.Palette.Series.Count % Dashes.Count;
            Line(sheet, plot, series, series.Cost, Place, color, pattern, isAlone ? (hasValidation ? "training" : "") : Sheet.Shorten(series.Name, 60));
            if (series.ValidationCost is not null)
            {
                Color other = isAlone ? sheet.Palette.Of(1) : color;
                Line(sheet, plot, series, series.ValidationCost, Place, other, isAlone ? 0 : 1, isAlone ? "validation" : "");
                Best(sheet, plot, series, Place, other, isAlone);
            }
        }

        if (hasValidation && !isAlone)
        {
            var validation = new LegendItem { LabelText = "validation", LineColor = sheet.Palette.Muted };
            sheet.Stroke(validation.LineStyle, 2, pattern: 1);
            plot.Legend.ManualItems.Add(validation);
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = "best epoch", MarkerShape = MarkerShape.OpenCircle, MarkerSize = 10, MarkerLineWidth = 2, MarkerColor = sheet.Palette.Muted });
        }

        Limits(plot, chart, [.. costs.Select(Place)], isLogarithmic);
        if (hasValidation || !isAlone)
        {
            sheet.Legend(plot, chart.Series.Count > MostInCorner ? null : Alignment.UpperRight);
        }
    }

    private static void Line(Sheet sheet, Plot plot, CostSeries series, IReadOnlyList<double> costs, Func<double, double> place, Color color, int pattern, string name)
    {
        Coordinates[] points = [.. series.Line(costs, MostPoints).Select(point => new Coordinates(point.Epoch, place(point.Cost))).Where(point => double.IsFinite(point.Y))];
        if (points.Length == 0)
        {
            return;
        }

        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(points, color);
        sheet.Stroke(line.LineStyle, 2, pattern);
        line.LegendText = name;
        if (points.Length == 1)
        {
            line.MarkerShape = MarkerShape.FilledCircle;
            line.MarkerSize = 8;
        }
    }

    private static void Best(Sheet sheet, Plot plot, CostSeries series, Func<double, double> place, Color color, bool isAlone)
    {
        if (series.BestEpoch is not { } epoch || series.BestCost is not { } cost || !double.IsFinite(place(cost)))
        {
            return;
        }

        ScottPlot.Plottables.Marker mark = plot.Add.Marker(epoch, place(cost), MarkerShape.OpenCircle, 12, color);
        mark.MarkerLineWidth = 2;
        if (isAlone)
        {
            mark.LegendText = FormattableString.Invariant($"best epoch: {epoch}, cost {cost:0.####}");
            ScottPlot.Plottables.VerticalLine line = plot.Add.VerticalLine(epoch, 1, sheet.Palette.Muted);
            sheet.Stroke(line.LineStyle, 1, pattern: 2);
            line.EnableAutoscale = false;
        }
    }

    private static void Limits(Plot plot, CostChart chart, double[] places, bool isLogarithmic)
    {
        double first = chart.Series.Min(series => series.Epoch[0]), last = chart.Series.Max(series => series.Epoch[^1]);
        double room = Math.Max(0.5, (last - first) * 0.02), least = places.Min(), most = places.Max();
        plot.Axes.SetLimitsX(first - room, last + room);
        ((ScottPlot.TickGenerators.NumericAutomatic)plot.Axes.Bottom.TickGenerator).IntegerTicksOnly = true;
        if (isLogarithmic)
        {
            double space = Math.Max(0.02, (most - least) * 0.05);
            plot.Axes.SetLimitsY(least - space, most + space);
            plot.Axes.Left.TickGenerator = new LogarithmicTicks();
        }
        else
        {
            plot.Axes.SetLimitsY(Math.Min(0, least * 1.05), most > 0 ? most * 1.05 : 1);
        }
    }
}
