using System.Globalization;
using PSNeuralNet.Charts;
using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>A confusion matrix: the actual classes downwards, the predicted ones across; the count in each cell, its share as the color.</summary>
internal static class ConfusionPicture
{
    // More cells than that have no room for a number.
    private const int MostWithCounts = 15, MostWithShares = 7, MostWithNames = 30;

    public static void Draw(Sheet sheet, ConfusionChart chart)
    {
        int classes = chart.Matrix.ClassName.Count;
        Plot plot = sheet.Add("predicted", "actual");
        var shares = new double[classes, classes];
        for (int actual = 0; actual < classes; actual++)
        {
            for (int predicted = 0; predicted < classes; predicted++)
            {
                shares[actual, predicted] = chart.Share(actual, predicted);
            }
        }

        ScottPlot.Plottables.Heatmap cells = plot.Add.Heatmap(shares);
        cells.ManualRange = new ScottPlot.Range(0, 1);
        cells.Colormap = Ramp.Amounts(sheet.Palette);
        cells.RenderStrategy = new ScottPlot.Plottables.Heatmap.RenderStrategies.Rectangles();
        if (classes <= MostWithCounts)
        {
            Counts(sheet, plot, chart, cells.Colormap);
        }

        int longest = classes > 6 ? 12 : 24;
        IEnumerable<string> names = classes <= MostWithNames ? chart.Matrix.ClassName : chart.Matrix.ClassName.Select((name, i) => i % ((classes / MostWithNames) + 1) == 0 ? name : "");
        sheet.Ticks(plot.Axes.Bottom, names, longest);
        sheet.Ticks(plot.Axes.Left, names.Reverse(), longest);
        if (classes > 6 && names.Any(name => name.Length > 4))
        {
            Sheet.Turn(plot, names);
        }

        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, classes - 0.5, -0.5, classes - 0.5);
    }

    private static void Counts(Sheet sheet, Plot plot, ConfusionChart chart, IColormap colors)
    {
        int classes = chart.Matrix.ClassName.Count;
        float size = classes switch { <= 3 => 22, <= MostWithShares => 17, <= 10 => 14, _ => 11 };
        for (int actual = 0; actual < classes; actual++)
        {
            for (int predicted = 0; predicted < classes; predicted++)
            {
                double share = chart.Share(actual, predicted);
                Color color = sheet.Palette.On(colors.GetColor(share));
                string count = chart.Matrix[actual, predicted].ToString("0.####", CultureInfo.InvariantCulture);
                ScottPlot.Plottables.Text text = sheet.Write(plot, count, predicted, classes - 1 - actual, Alignment.MiddleCenter, color, size);
                text.LabelBold = actual == predicted;
                if (classes <= MostWithShares)
                {
                    text.OffsetY = -size * 0.45f;
                    ScottPlot.Plottables.Text percent = sheet.Write(plot, share.ToString("0.0 %", CultureInfo.InvariantCulture), predicted, classes - 1 - actual, Alignment.MiddleCenter, color, size * 0.6f);
                    percent.OffsetY = size * 0.65f;
                }
            }
        }
    }
}
