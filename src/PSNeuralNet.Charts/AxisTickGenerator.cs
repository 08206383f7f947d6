namespace PSNeuralNet.Drawing;

/// <summary>Gives ScottPlot the ticks of a chart's axis: as many as have room, and their offset beside the name of the axis.</summary>
/// <param name="axis">The axis of the chart.</param>
/// <param name="target">The axis of the plot, whose name gets the offset; null for none.</param>
/// <param name="rowHeight">The distance of ticks above each other, in pixels.</param>
internal sealed class AxisTickGenerator(ChartAxis axis, IAxis? target = null, float rowHeight = AxisTickGenerator.PixelsOfRow) : ITickGenerator
{
    public const float PixelsOfRow = 34, SmallPixelsOfRow = 22;

    private const float PixelsOfColumn = 64, Gap = 8;

    public Tick[] Ticks { get; private set; } = [];

    public int MaxTickCount { get; set; } = 50;

    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        bool isVertical = edge is Edge.Left or Edge.Right;
        double pixels = size.Length / range.Length;
        AxisTicks ticks = axis.Ticks(Math.Min(ChartAxis.UsualTicks, (int)(size.Length / (isVertical ? rowHeight : PixelsOfColumn))), (first, second) => isVertical
            || (second.Position - first.Position) * pixels > ((Width(first) + Width(second)) / 2) + Gap);
        Ticks = [.. ticks.Tick.Select(tick => Tick.Major(tick.Position, tick.Label))];
        if (target is not null)
        {
            target.Label.Text = ticks.Title(axis.Label, (name, _) => Sheet.Shorten(name));
        }

        static float Width(AxisTick tick) => Typefaces.Measure(tick.Label, Typefaces.Name, Sheet.TickSize, isBold: false);
    }
}
