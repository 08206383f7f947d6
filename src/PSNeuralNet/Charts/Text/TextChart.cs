namespace PSNeuralNet.Charts;

/// <summary>
/// Draws charts with characters: curves with braille dots, fields with half blocks and colors of the 256 that terminals share; or with
/// nothing but ASCII. Text has the terminal's own color, so that it can be read on any background.
/// </summary>
public static class TextChart
{
    /// <summary>The kinds of charts that can be drawn with characters.</summary>
    public static IReadOnlyList<ChartKind> Kind { get; } =
        Array.AsReadOnly([ChartKind.Cost, ChartKind.DecisionBoundary, ChartKind.ConfusionMatrix, ChartKind.Roc, ChartKind.PrecisionRecall]);

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">A chart of costs, a decision boundary, a confusion matrix, or a curve.</param>
    /// <param name="options">How it is to look; null for the defaults.</param>
    /// <returns>The lines. Colors end where their line does.</returns>
    /// <exception cref="NetworkException">The chart is of another kind, there is no room for it, or no cost has a place on a logarithmic axis.</exception>
    public static IReadOnlyList<string> Draw(Chart chart, TextChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return Draw(chart, options ?? new TextChartOptions(), lastEpoch: null);
    }

    /// <summary>Whether a kind of chart can be drawn with characters.</summary>
    /// <param name="kind">The kind.</param>
    public static bool CanDraw(ChartKind kind)
    {
        return Kind.Contains(kind);
    }

    /// <summary>Makes sure that a kind of chart can be drawn with characters.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="NetworkException">It cannot.</exception>
    public static void Require(ChartKind kind)
    {
        if (!CanDraw(kind))
        {
            throw ChartErrors.ChartKindNotText(kind);
        }
    }

    /// <summary>Draws a chart; costs up to an epoch that may be yet to come.</summary>
    internal static IReadOnlyList<string> Draw(Chart chart, TextChartOptions options, int? lastEpoch)
    {
        options.Validate();
        Require(chart.Kind);
        var sheet = new TextSheet(options, chart);
        switch (chart)
        {
            case CostChart cost:
                CostText.Draw(sheet, cost, lastEpoch);
                break;
            case BoundaryChart boundary:
                BoundaryText.Draw(sheet, boundary);
                break;
            case ConfusionChart confusion:
                ConfusionText.Draw(sheet, confusion);
                break;
            case CurveChart curve:
                CurveText.Draw(sheet, curve);
                break;
        }

        return sheet.Canvas.Lines();
    }
}
