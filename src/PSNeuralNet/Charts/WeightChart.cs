using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>The weights of each layer, the first hidden layer first.</summary>
internal sealed record WeightChart(string Subtitle, IReadOnlyList<WeightMap> Layer) : Chart(ChartKind.Weights, "Weights", Subtitle)
{
    /// <summary>The weights of a network.</summary>
    /// <exception cref="NetworkException">A weight is not finite, or the network is an ensemble.</exception>
    public static WeightChart Of(NetworkParameter network)
    {
        network.RequireSingle();
        network.RequireFinite();
        return new WeightChart($"{network}", [.. Enumerable.Range(1, network.Shape.LayerCount).Select(layer => new WeightMap(
            string.Create(CultureInfo.InvariantCulture, $"W{layer}"), network.Weight(layer).Clone(), UnitNames.Of(network, layer - 1), UnitNames.Of(network, layer)))]);
    }
}

/// <summary>The weights of one layer.</summary>
/// <param name="Name">The name: "W1".</param>
/// <param name="Weight">The weights, units x inputs.</param>
/// <param name="Input">The names of the inputs: features, or units of the previous layer.</param>
/// <param name="Unit">The names of the units.</param>
internal sealed record WeightMap(string Name, Matrix<double> Weight, IReadOnlyList<string> Input, IReadOnlyList<string> Unit)
{
    /// <summary>The largest absolute weight, which is the end of the color scale; 1 where all are 0.</summary>
    public double Strongest => Weight.Enumerate().Max(Math.Abs) is > 0 and double strongest ? strongest : 1;
}
