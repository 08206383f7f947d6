namespace PSNeuralNet.Charts;

/// <summary>
/// The colors of charts of characters, as numbers of the 256 that terminals share (16 to 255 look the same everywhere). Lines stand out
/// from black and from white alike; fields bring their own background, light, with dark signs on it.
/// </summary>
internal static class TextColors
{
    public const int Muted = 244, Black = 16, White = 231;

    /// <summary>A color for each of several lines: blue, orange, green, violet, yellow, red, steel, gray. They repeat.</summary>
    public static IReadOnlyList<int> Series { get; } = [32, 166, 29, 133, 136, 160, 67, 243];

    /// <summary>Shares from 0 to 1.</summary>
    public static IReadOnlyList<int> Shares { get; } = [255, 189, 153, 117, 75, 32, 25];

    // From unsure to sure.
    private static readonly int[][] Fields =
    [
        [195, 153, 117, 75], [230, 223, 216, 215], [194, 157, 151, 114], [225, 219, 182, 176], [229, 186, 185, 143],
    ];

    private static readonly int[] Signs = [17, 52, 22, 53, 236];
    private static readonly int[] Steps = [0, 95, 135, 175, 215, 255];

    public static int OfSeries(int index)
    {
        return Series[index % Series.Count];
    }

    /// <summary>The background where a class is predicted.</summary>
    /// <param name="index">The class.</param>
    /// <param name="certainty">How sure that is, from 0 to 1.</param>
    public static int Field(int index, double certainty)
    {
        int[] colors = Fields[index % Fields.Length];
        return colors[Math.Clamp((int)(certainty * colors.Length), 0, colors.Length - 1)];
    }

    /// <summary>A sample of a class on such a background.</summary>
    public static int Sign(int index)
    {
        return Signs[index % Signs.Length];
    }

    /// <summary>A share as a background.</summary>
    public static int Share(double share)
    {
        return share == 0 ? Shares[0] : Shares[Math.Clamp(1 + (int)(share * (Shares.Count - 1)), 1, Shares.Count - 1)];
    }

    /// <summary>Black or white: what can be read on a color.</summary>
    public static int On(int color)
    {
        return Contrast(Black, color) >= Contrast(White, color) ? Black : White;
    }

    /// <summary>How much two colors differ in brightness, as WCAG has it: 1 to 21.</summary>
    public static double Contrast(int one, int other)
    {
        double a = Luminance(one) + 0.05, b = Luminance(other) + 0.05;
        return Math.Max(a, b) / Math.Min(a, b);
    }

    private static double Luminance(int color)
    {
        (int red, int green, int blue) = color >= 232
            ? (8 + (10 * (color - 232)), 8 + (10 * (color - 232)), 8 + (10 * (color - 232)))
            : (Steps[(color - 16) / 36], Steps[(color - 16) / 6 % 6], Steps[(color - 16) % 6]);
        return (0.2126 * Linear(red)) + (0.7152 * Linear(green)) + (0.0722 * Linear(blue));

        static double Linear(int channel)
        {
            double value = channel / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }
}
