using System.Diagnostics;

namespace PSNeuralNet.Numerics;

/// <summary>A thread of the process that helps one <see cref="ThreadTeam"/> at a time.</summary>
#pragma warning disable CA1001 // Lives as long as the process does.
internal sealed class HelperThread
#pragma warning restore CA1001
{
    private const int Free = 0, Taken = 1, Offered = 2, Working = 3;

    // To sleep and be woken takes as long as the work on a small batch.
    private static readonly long Patience = Stopwatch.Frequency / 5000;

    private static readonly Lock Growing = new();
    private static HelperThread[] _all = [];

    private readonly SemaphoreSlim _wake = new(0);
    private ThreadTeam? _team;
    private int _member;
    private int _state;
    private int _isAsleep;

    private HelperThread(int number)
    {
        new Thread(Live) { IsBackground = true, Name = $"PSNeuralNet helper {number}" }.Start();
    }

    /// <summary>The first helpers of the process, which are started where they are not there yet.</summary>
    public static HelperThread[] Get(int count)
    {
        lock (Growing)
        {
            if (_all.Length < count)
            {
                _all = [.. _all, .. Enumerable.Range(_all.Length + 1, count - _all.Length).Select(number => new HelperThread(number))];
            }

            return _all[..count];
        }
    }

    /// <summary>Asks for help; does nothing where another team has it.</summary>
    public void Offer(ThreadTeam team, int member)
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Free) != Free)
        {
            return;
        }

        _team = team;
        _member = member;
        Interlocked.Exchange(ref _state, Offered);
        if (Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            _wake.Release();
        }
    }

    /// <summary>Takes an offer back, or waits until the help is over. Does nothing where the helper was another team's.</summary>
    public void Withdraw(ThreadTeam team)
    {
        if (Volatile.Read(ref _team) != team)
        {
            return;
        }

        // The offer that is withdrawn here is this team's: only its own thread makes offers in its name.
        if (Interlocked.CompareExchange(ref _state, Taken, Offered) == Offered)
        {
            bool isOurs = _team == team;
            if (isOurs)
            {
                _team = null;
            }

            Volatile.Write(ref _state, isOurs ? Free : Offered);
            return;
        }

        var wait = new SpinWait();
        while (Volatile.Read(ref _team) == team)
        {
            wait.SpinOnce(sleep1Threshold: -1);
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
            for (int i = 0; i < 20; i++)
            {
                if (Volatile.Read(ref _state) == Offered)
                {
                    return;
                }

                Thread.SpinWait(5);
            }
        }

        Interlocked.Exchange(ref _isAsleep, 1);
        if (Volatile.Read(ref _state) == Offered && Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            return;
        }

        _wake.Wait();
    }
}
