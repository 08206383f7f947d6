using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>The weights of each layer.</summary>
/// <param name="Subtitle">The network, in a few words.</param>
/// <param name="Layer">The layers, the first hidden one first.</param>
public sealed record WeightChart(string Subtitle, IReadOnlyList<WeightMap> Layer) : Chart("Weights", Subtitle)
{
    /// <inheritdoc/>
    public override ChartKind Kind => ChartKind.Weights;

    /// <summary>The weights of a network.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="NetworkException">A weight is no number.</exception>
    public static WeightChart Of(NetworkParameter network)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.RequireFinite();
        return new WeightChart($"{network}", [.. Enumerable.Range(1, network.Shape.LayerCount).Select(layer => new WeightMap(
            string.Create(CultureInfo.InvariantCulture, $"W{layer}"), network.Weight(layer).Clone(), UnitNames.Of(network, layer - 1), UnitNames.Of(network, layer)))]);
    }
}

/// <summary>The weights of one layer.</summary>
/// <param name="Name">Its name: "W1".</param>
/// <param name="Weight">The weights, units x inputs.</param>
/// <param name="Input">The names of the inputs: features, or units of the layer before.</param>
/// <param name="Unit">The names of the units.</param>
public sealed record WeightMap(string Name, Matrix<double> Weight, IReadOnlyList<string> Input, IReadOnlyList<string> Unit)
{
    /// <summary>The largest weight, whatever its sign: what the colors reach to. 1 where all are 0.</summary>
    public double Strongest => Weight.Enumerate().Max(Math.Abs) is > 0 and double strongest ? strongest : 1;
}
