using System.Globalization;
using PSNeuralNet.Charts;
using PSNeuralNet.Data;
using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>A decision boundary: the probabilities as colors, lines between the classes, samples, and rings around mistakes.</summary>
internal static class BoundaryPicture
{
    // 1970-01-01 as ScottPlot counts days.
    private const double FirstDay = 25569;
    private const double FieldStrength = 0.5;

    private static readonly MarkerShape[] Shapes = [MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown];

    public static void Draw(Sheet sheet, BoundaryChart chart)
    {
        sheet.Subtitle = string.Join(", ", new[] { chart.Subtitle, FixedColumnsLabel.Of(chart) }.Where(text => text.Length > 0));
        Plot plot = sheet.Add(Sheet.Shorten(chart.X.Name), Sheet.Shorten(chart.Y.Name));
        Field(sheet, plot, chart);
        foreach (IReadOnlyList<(double X, double Y)> line in chart.Line)
        {
            ScottPlot.Plottables.Scatter drawn = plot.Add.ScatterLine(line.Select(point => Place(chart, point.X, point.Y)).ToArray(), sheet.Palette.Text);
            drawn.LineWidth = 1.5f;
        }

        Samples(sheet, plot, chart);
        Axis(plot.Axes.Bottom, chart.X);
        Axis(plot.Axes.Left, chart.Y);
        Coordinates least = Place(chart, chart.X.Minimum, chart.Y.Minimum), most = Place(chart, chart.X.Maximum, chart.Y.Maximum);
        plot.Axes.SetLimits(least.X, most.X, least.Y, most.Y);
        sheet.Legend(plot, null);
    }

    private static void Field(Sheet sheet, Plot plot, BoundaryChart chart)
    {
        int rows = chart.Probability[0].RowCount, columns = chart.Probability[0].ColumnCount, classes = chart.ClassName.Count;
        var values = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                // The first row is the upper one. Of more than two classes the class, and how sure it is beside mere chance.
                int index = chart.ClassAt(row, column);
                values[rows - 1 - row, column] = classes == 2
                    ? chart.Probability[0][row, column]
                    : index + (0.35 + (0.6 * (chart.Probability[index][row, column] - (1.0 / classes)) / (1 - (1.0 / classes))));
            }
        }

        ScottPlot.Plottables.Heatmap field = plot.Add.Heatmap(values);
        Coordinates least = Place(chart, chart.X.Minimum, chart.Y.Minimum), most = Place(chart, chart.X.Maximum, chart.Y.Maximum);
        field.Extent = new CoordinateRect(least.X, most.X, least.Y, most.Y);
        field.Smooth = classes == 2;
        field.ManualRange = new ScottPlot.Range(0, classes == 2 ? 1 : classes);
        field.Colormap = classes == 2 ? Ramp.Opposites(sheet.Palette, FieldStrength) : Ramp.Classes(sheet.Palette, classes, FieldStrength);
        if (classes == 2)
        {
            ScottPlot.Panels.ColorBar bar = ColorScale.Add(sheet, plot, field, $"probability of {Sheet.Shorten(chart.ClassName[1], 20)}");
            bar.Axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"]);
        }
    }

    private static void Samples(Sheet sheet, Plot plot, BoundaryChart chart)
    {
        float size = chart.Sample.Count > 1000 ? 5 : 7.5f;
        for (int i = 0; i < chart.ClassName.Count; i++)
        {
            Coordinates[] points = [.. chart.Sample.Where(sample => sample.ClassIndex == i).Select(sample => Place(chart, sample.X, sample.Y))];
            if (points.Length > 0)
            {
                ScottPlot.Plottables.Markers drawn = plot.Add.Markers(points, Shapes[i % Shapes.Length], size, sheet.Palette.OfClass(i, chart.ClassName.Count));
                drawn.MarkerStyle.OutlineColor = sheet.Palette.Background;
                drawn.MarkerStyle.OutlineWidth = 0.8f;
                drawn.LegendText = Sheet.Shorten(chart.ClassName[i]);
            }
        }

        Coordinates[] mistakes = [.. chart.Sample.Where(sample => sample.IsMistaken).Select(sample => Place(chart, sample.X, sample.Y))];
        if (mistakes.Length > 0)
        {
            ScottPlot.Plottables.Markers rings = plot.Add.Markers(mistakes, MarkerShape.OpenCircle, size + 6, sheet.Palette.Text);
            rings.MarkerLineWidth = 1.5f;
            rings.LegendText = mistakes.Length == 1 ? "1 mistake" : string.Create(CultureInfo.InvariantCulture, $"{mistakes.Length} mistakes");
        }
    }

    private static void Axis(IAxis axis, BoundaryAxis column)
    {
        switch (column.Column)
        {
            case ColumnKind.Date:
                axis.TickGenerator = new ScottPlot.TickGenerators.DateTimeAutomatic
                {
                    LabelFormatter = date => date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd\nHH:mm", CultureInfo.InvariantCulture),
                };
                break;
            case ColumnKind.Boolean:
                axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual([0, 1], ["false", "true"]);
                break;
            case ColumnKind.Duration:
                axis.Label.Text += " (s)";
                break;
        }
    }

    private static Coordinates Place(BoundaryChart chart, double x, double y)
    {
        return new Coordinates(
            x + (chart.X.Column == ColumnKind.Date ? FirstDay : 0),
            y + (chart.Y.Column == ColumnKind.Date ? FirstDay : 0));
    }
}
