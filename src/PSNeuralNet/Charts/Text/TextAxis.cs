namespace PSNeuralNet.Charts;

/// <summary>A horizontal axis with characters, below lines that have a label each.</summary>
/// <param name="sheet">The sheet.</param>
/// <param name="axis">The axis.</param>
/// <param name="left">The canvas column of its start.</param>
/// <param name="columns">Its length.</param>
internal sealed class TextAxis(TextSheet sheet, ChartAxis axis, int left, int columns)
{
    /// <summary>The lines that the axis takes.</summary>
    public const int RowCount = 3;

    private const int ColumnsPerTick = 8;

    /// <summary>The canvas column of a position.</summary>
    public int Column(double position) => left + (int)Math.Round(Math.Clamp(axis.Share(position), 0, 1) * (columns - 1), MidpointRounding.AwayFromZero);

    /// <summary>Writes the label of a line, right-aligned, and the side of the plot.</summary>
    public void Label(int row, string label)
    {
        string text = sheet.Shorten(label, left - 2);
        sheet.Canvas.Write(row, left - 2 - TextWidth.Of(text), text);
        sheet.Canvas.Set(row, left - 1, sheet.IsPlain ? "|" : "│");
    }

    /// <summary>Draws the axis, with ticks and name.</summary>
    /// <param name="row">The line of the axis.</param>
    public void Draw(int row)
    {
        (string line, string mark, string corner) = sheet.IsPlain ? ("-", "+", "+") : ("─", "┴", "└");
        sheet.Canvas.Set(row, left - 1, corner);
        for (int column = 0; column < columns; column++)
        {
            sheet.Canvas.Set(row, left + column, line);
        }

        AxisTicks ticks = axis.Ticks(columns / ColumnsPerTick, (first, second) => Start(first) + first.Label.Length + 1 < Start(second));
        foreach (AxisTick tick in ticks.Tick)
        {
            sheet.Canvas.Set(row, Column(tick.Position), mark);
            sheet.Canvas.Write(row + 1, Start(tick), tick.Label);
        }

        string name = ticks.Title(axis.Label, (text, taken) => sheet.Shorten(text, columns - taken));
        sheet.Canvas.Write(row + 2, left + Math.Max(0, (columns - TextWidth.Of(name)) / 2), name);

        int Start(AxisTick tick) => Math.Clamp(Column(tick.Position) - (tick.Label.Length / 2), 0, Math.Max(0, sheet.Canvas.Width - tick.Label.Length));
    }
}
