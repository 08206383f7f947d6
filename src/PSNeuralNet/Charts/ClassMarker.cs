namespace PSNeuralNet.Charts;

/// <summary>
/// Markers of samples: ten shapes of about the same area, for classes besides their colors, the same in files and in reports. With the eight colors, 40 classes are told apart.
/// </summary>
internal static class ClassMarker
{
    // Half the width of a bar of the plus and the cross.
    private const double Bar = 0.42;

    private static readonly (double X, double Y)[][] Outlines =
    [
        [],
        [(0, -1.2), (1.2, 0.8), (-1.2, 0.8)],
        [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
        [(0, 1.2), (-1.2, -0.8), (1.2, -0.8)],
        Star(1.35, 0.6),
        Turned(Plus(1.2), 0),
        Turned(Plus(1.2), Math.PI / 4),
        [(-1, -1.1), (1, -1.1), (-1, 1.1), (1, 1.1)],
        [(-1.1, -1), (-1.1, 1), (1.1, -1), (1.1, 1)],
    ];

    /// <summary>Number of shapes.</summary>
    public static int Count => Outlines.Length;

    /// <summary>The shape of a circle.</summary>
    public const int Circle = 0;

    /// <summary>The shape of a triangle that points up.</summary>
    public const int TriangleUp = 1;

    /// <summary>The shape of a diamond.</summary>
    public const int Diamond = 3;

    /// <summary>The shape of a triangle that points down.</summary>
    public const int TriangleDown = 4;

    /// <summary>The corners of a shape around its center, y downwards; none for the circle, whose radius is 1. Shapes repeat.</summary>
    public static IReadOnlyList<(double X, double Y)> Outline(int index) => Outlines[index % Outlines.Length];

    private static (double X, double Y)[] Star(double outer, double inner) =>
        [.. Enumerable.Range(0, 10).Select(i => (Radius: i % 2 == 0 ? outer : inner, Angle: i * Math.PI / 5)).Select(point => (point.Radius * Math.Sin(point.Angle), -point.Radius * Math.Cos(point.Angle)))];

    private static (double X, double Y)[] Plus(double r) =>
        [(-Bar, -r), (Bar, -r), (Bar, -Bar), (r, -Bar), (r, Bar), (Bar, Bar), (Bar, r), (-Bar, r), (-Bar, Bar), (-r, Bar), (-r, -Bar), (-Bar, -Bar)];

    private static (double X, double Y)[] Turned((double X, double Y)[] corners, double angle) =>
        [.. corners.Select(corner => ((corner.X * Math.Cos(angle)) - (corner.Y * Math.Sin(angle)), (corner.X * Math.Sin(angle)) + (corner.Y * Math.Cos(angle))))];
}
