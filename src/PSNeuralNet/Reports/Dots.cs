using System.Globalization;

namespace PSNeuralNet.Reports;

/// <summary>Marks of samples: every class has a shape of its own besides its color.</summary>
internal static class Dots
{
    private const int Shapes = 5;

    /// <summary>The outline of a mark, as part of a path.</summary>
    /// <param name="index">The class, from 0.</param>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="r">Its size: the radius of a circle.</param>
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

    /// <summary>A ring around a mark.</summary>
    public static string Ring(double x, double y, double r)
    {
        return Of(0, x, y, r);
    }

    /// <summary>The style class of a class's color; colors repeat.</summary>
    public static string Style(int index, int classes)
    {
        // Of two classes, the opposites blue and orange; of more, the series.
        return $"c{(classes == 2 ? index : index % 8)}";
    }
}
