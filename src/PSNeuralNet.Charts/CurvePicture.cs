using System.Globalization;
using PSNeuralNet.Charts;
using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>ROC and precision-recall curves, with what guessing gives as a dashed line.</summary>
internal static class CurvePicture
{
    private const int MostInCorner = 12;

    public static void Draw(Sheet sheet, CurveChart chart)
    {
        bool isRoc = chart.Kind == ChartKind.Roc;
        Plot plot = sheet.Add(isRoc ? "False positive rate" : "Recall", isRoc ? "True positive rate" : "Precision");
        for (int i = 0; i < chart.Series.Count; i++)
        {
            CurveSeries series = chart.Series[i];
            ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(series.Point.Select(point => new Coordinates(point.X, point.Y)).ToArray(), sheet.Palette.Of(i));
            sheet.Stroke(line.LineStyle, 2.5, i / sheet.Palette.Series.Count % Dashes.Count);
            if (!isRoc)
            {
                // Between two thresholds precision does not rise in a straight line.
                line.ConnectStyle = ConnectStyle.StepVertical;
            }

            line.LegendText = string.Create(CultureInfo.InvariantCulture, $"{Sheet.Shorten(series.Class)} ({(isRoc ? "AUC" : "average precision")} {series.Area:0.0000})");
        }

        Guess(sheet, plot, chart, isRoc);
        plot.Axes.SetLimits(-0.02, 1.02, -0.02, 1.02);
        plot.Axes.Bottom.TickGenerator = Fifths();
        plot.Axes.Left.TickGenerator = Fifths();
        sheet.Legend(plot, chart.Series.Count > MostInCorner ? null : isRoc ? Alignment.LowerRight : Alignment.LowerLeft);
    }

    private static ScottPlot.TickGenerators.NumericManual Fifths()
    {
        return new ScottPlot.TickGenerators.NumericManual([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
    }

    private static void Guess(Sheet sheet, Plot plot, CurveChart chart, bool isRoc)
    {
        if (!isRoc && chart.Series.Count > 1)
        {
            // Each class has another one.
            return;
        }

        double share = chart.Series[0].Share;
        ScottPlot.Plottables.LinePlot guess = plot.Add.Line(0, isRoc ? 0 : share, 1, isRoc ? 1 : share);
        guess.LineColor = sheet.Palette.Muted;
        sheet.Stroke(guess.LineStyle, 1.5, pattern: 1);
        guess.LegendText = isRoc ? "guessing (AUC 0.5)" : string.Create(CultureInfo.InvariantCulture, $"guessing ({share:0.0000})");
    }
}
