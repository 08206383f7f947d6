namespace PSNeuralNet.Charts;

/// <summary>A plot with two axes, from below the heading to the lower right corner of the canvas.</summary>
internal sealed class TextPlot
{
    private const int RowsPerTick = 2, ColumnsPerTick = 7, RowsBelow = 3;

    // Lines in ASCII.
    private const string Marks = "*o+x#@%&";

    private readonly TextCanvas _canvas;
    private readonly TextSheet _sheet;
    private readonly ChartAxis _x;
    private readonly ChartAxis _y;
    private readonly AxisTicks _rowTicks;
    private readonly DotRaster _raster;

    /// <param name="sheet">The sheet, whose legend is complete.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    public TextPlot(TextSheet sheet, ChartAxis x, ChartAxis y)
    {
        (_sheet, _canvas, _x, _y) = (sheet, sheet.Canvas, x, y);

        // The line above the plot has the label of the vertical axis.
        Top = sheet.Heading() + 1;
        Rows = Math.Max(2, _canvas.Height - Top - RowsBelow);
        _rowTicks = y.Ticks(Math.Max(2, Rows / RowsPerTick));
        Left = _rowTicks.LabelLength + 2;
        Columns = _canvas.Width - Left;
        _raster = new DotRaster(Columns, Rows, sheet.IsPlain);
        Frame();
    }

    public int Top { get; }

    public int Left { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The ASCII character of a line; characters repeat.</summary>
    public static char Mark(int index) => Marks[index % Marks.Length];

    /// <summary>Adds a line through points, in the units of the axes.</summary>
    public void Line(IReadOnlyList<(double X, double Y)> points, int color, char mark, bool isDashed = false) =>
        _raster.Line([.. points.Select(point => (_x.Share(point.X), 1 - _y.Share(point.Y)))], color, mark, isDashed);

    /// <summary>Puts the lines on the canvas: see <see cref="DotRaster.Draw"/>.</summary>
    public void DrawLines(Func<int, int, int?>? background = null) => _raster.Draw(_canvas, Top, Left, background);

    /// <summary>The cell of a point, on the canvas.</summary>
    public (int Row, int Column) Cell(double x, double y) => (Top + Nearest(1 - _y.Share(y), Rows), Left + Nearest(_x.Share(x), Columns));

    private static int Nearest(double share, int count) =>
        (int)Math.Round(Math.Clamp(share, 0, 1) * (count - 1), MidpointRounding.AwayFromZero);

    private void Frame()
    {
        (string side, string row, string bottom, string column, string corner) = _sheet.IsPlain ? ("|", "+", "-", "+", "+") : ("│", "┤", "─", "┴", "└");
        _canvas.Write(Top - 1, 0, _rowTicks.Title(_y.Label, (name, taken) => _sheet.Shorten(name, _canvas.Width - taken)));
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
        foreach (AxisTick tick in _rowTicks.Tick)
        {
            int at = Cell(_x.Minimum, tick.Position).Row;
            _canvas.Write(at, Left - 2 - tick.Label.Length, tick.Label);
            _canvas.Set(at, Left - 1, row);
        }

        AxisTicks columnTicks = _x.Ticks(Columns / ColumnsPerTick, (first, second) => Start(first) + first.Label.Length + 1 < Start(second));
        foreach (AxisTick tick in columnTicks.Tick)
        {
            _canvas.Set(axis, Cell(tick.Position, _y.Minimum).Column, column);
            _canvas.Write(axis + 1, Start(tick), tick.Label);
        }

        string label = columnTicks.Title(_x.Label, (name, taken) => _sheet.Shorten(name, Columns - taken));
        _canvas.Write(axis + 2, Left + ((Columns - TextWidth.Of(label)) / 2), label);

        int Start(AxisTick tick) =>
            Math.Clamp(Cell(tick.Position, _y.Minimum).Column - (tick.Label.Length / 2), 0, Math.Max(0, _canvas.Width - tick.Label.Length));
    }
}
