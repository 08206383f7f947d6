using PSNeuralNet.Networks;

namespace PSNeuralNet.Search;

/// <summary>One training of a search: a trial on a fold.</summary>
/// <param name="Plan">The trial, its rung, and the share of the epochs to stop after.</param>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="State">The state of the training after the rung before; null for rung 0.</param>
internal sealed record FoldTask(TrialPlan Plan, int Fold, TrialState? State = null);

/// <summary>The outcome of one training of a search.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Rung">The rung, from 0.</param>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="Score">The metric on the samples that were held out; NaN where the training failed.</param>
/// <param name="EpochCount">The number of epochs done.</param>
/// <param name="Duration">The time that the training took.</param>
internal sealed record FoldOutcome(int Trial, int Rung, int Fold, double Score, int EpochCount, TimeSpan Duration)
{
    /// <summary>The best epoch, from 0, where the held-out samples chose one; else null.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>The worker that computed it: "local", or the name of a computer.</summary>
    public string Worker { get; init; } = "";

    /// <summary>Predictions for the held-out samples, outputs x samples in columns; null where they were not asked for.</summary>
    public double[]? Prediction { get; init; }

    /// <summary>The state to go on from; null where it was not asked for.</summary>
    public TrialState? State { get; init; }

    /// <summary>The trained network, where this process trained it.</summary>
    public NetworkParameter? Network { get; init; }

    /// <summary>The reason of the failure; null where it succeeded.</summary>
    public string? Error { get; init; }

    /// <summary>True where the failure is none of the settings, as of a worker that was lost or a time limit: the journal does not keep it, so that the same command tries it again.</summary>
    public bool IsAccident { get; init; }
}
