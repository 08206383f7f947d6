using System.Collections.Concurrent;

namespace PSNeuralNet.Tests.Search;

/// <summary>Session within this process: calls a <see cref="SearchHost"/> on a thread, as a remote pipeline does, with the faults of machines.</summary>
internal sealed class InProcessSession(string name) : ISearchSession
{
    private readonly ConcurrentBag<ISearchChannel> _channels = [];
    private int _openCount;

    public string Name => name;

    public bool CanReopen { get; init; } = true;

    /// <summary>Number of channels that were opened.</summary>
    public int OpenCount => _openCount;

    /// <summary>Number of bytes that were sent.</summary>
    public long SentLength;

    /// <summary>Number of lines "take" after which the channel with this number, from 1, is lost; null for none.</summary>
    public Func<int, int?> LostAfter { get; init; } = _ => null;

    /// <summary>Number of lines "take" after which the channel with this number does not answer any more; null for none.</summary>
    public Func<int, int?> HangsAfter { get; init; } = _ => null;

    /// <summary>The exception of opening the channel with this number; null where it opens.</summary>
    public Func<int, Exception?> FailsToOpen { get; init; } = _ => null;

    /// <summary>The largest delay of an answer, in milliseconds, drawn.</summary>
    public int Delay { get; init; }

    /// <summary>Changes an answer.</summary>
    public Func<string, string> Change { get; init; } = answer => answer;

    public ISearchChannel Open(Action<string> receive, Action<Exception> lose)
    {
        int number = Interlocked.Increment(ref _openCount);
        if (FailsToOpen(number) is { } exception)
        {
            throw exception;
        }

        var channel = new ThreadChannel(this, number, receive, lose);
        _channels.Add(channel);
        return channel;
    }

    public void Dispose()
    {
        foreach (ISearchChannel channel in _channels)
        {
            channel.Dispose();
        }
    }

    private sealed class ThreadChannel : ISearchChannel
    {
        private readonly BlockingCollection<object> _lines = [];
        private readonly Thread _thread;
        private readonly InProcessSession _session;

        public ThreadChannel(InProcessSession session, int number, Action<string> receive, Action<Exception> lose)
        {
            _session = session;
            _thread = new Thread(() => Run(number, receive, lose)) { IsBackground = true };
            _thread.Start();
        }

        public void Send(object line)
        {
            _ = Interlocked.Add(ref _session.SentLength, line is byte[] bytes ? bytes.Length : ((string)line).Length);
            _lines.Add(line);
        }

        public void Dispose()
        {
            _lines.CompleteAdding();
            if (Thread.CurrentThread != _thread)
            {
                _thread.Join();
            }
        }

        private void Run(int number, Action<string> receive, Action<Exception> lose)
        {
            var random = new Random(number);
            using var host = new SearchHost();
            int takes = 0;
            foreach (object line in _lines.GetConsumingEnumerable())
            {
                takes += line is SearchLine.Take ? 1 : 0;
                if (takes > _session.LostAfter(number))
                {
                    lose(new IOException($"{_session.Name} was switched off."));
                    return;
                }

                if (takes > _session.HangsAfter(number))
                {
                    continue;
                }

                if (host.Process(line) is { } answer)
                {
                    Thread.Sleep(random.Next(_session.Delay + 1));
                    receive(_session.Change(answer));
                }
            }
        }
    }
}
