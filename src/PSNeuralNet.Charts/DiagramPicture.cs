namespace PSNeuralNet.Drawing;

/// <summary>A network: a column of units for each layer, and lines for weights; blue below 0, orange above, wider for stronger ones.</summary>
internal static class DiagramPicture
{
    // Weaker weights, relative to the strongest, are not visible.
    private const double MinimumStrength = 0.03;
    private const float MaximumWidth = 5;

    public static void Draw(Sheet sheet, DiagramChart chart)
    {
        Plot plot = sheet.Add("", "");
        plot.Axes.Frameless();
        plot.HideGrid();
        double step = Math.Min(0.22, 0.9 / chart.Height);
        Coordinates Place(int layer, int unit) => new Coordinates(layer, 0.5 - (step * chart.Layer[layer].Position(unit)));

        // The strongest on top.
        foreach (DiagramLink link in chart.Link.Where(link => link.Strength >= MinimumStrength).OrderBy(link => link.Strength))
        {
            ScottPlot.Plottables.LinePlot line = plot.Add.Line(Place(link.Layer - 1, link.From), Place(link.Layer, link.To));
            line.LineColor = (link.Weight < 0 ? sheet.Palette.Negative : sheet.Palette.Positive).ToColor().WithAlpha(0.25 + (0.65 * link.Strength));
            sheet.Stroke(line.LineStyle, Math.Max(0.5, MaximumWidth * link.Strength));
        }

        float size = Math.Clamp(260f / chart.Height, 14, 30);
        foreach (int layer in Enumerable.Range(0, chart.Layer.Count))
        {
            Column(sheet, plot, chart, layer, unit => Place(layer, unit), size);
        }

        plot.Legend.ManualItems.Add(new LegendItem { LabelText = "weight below 0", LineColor = sheet.Palette.Negative.ToColor(), LineWidth = 4 });
        plot.Legend.ManualItems.Add(new LegendItem { LabelText = "weight above 0", LineColor = sheet.Palette.Positive.ToColor(), LineWidth = 4 });
        plot.Axes.SetLimits(-0.75, chart.Layer.Count - 0.25, -0.12, 1.12);
        sheet.Legend(plot, Alignment.LowerCenter);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.OutlineWidth = 0;
    }

    private static void Column(Sheet sheet, Plot plot, DiagramChart chart, int layer, Func<int, Coordinates> placeOf, float size)
    {
        DiagramLayer column = chart.Layer[layer];
        bool isOutput = layer == chart.Layer.Count - 1;
        foreach (DiagramUnit unit in column.Unit)
        {
            Coordinates place = placeOf(unit.Index);
            ScottPlot.Plottables.Marker marker = plot.Add.Marker(place, MarkerShape.FilledCircle, size, sheet.Palette.Background.Mix(sheet.Palette.Muted, 0.18).ToColor());
            marker.MarkerStyle.OutlineColor = sheet.Palette.Muted.ToColor();
            marker.MarkerStyle.OutlineWidth = 1.5f;
            if (unit.Label.Length > 0)
            {
                ScottPlot.Plottables.Text text = sheet.Write(plot, Sheet.Shorten(unit.Label, 18), place.X, place.Y, isOutput ? Alignment.MiddleLeft : Alignment.MiddleRight);
                text.OffsetX = (isOutput ? 1 : -1) * ((size / 2) + 6);
            }
        }

        if (column.HasGap)
        {
            // Three dots for the units left out.
            Coordinates last = placeOf(column.Unit[^1].Index), before = placeOf(column.Unit[^2].Index);
            foreach (double share in (double[])[0.4, 0.5, 0.6])
            {
                plot.Add.Marker(last.X, last.Y + (share * (before.Y - last.Y)), MarkerShape.FilledCircle, 3.5f, sheet.Palette.Muted.ToColor());
            }
        }

        string units = column.UnitCount == 1 ? "1 unit" : FormattableString.Invariant($"{column.UnitCount} units");
        string what = layer == 0 ? (column.UnitCount == 1 ? "1 feature" : FormattableString.Invariant($"{column.UnitCount} features")) : $"{units}, {column.Activation}";
        sheet.Write(plot, column.Name, layer, 1.08, Alignment.UpperCenter, size: Sheet.LabelSize).LabelBold = true;
        sheet.Write(plot, what, layer, 1.03, Alignment.UpperCenter, sheet.Palette.Muted.ToColor(), 11.5f);
    }
}
