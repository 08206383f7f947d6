namespace PSNeuralNet.Search;

/// <summary>
/// Bracket of Hyperband: successive halving of its trials. When all trials of a rung are finished, the best third goes on for three times as many epochs, at least one; failed trials do not.
/// </summary>
internal sealed class HalvingBracket
{
    /// <summary>One of so many trials goes on, for so many times as many epochs (eta).</summary>
    public const int Factor = 3;

    private readonly int _depth;
    private readonly int _trialCount;
    private readonly List<TrialScore> _finished = [];
    private TrialPlan[] _plans;
    private int _earlierCount;

    /// <summary>Creates a bracket.</summary>
    /// <param name="depth">The number of rungs after the first one, whose trials stop after 1 / 3^depth of their epochs.</param>
    /// <param name="firstTrial">The number of its first trial.</param>
    /// <param name="settings">The settings of its trials.</param>
    public HalvingBracket(int depth, int firstTrial, IReadOnlyList<TrialSetting> settings)
    {
        _depth = depth;
        _trialCount = settings.Count;
        _plans = [.. settings.Select((setting, i) => new TrialPlan(firstTrial + i, setting, 0, ShareOf(0)))];
    }

    /// <summary>The plans of the rung that runs; none when the bracket is over.</summary>
    public IReadOnlyList<TrialPlan> Plans => _plans;

    /// <summary>Number of plans of all rungs, if none of those that are not finished fails.</summary>
    public int PlanCount
    {
        get
        {
            int count = _earlierCount + _plans.Length;
            for (int rung = Rung + 1; rung <= _depth && _plans.Length > 0; rung++)
            {
                count += Math.Min(_plans.Length, SizeOf(rung));
            }

            return count;
        }
    }

    private int Rung => _plans.Length > 0 ? _plans[0].Rung : _depth;

    /// <summary>Takes the score of a plan of this bracket.</summary>
    /// <returns>True when it was the last one of its rung: <see cref="Plans"/> are those of the next rung.</returns>
    public bool Finish(TrialScore score)
    {
        _finished.Add(score);
        if (_finished.Count < _plans.Length)
        {
            return false;
        }

        int next = Rung + 1;
        TrialPlan[] best = next > _depth ? [] : [.. Ranked(_finished).Where(one => !double.IsNaN(one.Value)).Take(SizeOf(next)).Select(one => one.Plan with { Rung = next, Share = ShareOf(next) })];
        _earlierCount += _plans.Length;
        _plans = [.. best.OrderBy(plan => plan.Trial)];
        _finished.Clear();
        return true;
    }

    /// <summary>Scores from the best to the worst: failed trials last, of equal ones the lower number first.</summary>
    public static IEnumerable<TrialScore> Ranked(IEnumerable<TrialScore> scores) =>
        scores.OrderBy(score => double.IsNaN(score.Value)).ThenByDescending(score => score.Value).ThenBy(score => score.Plan.Trial);

    private int SizeOf(int rung) => Math.Max(1, _trialCount / (int)Math.Pow(Factor, rung));

    private double ShareOf(int rung) => 1 / Math.Pow(Factor, _depth - rung);
}
