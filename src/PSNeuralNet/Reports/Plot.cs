using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>The axes of a plot in SVG, and positions between them. Small enough for a phone, and scaled up on larger screens.</summary>
internal sealed class Plot
{
    public const double Width = 440, Height = 310;

    private const double Right = 430, Top = 10, Bottom = 262, MinimumLeft = 58, TitleWidth = 30;

    // Texts have another font in each browser: the width of a wide digit at the size of report.css, in the plot's unit.
    private const double CharacterWidth = 7;

    private readonly ChartAxis _x;
    private readonly ChartAxis _y;
    private readonly ChartAxis _drawnX;
    private readonly ChartAxis _drawnY;
    private readonly AxisTicks _rowTicks;
    private readonly double _left;

    public Plot(ChartAxis x, ChartAxis y)
    {
        (_x, _y, _drawnX, _drawnY, _rowTicks) = (x, y, x.Drawn(), y.Drawn(), y.Ticks(ChartAxis.UsualTicks));
        _left = Math.Max(MinimumLeft, TitleWidth + (CharacterWidth * _rowTicks.LabelLength));
    }

    /// <summary>The rectangle between the axes.</summary>
    public (double X, double Y, double Width, double Height) Area => (_left, Top, Right - _left, Bottom - Top);

    /// <summary>The horizontal position of a value.</summary>
    public double X(double value) => _left + (_drawnX.Share(value) * (Right - _left));

    /// <summary>The vertical position of a value.</summary>
    public double Y(double value) => Bottom - (_drawnY.Share(value) * (Bottom - Top));

    /// <summary>Begins the picture: description for screen readers, grid, ticks and names of the axes. Elements that follow lie on top.</summary>
    public void Begin(Markup page, string description)
    {
        page.Open("svg", ("viewBox", Invariant($"0 0 {Width} {Height}")), ("role", "img"), ("aria-label", description), ("class", "plot"));
        AxisTicks columnTicks = _x.Ticks(ChartAxis.UsualTicks, (first, second) => X(second.Position) - X(first.Position) > CharacterWidth * (1 + ((first.Label.Length + second.Label.Length) / 2.0)));
        foreach (AxisTick tick in columnTicks.Tick)
        {
            page.Open("line", ("class", "grid"), ("x1", X(tick.Position)), ("x2", X(tick.Position)), ("y1", Top), ("y2", Bottom)).Close();
            page.Element("text", tick.Label, ("x", X(tick.Position)), ("y", Bottom + 17), ("class", "mark middle"));
        }

        foreach (AxisTick tick in _rowTicks.Tick)
        {
            page.Open("line", ("class", "grid"), ("x1", _left), ("x2", Right), ("y1", Y(tick.Position)), ("y2", Y(tick.Position))).Close();
            page.Element("text", tick.Label, ("x", _left - 7), ("y", Y(tick.Position) + 4), ("class", "mark end"));
        }

        page.Element("text", columnTicks.Title(_x.Label, (name, taken) => ShortText.Of(name, 48 - taken)), ("x", (_left + Right) / 2), ("y", Height - 10), ("class", "axis middle"));
        page.Element("text", _rowTicks.Title(_y.Label, (name, taken) => ShortText.Of(name, 34 - taken)), ("x", 0), ("y", 0), ("transform", Invariant($"translate(14 {(Top + Bottom) / 2}) rotate(-90)")), ("class", "axis middle")).Line();
    }

    /// <summary>Ends the picture, with a frame on top.</summary>
    public void End(Markup page)
    {
        page.Open("rect", ("class", "frame"), ("x", _left), ("y", Top), ("width", Right - _left), ("height", Bottom - Top)).Close();
        page.Close().Line();
    }

    /// <summary>The path of a line through points, in the units of the axes.</summary>
    public string Line(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach ((double x, double y) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Invariant($"{X(x):0.#} {Y(y):0.#}"));
        }

        return path.ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
