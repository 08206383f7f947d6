using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Grid search: every combination of the candidates once, the last parameter fastest, in one batch.</summary>
internal sealed class GridSearch : ISearchStrategy
{
    // A setting takes some hundred bytes.
    private const int MaximumCount = 1_000_000;

    private TrialPlan[] _plans;

    /// <summary>Creates the strategy.</summary>
    /// <exception cref="NetworkException">A parameter has a range, or there are too many combinations.</exception>
    public GridSearch(SearchSpace space, int? trialCount, Optimizer defaultOptimizer, IReadOnlyList<TrialSetting> initial)
    {
        if (space.Parameter.FirstOrDefault(parameter => parameter.IsRange) is { } range)
        {
            throw SpaceErrors.GridRangeInvalid(range);
        }

        if (SettingGrid.Count(space, defaultOptimizer) is { } count and > MaximumCount)
        {
            throw SpaceErrors.GridTooLarge(count, MaximumCount);
        }

        _plans = [.. initial.Concat(SettingGrid.All(space, defaultOptimizer)).Distinct().Take(trialCount ?? int.MaxValue).Select((setting, trial) => new TrialPlan(trial, setting))];
        PlanCount = _plans.Length;
    }

    /// <inheritdoc/>
    public int? PlanCount { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TrialPlan> Next(IReadOnlyList<TrialScore> finished)
    {
        TrialPlan[] plans = _plans;
        _plans = [];
        return plans;
    }
}
