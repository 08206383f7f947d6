using System.Runtime.ExceptionServices;

namespace PSNeuralNet.Numerics;

/// <summary>Work in numbered items, which may be done at the same time and in any order.</summary>
internal interface IParallelWork
{
    /// <summary>Does one item.</summary>
    /// <param name="item">Its number, from 0.</param>
    /// <param name="member">Who does it, from 0: no two items of the same member are done at the same time.</param>
    void Run(int item, int member);
}

/// <summary>
/// The calling thread and the process's helper threads, working together on a piece of work after the other. All teams of the
/// process share the processors: where as many of them are at work as there are processors, none gets a helper.
/// </summary>
/// <remarks>
/// Who does which item is left to chance, so the items' results must not depend on it. Helpers that have nothing to do look
/// for work for a moment, and then sleep. A helper that comes too late is not waited for. A piece of work allocates nothing.
/// </remarks>
internal sealed class WorkerGroup
{
    private static int _teamCount;

    private readonly int _processorCount;
    private readonly WorkerThread[] _helpers;
    private IParallelWork? _work;
    private int _itemCount;
    private int _nextItem;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Forms a team.</summary>
    /// <param name="limit">The most threads, the caller's included; 0 for one for each processor.</param>
    public WorkerGroup(int limit = 0)
        : this(limit, Environment.ProcessorCount)
    {
    }

    /// <param name="limit">The most threads, the caller's included; 0 for one for each processor.</param>
    /// <param name="processorCount">How many processors to think there are.</param>
    internal WorkerGroup(int limit, int processorCount)
    {
        _processorCount = processorCount;
        Size = Math.Max(1, limit == 0 ? processorCount : Math.Min(limit, processorCount));
        _helpers = WorkerThread.Get(Size - 1);
    }

    /// <summary>The most threads that take part: members are numbered below this.</summary>
    public int Size { get; }

    /// <summary>Comes to work: until the shift is disposed, other teams leave a processor to this one.</summary>
    public static Shift Enter()
    {
        Interlocked.Increment(ref _teamCount);
        return default;
    }

    /// <summary>Does all items of a piece of work, and comes back when they are done.</summary>
    /// <param name="work">The work.</param>
    /// <param name="itemCount">How many items it has.</param>
    /// <exception cref="OperationCanceledException">An item threw it; likewise any other exception.</exception>
    public void Run(IParallelWork work, int itemCount)
    {
        int helpers = Math.Min(Math.Min(_helpers.Length, itemCount - 1), _processorCount - Volatile.Read(ref _teamCount));
        if (helpers <= 0)
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
        for (int i = 0; i < helpers; i++)
        {
            _helpers[i].Offer(this, i + 1);
        }

        RunItems(0);
        for (int i = 0; i < helpers; i++)
        {
            _helpers[i].Withdraw(this);
        }

        _failure?.Throw();
    }

    /// <summary>Does items until there are no more.</summary>
    internal void RunItems(int member)
    {
        IParallelWork work = _work!;
        int count = _itemCount;
        try
        {
            for (int item = Interlocked.Increment(ref _nextItem) - 1; item < count; item = Interlocked.Increment(ref _nextItem) - 1)
            {
                work.Run(item, member);
            }
        }
#pragma warning disable CA1031 // It goes on to the thread that waits for the work.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            Volatile.Write(ref _nextItem, count);
        }
    }

    /// <summary>While a team is at work.</summary>
    internal readonly ref struct Shift : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref _teamCount);
        }
    }
}
