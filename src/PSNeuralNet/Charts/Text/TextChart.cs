namespace PSNeuralNet.Charts;

/// <summary>
/// Charts with characters: curves of braille dots and fields of half blocks, in the 256 colors of terminals, or ASCII only. Text has the
/// terminal's own color, readable on any background.
/// </summary>
public static class TextChart
{
    /// <summary>The kinds of charts that can be drawn with characters.</summary>
    internal static IReadOnlyList<ChartKind> Kind { get; } = [.. Enum.GetValues<ChartKind>().Where(Chart.IsText)];

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">The chart. A partial dependence of several columns is drawn as several charts, one below the other.</param>
    /// <param name="options">The appearance; null for the defaults.</param>
    /// <returns>The lines, of each chart at most the height. Colors are reset at the end of each line.</returns>
    /// <exception cref="NetworkException">The chart is of another kind, the size is invalid, or no cost has a position on a logarithmic axis.</exception>
    public static IReadOnlyList<string> Draw(Chart chart, TextChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        options ??= new TextChartOptions();
        options.Validate();
        IReadOnlyList<Chart> parts = chart.TextParts;
        var lines = new List<string>();
        foreach (Chart part in parts)
        {
            if (lines.Count > 0)
            {
                lines.Add("");
            }

            var sheet = new TextSheet(parts.Count > 1 && options.Title is { Length: > 0 } title ? options with { Title = $"{title}: {part.Title}" } : options, part);
            part.Draw(sheet);
            lines.AddRange(sheet.Canvas.Lines());
        }

        return lines.AsReadOnly();
    }

    /// <summary>Checks that charts of a kind can be drawn with characters.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="NetworkException">They cannot.</exception>
    public static void Require(ChartKind kind)
    {
        if (!Chart.IsText(kind))
        {
            throw ChartErrors.ChartKindNotText(kind);
        }
    }
}
