using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>
/// The predicted classes of a decision boundary as pixels: colors for classes, opacities for certainties, so that one picture suits light and
/// dark pages.
/// </summary>
internal static class BoundaryField
{
    // Opacities of a color: eight colors make a palette of 248.
    private const int Shades = 31;

    private const double MaximumOpacity = 0.55;

    private static readonly (Rgb Color, byte Alpha)[] Colors =
        [.. Palette.Light.Series.SelectMany(color => Enumerable.Range(0, Shades).Select(shade => (color, (byte)Math.Round(255 * MaximumOpacity * shade / (Shades - 1)))))];

    /// <summary>The picture as a data URL, the largest Y at the top.</summary>
    public static string DataUrl(BoundaryChart chart)
    {
        int rows = chart.Probability[0].RowCount, columns = chart.Probability[0].ColumnCount;
        var pixels = new byte[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int color = chart.ClassAt(row, column) % Palette.Light.Series.Count;
                pixels[((rows - 1 - row) * columns) + column] = (byte)((color * Shades) + (int)Math.Round(chart.Certainty(row, column) * (Shades - 1)));
            }
        }

        return IndexedPng.DataUrl(columns, pixels, Colors);
    }
}
