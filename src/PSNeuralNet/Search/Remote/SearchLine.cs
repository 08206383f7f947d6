using System.Text.Json;

namespace PSNeuralNet.Search;

/// <summary>
/// Lines between a search and its hosts, as JSON. To a host: "begin", the pieces of the problem as bytes, then "add" for each task, and "take". From it: an answer to each line but "add", of one
/// or more lines: "hello", "piece", "ready", the outcomes that were taken as lines of a journal, "beat", and "error".
/// </summary>
internal static class SearchLine
{
    /// <summary>The line that takes outcomes: it is answered when there is one, or by "beat" after <see cref="SearchHost.Beat"/>.</summary>
    public const string Take = "take";

    /// <summary>The beginning of the line of an outcome.</summary>
    public const string OutcomeStart = "{\"trial\"";

    /// <summary>The first line.</summary>
    /// <param name="problem">The problem that will be sent.</param>
    /// <param name="threads">The largest number of trainings at a time; null for that of processors.</param>
    /// <param name="timeout">The longest time of a training; null for any.</param>
    public static string Begin(ProblemBytes problem, int? threads, TimeSpan? timeout) => Write(writer =>
    {
        writer.WriteString("begin", ThisModule.Version);
        writer.WriteNumber("length", problem.Length);
        writer.WriteString("digest", problem.Digest);
        if (threads is { } count)
        {
            writer.WriteNumber("threads", count);
        }

        if (timeout is { } limit)
        {
            writer.WriteNumber("timeout", limit.TotalSeconds);
        }
    });

    /// <summary>The line of a task.</summary>
    public static string Add(FoldTask task) => Write(writer =>
    {
        writer.WriteNumber("add", task.Plan.Trial);
        writer.WriteNumber("fold", task.Fold);
        writer.WriteNumber("rung", task.Plan.Rung);
        writer.WriteNumber("share", task.Plan.Share);
        writer.WritePropertyName("setting");
        SettingJson.Write(writer, task.Plan.Setting);
        if (task.State is { } state)
        {
            writer.WriteBase64String("state", state.Bytes);
        }
    });

    /// <summary>Reads a task.</summary>
    public static FoldTask Task(JsonElement line) => new FoldTask(
        new TrialPlan(line.GetProperty("add").GetInt32(), SettingJson.Read(line.GetProperty("setting")), line.GetProperty("rung").GetInt32(), line.GetProperty("share").GetDouble()),
        line.GetProperty("fold").GetInt32(),
        line.TryGetProperty("state", out JsonElement state) ? new TrialState(state.GetBytesFromBase64()) : null);

    /// <summary>The answer to the first line.</summary>
    public static string Hello(int capacity) => Write(writer =>
    {
        writer.WriteString("hello", ThisModule.Version);
        writer.WriteNumber("capacity", capacity);
    });

    /// <summary>An answer with a number: "piece", "ready" or "beat".</summary>
    public static string Number(string name, int number) => Write(writer => writer.WriteNumber(name, number));

    /// <summary>The answer to a line that cannot be used.</summary>
    public static string Error(string message) => Write(writer => writer.WriteString("error", message));

    /// <summary>The line of an outcome.</summary>
    public static string Outcome(FoldOutcome outcome) => Encoding.UTF8.GetString(JournalLine.Of(outcome, "", 1).AsSpan().TrimEnd((byte)'\n'));

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
