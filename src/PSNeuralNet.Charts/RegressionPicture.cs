using System.Globalization;
using PSNeuralNet.Charts;
using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>Predicted and actual numbers, or residuals: a plot for each target, and a line where all dots would be best.</summary>
internal static class RegressionPicture
{
    public static void Draw(Sheet sheet, RegressionChart chart)
    {
        foreach (TargetSeries series in chart.Series)
        {
            string name = Sheet.Shorten(series.Target);
            if (chart.Kind == ChartKind.Residual)
            {
                Residuals(sheet, series, name);
            }
            else
            {
                Predictions(sheet, series, name);
            }
        }
    }

    private static void Predictions(Sheet sheet, TargetSeries series, string name)
    {
        Plot plot = sheet.Add($"{name}, actual", $"{name}, predicted");
        (double least, double most) = Range([.. series.Actual, .. series.Predicted]);
        Best(sheet, plot, least, least, most, most, "predicted = actual");
        Dots(sheet, plot, series.Actual, series.Predicted, string.Create(CultureInfo.InvariantCulture, $"R² {series.R2:0.0000}, RMSE {series.RootMeanSquaredError:G4}"));
        plot.Axes.SetLimits(least, most, least, most);
        sheet.Legend(plot, Alignment.UpperLeft);
    }

    private static void Residuals(Sheet sheet, TargetSeries series, string name)
    {
        Plot plot = sheet.Add($"{name}, predicted", $"{name}, actual - predicted");
        double[] left = [.. series.Actual.Zip(series.Predicted, (actual, predicted) => actual - predicted)];
        (double least, double most) = Range(series.Predicted);
        (double lowest, double highest) = Range(left);
        double reach = Math.Max(Math.Abs(lowest), Math.Abs(highest));
        Best(sheet, plot, least, 0, most, 0, "");
        Dots(sheet, plot, series.Predicted, left, string.Create(CultureInfo.InvariantCulture, $"RMSE {series.RootMeanSquaredError:G4}"));
        plot.Axes.SetLimits(least, most, -reach, reach);
        sheet.Legend(plot, Alignment.UpperRight);
    }

    private static void Best(Sheet sheet, Plot plot, double x1, double y1, double x2, double y2, string name)
    {
        ScottPlot.Plottables.LinePlot line = plot.Add.Line(x1, y1, x2, y2);
        line.LineColor = sheet.Palette.Muted;
        sheet.Stroke(line.LineStyle, 1.5, pattern: 1);
        line.LegendText = name;
    }

    private static void Dots(Sheet sheet, Plot plot, IReadOnlyList<double> x, IReadOnlyList<double> y, string name)
    {
        bool isDense = x.Count > 500;
        ScottPlot.Plottables.Markers dots = plot.Add.Markers(x.ToArray(), y.ToArray(), MarkerShape.FilledCircle, isDense ? 5 : 7.5f, sheet.Palette.Of(0).WithAlpha(isDense ? 0.35 : 0.7));
        dots.MarkerLineWidth = 0;
        dots.LegendText = name;
    }

    private static (double Least, double Most) Range(IReadOnlyList<double> values)
    {
        double least = values.Min(), most = values.Max(), room = most > least ? 0.05 * (most - least) : Math.Max(1, Math.Abs(least) * 0.05);
        return (least - room, most + room);
    }
}
