using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>Names of the units of a layer: features and bins of them, numbers of hidden units from 1, classes or targets.</summary>
internal static class UnitNames
{
    /// <param name="network">The network.</param>
    /// <param name="layer">The layer: 0 for the input.</param>
    public static IReadOnlyList<string> Of(NetworkParameter network, int layer)
    {
        if (layer == 0)
        {
            return network.InputName;
        }

        return layer < network.Shape.LayerCount ? [.. Enumerable.Range(1, network.LayerSize[layer]).Select(unit => unit.ToString(CultureInfo.InvariantCulture))]
            : network.Task switch
            {
                NetworkTask.Binary => [network.ClassName[1]],
                NetworkTask.MultiClass => network.ClassName,
                _ when network.Shape.Quantile.Count > 0 => [.. network.Shape.Quantile.Select(quantile => string.Create(CultureInfo.InvariantCulture, $"{network.Schema.TargetName[0]} {quantile}"))],
                _ => network.Schema.TargetName,
            };
    }
}
