using PSNeuralNet.Charts;
using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>
/// The colors of a theme. Those of series are Okabe and Ito's, which people of every color vision tell apart, made lighter for a dark
/// background; what is opposite is blue and orange.
/// </summary>
internal sealed record Palette
{
    private static readonly Palette Light = new()
    {
        Background = Color.FromHex("#FFFFFF"),
        Text = Color.FromHex("#1B1F24"),
        Muted = Color.FromHex("#57606A"),
        Frame = Color.FromHex("#AFB8C1"),
        Grid = Color.FromHex("#E6EAEE"),
        Negative = Color.FromHex("#0072B2"),
        Positive = Color.FromHex("#D55E00"),
        Strong = Color.FromHex("#08519C"),
        Series = [.. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#B37400", "#3A9BD6", "#7A6BB8", "#57606A" }.Select(Color.FromHex)],
    };

    private static readonly Palette Dark = new()
    {
        Background = Color.FromHex("#0D1117"),
        Text = Color.FromHex("#F0F3F6"),
        Muted = Color.FromHex("#A5AEB8"),
        Frame = Color.FromHex("#4B5562"),
        Grid = Color.FromHex("#1F2730"),
        Negative = Color.FromHex("#56B4E9"),
        Positive = Color.FromHex("#FF9B45"),
        Strong = Color.FromHex("#2E9BE6"),
        Series = [.. new[] { "#56B4E9", "#FF9B45", "#2FC59A", "#E79BC6", "#F0E442", "#8FA8FF", "#FF7F6B", "#C3CAD2" }.Select(Color.FromHex)],
    };

    public required Color Background { get; init; }

    public required Color Text { get; init; }

    public required Color Muted { get; init; }

    public required Color Frame { get; init; }

    public required Color Grid { get; init; }

    /// <summary>The first of two classes; weights below 0.</summary>
    public required Color Negative { get; init; }

    /// <summary>The second of two classes; weights above 0.</summary>
    public required Color Positive { get; init; }

    /// <summary>The most of a quantity.</summary>
    public required Color Strong { get; init; }

    public required IReadOnlyList<Color> Series { get; init; }

    public static Palette Of(ChartTheme theme)
    {
        return theme == ChartTheme.Dark ? Dark : Light;
    }

    /// <summary>A color for each of several things; they repeat.</summary>
    public Color Of(int index)
    {
        return Series[index % Series.Count];
    }

    /// <summary>Of two classes the colors of opposites, of more those of series.</summary>
    public Color OfClass(int index, int count)
    {
        return count > 2 ? Of(index) : index == 0 ? Negative : Positive;
    }

    /// <summary>A color with so much of another in it: 0 to 1.</summary>
    public static Color Mix(Color one, Color other, double share)
    {
        byte Channel(byte from, byte to)
        {
            return (byte)Math.Round(from + (share * (to - from)));
        }

        return new Color(Channel(one.R, other.R), Channel(one.G, other.G), Channel(one.B, other.B));
    }

    /// <summary>The text color that can be read on a color.</summary>
    public Color On(Color color)
    {
        static double Luminance(Color color)
        {
            static double Linear(byte channel)
            {
                double value = channel / 255.0;
                return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            }

            return (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));
        }

        double Contrast(Color text)
        {
            double a = Luminance(text) + 0.05, b = Luminance(color) + 0.05;
            return Math.Max(a, b) / Math.Min(a, b);
        }

        return Contrast(Text) >= Contrast(Background) ? Text : Background;
    }
}
