namespace PSNeuralNet.Charts;

/// <summary>
/// Terminal colors, as indexes into the 256 of terminals (16 to 255 look the same everywhere). Lines have contrast to black and to white;
/// fields have a light background of their own, with dark symbols on it.
/// </summary>
internal static class TextColors
{
    public const int Muted = 244, Black = 16, White = 231;

    /// <summary>Backgrounds of shares from 0 to 1.</summary>
    public static IReadOnlyList<int> Shares { get; } = [255, 189, 153, 117, 75, 32, 25];

    // For each class, from uncertain to certain.
    private static readonly int[][] Fields =
    [
        [195, 153, 117, 75], [230, 223, 216, 215], [194, 157, 151, 114], [225, 219, 182, 176], [229, 186, 185, 143],
    ];

    private static readonly int[] Signs = [17, 52, 22, 53, 236];

    /// <summary>The color of a line; colors repeat.</summary>
    public static int OfSeries(int index) => Palette.Terminal[index % Palette.Terminal.Count];

    /// <summary>The background of a predicted class with a certainty from 0 to 1.</summary>
    public static int Field(int index, double certainty)
    {
        int[] colors = Fields[index % Fields.Length];
        return colors[Math.Clamp((int)(certainty * colors.Length), 0, colors.Length - 1)];
    }

    /// <summary>The color of a sample of a class on the background of any class.</summary>
    public static int Sign(int index) => Signs[index % Signs.Length];

    /// <summary>The background of a share.</summary>
    public static int Share(double share) =>
        share == 0 ? Shares[0] : Shares[Math.Clamp(1 + (int)(share * (Shares.Count - 1)), 1, Shares.Count - 1)];

    /// <summary>Black or white: the one with more contrast to a color.</summary>
    public static int On(int color) => Contrast(Black, color) >= Contrast(White, color) ? Black : White;

    /// <summary>The contrast ratio of two colors: see <see cref="Rgb.Contrast"/>.</summary>
    public static double Contrast(int one, int other) => Rgb.OfTerminal(one).Contrast(Rgb.OfTerminal(other));
}
