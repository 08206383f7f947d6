using System.Globalization;

namespace PSNeuralNet.Charts;

/// <summary>ROC and precision-recall curves, with what guessing gives as a dashed line.</summary>
internal static class CurveText
{
    public static void Draw(TextSheet sheet, CurveChart chart)
    {
        bool isRoc = chart.Kind == ChartKind.Roc;
        string area = isRoc ? "AUC" : "average precision";
        double least = chart.Series.Min(series => series.Area), most = chart.Series.Max(series => series.Area);
        sheet.Title = string.Create(CultureInfo.InvariantCulture, $"{chart.Title}, {area} {least:0.0000}{(chart.Series.Count > 1 ? $" to {most:0.0000}" : "")}");
        for (int i = 0; i < chart.Series.Count; i++)
        {
            CurveSeries series = chart.Series[i];
            sheet.Explain(
                sheet.LineSign(CostText.Marks[i % CostText.Marks.Length]),
                new CellStyle(TextColors.OfSeries(i)),
                string.Create(CultureInfo.InvariantCulture, $"{sheet.Shorten(series.Class, 24)} ({area} {series.Area:0.0000})"));
        }

        // Of precision and recall each of several classes has another one.
        double? guess = isRoc ? 0.5 : chart.Series.Count == 1 ? chart.Series[0].Share : null;
        if (guess is { } share)
        {
            sheet.Explain(sheet.LineSign('.', isDashed: true), new CellStyle(TextColors.Muted), isRoc ? "guessing" : string.Create(CultureInfo.InvariantCulture, $"guessing ({share:0.0000})"));
        }

        var plot = new TextPlot(sheet, Axis(isRoc ? "False positive rate" : "Recall"), Axis(isRoc ? "True positive rate" : "Precision"));
        if (guess is { } height)
        {
            plot.Raster.Line([plot.Place(0, isRoc ? 0 : height), plot.Place(1, isRoc ? 1 : height)], TextColors.Muted, '.', isDashed: true);
        }

        for (int i = 0; i < chart.Series.Count; i++)
        {
            // Between two thresholds precision does not rise in a straight line.
            IReadOnlyList<(double X, double Y)> points = chart.Series[i].Point;
            IEnumerable<(double X, double Y)> steps = isRoc ? points : points.Take(1).Concat(points.Zip(points.Skip(1)).SelectMany(pair => new[] { (pair.First.X, pair.Second.Y), pair.Second }));
            plot.Raster.Line([.. steps.Select(point => plot.Place(point.X, point.Y))], TextColors.OfSeries(i), CostText.Marks[i % CostText.Marks.Length]);
        }

        plot.Raster.Draw(sheet.Canvas, plot.Top, plot.Left);
    }

    private static TextAxis Axis(string label)
    {
        return new TextAxis(label, 0, 1, count => TextTicks.Linear(0, 1, Math.Min(6, count)));
    }
}
