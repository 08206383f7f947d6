using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>Parallel coordinates of the trials.</summary>
internal static class ParallelSection
{
    private const double Width = 1000, Height = 420, Left = 70, Right = 960, Top = 50, Bottom = 400;
    private const double Faintest = 0.1, CharacterWidth = 7;

    public static void Write(Markup page, SearchParallelChart chart)
    {
        page.Element("p", $"A line is a trial with a score. The stronger its color, the better; the best are in another color. {(chart.Axis.SelectMany(axis => axis.Tick).Any(tick => tick.Label == SearchParallelChart.MissingName) ? $"“{SearchParallelChart.MissingName}”: the setting has its default, or no effect beside the others. " : "")}On the axis of the score, the better end is above.");
        page.Open("figure");
        Legend.Write(page, "Trials", [(char.ToUpperInvariant(chart.BestName[0]) + chart.BestName[1..], "parallel-best", "line best-trial"), ("Others", "parallel-others", "line trial")]);
        page.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Parallel coordinates"));
        page.Open("svg", ("viewBox", FormattableString.Invariant($"0 0 {Width} {Height}")), ("role", "img"), ("aria-label", $"Parallel coordinates: {chart.Subtitle}. Axes: {string.Join(", ", chart.Axis.Select(axis => axis.Name))}."), ("class", "plot parallel"));
        page.Open("g", ("id", "parallel-others"));
        foreach (ParallelLine line in chart.Line.Where(line => !line.IsBest))
        {
            Line(page, chart, line, "curve trial");
        }

        page.Close().Line().Open("g", ("id", "parallel-best"));
        foreach (ParallelLine line in chart.Line.Where(line => line.IsBest))
        {
            Line(page, chart, line, "curve best-trial");
        }

        page.Close().Line();
        for (int i = 0; i < chart.Axis.Count; i++)
        {
            Axis(page, chart.Axis[i], X(chart, i), i % 2 == 1 && chart.Axis.Count > 6 ? Top - 32 : Top - 14);
        }

        page.Close().Line().Close().Element("figcaption", chart.Subtitle + ".").Close().Line();
    }

    private static double X(SearchParallelChart chart, int axis) => Left + (axis * (Right - Left) / (chart.Axis.Count - 1));

    private static double Y(double share) => Bottom - (share * (Bottom - Top));

    private static void Line(Markup page, SearchParallelChart chart, ParallelLine line, string style)
    {
        string path = "M" + string.Join('L', line.Position.Select((share, i) => FormattableString.Invariant($"{X(chart, i):0.#} {Y(share):0.#}")));
        page.Open("path", ("class", style), ("stroke-opacity", line.IsBest ? null : Faintest + ((1 - Faintest) * line.Strength)), ("d", path));
        page.Element("title", FormattableString.Invariant($"Trial {line.Trial}: {SearchTrials.Text(line.Score)}")).Close().Line();
    }

    private static void Axis(Markup page, ParallelAxis axis, double x, double nameAt)
    {
        page.Open("line", ("class", "axis-line"), ("x1", x), ("x2", x), ("y1", Top), ("y2", Bottom)).Close();
        page.Element("text", ShortText.Of(axis.Name, 20), ("x", x), ("y", nameAt), ("class", "middle"));
        foreach (AxisTick tick in axis.Tick)
        {
            double y = Y(tick.Position), width = CharacterWidth * tick.Label.Length;
            page.Open("line", ("class", "axis-line"), ("x1", x - 4), ("x2", x + 4), ("y1", y), ("y2", y)).Close();

            // Lines pass behind the text.
            page.Open("rect", ("class", "behind"), ("x", x - 7 - width), ("y", y - 8), ("width", width + 1), ("height", 16)).Close();
            page.Element("text", tick.Label, ("x", x - 7), ("y", y + 4), ("class", "end"));
        }

        page.Line();
    }
}
