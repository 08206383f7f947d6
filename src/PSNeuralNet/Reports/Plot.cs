using System.Globalization;
using System.Text;
using PSNeuralNet.Charts;
using PSNeuralNet.Data;

namespace PSNeuralNet.Reports;

/// <summary>The frame of a plot in SVG: axes with marks, and where a value is between them. Small enough for a phone, and enlarged beyond.</summary>
internal sealed class Plot
{
    public const double Width = 440, Height = 310;

    private const double Left = 58, Right = 430, Top = 10, Bottom = 262;

    private readonly PlotAxis _x;
    private readonly PlotAxis _y;

    public Plot(PlotAxis x, PlotAxis y)
    {
        _x = x;
        _y = y;
    }

    /// <summary>The rectangle between the axes.</summary>
    public static (double X, double Y, double Width, double Height) Area => (Left, Top, Right - Left, Bottom - Top);

    /// <summary>Where a value of the axis across is.</summary>
    public double X(double value)
    {
        return Left + (_x.Place(value) * (Right - Left));
    }

    /// <summary>Where a value of the axis upwards is.</summary>
    public double Y(double value)
    {
        return Bottom - (_y.Place(value) * (Bottom - Top));
    }

    /// <summary>Begins the picture: what it shows in words, grid, marks and names of the axes. What is drawn next lies upon them.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="description">What a reader who does not see it has to know.</param>
    public void Begin(Markup page, string description)
    {
        page.Open("svg", ("viewBox", Invariant($"0 0 {Width} {Height}")), ("role", "img"), ("aria-label", description), ("class", "plot"));
        foreach (double mark in _x.Marks())
        {
            page.Open("line", ("class", "grid"), ("x1", X(mark)), ("x2", X(mark)), ("y1", Top), ("y2", Bottom)).Close();
            page.Element("text", _x.Label(mark), ("x", X(mark)), ("y", Bottom + 17), ("class", "mark middle"));
        }

        foreach (double mark in _y.Marks())
        {
            page.Open("line", ("class", "grid"), ("x1", Left), ("x2", Right), ("y1", Y(mark)), ("y2", Y(mark))).Close();
            page.Element("text", _y.Label(mark), ("x", Left - 7), ("y", Y(mark) + 4), ("class", "mark end"));
        }

        page.Element("text", ShortText.Of(_x.Name, 48), ("x", (Left + Right) / 2), ("y", Height - 10), ("class", "axis middle"));
        page.Element("text", ShortText.Of(_y.Name, 34), ("x", 0), ("y", 0), ("transform", Invariant($"translate(14 {(Top + Bottom) / 2}) rotate(-90)")), ("class", "axis middle")).Line();
    }

    /// <summary>Ends the picture.</summary>
    public static void End(Markup page)
    {
        page.Open("rect", ("class", "frame"), ("x", Left), ("y", Top), ("width", Right - Left), ("height", Bottom - Top)).Close();
        page.Close().Line();
    }

    /// <summary>A line through points, in the units of the axes.</summary>
    public string Line(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach ((double x, double y) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Invariant($"{X(x):0.#} {Y(y):0.#}"));
        }

        return path.ToString();
    }

    private static string Invariant(FormattableString text)
    {
        return text.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>An axis of a plot.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Minimum">Where it begins.</param>
/// <param name="Maximum">Where it ends: above the minimum.</param>
/// <param name="Kind">What its numbers stand for.</param>
internal sealed record PlotAxis(string Name, double Minimum, double Maximum, ColumnKind Kind = ColumnKind.Number)
{
    /// <summary>Whether there is nothing between two whole numbers.</summary>
    public bool IsWhole { get; init; }

    /// <summary>An axis with room for values, and a little more.</summary>
    public static PlotAxis Of(string name, IEnumerable<double> values, bool hasZero = false)
    {
        double[] all = [.. values.Where(double.IsFinite), .. hasZero ? [0.0] : Array.Empty<double>()];
        double least = all.DefaultIfEmpty(0).Min(), most = all.DefaultIfEmpty(1).Max();
        double room = most > least ? 0.04 * (most - least) : Math.Max(1e-300, Math.Abs(least) * 0.1) is var part && part < 1e-9 ? 1 : part;
        return new PlotAxis(name, hasZero && least == 0 ? 0 : least - room, most + room);
    }

    /// <summary>Where a value is, from 0 at the minimum to 1 at the maximum.</summary>
    public double Place(double value)
    {
        return (value - Minimum) / (Maximum - Minimum);
    }

    /// <summary>Round numbers along it, some five.</summary>
    public IEnumerable<double> Marks()
    {
        if (Kind == ColumnKind.Boolean)
        {
            return [0, 1];
        }

        double rough = (Maximum - Minimum) / 6.5, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= rough * 0.999) * power;
        step = IsWhole ? Math.Max(1, step) : step;
        double first = Math.Ceiling((Minimum - (1e-9 * step)) / step);
        return Enumerable.Range(0, 12).Select(i => (first + i) * step).TakeWhile(mark => mark <= Maximum + (1e-9 * step)).ToArray();
    }

    /// <summary>The text at a mark.</summary>
    public string Label(double mark)
    {
        return Kind == ColumnKind.Number ? Show.Number(mark) : Show.Cell(Kind, mark);
    }
}
