namespace PSNeuralNet.Drawing;

/// <summary>Heat maps over two axes of numbers, with a color scale.</summary>
internal static class FieldPainter
{
    /// <summary>Adds a heat map that fills a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="x">Its horizontal axis.</param>
    /// <param name="y">Its vertical axis.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="value">The value at a row, from below, and a column.</param>
    /// <param name="range">The values at both ends of the colors.</param>
    /// <param name="colors">The colors.</param>
    public static ScottPlot.Plottables.Heatmap Add(Plot plot, ChartAxis x, ChartAxis y, int rows, int columns, Func<int, int, double> value, (double Minimum, double Maximum) range, Ramp colors)
    {
        var values = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                // The first row is at the top.
                values[rows - 1 - row, column] = value(row, column);
            }
        }

        ScottPlot.Plottables.Heatmap field = plot.Add.Heatmap(values);
        field.Extent = new CoordinateRect(x.Minimum, x.Maximum, y.Minimum, y.Maximum);
        field.ManualRange = new ScottPlot.Range(range.Minimum, range.Maximum);
        field.Colormap = colors;
        return field;
    }
}
