using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PSNeuralNet.Drawing;

/// <summary>
/// Post-processing of Skia's SVG: texts in one piece instead of a position for each letter, fallback fonts, a title and a description for
/// screen readers, and a scalable size.
/// </summary>
internal static class SvgDocument
{
    private const string Families = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static byte[] Finish(byte[] drawn, ChartOptions options, string title, string description)
    {
        XDocument document = XDocument.Parse(Encoding.UTF8.GetString(drawn));
        XElement root = document.Root!;
        root.SetAttributeValue("viewBox", $"0 0 {root.Attribute("width")!.Value} {root.Attribute("height")!.Value}");
        root.SetAttributeValue("width", options.Width);
        root.SetAttributeValue("height", options.Height);
        root.SetAttributeValue("role", "img");
        root.AddFirst(new XElement(Svg + "title", Clean(title)), new XElement(Svg + "desc", Clean(description)));
        foreach (XElement text in root.Descendants(Svg + "text").ToArray())
        {
            Join(text);
        }

        Dashes.Finish(root);
        Number(root);

        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n" }))
        {
            document.Save(writer);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Renumbers ids from 0: Skia counts them throughout the process, and the same chart has to be the same file.</summary>
    private static void Number(XElement root)
    {
        var names = new Dictionary<string, string>();
        foreach (XAttribute id in root.Descendants().Attributes("id").ToArray())
        {
            names[id.Value] = $"id{names.Count.ToString(CultureInfo.InvariantCulture)}";
            id.Value = names[id.Value];
        }

        foreach (XAttribute reference in root.Descendants().Attributes().Where(attribute => attribute.Value.StartsWith("url(#", StringComparison.Ordinal) || attribute.Value.StartsWith('#')).ToArray())
        {
            string name = reference.Value.Replace("url(#", "", StringComparison.Ordinal).Trim('#', ')');
            if (names.TryGetValue(name, out string? number))
            {
                reference.Value = reference.Value.Replace($"#{name}", $"#{number}", StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A text without characters that are invalid in XML, such as control characters.</summary>
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));

    private static void Join(XElement text)
    {
        string content = text.Value.Trim();
        if (content.Length == 0)
        {
            // Skia left out all characters because no font has them.
            text.Remove();
            return;
        }

        string family = text.Attribute("font-family")?.Value ?? Typefaces.Name;
        float size = float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
        bool isBold = text.Attribute("font-weight") is not null, isOurs = family == Typefaces.Name || family.StartsWith(Typefaces.Name + " ", StringComparison.Ordinal);
        float width = Typefaces.Measure(content, isOurs ? Typefaces.Name : family, size, isBold);
        float x = float.Parse(text.Attribute("x")!.Value.Split(',')[0], CultureInfo.InvariantCulture);

        // The position of the first letter determines the anchor: the point that stays in place with a wider font.
        string? anchor = Math.Abs(x + (width / 2)) < 1 ? "middle" : Math.Abs(x + width) < 1 ? "end" : null;
        text.SetAttributeValue("x", anchor is null ? x : 0);
        text.SetAttributeValue("y", text.Attribute("y")?.Value.Split(',')[0]);
        text.SetAttributeValue("text-anchor", anchor);
        text.SetAttributeValue("font-weight", isBold ? "600" : null);
        text.SetAttributeValue("font-family", isOurs ? Families : $"'{family}', {Families}");
        text.Value = content;
    }
}
