using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>A network as a diagram: the units of each layer, the input first, and the weights between the units shown.</summary>
internal sealed record DiagramChart(string Subtitle, IReadOnlyList<DiagramLayer> Layer, IReadOnlyList<DiagramLink> Link) : Chart(ChartKind.Network, "Network", Subtitle)
{
    // As many units as can be told apart below each other.
    private const int MaximumUnits = 12;

    /// <summary>The height of the tallest layer, in distances between units.</summary>
    public int Height => Layer.Max(layer => layer.Slots);

    /// <summary>The diagram of a network.</summary>
    /// <exception cref="NetworkException">A weight is not finite, or the network is an ensemble.</exception>
    public static DiagramChart Of(NetworkParameter network)
    {
        network.RequireSingle();
        network.RequireFinite();
        var layers = new List<DiagramLayer>();
        var links = new List<DiagramLink>();
        for (int layer = 0; layer <= network.Shape.LayerCount; layer++)
        {
            IReadOnlyList<string> names = UnitNames.Of(network, layer);

            // All units, or the first ones and the last one.
            int[] shown = names.Count <= MaximumUnits ? [.. Enumerable.Range(0, names.Count)] : [.. Enumerable.Range(0, MaximumUnits - 1), names.Count - 1];
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
}

/// <summary>A layer of a diagram.</summary>
/// <param name="Name">"input", "hidden 1" ..., "output".</param>
/// <param name="Activation">The activation of its units; null for the input.</param>
/// <param name="UnitCount">The number of units.</param>
/// <param name="Unit">The units shown: all, or the first eleven and the last one.</param>
internal sealed record DiagramLayer(string Name, Activation? Activation, int UnitCount, IReadOnlyList<DiagramUnit> Unit)
{
    /// <summary>True where units are left out, before the last one.</summary>
    public bool HasGap => UnitCount > Unit.Count;

    /// <summary>The number of places below each other: one for each unit shown, and one for the gap.</summary>
    public int Slots => HasGap ? Unit.Count + 1 : Unit.Count;

    /// <summary>The vertical position of a unit shown, in distances between units, downwards from the middle of the layer.</summary>
    public double Position(int index) => Math.Min(index, Slots - 1) - ((Slots - 1) / 2.0);
}

/// <summary>A unit of a diagram.</summary>
/// <param name="Index">The index in its layer, from 0.</param>
/// <param name="Label">The feature, class or target; empty for a hidden unit.</param>
internal readonly record struct DiagramUnit(int Index, string Label);

/// <summary>A weight of a diagram.</summary>
/// <param name="Layer">The layer of the unit that it belongs to: 1 for the first after the input.</param>
/// <param name="From">The unit of the previous layer, from 0.</param>
/// <param name="To">The unit, from 0.</param>
/// <param name="Weight">The weight.</param>
/// <param name="Strength">Its absolute value relative to the largest of the layer: 0 to 1.</param>
internal readonly record struct DiagramLink(int Layer, int From, int To, double Weight, double Strength);
