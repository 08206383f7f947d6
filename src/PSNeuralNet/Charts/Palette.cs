namespace PSNeuralNet.Charts;

/// <summary>
/// The colors of a theme, for files and the report; the terminal has a column of its own in the table of series. Series are the colors of
/// Okabe and Ito, which people of every color vision can tell apart, lighter on a dark background; opposites are blue and orange.
/// </summary>
internal sealed record Palette
{
    // On white, on nearly black, and among the 256 colors of terminals, where 3:1 to black and to white is wanted.
    private static readonly (string Light, string Dark, int Terminal)[] Colors =
    [
        ("#0072B2", "#56B4E9", 32), ("#D55E00", "#FF9B45", 166), ("#009E73", "#2FC59A", 29), ("#CC79A7", "#E79BC6", 133),
        ("#B37400", "#F0E442", 136), ("#3A9BD6", "#8FA8FF", 160), ("#7A6BB8", "#FF7F6B", 67), ("#57606A", "#C3CAD2", 243),
    ];

    private Palette(string background, string text, string muted, string frame, string grid, string strong, IEnumerable<string> series)
    {
        (Background, Text, Muted, Frame, Grid, Strong) = (Rgb.Parse(background), Rgb.Parse(text), Rgb.Parse(muted), Rgb.Parse(frame), Rgb.Parse(grid), Rgb.Parse(strong));
        Series = [.. series.Select(Rgb.Parse)];
    }

    /// <summary>Dark on white.</summary>
    public static Palette Light { get; } = new("#FFFFFF", "#1B1F24", "#57606A", "#AFB8C1", "#E6EAEE", "#08519C", Colors.Select(color => color.Light));

    /// <summary>Light on nearly black.</summary>
    public static Palette Dark { get; } = new("#0D1117", "#F0F3F6", "#A5AEB8", "#5B6572", "#262D36", "#2E9BE6", Colors.Select(color => color.Dark));

    /// <summary>The series as indexes into the 256 colors of terminals.</summary>
    public static IReadOnlyList<int> Terminal { get; } = [.. Colors.Select(color => color.Terminal)];

    public Rgb Background { get; }

    public Rgb Text { get; }

    public Rgb Muted { get; }

    public Rgb Frame { get; }

    public Rgb Grid { get; }

    /// <summary>The largest value of a quantity.</summary>
    public Rgb Strong { get; }

    public IReadOnlyList<Rgb> Series { get; }

    /// <summary>The first of two classes; weights below 0.</summary>
    public Rgb Negative => Series[0];

    /// <summary>The second of two classes; weights above 0.</summary>
    public Rgb Positive => Series[1];

    public static Palette Of(ChartTheme theme) => theme == ChartTheme.Dark ? Dark : Light;

    /// <summary>The color of a series or class; colors repeat.</summary>
    public Rgb Of(int index) => Series[index % Series.Count];

    /// <summary>Text or Background: the one with more contrast to a color.</summary>
    public Rgb On(Rgb color) => Text.Contrast(color) >= Background.Contrast(color) ? Text : Background;
}
