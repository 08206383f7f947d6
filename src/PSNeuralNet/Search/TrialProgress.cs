using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>A trial while its folds are trained.</summary>
/// <param name="plan">The trial, or its next rung.</param>
/// <param name="folds">The number of folds.</param>
internal sealed class TrialProgress(TrialPlan plan, int folds)
{
    private readonly FoldOutcome?[] _outcomes = new FoldOutcome?[folds];

    /// <summary>The trial, or its rung.</summary>
    public TrialPlan Plan => plan;

    /// <summary>The number of workers that were lost with one of its trainings.</summary>
    public int LossCount { get; set; }

    /// <summary>True when all folds are done.</summary>
    public bool IsDone => Array.TrueForAll(_outcomes, outcome => outcome is not null);

    /// <summary>The outcomes of the folds so far.</summary>
    public IReadOnlyList<FoldOutcome?> Outcome => _outcomes;

    /// <summary>Keeps the outcome of a fold.</summary>
    /// <returns>False where it was known.</returns>
    public bool TryAdd(FoldOutcome outcome)
    {
        if (_outcomes[outcome.Fold] is not null)
        {
            return false;
        }

        _outcomes[outcome.Fold] = outcome;
        return true;
    }

    /// <summary>Drops what takes memory, when all folds are done.</summary>
    /// <param name="keepsState">True where the trial may go on from its states.</param>
    public void Release(bool keepsState)
    {
        for (int fold = 0; fold < folds; fold++)
        {
            _outcomes[fold] = _outcomes[fold]! with { Prediction = null, Network = null, State = keepsState ? _outcomes[fold]!.State : null };
        }
    }

    /// <summary>The trial with its score: the mean over the folds, in the order of the folds.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="preset">The preset to show among the settings; null for none.</param>
    /// <param name="space">The space of the search; null where it is not known.</param>
    /// <param name="allowsUndefined">True where a trial whose metric is undefined on every fold has not failed.</param>
    /// <param name="earlier">The trial after its rung before; null at the first one.</param>
    public SearchTrial ToTrial(NetworkMetric metric, Preset? preset, SearchSpace? space, SearchTrial? earlier = null, bool allowsUndefined = false)
    {
        // States are for the next rung only, which has them from here.
        FoldOutcome[] outcomes = [.. _outcomes.Select(outcome => outcome! with { State = null })];
        string? error = outcomes.FirstOrDefault(outcome => outcome.Error is not null)?.Error;
        double[] scores = [.. outcomes.Select(outcome => outcome.Score)];
        var statistics = FoldStatistics.Of(scores);
        error ??= statistics.Count == 0 && !allowsUndefined ? $"The metric {metric} is undefined on every fold." : null;
        TrialSetting setting = plan.Setting;
        double score = error is null ? statistics.Mean : double.NaN;
        return new SearchTrial
        {
            Trial = plan.Trial,
            Score = score,
            Deviation = statistics.Count < 2 || error is not null ? null : statistics.Deviation,
            Metric = metric,
            Epochs = outcomes.Average(outcome => outcome.EpochCount),
            Share = plan.Share,
            Status = error is not null ? TrialStatus.Failed : plan.Share < 1 ? TrialStatus.Pruned : TrialStatus.Completed,
            Duration = outcomes.Aggregate(earlier?.Duration ?? TimeSpan.Zero, (sum, outcome) => sum + outcome.Duration),
            Worker = string.Join(',', outcomes.Select(outcome => outcome.Worker).Distinct().Order(StringComparer.Ordinal)),
            Setting = preset is { } known ? setting.With(nameof(Preset), known) : setting,
            Error = error,
            FoldScore = new FoldScores(scores),
            Outcome = outcomes,
            Space = space,
            RungScore = [.. earlier?.RungScore ?? [], new RungScore(plan.Share, score)],
        };
    }
}
