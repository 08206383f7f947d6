namespace PSNeuralNet.Charts;

/// <summary>A rectangle of character cells. Text beyond its edges is cut off; a plain canvas ignores styles.</summary>
internal sealed class TextCanvas
{
    private readonly string[] _glyphs;
    private readonly CellStyle[] _styles;
    private readonly bool _isPlain;

    public TextCanvas(int width, int height, bool isPlain)
    {
        (Width, Height, _isPlain) = (width, height, isPlain);
        _glyphs = new string[width * height];
        _styles = new CellStyle[width * height];
        Array.Fill(_glyphs, " ");
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The contents of a cell: a blank, a character with its combining marks, or empty right of a wide character.</summary>
    public string Glyph(int row, int column) => _glyphs[(row * Width) + column];

    public CellStyle Style(int row, int column) => _styles[(row * Width) + column];

    /// <summary>Sets a cell.</summary>
    public void Set(int row, int column, string glyph, CellStyle style = default)
    {
        if (row >= 0 && row < Height && column >= 0 && column < Width)
        {
            _glyphs[(row * Width) + column] = glyph;
            _styles[(row * Width) + column] = _isPlain ? default : style;
        }
    }

    /// <summary>Writes text to the right of a cell: without control characters, wide characters into two cells.</summary>
    /// <returns>The column after it.</returns>
    public int Write(int row, int column, string text, CellStyle style = default)
    {
        foreach (Rune rune in DisplayText.Clean(text).EnumerateRunes())
        {
            int width = TextWidth.Of(rune);
            if (width == 0)
            {
                if (column > 0 && column <= Width && row >= 0 && row < Height)
                {
                    _glyphs[(row * Width) + column - 1] += rune.ToString();
                }

                continue;
            }

            if (column + width > Width)
            {
                break;
            }

            Set(row, column, rune.ToString(), style);
            if (width == 2)
            {
                Set(row, column + 1, "", style);
            }

            column += width;
        }

        return column;
    }

    /// <summary>The lines up to the last one that is not empty, without trailing blanks.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = new string[Height];
        int count = 0;
        for (int row = 0; row < Height; row++)
        {
            lines[row] = Line(row);
            count = lines[row].Length > 0 ? row + 1 : count;
        }

        return Array.AsReadOnly(lines[..count]);
    }

    private string Line(int row)
    {
        int end = Width;
        while (end > 0 && Glyph(row, end - 1) == " " && Style(row, end - 1).Background is null)
        {
            end--;
        }

        var line = new StringBuilder();
        CellStyle current = default;
        for (int column = 0; column < end; column++)
        {
            CellStyle style = Style(row, column);

            // A blank shows its background only.
            bool isSame = Glyph(row, column) == " " ? style.Background == current.Background : style == current;
            if (!isSame)
            {
                line.Append(style.Sequence);
                current = style;
            }

            line.Append(Glyph(row, column));
        }

        return line.Append(current == default ? "" : default(CellStyle).Sequence).ToString();
    }
}
