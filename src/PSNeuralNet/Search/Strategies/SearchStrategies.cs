using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Creates search strategies.</summary>
internal static class SearchStrategies
{
    /// <summary>The strategy of a name.</summary>
    /// <param name="strategy">The name.</param>
    /// <param name="space">The search space.</param>
    /// <param name="trialCount">The number of trials, at most; null for no limit: the search ends with the settings, if at all.</param>
    /// <param name="seed">The seed of the search.</param>
    /// <param name="defaultOptimizer">The optimizer of trials that have none in their settings.</param>
    /// <param name="initial">Settings that are tried first, such as <see cref="TrialSetting.Empty"/> for the defaults.</param>
    /// <exception cref="NetworkException">The strategy is Grid, and a parameter has a range or there are too many combinations.</exception>
    public static ISearchStrategy Create(SearchStrategy strategy, SearchSpace space, int? trialCount, long seed, Optimizer defaultOptimizer, IReadOnlyList<TrialSetting> initial)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trialCount ?? 1, 1, nameof(trialCount));
        return strategy switch
        {
            SearchStrategy.Grid => new GridSearch(space, trialCount, defaultOptimizer, initial),
            SearchStrategy.Random => new RandomSearch(new SettingSequence(space, seed, defaultOptimizer), trialCount, initial),
            SearchStrategy.Halving => new HalvingSearch(new SettingSequence(space, seed, defaultOptimizer), trialCount, initial),
            SearchStrategy.Tpe => new TpeSearch(new SettingSequence(space, seed, defaultOptimizer), space, trialCount, seed, defaultOptimizer, initial),
        };
    }

    /// <summary>The number of trials, where there may be no limit (null) and any number of settings (null).</summary>
    public static int? CountOf(int? trialCount, int? settingCount) => trialCount is null || settingCount < trialCount ? settingCount : trialCount;
}
