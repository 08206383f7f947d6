using System.Runtime.ExceptionServices;

namespace PSNeuralNet.Numerics;

/// <summary>Independent numbered work items, which may run at the same time and in any order.</summary>
internal interface IParallelWork
{
    /// <summary>Runs one item.</summary>
    /// <param name="item">The item, from 0.</param>
    /// <param name="worker">The worker that runs it, from 0: it runs one item at a time, so buffers indexed by it are not shared.</param>
    void Run(int item, int worker);
}

/// <summary>
/// Parallel loop over work items on the calling thread (worker 0) and threads of a process-wide pool. Without allocations and with
/// microseconds of overhead, so that it pays for single mini-batches, where Parallel.For does not.
/// </summary>
/// <remarks>
/// Which worker runs an item is not determined, so results must not depend on it. Pool threads without work spin for a moment, then
/// sleep. The loop does not wait for a pool thread that has not started yet. All groups of the process share its processors through leases.
/// </remarks>
internal sealed class WorkerGroup
{
    private static int _leaseCount;

    private readonly int _processorCount;
    private readonly WorkerThread[] _threads;
    private IParallelWork? _work;
    private int _itemCount;
    private int _nextItem;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Creates a group.</summary>
    /// <param name="limit">Maximum number of threads, the calling one included; 0 for the number of processors.</param>
    public WorkerGroup(int limit = 0)
        : this(limit, Environment.ProcessorCount)
    {
    }

    /// <param name="limit">Maximum number of threads, the calling one included; 0 for the number of processors.</param>
    /// <param name="processorCount">Number of processors to assume.</param>
    internal WorkerGroup(int limit, int processorCount)
    {
        _processorCount = processorCount;
        Size = Math.Max(1, limit == 0 ? processorCount : Math.Min(limit, processorCount));
        _threads = WorkerThread.Get(Size - 1);
    }

    /// <summary>Number of workers, the calling thread included.</summary>
    public int Size { get; }

    /// <summary>Leases a processor for the calling thread until disposed. Loops use pool threads only on processors without a lease.</summary>
    public static Lease LeaseProcessor()
    {
        Interlocked.Increment(ref _leaseCount);
        return default;
    }

    /// <summary>The processors without a lease: 1 or more.</summary>
    public static int FreeProcessorCount => Math.Max(1, Environment.ProcessorCount - Volatile.Read(ref _leaseCount));

    /// <summary>Runs all items, and returns when they are done.</summary>
    /// <param name="work">The work.</param>
    /// <param name="itemCount">Number of items.</param>
    /// <exception cref="OperationCanceledException">An item threw it; likewise any other exception.</exception>
    public void Run(IParallelWork work, int itemCount)
    {
        int threads = Math.Min(Math.Min(_threads.Length, itemCount - 1), _processorCount - Volatile.Read(ref _leaseCount));
        if (threads <= 0)
        {
            for (int item = 0; item < itemCount; item++)
            {
                work.Run(item, 0);
            }

            return;
        }

        _work = work;
        _itemCount = itemCount;
        _nextItem = 0;
        _failure = null;
        for (int i = 0; i < threads; i++)
        {
            _threads[i].Post(this, i + 1);
        }

        RunItems(0);
        for (int i = 0; i < threads; i++)
        {
            _threads[i].Join(this);
        }

        _failure?.Throw();
    }

    /// <summary>Runs items until none is left.</summary>
    internal void RunItems(int worker)
    {
        IParallelWork work = _work!;
        int count = _itemCount;
        try
        {
            for (int item = Interlocked.Increment(ref _nextItem) - 1; item < count; item = Interlocked.Increment(ref _nextItem) - 1)
            {
                work.Run(item, worker);
            }
        }
#pragma warning disable CA1031 // Run rethrows it on the calling thread.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            Volatile.Write(ref _nextItem, count);
        }
    }

    /// <summary>A leased processor; disposing returns it.</summary>
    internal readonly ref struct Lease : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref _leaseCount);
    }
}
