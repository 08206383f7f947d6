using PSNeuralNet.Numerics;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>
/// Tree-structured Parzen estimator (J. Bergstra et al., NeurIPS 2011), one parameter at a time, with the constants of Optuna's TPESampler: of 24 values that are drawn from the density of the best
/// trials, the one with the highest ratio to the density of the others. The first 10 trials are those of a scrambled Sobol sequence.
/// </summary>
/// <remarks>
/// Trials come in batches, and a batch when the one before is finished, so that they do not depend on the order of arrival. Those of a batch before a trial count as bad ones (Optuna's constant
/// liar), so that a batch is spread out. A value that is drawn is rounded; settings of before are not repeated.
/// </remarks>
internal sealed class TpeSearch : ISearchStrategy
{
    /// <summary>Number of trials before the densities decide.</summary>
    public const int StartupCount = 10;

    /// <summary>Number of values to choose from.</summary>
    public const int DrawCount = 24;

    /// <summary>
    /// Trials of a batch after the first ones: the same for any number of workers, since results may not depend on it. Larger batches learn from fewer scores, smaller ones let more workers wait; 4
    /// suits the cores of a desktop.
    /// </summary>
    public const int BatchSize = 4;

    private const int MaximumBest = 25;

    // Draws of a setting until there is one that was not tried.
    private const int Attempts = 16;

    private readonly SettingSequence _sequence;
    private readonly SearchSpace _space;
    private readonly int? _trialCount;
    private readonly long _seed;
    private readonly Optimizer _defaultOptimizer;
    private readonly TrialSetting[] _initial;
    private readonly List<TrialScore> _finished = [];
    private int _count;

    /// <summary>Creates the strategy.</summary>
    /// <param name="sequence">The settings of the first trials, and those when no other one is found.</param>
    /// <param name="space">The search space.</param>
    /// <param name="trialCount">The number of trials; null for no limit.</param>
    /// <param name="seed">The seed of the search.</param>
    /// <param name="defaultOptimizer">The optimizer of settings that have none.</param>
    /// <param name="initial">Settings of the first trials.</param>
    public TpeSearch(SettingSequence sequence, SearchSpace space, int? trialCount, long seed, Optimizer defaultOptimizer, IReadOnlyList<TrialSetting> initial)
    {
        (_sequence, _space, _seed, _defaultOptimizer) = (sequence, space, seed, defaultOptimizer);
        _initial = [.. initial.Where(sequence.Take).Take(trialCount ?? int.MaxValue)];
        _trialCount = PlanCount = SearchStrategies.CountOf(trialCount, _initial.Length + sequence.LeftCount);
    }

    /// <inheritdoc/>
    public int? PlanCount { get; }

    /// <summary>Number of trials that count as the best of n finished ones: a tenth, rounded up, and at most 25.</summary>
    public static int BestCount(int finished) => (int)Math.Min(Math.Ceiling(0.1 * finished), MaximumBest);

    /// <inheritdoc/>
    public IReadOnlyList<TrialPlan> Next(IReadOnlyList<TrialScore> finished)
    {
        _finished.AddRange(finished);
        if (_finished.Count < _count)
        {
            return [];
        }

        int size = Math.Min((_trialCount ?? int.MaxValue) - _count, _count == 0 ? Math.Max(StartupCount, _initial.Length) : BatchSize);
        TrialPlan[] plans = _count == 0 ? [.. _initial.Concat(_sequence.Next(size - _initial.Length)).Select((setting, trial) => new TrialPlan(trial, setting))] : Batch(size);
        _count += plans.Length;
        return plans;
    }

    private TrialPlan[] Batch(int size)
    {
        TrialScore[] ranked = [.. HalvingBracket.Ranked(_finished)];
        int best = BestCount(ranked.Length);
        TrialPlan[] good = [.. ranked.Take(best).Select(score => score.Plan).OrderBy(plan => plan.Trial)];
        List<TrialPlan> bad = [.. ranked.Skip(best).Select(score => score.Plan).OrderBy(plan => plan.Trial)];
        var plans = new List<TrialPlan>();
        while (plans.Count < size && Propose(_count + plans.Count, good, bad) is { } plan)
        {
            plans.Add(plan);
            bad.Add(plan);
        }

        return [.. plans];
    }

    /// <summary>The plan of a trial; null where every setting was tried.</summary>
    private TrialPlan? Propose(int trial, IReadOnlyList<TrialPlan> good, IReadOnlyList<TrialPlan> bad)
    {
        var random = new RandomState(SearchSeed.Of(_seed, trial));
        (ParzenEstimator Good, ParzenEstimator Bad)[] densities = [.. _space.Parameter.Select(parameter => (Density(parameter, good), Density(parameter, bad)))];
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            TrialSetting setting = _space.SettingOf([.. _space.Parameter.Select((parameter, i) => parameter.IsFixed ? parameter.Candidate[0] : Choose(parameter, densities[i].Good, densities[i].Bad, random))], _defaultOptimizer);
            if (_sequence.Take(setting))
            {
                return new TrialPlan(trial, setting);
            }
        }

        return _sequence.Next() is { } other ? new TrialPlan(trial, other) : null;
    }

    private static object? Choose(SearchParameter parameter, ParzenEstimator good, ParzenEstimator bad, RandomState random)
    {
        double chosen = 0, highest = double.NegativeInfinity;
        for (int draw = 0; draw < DrawCount; draw++)
        {
            double coordinate = good.Sample(random), ratio = good.LogDensity(coordinate) - bad.LogDensity(coordinate);
            if (ratio > highest || draw == 0)
            {
                (chosen, highest) = (coordinate, ratio);
            }
        }

        return parameter.IsRange ? parameter.ValueOf(chosen) : parameter.Candidate[(int)chosen];
    }

    /// <summary>The density of a parameter among trials that have it.</summary>
    private static ParzenEstimator Density(SearchParameter parameter, IReadOnlyList<TrialPlan> plans) =>
        ParzenEstimator.Of(parameter, [.. plans.Select(plan => plan.Setting.TryGetValue(parameter.Name, out object? value) ? parameter.CoordinateOf(value) : null).OfType<double>()]);
}
