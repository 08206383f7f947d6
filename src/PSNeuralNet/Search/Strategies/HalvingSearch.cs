namespace PSNeuralNet.Search;

/// <summary>
/// Hyperband with eta 3 (L. Li et al., JMLR 2018): four brackets side by side, whose trials first stop after 1/27, 1/9, 1/3 and all of their epochs, with 27, 12, 6 and 4 of 49 trials. Settings come
/// from a scrambled Sobol sequence; those to be tried first are trained to their end.
/// </summary>
/// <remarks>
/// Trials are numbered by bracket when it starts, and a rung is decided when all of it is finished, so numbers, settings and plans do not depend on the order of arrival. Without a number of
/// trials, the next four brackets start before the last rungs are finished, so that few workers wait.
/// </remarks>
internal sealed class HalvingSearch : ISearchStrategy
{
    // Trials of each bracket, ceil(4 / (s + 1) 3^s) with s = 3, 2, 1, 0.
    private static readonly int[] Size = [27, 12, 6, 4];

    // Without a number of trials: more begin when fewer plans than these run or wait.
    private const int LowCount = 32;

    private readonly SettingSequence _sequence;
    private readonly int? _trialCount;
    private readonly List<HalvingBracket> _brackets = [];
    private readonly Dictionary<int, HalvingBracket> _bracketOf = [];
    private readonly List<TrialPlan> _ready = [];
    private int _unfinished;

    /// <summary>Creates the strategy.</summary>
    /// <param name="sequence">The settings.</param>
    /// <param name="trialCount">The number of trials, which the brackets share; null for four brackets of 49 trials again and again.</param>
    /// <param name="initial">Settings of the first trials.</param>
    public HalvingSearch(SettingSequence sequence, int? trialCount, IReadOnlyList<TrialSetting> initial)
    {
        _sequence = sequence;
        TrialSetting[] first = [.. initial.Where(sequence.Take).Take(trialCount ?? int.MaxValue)];
        _trialCount = trialCount is null ? null : SearchStrategies.CountOf(trialCount, first.Length + sequence.LeftCount);
        Begin(0, first);
        BeginAll(_trialCount - first.Length ?? Size.Sum());
    }

    /// <inheritdoc/>
    public int? PlanCount => _trialCount is null ? null : _brackets.Sum(bracket => bracket.PlanCount);

    /// <inheritdoc/>
    public IReadOnlyList<TrialPlan> Next(IReadOnlyList<TrialScore> finished)
    {
        _unfinished -= finished.Count;
        foreach (TrialScore score in finished)
        {
            HalvingBracket bracket = _bracketOf[score.Plan.Trial];
            if (bracket.Finish(score))
            {
                Add(bracket.Plans);
            }
        }

        if (_trialCount is null && _unfinished < LowCount)
        {
            BeginAll(Size.Sum());
        }

        // Trainings that go on come first: the best ones are among them.
        TrialPlan[] plans = [.. _ready.OrderByDescending(plan => plan.Rung).ThenBy(plan => plan.Trial)];
        _ready.Clear();
        return plans;
    }

    /// <inheritdoc/>
    public bool MayGoOn(int trial) => _bracketOf[trial].Plans.Any(plan => plan.Trial == trial);

    /// <summary>Begins four brackets, which share a number of trials by their sizes; the largest remainders get those that are left.</summary>
    private void BeginAll(int count)
    {
        int sum = Size.Sum();
        int[] sizes = Array.ConvertAll(Size, size => (int)((long)count * size / sum));
        int left = count - sizes.Sum();
        foreach (int bracket in Enumerable.Range(0, Size.Length).OrderByDescending(bracket => (long)count * Size[bracket] % sum).Take(left).ToArray())
        {
            sizes[bracket]++;
        }

        for (int bracket = 0; bracket < sizes.Length; bracket++)
        {
            Begin(sizes.Length - 1 - bracket, _sequence.Next(sizes[bracket]));
        }
    }

    private void Begin(int depth, IReadOnlyList<TrialSetting> settings)
    {
        if (settings.Count > 0)
        {
            var bracket = new HalvingBracket(depth, _bracketOf.Count, settings);
            _brackets.Add(bracket);
            foreach (TrialPlan plan in bracket.Plans)
            {
                _bracketOf.Add(plan.Trial, bracket);
            }

            Add(bracket.Plans);
        }
    }

    private void Add(IReadOnlyList<TrialPlan> plans)
    {
        _ready.AddRange(plans);
        _unfinished += plans.Count;
    }
}
