using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>Partial dependence on the most important columns: a picture and a table for each.</summary>
internal static class DependenceSection
{
    public static void Write(Markup page, DependenceChart chart, int rows)
    {
        bool hasRows = chart.Panel.OfType<DependenceCurves>().Any(curves => curves.HasRows);
        page.Element("p", $"How the prediction depends on a column: the mean over {Show.Count(rows, "row")}, where all of them have that value{(hasRows ? ", and thin lines for single rows" : "")}. A flat line says that the network hardly looks at the column. It shows what the network does, not what causes what.");
        DependenceCurves[] panels = [.. chart.Panel.OfType<DependenceCurves>()];
        if (panels[0].Series.Count > 1 && !panels.Select(panel => panel.Y.Name).Distinct().Skip(1).Any())
        {
            Legend.Write(page, "Classes of the dependence", panels[0].Series.Select((series, i) => (series.Output, $"dependence-{i}", $"line t{i % Palette.Light.Series.Count}")));
        }

        page.Open("div", ("class", "pair"));
        for (int i = 0; i < panels.Length; i++)
        {
            // Several targets have a picture each.
            string name = panels.Count(panel => panel.Name == panels[i].Name) > 1 ? $"{panels[i].Name}, {panels[i].Series[0].Output}" : panels[i].Name;
            Write(page, panels[i], name, isFirst: i == 0);
        }

        page.Close();
    }

    private static void Write(Markup page, DependenceCurves panel, string name, bool isFirst)
    {
        var plot = new Plot(panel.X, panel.Y);
        page.Open("figure").Element("figcaption", name);
        plot.Begin(page, $"Partial dependence on {name}: {string.Join("; ", panel.Series.Select(Describe))}.");
        foreach (IReadOnlyList<(double X, double Y)> row in panel.Series.SelectMany(series => series.Row))
        {
            page.Open("path", ("class", "single-row"), ("d", plot.Line(row))).Close();
        }

        for (int i = 0; i < panel.Series.Count; i++)
        {
            int color = i % Palette.Light.Series.Count;
            IReadOnlyList<(double X, double Y)> mean = panel.Series[i].Mean;
            (string, object?) series = (isFirst ? "id" : "data-series", panel.Series.Count > 1 ? $"dependence-{i}" : null);
            if (panel.Category is null)
            {
                page.Open("path", ("class", $"curve t{color}"), series, ("d", plot.Line(mean))).Close().Line();
            }
            else
            {
                page.Open("path", ("class", $"dot c{color}"), series, ("d", string.Concat(mean.Select(point => Dots.Of(3, plot.X(point.X), plot.Y(point.Y), 6))))).Close().Line();
            }
        }

        plot.End(page);
        page.Open("details").Element("summary", $"Numbers of {name}");
        Table.Write(page, $"Mean predictions by {name}", ["Value", .. panel.Series.Select(series => series.Output)], Rows(panel));
        page.Close().Close();

        string Describe(DependenceSeries series) => $"{series.Output} from {Show.Number(series.Mean.Min(point => point.Y))} to {Show.Number(series.Mean.Max(point => point.Y))}";
    }

    private static IEnumerable<string[]> Rows(DependenceCurves panel) =>
        panel.Series[0].Mean.Select((point, i) => (string[])[panel.Category?[(int)point.X] ?? Show.Cell(panel.X.Column, point.X), .. panel.Series.Select(series => Show.Number(series.Mean[i].Y))]);
}
