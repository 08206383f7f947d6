namespace PSNeuralNet.Charts;

/// <summary>Color fields of half blocks: two colors in a cell, one above the other.</summary>
internal static class HalfBlocks
{
    /// <summary>Fills a plot with the color at each share of the width, from the left, and of the height, from the top.</summary>
    public static void Fill(TextCanvas canvas, TextPlot plot, Func<double, double, int> color)
    {
        for (int row = 0; row < plot.Rows; row++)
        {
            for (int column = 0; column < plot.Columns; column++)
            {
                double across = plot.Columns == 1 ? 0 : column / (plot.Columns - 1.0), step = 1 / ((2.0 * plot.Rows) - 1);
                int upper = color(across, 2 * row * step), lower = color(across, ((2 * row) + 1) * step);
                canvas.Set(plot.Top + row, plot.Left + column, upper == lower ? " " : "▀", new CellStyle(upper == lower ? null : upper, lower));
            }
        }
    }
}
