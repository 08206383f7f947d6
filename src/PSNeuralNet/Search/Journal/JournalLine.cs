using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PSNeuralNet.Search;

/// <summary>Lines of a journal: JSON objects, UTF-8. Numbers are written so that they are read back to the same bits; arrays of numbers and states as Base64 of compressed bytes.</summary>
internal static class JournalLine
{
    private const int Format = 1;
    private const string Infinite = "Infinity";

    // Of a training, and so that a sum of many is no overflow; no search has that many folds.
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(1000);
    private const int MostTrainings = 100_000;

    /// <summary>The beginning of a journal.</summary>
    public static ReadOnlySpan<byte> Start => "{\"journal\""u8;

    /// <summary>The line of a header.</summary>
    public static byte[] Of(JournalHeader header) => Write(writer =>
    {
        writer.WriteNumber("journal", Format);
        writer.WriteString("module", header.ModuleVersion);
        writer.WriteString("data", header.Data);
        writer.WriteNumber("seed", header.Seed);
        writer.WriteString("folds", header.Folds);
        writer.WriteNumber("trainings", header.FoldCount);
        writer.WriteString("samples", header.FoldDigest);
        writer.WriteString("space", header.Space);
        writer.WriteString("strategy", header.Strategy);
        writer.WriteString("metric", header.Metric);
        writer.WriteString("preset", header.Preset);
        writer.WriteBoolean("showsPreset", header.ShowsPreset);
    });

    /// <summary>The line of an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="setting">The settings of its trial, as text.</param>
    /// <param name="share">The share of the epochs.</param>
    public static byte[] Of(FoldOutcome outcome, string setting, double share) => Write(writer =>
    {
        writer.WriteNumber("trial", outcome.Trial);
        writer.WriteNumber("fold", outcome.Fold);
        writer.WriteNumber("rung", outcome.Rung);
        writer.WriteNumber("share", share);
        writer.WriteString("setting", setting);
        if (double.IsFinite(outcome.Score))
        {
            writer.WriteNumber("score", outcome.Score);
        }
        else if (!double.IsNaN(outcome.Score))
        {
            writer.WriteString("score", outcome.Score > 0 ? Infinite : "-" + Infinite);
        }

        writer.WriteNumber("epochs", outcome.EpochCount);
        writer.WriteNumber("ticks", outcome.Duration.Ticks);
        writer.WriteString("worker", outcome.Worker);
        if (outcome.BestEpoch is { } best)
        {
            writer.WriteNumber("best", best);
        }

        if (outcome.Error is { } error)
        {
            writer.WriteString("error", error);
        }

        if (outcome.IsAccident)
        {
            // Between machines: a search does not write it to its journal.
            writer.WriteBoolean("accident", true);
        }

        if (outcome.Prediction is { } prediction)
        {
            writer.WriteBase64String("prediction", Compress(MemoryMarshal.AsBytes(prediction.AsSpan())));
        }

        if (outcome.State is { } state)
        {
            writer.WriteBase64String("state", state.Bytes);
        }
    });

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">The line is none.</exception>
    public static JournalHeader Header(ReadOnlyMemory<byte> line) => Read(line, root => new JournalHeader(
        root.GetProperty("journal").GetInt32() == Format ? Text(root, "module") : throw new InvalidDataException(),
        Text(root, "data"),
        root.GetProperty("seed").GetInt64(),
        Text(root, "folds"),
        Number(root, "trainings", 1, MostTrainings),
        Text(root, "samples"),
        Text(root, "space"),
        Text(root, "strategy"),
        Text(root, "metric"),
        Text(root, "preset"),
        root.GetProperty("showsPreset").GetBoolean()));

    /// <summary>Reads an outcome.</summary>
    /// <exception cref="InvalidDataException">The line is none.</exception>
    public static (FoldOutcome Outcome, string Setting, double Share) Outcome(ReadOnlyMemory<byte> line) => Read(line, root =>
    {
        double score = root.TryGetProperty("score", out JsonElement value) ? ScoreOf(value) : double.NaN, share = root.GetProperty("share").GetDouble();
        var duration = TimeSpan.FromTicks(root.GetProperty("ticks").GetInt64());
        if (share is not (> 0 and <= 1) || duration < TimeSpan.Zero || duration > LongestDuration)
        {
            throw new InvalidDataException();
        }

        var outcome = new FoldOutcome(Number(root, "trial"), Number(root, "rung"), Number(root, "fold", 0, MostTrainings), score, Number(root, "epochs"), duration)
        {
            Worker = Text(root, "worker"),
            BestEpoch = root.TryGetProperty("best", out _) ? Number(root, "best") : null,
            Error = root.TryGetProperty("error", out _) ? Text(root, "error") : null,
            IsAccident = root.TryGetProperty("accident", out JsonElement accident) && accident.GetBoolean(),
            Prediction = root.TryGetProperty("prediction", out JsonElement prediction) ? MemoryMarshal.Cast<byte, double>(Decompress(prediction.GetBytesFromBase64())).ToArray() : null,
            State = root.TryGetProperty("state", out JsonElement state) ? new TrialState(state.GetBytesFromBase64()) : null,
        };
        return (outcome, Text(root, "setting"), share);
    });

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? throw new InvalidDataException();

    private static int Number(JsonElement root, string name, int least = 0, int most = int.MaxValue) =>
        root.GetProperty(name).GetInt32() is var number && number >= least && number <= most ? number : throw new InvalidDataException();

    private static double ScoreOf(JsonElement score) =>
        score.ValueKind == JsonValueKind.Number ? score.GetDouble()
            : score.GetString() == Infinite ? double.PositiveInfinity
            : score.GetString() == "-" + Infinite ? double.NegativeInfinity
            : throw new InvalidDataException();

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static T Read<T>(ReadOnlyMemory<byte> line, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Fastest))
        {
            deflate.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static byte[] Decompress(byte[] compressed)
    {
        using var deflate = new DeflateStream(new MemoryStream(compressed, writable: false), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        deflate.CopyTo(bytes);
        return bytes.Length % sizeof(double) == 0 ? bytes.ToArray() : throw new InvalidDataException();
    }
}
