namespace PSNeuralNet.Tests.Training;

public class TrainerTests
{
    private static readonly Dataset Moons = MoonsGenerator.Generate(200, 0.2, shuffle: true, seed: 1);

    [Fact]
    public void The_same_call_gives_the_same_bits()
    {
        TrainingResult first = Run(300), second = Run(300);
        Assert.Equal(first.CostHistory, second.CostHistory);
        Assert.Equal(first.Parameter.Flatten(), second.Parameter.Flatten());
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 64)]
    [InlineData(70, 100)]
    [InlineData(70, 0)]
    public void The_throttle_limit_does_not_change_a_bit(int units, int batch)
    {
        Dataset data = MoonsGenerator.Generate(6000, 0.2, shuffle: true, seed: 1);
        NetworkParameter start = Initializer.Initialize(new NetworkShape([2, units, units, 1]), Initialization.He, 3, data.Schema);
        TrainingResult[] results = [.. new int?[] { 1, 2, 16, null }.Select(limit => Trainer.Train(
            data, start, new TrainingOptions { EpochCount = 5, BatchSize = batch, Optimizer = Optimizer.Adam, ThrottleLimit = limit }))];
        Assert.All(results, result => Assert.Equal(results[0].CostHistory, result.CostHistory));
        Assert.All(results, result => Assert.Equal(results[0].Parameter.Flatten(), result.Parameter.Flatten()));
    }

    [Fact]
    public void Nothing_that_was_passed_in_changes()
    {
        NetworkParameter start = Start();
        double[] parameter = start.Flatten(), features = [.. Moons.Features], targets = [.. Moons.Targets];
        TrainingResult result = Trainer.Train(Moons, start, new TrainingOptions { EpochCount = 10 });
        Assert.Equal(parameter, start.Flatten());
        Assert.Equal(features, Moons.Features);
        Assert.Equal(targets, Moons.Targets);
        Assert.NotEqual(parameter, result.Parameter.Flatten());
    }

    [Fact]
    public void No_allocation_per_iteration()
    {
        NetworkParameter start = Start();
        Allocated(1000);
        long few = Allocated(1000), many = Allocated(20000);

        // The costs themselves, 8 bytes each. Beyond them, less than a byte an iteration.
        Assert.InRange(many - few, 0, (8 * 19000) + 18999);

        long Allocated(int epochs)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Trainer.Train(Moons, start, new TrainingOptions { EpochCount = epochs });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(64)]
    public void No_allocation_per_batch(int units)
    {
        NetworkParameter start = Initializer.Initialize(new NetworkShape([2, units, units, 1]), Initialization.He, 3, Moons.Schema);
        Allocated(2);
        long large = Allocated(100), small = Allocated(2);

        // 100 batches an epoch instead of 2: 1960 more. The smallest object for each would be 24 bytes. One thread: waking another one that sleeps,
        // as on a busy machine, allocates in .NET's semaphore.
        Assert.InRange(small - large, long.MinValue, 1960 * 8);

        long Allocated(int batch)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Trainer.Train(Moons, start, new TrainingOptions { EpochCount = 20, BatchSize = batch, Optimizer = Optimizer.Adam, FeatureScaleRate = units % 2 == 0 ? 6 : 0, ThrottleLimit = 1 });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Cancellation_keeps_what_was_reached()
    {
        using var source = new CancellationTokenSource();
        var seen = new List<TrainingProgress>();
        var progress = new Recorder(report =>
        {
            seen.Add(report);
            source.Cancel();
        });
        TrainingResult result = Trainer.Train(Moons, Start(), new TrainingOptions { EpochCount = int.MaxValue }, progress, source.Token);
        Assert.Equal(StopReason.Canceled, result.StopReason);
        Assert.Single(seen);
        Assert.Equal(seen[0].Epoch, result.EpochCount);
        Assert.Equal(seen[0].Cost, result.LastCost);
        Assert.True(result.LastCost < result.FirstCost);
    }

    [Fact]
    public void Canceled_before_the_start()
    {
        TrainingResult result = Trainer.Train(Moons, Start(), new TrainingOptions(), null, new CancellationToken(canceled: true));
        Assert.Equal((StopReason.Canceled, 0), (result.StopReason, result.EpochCount));
        Assert.Equal(Start().Flatten(), result.Parameter.Flatten());
        Assert.True(double.IsNaN(result.Accuracy!.Value));
    }

    [Theory]
    [InlineData(1e4)]
    [InlineData(1e12)]
    [InlineData(1e300)]
    [InlineData(double.MaxValue)]
    public void Divergence_gives_the_last_sound_parameters(double rate)
    {
        TrainingResult result = Trainer.Train(Moons, Start(), new TrainingOptions { LearningRate = rate });
        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.All(result.Parameter.Flatten(), value => Assert.True(double.IsFinite(value)));
        Assert.All(result.CostHistory, epoch => Assert.True(double.IsFinite(epoch.Cost)));
        Assert.Equal(result.LastCost, ForwardCache.Compute(Moons, result.Parameter).Cost());

        NetworkException error = Assert.Throws<NetworkException>(result.ThrowIfDiverged);
        Assert.Equal("TrainingDiverged", error.Id);
        Assert.Contains($"at epoch {result.EpochCount}", error.Message, StringComparison.Ordinal);
        Assert.Contains("learning rate lower than", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cost_that_leaves_in_the_last_update_is_noticed()
    {
        TrainingResult result = Trainer.Train(Moons, Start(), new TrainingOptions { LearningRate = 1e6, EpochCount = 1 });
        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.Equal(Start().Flatten(), result.Parameter.Flatten());
    }

    [Fact]
    public void Parameters_to_start_from_are_numbers()
    {
        NetworkParameter start = Start();
        start["b2"][0, 0] = double.NaN;
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(Moons, start, new TrainingOptions()));
        Assert.Equal(("ParameterNotFinite", "b2"), (error.Id, error.TargetObject));
    }

    [Fact]
    public void An_overflow_in_the_last_update_is_noticed()
    {
        // The largest rate, and derivatives far above 1: the one update leaves the range of numbers.
        var data = new Dataset(Moons.X * 1e10, Moons.Y);
        var small = new NetworkParameter([Start()["W1"] * 1e-12, Start()["b1"], Start()["W2"], Start()["b2"]]);
        TrainingResult result = Trainer.Train(data, small, new TrainingOptions { LearningRate = double.MaxValue, EpochCount = 1 });
        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.Equal(small.Flatten(), result.Parameter.Flatten());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void The_learning_rate_is_positive(double rate)
    {
        Assert.Equal("LearningRateInvalid", Assert.Throws<NetworkException>(() => Trainer.Train(Moons, Start(), new TrainingOptions { LearningRate = rate })).Id);
        Assert.Equal("LearningRateInvalid", Assert.Throws<NetworkException>(() => Trainer.Step(ForwardCache.Compute(Moons, Start()).Gradient(), rate)).Id);
    }

    [Fact]
    public void There_is_at_least_one_epoch() =>
        Assert.Equal("EpochCountInvalid", Assert.Throws<NetworkException>(() => Trainer.Train(Moons, Start(), new TrainingOptions { EpochCount = 0 })).Id);

    [Fact]
    public void The_result_tells_its_settings()
    {
        TrainingResult result = Run(20);
        Assert.Equal((0.3, 5, 20, 3), (result.LearningRate, (int)result.HiddenSize, result.EpochCount, (int)result.Seed!));
        Assert.StartsWith("20 epochs, 0.", result.CostHistory.ToString(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 20), result.CostHistory.Select(epoch => epoch.Epoch));

        NetworkParameter deep = Initializer.Initialize(new NetworkShape([2, 6, 4, 1]), Initialization.He, 3);
        Assert.Equal("6-4", Trainer.Train(Moons, deep, new TrainingOptions { EpochCount = 1 }).HiddenSize);
    }

    [Fact]
    public void A_large_dataset_is_laid_out_block_by_block_with_the_same_result()
    {
        // 800,000 samples are too many to keep laid out; the first ones alone are not.
        Dataset large = MoonsGenerator.Generate(800_000, 0.2, shuffle: false, seed: 1);
        NetworkParameter start = Start();
        TrainingResult result = Trainer.Train(large, start, new TrainingOptions { EpochCount = 2 });
        Assert.Equal(ForwardCache.Compute(large, start).Cost(), result.FirstCost, 1e-12);
        Assert.True(result.LastCost < result.FirstCost);
    }

    private static TrainingResult Run(int epochs) => Trainer.Train(Moons, Start(), new TrainingOptions { EpochCount = epochs });

    private static NetworkParameter Start() => Initializer.Initialize(new NetworkShape([2, 5, 1]), Initialization.He, 3, Moons.Schema);

    private sealed class Recorder(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
