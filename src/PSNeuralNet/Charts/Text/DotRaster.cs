namespace PSNeuralNet.Charts;

/// <summary>
/// Lines on a rectangle of cells, as braille dots, two by four in a cell, or as one ASCII character in a cell. Where lines cross, a cell has
/// the dots of both and the color of the later one.
/// </summary>
internal sealed class DotRaster
{
    private const int Braille = 0x2800, DotsPerDash = 3;

    // The bits of the dots in a Unicode braille pattern, row by row.
    private static readonly int[] Bits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

    private readonly int _columns;
    private readonly int _rows;
    private readonly bool _isPlain;
    private readonly int[] _dots;
    private readonly int[] _colors;

    /// <param name="columns">The number of columns of cells.</param>
    /// <param name="rows">The number of rows of cells.</param>
    /// <param name="isPlain">True for ASCII characters.</param>
    public DotRaster(int columns, int rows, bool isPlain)
    {
        (_columns, _rows, _isPlain) = (columns, rows, isPlain);
        _dots = new int[columns * rows];
        _colors = new int[columns * rows];
    }

    /// <summary>Adds a line through points.</summary>
    /// <param name="points">Shares of the width, from the left, and of the height, from the top: 0 to 1.</param>
    /// <param name="color">The color of the line.</param>
    /// <param name="mark">The character of the line in ASCII.</param>
    /// <param name="isDashed">True for a dashed line.</param>
    public void Line(IReadOnlyList<(double X, double Y)> points, int color, char mark, bool isDashed = false)
    {
        int width = _isPlain ? _columns : 2 * _columns, height = _isPlain ? _rows : 4 * _rows, dash = _isPlain ? 1 : DotsPerDash, drawn = 0;
        (int X, int Y)[] dots = [.. points.Select(point => (Dot(point.X, width), Dot(point.Y, height)))];
        for (int i = 0; i < dots.Length; i++)
        {
            (int X, int Y) from = dots[Math.Max(0, i - 1)], to = dots[i];
            int steps = Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
            for (int step = i == 0 ? 0 : 1; step <= steps; step++)
            {
                double share = steps == 0 ? 0 : (double)step / steps;
                if (!isDashed || drawn++ / dash % 2 == 0)
                {
                    Put(from.X + (int)Math.Round(share * (to.X - from.X)), from.Y + (int)Math.Round(share * (to.Y - from.Y)), color, mark);
                }
            }
        }
    }

    /// <summary>Puts the lines on a canvas.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="top">The canvas row of the first row.</param>
    /// <param name="left">The canvas column of the first column.</param>
    /// <param name="background">The background of a cell of the raster; null keeps that of the canvas.</param>
    public void Draw(TextCanvas canvas, int top, int left, Func<int, int, int?>? background = null)
    {
        for (int i = 0; i < _dots.Length; i++)
        {
            if (_dots[i] != 0)
            {
                int row = i / _columns, column = i % _columns;
                int? behind = background is null ? canvas.Style(top + row, left + column).Background : background(row, column);
                canvas.Set(top + row, left + column, ((char)_dots[i]).ToString(), new CellStyle(_colors[i], behind));
            }
        }
    }

    private static int Dot(double share, int count) => (int)Math.Round(Math.Clamp(share, 0, 1) * (count - 1), MidpointRounding.AwayFromZero);

    private void Put(int x, int y, int color, char mark)
    {
        int cell = _isPlain ? (y * _columns) + x : (y / 4 * _columns) + (x / 2);
        _dots[cell] = _isPlain ? mark : _dots[cell] | Braille | Bits[(y % 4 * 2) + (x % 2)];
        _colors[cell] = color;
    }
}
