using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>Colors from 0 to 1, as a function.</summary>
internal sealed class Ramp(Func<double, Color> color) : IColormap
{
    public string Name => "PSNeuralNet";

    public Color GetColor(double position)
    {
        return color(Math.Clamp(position, 0, 1));
    }

    /// <summary>From one opposite by the background to the other.</summary>
    /// <param name="palette">The theme.</param>
    /// <param name="strength">How much of the full colors there is at the ends: 0 to 1.</param>
    public static Ramp Opposites(Palette palette, double strength)
    {
        return new Ramp(position => Palette.Mix(palette.Background, position < 0.5 ? palette.Negative : palette.Positive, strength * Math.Abs(position - 0.5) * 2));
    }

    /// <summary>From the background to the most.</summary>
    public static Ramp Amounts(Palette palette)
    {
        return new Ramp(position => Palette.Mix(Palette.Mix(palette.Background, palette.Strong, 0.04), palette.Strong, position));
    }

    /// <summary>A color a class; within its share of the range, the surer the stronger.</summary>
    public static Ramp Classes(Palette palette, int count, double strength)
    {
        return new Ramp(position =>
        {
            int index = Math.Min(count - 1, (int)(position * count));
            return Palette.Mix(palette.Background, palette.OfClass(index, count), strength * ((position * count) - index));
        });
    }
}
