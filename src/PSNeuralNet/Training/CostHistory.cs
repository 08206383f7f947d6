using System.Collections.ObjectModel;
using System.Globalization;

namespace PSNeuralNet.Training;

/// <summary>The cost of one epoch.</summary>
/// <param name="Epoch">The epoch, from 0: the number of updates before this cost was taken.</param>
/// <param name="Cost">The mean cost over the samples.</param>
public record EpochCost(int Epoch, double Cost)
{
    /// <summary>In a few words: "epoch 100: 0.2937".</summary>
    public sealed override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: {Cost:0.0000}");
    }
}

/// <summary>The cost of one epoch of a training whose learning rate changes.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Cost">The mean cost over the samples.</param>
/// <param name="LearningRate">The learning rate of the epoch.</param>
public sealed record ScheduledEpochCost(int Epoch, double Cost, double LearningRate) : EpochCost(Epoch, Cost);

/// <summary>
/// The cost of every epoch of a training, in order. With all samples in one batch, cost number k is taken before update k, so number 0
/// is the cost of the initial parameters; with smaller batches it is the mean of the batches' costs.
/// </summary>
public sealed class CostHistory : ReadOnlyCollection<EpochCost>
{
    internal CostHistory(IReadOnlyList<double> costs, IReadOnlyList<double>? rates)
        : base(Number(costs, rates))
    {
    }

    /// <summary>In a few words: "5000 epochs, 0.7313 to 0.0759".</summary>
    public override string ToString()
    {
        string costs = Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {this[0].Cost:0.0000} to {this[^1].Cost:0.0000}");
        return $"{Count} epoch{(Count == 1 ? "" : "s")}{costs}";
    }

    private static EpochCost[] Number(IReadOnlyList<double> costs, IReadOnlyList<double>? rates)
    {
        var numbered = new EpochCost[costs.Count];
        for (int epoch = 0; epoch < numbered.Length; epoch++)
        {
            numbered[epoch] = rates is null ? new EpochCost(epoch, costs[epoch]) : new ScheduledEpochCost(epoch, costs[epoch], rates[epoch]);
        }

        return numbered;
    }
}
