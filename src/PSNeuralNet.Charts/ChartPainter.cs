using System.Globalization;
using System.Text;
using PSNeuralNet.Charts;
using SkiaSharp;

namespace PSNeuralNet.Drawing;

/// <summary>Draws charts with ScottPlot, into pixels or shapes.</summary>
internal sealed class ChartPainter : IChartPainter
{
    // The size that sizes of texts and lines are made for; a larger picture is the same one, enlarged.
    private const float UsualWidth = 800, UsualHeight = 600, LeastScale = 0.6f;

    // No difference can be seen, and files are about half of a PNG file's size; lossless ones would be larger than that.
    private const float WebPQuality = 90;

    // A warning of more is not read to its end.
    private const int MostWarned = 8;

    public byte[] Paint(Chart chart, ChartOptions options, ChartFormat format, Action<string>? warn)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // Numbers look the same wherever a chart is drawn.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Sheet sheet = Draw(chart, options, format == ChartFormat.Svg);
            byte[] contents = Encode(sheet, chart, options, format);
            if (sheet.Lacking.Count > 0)
            {
                warn?.Invoke(Warning(sheet.Lacking, format));
            }

            return contents;
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static Sheet Draw(Chart chart, ChartOptions options, bool isSvg)
    {
        var sheet = new Sheet(options.Title ?? chart.Title, chart.Subtitle, Palette.Of(options.Theme), isSvg);
        switch (chart)
        {
            case CostChart cost:
                CostPicture.Draw(sheet, cost, options.LogScale);
                break;
            case BoundaryChart boundary:
                BoundaryPicture.Draw(sheet, boundary);
                break;
            case ConfusionChart confusion:
                ConfusionPicture.Draw(sheet, confusion);
                break;
            case CurveChart curve:
                CurvePicture.Draw(sheet, curve);
                break;
            case RegressionChart regression:
                RegressionPicture.Draw(sheet, regression);
                break;
            case ImportanceChart importance:
                ImportancePicture.Draw(sheet, importance);
                break;
            case WeightChart weights:
                WeightPicture.Draw(sheet, weights);
                break;
            case DiagramChart diagram:
                DiagramPicture.Draw(sheet, diagram);
                break;
            default:
                throw new ArgumentException($"There is no picture of a {chart.GetType().Name}.", nameof(chart));
        }

        return sheet;
    }

    private static byte[] Encode(Sheet sheet, Chart chart, ChartOptions options, ChartFormat format)
    {
        float scale = Math.Max(LeastScale, Math.Min(options.Width / UsualWidth, options.Height / UsualHeight));
        float width = options.Width / scale, height = options.Height / scale;

        // ScottPlot draws a plot again when it has found its limits: always into pixels first, or shapes would be there twice.
        using var surface = SKSurface.Create(new SKImageInfo(options.Width, options.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale(scale);
        sheet.Render(surface.Canvas, width, height);
        if (format == ChartFormat.Svg)
        {
            using var stream = new MemoryStream();
            using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(width, height), stream))
            {
                sheet.Render(canvas, width, height);
            }

            // A picture has a name for those who cannot see it, also where there is no title to be seen.
            return SvgDocument.Finish(stream.ToArray(), options, string.IsNullOrWhiteSpace(sheet.Title) ? chart.Title : sheet.Title, Describe(chart, sheet));
        }

        using SKImage image = surface.Snapshot();
        using SKPixmap pixels = image.PeekPixels();
        using SKData? data = format == ChartFormat.Png
            ? pixels.Encode(SKPngEncoderOptions.Default)
            : pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, WebPQuality));
        return data?.ToArray() ?? throw new InvalidOperationException($"A picture of {options.Width} x {options.Height} could not be encoded as {format}.");
    }

    private static string Warning(IReadOnlyCollection<Rune> lacking, ChartFormat format)
    {
        string characters = string.Join(", ", lacking.Order().Take(MostWarned).Select(rune => $"{rune} (U+{rune.Value:X4})"));
        string more = lacking.Count > MostWarned ? $" and {lacking.Count - MostWarned} more" : "";
        string outcome = format == ChartFormat.Svg ? "left out of the texts of the picture" : "boxes in the picture";
        return $"No font was found that has {characters}{more}: {outcome}. Install a font with these characters on this machine, or give names without them.";
    }

    private static string Describe(Chart chart, Sheet sheet)
    {
        return string.Join(". ", new[] { $"{chart.Title} ({chart.Kind})", sheet.Subtitle }.Where(text => text.Length > 0));
    }
}
