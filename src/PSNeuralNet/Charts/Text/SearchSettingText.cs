using PSNeuralNet.Search;

namespace PSNeuralNet.Charts;

/// <summary>Scores by setting with characters: below each setting a line for each candidate, or quarter of its range, with its trials along the axis of scores, and their mean.</summary>
internal static class SearchSettingText
{
    private const int RowsOfHeading = 3, RowsOfAxis = 3, MaximumGroups = 8, MaximumLabel = 16, ColumnsPerTick = 8, WidthOfNumbers = 13, MinimumForNumbers = 48;

    public static void Draw(TextSheet sheet, SearchSettingChart chart)
    {
        int room = sheet.Canvas.Height - RowsOfHeading - RowsOfAxis;
        SettingPanel[] shown = [.. chart.Panel.TakeWhile(panel => (room -= 1 + RowCount(panel)) >= 0)];
        if (shown.Length == 0)
        {
            // A setting with more candidates than there are lines.
            shown = [chart.Panel[0]];
        }

        if (shown.Length < chart.SettingCount)
        {
            sheet.Title = string.Create(CultureInfo.InvariantCulture, $"{chart.Title}: the first {shown.Length} of {chart.SettingCount}");
            sheet.Subtitle = chart.Subtitle[(chart.Subtitle.IndexOf(';', StringComparison.Ordinal) + 1)..].TrimStart();
        }

        foreach ((string sign, CellStyle style, string name) in (ReadOnlySpan<(string, CellStyle, string)>)[(Sign(sheet, 1), Dots, "trial"), (Sign(sheet, 2), Dots, "several"), (MeanSign(sheet), Mean, "mean")])
        {
            sheet.Explain(sign, style, name);
        }

        if (shown.SelectMany(panel => panel.Point).Any(point => chart.Y.IsBeyond(point.Score)))
        {
            sheet.Explain(BeyondSign(sheet, chart.Y), Dots, chart.Y.BeyondName);
        }

        int row = sheet.Heading();
        int left = Math.Min(MaximumLabel, shown.SelectMany(panel => panel.GroupName).Max(TextWidth.Of)) + 2;
        int columns = sheet.Canvas.Width - left - (sheet.Canvas.Width >= MinimumForNumbers ? WidthOfNumbers : 0);
        foreach (SettingPanel panel in shown)
        {
            string direction = panel.Importance.RankCorrelation is { } correlation ? string.Create(CultureInfo.InvariantCulture, $" (rank correlation {correlation:+0.00;-0.00;0.00})") : "";
            sheet.Canvas.Write(row++, 0, sheet.Shorten(panel.Title + direction, sheet.Canvas.Width), new CellStyle(IsBold: true));
            for (int group = 0; group < RowCount(panel) && row < sheet.Canvas.Height - RowsOfAxis; group++)
            {
                Group(sheet, chart, panel, group, row++, left, columns);
            }
        }

        Axis(sheet, chart.Y.Axis, row, left, columns);
    }

    private static CellStyle Dots => new(TextColors.OfSeries(0));

    private static CellStyle Mean => new(TextColors.OfSeries(1), IsBold: true);

    private static int RowCount(SettingPanel panel) => Math.Min(MaximumGroups, panel.Importance.Mean.Count);

    private static void Group(TextSheet sheet, SearchSettingChart chart, SettingPanel panel, int group, int row, int left, int columns)
    {
        string side = sheet.IsPlain ? "|" : "│";
        if (group == MaximumGroups - 1 && panel.Importance.Mean.Count > MaximumGroups)
        {
            sheet.Canvas.Write(row, 0, string.Create(CultureInfo.InvariantCulture, $"and {panel.Importance.Mean.Count - group} more"), new CellStyle(TextColors.Muted));
            return;
        }

        SettingMean mean = panel.Importance.Mean[group];
        string label = sheet.Shorten(panel.GroupName[group], left - 2);
        sheet.Canvas.Write(row, left - 2 - TextWidth.Of(label), label);
        sheet.Canvas.Set(row, left - 1, side);
        foreach (IGrouping<int, SettingPoint> cell in panel.Point.Where(point => point.Group == group).GroupBy(point => Column(chart.Y, point.Score, columns)))
        {
            sheet.Canvas.Set(row, left + cell.Key, cell.Any(point => chart.Y.IsBeyond(point.Score)) ? BeyondSign(sheet, chart.Y) : Sign(sheet, cell.Count()), Dots);
        }

        if (mean.Score is { } score)
        {
            // The mark of a score beyond the end stays; the number of the mean is beside it.
            int column = Column(chart.Y, score, columns);
            if (!chart.Y.IsBeyond(score) || sheet.Canvas.Glyph(row, left + column) == " ")
            {
                sheet.Canvas.Set(row, left + column, MeanSign(sheet), Mean);
            }

            if (left + columns < sheet.Canvas.Width)
            {
                sheet.Canvas.Write(row, left + columns + 1, string.Create(CultureInfo.InvariantCulture, $"{SearchTrials.Text(score)} ({mean.TrialCount})"));
            }
        }
    }

    private static int Column(ScoreAxis axis, double score, int columns) => (int)Math.Round(axis.Axis.Share(axis.Position(score)) * (columns - 1), MidpointRounding.AwayFromZero);

    private static string Sign(TextSheet sheet, int count) => count == 1 ? sheet.IsPlain ? "." : "·" : sheet.IsPlain ? "o" : "•";

    private static string BeyondSign(TextSheet sheet, ScoreAxis axis) => axis.IsHigherBetter ? sheet.IsPlain ? "<" : "◂" : sheet.IsPlain ? ">" : "▸";

    private static string MeanSign(TextSheet sheet) => sheet.IsPlain ? "M" : "◆";

    private static void Axis(TextSheet sheet, ChartAxis axis, int row, int left, int columns)
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
            sheet.Canvas.Set(row, left + Place(tick), mark);
            sheet.Canvas.Write(row + 1, Start(tick), tick.Label);
        }

        string name = ticks.Title(axis.Label, (text, taken) => sheet.Shorten(text, columns - taken));
        sheet.Canvas.Write(row + 2, left + Math.Max(0, (columns - TextWidth.Of(name)) / 2), name);

        int Place(AxisTick tick) => (int)Math.Round(axis.Share(tick.Position) * (columns - 1), MidpointRounding.AwayFromZero);
        int Start(AxisTick tick) => Math.Clamp(left + Place(tick) - (tick.Label.Length / 2), 0, Math.Max(0, sheet.Canvas.Width - tick.Label.Length));
    }
}
