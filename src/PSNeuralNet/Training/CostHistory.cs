using System.Collections;
using System.Globalization;

namespace PSNeuralNet.Training;

/// <summary>The cost of one epoch.</summary>
/// <param name="Epoch">The epoch, from 0: the number of updates before this cost was taken.</param>
/// <param name="Cost">The mean cost over the samples.</param>
public readonly record struct EpochCost(int Epoch, double Cost);

/// <summary>
/// The cost of every epoch of a training, in order. Cost number k is taken before update k, so number 0 is the cost of the
/// initial parameters.
/// </summary>
public sealed class CostHistory : IReadOnlyList<EpochCost>
{
    private readonly double[] _costs;

    internal CostHistory(double[] costs)
    {
        _costs = costs;
    }

    /// <summary>How many epochs there are.</summary>
    public int Count => _costs.Length;

    /// <summary>An epoch and its cost.</summary>
    /// <param name="index">The epoch, from 0.</param>
    public EpochCost this[int index] => new(index, _costs[index]);

    /// <summary>Goes through the epochs in order.</summary>
    public IEnumerator<EpochCost> GetEnumerator()
    {
        for (int i = 0; i < _costs.Length; i++)
        {
            yield return this[i];
        }
    }

    /// <summary>In a few words: "5000 epochs, 0.7313 to 0.0759".</summary>
    public override string ToString()
    {
        return Count == 0
            ? "0 epochs"
            : string.Create(CultureInfo.InvariantCulture, $"{Count} epoch{(Count == 1 ? "" : "s")}, {_costs[0]:0.0000} to {_costs[^1]:0.0000}");
    }

    IEnumerator IEnumerable.GetEnumerator()
    {
        return GetEnumerator();
    }
}
