using PSNeuralNet.Charts;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Reports;

/// <summary>Network diagram: the color of a line is the sign of a weight, its width the strength within the layer.</summary>
internal static class DiagramSection
{
    private const double Width = 440, Top = 34, UnitStep = 27, NameWidth = 108;

    public static void Write(Markup page, TrainingReport report)
    {
        DiagramChart chart = report.Diagram;
        double height = Top + (UnitStep * chart.Height) + 14;
        bool isPart = chart.Layer.Any(layer => layer.HasGap);
        page.Open("figure");
        page.Open("svg", ("viewBox", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"0 0 {Width} {height}")), ("role", "img"), ("class", "plot"),
            ("aria-label", $"Diagram of the network: {string.Join(", then ", chart.Layer.Select(layer => $"{layer.Name} with {Show.Count(layer.UnitCount, "unit")}"))}."));
        foreach (DiagramLink link in chart.Link.OrderBy(link => link.Strength))
        {
            page.Open("line", ("class", link.Weight < 0 ? "weight less" : "weight more"), ("stroke-width", 0.4 + (3.6 * link.Strength)), ("stroke-opacity", 0.25 + (0.75 * link.Strength)),
                ("x1", X(chart, link.Layer - 1)), ("y1", Y(chart, link.Layer - 1, link.From, height)), ("x2", X(chart, link.Layer)), ("y2", Y(chart, link.Layer, link.To, height)));
            page.Element("title", $"{Show.Number(link.Weight)}").Close();
        }

        page.Line();
        for (int layer = 0; layer < chart.Layer.Count; layer++)
        {
            Layer(page, chart, layer, height);
        }

        page.Close().Line();
        NetworkParameter network = report.Result.Parameter;
        int networks = Math.Max(1, network.Member.Count);
        string which = networks == 1 ? "" : $"The first of {Show.Count(networks, "network")}, whose predictions are averaged{(network.CommonShape is null ? "; the others have layers of their own" : "")}. ";
        page.Element("figcaption", $"{which}Blue lines are negative weights, orange ones positive; widths are relative to the strongest weight of the layer.{(isPart ? " Of large layers the first units and the last one are drawn." : "")}");
        Table.Write(page, "Layers", ["Layer", "Units", "Activation"], chart.Layer.Select(layer => (string[])[layer.Name, Show.Count(layer.UnitCount), layer.Activation?.ToString() ?? ""]));
        page.Close();
    }

    private static void Layer(Markup page, DiagramChart chart, int index, double height)
    {
        DiagramLayer layer = chart.Layer[index];
        bool isFirst = index == 0, isLast = index == chart.Layer.Count - 1;
        page.Element("text", layer.Name, ("class", "axis middle"), ("x", X(chart, index)), ("y", 16));
        foreach (DiagramUnit unit in layer.Unit)
        {
            double y = Y(chart, index, unit.Index, height);
            page.Open("circle", ("class", "unit"), ("cx", X(chart, index)), ("cy", y), ("r", 8));
            page.Element("title", unit.Label.Length > 0 ? unit.Label : $"{layer.Name}, unit {unit.Index + 1}").Close();
            if (unit.Label.Length > 0 && (isFirst || isLast))
            {
                page.Element("text", ShortText.Of(unit.Label, 13), ("class", $"mark {(isFirst ? "end" : "")}"), ("x", X(chart, index) + (isFirst ? -13 : 13)), ("y", y + 4));
            }
        }

        if (layer.HasGap)
        {
            page.Element("text", "⋮", ("class", "axis middle"), ("x", X(chart, index)), ("y", Y(chart, index, layer.UnitCount - 1, height) - UnitStep + 5));
        }

        page.Line();
    }

    private static double X(DiagramChart chart, int layer) => NameWidth + ((Width - (2 * NameWidth)) * layer / (chart.Layer.Count - 1));

    private static double Y(DiagramChart chart, int layer, int unit, double height) =>
        Top + ((height - Top - 10) / 2) + (chart.Layer[layer].Position(unit) * UnitStep);
}
