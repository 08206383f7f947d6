using System.Xml.Linq;

namespace PSNeuralNet.Drawing;

/// <summary>
/// Dash patterns. Skia's SVG canvas cannot write any and complains on the console. There, thousandths of the line width encode the pattern,
/// which <see cref="Finish"/> writes into the document.
/// </summary>
internal static class Dashes
{
    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.DenselyDashed, LinePattern.Dotted];

    /// <summary>The number of patterns.</summary>
    public static int Count => Patterns.Length;

    /// <summary>Sets the width of a line, in tenths of a pixel, and its pattern: 0 for a solid line.</summary>
    public static void Style(LineStyle style, double width, int pattern, bool isSvg)
    {
        double tenths = Math.Round(width, 1);
        style.Width = (float)(isSvg ? tenths + (pattern / 1000.0) : tenths);
        style.Pattern = isSvg ? LinePattern.Solid : Patterns[pattern];
    }

    /// <summary>Replaces encoded widths in an SVG document by dash arrays.</summary>
    public static void Finish(XElement root)
    {
        foreach (XElement element in root.Descendants().Where(element => element.Attribute("stroke-width") is not null))
        {
            double width = double.Parse(element.Attribute("stroke-width")!.Value, CultureInfo.InvariantCulture), tenths = Math.Round(width, 1);
            int pattern = (int)Math.Round((width - tenths) * 1000);
            if (pattern > 0 && pattern < Patterns.Length)
            {
                element.SetAttributeValue("stroke-width", tenths.ToString(CultureInfo.InvariantCulture));
                element.SetAttributeValue("stroke-dasharray", string.Join(' ', Patterns[pattern].Intervals.Select(length => length.ToString(CultureInfo.InvariantCulture))));
            }
        }
    }
}
