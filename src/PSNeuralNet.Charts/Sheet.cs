global using Palette = PSNeuralNet.Charts.Palette;

using System.Text;
using SkiaSharp;

namespace PSNeuralNet.Drawing;

/// <summary>A picture: title, subtitle, and one plot or several.</summary>
internal sealed class Sheet
{
    public const float LabelSize = 13, TickSize = 12;

    // More entries of a legend go beside or below the plot.
    public const int MaximumInCorner = 12;

    private const float TitleSize = 19, SubtitleSize = 12.5f, MinimumTitleSize = 11, Margin = 18, Gap = 6;
    private const float LegendSymbol = 45, MaximumLegendWidth = 740, RotatedGap = 6;
    private const int MaximumName = 32, MaximumRotatedName = 14, MaximumLegend = 24;

    private readonly List<Plot> _plots = [];
    private readonly HashSet<Rune> _lacking = [];
    private readonly bool _isSvg;

    public Sheet(string title, string subtitle, Palette palette, bool isSvg)
    {
        _isSvg = isSvg;
        Title = title;
        Subtitle = subtitle;
        Palette = palette;
    }

    public string Title { get; }

    public string Subtitle { get; set; }

    public Palette Palette { get; }

    /// <summary>The characters of texts that their fonts lack.</summary>
    public IReadOnlyCollection<Rune> Lacking => _lacking;

    /// <summary>A name shortened to a number of characters, on one line.</summary>
    public static string Shorten(string name, int maximum = MaximumName) =>
        ShortText.Of(string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), maximum);

    /// <summary>The name of the font for some texts; characters that it lacks are added to <see cref="Lacking"/>.</summary>
    public string FontFor(params IEnumerable<string> texts)
    {
        string family = Typefaces.For(texts);
        _lacking.UnionWith(Typefaces.Lacking(family, texts));
        return family;
    }

    /// <summary>Names, every second or third one where there are many, and empty ones between them.</summary>
    public static string[] Some(IReadOnlyList<string> names, int maximum)
    {
        int every = (names.Count + maximum - 1) / maximum;
        return [.. names.Select((name, i) => i % every == 0 ? name : "")];
    }

    /// <summary>Points for ScottPlot.</summary>
    public static Coordinates[] Points(IEnumerable<(double X, double Y)> points) =>
        [.. points.Select(point => new Coordinates(point.X, point.Y))];

    /// <summary>The dash pattern of a series: another one when colors repeat.</summary>
    public int PatternOf(int index) => index / Palette.Series.Count % Dashes.Count;

    /// <summary>Adds a plot with axes of numbers.</summary>
    public Plot Add(ChartAxis x, ChartAxis y)
    {
        Plot plot = Add("", "");
        Numbers(plot.Axes.Bottom, x);
        Numbers(plot.Axes.Left, y);
        return plot;
    }

    /// <summary>Sets the range, the ticks and the name of an axis.</summary>
    public void Numbers(IAxis axis, ChartAxis numbers)
    {
        axis.Range.Set(numbers.Drawn().Minimum, numbers.Drawn().Maximum);
        axis.Label.Text = Shorten(numbers.Label);
        axis.Label.FontName = FontFor(axis.Label.Text);
        axis.TickGenerator = new AxisTickGenerator(numbers, axis);
    }

    /// <summary>Adds a plot with names of axes.</summary>
    public Plot Add(string x, string y)
    {
        var plot = new Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Palette.Background.ToColor();
        plot.DataBackground.Color = Palette.Background.ToColor();
        plot.Axes.Color(Palette.Muted.ToColor());
        plot.Axes.FrameColor(Palette.Frame.ToColor());
        plot.Axes.Top.IsVisible = plot.Axes.Right.IsVisible = false;
        plot.Axes.Right.MinimumSize = Margin;
        plot.Axes.Top.MinimumSize = Gap;
        plot.Grid.MajorLineColor = Palette.Grid.ToColor();
        foreach ((IAxis axis, string label) in new (IAxis, string)[] { (plot.Axes.Bottom, x), (plot.Axes.Left, y) })
        {
            axis.Label.Text = label;
            axis.Label.Bold = false;
            axis.Label.FontName = FontFor(label);
            axis.Label.FontSize = LabelSize;
            axis.Label.ForeColor = Palette.Text.ToColor();
            axis.TickLabelStyle.FontName = Typefaces.Name;
            axis.TickLabelStyle.FontSize = TickSize;
            axis.TickLabelStyle.ForeColor = Palette.Muted.ToColor();
            axis.MinorTickStyle.Length = 0;
            var panel = (ScottPlot.AxisPanels.AxisBase)axis;
            panel.PaddingBetweenTickAndAxisLabels = new PixelPadding(9, 5);
            panel.PaddingOutsideAxisLabels = new PixelPadding(4, 4);
        }

        plot.Legend.BackgroundColor = Palette.Background.ToColor().WithAlpha(0.85);
        plot.Legend.OutlineColor = Palette.Grid.ToColor();
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.FontColor = Palette.Text.ToColor();
        plot.Legend.FontSize = TickSize;
        plot.HideLegend();
        _plots.Add(plot);
        return plot;
    }

    /// <summary>Sets names along an axis, at 0, 1, 2 ...</summary>
    public void Ticks(IAxis axis, IEnumerable<string> names, int maximum)
    {
        string[] all = [.. names.Select(name => Shorten(name, maximum))];
        axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. Enumerable.Range(0, all.Length).Select(i => (double)i)], all);
        axis.TickLabelStyle.FontName = FontFor(all);
        axis.MajorTickStyle.Length = 0;
        axis.TickLabelStyle.ForeColor = Palette.Text.ToColor();
    }

    /// <summary>Rotates the names along the horizontal axis.</summary>
    public static void Rotate(Plot plot, IEnumerable<string> names)
    {
        IXAxis axis = plot.Axes.Bottom;
        float longest = names.Max(name => Typefaces.Measure(Shorten(name, MaximumRotatedName), axis.TickLabelStyle.FontName, TickSize, isBold: false));
        axis.TickLabelStyle.Rotation = -45;
        axis.TickLabelStyle.Alignment = Alignment.MiddleRight;

        // Below the names along the vertical axis, whose corner the first one reaches into.
        axis.TickLabelStyle.OffsetY = RotatedGap;
        axis.MinimumSize = (longest * 0.71f) + 40 + RotatedGap;
    }

    /// <summary>Sets width and pattern of a line: 0 for a solid line, 1 for dashes, 2 for dots.</summary>
    public void Stroke(LineStyle style, double width, int pattern = 0) => Dashes.Style(style, width, pattern, _isSvg);

    /// <summary>Adds a dashed line for comparison.</summary>
    public void ReferenceLine(Plot plot, double x1, double y1, double x2, double y2, string name)
    {
        ScottPlot.Plottables.LinePlot line = plot.Add.Line(x1, y1, x2, y2);
        line.LineColor = Palette.Muted.ToColor();
        Stroke(line.LineStyle, 1.5, pattern: 1);
        line.LegendText = name;
    }

    /// <summary>Adds the color scale of a heat map, right of the plot.</summary>
    public void ColorScale(Plot plot, IHasColorAxis source, ChartAxis axis)
    {
        ScottPlot.Panels.ColorBar bar = plot.Add.ColorBar(source);
        bar.Width = 14;
        bar.Label = axis.Label;
        bar.LabelStyle.FontName = FontFor(axis.Label);
        bar.LabelStyle.FontSize = LabelSize;
        bar.LabelStyle.ForeColor = Palette.Text.ToColor();
        bar.LabelStyle.Bold = false;
        bar.Axis.TickGenerator = new AxisTickGenerator(axis);
        bar.Axis.TickLabelStyle.FontName = Typefaces.Name;
        bar.Axis.TickLabelStyle.FontSize = TickSize;
        bar.Axis.TickLabelStyle.ForeColor = Palette.Muted.ToColor();
        bar.Axis.FrameLineStyle.Color = bar.Axis.MajorTickStyle.Color = Palette.Frame.ToColor();
        ((ScottPlot.AxisPanels.AxisBase)bar.Axis).PaddingBetweenTickAndAxisLabels = new PixelPadding(9, 5);
    }

    /// <summary>Adds a text to a plot, at a position in the units of its axes.</summary>
    public ScottPlot.Plottables.Text Write(Plot plot, string text, double x, double y, Alignment alignment, Color? color = null, float size = TickSize)
    {
        ScottPlot.Plottables.Text label = plot.Add.Text(text, x, y);
        label.LabelFontName = FontFor(text);
        label.LabelFontSize = size;
        label.LabelFontColor = color ?? Palette.Text.ToColor();
        label.LabelAlignment = alignment;
        label.LabelBorderWidth = 0;
        return label;
    }

    /// <summary>Shows the legend of a plot in a corner; without one below the plot if it fits on a line, else right of the plot.</summary>
    public void Legend(Plot plot, Alignment? corner)
    {
        LegendItem[] items = plot.Legend.GetItems();
        plot.Legend.FontName = FontFor(items.Select(item => item.LabelText));
        if (corner is { } alignment)
        {
            plot.ShowLegend(alignment);
            return;
        }

        if (items.Sum(item => LegendSymbol + Typefaces.Measure(item.LabelText, plot.Legend.FontName, TickSize, isBold: false)) < MaximumLegendWidth)
        {
            plot.Legend.OutlineWidth = 0;
            plot.Legend.Orientation = Orientation.Horizontal;
            plot.Legend.TightHorizontalWrapping = true;
            plot.ShowLegend(Edge.Bottom).Padding = new PixelPadding(8, 8, 3, 3);
            return;
        }

        if (items.Length > MaximumLegend)
        {
            plot.Legend.DisplayPlottableLegendItems = false;
            plot.Legend.ManualItems.Clear();
            plot.Legend.ManualItems.AddRange(items.Take(MaximumLegend - 1));
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = FormattableString.Invariant($"and {items.Length - MaximumLegend + 1} more") });
        }

        plot.Axes.Right.MinimumSize = 0;
        plot.ShowLegend(Edge.Right).Padding = new PixelPadding(8, 8, 3, 3);
    }

    /// <summary>Draws the picture.</summary>
    public void Render(SKCanvas canvas, float width, float height)
    {
        canvas.DrawColor(Palette.Background.ToColor().ToSKColor());
        float top = Heading(canvas, width) + Gap;
        int columns = (int)Math.Ceiling(Math.Sqrt(_plots.Count)), rows = (_plots.Count + columns - 1) / columns;
        float cellWidth = width / columns, cellHeight = (height - top) / rows;
        for (int i = 0; i < _plots.Count; i++)
        {
            float left = i % columns * cellWidth, upper = top + (i / columns * cellHeight);
            canvas.Save();
            _plots[i].Render(canvas, new PixelRect(left, left + cellWidth, upper + cellHeight, upper));
            canvas.Restore();
        }
    }

    private float Heading(SKCanvas canvas, float width)
    {
        float y = Margin * 0.7f;
        foreach ((string text, float size, bool isBold, Color color) in new[] { (Title, TitleSize, true, Palette.Text.ToColor()), (Subtitle, SubtitleSize, false, Palette.Muted.ToColor()) })
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                y += Line(canvas, text, size, isBold, color, y, width - (2 * Margin));
            }
        }

        return y;
    }

    private float Line(SKCanvas canvas, string text, float size, bool isBold, Color color, float y, float width)
    {
        string line = Shorten(text, text.Length), family = FontFor(line);
        size = Math.Clamp(size * width / Typefaces.Measure(line, family, size, isBold), Math.Min(size, MinimumTitleSize), size);
        for (int letters = new StringInfo(line).LengthInTextElements - 1; letters > 1 && Typefaces.Measure(line, family, size, isBold) > width; letters--)
        {
            line = Shorten(line, letters);
        }

        var style = new LabelStyle { Text = line, FontName = family, FontSize = size, Bold = isBold, ForeColor = color, Alignment = Alignment.UpperLeft, BorderWidth = 0 };
        using Paint paint = Paint.NewDisposablePaint();
        style.Render(canvas, new Pixel(Margin, y), paint);
        return style.Measure(paint).Height + 2;
    }
}

internal static class RgbExtensions
{
    /// <summary>The color for ScottPlot.</summary>
    public static Color ToColor(this Rgb color) => new Color(color.Red, color.Green, color.Blue);
}
