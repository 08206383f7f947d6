namespace PSNeuralNet.Search;

/// <summary>A worker of a search: a set of threads here, or a session on another machine.</summary>
internal interface ISearchWorker : IDisposable
{
    /// <summary>Name in the column Worker: "local", or the name of a computer.</summary>
    string Name { get; }

    /// <summary>The number of tasks that it takes at a time; 0 while it is away.</summary>
    int Capacity { get; }

    /// <summary>True where it went away and does not come back.</summary>
    bool IsGone { get; }

    /// <summary>Begins to work: connects, and sends the problem. Returns at once.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="report">Called for every event, on any thread.</param>
    void Open(SearchProblem problem, Action<WorkerEvent> report);

    /// <summary>Starts a task. Returns at once.</summary>
    /// <param name="task">The task.</param>
    void Start(FoldTask task);

    /// <summary>Gives up a worker that does not answer: it reports <see cref="WorkerEvent.Loss"/>, and may open anew.</summary>
    /// <param name="reason">The reason, for the warning.</param>
    void Abandon(string reason);
}

/// <summary>An event of a worker: a task that was finished; or the loss of all its tasks; or, without either, a change of its capacity.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Outcome">The outcome of a task; else null.</param>
/// <param name="Loss">The reason why the worker lost its tasks; else null.</param>
internal readonly record struct WorkerEvent(ISearchWorker Worker, FoldOutcome? Outcome = null, string? Loss = null)
{
    /// <summary>The error that ends the whole search, such as a module that is missing on a machine; else null.</summary>
    public NetworkException? Fatal { get; init; }
}
