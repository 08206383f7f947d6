using System.Globalization;
using System.Xml.Linq;
using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>
/// Lines of dashes. Skia's SVG canvas cannot write any, and complains on the console: there a width that differs by a thousandth says
/// which dashes are meant, and the document gets them afterwards.
/// </summary>
internal static class Dashes
{
    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.DenselyDashed, LinePattern.Dotted];

    /// <summary>How many patterns there are.</summary>
    public static int Count => Patterns.Length;

    /// <summary>Gives a line a width, in tenths of a pixel, and a pattern: 0 for a solid line.</summary>
    public static void Style(LineStyle style, double width, int pattern, bool isSvg)
    {
        double tenths = Math.Round(width, 1);
        style.Width = (float)(isSvg ? tenths + (pattern / 1000.0) : tenths);
        style.Pattern = isSvg ? LinePattern.Solid : Patterns[pattern];
    }

    /// <summary>Writes the dashes that the widths of lines mean into an SVG document.</summary>
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
