namespace PSNeuralNet.Charts;

/// <summary>A confusion matrix with characters: a row for each actual class, a column for each predicted one; counts, on shades of their shares.</summary>
internal static class ConfusionText
{
    private const int WideCell = 16, MaximumName = 22, MinimumName = 6, MaximumRowHeight = 3;

    // In ASCII, shares from 0 to 1.
    private const string Shades = " .:-=+*#%@";

    public static void Draw(TextSheet sheet, ConfusionChart chart)
    {
        sheet.Title = string.Create(CultureInfo.InvariantCulture, $"{chart.Title}, accuracy {chart.Matrix.Correct / chart.Matrix.Total:0.0000}");
        int top = sheet.Heading(), classes = chart.Matrix.ClassName.Count;
        TextCanvas canvas = sheet.Canvas;
        int longest = chart.Matrix.Values.Max(count => Text(count).Length), widest = Math.Min(MaximumName, canvas.Width / 3);
        int names = Math.Clamp(chart.Matrix.ClassName.Max(name => TextWidth.Of(DisplayText.Clean(name))), MinimumName, widest);
        (bool hasCounts, int width) = Layout(canvas.Width - names - 1, classes, longest, names);
        if (names >= width)
        {
            // Columns have numbers, rows names and numbers.
            names = Math.Min(widest, names + 1 + classes.ToString(CultureInfo.InvariantCulture).Length);
            (hasCounts, width) = Layout(canvas.Width - names - 1, classes, longest, names);
        }

        int room = canvas.Width - names - 1;
        int lines = canvas.Height - top - 2, shown = Math.Min(Math.Min(classes, room / width), lines);
        if (!hasCounts || shown < classes)
        {
            lines--;
            shown = Math.Min(shown, lines);
            string note = shown < classes ? $"the first {shown} of {classes} classes; " : "";
            canvas.Write(canvas.Height - 1, 0, sheet.Shorten($"{note}{(hasCounts ? "the window is too small for all" : "shades are shares of the actual class")}", canvas.Width));
        }

        int height = Math.Clamp(lines / shown, 1, MaximumRowHeight);
        bool isNumbered = Header(sheet, chart, top, names, width, shown);
        for (int actual = 0; actual < shown; actual++)
        {
            int row = top + 2 + (actual * height);
            string number = isNumbered ? FormattableString.Invariant($" {actual + 1}") : "";
            string name = sheet.Shorten(chart.Matrix.ClassName[actual], names - number.Length) + number;
            canvas.Write(row + ((height - 1) / 2), names - TextWidth.Of(name), name);
            for (int predicted = 0; predicted < shown; predicted++)
            {
                Cell(sheet, chart, actual, predicted, row, names + 1 + (predicted * width), width, height, hasCounts);
            }
        }
    }

    /// <summary>The width of cells: wide enough for counts where those fit, else two columns or one.</summary>
    private static (bool HasCounts, int Width) Layout(int room, int classes, int longest, int names) =>
        classes * (longest + 2) <= room ? (true, Math.Clamp(room / classes, longest + 2, Math.Max(WideCell, Math.Max(names, longest) + 2)))
            : (false, 2 * classes <= room ? 2 : 1);

    /// <summary>Writes the names of the columns, or numbers where names have no room.</summary>
    /// <returns>True for numbers, which rows need too.</returns>
    private static bool Header(TextSheet sheet, ConfusionChart chart, int top, int names, int width, int shown)
    {
        string[] texts = [.. chart.Matrix.ClassName.Take(shown).Select(name => sheet.Shorten(name, MaximumName))];
        bool isNumbered = texts.Any(text => TextWidth.Of(text) >= width), hasNumbers = isNumbered && shown.ToString(CultureInfo.InvariantCulture).Length < width;
        sheet.Canvas.Write(top, names + 1, "predicted");
        sheet.Canvas.Write(top + 1, Math.Max(0, names - "actual".Length), "actual");
        for (int i = 0; i < shown && (!isNumbered || hasNumbers); i++)
        {
            string text = isNumbered ? (i + 1).ToString(CultureInfo.InvariantCulture) : texts[i];
            sheet.Canvas.Write(top + 1, names + 1 + (i * width) + ((width - TextWidth.Of(text)) / 2), text);
        }

        return hasNumbers;
    }

    private static void Cell(TextSheet sheet, ConfusionChart chart, int actual, int predicted, int row, int column, int width, int height, bool hasCounts)
    {
        double share = chart.Share(actual, predicted);
        int color = TextColors.Share(share);
        string shade = sheet.IsPlain ? Shades[share == 0 ? 0 : Math.Clamp(1 + (int)(share * (Shades.Length - 1)), 1, Shades.Length - 1)].ToString() : " ";
        var style = new CellStyle(TextColors.On(color), color, IsBold: actual == predicted);
        for (int i = 0; i < height * width; i++)
        {
            sheet.Canvas.Set(row + (i / width), column + (i % width), shade, style);
        }

        if (hasCounts)
        {
            string count = $" {Text(chart.Matrix[actual, predicted])} ";
            sheet.Canvas.Write(row + ((height - 1) / 2), column + ((width - count.Length) / 2), count, style);
        }
    }

    private static string Text(double count) => count.ToString("0.####", CultureInfo.InvariantCulture);
}
