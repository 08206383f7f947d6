using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Drawing;

/// <summary>Permutation importances: a bar for each column in descending order, with a line for the standard deviation.</summary>
internal static class ImportancePicture
{
    public static void Draw(Sheet sheet, ImportanceChart chart)
    {
        int count = chart.Column.Count;
        ChartAxis axis = chart.Axis;
        double range = axis.Maximum - axis.Minimum;
        Plot plot = sheet.Add("", "");
        sheet.Numbers(plot.Axes.Bottom, axis with { Minimum = axis.Minimum < 0 ? axis.Minimum - (range * 0.05) : 0, Maximum = axis.Maximum + (range * 0.15) });
        Bar[] bars = [.. chart.Column.Select((column, i) => new Bar
        {
            Position = count - 1 - i,
            Value = column.Importance,
            Size = 0.7,
            FillColor = column.Importance < 0 ? sheet.Palette.Muted.ToColor() : sheet.Palette.Of(0).ToColor(),
            LineWidth = 0,
            Orientation = Orientation.Horizontal,
        })];
        plot.Add.Bars(bars).Horizontal = true;
        for (int i = 0; i < count; i++)
        {
            FeatureImportance column = chart.Column[i];
            ScottPlot.Plottables.LinePlot deviation = plot.Add.Line(column.Importance - column.Deviation, count - 1 - i, column.Importance + column.Deviation, count - 1 - i);
            deviation.LineColor = sheet.Palette.Text.ToColor();
            deviation.LineWidth = 1.5f;
            double end = Math.Max(0, column.Importance) + column.Deviation;
            ScottPlot.Plottables.Text text = sheet.Write(
                plot, column.Importance.ToString("0.0000", CultureInfo.InvariantCulture), end, count - 1 - i, Alignment.MiddleLeft, sheet.Palette.Muted.ToColor(), count > 20 ? 10 : 11.5f);
            text.OffsetX = 6;
        }

        sheet.Ticks(plot.Axes.Left, chart.Column.Reverse().Select(column => column.Name), 26);
        plot.Axes.SetLimitsY(-0.6, count - 0.4);
        plot.Grid.YAxisStyle.IsVisible = false;
    }
}
