using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PSNeuralNet.Search;

/// <summary>Lines of a journal: JSON objects, UTF-8. Numbers are written so that they are read back to the same bits; arrays of numbers and states as Base64 of compressed bytes.</summary>
internal static class JournalLine
{
    private const int Format = 1;
    private const string Infinite = "Infinity";

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
            writer.WriteBase64String("state", state);
        }
    });

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">The line is none.</exception>
    public static JournalHeader Header(ReadOnlyMemory<byte> line) => Read(line, root => new JournalHeader(
        root.GetProperty("journal").GetInt32() == Format ? root.GetProperty("module").GetString()! : throw new InvalidDataException(),
        root.GetProperty("data").GetString()!,
        root.GetProperty("seed").GetInt64(),
        root.GetProperty("folds").GetString()!,
        root.GetProperty("trainings").GetInt32(),
        root.GetProperty("samples").GetString()!,
        root.GetProperty("space").GetString()!,
        root.GetProperty("strategy").GetString()!,
        root.GetProperty("metric").GetString()!,
        root.GetProperty("preset").GetString()!,
        root.GetProperty("showsPreset").GetBoolean()));

    /// <summary>Reads an outcome.</summary>
    /// <exception cref="InvalidDataException">The line is none.</exception>
    public static (FoldOutcome Outcome, string Setting, double Share) Outcome(ReadOnlyMemory<byte> line) => Read(line, root =>
    {
        string? error = root.TryGetProperty("error", out JsonElement text) ? text.GetString() : null;
        bool hasScore = root.TryGetProperty("score", out JsonElement score);
        int trial = root.GetProperty("trial").GetInt32(), rung = root.GetProperty("rung").GetInt32(), fold = root.GetProperty("fold").GetInt32();
        return trial < 0 || rung < 0 || fold < 0 ? throw new InvalidDataException() : (
            new FoldOutcome(trial, rung, fold, hasScore ? ScoreOf(score) : double.NaN, root.GetProperty("epochs").GetInt32(), TimeSpan.FromTicks(root.GetProperty("ticks").GetInt64()))
            {
                Worker = root.GetProperty("worker").GetString()!,
                BestEpoch = root.TryGetProperty("best", out JsonElement best) ? best.GetInt32() : null,
                Error = error,
                IsAccident = root.TryGetProperty("accident", out JsonElement accident) && accident.GetBoolean(),
                Prediction = root.TryGetProperty("prediction", out JsonElement prediction) ? MemoryMarshal.Cast<byte, double>(Decompress(prediction.GetBytesFromBase64())).ToArray() : null,
                State = root.TryGetProperty("state", out JsonElement state) ? state.GetBytesFromBase64() : null,
            },
            root.GetProperty("setting").GetString()!,
            root.GetProperty("share").GetDouble());
    });

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
