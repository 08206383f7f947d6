namespace PSNeuralNet.Tests.Search;

/// <summary>Strategy that gives all of its plans at once.</summary>
internal sealed class FixedStrategy(IReadOnlyList<TrialPlan> plans) : ISearchStrategy
{
    private bool _isGiven;

    public int? PlanCount => plans.Count;

    /// <summary>Trials with learning rates of their own.</summary>
    public static FixedStrategy Of(int count) =>
        new FixedStrategy([.. Enumerable.Range(0, count).Select(trial => new TrialPlan(trial, SearchProblems.Quick(("LearningRate", 0.01 * (trial + 1)), ("HiddenSize", Array.AsReadOnly([3])))))]);

    public IReadOnlyList<TrialPlan> Next(IReadOnlyList<TrialScore> finished)
    {
        IReadOnlyList<TrialPlan> next = _isGiven ? [] : plans;
        _isGiven = true;
        return next;
    }
}

/// <summary>Runs searches on sessions.</summary>
internal static class RemoteRuns
{
    /// <summary>Options with pauses and silences of milliseconds.</summary>
    public static RemoteOptions Quick(int? throttle = 1, TimeSpan? timeout = null) => new RemoteOptions(throttle, timeout)
    {
        Silence = TimeSpan.FromSeconds(1.5),
        Pause = [.. Enumerable.Range(1, 4).Select(i => TimeSpan.FromMilliseconds(20 * i))],
    };

    public static (IReadOnlyList<SearchTrial> Trials, SearchLog Log) Run(SearchProblem problem, ISearchStrategy strategy, RemoteOptions options, params ISearchSession[] sessions)
    {
        var bytes = new Lazy<ProblemBytes>(() => ProblemBytes.Of(problem));
        ISearchWorker[] workers = [.. sessions.Select(session => new RemoteWorker(session, options, bytes))];
        return Run(problem, strategy, new SearchLimits(TrialTimeout: options.TrialTimeout), workers);
    }

    public static (IReadOnlyList<SearchTrial> Trials, SearchLog Log) Run(SearchProblem problem, ISearchStrategy strategy, SearchLimits limits, params ISearchWorker[] workers)
    {
        var log = new SearchLog();
        try
        {
            return (new SearchRun(problem, strategy, workers, null, limits, log).Run(TestContext.Current.CancellationToken), log);
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }
    }
}
