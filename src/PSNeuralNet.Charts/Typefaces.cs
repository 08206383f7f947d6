using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace PSNeuralNet.Drawing;

/// <summary>
/// Fonts of charts: Inter, embedded in this assembly for machines without fonts; for characters that it lacks, a font of the machine that has
/// them, if there is one.
/// </summary>
internal sealed class Typefaces : IFontResolver
{
    public const string Name = "Inter";

    private static readonly SKTypeface Regular = Load("Inter-Regular.otf");
    private static readonly SKTypeface SemiBold = Load("Inter-SemiBold.otf");
    private static readonly ConcurrentDictionary<Rune, string?> Others = new();

    static Typefaces()
    {
        Fonts.FontResolvers.Insert(0, new Typefaces());
        Fonts.Default = Name;
    }

    private Typefaces()
    {
    }

    /// <summary>The name of a font for some texts: of the first character that Inter lacks and another font has, else Inter.</summary>
    public static string For(params IEnumerable<string> texts)
    {
        foreach (Rune rune in texts.SelectMany(text => text.EnumerateRunes()).Distinct())
        {
            if (Regular.GetGlyph(rune.Value) == 0 && !Rune.IsControl(rune) && Others.GetOrAdd(rune, Other) is { } other)
            {
                return other;
            }
        }

        return Name;
    }

    /// <summary>The visible characters of some texts that a font lacks.</summary>
    public static IEnumerable<Rune> Lacking(string family, IEnumerable<string> texts)
    {
        SKTypeface face = Fonts.GetTypeface(family, bold: false, italic: false);
        return texts.SelectMany(text => text.EnumerateRunes()).Where(rune => face.GetGlyph(rune.Value) == 0 && Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark));
    }

    /// <summary>The width of a text, in pixels.</summary>
    public static float Measure(string text, string family, float size, bool isBold)
    {
        using var font = new SKFont(Fonts.GetTypeface(family, isBold, italic: false), size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
        return font.MeasureText(text);
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName != Name ? null : weight >= FontWeight.SemiBold ? SemiBold : Regular;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        CreateTypeface(fontName, bold ? FontWeight.Bold : FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal);

    /// <summary>The name of a font of the machine that has a character; null for none.</summary>
    private static string? Other(Rune rune)
    {
        using SKTypeface? match = SKFontManager.Default.MatchCharacter(rune.Value);
        if (match is { FamilyName.Length: > 0 } && match.GetGlyph(rune.Value) != 0)
        {
            return match.FamilyName;
        }

        // Skia without fontconfig, as on Linux, cannot match characters.
        return SKFontManager.Default.FontFamilies.Where(name => name.Length > 0).Order(StringComparer.Ordinal).FirstOrDefault(name =>
        {
            using SKTypeface? face = SKTypeface.FromFamilyName(name);
            return face is not null && face.GetGlyph(rune.Value) != 0;
        });
    }

    private static SKTypeface Load(string resource)
    {
        using Stream stream = typeof(Typefaces).Assembly.GetManifestResourceStream(resource)!;
        return SKTypeface.FromStream(stream);
    }
}
