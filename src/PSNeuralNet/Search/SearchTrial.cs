using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Outcome of a trial.</summary>
public enum TrialStatus
{
    /// <summary>All folds were trained to their end.</summary>
    Completed,

    /// <summary>Halving stopped the trial before its last epoch, since others were better.</summary>
    Pruned,

    /// <summary>A training failed, as by divergence, or the metric is undefined on every fold: see <see cref="SearchTrial.Error"/>.</summary>
    Failed,
}

/// <summary>A trial of a search: settings, and their score on samples that were held out. It makes one row of a CSV file.</summary>
public sealed class SearchTrial
{
    /// <summary>The number of the trial, from 0. Its seeds come from it.</summary>
    public required int Trial { get; init; }

    /// <summary>The mean of <see cref="Metric"/> over the folds that it is defined on; NaN where the trial failed.</summary>
    public required double Score { get; init; }

    /// <summary>The standard deviation of the score over the folds (divisor n - 1); null for fewer than two that the metric is defined on.</summary>
    public double? Deviation { get; init; }

    /// <summary>The metric of the score.</summary>
    public required NetworkMetric Metric { get; init; }

    /// <summary>The number of epochs done, the mean over the folds.</summary>
    public required double Epochs { get; init; }

    /// <summary>The share of the epochs after which Halving stopped the trial; 1 for all of them.</summary>
    public double Share { get; init; } = 1;

    /// <summary>The outcome.</summary>
    public required TrialStatus Status { get; init; }

    /// <summary>The time that its trainings took in all, on one thread each.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The workers that trained it: "local", or names of computers.</summary>
    public required string Worker { get; init; }

    /// <summary>The settings, to be splatted: <c>Invoke-NetworkTraining @setting</c>.</summary>
    public required TrialSetting Setting { get; init; }

    /// <summary>The reason why it failed; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The score of each fold; NaN where it is undefined.</summary>
    public required FoldScores FoldScore { get; init; }

    /// <summary>The predictions for the samples that were held out; null where they were not asked for.</summary>
    public OutOfFold? OutOfFold { get; internal set; }

    /// <summary>The score after each rung of Halving, in order, the last one included; one entry for other strategies.</summary>
    internal IReadOnlyList<RungScore> RungScore { get; init; } = [];

    /// <summary>The space of the search, for charts; null where it is not known.</summary>
    internal SearchSpace? Space { get; init; }

    /// <summary>The outcomes of the folds, without states; those of trials that no ensemble is selected from without networks, and without predictions unless they were asked for.</summary>
    internal IReadOnlyList<FoldOutcome> Outcome { get; set; } = [];

    /// <summary>Short text: "trial 3: 0.9313, LearningRate=0.1".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"trial {Trial}: {Score:0.0000}, {Setting}");
}

/// <summary>Score of a trial after a rung of Halving.</summary>
/// <param name="Share">The share of the epochs after which the rung stops.</param>
/// <param name="Score">The mean of the metric over the folds; NaN where the trial failed.</param>
internal readonly record struct RungScore(double Share, double Score);
