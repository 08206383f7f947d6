namespace PSNeuralNet.Charts;

/// <summary>An axis of a plot of characters.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Minimum">Where it begins.</param>
/// <param name="Maximum">Where it ends: more than that.</param>
/// <param name="Ticks">Gives at most so many ticks.</param>
internal sealed record TextAxis(string Label, double Minimum, double Maximum, Func<int, IReadOnlyList<TextTick>> Ticks)
{
    /// <summary>The share of the axis that lies before a place.</summary>
    public double Share(double place)
    {
        return (place - Minimum) / (Maximum - Minimum);
    }
}

/// <summary>A plot within two axes, below a heading to the lower right corner of the canvas.</summary>
internal sealed class TextPlot
{
    private const int RowsPerTick = 2, Below = 3, WidestTick = 12;

    private readonly TextCanvas _canvas;
    private readonly TextSheet _sheet;
    private readonly TextAxis _x;
    private readonly TextAxis _y;
    private readonly TextTick[] _rowTicks;

    /// <param name="sheet">The sheet, whose legend is complete.</param>
    /// <param name="x">The axis across.</param>
    /// <param name="y">The axis upwards.</param>
    public TextPlot(TextSheet sheet, TextAxis x, TextAxis y)
    {
        (_sheet, _canvas, _x, _y) = (sheet, sheet.Canvas, x, y);

        // The line above the plot has the label of the axis upwards.
        Top = sheet.Heading() + 1;
        Rows = Math.Max(2, _canvas.Height - Top - Below);
        _rowTicks = [.. y.Ticks(Math.Max(2, Rows / RowsPerTick)).Select(tick => tick with { Text = sheet.Shorten(tick.Text, WidestTick) })];
        Left = _rowTicks.Max(tick => TextWidth.Of(tick.Text)) + 2;
        Columns = _canvas.Width - Left;
        Raster = new DotRaster(Columns, Rows, sheet.IsPlain);
        Frame();
    }

    public int Top { get; }

    public int Left { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The plot's lines, which <see cref="DotRaster.Draw"/> puts on the canvas.</summary>
    public DotRaster Raster { get; }

    /// <summary>A point as shares of the plot, from the left and from the top.</summary>
    public (double X, double Y) Place(double x, double y)
    {
        return (_x.Share(x), 1 - _y.Share(y));
    }

    /// <summary>The cell of a point, on the canvas.</summary>
    public (int Row, int Column) Cell(double x, double y)
    {
        (double across, double down) = Place(x, y);
        return (Top + Nearest(down, Rows), Left + Nearest(across, Columns));
    }

    private static int Nearest(double share, int count)
    {
        return (int)Math.Round(Math.Clamp(share, 0, 1) * (count - 1), MidpointRounding.AwayFromZero);
    }

    private void Frame()
    {
        (string side, string row, string bottom, string column, string corner) = _sheet.IsPlain ? ("|", "+", "-", "+", "+") : ("│", "┤", "─", "┴", "└");
        _canvas.Write(Top - 1, 0, _sheet.Shorten(_y.Label, _canvas.Width));
        int axis = Top + Rows;
        for (int i = 0; i < Rows; i++)
        {
            _canvas.Set(Top + i, Left - 1, side);
        }

        for (int i = 0; i < Columns; i++)
        {
            _canvas.Set(axis, Left + i, bottom);
        }

        _canvas.Set(axis, Left - 1, corner);
        foreach (TextTick tick in _rowTicks)
        {
            int at = Cell(_x.Minimum, tick.Place).Row;
            _canvas.Write(at, Left - 2 - TextWidth.Of(tick.Text), tick.Text);
            _canvas.Set(at, Left - 1, row);
        }

        foreach ((TextTick tick, int start) in ColumnTicks())
        {
            _canvas.Set(axis, Cell(tick.Place, _y.Minimum).Column, column);
            _canvas.Write(axis + 1, start, tick.Text);
        }

        string label = _sheet.Shorten(_x.Label, Columns);
        _canvas.Write(axis + 2, Left + ((Columns - TextWidth.Of(label)) / 2), label);
    }

    /// <summary>As many ticks as can stand beside each other, and the column where the text of each begins.</summary>
    private (TextTick Tick, int Start)[] ColumnTicks()
    {
        for (int count = Math.Max(2, Columns / 7); ; count--)
        {
            (TextTick Tick, int Start)[] ticks = [.. _x.Ticks(count).Select(tick => (tick, Start(tick)))];
            if (count <= 2 || ticks.Zip(ticks.Skip(1)).All(pair => pair.First.Start + TextWidth.Of(pair.First.Tick.Text) + 1 < pair.Second.Start))
            {
                return ticks;
            }
        }

        int Start(TextTick tick)
        {
            int width = TextWidth.Of(tick.Text);
            return Math.Clamp(Cell(tick.Place, _y.Minimum).Column - (width / 2), 0, Math.Max(0, _canvas.Width - width));
        }
    }
}
