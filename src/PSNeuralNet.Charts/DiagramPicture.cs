using PSNeuralNet.Charts;
using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>A network: a column of units a layer, and lines between them; blue below 0, orange above, the stronger the thicker.</summary>
internal static class DiagramPicture
{
    // The faintest line that can still be seen, as a share of the thickest.
    private const double Faintest = 0.03;
    private const float Thickest = 5;

    public static void Draw(Sheet sheet, DiagramChart chart)
    {
        Plot plot = sheet.Add("", "");
        plot.Axes.Frameless();
        plot.HideGrid();
        Dictionary<(int Layer, int Unit), Coordinates> places = Places(chart);

        // The strongest on top.
        foreach (DiagramLink link in chart.Link.Where(link => link.Strength >= Faintest).OrderBy(link => link.Strength))
        {
            ScottPlot.Plottables.LinePlot line = plot.Add.Line(places[(link.Layer - 1, link.From)], places[(link.Layer, link.To)]);
            line.LineColor = (link.Weight < 0 ? sheet.Palette.Negative : sheet.Palette.Positive).WithAlpha(0.25 + (0.65 * link.Strength));
            sheet.Stroke(line.LineStyle, Math.Max(0.5, Thickest * link.Strength));
        }

        int tallest = chart.Layer.Max(layer => layer.Unit.Count);
        float size = Math.Clamp(260f / tallest, 14, 30);
        for (int layer = 0; layer < chart.Layer.Count; layer++)
        {
            Column(sheet, plot, chart, layer, places, size);
        }

        plot.Legend.ManualItems.Add(new LegendItem { LabelText = "weight below 0", LineColor = sheet.Palette.Negative, LineWidth = 4 });
        plot.Legend.ManualItems.Add(new LegendItem { LabelText = "weight above 0", LineColor = sheet.Palette.Positive, LineWidth = 4 });
        plot.Axes.SetLimits(-0.75, chart.Layer.Count - 0.25, -0.12, 1.12);
        sheet.Legend(plot, Alignment.LowerCenter);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.OutlineWidth = 0;
    }

    private static Dictionary<(int Layer, int Unit), Coordinates> Places(DiagramChart chart)
    {
        int tallest = chart.Layer.Max(layer => layer.UnitCount > layer.Unit.Count ? layer.Unit.Count + 1 : layer.Unit.Count);
        var places = new Dictionary<(int Layer, int Unit), Coordinates>();
        for (int layer = 0; layer < chart.Layer.Count; layer++)
        {
            IReadOnlyList<DiagramUnit> units = chart.Layer[layer].Unit;
            bool hasGap = chart.Layer[layer].UnitCount > units.Count;
            int slots = hasGap ? units.Count + 1 : units.Count;
            double step = Math.Min(0.22, 0.9 / tallest);
            for (int i = 0; i < units.Count; i++)
            {
                int slot = hasGap && i == units.Count - 1 ? slots - 1 : i;
                places[(layer, units[i].Index)] = new Coordinates(layer, 0.5 + (step * (((slots - 1) / 2.0) - slot)));
            }
        }

        return places;
    }

    private static void Column(Sheet sheet, Plot plot, DiagramChart chart, int layer, Dictionary<(int Layer, int Unit), Coordinates> places, float size)
    {
        DiagramLayer column = chart.Layer[layer];
        bool isOutput = layer == chart.Layer.Count - 1;
        foreach (DiagramUnit unit in column.Unit)
        {
            Coordinates place = places[(layer, unit.Index)];
            ScottPlot.Plottables.Marker marker = plot.Add.Marker(place, MarkerShape.FilledCircle, size, Palette.Mix(sheet.Palette.Background, sheet.Palette.Muted, 0.18));
            marker.MarkerStyle.OutlineColor = sheet.Palette.Muted;
            marker.MarkerStyle.OutlineWidth = 1.5f;
            if (unit.Label.Length > 0)
            {
                ScottPlot.Plottables.Text text = sheet.Write(plot, Sheet.Shorten(unit.Label, 18), place.X, place.Y, isOutput ? Alignment.MiddleLeft : Alignment.MiddleRight);
                text.OffsetX = (isOutput ? 1 : -1) * ((size / 2) + 6);
            }
        }

        if (column.UnitCount > column.Unit.Count)
        {
            // Dots for those between.
            Coordinates last = places[(layer, column.Unit[^1].Index)], before = places[(layer, column.Unit[^2].Index)];
            foreach (double share in (double[])[0.4, 0.5, 0.6])
            {
                plot.Add.Marker(last.X, last.Y + (share * (before.Y - last.Y)), MarkerShape.FilledCircle, 3.5f, sheet.Palette.Muted);
            }
        }

        string units = column.UnitCount == 1 ? "1 unit" : FormattableString.Invariant($"{column.UnitCount} units");
        string what = layer == 0 ? (column.UnitCount == 1 ? "1 feature" : FormattableString.Invariant($"{column.UnitCount} features")) : $"{units}, {column.Activation}";
        sheet.Write(plot, column.Name, layer, 1.08, Alignment.UpperCenter, size: Sheet.LabelSize).LabelBold = true;
        sheet.Write(plot, what, layer, 1.03, Alignment.UpperCenter, sheet.Palette.Muted, 11.5f);
    }
}
