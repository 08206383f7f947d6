using PSNeuralNet.Networks;
using PSNeuralNet.Training;

namespace PSNeuralNet.Fuzz;

/// <summary>Settings of trainings, weights of classes and of samples. Each byte of an input chooses a value: a training or an error.</summary>
internal sealed class SettingTarget : FuzzTarget
{
    private static readonly double[] Numbers = [0, 1, 0.5, 2, -1, 0.999, 1e-300, 1e-301, 1e300, 1e301, 1e308, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 1e-9, 30, 0.01];

    private static readonly int[] Counts = [0, 1, 2, 5, -1, int.MaxValue, int.MinValue, 1000, 1001];

    private static readonly object[] Labels = ["no", "yes", "x", 0, 1, 1.0, true, ""];

    /// <inheritdoc/>
    public override string Name => "setting";

    /// <inheritdoc/>
    public override int Turns => 8;

    /// <inheritdoc/>
    public override byte[] Generate(Random random)
    {
        // Pairs of a setting and a value: few, so that some trainings begin.
        byte[] input = new byte[1 + (2 * random.Next(1, 5))];
        random.NextBytes(input);
        return input;
    }

    /// <inheritdoc/>
    public override long Check(byte[] input)
    {
        byte choice = input.Length == 0 ? (byte)0 : input[0];
        var options = new TrainingOptions { EpochCount = 2, Seed = choice, ThrottleLimit = 1 };
        double[]? weights = null;
        for (int i = 1; i + 1 < input.Length; i += 2)
        {
            (options, weights) = With(options, weights, input[i], input[i + 1]);
        }

        Try(() =>
        {
            Dataset data = Data(choice, weights);
            NetworkShape shape = NetworkShape.For(data.Task, [data.FeatureCount, 1 + (choice % 3), data.Y.RowCount]);
            TrainingResult result = Trainer.Train(data, Initializer.Initialize(shape, Initialization.Xavier, choice, data.Schema), options);
            Require(result.CostHistory.Count <= 2, $"training of {result.CostHistory.Count} epochs: ");
            Require(result.ToString().Length > 0 && result.Network.ToString().Length > 0, "training without a text: ");
            return result;
        });
        return input.Length;
    }

    private static (TrainingOptions Options, double[]? Weights) With(TrainingOptions options, double[]? weights, byte setting, byte value)
    {
        double number = Numbers[value % Numbers.Length];
        int count = Counts[value % Counts.Length];
        return (setting % 21) switch
        {
            0 => (options with { LearningRate = number }, weights),
            1 => (options with { Optimizer = (Optimizer)(value % Enum.GetValues<Optimizer>().Length) }, weights),
            2 => (options with { BatchSize = count }, weights),
            3 => (options with { Momentum = number }, weights),
            4 => (options with { Smoothing = number, Beta1 = number }, weights),
            5 => (options with { Beta2 = number }, weights),
            6 => (options with { Epsilon = number }, weights),
            7 => (options with { WeightDecay = number, Optimizer = Enum.GetValues<Optimizer>()[^1] }, weights),
            8 => (options with { L2 = number }, weights),
            9 => (options with { Dropout = [number] }, weights),
            10 => (options with { ClipNorm = number }, weights),
            11 => (options with { Schedule = (Schedule)(value % Enum.GetValues<Schedule>().Length), Decay = Numbers[value / 8 % Numbers.Length], StepEpochCount = 1 }, weights),
            12 => (options with { StepEpochCount = count }, weights),
            13 => (options with { WarmupEpochCount = count }, weights),
            14 => (options with { ClassWeight = ClassWeighting.Balanced }, weights),
            15 => (options with { ClassWeight = ClassWeighting.Of([new(Labels[value % Labels.Length], number), new(Labels[value / 8 % Labels.Length], Numbers[value / 16])]) }, weights),
            16 => (options with { Standardize = true }, weights),
            17 => (options with { ValidationFraction = number }, weights),
            18 => (options with { ValidationFraction = 0.3, Patience = count, MinimumDelta = number }, weights),
            19 => (options with { SnapshotCount = count }, weights),
            _ => (options, [number, Numbers[value / 8 % Numbers.Length]]),
        };
    }

    private static Dataset Data(byte choice, double[]? weights)
    {
        var reader = new TableReader(new TableOptions { Target = ["y"], SampleWeight = weights is null ? null : "w" });
        for (int row = 0; row < 8; row++)
        {
            int i = row;
            reader.Add(
                () => weights is null ? ["a", "b", "y"] : ["a", "b", "w", "y"],
                name => name switch { "a" => i, "b" => i % 3 * Numbers[choice % 4], "w" => weights![i % 2], _ => choice % 3 == 0 ? i * 1.5 : i % 2 == 0 ? "no" : choice % 3 == 1 || i % 3 == 0 ? "yes" : "x" });
        }

        return reader.ToDataset();
    }
}
