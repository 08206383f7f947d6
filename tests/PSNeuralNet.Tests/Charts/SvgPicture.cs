using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PSNeuralNet.Tests.Charts;

/// <summary>A drawn SVG file, as the tests look at it: well-formed, or it cannot be made.</summary>
internal sealed partial class SvgPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public SvgPicture(byte[] contents)
    {
        using var stream = new MemoryStream(contents);
        Root = XDocument.Load(stream).Root!;
        Assert.Equal(Svg + "svg", Root.Name);
        Texts = [.. Root.Descendants(Svg + "text").Select(text => new SvgText(text.Value, Place(text).X, Place(text).Y, text.Attribute("font-family")!.Value))];
        Lines = [.. Root.Descendants(Svg + "path").Where(path => path.Attribute("stroke") is not null).Select(path => new SvgLine(
            path.Attribute("stroke")!.Value, Number(path, "stroke-width", 1), path.Attribute("stroke-dasharray")?.Value, Points(path.Attribute("d")!.Value)))];
        Boxes = [.. Root.Descendants(Svg + "rect").Where(box => box.Attribute("fill") is { Value: not "none" }).Select(Box)];

        // What is drawn in the first plot is cut off at its border.
        Area = Box(Root.Descendants(Svg + "clipPath").First().Element(Svg + "rect")!);
    }

    public XElement Root { get; }

    public IReadOnlyList<SvgText> Texts { get; }

    public IReadOnlyList<SvgLine> Lines { get; }

    public IReadOnlyList<SvgBox> Boxes { get; }

    /// <summary>The first plot, without its axes.</summary>
    public SvgBox Area { get; }

    public string Title => Root.Element(Svg + "title")!.Value;

    public string Description => Root.Element(Svg + "desc")!.Value;

    /// <summary>Finds a text and its place.</summary>
    public SvgText Find(string text) =>
        Texts.FirstOrDefault(one => one.Value == text) ?? throw new InvalidOperationException($"'{text}' is not among: {string.Join(" | ", Texts.Select(one => one.Value))}");

    private static (double X, double Y) Place(XElement text)
    {
        // "translate(x y)", or "matrix(a b c d x y)" for one that is turned.
        double[] numbers = Numbers(text.Attribute("transform")!.Value);
        return (numbers[^2], numbers[^1]);
    }

    private static SvgBox Box(XElement box) =>
        new SvgBox(box.Attribute("fill")?.Value ?? "", Number(box, "x", 0), Number(box, "y", 0), Number(box, "width", 0), Number(box, "height", 0));

    private static (double X, double Y)[] Points(string path) =>
        [.. Numbers(path).Chunk(2).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1]))];

    private static double Number(XElement element, string name, double otherwise) =>
        element.Attribute(name) is { } attribute ? double.Parse(attribute.Value, CultureInfo.InvariantCulture) : otherwise;

    private static double[] Numbers(string text) =>
        [.. AnyNumber().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"-?\d+(\.\d+)?(e[-+]?\d+)?")]
    private static partial Regex AnyNumber();
}

internal sealed record SvgText(string Value, double X, double Y, string Family);

internal sealed record SvgLine(string Color, double Width, string? Dashes, IReadOnlyList<(double X, double Y)> Points);

internal sealed record SvgBox(string Color, double X, double Y, double Width, double Height);
