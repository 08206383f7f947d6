using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>Weights and biases of a training between two epochs.</summary>
/// <param name="Values">The weights and biases after the last epoch.</param>
/// <param name="ValuesBefore">The weights and biases before it; empty for LBFGS.</param>
/// <param name="InitialValues">The weights and biases that LBFGS started from and resumes from; empty for other optimizers.</param>
/// <param name="InitialEpoch">The number of epochs done when LBFGS started.</param>
internal sealed record ParameterState(double[] Values, double[] ValuesBefore, double[] InitialValues, int InitialEpoch);

/// <summary>
/// State of a training between two epochs, from which it resumes to identical results: a record of each part. Nothing writes to the arrays;
/// those of the history belong to the cost history, too.
/// </summary>
internal sealed record TrainingState
{
    /// <summary>Settings, network, initial parameters and data, to be compared.</summary>
    public required TrainingIdentity Identity { get; init; }

    /// <summary>The optimizer.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>The seed of the training.</summary>
    public required long Seed { get; init; }

    /// <summary>The seed that the initial parameters were drawn with; null where they were not drawn.</summary>
    public required long? InitialSeed { get; init; }

    /// <summary>The distribution that the initial parameters were drawn from; null where they were not drawn.</summary>
    public required Initialization? Initialization { get; init; }

    /// <summary>True when one training with these settings, from the seeds alone, gives the same: no setting was changed between its parts.</summary>
    public required bool IsReproducible { get; init; }

    /// <summary>The base learning rate.</summary>
    public required double BaseRate { get; init; }

    /// <summary>The cost that divergence is measured by: see <see cref="DivergenceCheck"/>.</summary>
    public required double? ReferenceCost { get; init; }

    /// <summary>The number of epochs done when this training, which may continue another one, started.</summary>
    public required int StartEpoch { get; init; }

    /// <summary>Weights and biases.</summary>
    public required ParameterState Parameters { get; init; }

    /// <summary>Moments and step count of the optimizer; empty after divergence.</summary>
    public required OptimizerState OptimizerState { get; init; }

    /// <summary>Learned feature scales; null without them, and after divergence, from which they start at 1.</summary>
    public required FeatureScaleState? FeatureScale { get; init; }

    /// <summary>Costs, rates and validation metrics of all epochs.</summary>
    public required HistoryState History { get; init; }

    /// <summary>The best epoch and the patience.</summary>
    public required EarlyStoppingState EarlyStopping { get; init; }

    /// <summary>State of the learning-rate schedule ReduceOnPlateau.</summary>
    public required PlateauState Plateau { get; init; }

    /// <summary>State of the tolerance.</summary>
    public required ConvergenceState Convergence { get; init; }

    /// <summary>Snapshots of the weights and biases.</summary>
    public required SnapshotState Snapshots { get; init; }

    /// <summary>The settings to resume with; null in a checkpoint of version 1 to 3.</summary>
    public required ResumeSettings? Resume { get; init; }

    /// <summary>The number of epochs done.</summary>
    public int EpochCount => History.Cost.Length;
}
