using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>Markers of samples: a shape for each class, besides its color.</summary>
internal static class Dots
{
    private const int Shapes = 5;

    /// <summary>The outline of the marker of a class around a center, as part of a path; r is the radius of the circle.</summary>
    public static string Of(int index, double x, double y, double r)
    {
        double wide = 1.2 * r, side = 0.9 * r;
        FormattableString path = (index % Shapes) switch
        {
            0 => $"M{x - r:0.#} {y:0.#}a{r:0.#} {r:0.#} 0 1 0 {2 * r:0.#} 0a{r:0.#} {r:0.#} 0 1 0 {-2 * r:0.#} 0z",
            1 => $"M{x - side:0.#} {y - side:0.#}h{2 * side:0.#}v{2 * side:0.#}h{-2 * side:0.#}z",
            2 => $"M{x:0.#} {y - wide:0.#}l{wide:0.#} {2 * r:0.#}h{-2 * wide:0.#}z",
            3 => $"M{x:0.#} {y - wide:0.#}l{wide:0.#} {wide:0.#}l{-wide:0.#} {wide:0.#}l{-wide:0.#} {-wide:0.#}z",
            _ => $"M{x:0.#} {y + wide:0.#}l{wide:0.#} {-2 * r:0.#}h{-2 * wide:0.#}z",
        };
        return path.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A ring around a marker.</summary>
    public static string Ring(double x, double y, double r) => Of(0, x, y, r);

    /// <summary>The CSS class of the color of a class; colors repeat.</summary>
    public static string Style(int index) => $"c{index % Palette.Light.Series.Count}";
}
