using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PSNeuralNet.Numerics;

/// <summary>A pool thread, which works for one <see cref="WorkerGroup"/> at a time.</summary>
#pragma warning disable CA1001 // Lives as long as the process.
internal sealed class WorkerThread
#pragma warning restore CA1001
{
    private const int Idle = 0, Locked = 1, Posted = 2, Running = 3;

    // Spinning time before sleep, in ticks (0.2 ms): sleeping and waking take as long as the work on a small batch.
    private static readonly long SpinTime = Stopwatch.Frequency / 5000;

    // About 20 microseconds.
    private const int SpinsBeforeYield = 400;
    private const int MaximumTries = 50;

    private static readonly Lock PoolLock = new();
    private static WorkerThread[] _pool = [];

    private readonly SemaphoreSlim _wake = new(0);
    private WorkerGroup? _group;
    private int _worker;
    private int _state;
    private int _isAsleep;
    private Signal _signal;

    private WorkerThread(int number) => new Thread(Loop) { IsBackground = true, Name = $"PSNeuralNet worker {number}" }.Start();

    /// <summary>The first threads of the pool, started on first use.</summary>
    public static WorkerThread[] Get(int count)
    {
        lock (PoolLock)
        {
            if (_pool.Length < count)
            {
                _pool = [.. _pool, .. Enumerable.Range(_pool.Length + 1, count - _pool.Length).Select(number => new WorkerThread(number))];
            }

            return _pool[..count];
        }
    }

    /// <summary>Posts the work of a group to this thread; does nothing while it works for another group.</summary>
    public void Post(WorkerGroup group, int worker)
    {
        for (int tries = 1; Interlocked.CompareExchange(ref _state, Locked, Idle) != Idle; tries++)
        {
            // Locked or running without a group: about to become idle.
            if (Volatile.Read(ref _group) is not null || tries == MaximumTries)
            {
                return;
            }

            Thread.SpinWait(1);
        }

        _group = group;
        _worker = worker;
        Volatile.Write(ref _state, Posted);
        Interlocked.Exchange(ref _signal.Value, 1);
        if (Volatile.Read(ref _isAsleep) == 1 && Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            _wake.Release();
        }
    }

    /// <summary>Waits until the posted work is done, or cancels it if it has not started. Does nothing while this thread works for another group.</summary>
    public void Join(WorkerGroup group)
    {
        // Not SpinWait, whose intervals grow.
        for (int spins = 1; Volatile.Read(ref _group) == group; spins++)
        {
            // Tried in each spin: a late Join of another group may lock this post for a moment, in which the thread sees none and goes to sleep.
            if (Volatile.Read(ref _state) == Posted && Interlocked.CompareExchange(ref _state, Locked, Posted) == Posted)
            {
                // No race: only the thread of a group posts its work.
                bool isOurs = _group == group;
                if (isOurs)
                {
                    _group = null;
                }

                Volatile.Write(ref _state, isOurs ? Idle : Posted);
                return;
            }

            if (spins % SpinsBeforeYield == 0)
            {
                Thread.Yield();
            }
            else
            {
                Thread.SpinWait(1);
            }
        }
    }

    private void Loop()
    {
        while (true)
        {
            WaitForPost();
            if (Interlocked.CompareExchange(ref _state, Running, Posted) != Posted)
            {
                continue;
            }

            _group!.RunItems(_worker);
            Volatile.Write(ref _group, null);
            Volatile.Write(ref _state, Idle);
        }
    }

    private void WaitForPost()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() - start < SpinTime)
        {
            for (int i = 0; i < SpinsBeforeYield; i++)
            {
                if (TryTakeSignal())
                {
                    return;
                }

                Thread.SpinWait(1);
            }

            // A thread with work that shares this processor goes first.
            Thread.Yield();
        }

        Interlocked.Exchange(ref _isAsleep, 1);
        if (TryTakeSignal() && Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            return;
        }

        _wake.Wait();
    }

    private bool TryTakeSignal()
    {
        if (Volatile.Read(ref _signal.Value) == 0)
        {
            return false;
        }

        // Cleared before the state is read: a later post sets it again.
        Interlocked.Exchange(ref _signal.Value, 0);
        return true;
    }

    /// <summary>Flag that an idle thread polls, in a cache line of its own: polling does not slow down the thread that posts.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Signal
    {
        [FieldOffset(96)]
        public int Value;
    }
}
