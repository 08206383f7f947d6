using PSNeuralNet.Search;

namespace PSNeuralNet.Charts;

/// <summary>Scores by setting with characters: below each setting a line for each candidate, or quarter of its range, with its trials along the axis of scores, and their mean.</summary>
internal static class SearchSettingText
{
    private const int RowsOfHeading = 3, MaximumGroups = 8, MaximumLabel = 16, WidthOfNumbers = 13, MinimumForNumbers = 48;

    public static void Draw(TextSheet sheet, SearchSettingChart chart)
    {
        int room = sheet.Canvas.Height - RowsOfHeading - TextAxis.RowCount;
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
        var axis = new TextAxis(sheet, chart.Y.Axis, left, columns);
        foreach (SettingPanel panel in shown)
        {
            string direction = panel.Importance.RankCorrelation is { } correlation ? string.Create(CultureInfo.InvariantCulture, $" (rank correlation {correlation:+0.00;-0.00;0.00})") : "";
            sheet.Canvas.Write(row++, 0, sheet.Shorten(panel.Title + direction, sheet.Canvas.Width), new CellStyle(IsBold: true));
            for (int group = 0; group < RowCount(panel) && row < sheet.Canvas.Height - TextAxis.RowCount; group++)
            {
                Group(sheet, chart, panel, group, row++, axis, left + columns);
            }
        }

        axis.Draw(row);
    }

    private static CellStyle Dots => new(TextColors.OfSeries(0));

    private static CellStyle Mean => new(TextColors.OfSeries(1), IsBold: true);

    private static int RowCount(SettingPanel panel) => Math.Min(MaximumGroups, panel.Importance.Mean.Count);

    private static void Group(TextSheet sheet, SearchSettingChart chart, SettingPanel panel, int group, int row, TextAxis axis, int end)
    {
        if (group == MaximumGroups - 1 && panel.Importance.Mean.Count > MaximumGroups)
        {
            sheet.Canvas.Write(row, 0, string.Create(CultureInfo.InvariantCulture, $"and {panel.Importance.Mean.Count - group} more"), new CellStyle(TextColors.Muted));
            return;
        }

        SettingMean mean = panel.Importance.Mean[group];
        axis.Label(row, panel.GroupName[group]);
        foreach (IGrouping<int, SettingPoint> cell in panel.Point.Where(point => point.Group == group).GroupBy(point => axis.Column(chart.Y.Position(point.Score))))
        {
            sheet.Canvas.Set(row, cell.Key, cell.Any(point => chart.Y.IsBeyond(point.Score)) ? BeyondSign(sheet, chart.Y) : Sign(sheet, cell.Count()), Dots);
        }

        if (mean.Score is { } score)
        {
            // The mark of a score beyond the end stays; the number of the mean is beside it.
            int column = axis.Column(chart.Y.Position(score));
            if (!chart.Y.IsBeyond(score) || sheet.Canvas.Glyph(row, column) == " ")
            {
                sheet.Canvas.Set(row, column, MeanSign(sheet), Mean);
            }

            if (end < sheet.Canvas.Width)
            {
                sheet.Canvas.Write(row, end + 1, string.Create(CultureInfo.InvariantCulture, $"{SearchTrials.Text(score)} ({mean.TrialCount})"));
            }
        }
    }

    private static string Sign(TextSheet sheet, int count) => count == 1 ? sheet.IsPlain ? "." : "·" : sheet.IsPlain ? "o" : "•";

    private static string BeyondSign(TextSheet sheet, ScoreAxis axis) => axis.IsHigherBetter ? sheet.IsPlain ? "<" : "◂" : sheet.IsPlain ? ">" : "▸";

    private static string MeanSign(TextSheet sheet) => sheet.IsPlain ? "M" : "◆";
}
