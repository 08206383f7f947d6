namespace PSNeuralNet.Drawing;

/// <summary>A confusion matrix: a row for each actual class, a column for each predicted one; counts, on colors of their shares.</summary>
internal static class ConfusionPicture
{
    // More classes leave no room.
    private const int MaximumWithCounts = 15, MaximumWithShares = 7, MaximumWithNames = 30, MaximumClasses = 200;

    public static void Draw(Sheet sheet, ConfusionChart chart)
    {
        int all = chart.Matrix.ClassName.Count, classes = Math.Min(all, MaximumClasses);
        Plot plot = sheet.Add(classes < all ? $"predicted, the first {classes} of {all} classes" : "predicted", "actual");
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
        Ramp colors = Ramp.Amounts(sheet.Palette);
        cells.Colormap = colors;
        cells.RenderStrategy = new ScottPlot.Plottables.Heatmap.RenderStrategies.Rectangles();
        if (classes <= MaximumWithCounts)
        {
            Counts(sheet, plot, chart, colors);
        }

        int longest = classes > 6 ? 12 : 24;
        IEnumerable<string> names = classes <= MaximumWithNames ? chart.Matrix.ClassName : chart.Matrix.ClassName.Take(classes).Select((name, i) => i % ((classes / MaximumWithNames) + 1) == 0 ? name : "");
        sheet.Ticks(plot.Axes.Bottom, names, longest);
        sheet.Ticks(plot.Axes.Left, names.Reverse(), longest);
        if (classes > 6 && names.Any(name => name.Length > 4))
        {
            Sheet.Rotate(plot, names);
        }

        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, classes - 0.5, -0.5, classes - 0.5);
    }

    private static void Counts(Sheet sheet, Plot plot, ConfusionChart chart, Ramp colors)
    {
        int classes = chart.Matrix.ClassName.Count;
        float size = classes switch { <= 3 => 22, <= MaximumWithShares => 17, <= 10 => 14, _ => 11 };
        for (int actual = 0; actual < classes; actual++)
        {
            for (int predicted = 0; predicted < classes; predicted++)
            {
                double share = chart.Share(actual, predicted);
                Color color = sheet.Palette.On(colors.Of(share)).ToColor();
                string count = chart.Matrix[actual, predicted].ToString("0.####", CultureInfo.InvariantCulture);
                ScottPlot.Plottables.Text text = sheet.Write(plot, count, predicted, classes - 1 - actual, Alignment.MiddleCenter, color, size);
                text.LabelBold = actual == predicted;
                if (classes <= MaximumWithShares)
                {
                    text.OffsetY = -size * 0.45f;
                    ScottPlot.Plottables.Text percent = sheet.Write(plot, share.ToString("0.0 %", CultureInfo.InvariantCulture), predicted, classes - 1 - actual, Alignment.MiddleCenter, color, size * 0.6f);
                    percent.OffsetY = size * 0.65f;
                }
            }
        }
    }
}
