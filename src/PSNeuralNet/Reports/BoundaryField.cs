using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>
/// The field of a decision boundary as pixels: the color says the class, and how opaque it is how sure the network is. So one picture goes
/// with light and with dark pages.
/// </summary>
internal static class BoundaryField
{
    // Shades of a color: eight colors make a palette of 248.
    private const int Shades = 31;

    private const double MostOpaque = 0.55;

    // Okabe and Ito's, as in the pictures of Export-NetworkChart.
    private static readonly (byte Red, byte Green, byte Blue)[] Colors =
    [
        (0x00, 0x72, 0xB2), (0xD5, 0x5E, 0x00), (0x00, 0x9E, 0x73), (0xCC, 0x79, 0xA7), (0xB3, 0x74, 0x00), (0x3A, 0x9B, 0xD6), (0x7A, 0x6B, 0xB8), (0x57, 0x60, 0x6A),
    ];

    private static readonly (byte Red, byte Green, byte Blue, byte Alpha)[] Palette =
        [.. Colors.SelectMany(color => Enumerable.Range(0, Shades).Select(shade => (color.Red, color.Green, color.Blue, (byte)Math.Round(255 * MostOpaque * shade / (Shades - 1)))))];

    /// <summary>The picture as an address that holds it, the largest Y at the top.</summary>
    public static string Address(BoundaryChart chart)
    {
        int rows = chart.Probability[0].RowCount, columns = chart.Probability[0].ColumnCount;
        var pixels = new byte[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int index = chart.ClassAt(row, column);
                pixels[((rows - 1 - row) * columns) + column] = (byte)((index % Colors.Length * Shades) + (int)Math.Round(Sureness(chart, row, column, index) * (Shades - 1)));
            }
        }

        return IndexedPng.DataAddress(columns, pixels, Palette);
    }

    /// <summary>0 where the class is no more probable than it has to be, 1 where it is certain.</summary>
    private static double Sureness(BoundaryChart chart, int row, int column, int index)
    {
        if (chart.Probability.Count == 1)
        {
            return Math.Clamp(Math.Abs((2 * chart.Probability[0][row, column]) - 1), 0, 1);
        }

        double least = 1.0 / chart.Probability.Count;
        return Math.Clamp((chart.Probability[index][row, column] - least) / (1 - least), 0, 1);
    }
}
