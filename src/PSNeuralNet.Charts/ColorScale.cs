using ScottPlot;

namespace PSNeuralNet.Drawing;

/// <summary>The bar beside a plot that says which color is which number.</summary>
internal static class ColorScale
{
    public static ScottPlot.Panels.ColorBar Add(Sheet sheet, Plot plot, IHasColorAxis source, string label)
    {
        ScottPlot.Panels.ColorBar bar = plot.Add.ColorBar(source);
        bar.Width = 14;
        bar.Label = label;
        bar.LabelStyle.FontName = sheet.FontFor(label);
        bar.LabelStyle.FontSize = Sheet.LabelSize;
        bar.LabelStyle.ForeColor = sheet.Palette.Text;
        bar.LabelStyle.Bold = false;
        bar.Axis.TickLabelStyle.FontName = Typefaces.Name;
        bar.Axis.TickLabelStyle.FontSize = Sheet.TickSize;
        bar.Axis.TickLabelStyle.ForeColor = sheet.Palette.Muted;
        bar.Axis.FrameLineStyle.Color = sheet.Palette.Frame;
        bar.Axis.MajorTickStyle.Color = bar.Axis.MinorTickStyle.Color = sheet.Palette.Frame;
        bar.Axis.MinorTickStyle.Length = 0;
        ((ScottPlot.AxisPanels.AxisBase)bar.Axis).PaddingBetweenTickAndAxisLabels = new PixelPadding(9, 5);
        return bar;
    }
}
