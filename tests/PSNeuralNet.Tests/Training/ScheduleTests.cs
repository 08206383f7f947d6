namespace PSNeuralNet.Tests.Training;

/// <summary>Learning rates of each epoch: warm-up, and ReduceOnPlateau against PyTorch's ReduceLROnPlateau.</summary>
public class ScheduleTests
{
    [Theory]
    [InlineData(Schedule.Constant, new[] { 0.25, 0.5, 0.75, 1, 1, 1, 1, 1 })]
    [InlineData(Schedule.Exponential, new[] { 0.25, 0.5, 0.75, 1, 1, 0.5, 0.25, 0.125 })]
    [InlineData(Schedule.InverseTime, new[] { 0.25, 0.5, 0.75, 1, 1, 1 / 1.5, 1 / 2.0, 1 / 2.5 })]
    [InlineData(Schedule.Step, new[] { 0.25, 0.5, 0.75, 1, 1, 1, 0.5, 0.5 })]
    [InlineData(Schedule.Cosine, new[] { 0.25, 0.5, 0.75, 1, 1, 0.85355339059327378, 0.5, 0.14644660940672627 })]
    public void Every_schedule_starts_after_the_warm_up(Schedule schedule, double[] rates)
    {
        TrainingOptions options = new() { LearningRate = 1, Schedule = schedule, Decay = 0.5, StepEpochCount = 2, WarmupEpochCount = 4, EpochCount = 8 };
        Dataset moons = MoonsGenerator.Generate(20, 0.2, shuffle: true, seed: 1);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Binary, [2, 3, 1], [Activation.Tanh]), Initialization.He, 3, moons.Schema);
        CostHistory history = Trainer.Train(moons, start, options).CostHistory;
        Reference.AssertClose(rates, history.Cast<ScheduledEpochCost>().Select(epoch => epoch.LearningRate), 1e-15);
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(moons, start, options with { WarmupEpochCount = 8 }));
        Assert.Equal("ConstantInvalid", error.Id);
    }

    [Fact]
    public void A_plateau_has_threshold_cooldown_and_a_lowest_rate()
    {
        // By hand, from the documentation of torch.optim.lr_scheduler.ReduceLROnPlateau(factor=0.5, patience=2, threshold=0.1, cooldown=1, min_lr=0.2):
        // 9.5 is no improvement on 10 (9 is the limit), 8.9 is; three epochs later the rate halves. Epoch 6 is the cooldown. 8.1 is not below 8.01, 8 is;
        // epoch 12 is the second cooldown, and 0.125 is below the lowest rate.
        double[] costs = [10, 9.5, 8.9, 8.9, 8.5, 8.2, 8.2, 8.1, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8];
        double[] rates = [1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.2];
        TrainingOptions options = new()
        {
            LearningRate = 1, Schedule = Schedule.ReduceOnPlateau, Decay = 0.5, StepEpochCount = 2, PlateauThreshold = 0.1, CooldownEpochCount = 1, MinimumLearningRate = 0.2,
        };
        Reference.AssertClose(rates, Rates(options, costs), 1e-15);
        Reference.AssertClose(rates, TorchRates(options, costs), 1e-15);

        // The warm-up is not watched: its costs, which may be lower, count for nothing.
        Reference.AssertClose([0.5, 1, .. rates], Rates(options with { WarmupEpochCount = 2 }, [1, 1, .. costs]), 1e-15);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1e-4, 0, 0)]
    [InlineData(0.05, 3, 0.01)]
    [InlineData(0.2, 1, 0.3)]
    public void A_plateau_is_that_of_PyTorch(double threshold, int cooldown, double lowest)
    {
        var random = new RandomState(7);
        for (int patience = 1; patience <= 4; patience++)
        {
            double[] costs = [.. Enumerable.Range(0, 300).Select(i => (3 * Math.Exp(-i / 40.0)) + 0.5 + (0.1 * random.StandardNormal()))];
            TrainingOptions options = new()
            {
                LearningRate = 0.5, Schedule = Schedule.ReduceOnPlateau, Decay = 0.7, StepEpochCount = patience, PlateauThreshold = threshold, CooldownEpochCount = cooldown, MinimumLearningRate = lowest,
            };
            double[] torch = TorchRates(options, costs);
            Reference.AssertClose(torch, Rates(options, costs), 1e-13);
            Assert.True(torch[^1] < 0.5);
        }
    }

    [Theory]
    [InlineData(Schedule.Exponential)]
    [InlineData(Schedule.Step)]
    [InlineData(Schedule.ReduceOnPlateau)]
    public void A_decay_of_1_is_an_error(Schedule schedule)
    {
        NetworkException error = Assert.Throws<NetworkException>(() => new TrainingOptions { Schedule = schedule, Decay = 1, StepEpochCount = 3 }.Validate());
        Assert.Equal("DecayWithoutEffect", error.Id);
        Assert.Contains(schedule.ToString(), error.Message, StringComparison.Ordinal);
        new TrainingOptions { Schedule = Schedule.InverseTime, Decay = 1 }.Validate();
    }

    [Fact]
    public void Constants_of_the_plateau_have_ranges()
    {
        TrainingOptions[] wrong =
        [
            new() { PlateauThreshold = 1 }, new() { PlateauThreshold = -0.1 }, new() { CooldownEpochCount = -1 }, new() { MinimumLearningRate = -1 }, new() { MinimumLearningRate = 0.4 },
        ];
        Assert.All(wrong, options => Assert.Equal("ConstantInvalid", Assert.Throws<NetworkException>(options.Validate).Id));
        Assert.Equal("LbfgsMismatch", Assert.Throws<NetworkException>(new TrainingOptions { Optimizer = Optimizer.LBFGS, WarmupEpochCount = 3 }.Validate).Id);
    }

    [Fact]
    public void A_training_resumes_within_a_cooldown()
    {
        Dataset moons = MoonsGenerator.Generate(60, 0.3, shuffle: true, seed: 2);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Binary, [2, 4, 1], [Activation.Tanh]), Initialization.He, 3, moons.Schema);
        TrainingOptions options = new()
        {
            Optimizer = Optimizer.Adam, LearningRate = 0.1, BatchSize = 8, ValidationFraction = 0.3, Schedule = Schedule.ReduceOnPlateau, Decay = 0.5, StepEpochCount = 1, CooldownEpochCount = 5,
            Tolerance = 1e-6, Patience = 40, EpochCount = 60, Seed = 4,
        };
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            TrainingResult whole = Trainer.Train(moons, start, options);
            Assert.True(((ClassificationEpochCost)whole.CostHistory[^1]).LearningRate < 0.1);
            for (int epochs = 17; epochs < 24; epochs++)
            {
                _ = Trainer.Train(moons, start, options with { EpochCount = epochs, Checkpoint = new CheckpointFile(path, 100) });
                TrainingResult resumed = Trainer.Train(moons, Checkpoint.Read(path).Start(start), options);
                Assert.Equal(whole.CostHistory.Select(epoch => epoch.Cost), resumed.CostHistory.Select(epoch => epoch.Cost));
                Assert.Equal(whole.Parameter.Flatten(), resumed.Parameter.Flatten());
                Assert.Equal(whole.State!.Convergence, resumed.State!.Convergence);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double[] Rates(TrainingOptions options, double[] costs)
    {
        var schedule = new RateSchedule(options, costs.Length);
        return [.. costs.Select((cost, epoch) =>
        {
            double rate = schedule.RateOf(epoch);
            schedule.Observe(epoch, cost);
            return rate;
        })];
    }

    /// <summary>The loop of PyTorch 2.x, torch/optim/lr_scheduler.py, ReduceLROnPlateau.step, mode min, threshold_mode rel.</summary>
    private static double[] TorchRates(TrainingOptions options, double[] costs)
    {
        double best = double.PositiveInfinity, rate = options.LearningRate!.Value;
        int badEpochs = 0, cooldownCounter = 0;
        var rates = new List<double>();
        foreach (double current in costs)
        {
            rates.Add(rate);
            if (current < best * (1 - options.PlateauThreshold))
            {
                best = current;
                badEpochs = 0;
            }
            else
            {
                badEpochs++;
            }

            if (cooldownCounter > 0)
            {
                cooldownCounter--;
                badEpochs = 0;
            }

            if (badEpochs > options.StepEpochCount)
            {
                rate = Math.Max(rate * options.Decay!.Value, options.MinimumLearningRate);
                cooldownCounter = options.CooldownEpochCount;
                badEpochs = 0;
            }
        }

        return [.. rates];
    }
}
