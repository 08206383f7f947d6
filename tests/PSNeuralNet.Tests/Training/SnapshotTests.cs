namespace PSNeuralNet.Tests.Training;

public sealed class SnapshotTests : IDisposable
{
    private static readonly Dataset Moons = MoonsGenerator.Generate(60, 0.2, shuffle: true, seed: 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 50, new[] { 0 })]
    [InlineData(2, 50, new[] { 0, 16 })]
    [InlineData(5, 50, new[] { 0, 4, 16 })]
    [InlineData(8, 50, new[] { 0, 1, 2, 4, 8, 16, 32 })]
    [InlineData(13, 50, new[] { 0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48 })]
    [InlineData(60, 9, new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void Snapshots_are_limited_in_number_and_close_together_at_first(int most, int epochs, int[] kept)
    {
        TrainingResult result = Train(epochs, most);
        Assert.Equal(kept, result.CostHistory.Snapshot.Select(one => one.Epoch));
    }

    [Fact]
    public void A_snapshot_has_the_parameters_that_its_epochs_cost_is_of()
    {
        TrainingResult result = Train(40, 9);
        Assert.True(result.CostHistory.Snapshot.Count > 4);
        foreach (EpochSnapshot snapshot in result.CostHistory.Snapshot)
        {
            double cost = Trainer.Train(Moons, snapshot.Parameter, new TrainingOptions { EpochCount = 1 }).FirstCost;
            Assert.Equal(result.CostHistory[snapshot.Epoch].Cost, cost, 1e-12);
        }

        Assert.Equal($"epoch 0: {result.Parameter}", result.CostHistory.Snapshot[0].ToString());
    }

    [Fact]
    public void Without_being_asked_for_none_is_kept_and_the_numbers_are_the_same()
    {
        TrainingResult plain = Train(40, 0), kept = Train(40, 9);
        Assert.Empty(plain.CostHistory.Snapshot);
        Assert.Equal(plain.Parameter.Flatten(), kept.Parameter.Flatten());
        Assert.Equal(plain.CostHistory.Select(epoch => epoch.Cost), kept.CostHistory.Select(epoch => epoch.Cost));
    }

    [Theory]
    [InlineData(Optimizer.GradientDescent)]
    [InlineData(Optimizer.Adam)]
    [InlineData(Optimizer.LBFGS)]
    public void A_pause_or_a_checkpoint_makes_no_difference(Optimizer optimizer)
    {
        var options = new TrainingOptions { Optimizer = optimizer, EpochCount = 30, SnapshotCount = 7 };
        TrainingResult whole = Trainer.Train(Moons, Start(), options);
        TrainingResult half = Trainer.Train(Moons, Start(), options with { EpochCount = 13 });
        AssertSame(whole, Trainer.Train(Moons, new TrainingStart(half), options with { EpochCount = 17 }));

        string path = Path.Combine(_folder, "run.ckpt");
        _ = Trainer.Train(Moons, Start(), options with { EpochCount = 13, Checkpoint = new CheckpointFile(path, 5) });
        AssertSame(whole, Trainer.Train(Moons, Checkpoint.Read(path).Start(Start()), options));
    }

    [Fact]
    public void A_diverged_epoch_has_no_snapshot()
    {
        TrainingResult result = Trainer.Train(Moons, Start(), new TrainingOptions { LearningRate = 1e9, EpochCount = 30, SnapshotCount = 50, BatchSize = 10 });
        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.NotEmpty(result.CostHistory.Snapshot);
        Assert.All(result.CostHistory.Snapshot, one => Assert.True(one.Epoch < Math.Max(1, result.EpochCount)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1001)]
    public void A_count_out_of_range_is_an_error(int count) =>
        Assert.Equal("ConstantInvalid", Assert.Throws<NetworkException>(() => Train(1, count)).Id);

    private static TrainingResult Train(int epochs, int snapshots) =>
        Trainer.Train(Moons, Start(), new TrainingOptions { EpochCount = epochs, SnapshotCount = snapshots });

    private static NetworkParameter Start() =>
        Initializer.Initialize(NetworkShape.For(NetworkTask.Binary, [2, 4, 1], [Activation.Tanh]), Initialization.He, 3, Moons.Schema);

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(expected.CostHistory.Snapshot.Select(one => one.Epoch), actual.CostHistory.Snapshot.Select(one => one.Epoch));
        Assert.Equal(expected.CostHistory.Snapshot.Select(one => one.Parameter.Flatten()), actual.CostHistory.Snapshot.Select(one => one.Parameter.Flatten()));
    }
}
