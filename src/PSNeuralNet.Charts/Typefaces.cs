using System.Collections.Concurrent;
using System.Globalization;
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
    private static readonly ConcurrentDictionary<Rune, string?> Others = new();

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
            if (Regular.GetGlyph(rune.Value) == 0 && !Rune.IsControl(rune) && Others.GetOrAdd(rune, Other) is { } other)
            {
                return other;
            }
        }

        return Name;
    }

    /// <summary>The characters of some texts that a font lacks and that have a shape of their own.</summary>
    public static IEnumerable<Rune> Lacking(string family, IEnumerable<string> texts)
    {
        SKTypeface face = Fonts.GetTypeface(family, bold: false, italic: false);
        return texts.SelectMany(text => text.EnumerateRunes()).Where(rune => face.GetGlyph(rune.Value) == 0 && Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark));
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

    /// <summary>A font of the machine that has a character; null for none.</summary>
    private static string? Other(Rune rune)
    {
        using SKTypeface? match = SKFontManager.Default.MatchCharacter(rune.Value);
        if (match is { FamilyName.Length: > 0 } && match.GetGlyph(rune.Value) != 0)
        {
            return match.FamilyName;
        }

        // Skia finds none by a character where it was built without fontconfig, as on Linux.
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
