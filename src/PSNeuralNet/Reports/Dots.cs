using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>Markers of samples in SVG: see <see cref="ClassMarker"/>.</summary>
internal static class Dots
{
    /// <summary>The outline of the marker of a class around a center, as part of a path; r is the radius of the circle.</summary>
    public static string Of(int index, double x, double y, double r)
    {
        IReadOnlyList<(double X, double Y)> corners = ClassMarker.Outline(index);
        if (corners.Count == 0)
        {
            return Ring(x, y, r);
        }

        var path = new StringBuilder();
        foreach ((double across, double down) in corners)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{x + (r * across):0.#} {y + (r * down):0.#}");
        }

        return path.Append('z').ToString();
    }

    /// <summary>A ring around a marker.</summary>
    public static string Ring(double x, double y, double r) =>
        string.Create(CultureInfo.InvariantCulture, $"M{x - r:0.#} {y:0.#}a{r:0.#} {r:0.#} 0 1 0 {2 * r:0.#} 0a{r:0.#} {r:0.#} 0 1 0 {-2 * r:0.#} 0z");

    /// <summary>The CSS class of the color of a class; colors repeat.</summary>
    public static string Style(int index) => $"c{index % Palette.Light.Series.Count}";
}
