using System.Text;
using ScottPlot;
using SkiaSharp;

namespace PSNeuralNet.Drawing;

/// <summary>
/// The font of charts: Inter, which comes with this assembly, so that there is text on machines without fonts. Where it lacks a
/// character, a font of the machine is taken that has it, if there is one.
/// </summary>
internal sealed class Typefaces : IFontResolver
{
    public const string Name = "Inter";

    private static readonly SKTypeface Regular = Load("Inter-Regular.otf");
    private static readonly SKTypeface SemiBold = Load("Inter-SemiBold.otf");

    static Typefaces()
    {
        Fonts.FontResolvers.Insert(0, new Typefaces());
        Fonts.Default = Name;
    }

    private Typefaces()
    {
    }

    /// <summary>The name of a font that has all characters of some texts, or most of them.</summary>
    public static string For(params IEnumerable<string> texts)
    {
        foreach (Rune rune in texts.SelectMany(text => text.EnumerateRunes()).Distinct())
        {
            if (Regular.GetGlyph(rune.Value) == 0 && !Rune.IsControl(rune) && SKFontManager.Default.MatchCharacter(rune.Value) is { } other)
            {
                using (other)
                {
                    return other.FamilyName;
                }
            }
        }

        return Name;
    }

    /// <summary>How wide a text is.</summary>
    public static float Measure(string text, string family, float size, bool isBold)
    {
        using var font = new SKFont(Fonts.GetTypeface(family, isBold, italic: false), size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
        return font.MeasureText(text);
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing)
    {
        return fontName != Name ? null : weight >= FontWeight.SemiBold ? SemiBold : Regular;
    }

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic)
    {
        return CreateTypeface(fontName, bold ? FontWeight.Bold : FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal);
    }

    private static SKTypeface Load(string resource)
    {
        using Stream stream = typeof(Typefaces).Assembly.GetManifestResourceStream(resource)!;
        return SKTypeface.FromStream(stream);
    }
}
