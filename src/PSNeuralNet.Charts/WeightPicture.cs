namespace PSNeuralNet.Drawing;

/// <summary>Weights: a heat map for each layer, a row for each unit and a column for each input; blue below 0, orange above.</summary>
internal static class WeightPicture
{
    // Larger layers are one image: as shapes they would make a large file.
    private const int MaximumShapes = 4000;
    private const int MaximumNames = 16, MaximumName = 14, MaximumLetters = 30;

    public static void Draw(Sheet sheet, WeightChart chart)
    {
        foreach (WeightMap layer in chart.Layer)
        {
            int units = layer.Weight.RowCount, inputs = layer.Weight.ColumnCount;
            Plot plot = sheet.Add("", "");
            plot.Axes.Title.Label.Text = FormattableString.Invariant($"{layer.Name} ({units} x {inputs})");
            plot.Axes.Title.Label.FontSize = Sheet.LabelSize;
            plot.Axes.Title.Label.FontName = Typefaces.Name;
            plot.Axes.Title.Label.ForeColor = sheet.Palette.Text.ToColor();
            plot.Axes.Bottom.Label.Text = ReferenceEquals(layer, chart.Layer[0]) ? "feature" : "unit of the previous layer";
            plot.Axes.Left.Label.Text = ReferenceEquals(layer, chart.Layer[^1]) ? "output" : "unit";
            ScottPlot.Plottables.Heatmap map = plot.Add.Heatmap(layer.Weight.ToArray());
            map.ManualRange = new ScottPlot.Range(-layer.Strongest, layer.Strongest);
            map.Colormap = Ramp.Opposites(sheet.Palette, 1);
            if (units * inputs <= MaximumShapes)
            {
                map.RenderStrategy = new ScottPlot.Plottables.Heatmap.RenderStrategies.Rectangles();
            }

            sheet.ColorScale(plot, map, new ChartAxis("", -layer.Strongest, layer.Strongest));
            Names(sheet, plot, layer);
            plot.HideGrid();
            plot.Axes.SetLimits(-0.5, inputs - 0.5, -0.5, units - 0.5);
        }
    }

    private static void Names(Sheet sheet, Plot plot, WeightMap layer)
    {
        string[] across = Sheet.Some(layer.Input, MaximumNames), upwards = Sheet.Some([.. layer.Unit.Reverse()], MaximumNames);
        sheet.Ticks(plot.Axes.Bottom, across, MaximumName);
        sheet.Ticks(plot.Axes.Left, upwards, MaximumName);
        if (across.Sum(name => Math.Min(MaximumName, name.Length)) > MaximumLetters)
        {
            Sheet.Rotate(plot, across);
        }
    }
}
