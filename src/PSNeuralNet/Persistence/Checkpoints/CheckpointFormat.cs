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

        ResumeFormat.Write(writer, state.Resume ?? throw new ArgumentException("The state has no settings to resume with.", nameof(state)));
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>
    /// Reads a state. Fields are read in the order of the initializers. Weights need not be finite: those after an update that diverged, which the next epoch finds, are not.
    /// </summary>
    /// <param name="bytes">The contents.</param>
    /// <param name="version">
    /// The format version: 1 has neither snapshots nor the distribution of the initial weights, 2 neither cooldown nor tolerance, 3 neither feature scales nor settings to resume with.
    /// </param>
    /// <param name="offset">The place of the contents in the file, for messages.</param>
    /// <exception cref="InvalidDataException">The bytes are no state; the message names the value and its place.</exception>
    public static TrainingState Read(byte[] bytes, int version, int offset = 0)
    {
        using var reader = new CheckpointReader(bytes, offset);
        var state = new TrainingState
        {
            Identity = new TrainingIdentity(
                ReadSettings(reader),
                Shape: reader.Text("the network", text => ShapeText.Parse(text) is null ? null : text),
                StartDigest: reader.Text("the digest of the initial parameters"),
                Known(reader.Text("the digest of the data"))),
            Optimizer = reader.Name<Optimizer>("the optimizer"),
            Seed = reader.Long("the seed", most: uint.MaxValue),
            InitialSeed = reader.Long("the seed of the initial parameters", least: -1, most: uint.MaxValue) is >= 0 and var seed ? seed : null,
            BaseRate = reader.FiniteNumber("the learning rate"),
            ReferenceCost = reader.Number("the reference cost") is var reference && double.IsNaN(reference) ? null : reference,
            Parameters = new ParameterState(
                Values: reader.Numbers("weights"),
                ValuesBefore: reader.Numbers("weights before the last epoch"),
                InitialValues: reader.Numbers("initial weights"),
                InitialEpoch: reader.Integer("the initial epoch")),
            StartEpoch = reader.Integer("the first epoch"),
            OptimizerState = ReadOptimizer(reader, "the optimizer"),
            FeatureScale = null,
            History = new HistoryState(
                Cost: reader.FiniteNumbers("costs"), Rate: reader.FiniteNumbers("learning rates"), ValidationCost: reader.Numbers("validation costs"), ValidationScore: reader.Numbers("validation scores")),
            EarlyStopping = new EarlyStoppingState(
                Best: ReadBest(reader), BestBefore: ReadBest(reader), LowestCost: reader.Number("the lowest validation cost"), EpochsWithoutImprovement: reader.Integer("the epochs without improvement")),
            Plateau = new PlateauState(
                Reductions: reader.Integer("the reductions of the rate"), LowestCost: reader.Number("the lowest cost"), EpochsWithoutImprovement: reader.Integer("the epochs of the plateau"), Cooldown: 0),
            Convergence = new ConvergenceState(double.PositiveInfinity, 0),
            Initialization = version < 2 ? null : reader.NameOrNone<Initialization>("the initialization"),
            IsReproducible = version >= 2 && reader.Boolean("the reproducibility"),
            Snapshots = version < 2 ? SnapshotState.Empty : new SnapshotState(
                Level: reader.Integer("the level of the snapshots", most: 63),
                reader.List("snapshots", sizeof(long), () => (reader.Integer("the epoch of a snapshot"), reader.Numbers("weights of a snapshot")))),
            Resume = null,
        };
        state = version < 3 ? state : state with
        {
            Plateau = state.Plateau with { Cooldown = reader.Integer("the epochs of the cooldown") },
            Convergence = new ConvergenceState(LowestCost: reader.Number("the lowest training cost"), EpochsWithoutImprovement: reader.Integer("the epochs without a lower cost")),
        };
        if (version >= 4)
        {
            state = state with
            {
                FeatureScale = !reader.Boolean("the feature scales") ? null
                    : new FeatureScaleState(Weight: reader.Numbers("weights of scaled features"), Scale: reader.Numbers("feature scales"), ReadOptimizer(reader, "the feature scales")),
                Resume = ResumeFormat.Read(reader),
            };
        }

        reader.RequireEnd();
        return Inconsistency(state) is not { } what ? state : throw new InvalidDataException($"{what} do not fit the network and the epochs done");
    }

    /// <summary>The part whose lengths or epochs do not fit the others; null for none.</summary>
    private static string? Inconsistency(TrainingState state)
    {
        (double[] values, double[] before, double[] initial, int initialEpoch) = state.Parameters;
        (double[] cost, double[] rate, double[] validationCost, double[] validationScore) = state.History;
        var shape = ShapeText.Parse(state.Identity.Shape);
        int last = cost.Length;
        (double[] weight, double[] scale, OptimizerState ofScale) = state.FeatureScale ?? new FeatureScaleState([], [], OptimizerState.Empty);
        BestEpoch?[] best = [state.EarlyStopping.Best, state.EarlyStopping.BestBefore];
        bool hasScale = state.FeatureScale is null || (scale.Length == shape!.LayerSize[0] && weight.Length == (long)scale.Length * shape.LayerSize[1]);
        int[] waits = [state.EarlyStopping.EpochsWithoutImprovement, state.Convergence.EpochsWithoutImprovement, state.Plateau.EpochsWithoutImprovement, state.Plateau.Reductions];
        (bool Holds, string What)[] parts =
        [
            (values.Length == shape!.ParameterCount && new[] { before, initial }.All(IsEmptyOrLike(values)), "its weights"),
            (state.OptimizerState.Moments.All(array => array.Length == values.Length), "the moments of the optimizer"),
            (hasScale && ofScale.Moments.All(array => array.Length == scale.Length), "the feature scales"),
            (new[] { rate, validationCost, validationScore }.All(IsEmptyOrLike(cost)) && validationCost.Length == validationScore.Length, "its costs"),
            (best.All(one => one is null || (one.Values.Length == values.Length && one.Epoch < last)), "the best epochs"),
            (state.Snapshots.Snapshots.All(one => one.Values.Length == values.Length && one.Epoch <= last), "its snapshots"),
            (initialEpoch <= last && state.StartEpoch <= last && waits.All(count => count <= last), "its numbers of epochs"),
        ];
        return parts.FirstOrDefault(part => !part.Holds).What;

        static Func<double[], bool> IsEmptyOrLike(double[] other) => array => array.Length == 0 || array.Length == other.Length;
    }

    private static KeyValuePair<string, string>[] ReadSettings(CheckpointReader reader)
    {
        KeyValuePair<string, string>[] settings = reader.List("compared settings", 2, () => KeyValuePair.Create(reader.Text("the name of a compared setting"), reader.Text("a compared setting")));
        return settings.DistinctBy(setting => setting.Key).Count() == settings.Length ? settings : throw new InvalidDataException("a compared setting is there twice");
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

    private static OptimizerState ReadOptimizer(CheckpointReader reader, string of) =>
        new OptimizerState(Moments: reader.List($"moments of {of}", sizeof(int), () => reader.Numbers($"moments of {of}")), StepCount: reader.Long($"the steps of {of}"));

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

    private static BestEpoch? ReadBest(CheckpointReader reader) =>
        !reader.Boolean("the best epoch") ? null
            : new BestEpoch(
                reader.Integer("the best epoch"), reader.Number("the cost of the best epoch"), reader.Number("the score of the best epoch"), reader.Numbers("weights of the best epoch"));

    private static void WriteArray(BinaryWriter writer, double[] values)
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
