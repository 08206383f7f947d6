using System.Runtime.InteropServices;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>A training's state as bytes, and back, little-endian.</summary>
internal static class CheckpointFormat
{
    public static byte[] Write(TrainingState state)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(state.Settings.Count);
        foreach ((string name, string value) in state.Settings)
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Write(state.Shape);
        writer.Write(state.StartDigest);
        writer.Write(state.DataDigest.Value);
        writer.Write(state.Optimizer.ToString());
        writer.Write(state.Seed);
        writer.Write(state.InitialSeed ?? -1);
        writer.Write(state.BaseRate);
        writer.Write(state.ReferenceCost ?? double.NaN);
        WriteArray(writer, state.Values);
        WriteArray(writer, state.ValuesBefore);
        WriteArray(writer, state.InitialValues);
        writer.Write(state.InitialEpoch);
        writer.Write(state.StartEpoch);
        writer.Write(state.Memory.Length);
        foreach (double[] memory in state.Memory)
        {
            WriteArray(writer, memory);
        }

        writer.Write(state.StepCount);
        WriteArray(writer, state.Cost);
        WriteArray(writer, state.Rate);
        WriteArray(writer, state.ValidationCost);
        WriteArray(writer, state.ValidationScore);
        WriteBest(writer, state.Best);
        WriteBest(writer, state.BestBefore);

        writer.Write(state.Patience.Mark);
        writer.Write(state.Patience.Waiting);
        writer.Write(state.Plateau.Reductions);
        writer.Write(state.Plateau.LowestCost);
        writer.Write(state.Plateau.Waiting);
        writer.Write(state.Initialization?.ToString() ?? "");
        writer.Write(state.IsReproducible);
        writer.Write(state.SnapshotLevel);
        writer.Write(state.Snapshot.Count);
        foreach ((int epoch, double[] values) in state.Snapshot)
        {
            writer.Write(epoch);
            WriteArray(writer, values);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <param name="bytes">The bytes.</param>
    /// <param name="version">The version that wrote them: 1 knew neither snapshots nor where initial weights were from.</param>
    /// <exception cref="InvalidDataException">The bytes are no state.</exception>
    /// <exception cref="EndOfStreamException">They end too early.</exception>
    public static TrainingState Read(byte[] bytes, int version)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        var settings = new List<KeyValuePair<string, string>>();
        for (int i = Count(reader, 2); i > 0; i--)
        {
            settings.Add(KeyValuePair.Create(reader.ReadString(), reader.ReadString()));
        }

        var state = new TrainingState
        {
            Settings = settings,
            Shape = reader.ReadString(),
            StartDigest = reader.ReadString(),
            DataDigest = Known(reader.ReadString()),
            Optimizer = Enum.TryParse(reader.ReadString(), out Optimizer optimizer) ? optimizer : throw new InvalidDataException(),
            Seed = reader.ReadInt64(),
            InitialSeed = reader.ReadInt64() is >= 0 and var seed ? seed : null,
            BaseRate = reader.ReadDouble(),
            ReferenceCost = reader.ReadDouble() is var reference && double.IsNaN(reference) ? null : reference,
            Values = ReadArray(reader),
            ValuesBefore = ReadArray(reader),
            InitialValues = ReadArray(reader),
            InitialEpoch = reader.ReadInt32(),
            StartEpoch = reader.ReadInt32(),
            Memory = [.. Enumerable.Range(0, Count(reader, sizeof(long))).Select(_ => ReadArray(reader))],
            StepCount = reader.ReadInt64(),
            Cost = ReadArray(reader),
            Rate = ReadArray(reader),
            ValidationCost = ReadArray(reader),
            ValidationScore = ReadArray(reader),
            Best = ReadBest(reader),
            BestBefore = ReadBest(reader),
            Patience = (reader.ReadDouble(), reader.ReadInt32()),
            Plateau = (reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32()),
            Initialization = version < 2 ? null : ReadInitialization(reader),
            IsReproducible = version >= 2 && reader.ReadBoolean(),
            SnapshotLevel = version < 2 ? 0 : reader.ReadInt32() is >= 0 and < 64 and var level ? level : throw new InvalidDataException(),
            Snapshot = version < 2 ? [] : [.. Enumerable.Range(0, Count(reader, sizeof(long))).Select(_ => (reader.ReadInt32(), ReadArray(reader)))],
        };
        return IsConsistent(state) ? state : throw new InvalidDataException();
    }

    /// <summary>True when the lengths of the arrays agree.</summary>
    private static bool IsConsistent(TrainingState state)
    {
        bool IsLikeValues(double[] values)
        {
            return values.Length == state.Values.Length;
        }

        bool IsLikeCost(double[] values)
        {
            return values.Length == 0 || values.Length == state.Cost.Length;
        }

        bool IsPossible(BestEpoch? best)
        {
            return best is null || (IsLikeValues(best.Values) && best.Epoch >= 0 && best.Epoch < state.EpochCount);
        }

        return state.Memory.All(IsLikeValues)
            && (state.ValuesBefore.Length == 0 || IsLikeValues(state.ValuesBefore))
            && (state.InitialValues.Length == 0 || IsLikeValues(state.InitialValues))
            && state.Snapshot.All(one => IsLikeValues(one.Values) && one.Epoch >= 0 && one.Epoch <= state.EpochCount)
            && IsPossible(state.Best) && IsPossible(state.BestBefore)
            && IsLikeCost(state.Rate) && IsLikeCost(state.ValidationCost) && IsLikeCost(state.ValidationScore)
            && state.ValidationCost.Length == state.ValidationScore.Length
            && state.InitialEpoch >= 0 && state.InitialEpoch <= state.EpochCount && state.StartEpoch >= 0 && state.StartEpoch <= state.EpochCount;
    }

    private static Lazy<string> Known(string digest)
    {
        return new Lazy<string>(() => digest);
    }

    private static void WriteBest(BinaryWriter writer, BestEpoch? best)
    {
        writer.Write(best is not null);
        if (best is not null)
        {
            writer.Write(best.Epoch);
            writer.Write(best.Cost);
            writer.Write(best.Score);
            WriteArray(writer, best.Values);
        }
    }

    private static BestEpoch? ReadBest(BinaryReader reader)
    {
        return reader.ReadBoolean() ? new BestEpoch(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), ReadArray(reader)) : null;
    }

    private static Initialization? ReadInitialization(BinaryReader reader)
    {
        string name = reader.ReadString();
        return name.Length == 0 ? null : Enum.TryParse(name, out Initialization initialization) ? initialization : throw new InvalidDataException();
    }

    private static void WriteArray(BinaryWriter writer, double[] values)
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static double[] ReadArray(BinaryReader reader)
    {
        var values = new double[Count(reader, sizeof(double))];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>A count of things of so many bytes each at least: no more than there are bytes for.</summary>
    private static int Count(BinaryReader reader, int size)
    {
        int count = reader.ReadInt32();
        return count >= 0 && (long)count * size <= reader.BaseStream.Length - reader.BaseStream.Position ? count : throw new InvalidDataException();
    }
}
