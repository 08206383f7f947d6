namespace PSNeuralNet.Drawing;

/// <summary>Color scale: a function from 0 to 1.</summary>
internal sealed class Ramp(Func<double, Rgb> color) : IColormap
{
    public string Name => "PSNeuralNet";

    public Color GetColor(double position) => Of(position).ToColor();

    public Rgb Of(double position) => color(Math.Clamp(position, 0, 1));

    /// <summary>From blue by the background to orange.</summary>
    /// <param name="palette">The theme.</param>
    /// <param name="strength">The share of the full colors at both ends: 0 to 1.</param>
    public static Ramp Opposites(Palette palette, double strength) =>
        new Ramp(position => palette.Background.Mix(position < 0.5 ? palette.Negative : palette.Positive, strength * Math.Abs(position - 0.5) * 2));

    /// <summary>From the background to a strong color.</summary>
    public static Ramp Amounts(Palette palette) =>
        new Ramp(position => palette.Background.Mix(palette.Strong, 0.04).Mix(palette.Strong, position));

    /// <summary>A color for each class, in equal parts of the range, stronger towards the end of its part.</summary>
    public static Ramp Classes(Palette palette, int count, double strength)
    {
        return new Ramp(position =>
        {
            int index = Math.Min(count - 1, (int)(position * count));
            return palette.Background.Mix(palette.Of(index), strength * ((position * count) - index));
        });
    }
}
