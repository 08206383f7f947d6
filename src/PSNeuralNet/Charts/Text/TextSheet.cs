namespace PSNeuralNet.Charts;

/// <summary>A canvas for a chart: title, subtitle, legend, and a plot below them.</summary>
internal sealed class TextSheet
{
    // Smaller charts have no subtitle, except for the rows of a training.
    private const int MinimumForSubtitle = 14, LinesPerLegendLine = 5;

    private readonly List<(string Sign, CellStyle Style, string Text)> _legend = [];

    public TextSheet(TextChartOptions options, Chart chart)
    {
        Options = options;
        Canvas = new TextCanvas(options.Width, options.Height, options.IsPlain);
        Title = chart.Title;
        Subtitle = chart.Subtitle;
        Rows = chart.Rows;
    }

    public TextChartOptions Options { get; }

    public TextCanvas Canvas { get; }

    public bool IsPlain => Options.IsPlain;

    /// <summary>The title where the options have none.</summary>
    public string Title { get; set; }

    public string Subtitle { get; set; }

    /// <summary>The rows of a training that are drawn; empty for data that was given.</summary>
    public string Rows { get; }

    /// <summary>A text shortened to a number of columns.</summary>
    public string Shorten(string text, int maximum) => TextWidth.Shorten(text, maximum, IsPlain ? "..." : "…");

    /// <summary>Adds an entry to the legend: a symbol of the plot, its style and its meaning.</summary>
    public void Explain(string sign, CellStyle style, string text) =>
        _legend.Add((sign, style, Shorten(text, Math.Min(60, Options.Width - 4))));

    /// <summary>The symbol of a line in the legend.</summary>
    public string LineSign(char mark, bool isDashed = false) => !IsPlain ? isDashed ? "╌╌" : "──" : isDashed ? $"{mark} {mark}" : $"{mark}";

    /// <summary>Writes title, subtitle and legend.</summary>
    /// <returns>The row below them.</returns>
    public int Heading()
    {
        int row = 0;
        if (Shorten(Options.Title ?? Title, Options.Width) is { Length: > 0 } title)
        {
            Canvas.Write(row++, 0, title, new CellStyle(IsBold: true));
        }

        if ((Options.Height >= MinimumForSubtitle ? Subtitle : Rows) is { Length: > 0 } below)
        {
            Canvas.Write(row++, 0, Shorten(below, Options.Width));
        }

        return _legend.Count == 0 ? row : Legend(row);
    }

    private int Legend(int row)
    {
        int last = row + Math.Max(1, Options.Height / LinesPerLegendLine) - 1, column = 0;
        for (int i = 0; i < _legend.Count; i++)
        {
            (string sign, CellStyle style, string text) = _legend[i];
            string more = $"and {_legend.Count - i} more";
            int width = TextWidth.Of(sign) + 1 + TextWidth.Of(text), room = Options.Width - (row == last && i < _legend.Count - 1 ? more.Length + 2 : 0);
            if (column > 0 && column + width > room)
            {
                if (row == last)
                {
                    Canvas.Write(row, column, more);
                    break;
                }

                (row, column) = (row + 1, 0);
            }

            column = Canvas.Write(row, column, sign, style) + 1;
            column = Canvas.Write(row, column, text) + 3;
        }

        return row + 1;
    }
}
