using System.Threading.Channels;

namespace PSNeuralNet.Search;

/// <summary>One channel to a machine. Lines are sent in their order by a task of its own, so that no caller waits for the network.</summary>
internal sealed class RemoteConnection : IDisposable
{
    private readonly Channel<object> _lines = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Action<RemoteConnection, Exception> _lose;
    private readonly Lock _lock = new();
    private ISearchChannel? _channel;
    private volatile bool _isClosed;

    /// <param name="lose">Called, perhaps several times, where the channel cannot be opened, or is lost.</param>
    public RemoteConnection(Action<RemoteConnection, Exception> lose)
    {
        _lose = lose;
    }

    /// <summary>Opens the channel, which may take some seconds, and sends what <see cref="Send"/> was given.</summary>
    /// <param name="session">The session.</param>
    /// <param name="receive">Receives the answers.</param>
    public void Open(ISearchSession session, Action<RemoteConnection, string> receive)
    {
        try
        {
            ISearchChannel channel = session.Open(answer => receive(this, answer), reason => _lose(this, reason));
            bool isClosed;
            lock (_lock)
            {
                (isClosed, _channel) = (_isClosed, channel);
            }

            if (isClosed)
            {
                channel.Dispose();
            }
            else
            {
                _ = Task.Run(() => SendAll(channel));
            }
        }
#pragma warning disable CA1031 // Whatever a transport throws, the machine is away.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _lose(this, exception);
        }
    }

    /// <summary>Sends a line. Returns at once.</summary>
    public void Send(object line) => _lines.Writer.TryWrite(line);

    /// <summary>Closes the channel, which ends the host there.</summary>
    public void Dispose()
    {
        ISearchChannel? channel;
        lock (_lock)
        {
            (_isClosed, channel, _channel) = (true, _channel, null);
        }

        _ = _lines.Writer.TryComplete();
        channel?.Dispose();
    }

    private async Task SendAll(ISearchChannel channel)
    {
        try
        {
            await foreach (object line in _lines.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                if (_isClosed)
                {
                    return;
                }

                channel.Send(line);
            }
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _lose(this, exception);
        }
    }
}
