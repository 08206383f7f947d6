using System.Globalization;
using System.Text;
using PSNeuralNet.Charts;
using ScottPlot;
using SkiaSharp;

namespace PSNeuralNet.Drawing;

/// <summary>A picture: a title, a line below it, and one plot or several.</summary>
internal sealed class Sheet
{
    public const float LabelSize = 13, TickSize = 12;

    private const float TitleSize = 19, SubtitleSize = 12.5f, SmallestTitle = 11, Margin = 18, Gap = 6;
    private const float PixelsOfColumnTick = 64, PixelsOfRowTick = 34;
    private const float LegendSymbol = 45, WidestLegend = 740;
    private const int LongestName = 32, TurnedName = 14, LongestLegend = 24;

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

    /// <summary>The characters of its texts that their fonts lack.</summary>
    public IReadOnlyCollection<Rune> Lacking => _lacking;

    /// <summary>A name that may be long, as it is written in a picture.</summary>
    public static string Shorten(string name, int most = LongestName)
    {
        return ShortText.Of(string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), most);
    }

    /// <summary>The name of the font for some texts. What it lacks is noted.</summary>
    public string FontFor(params IEnumerable<string> texts)
    {
        string family = Typefaces.For(texts);
        _lacking.UnionWith(Typefaces.Lacking(family, texts));
        return family;
    }

    /// <summary>A plot of the sheet, with axes.</summary>
    public Plot Add(string x, string y)
    {
        var plot = new Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Palette.Background;
        plot.DataBackground.Color = Palette.Background;
        plot.Axes.Color(Palette.Muted);
        plot.Axes.FrameColor(Palette.Frame);
        plot.Axes.Top.IsVisible = plot.Axes.Right.IsVisible = false;
        plot.Axes.Right.MinimumSize = Margin;
        plot.Axes.Top.MinimumSize = Gap;
        plot.Grid.MajorLineColor = Palette.Grid;
        foreach ((IAxis axis, string label) in new (IAxis, string)[] { (plot.Axes.Bottom, x), (plot.Axes.Left, y) })
        {
            axis.Label.Text = label;
            axis.Label.Bold = false;
            axis.Label.FontName = FontFor(label);
            axis.Label.FontSize = LabelSize;
            axis.Label.ForeColor = Palette.Text;
            axis.TickLabelStyle.FontName = Typefaces.Name;
            axis.TickLabelStyle.FontSize = TickSize;
            axis.TickLabelStyle.ForeColor = Palette.Muted;
            axis.MinorTickStyle.Length = 0;
            var panel = (ScottPlot.AxisPanels.AxisBase)axis;
            panel.PaddingBetweenTickAndAxisLabels = new PixelPadding(9, 5);
            panel.PaddingOutsideAxisLabels = new PixelPadding(4, 4);
        }

        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { MinimumTickSpacing = PixelsOfColumnTick };
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { MinimumTickSpacing = PixelsOfRowTick };
        plot.Legend.BackgroundColor = Palette.Background.WithAlpha(0.85);
        plot.Legend.OutlineColor = Palette.Grid;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.FontColor = Palette.Text;
        plot.Legend.FontSize = TickSize;
        plot.HideLegend();
        _plots.Add(plot);
        return plot;
    }

    /// <summary>Names along an axis, one at 0, 1, 2 ...</summary>
    public void Ticks(IAxis axis, IEnumerable<string> names, int most)
    {
        string[] all = [.. names.Select(name => Shorten(name, most))];
        axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. Enumerable.Range(0, all.Length).Select(i => (double)i)], all);
        axis.TickLabelStyle.FontName = FontFor(all);
        axis.MajorTickStyle.Length = 0;
        axis.TickLabelStyle.ForeColor = Palette.Text;
    }

    /// <summary>Turns the names along the lower axis so that long ones have room.</summary>
    public static void Turn(Plot plot, IEnumerable<string> names)
    {
        IXAxis axis = plot.Axes.Bottom;
        float longest = names.Max(name => Typefaces.Measure(Shorten(name, TurnedName), axis.TickLabelStyle.FontName, TickSize, isBold: false));
        axis.TickLabelStyle.Rotation = -45;
        axis.TickLabelStyle.Alignment = Alignment.MiddleRight;
        axis.MinimumSize = (longest * 0.71f) + 40;
    }

    /// <summary>Gives a line its width, and dashes: 0 for a solid line, 1 for dashes, 2 for dots.</summary>
    public void Stroke(LineStyle style, double width, int pattern = 0)
    {
        Dashes.Style(style, width, pattern, _isSvg);
    }

    /// <summary>A text in a plot, at a place in the units of its axes.</summary>
    public ScottPlot.Plottables.Text Write(Plot plot, string text, double x, double y, Alignment alignment, Color? color = null, float size = TickSize)
    {
        ScottPlot.Plottables.Text label = plot.Add.Text(text, x, y);
        label.LabelFontName = FontFor(text);
        label.LabelFontSize = size;
        label.LabelFontColor = color ?? Palette.Text;
        label.LabelAlignment = alignment;
        label.LabelBorderWidth = 0;
        return label;
    }

    /// <summary>Shows the legend of a plot in a corner; else below it where it fits into a line, and right of it where it does not.</summary>
    public void Legend(Plot plot, Alignment? corner)
    {
        LegendItem[] items = plot.Legend.GetItems();
        plot.Legend.FontName = FontFor(items.Select(item => item.LabelText));
        if (corner is { } alignment)
        {
            plot.ShowLegend(alignment);
            return;
        }

        if (items.Sum(item => LegendSymbol + Typefaces.Measure(item.LabelText, plot.Legend.FontName, TickSize, isBold: false)) < WidestLegend)
        {
            plot.Legend.OutlineWidth = 0;
            plot.Legend.Orientation = Orientation.Horizontal;
            plot.Legend.TightHorizontalWrapping = true;
            plot.ShowLegend(Edge.Bottom).Padding = new PixelPadding(8, 8, 3, 3);
            return;
        }

        if (items.Length > LongestLegend)
        {
            plot.Legend.DisplayPlottableLegendItems = false;
            plot.Legend.ManualItems.Clear();
            plot.Legend.ManualItems.AddRange(items.Take(LongestLegend - 1));
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = FormattableString.Invariant($"and {items.Length - LongestLegend + 1} more") });
        }

        plot.Axes.Right.MinimumSize = 0;
        plot.ShowLegend(Edge.Right).Padding = new PixelPadding(8, 8, 3, 3);
    }

    /// <summary>Draws it all.</summary>
    public void Render(SKCanvas canvas, float width, float height)
    {
        canvas.DrawColor(Palette.Background.ToSKColor());
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
        foreach ((string text, float size, bool isBold, Color color) in new[] { (Title, TitleSize, true, Palette.Text), (Subtitle, SubtitleSize, false, Palette.Muted) })
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
        size = Math.Clamp(size * width / Typefaces.Measure(line, family, size, isBold), Math.Min(size, SmallestTitle), size);
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
