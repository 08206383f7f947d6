using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>A network as a diagram: the units of each layer, and the weights between them.</summary>
/// <param name="Subtitle">The network, in a few words.</param>
/// <param name="Layer">The layers, the input first.</param>
/// <param name="Link">The weights between units that are shown.</param>
public sealed record DiagramChart(string Subtitle, IReadOnlyList<DiagramLayer> Layer, IReadOnlyList<DiagramLink> Link) : Chart("Network", Subtitle)
{
    // As many units as can be told apart below each other.
    private const int MostUnits = 12;

    /// <inheritdoc/>
    public override ChartKind Kind => ChartKind.Network;

    /// <summary>The diagram of a network.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="NetworkException">A weight is no number.</exception>
    public static DiagramChart Of(NetworkParameter network)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.RequireFinite();
        var layers = new List<DiagramLayer>();
        var links = new List<DiagramLink>();
        for (int layer = 0; layer <= network.Shape.LayerCount; layer++)
        {
            IReadOnlyList<string> names = UnitNames.Of(network, layer);
            int[] shown = Shown(names.Count);
            bool isOutput = layer == network.Shape.LayerCount;
            string kind = layer == 0 ? "input" : isOutput ? "output" : $"hidden {layer}";
            layers.Add(new DiagramLayer(kind, layer == 0 ? null : network.Activation[layer - 1], names.Count, [.. shown.Select(unit => new DiagramUnit(unit, layer == 0 || isOutput ? names[unit] : ""))]));
            if (layer > 0)
            {
                double strongest = Math.Max(network.Weight(layer).Enumerate().Max(Math.Abs), double.Epsilon);
                links.AddRange(from to in shown
                               from unit in layers[layer - 1].Unit
                               let weight = network.Weight(layer)[to, unit.Index]
                               select new DiagramLink(layer, unit.Index, to, weight, Math.Abs(weight) / strongest));
            }
        }

        return new DiagramChart($"{network}", layers, links);
    }

    /// <summary>All, or the first ones and the last one.</summary>
    private static int[] Shown(int count)
    {
        return count <= MostUnits ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, MostUnits - 1), count - 1];
    }
}

/// <summary>A layer of a diagram.</summary>
/// <param name="Name">"input", "hidden 1" ..., "output".</param>
/// <param name="Activation">The activation of its units; null for the input.</param>
/// <param name="UnitCount">How many units it has.</param>
/// <param name="Unit">Those that are shown: all, or the first eleven and the last one.</param>
public sealed record DiagramLayer(string Name, Activation? Activation, int UnitCount, IReadOnlyList<DiagramUnit> Unit);

/// <summary>A unit of a diagram.</summary>
/// <param name="Index">Its place in the layer, from 0.</param>
/// <param name="Label">The feature, class or target that it stands for; empty for a hidden one.</param>
public readonly record struct DiagramUnit(int Index, string Label);

/// <summary>A weight in a diagram.</summary>
/// <param name="Layer">The layer that it leads to: 1 for the first after the input.</param>
/// <param name="From">The unit of the layer before, from 0.</param>
/// <param name="To">The unit, from 0.</param>
/// <param name="Weight">The weight.</param>
/// <param name="Strength">How strong it is beside the strongest of its layer: 0 to 1.</param>
public readonly record struct DiagramLink(int Layer, int From, int To, double Weight, double Strength);
