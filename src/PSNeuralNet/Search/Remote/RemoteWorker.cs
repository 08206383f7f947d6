using System.Diagnostics;
using System.Text.Json;

namespace PSNeuralNet.Search;

/// <summary>
/// Worker on another machine: sends the problem once, then tasks, and asks for outcomes by one line at a time, whose answers are signs of life. A machine that is silent or away loses its tasks; a
/// new channel is opened when it can be reached again.
/// </summary>
internal sealed class RemoteWorker : ISearchWorker
{
    /// <summary>The number of pieces that are on their way at a time.</summary>
    private const int Window = 4;

    // Trainings that are shorter than this are sent ahead, so that the machine does not wait for the next one: so many as are done in the time that an answer may take.
    private static readonly TimeSpan ShortTraining = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(100);

    // The time in which the search gives the next task for one that was finished. Without one, outcomes of other tasks are asked for.
    private static readonly TimeSpan NextTask = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(200);

    private readonly ISearchSession _session;
    private readonly RemoteOptions _options;
    private readonly Lazy<ProblemBytes> _problem;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly HashSet<(int Trial, int Fold)> _tasks = [];
    private Action<WorkerEvent> _report = _ => { };
    private Timer? _watch;
    private RemoteConnection? _connection;
    private State _state = State.Away;
    private long _heard;
    private int _sentPieces;
    private int _threads;
    private int _ahead;
    private bool _takes;
    private bool _isMissed;
    private int _attempt;

    /// <param name="session">The session, which the worker disposes.</param>
    /// <param name="options">The settings.</param>
    /// <param name="problem">The bytes of the problem, the same for all workers.</param>
    public RemoteWorker(ISearchSession session, RemoteOptions options, Lazy<ProblemBytes> problem)
    {
        (_session, _options, _problem) = (session, options, problem);
    }

    private enum State
    {
        Away,
        Opening,
        Sending,
        Ready,
        Gone,
    }

    /// <inheritdoc/>
    public string Name => _session.Name;

    /// <inheritdoc/>
    public int Capacity
    {
        get
        {
            lock (_lock)
            {
                return _state == State.Ready ? _threads + _ahead : 0;
            }
        }
    }

    /// <inheritdoc/>
    public bool IsGone
    {
        get
        {
            lock (_lock)
            {
                return _state == State.Gone;
            }
        }
    }

    /// <inheritdoc/>
    public void Open(SearchProblem problem, Action<WorkerEvent> report)
    {
        _report = report;
        _watch = new Timer(_ => Watch(), null, WatchInterval, WatchInterval);
        _ = Task.Run(Connect);
    }

    /// <inheritdoc/>
    public void Start(FoldTask task)
    {
        lock (_lock)
        {
            if (_state != State.Ready)
            {
                // The event of the loss is on its way, and gives the task to others.
                return;
            }

            _ = _tasks.Add((task.Plan.Trial, task.Fold));
            _connection!.Send(SearchLine.Add(task));
            if (_tasks.Count >= _threads + _ahead)
            {
                Take();
            }
            else
            {
                TakeSoon();
            }
        }
    }

    /// <inheritdoc/>
    public void Abandon(string reason)
    {
        RemoteConnection? connection;
        lock (_lock)
        {
            connection = _connection;
        }

        Lose(connection, new TimeoutException(reason));
    }

    /// <summary>Ends the host, and closes what the worker opened.</summary>
    public void Dispose()
    {
        RemoteConnection? connection;
        lock (_lock)
        {
            if (_closing.IsCancellationRequested)
            {
                return;
            }

            _closing.Cancel();
            (_state, connection, _connection) = (State.Gone, _connection, null);
        }

        _watch?.Dispose();
        connection?.Dispose();
        _session.Dispose();
    }

    private void Connect()
    {
        var connection = new RemoteConnection(Lose);
        lock (_lock)
        {
            if (_closing.IsCancellationRequested)
            {
                return;
            }

            (_connection, _state, _heard, _sentPieces, _takes, _ahead) = (connection, State.Opening, Stopwatch.GetTimestamp(), 0, false, 0);
        }

        try
        {
            // Compressed once, by the first worker; the others wait for it.
            connection.Send(SearchLine.Begin(_problem.Value, _options.ThrottleLimit, _options.TrialTimeout));
        }
        catch (Exception exception) when (exception is NetworkException or OutOfMemoryException or IOException)
        {
            Lose(connection, exception);
            return;
        }

        connection.Open(_session, Receive);
    }

    private void Take()
    {
        if (!_takes)
        {
            (_takes, _heard) = (true, Stopwatch.GetTimestamp());
            _connection!.Send(SearchLine.Take);
        }
    }

    private void TakeSoon()
    {
        RemoteConnection? connection = _connection;
        if (_takes)
        {
            return;
        }

        _ = Task.Delay(NextTask).ContinueWith(
            _ =>
            {
                lock (_lock)
                {
                    if (connection == _connection && _tasks.Count > 0)
                    {
                        Take();
                    }
                }
            },
            TaskScheduler.Default);
    }

    private void Receive(RemoteConnection connection, string answer)
    {
        try
        {
            foreach (string line in answer.Split('\n'))
            {
                if (Read(connection, line) is { } one)
                {
                    _report(one);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException or FormatException or NetworkException)
        {
            Lose(connection, exception);
        }
    }

    private WorkerEvent? Read(RemoteConnection connection, string line)
    {
        FoldOutcome? outcome = line.StartsWith(SearchLine.OutcomeStart, StringComparison.Ordinal) ? JournalLine.Outcome(Encoding.UTF8.GetBytes(line)).Outcome with { Worker = Name } : null;
        using JsonDocument? document = outcome is null ? JsonDocument.Parse(line) : null;
        JsonElement root = document?.RootElement ?? default;
        if (outcome is null && root.TryGetProperty("error", out JsonElement error))
        {
            throw new InvalidDataException(error.GetString());
        }

        if (outcome is null && root.TryGetProperty("hello", out JsonElement hello) && hello.GetString() is { } version && version != ThisModule.Version)
        {
            throw RemoteErrors.SessionModuleVersion(Name, version);
        }

        lock (_lock)
        {
            if (connection != _connection)
            {
                return null;
            }

            _heard = Stopwatch.GetTimestamp();
            return outcome is null ? Handle(root) : Handle(outcome);
        }
    }

    private WorkerEvent Handle(FoldOutcome outcome)
    {
        _ = _tasks.Remove((outcome.Trial, outcome.Fold));
        (_takes, _attempt) = (false, 0);
        _ahead = outcome.Duration >= ShortTraining ? 0 : (int)Math.Clamp(Math.Ceiling(_threads * (Ahead / outcome.Duration)), 1, _threads);
        TakeSoon();
        return new WorkerEvent(this, outcome);
    }

    private WorkerEvent? Handle(JsonElement root)
    {
        if (root.TryGetProperty("beat", out _))
        {
            _takes = false;
            if (_tasks.Count > 0)
            {
                Take();
            }

            return null;
        }

        if (root.TryGetProperty("ready", out JsonElement capacity))
        {
            (_state, _threads, _isMissed) = (State.Ready, capacity.GetInt32(), false);
            return new WorkerEvent(this);
        }

        // "hello" or "piece": the next pieces.
        IReadOnlyList<byte[]> pieces = _problem.Value.Piece;
        int end = Math.Min(pieces.Count, _state == State.Opening ? Window : _sentPieces + 1);
        _state = State.Sending;
        for (; _sentPieces < end; _sentPieces++)
        {
            _connection!.Send(pieces[_sentPieces]);
        }

        return null;
    }

    /// <summary>Gives up a machine that is silent.</summary>
    private void Watch()
    {
        TimeSpan? limit;
        RemoteConnection? connection;
        lock (_lock)
        {
            connection = _connection;
            limit = _state is State.Opening or State.Sending ? _options.OpeningSilence : _state == State.Ready && _takes ? _options.Silence : null;
            if (limit is null || Stopwatch.GetElapsedTime(_heard) <= limit)
            {
                return;
            }
        }

        Lose(connection, new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"it gave no sign of life for {limit.Value.TotalSeconds:0.#} seconds.")));
    }

    private void Lose(RemoteConnection? connection, Exception reason)
    {
        WorkerEvent one;
        lock (_lock)
        {
            if (connection is null || connection != _connection)
            {
                return;
            }

            _connection = null;
            _takes = false;
            _tasks.Clear();
            _state = reason is NetworkException || !_session.CanReopen || _attempt >= _options.Pause.Count ? State.Gone : State.Away;

            // An attempt to reach it again that fails is no news.
            one = _isMissed ? new WorkerEvent(this)
                : reason is NetworkException fatal && _attempt == 0 ? new WorkerEvent(this) { Fatal = fatal }
                : new WorkerEvent(this, Loss: Sentence(reason.Message));
            _isMissed = true;
        }

        _report(one);

        // A machine that hangs may not answer.
        _ = Task.Run(connection.Dispose);
        if (!IsGone)
        {
            _ = Reconnect();
        }
    }

    private async Task Reconnect()
    {
        TimeSpan pause = _options.Pause[_attempt++];
        try
        {
            await Task.Delay(pause, _closing.Token).ConfigureAwait(false);
            Connect();
        }
        catch (OperationCanceledException)
        {
            // The search is over.
        }
    }

    private static string Sentence(string text)
    {
        string line = text.Trim().ReplaceLineEndings(" ");
        return line.Length > 0 && line[^1] is '.' or '!' or '?' ? line : line + ".";
    }
}
