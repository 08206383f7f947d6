using System.Text;
using SkiaSharp;

namespace PSNeuralNet.Drawing;

/// <summary>Draws charts with ScottPlot, into pixels or shapes.</summary>
internal sealed class ChartPainter : IChartPainter
{
    // Text sizes and line widths are for this size; a larger picture is scaled up.
    private const float DefaultWidth = 800, DefaultHeight = 600, MinimumScale = 0.6f;

    // No visible difference, at about half of the size of a PNG file.
    private const float WebPQuality = 90;

    private const int MaximumWarned = 8;

    public byte[] Paint(Chart chart, ChartOptions options, ChartFormat format, Action<string>? warn)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // ScottPlot formats numbers by the current culture.
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
        Action draw = chart.Kind switch
        {
            ChartKind.Cost => () => CostPicture.Draw(sheet, (CostChart)chart, options.LogScale),
            ChartKind.DecisionBoundary => () => BoundaryPicture.Draw(sheet, (BoundaryChart)chart),
            ChartKind.ConfusionMatrix => () => ConfusionPicture.Draw(sheet, (ConfusionChart)chart),
            ChartKind.Roc or ChartKind.PrecisionRecall => () => CurvePicture.Draw(sheet, (CurveChart)chart),
            ChartKind.PredictedVsActual or ChartKind.Residual => () => RegressionPicture.Draw(sheet, (RegressionChart)chart),
            ChartKind.Importance => () => ImportancePicture.Draw(sheet, (ImportanceChart)chart),
            ChartKind.PartialDependence => () => DependencePicture.Draw(sheet, (DependenceChart)chart),
            ChartKind.Weights => () => WeightPicture.Draw(sheet, (WeightChart)chart),
            ChartKind.Network => () => DiagramPicture.Draw(sheet, (DiagramChart)chart),
            ChartKind.Reliability => () => ReliabilityPicture.Draw(sheet, (ReliabilityChart)chart),
            ChartKind.SearchHistory => () => SearchHistoryPicture.Draw(sheet, (SearchHistoryChart)chart),
            ChartKind.SearchParallel => () => SearchParallelPicture.Draw(sheet, (SearchParallelChart)chart),
            ChartKind.SearchSetting => () => SearchSettingPicture.Draw(sheet, (SearchSettingChart)chart),
            ChartKind.SearchLearning => () => SearchLearningPicture.Draw(sheet, (SearchLearningChart)chart),
        };
        draw();
        return sheet;
    }

    private static byte[] Encode(Sheet sheet, Chart chart, ChartOptions options, ChartFormat format)
    {
        float scale = Math.Max(MinimumScale, Math.Min(options.Width / DefaultWidth, options.Height / DefaultHeight));
        float width = options.Width / scale, height = options.Height / scale;

        // ScottPlot renders a plot twice when its layout changes: into pixels first, or an SVG file would have its shapes twice.
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

            // Screen readers need a title, even where none is shown.
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
        string characters = string.Join(", ", lacking.Order().Take(MaximumWarned).Select(rune => $"{rune} (U+{rune.Value:X4})"));
        string more = lacking.Count > MaximumWarned ? $" and {lacking.Count - MaximumWarned} more" : "";
        string outcome = format == ChartFormat.Svg ? "left out of the texts of the picture" : "boxes in the picture";
        return $"No font was found that has {characters}{more}: {outcome}. Install a font with these characters on this machine, or give names without them.";
    }

    private static string Describe(Chart chart, Sheet sheet) =>
        string.Join(". ", new[] { $"{chart.Title} ({chart.Kind})", sheet.Subtitle }.Where(text => text.Length > 0));
}
