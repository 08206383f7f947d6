namespace PSNeuralNet.Training;

/// <summary>Progress of a training.</summary>
/// <param name="Epoch">The number of epochs done.</param>
/// <param name="EpochCount">The number of epochs in all.</param>
/// <param name="Cost">The newest cost.</param>
/// <param name="Remaining">The estimated time left.</param>
public readonly record struct TrainingProgress(int Epoch, int EpochCount, double Cost, TimeSpan Remaining)
{
    /// <summary>The learning rate of the newest epoch.</summary>
    public double LearningRate { get; init; }

    /// <summary>The cost of every epoch so far. The list grows with the training: read it during the report only.</summary>
    public IReadOnlyList<double> CostHistory { get; init; } = [];

    /// <summary>The validation cost of every epoch so far, likewise; empty without validation.</summary>
    public IReadOnlyList<double> ValidationCostHistory { get; init; } = [];
}
