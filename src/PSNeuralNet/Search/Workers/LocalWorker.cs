using System.Collections.Concurrent;

namespace PSNeuralNet.Search;

/// <summary>Worker of this process: trainings side by side, each on a thread of its own. Where fewer trainings are left than threads, one uses several.</summary>
internal sealed class LocalWorker : ISearchWorker
{
    /// <summary>Its name in the column Worker.</summary>
    public const string LocalName = "local";

    private readonly BlockingCollection<FoldTask> _tasks = [];
    private readonly CancellationTokenSource _cancellation;
    private readonly TimeSpan? _timeout;
    private readonly Thread[] _threads;
    private TrialRunner? _runner;
    private Action<WorkerEvent>? _report;

    /// <param name="threads">The number of trainings at a time; 0 for the number of processors.</param>
    /// <param name="timeout">The time that a training may take, after which it has failed; null for any.</param>
    /// <param name="cancellation">Cancels all trainings.</param>
    public LocalWorker(int threads, TimeSpan? timeout, CancellationToken cancellation)
    {
        _timeout = timeout;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _threads = new Thread[threads > 0 ? threads : Environment.ProcessorCount];
    }

    /// <inheritdoc/>
    public string Name => LocalName;

    /// <inheritdoc/>
    public int Capacity => _threads.Length;

    /// <inheritdoc/>
    public bool IsGone => false;

    /// <inheritdoc/>
    public void Open(SearchProblem problem, Action<WorkerEvent> report)
    {
        (_runner, _report) = (new TrialRunner(problem), report);
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = "PSNeuralNet search" };
            _threads[i].Start();
        }
    }

    /// <inheritdoc/>
    public void Start(FoldTask task) => _tasks.Add(task);

    /// <inheritdoc/>
    public void Abandon(string reason) => throw new NotSupportedException("A local training ends by its token.");

    /// <summary>Cancels the trainings, and waits for their threads, which answer within some milliseconds.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _tasks.CompleteAdding();
        foreach (Thread thread in _threads.Where(thread => thread is not null))
        {
            thread.Join();
        }

        _tasks.Dispose();
        _cancellation.Dispose();
    }

    private void Work()
    {
        foreach (FoldTask task in _tasks.GetConsumingEnumerable())
        {
            FoldOutcome? outcome = _cancellation.IsCancellationRequested ? null : Run(task);
            if (outcome is null)
            {
                return;
            }

            _report!(new WorkerEvent(this, outcome with { Worker = Name }));
        }
    }

    /// <summary>Runs a task; null where all are canceled.</summary>
    private FoldOutcome? Run(FoldTask task)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cancellation.Token);
        try
        {
            if (_timeout is { } timeout)
            {
                limit.CancelAfter(timeout);
            }

            return _runner!.Run(task, _threads.Length, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return _cancellation.IsCancellationRequested ? null : Failed(task, $"The training took longer than the limit {_timeout}.");
        }
#pragma warning disable CA1031 // A failure of a training, such as a lack of memory, is that of the trial: the search goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Failed(task, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private static FoldOutcome Failed(FoldTask task, string error) => new FoldOutcome(task.Plan.Trial, task.Plan.Rung, task.Fold, double.NaN, 0, default) { Error = error, IsAccident = true };
}
