namespace PSNeuralNet.Tests.Search;

/// <summary>Worker without trainings: outcomes of a function, at once; its other events are given by hand.</summary>
/// <param name="run">The outcome of a task; null for none.</param>
internal sealed class ScoringWorker(Func<FoldTask, FoldOutcome?> run) : ISearchWorker
{
    public string Name => "scoring";

    public int Capacity { get; init; } = 1;

    public bool IsGone { get; set; }

    /// <summary>Reports an event of this worker.</summary>
    public Action<WorkerEvent> Report { get; private set; } = _ => { };

    /// <summary>Called for each task, before its outcome.</summary>
    public Action<ScoringWorker, FoldTask>? OnStart { get; init; }

    /// <summary>An outcome.</summary>
    public static FoldOutcome Of(FoldTask task, double score) => new(task.Plan.Trial, task.Plan.Rung, task.Fold, score, 1, default);

    public void Open(SearchProblem problem, Action<WorkerEvent> report) => Report = report;

    public void Start(FoldTask task)
    {
        OnStart?.Invoke(this, task);
        if (run(task) is { } outcome)
        {
            Report(new WorkerEvent(this, outcome with { Worker = Name }));
        }
    }

    public void Abandon(string reason) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
