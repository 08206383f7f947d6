namespace PSNeuralNet.Charts;

/// <summary>Partial dependence with characters: curves of numbers, a line with marks for each category, or shades of two columns.</summary>
internal static class DependenceText
{
    private const int MaximumName = 22, Steps = 4, WideCanvas = 60;

    // In ASCII, means from the smallest to the largest one.
    private const string Shades = " .:-=+*#%@";

    public static void Draw(TextSheet sheet, DependencePanel panel)
    {
        switch (panel)
        {
            case DependenceField field:
                Draw(sheet, field);
                break;
            case DependenceCurves { Category: { } category } curves:
                Draw(sheet, curves, category);
                break;
            case DependenceCurves curves:
                Explain(sheet, curves, isMark: false);
                var plot = new TextPlot(sheet, curves.X, curves.Y);
                Lines(plot, curves);
                break;
        }
    }

    private static void Lines(TextPlot plot, DependenceCurves curves)
    {
        foreach (IReadOnlyList<(double X, double Y)> row in curves.Series.SelectMany(series => series.Row))
        {
            plot.Line(row, TextColors.Muted, '.');
        }

        for (int i = 0; i < curves.Series.Count; i++)
        {
            plot.Line(curves.Series[i].Mean, TextColors.OfSeries(i), TextPlot.Mark(i));
        }

        plot.DrawLines();
    }

    /// <summary>A line for each category, with a mark at the mean of each class.</summary>
    private static void Draw(TextSheet sheet, DependenceCurves curves, IReadOnlyList<string> category)
    {
        Explain(sheet, curves, isMark: true);
        int top = sheet.Heading(), room = sheet.Canvas.Height - top - TextAxis.RowCount, shown = category.Count <= room ? category.Count : Math.Max(1, room - 1);
        int left = Math.Min(Math.Min(MaximumName, sheet.Canvas.Width / 3), category.Take(shown).Max(name => TextWidth.Of(DisplayText.Clean(name)))) + 2;
        bool isSingle = curves.Series.Count == 1 && curves.Series[0].Mean.Count == category.Count;
        string[] numbers = isSingle ? [.. curves.Series[0].Mean.Select(point => point.Y.ToString("G4", CultureInfo.InvariantCulture))] : [];
        int width = sheet.Canvas.Width - left - numbers.Select(text => text.Length + 1).DefaultIfEmpty(0).Max();
        var axis = new TextAxis(sheet, curves.Y, left, width);
        for (int place = 0; place < shown; place++)
        {
            axis.Label(top + place, category[place]);
            foreach ((double _, double y) in curves.Series.SelectMany(series => series.Row).SelectMany(row => row).Where(point => point.X == place))
            {
                sheet.Canvas.Set(top + place, axis.Column(y), sheet.IsPlain ? "." : "·", new CellStyle(TextColors.Muted));
            }

            for (int i = curves.Series.Count - 1; i >= 0; i--)
            {
                foreach ((double _, double y) in curves.Series[i].Mean.Where(point => point.X == place))
                {
                    sheet.Canvas.Set(top + place, axis.Column(y), MarkOf(sheet, i), new CellStyle(TextColors.OfSeries(i), IsBold: true));
                }
            }

            if (isSingle)
            {
                sheet.Canvas.Write(top + place, sheet.Canvas.Width - numbers[place].Length, numbers[place]);
            }
        }

        if (shown < category.Count)
        {
            sheet.Canvas.Write(top + shown, 0, string.Create(CultureInfo.InvariantCulture, $"and {category.Count - shown} more"), new CellStyle(TextColors.Muted));
            shown++;
        }

        axis.Draw(top + shown);
    }

    /// <summary>Means of two columns as colors, or as characters from light to dark.</summary>
    private static void Draw(TextSheet sheet, DependenceField field)
    {
        sheet.Title = $"{sheet.Title}: {field.Output}";
        int steps = sheet.Canvas.Width < WideCanvas ? Steps / 2 : Steps;
        for (int step = 0; step <= steps; step++)
        {
            double share = (double)step / steps, mean = field.Minimum + (share * (field.Maximum - field.Minimum));
            sheet.Explain(sheet.IsPlain ? $"'{Shade(share)}'" : "  ", new CellStyle(Background: sheet.IsPlain ? null : TextColors.Share(share)), mean.ToString("G3", CultureInfo.InvariantCulture));
        }

        var plot = new TextPlot(sheet, field.X, field.Y);
        if (!sheet.IsPlain)
        {
            HalfBlocks.Fill(sheet.Canvas, plot, (across, down) => TextColors.Share(field.Share(field.At(across, 1 - down))));
            return;
        }

        for (int cell = 0; cell < plot.Rows * plot.Columns; cell++)
        {
            int row = cell / plot.Columns, column = cell % plot.Columns;
            double across = plot.Columns == 1 ? 0 : column / (plot.Columns - 1.0), down = row / (plot.Rows - 1.0);
            sheet.Canvas.Set(plot.Top + row, plot.Left + column, Shade(field.Share(field.At(across, 1 - down))).ToString());
        }
    }

    private static char Shade(double share) => Shades[Math.Clamp((int)(share * Shades.Length), 0, Shades.Length - 1)];

    private static string MarkOf(TextSheet sheet, int index) => sheet.IsPlain ? TextPlot.Mark(index).ToString() : "◆";

    private static void Explain(TextSheet sheet, DependenceCurves curves, bool isMark)
    {
        if (curves.OutputCount > curves.Series.Count)
        {
            sheet.Subtitle = string.Create(CultureInfo.InvariantCulture, $"the first {curves.Series.Count} of {curves.OutputCount} classes, {sheet.Subtitle}");
        }

        for (int i = 0; i < curves.Series.Count && (curves.Series.Count > 1 || curves.HasRows); i++)
        {
            sheet.Explain(isMark ? MarkOf(sheet, i) : sheet.LineSign(TextPlot.Mark(i)), new CellStyle(TextColors.OfSeries(i), IsBold: isMark), curves.Series.Count > 1 ? sheet.Shorten(curves.Series[i].Output, 24) : "mean");
        }

        if (curves.HasRows)
        {
            sheet.Explain(isMark ? sheet.IsPlain ? "." : "·" : sheet.LineSign('.'), new CellStyle(TextColors.Muted), "single rows");
        }
    }
}
