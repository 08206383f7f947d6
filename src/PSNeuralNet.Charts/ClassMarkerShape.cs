using SkiaSharp;

namespace PSNeuralNet.Drawing;

/// <summary>Draws the marker of a class: see <see cref="ClassMarker"/>.</summary>
/// <param name="index">The number of the shape.</param>
internal sealed class ClassMarkerShape(int index) : IMarker
{
    /// <inheritdoc/>
    public void Render(SKCanvas canvas, Paint paint, Pixel center, float size, MarkerStyle markerStyle)
    {
        float radius = size / 2;
        using var path = new SKPath();
        if (ClassMarker.Outline(index) is { Count: > 0 } corners)
        {
            path.AddPoly([.. corners.Select(corner => new SKPoint(center.X + (radius * (float)corner.X), center.Y + (radius * (float)corner.Y)))]);
        }
        else
        {
            path.AddCircle(center.X, center.Y, radius);
        }

        using var brush = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Fill, Color = markerStyle.FillColor.ToSKColor() };
        canvas.DrawPath(path, brush);
        brush.Style = SKPaintStyle.Stroke;
        brush.StrokeWidth = markerStyle.OutlineWidth;
        brush.Color = markerStyle.OutlineColor.ToSKColor();
        canvas.DrawPath(path, brush);
    }
}
