namespace PSNeuralNet.Training;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">How many epochs are done.</param>
/// <param name="EpochCount">How many there will be.</param>
/// <param name="Cost">The newest cost.</param>
/// <param name="Remaining">The time left, at the pace so far.</param>
public readonly record struct TrainingProgress(int Epoch, int EpochCount, double Cost, TimeSpan Remaining)
{
    /// <summary>The cost of every epoch so far. The list grows while the training goes on: only look at it in the report.</summary>
    public IReadOnlyList<double> CostHistory { get; init; } = [];

    /// <summary>The validation cost of every epoch so far, likewise; empty without validation.</summary>
    public IReadOnlyList<double> ValidationCostHistory { get; init; } = [];
}
