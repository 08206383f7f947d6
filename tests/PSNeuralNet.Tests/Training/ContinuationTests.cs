namespace PSNeuralNet.Tests.Training;

/// <summary>50 and 50 epochs give the bits of 100: after a result, and after a kill.</summary>
public sealed class ContinuationTests : IDisposable
{
    private static readonly Dataset Moons = MoonsGenerator.Generate(120, 0.3, shuffle: true, seed: 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public static TheoryData<Optimizer, bool> Trainings { get; } = [.. Enum.GetValues<Optimizer>().SelectMany(optimizer => new[] { (optimizer, false), (optimizer, true) })];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Fifty_and_fifty_epochs_are_a_hundred(Optimizer optimizer, bool isRich)
    {
        TrainingOptions options = Options(optimizer, isRich);
        TrainingResult whole = Trainer.Train(Moons, Start(), options with { EpochCount = 100 });
        TrainingResult half = Trainer.Train(Moons, Start(), options with { EpochCount = 50 });
        double[] before = half.Parameter.Flatten();
        TrainingResult both = Trainer.Train(Moons, new TrainingStart(half), options with { EpochCount = 50 });
        AssertSame(whole, both);

        // Nothing emitted changes: the half can be gone on with once more.
        Assert.Equal(before, half.Parameter.Flatten());
        Assert.Equal(50, half.EpochCount);
        AssertSame(whole, Trainer.Train(Moons, new TrainingStart(half), options with { EpochCount = 50 }));
        TrainingResult thirds = half;
        foreach (int more in (int[])[20, 29, 1])
        {
            thirds = Trainer.Train(Moons, new TrainingStart(thirds), options with { EpochCount = more });
        }

        AssertSame(whole, thirds);
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void A_killed_training_goes_on_from_its_checkpoint(Optimizer optimizer, bool isRich)
    {
        TrainingOptions options = Options(optimizer, isRich) with { EpochCount = 100 };
        TrainingResult whole = Trainer.Train(Moons, Start(), options);

        // Killed at the third checkpoint: what was done after the second one is lost.
        string path = Path.Combine(_folder, "run.ckpt");
        var killed = new KillSwitch(new CheckpointFile(path, 17), 3);
        Assert.Throws<InvalidOperationException>(() => Trainer.Train(Moons, Start(), options with { Checkpoint = killed }));
        var checkpoint = Checkpoint.Read(path);
        Assert.Equal((34, 6L), (checkpoint.EpochCount, checkpoint.Seed));
        TrainingResult resumed = Trainer.Train(Moons, checkpoint.Start(Start()), options with { Checkpoint = new CheckpointFile(path, 17) });
        AssertSame(whole, resumed);
        Assert.Equal(whole.Seed, resumed.Seed);

        // At the end the file holds the end: resuming once more gives the result at once, and the same predictions.
        TrainingResult again = Trainer.Train(Moons, Checkpoint.Read(path).Start(Start()), options);
        AssertSame(whole, again);
        Assert.Equal(new Predictor(whole.Parameter).Predict(Moons), new Predictor(again.Parameter).Predict(Moons));
        AssertSame(
            Trainer.Train(Moons, Start(), options with { EpochCount = 120 }),
            Trainer.Train(Moons, Checkpoint.Read(path).Start(Start()), options with { EpochCount = 120 }));
    }

    [Theory]
    [InlineData(Schedule.Exponential, 0.99, null, 0)]
    [InlineData(Schedule.InverseTime, 0.1, null, 0)]
    [InlineData(Schedule.Step, 0.5, 20, 0)]
    [InlineData(Schedule.ReduceOnPlateau, 0.5, 3, 0)]
    public void Schedules_go_on(Schedule schedule, double decay, int? step, int warmup)
    {
        TrainingOptions options = new() { Schedule = schedule, Decay = decay, StepEpochCount = step, WarmupEpochCount = warmup, LearningRate = 0.5 };
        TrainingResult whole = Trainer.Train(Moons, Start(), options with { EpochCount = 100 });
        TrainingResult half = Trainer.Train(Moons, Start(), options with { EpochCount = 50 });
        AssertSame(whole, Trainer.Train(Moons, new TrainingStart(half), options with { EpochCount = 50 }));
    }

    [Fact]
    public void A_cosine_has_its_end_and_a_checkpoint_knows_it()
    {
        string path = Path.Combine(_folder, "cosine.ckpt");
        TrainingOptions options = new() { Schedule = Schedule.Cosine, WarmupEpochCount = 5, EpochCount = 20 };
        TrainingResult whole = Trainer.Train(Moons, Start(), options);
        Assert.Throws<InvalidOperationException>(() => Trainer.Train(Moons, Start(), options with { Checkpoint = new KillSwitch(new CheckpointFile(path, 6), 3) }));
        AssertSame(whole, Trainer.Train(Moons, Checkpoint.Read(path).Start(Start()), options));
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(Moons, Checkpoint.Read(path).Start(Start()), options with { EpochCount = 40 }));
        Assert.Contains("its number of epochs of the cosine is 20, that of this one 40", error.Message, StringComparison.Ordinal);

        // Fewer more epochs than the warm-up, which was over long ago.
        Assert.Equal(23, Trainer.Train(Moons, new TrainingStart(whole), options with { EpochCount = 3 }).EpochCount);
    }

    [Fact]
    public void A_continued_training_can_be_killed_too()
    {
        TrainingOptions options = Options(Optimizer.Adam, isRich: true) with { EpochCount = 40 };
        TrainingResult first = Trainer.Train(Moons, Start(), options);
        TrainingResult whole = Trainer.Train(Moons, new TrainingStart(first), options);
        string path = Path.Combine(_folder, "second.ckpt");
        Assert.Throws<InvalidOperationException>(
            () => Trainer.Train(Moons, new TrainingStart(first), options with { Checkpoint = new KillSwitch(new CheckpointFile(path, 10), 2) }));
        AssertSame(whole, Trainer.Train(Moons, Checkpoint.Read(path).Start(first.Parameter), options));
        Assert.Equal(80, whole.EpochCount);
    }

    [Fact]
    public void An_early_stop_goes_on_when_asked_to_and_is_kept_when_resumed()
    {
        string path = Path.Combine(_folder, "early.ckpt");
        TrainingOptions options = Options(Optimizer.Adam, isRich: true) with { EpochCount = 3000, Patience = 3, LearningRate = 0.1, Schedule = Schedule.Constant };
        TrainingResult stopped = Trainer.Train(Moons, Start(), options with { Checkpoint = new CheckpointFile(path, 5) });
        Assert.Equal(StopReason.EarlyStopped, stopped.StopReason);
        AssertSame(stopped, Trainer.Train(Moons, Checkpoint.Read(path).Start(Start()), options));
        TrainingResult more = Trainer.Train(Moons, new TrainingStart(stopped), options with { EpochCount = 3 });
        Assert.Equal(stopped.EpochCount + 3, more.EpochCount);
    }

    [Fact]
    public void On_other_data_the_weights_and_the_optimizers_memory_carry_over()
    {
        Dataset other = MoonsGenerator.Generate(80, 0.3, shuffle: true, seed: 2);
        var options = new TrainingOptions { Optimizer = Optimizer.Adam, EpochCount = 5 };
        TrainingResult first = Trainer.Train(Moons, Start(), options);
        TrainingResult carried = Trainer.Train(other, new TrainingStart(first), options);
        TrainingResult fresh = Trainer.Train(other, first.Parameter, options);
        Assert.Equal((5, fresh.FirstCost), (carried.EpochCount, carried.FirstCost));
        Assert.NotEqual(fresh.LastCost, carried.LastCost);
    }

    [Fact]
    public void Another_optimizer_takes_over_where_the_first_one_was()
    {
        TrainingOptions adam = new() { Optimizer = Optimizer.Adam, LearningRate = 0.05, EpochCount = 30 }, lbfgs = new() { Optimizer = Optimizer.LBFGS, EpochCount = 10 };
        TrainingResult first = Trainer.Train(Moons, Start(), adam);
        TrainingResult second = Trainer.Train(Moons, new TrainingStart(first), lbfgs);
        Assert.Equal(ForwardCache.Compute(Moons, first.Parameter).Cost(), second.CostHistory[30].Cost, 1e-14);
        Assert.Equal(40, second.EpochCount);
        Assert.Equal(first.CostHistory.Select(epoch => epoch.Cost), second.CostHistory.Take(30).Select(epoch => epoch.Cost));
        AssertSame(Trainer.Train(Moons, new TrainingStart(first), lbfgs with { EpochCount = 20 }), Trainer.Train(Moons, new TrainingStart(second), lbfgs));
        TrainingResult third = Trainer.Train(Moons, new TrainingStart(second), adam);
        Assert.Equal(ForwardCache.Compute(Moons, second.Parameter).Cost(), third.CostHistory[40].Cost, 1e-14);
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused_and_stays()
    {
        string path = Path.Combine(_folder, "mine.ckpt");
        TrainingOptions options = Options(Optimizer.Adam, isRich: true) with { EpochCount = 20 };
        Trainer.Train(Moons, Start(), options with { Checkpoint = new CheckpointFile(path, 10) });
        byte[] bytes = File.ReadAllBytes(path);
        (string What, Dataset Data, NetworkParameter Start, TrainingOptions Options)[] others =
        [
            ("network is 2-5-1 Tanh/Sigmoid, that of this one 2-6-1 Tanh/Sigmoid", Moons, Initializer.Initialize(new NetworkShape([2, 6, 1]), Initialization.He, 3, Moons.Schema), options),
            ("network is 2-5-1 Tanh", Moons, Initializer.Initialize(new NetworkShape([2, 5, 1], [Activation.ReLU]), Initialization.He, 3, Moons.Schema), options),
            ("seed of the initial parameters is 3, that of this one 99", Moons, Initializer.Initialize(new NetworkShape([2, 5, 1]), Initialization.He, 99, Moons.Schema), options),
            ("initialization is He, that of this one Small", Moons, Initializer.Initialize(new NetworkShape([2, 5, 1]), Initialization.Small, 3, Moons.Schema), options),
            ("data", MoonsGenerator.Generate(120, 0.3, shuffle: true, seed: 7), Start(), options),
            ("started from other initial parameters. Repeat the seed", Moons, Start().With([.. Start().Flatten().Reverse()]), options),
            ("learning rate", Moons, Start(), options with { LearningRate = 0.5 }),
            ("optimizer", Moons, Start(), options with { Optimizer = Optimizer.AdamW }),
            ("seed", Moons, Start(), options with { Seed = 7 }),
            ("class weight", Moons, Start(), options with { ClassWeight = ClassWeighting.Balanced }),
        ];
        foreach ((string what, Dataset data, NetworkParameter start, TrainingOptions other) in others)
        {
            NetworkException error = Assert.Throws<NetworkException>(
                () => Trainer.Train(data, Checkpoint.Read(path).Start(start), other with { Checkpoint = new CheckpointFile(path, 10) }));
            Assert.Equal("CheckpointMismatch", error.Id);
            Assert.Contains(what, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(expected.CostHistory, actual.CostHistory);
        Assert.Equal(expected.Parameter.Flatten(), actual.Parameter.Flatten());
        Assert.Equal(
            (expected.StopReason, expected.BestEpoch, expected.ValidationCost, expected.Accuracy), (actual.StopReason, actual.BestEpoch, actual.ValidationCost, actual.Accuracy));
    }

    private static TrainingOptions Options(Optimizer optimizer, bool isRich)
    {
        var plain = new TrainingOptions { Optimizer = optimizer, LearningRate = optimizer == Optimizer.LBFGS ? null : 0.02, Seed = 6 };
        var rich = plain with { ValidationFraction = 0.2, L2 = 0.1, Standardize = true, ClassWeight = ClassWeighting.Of([KeyValuePair.Create<object, double>("1", 2)]) };
        return !isRich ? plain : optimizer == Optimizer.LBFGS ? rich
            : rich with { BatchSize = 16, Dropout = [0.1], Schedule = Schedule.ReduceOnPlateau, StepEpochCount = 4, ClipNorm = 0.5 };
    }

    private static NetworkParameter Start() => Initializer.Initialize(new NetworkShape([2, 5, 1]), Initialization.He, 3, Moons.Schema);
}
