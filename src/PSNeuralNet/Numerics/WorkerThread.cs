using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PSNeuralNet.Numerics;

/// <summary>A thread of the process that helps one <see cref="WorkerGroup"/> at a time.</summary>
#pragma warning disable CA1001 // Lives as long as the process does.
internal sealed class WorkerThread
#pragma warning restore CA1001
{
    private const int Free = 0, Taken = 1, Offered = 2, Working = 3;

    // To sleep and be woken takes as long as the work on a small batch.
    private static readonly long Patience = Stopwatch.Frequency / 5000;

    // Some 20 microseconds.
    private const int LooksBeforeYield = 400;
    private const int MaximumTries = 50;

    private static readonly Lock Growing = new();
    private static WorkerThread[] _all = [];

    private readonly SemaphoreSlim _wake = new(0);
    private WorkerGroup? _team;
    private int _member;
    private int _state;
    private int _isAsleep;
    private Signal _signal;

    private WorkerThread(int number)
    {
        new Thread(Live) { IsBackground = true, Name = $"PSNeuralNet helper {number}" }.Start();
    }

    /// <summary>The first helpers of the process, which are started where they are not there yet.</summary>
    public static WorkerThread[] Get(int count)
    {
        lock (Growing)
        {
            if (_all.Length < count)
            {
                _all = [.. _all, .. Enumerable.Range(_all.Length + 1, count - _all.Length).Select(number => new WorkerThread(number))];
            }

            return _all[..count];
        }
    }

    /// <summary>Asks for help; does nothing where another team has it.</summary>
    public void Offer(WorkerGroup team, int member)
    {
        for (int tries = 1; Interlocked.CompareExchange(ref _state, Taken, Free) != Free; tries++)
        {
            // Without a team and yet at work, it is about to be free.
            if (Volatile.Read(ref _team) is not null || tries == MaximumTries)
            {
                return;
            }

            Thread.SpinWait(1);
        }

        _team = team;
        _member = member;
        Volatile.Write(ref _state, Offered);
        Interlocked.Exchange(ref _signal.Value, 1);
        if (Volatile.Read(ref _isAsleep) == 1 && Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            _wake.Release();
        }
    }

    /// <summary>Takes an offer back, or waits until the help is over. Does nothing where the helper was another team's.</summary>
    public void Withdraw(WorkerGroup team)
    {
        // SpinWait would soon look at longer and longer intervals.
        for (int looks = 1; Volatile.Read(ref _team) == team; looks++)
        {
            // Again with each look: another team that comes here late may hold this offer for a moment, and if the helper looks in that moment, it
            // sees none and goes to sleep.
            if (Volatile.Read(ref _state) == Offered && Interlocked.CompareExchange(ref _state, Taken, Offered) == Offered)
            {
                // The offer that is withdrawn here is this team's: only its own thread makes offers in its name.
                bool isOurs = _team == team;
                if (isOurs)
                {
                    _team = null;
                }

                Volatile.Write(ref _state, isOurs ? Free : Offered);
                return;
            }

            if (looks % LooksBeforeYield == 0)
            {
                Thread.Yield();
            }
            else
            {
                Thread.SpinWait(1);
            }
        }
    }

    private void Live()
    {
        while (true)
        {
            WaitForOffer();
            if (Interlocked.CompareExchange(ref _state, Working, Offered) != Offered)
            {
                continue;
            }

            _team!.RunItems(_member);
            Volatile.Write(ref _team, null);
            Volatile.Write(ref _state, Free);
        }
    }

    private void WaitForOffer()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() - start < Patience)
        {
            for (int i = 0; i < LooksBeforeYield; i++)
            {
                if (IsCalled())
                {
                    return;
                }

                Thread.SpinWait(1);
            }

            // Where both threads have come to run on the same processor, the one with work shall have it.
            Thread.Yield();
        }

        Interlocked.Exchange(ref _isAsleep, 1);
        if (IsCalled() && Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            return;
        }

        _wake.Wait();
    }

    private bool IsCalled()
    {
        if (Volatile.Read(ref _signal.Value) == 0)
        {
            return false;
        }

        // Before the offer is looked at: one that comes later calls again.
        Interlocked.Exchange(ref _signal.Value, 0);
        return true;
    }

    /// <summary>What an idle helper looks at, in a cache line of its own: looking does not get in the way of who makes an offer.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Signal
    {
        [FieldOffset(96)]
        public int Value;
    }
}
