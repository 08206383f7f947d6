using System.Runtime.InteropServices;
using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>The contents of a checkpoint file: a training state as bytes, little-endian.</summary>
internal static class CheckpointFormat
{
    /// <summary>Writes a state.</summary>
    public static byte[] Write(TrainingState state)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(state.Identity.Settings.Count);
        foreach ((string name, string value) in state.Identity.Settings)
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Write(state.Identity.Shape);
        writer.Write(state.Identity.StartDigest);
        writer.Write(state.Identity.DataDigest.Value);
        writer.Write(state.Optimizer.ToString());
        writer.Write(state.Seed);
        writer.Write(state.InitialSeed ?? -1);
        writer.Write(state.BaseRate);
        writer.Write(state.ReferenceCost ?? double.NaN);
        WriteArray(writer, state.Parameters.Values);
        WriteArray(writer, state.Parameters.ValuesBefore);
        WriteArray(writer, state.Parameters.InitialValues);
        writer.Write(state.Parameters.InitialEpoch);
        writer.Write(state.StartEpoch);
        WriteOptimizer(writer, state.OptimizerState);
        WriteArray(writer, state.History.Cost);
        WriteArray(writer, state.History.Rate);
        WriteArray(writer, state.History.ValidationCost);
        WriteArray(writer, state.History.ValidationScore);
        WriteBest(writer, state.EarlyStopping.Best);
        WriteBest(writer, state.EarlyStopping.BestBefore);
        writer.Write(state.EarlyStopping.LowestCost);
        writer.Write(state.EarlyStopping.EpochsWithoutImprovement);
        writer.Write(state.Plateau.Reductions);
        writer.Write(state.Plateau.LowestCost);
        writer.Write(state.Plateau.EpochsWithoutImprovement);
        writer.Write(state.Initialization?.ToString() ?? "");
        writer.Write(state.IsReproducible);
        writer.Write(state.Snapshots.Level);
        writer.Write(state.Snapshots.Snapshots.Count);
        foreach ((int epoch, double[] values) in state.Snapshots.Snapshots)
        {
            writer.Write(epoch);
            WriteArray(writer, values);
        }

        writer.Write(state.Plateau.Cooldown);
        writer.Write(state.Convergence.LowestCost);
        writer.Write(state.Convergence.EpochsWithoutImprovement);
        writer.Write(state.FeatureScale is not null);
        if (state.FeatureScale is { } scale)
        {
            WriteArray(writer, scale.Weight);
            WriteArray(writer, scale.Scale);
            WriteOptimizer(writer, scale.Optimizer);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads a state. Fields are read in the order of the initializers.</summary>
    /// <param name="bytes">The contents.</param>
    /// <param name="version">The format version: 1 has neither snapshots nor the distribution of the initial weights, 2 neither cooldown nor tolerance, 3 no feature scales.</param>
    /// <exception cref="InvalidDataException">The bytes are no state.</exception>
    /// <exception cref="EndOfStreamException">They end too early.</exception>
    public static TrainingState Read(byte[] bytes, int version)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        var state = new TrainingState
        {
            Identity = new TrainingIdentity(
                ReadList(reader, 2, () => KeyValuePair.Create(reader.ReadString(), reader.ReadString())),
                Shape: reader.ReadString(),
                StartDigest: reader.ReadString(),
                Known(reader.ReadString())),
            Optimizer = Enum.TryParse(reader.ReadString(), out Optimizer optimizer) && Enum.IsDefined(optimizer) ? optimizer : throw new InvalidDataException(),
            Seed = reader.ReadInt64(),
            InitialSeed = reader.ReadInt64() is >= 0 and var seed ? seed : null,
            BaseRate = reader.ReadDouble(),
            ReferenceCost = reader.ReadDouble() is var reference && double.IsNaN(reference) ? null : reference,
            Parameters = new ParameterState(Values: ReadArray(reader), ValuesBefore: ReadArray(reader), InitialValues: ReadArray(reader), InitialEpoch: reader.ReadInt32()),
            StartEpoch = reader.ReadInt32(),
            OptimizerState = ReadOptimizer(reader),
            FeatureScale = null,
            History = new HistoryState(Cost: ReadArray(reader), Rate: ReadArray(reader), ValidationCost: ReadArray(reader), ValidationScore: ReadArray(reader)),
            EarlyStopping = new EarlyStoppingState(Best: ReadBest(reader), BestBefore: ReadBest(reader), LowestCost: reader.ReadDouble(), EpochsWithoutImprovement: reader.ReadInt32()),
            Plateau = new PlateauState(Reductions: reader.ReadInt32(), LowestCost: reader.ReadDouble(), EpochsWithoutImprovement: reader.ReadInt32(), Cooldown: 0),
            Convergence = new ConvergenceState(double.PositiveInfinity, 0),
            Initialization = version < 2 ? null : ReadInitialization(reader),
            IsReproducible = version >= 2 && reader.ReadBoolean(),
            Snapshots = version < 2 ? SnapshotState.Empty : new SnapshotState(
                Level: reader.ReadInt32() is >= 0 and < 64 and var level ? level : throw new InvalidDataException(),
                ReadList(reader, sizeof(long), () => (reader.ReadInt32(), ReadArray(reader)))),
        };
        state = version < 3 ? state : state with
        {
            Plateau = state.Plateau with { Cooldown = reader.ReadInt32() },
            Convergence = new ConvergenceState(LowestCost: reader.ReadDouble(), EpochsWithoutImprovement: reader.ReadInt32()),
        };
        state = version < 4 || !reader.ReadBoolean() ? state : state with
        {
            FeatureScale = new FeatureScaleState(Weight: ReadArray(reader), Scale: ReadArray(reader), ReadOptimizer(reader)),
        };
        return reader.BaseStream.Position == bytes.Length && IsConsistent(state) ? state : throw new InvalidDataException();
    }

    /// <summary>True when the lengths of the arrays and the epochs fit one another.</summary>
    private static bool IsConsistent(TrainingState state)
    {
        (double[] values, double[] before, double[] initial, int initialEpoch) = state.Parameters;
        (double[] cost, double[] rate, double[] validationCost, double[] validationScore) = state.History;
        double[][] likeValues = [.. state.OptimizerState.Moments, .. state.Snapshots.Snapshots.Select(one => one.Values)];
        BestEpoch?[] best = [state.EarlyStopping.Best, state.EarlyStopping.BestBefore];
        (double[] weight, double[] scale, OptimizerState ofScale) = state.FeatureScale ?? new FeatureScaleState([], [], OptimizerState.Empty);
        return ofScale.Moments.All(array => array.Length == scale.Length)
            && weight.Length <= values.Length
            && (scale.Length == 0 ? weight.Length == 0 : weight.Length % scale.Length == 0)
            && likeValues.All(array => array.Length == values.Length)
            && new[] { before, initial }.All(array => array.Length == 0 || array.Length == values.Length)
            && new[] { rate, validationCost, validationScore }.All(array => array.Length == 0 || array.Length == cost.Length)
            && validationCost.Length == validationScore.Length
            && best.All(one => one is null || (one.Values.Length == values.Length && one.Epoch >= 0 && one.Epoch < cost.Length))
            && state.Snapshots.Snapshots.Select(one => one.Epoch).Append(initialEpoch).Append(state.StartEpoch).All(epoch => epoch >= 0 && epoch <= cost.Length);
    }

    private static void WriteOptimizer(BinaryWriter writer, OptimizerState state)
    {
        writer.Write(state.Moments.Length);
        foreach (double[] moments in state.Moments)
        {
            WriteArray(writer, moments);
        }

        writer.Write(state.StepCount);
    }

    private static OptimizerState ReadOptimizer(BinaryReader reader) =>
        new OptimizerState(Moments: ReadList(reader, sizeof(int), () => ReadArray(reader)), StepCount: reader.ReadInt64());

    private static Lazy<string> Known(string digest) => new Lazy<string>(() => digest);

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

    private static BestEpoch? ReadBest(BinaryReader reader) =>
        reader.ReadBoolean() ? new BestEpoch(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), ReadArray(reader)) : null;

    private static Initialization? ReadInitialization(BinaryReader reader)
    {
        string name = reader.ReadString();
        return name.Length == 0 ? null : Enum.TryParse(name, out Initialization initialization) && Enum.IsDefined(initialization) ? initialization : throw new InvalidDataException();
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

    private static T[] ReadList<T>(BinaryReader reader, int size, Func<T> readItem)
    {
        var items = new T[Count(reader, size)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = readItem();
        }

        return items;
    }

    /// <summary>Reads a number of items of at least so many bytes each, which the rest of the file has to have room for.</summary>
    private static int Count(BinaryReader reader, int size)
    {
        int count = reader.ReadInt32();
        return count >= 0 && (long)count * size <= reader.BaseStream.Length - reader.BaseStream.Position ? count : throw new InvalidDataException();
    }
}
