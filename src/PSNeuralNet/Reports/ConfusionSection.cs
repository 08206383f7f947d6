using PSNeuralNet.Charts;
using PSNeuralNet.Evaluation;

namespace PSNeuralNet.Reports;

/// <summary>Confusion matrix as a table, cells colored by their share of the row.</summary>
internal static class ConfusionSection
{
    private const int MaximumClasses = 40;

    public static void Write(Markup page, ConfusionMatrix matrix)
    {
        var chart = ConfusionChart.Of(matrix);
        int shown = Math.Min(matrix.ClassName.Count, MaximumClasses);
        page.Element("p", $"{Show.Count(matrix.Correct)} of {Show.Count(matrix.Total)} correct. The stronger the color of a cell, the larger its share of the row.");
        Table.Begin(page, shown < matrix.ClassName.Count ? $"The first {shown} of {matrix.ClassName.Count} classes" : "Rows: actual classes; columns: predicted ones", ["Actual", .. matrix.ClassName.Take(shown), "Recall"]);
        for (int actual = 0; actual < shown; actual++)
        {
            page.Open("tr").Element("th", matrix.ClassName[actual], ("scope", "row"));
            for (int predicted = 0; predicted < shown; predicted++)
            {
                double share = chart.Share(actual, predicted);
                int shade = share == 0 ? 0 : Math.Max(1, (int)Math.Round(10 * share));
                page.Element("td", Show.Count(matrix[actual, predicted]), ("class", $"{(actual == predicted ? "right" : "wrong")} h{shade}"));
            }

            page.Element("td", matrix.ActualCount(actual) == 0 ? "" : Show.Percent(chart.Share(actual, actual))).Close().Line();
        }

        Table.End(page);
    }
}
