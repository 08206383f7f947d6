namespace PSNeuralNet.Search;

/// <summary>Random search by a scrambled Sobol sequence, each setting once, in batches, until there are as many trials as asked for, or no setting is left.</summary>
internal sealed class RandomSearch : ISearchStrategy
{
    // Settings depend on the number of their trial only, so that any size of a batch gives the same trials; this one keeps a thousand workers busy.
    private const int BatchSize = 1024;

    private readonly SettingSequence _sequence;
    private readonly int? _trialCount;
    private readonly IReadOnlyList<TrialSetting> _initial;
    private int _count;
    private int _unfinished;

    /// <summary>Creates the strategy.</summary>
    /// <param name="sequence">The settings.</param>
    /// <param name="trialCount">The number of trials; null for as many as there are settings.</param>
    /// <param name="initial">Settings of the first trials.</param>
    public RandomSearch(SettingSequence sequence, int? trialCount, IReadOnlyList<TrialSetting> initial)
    {
        (_sequence, _trialCount) = (sequence, trialCount);
        _initial = [.. initial.Where(sequence.Take).Take(trialCount ?? int.MaxValue)];
        PlanCount = SearchStrategies.CountOf(trialCount, _initial.Count + sequence.LeftCount);
    }

    /// <inheritdoc/>
    public int? PlanCount { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TrialPlan> Next(IReadOnlyList<TrialScore> finished)
    {
        _unfinished -= finished.Count;
        if (_unfinished > BatchSize / 2)
        {
            return [];
        }

        List<TrialSetting> settings = _count == 0 ? [.. _initial] : [];
        int left = _trialCount is { } all ? all - _count - settings.Count : int.MaxValue;
        settings.AddRange(_sequence.Next(Math.Min(left, BatchSize)));
        TrialPlan[] plans = [.. settings.Select((setting, i) => new TrialPlan(_count + i, setting))];
        _count += plans.Length;
        _unfinished += plans.Length;
        return plans;
    }
}
