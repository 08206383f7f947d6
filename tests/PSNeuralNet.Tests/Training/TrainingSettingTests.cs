namespace PSNeuralNet.Tests.Training;

/// <summary>The list of settings, and checkpoints of other versions that have more or fewer of them.</summary>
public class TrainingSettingTests
{
    private static readonly Dataset Moons = MoonsGenerator.Generate(40, 0.3, shuffle: true, seed: 1);

    // What tests/reference/checkpoint_v*.ckpt were written with, after 9 epochs, by the module of commits 234f906 and cd5472c.
    private static readonly TrainingOptions Options = new()
    {
        Optimizer = Optimizer.AdamW, LearningRate = 0.02, BatchSize = 8, L2 = 0.1, Dropout = [0.1], ClipNorm = 0.5, Schedule = Schedule.ReduceOnPlateau, StepEpochCount = 4,
        ClassWeight = ClassWeighting.Of([KeyValuePair.Create<object, double>("1", 2)]), Standardize = true, ValidationFraction = 0.2, Patience = 50, MinimumDelta = 0.001, Seed = 6, EpochCount = 20,
    };

    [Fact]
    public void Every_option_is_in_the_list()
    {
        IEnumerable<string> options = typeof(TrainingOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Except([nameof(TrainingOptions.Checkpoint)]);
        Assert.Equal(options.Order(), TrainingSetting.All.Select(setting => setting.Parameter).Order());
        Assert.Equal(TrainingSetting.All.Count, TrainingSetting.All.Select(setting => setting.Name).Distinct().Count());
        Assert.All(TrainingSetting.All, setting => Assert.True(setting.IsDefault(new TrainingOptions())));
    }

    [Fact]
    public void Every_optimizer_has_a_rate_and_constants_that_are_options()
    {
        foreach (Optimizer optimizer in Enum.GetValues<Optimizer>())
        {
            var info = OptimizerInfo.Of(optimizer);
            Assert.True(info.LearningRate > 0);
            Assert.All(info.Constants, constant => Assert.Contains(optimizer, TrainingOptions.UsersOf(constant)));
            Assert.Subset(TrainingSetting.All.Select(setting => setting.Parameter).ToHashSet(), info.Constants.ToHashSet());
            Assert.Equal(optimizer == Optimizer.LBFGS, info.CreateRule is null);
        }

        Assert.Equal([Optimizer.Momentum, Optimizer.Nesterov], TrainingOptions.UsersOf(nameof(TrainingOptions.Momentum)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_checkpoint_of_an_earlier_version_resumes(int version)
    {
        var checkpoint = Checkpoint.Read(Path.Combine(AppContext.BaseDirectory, "reference", $"checkpoint_v{version}.ckpt"));
        Assert.Equal(9, checkpoint.EpochCount);
        TrainingResult resumed = Trainer.Train(Moons, checkpoint.Start(Start()), Options), whole = Trainer.Train(Moons, Start(), Options);
        Reference.AssertClose(whole.CostHistory.Select(epoch => epoch.Cost), resumed.CostHistory.Select(epoch => epoch.Cost), 1e-13);
        Reference.AssertClose(whole.Parameter.Flatten(), resumed.Parameter.Flatten(), 1e-13);
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(Moons, checkpoint.Start(Start()), Options with { ClipNorm = 0.6 }));
        Assert.Contains("its norm to clip at is 0.5, that of this one 0.6", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_an_older_checkpoint_does_not_have_counts_as_its_default()
    {
        // As if "dropout" and "batch size" had been added in the middle of the list after the checkpoint was written.
        TrainingOptions options = Options with { Dropout = [], BatchSize = 0, EpochCount = 9 };
        KeyValuePair<string, string>[] written = [.. TrainingSetting.Compared(options, 9).Where(setting => setting.Key is not ("dropout" or "batch size")).Reverse()];
        Assert.Empty(TrainingSetting.Differences(written, TrainingSetting.Compared(options, 9)));
        Assert.Equal(
            [("batch size", "0", "8"), ("dropout", "none", "0.2 0.3")],
            TrainingSetting.Differences(written, TrainingSetting.Compared(options with { BatchSize = 8, Dropout = [0.2, 0.3] }, 9)));
    }

    [Fact]
    public void A_setting_of_a_later_version_is_a_difference_unless_it_has_no_effect()
    {
        IReadOnlyList<KeyValuePair<string, string>> now = TrainingSetting.Compared(Options, 20);
        Assert.Empty(TrainingSetting.Differences(now.Append(KeyValuePair.Create("noise", "none")), now));
        Assert.Equal([("noise", "0.1", "none")], TrainingSetting.Differences(now.Append(KeyValuePair.Create("noise", "0.1")), now));
    }

    [Fact]
    public void Options_with_values_by_name_are_a_copy()
    {
        TrainingOptions changed = Options.With(new Dictionary<string, object?> { ["L2"] = 0.3, ["ClipNorm"] = null, ["Dropout"] = new[] { 0.2 }, ["HiddenSize"] = 5 });
        Assert.Equal((0.3, null, 0.2, Optimizer.AdamW), (changed.L2, changed.ClipNorm, Assert.Single(changed.Dropout), changed.Optimizer));
        Assert.Equal((0.1, 0.5), (Options.L2, Options.ClipNorm));
        Assert.Throws<ArgumentException>(() => Options.With(new Dictionary<string, object?> { ["L2"] = "much" }));
    }

    private static NetworkParameter Start() =>
        Initializer.Initialize(NetworkShape.For(NetworkTask.Binary, [2, 3, 1], [Activation.Tanh]), Initialization.He, 3, Moons.Schema);
}
