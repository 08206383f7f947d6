using PSNeuralNet.Charts;
using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>Weights: a heat map a layer, units downwards and inputs across; blue below 0, orange above.</summary>
internal static class WeightPicture
{
    // More cells than that are one image, or the file of shapes would be large.
    private const int MostShapes = 4000;
    private const int MostNames = 16, LongestName = 14, MostLetters = 30;

    public static void Draw(Sheet sheet, WeightChart chart)
    {
        foreach (WeightMap layer in chart.Layer)
        {
            int units = layer.Weight.RowCount, inputs = layer.Weight.ColumnCount;
            Plot plot = sheet.Add("", "");
            plot.Axes.Title.Label.Text = FormattableString.Invariant($"{layer.Name} ({units} x {inputs})");
            plot.Axes.Title.Label.FontSize = Sheet.LabelSize;
            plot.Axes.Title.Label.FontName = Typefaces.Name;
            plot.Axes.Title.Label.ForeColor = sheet.Palette.Text;
            plot.Axes.Bottom.Label.Text = ReferenceEquals(layer, chart.Layer[0]) ? "feature" : "unit of the layer before";
            plot.Axes.Left.Label.Text = ReferenceEquals(layer, chart.Layer[^1]) ? "output" : "unit";
            ScottPlot.Plottables.Heatmap map = plot.Add.Heatmap(layer.Weight.ToArray());
            map.ManualRange = new ScottPlot.Range(-layer.Strongest, layer.Strongest);
            map.Colormap = Ramp.Opposites(sheet.Palette, 1);
            if (units * inputs <= MostShapes)
            {
                map.RenderStrategy = new ScottPlot.Plottables.Heatmap.RenderStrategies.Rectangles();
            }

            ColorScale.Add(sheet, plot, map, "");
            Names(sheet, plot, layer);
            plot.HideGrid();
            plot.Axes.SetLimits(-0.5, inputs - 0.5, -0.5, units - 0.5);
        }
    }

    private static void Names(Sheet sheet, Plot plot, WeightMap layer)
    {
        string[] across = Some(layer.Input), upwards = Some([.. layer.Unit.Reverse()]);
        sheet.Ticks(plot.Axes.Bottom, across, LongestName);
        sheet.Ticks(plot.Axes.Left, upwards, LongestName);
        if (across.Sum(name => Math.Min(LongestName, name.Length)) > MostLetters)
        {
            Sheet.Turn(plot, across);
        }
    }

    /// <summary>Of many names every second, third ...</summary>
    private static string[] Some(IReadOnlyList<string> names)
    {
        int every = (names.Count + MostNames - 1) / MostNames;
        return [.. names.Select((name, i) => i % every == 0 ? name : "")];
    }
}
