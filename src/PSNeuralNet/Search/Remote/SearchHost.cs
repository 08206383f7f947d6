using System.Collections.Concurrent;
using System.Text.Json;

namespace PSNeuralNet.Search;

/// <summary>
/// Host of trainings on a machine that takes part in a search: receives the problem once, then tasks, and returns their outcomes. It is fed by <see cref="Process"/>, line by line, on one thread;
/// trainings run on threads of their own.
/// </summary>
public sealed class SearchHost : IDisposable
{
    /// <summary>The time after which a line "take" is answered without an outcome: a sign of life.</summary>
    internal static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>The same while a thread has nothing to do: more tasks may come.</summary>
    private static readonly TimeSpan IdleBeat = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly BlockingCollection<string> _outcomes = [];
    private readonly List<byte[]> _pieces = [];
    private LocalWorker? _worker;
    private string _digest = "";
    private long _missing;
    private int _running;

    /// <summary>Processes a line of the search.</summary>
    /// <param name="line">A text, or bytes of the problem.</param>
    /// <returns>The answer, of one or more lines; null for none.</returns>
    public string? Process(object line)
    {
        try
        {
            return line switch
            {
                byte[] piece => Add(piece),
                SearchLine.Take => Take(),
                string text => Read(text),
                _ => throw RemoteErrors.SearchLineInvalid($"it is a {line?.GetType().Name ?? "null"}"),
            };
        }
        catch (Exception exception) when (exception is NetworkException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return SearchLine.Error(exception.Message);
        }
    }

    /// <summary>Cancels the trainings, and waits for their threads.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _worker?.Dispose();
        _cancellation.Dispose();
        _outcomes.Dispose();
    }

    private string? Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        JsonElement line = document.RootElement;
        if (line.TryGetProperty("add", out _))
        {
            FoldTask task = SearchLine.Task(line);
            _ = Interlocked.Increment(ref _running);
            (_worker ?? throw RemoteErrors.SearchLineInvalid("a task came before the data")).Start(task);
            return null;
        }

        return line.TryGetProperty("begin", out _) ? Begin(line) : throw RemoteErrors.SearchLineInvalid("it is of no known kind");
    }

    private string Begin(JsonElement line)
    {
        (_missing, _digest) = (line.GetProperty("length").GetInt64(), line.GetProperty("digest").GetString()!);
        int threads = line.TryGetProperty("threads", out JsonElement limit) ? Math.Min(limit.GetInt32(), Environment.ProcessorCount) : Environment.ProcessorCount;
        TimeSpan? timeout = line.TryGetProperty("timeout", out JsonElement seconds) ? TimeSpan.FromSeconds(seconds.GetDouble()) : null;
        _worker = new LocalWorker(threads, timeout, _cancellation.Token);
        return SearchLine.Hello(threads);
    }

    private string Add(byte[] piece)
    {
        _pieces.Add(piece);
        _missing -= piece.Length;
        if (_missing > 0)
        {
            return SearchLine.Number("piece", _pieces.Count);
        }

        if (_missing < 0 || ProblemBytes.DigestOf(_pieces) != _digest)
        {
            throw RemoteErrors.SearchProblemDamaged("their digest is another one");
        }

        SearchProblem problem = ProblemBytes.Read(_pieces);
        _pieces.Clear();
        _worker!.Open(problem, Finish);
        return SearchLine.Number("ready", _worker.Capacity);
    }

    private void Finish(WorkerEvent one)
    {
        _ = Interlocked.Decrement(ref _running);
        _outcomes.Add(SearchLine.Outcome(one.Outcome!));
    }

    /// <summary>The outcomes that are there, or, after a while, a sign of life.</summary>
    private string Take()
    {
        TimeSpan wait = Volatile.Read(ref _running) < (_worker?.Capacity ?? 0) ? IdleBeat : Beat;
        if (!_outcomes.TryTake(out string? first, wait))
        {
            return SearchLine.Number("beat", Volatile.Read(ref _running));
        }

        var answer = new StringBuilder(first);
        while (_outcomes.TryTake(out string? next))
        {
            _ = answer.Append('\n').Append(next);
        }

        return answer.ToString();
    }
}
