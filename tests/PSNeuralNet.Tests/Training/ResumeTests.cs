using PSNeuralNet.Tests.Persistence;

namespace PSNeuralNet.Tests.Training;

/// <summary>A training that was killed resumes with the settings of its checkpoint alone, to the bits, the chosen settings and the command of an uninterrupted one.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly Dataset Moons = MoonsGenerator.Generate(120, 0.3, shuffle: true, seed: 1);
    private static readonly Dataset Table = ExportCase.Data("indicator");
    private static readonly Dataset Numbers = RegressionGenerator.Generate(60, 3, 3, 1, 20, shuffle: true, seed: 4);

    private static readonly Dictionary<string, (Dataset Data, NetworkParameter Start, TrainingOptions Options)> Trainings = new()
    {
        ["table"] = (Table, Start(Table, [64, 32], Activation.ReLU), TableDefaults.Of(Table, isSingle: true) with { Seed = 5 }),
        ["tutorial"] = (Moons, Start(Moons, [5]), new TrainingOptions { EpochCount = 300 }),
        ["weights by label"] = (Moons, Start(Moons, [5]), Rich with { ClassWeight = ClassWeighting.Of([KeyValuePair.Create<object, double>(1, 2.5), KeyValuePair.Create<object, double>("0", 0.1)]), Calibration = Calibration.Temperature }),
        ["balanced"] = (Moons, Start(Moons, [5]), Rich with { ClassWeight = ClassWeighting.Balanced }),
        ["Huber"] = (Numbers, Start(Numbers, [4], loss: Loss.Huber, delta: 0.7), new TrainingOptions { Optimizer = Optimizer.Adam, Standardize = true, EpochCount = 60, TargetTransform = TargetTransform.None, ClipTarget = true }),
        ["cosine"] = (Moons, Start(Moons, [5]), new TrainingOptions { Schedule = Schedule.Cosine, WarmupEpochCount = 4, EpochCount = 70 }),
        ["mini-batch"] = (Moons, Start(Moons, [6, 4], Activation.ReLU), Rich),
        ["LBFGS"] = (Moons, Start(Moons, [5]), new TrainingOptions { Optimizer = Optimizer.LBFGS, EpochCount = 40, L2 = 0.1 }),
        ["no hidden layer"] = (Numbers, Start(Numbers, []), new TrainingOptions { EpochCount = 60, SnapshotCount = 5, ThrottleLimit = 1 }),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public static TheoryData<string> Names { get; } = [.. Trainings.Keys];

    private static TrainingOptions Rich => new()
    {
        Optimizer = Optimizer.Nesterov, LearningRate = 0.02, Momentum = 0.8, BatchSize = 16, Dropout = [0.1], ClipNorm = 0.5, Schedule = Schedule.ReduceOnPlateau, Decay = 0.5, StepEpochCount = 3,
        ValidationFraction = 0.2, Patience = 40, MinimumDelta = 1e-5, Standardize = true, EpochCount = 80, Seed = 6,
    };

    private string Path1 => Path.Combine(_folder, "a.ckpt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_checkpoint_brings_all_settings(string name)
    {
        (Dataset data, NetworkParameter start, TrainingOptions options) = Trainings[name];
        TrainingResult whole = Trainer.Train(data, start, options);
        Assert.True(whole.EpochCount > 15, $"{whole.EpochCount} epochs");
        Checkpoint checkpoint = Killed(data, new TrainingStart(start), options, interval: 7);
        Assert.Equal((14, 7, options.EpochCount, true, false), (checkpoint.EpochCount, checkpoint.Interval, checkpoint.Options.EpochCount, checkpoint.HasAllSettings, checkpoint.IsRescaled));

        // The network, too, is that of the checkpoint.
        NetworkParameter again = Initializer.Initialize(checkpoint.ShapeFor(data), checkpoint.Initialization!.Value, checkpoint.InitialSeed!.Value, data.Schema);
        AssertSame(whole, Trainer.Train(data, checkpoint.Start(again), checkpoint.Options));
    }

    [Fact]
    public void A_scaling_that_is_learned_anew_is_learned_when_resumed()
    {
        TrainingOptions options = Rich with { Standardize = true };
        TrainingResult first = Trainer.Train(Moons, Start(Moons, [5]), options);
        Dataset other = MoonsGenerator.Generate(90, 0.2, shuffle: true, seed: 8);
        TrainingStart start = new TrainingStart(first.Network).Rescaling();
        TrainingResult whole = Trainer.Train(other, start, options);
        Checkpoint checkpoint = Killed(other, start, options, interval: 7);
        Assert.True(checkpoint.IsRescaled);
        TrainingStart resumed = checkpoint.Start(new TrainingStart(first.Network));
        AssertSame(whole, Trainer.Train(other, resumed.Rescaling(), checkpoint.Options));
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(other, resumed, checkpoint.Options));
        Assert.Contains("its learning of the scaling anew is True, that of this one False", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_validation_dataset_has_to_be_given_again()
    {
        TrainingOptions options = Rich with { ValidationFraction = 0, ValidationDataset = MoonsGenerator.Generate(30, 0.3, shuffle: true, seed: 9) };
        TrainingResult whole = Trainer.Train(Moons, Start(Moons, [5]), options);
        Checkpoint checkpoint = Killed(Moons, new TrainingStart(Start(Moons, [5])), options, interval: 7);
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(Moons, checkpoint.Start(Start(Moons, [5])), checkpoint.Options));
        Assert.Equal("CheckpointValidationMissing", error.Id);
        Assert.Contains($"has a validation dataset, {options.ValidationDataset},", error.Message, StringComparison.Ordinal);
        AssertSame(whole, Trainer.Train(Moons, checkpoint.Start(Start(Moons, [5])), checkpoint.Options with { ValidationDataset = options.ValidationDataset }));
    }

    [Fact]
    public void A_training_that_continues_another_one_has_its_own_number_of_epochs()
    {
        TrainingOptions options = new() { Optimizer = Optimizer.Adam, EpochCount = 40 };
        TrainingResult first = Trainer.Train(Moons, Start(Moons, [5]), options);
        TrainingResult whole = Trainer.Train(Moons, new TrainingStart(first), options with { EpochCount = 30 });
        Checkpoint checkpoint = Killed(Moons, new TrainingStart(first), options with { EpochCount = 30 }, interval: 10);
        Assert.Equal((40, 60, 30), (checkpoint.StartEpoch, checkpoint.EpochCount, checkpoint.Options.EpochCount));
        AssertSame(whole, Trainer.Train(Moons, checkpoint.Start(first.Parameter), checkpoint.Options));
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(Moons, checkpoint.Start(Start(Moons, [5], seed: 44)), checkpoint.Options));
        Assert.Contains("initial parameters", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 0.0, null)]
    [InlineData(60, 0.0, null)]
    [InlineData(null, 0.0, 1e-4)]
    [InlineData(9, 0.01, null)]
    [InlineData(8, 0.0, 1e-3)]
    public void Rules_of_stopping_may_change_to_the_result_of_a_training_that_had_them(int? patience, double delta, double? tolerance)
    {
        (Dataset data, NetworkParameter start, TrainingOptions options) = Trainings["mini-batch"];
        options = options with { LearningRate = 0.1, EpochCount = 200 };
        TrainingOptions changed = options with { Patience = patience, MinimumDelta = delta, Tolerance = tolerance, Calibration = Calibration.Temperature, EpochCount = 150 };
        TrainingResult whole = Trainer.Train(data, start, changed);
        Assert.True(whole.EpochCount >= 8, $"{whole.EpochCount} epochs");
        Checkpoint checkpoint = Killed(data, new TrainingStart(start), options, interval: 4);
        AssertSame(whole, Trainer.Train(data, checkpoint.Start(start), checkpoint.Options with { Patience = patience, MinimumDelta = delta, Tolerance = tolerance, Calibration = Calibration.Temperature, EpochCount = 150 }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_wait_that_was_over_where_a_training_continued_another_one_begins_anew_with_other_rules(bool hasTolerance)
    {
        (Dataset data, NetworkParameter start, TrainingOptions options) = Trainings["mini-batch"];
        options = hasTolerance
            ? new TrainingOptions { Optimizer = Optimizer.Adam, EpochCount = 40, Patience = 1000, Tolerance = 0.2 }
            : options with { LearningRate = 0.1, EpochCount = 40, Patience = 1000, MinimumDelta = 0.2 };
        TrainingResult first = Trainer.Train(data, start, options);
        TrainingResult whole = Trainer.Train(data, new TrainingStart(first), options with { Patience = 9 });
        Assert.Equal((hasTolerance ? StopReason.Converged : StopReason.EarlyStopped, hasTolerance ? 50 : 49), (whole.StopReason, whole.EpochCount));

        // The same, but killed with other rules.
        Checkpoint checkpoint = Killed(data, new TrainingStart(first), options, interval: 2);
        Assert.Equal((40, 44), (checkpoint.StartEpoch, checkpoint.EpochCount));
        AssertSame(whole, Trainer.Train(data, checkpoint.Start(first.Parameter), checkpoint.Options with { Patience = 9 }));
    }

    [Fact]
    public void A_rule_that_would_have_stopped_the_training_before_is_no_training_that_a_command_repeats()
    {
        (Dataset data, NetworkParameter start, TrainingOptions options) = Trainings["mini-batch"];
        options = options with { LearningRate = 0.1, Patience = null };
        int stop = Trainer.Train(data, start, options with { Patience = 2 }).EpochCount;
        Checkpoint checkpoint = Killed(data, new TrainingStart(start), options, interval: stop);
        TrainingResult resumed = Trainer.Train(data, checkpoint.Start(start), checkpoint.Options with { Patience = 2 });
        Assert.True(checkpoint.EpochCount > stop);
        Assert.False(resumed.IsReproducible);
        Assert.True(Trainer.Train(data, checkpoint.Start(start), checkpoint.Options with { Calibration = Calibration.Temperature }).IsReproducible);
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_replaced_with_a_warning()
    {
        TrainingOptions options = new() { EpochCount = 30 };
        NetworkParameter start = Start(Moons, [5]);
        Checkpoint checkpoint = Killed(Moons, new TrainingStart(start), options, interval: 5);
        byte[] bytes = File.ReadAllBytes(Path1);
        string warning = Assert.Single(Warnings(start, options with { LearningRate = 0.1 }));
        Assert.Equal(
            $"The checkpoint '{Path1}' of another training, which has not ended (2-5-1 Tanh/Sigmoid, GradientDescent, seed 0, 10 of 30 epochs), will be replaced. To resume that one, stop this training and give -Resume and its data; to keep both, give another -CheckpointPath.",
            warning);

        // It has ended now, and so it is replaced without one.
        Assert.Empty(Warnings(start, options));

        // The same training, from its start or resumed.
        File.WriteAllBytes(Path1, bytes);
        Assert.Empty(Warnings(start, options));
        File.WriteAllBytes(Path1, bytes);
        var warnings = new List<string>();
        Trainer.Train(Moons, checkpoint.Start(start), options with { Checkpoint = new CheckpointFile(Path1, 5) }, warn: warnings.Add);
        Assert.Empty(warnings);

        File.WriteAllBytes(Path1, bytes[..^1]);
        Assert.Contains("cannot be resumed, and will be replaced. The checkpoint", Assert.Single(Warnings(start, options)), StringComparison.Ordinal);

        List<string> Warnings(NetworkParameter from, TrainingOptions with)
        {
            var all = new List<string>();
            Trainer.Train(Moons, new TrainingStart(from), with with { Checkpoint = new CheckpointFile(Path1, 5) }, warn: all.Add);
            return all;
        }
    }

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(expected.CostHistory, actual.CostHistory);
        Assert.Equal(expected.Parameter.Flatten(), actual.Parameter.Flatten());
        Assert.Equal((expected.StopReason, expected.BestEpoch, expected.Score, expected.Temperature), (actual.StopReason, actual.BestEpoch, actual.Score, actual.Temperature));
        Assert.Equal((expected.ChosenSetting, expected.Command), (actual.ChosenSetting, actual.Command));
        Assert.Equal(TrainingSetting.All.Select(setting => setting.Text(expected.Options)), TrainingSetting.All.Select(setting => setting.Text(actual.Options)));
        Assert.Equal(expected.CostHistory.Snapshot.Select(one => one.Epoch), actual.CostHistory.Snapshot.Select(one => one.Epoch));
    }

    /// <summary>The checkpoint of a training that was killed at its third one.</summary>
    private Checkpoint Killed(Dataset data, TrainingStart start, TrainingOptions options, int interval)
    {
        Assert.Throws<InvalidOperationException>(() => Trainer.Train(data, start, options with { Checkpoint = new KillSwitch(new CheckpointFile(Path1, interval), 3) }));
        return Checkpoint.Read(Path1);
    }

    private static NetworkParameter Start(Dataset data, int[] hidden, Activation activation = Activation.Tanh, Loss? loss = null, double? delta = null, long seed = 3) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, .. hidden, data.Schema.OutputCount], [activation], loss, delta), Initialization.Xavier, seed, data.Schema);
}
