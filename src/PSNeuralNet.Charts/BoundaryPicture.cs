namespace PSNeuralNet.Drawing;

/// <summary>A decision boundary: certainties as colors, lines between classes, samples, and rings around misclassified ones.</summary>
internal static class BoundaryPicture
{
    private const double FieldStrength = 0.5;

    private static readonly MarkerShape[] Shapes = [MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown];

    public static void Draw(Sheet sheet, BoundaryChart chart)
    {
        sheet.Subtitle = string.Join(", ", new[] { chart.Subtitle, FixedColumnsLabel.Of(chart) }.Where(text => text.Length > 0));
        Plot plot = sheet.Add(chart.X, chart.Y);
        Field(sheet, plot, chart);
        foreach (IReadOnlyList<(double X, double Y)> line in chart.Line)
        {
            plot.Add.ScatterLine(Sheet.Points(line), sheet.Palette.Text.ToColor()).LineWidth = 1.5f;
        }

        Samples(sheet, plot, chart);
        sheet.Legend(plot, null);
    }

    private static void Field(Sheet sheet, Plot plot, BoundaryChart chart)
    {
        int rows = chart.Probability[0].RowCount, columns = chart.Probability[0].ColumnCount, classes = chart.ClassName.Count;
        ScottPlot.Plottables.Heatmap field = FieldPainter.Add(
            plot,
            chart.X,
            chart.Y,
            rows,
            columns,

            // For more than two classes, the class plus a fraction that grows with the certainty.
            (row, column) => classes == 2 ? chart.Probability[0][row, column] : chart.ClassAt(row, column) + 0.35 + (0.6 * chart.Certainty(row, column)),
            (0, classes == 2 ? 1 : classes),
            classes == 2 ? Ramp.Opposites(sheet.Palette, FieldStrength) : Ramp.Classes(sheet.Palette, classes, FieldStrength));
        field.Smooth = classes == 2;
        if (classes == 2)
        {
            sheet.ColorScale(plot, field, new ChartAxis($"probability of {Sheet.Shorten(chart.ClassName[1], 20)}", 0, 1));
        }
    }

    private static void Samples(Sheet sheet, Plot plot, BoundaryChart chart)
    {
        float size = chart.Sample.Count > 1000 ? 5 : 7.5f;
        for (int i = 0; i < chart.ClassName.Count; i++)
        {
            Coordinates[] points = Sheet.Points(chart.Sample.Where(sample => sample.ClassIndex == i).Select(sample => (sample.X, sample.Y)));
            if (points.Length > 0)
            {
                ScottPlot.Plottables.Markers drawn = plot.Add.Markers(points, Shapes[i % Shapes.Length], size, sheet.Palette.Of(i).ToColor());
                drawn.MarkerStyle.OutlineColor = sheet.Palette.Background.ToColor();
                drawn.MarkerStyle.OutlineWidth = 0.8f;
                drawn.LegendText = Sheet.Shorten(chart.ClassName[i]);
            }
        }

        Coordinates[] mistakes = Sheet.Points(chart.Sample.Where(sample => sample.IsMistaken).Select(sample => (sample.X, sample.Y)));
        if (mistakes.Length > 0)
        {
            ScottPlot.Plottables.Markers rings = plot.Add.Markers(mistakes, MarkerShape.OpenCircle, size + 6, sheet.Palette.Text.ToColor());
            rings.MarkerLineWidth = 1.5f;
            rings.LegendText = chart.Mistakes;
        }
    }
}
