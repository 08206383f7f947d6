namespace PSNeuralNet.Tests.Training;

/// <summary>Settings that are given replace those of an earlier training, and what no longer goes together gives way.</summary>
public class TrainingRulesTests
{
    private static readonly Dataset Moons = MoonsGenerator.Generate(60, 0.2, shuffle: true, seed: 1);

    private static readonly TrainingOptions Earlier = new()
    {
        Optimizer = Optimizer.AdamW, LearningRate = 0.003, BatchSize = 32, Dropout = [0.1], ClipNorm = 1, Schedule = Schedule.Cosine, WarmupEpochCount = 2, FeatureScaleRate = 6, WeightDecay = 0.02,
        EpochCount = 50, ValidationFraction = 0.125, Patience = 25, Watch = WatchedMeasure.Accuracy,
    };

    private static readonly TrainingOptions Ensemble = Earlier with { EnsembleCount = 4, FoldCount = 8, ValidationFraction = 0 };

    public static TheoryData<string, object?> UnusableByLbfgs => new()
    {
        { nameof(TrainingOptions.BatchSize), 16 }, { nameof(TrainingOptions.Dropout), new[] { 0.2 } }, { nameof(TrainingOptions.LearningRate), 0.1 }, { nameof(TrainingOptions.ClipNorm), 2.0 },
        { nameof(TrainingOptions.Schedule), Schedule.Cosine }, { nameof(TrainingOptions.WarmupEpochCount), 3 }, { nameof(TrainingOptions.FeatureScaleRate), 5.0 },
    };

    [Fact]
    public void A_given_setting_replaces_only_itself()
    {
        Assert.Equal(Earlier with { EpochCount = 7, Dropout = [0.3] }, Earlier.Replaced(Given((nameof(TrainingOptions.EpochCount), 7), (nameof(TrainingOptions.Dropout), new[] { 0.3 })), Moons), SameText);
        Assert.Equal(Earlier, Earlier.Replaced(Given()), SameText);
        Assert.Equal(0.003, Earlier.Replaced(Given((nameof(TrainingOptions.Optimizer), Optimizer.AdamW))).LearningRate);
    }

    [Fact]
    public void Another_optimizer_has_its_own_rate()
    {
        TrainingOptions other = Earlier.Replaced(Given((nameof(TrainingOptions.Optimizer), Optimizer.RMSProp)));
        Assert.Equal(((double?)null, OptimizerInfo.Of(Optimizer.RMSProp).LearningRate, 32), (other.LearningRate, other.BaseRate, other.BatchSize));
        Assert.Equal(0.5, Earlier.Replaced(Given((nameof(TrainingOptions.Optimizer), Optimizer.RMSProp), (nameof(TrainingOptions.LearningRate), 0.5))).LearningRate);
    }

    [Theory, MemberData(nameof(UnusableByLbfgs))]
    public void Lbfgs_leaves_out_what_it_cannot_use_and_refuses_what_is_given(string name, object? value)
    {
        TrainingOptions options = Earlier.Replaced(Given((nameof(TrainingOptions.Optimizer), Optimizer.LBFGS)));
        options.Validate();
        Assert.Equal((0, 0, null, null, Schedule.Constant, 0, 0), (options.BatchSize, options.Dropout.Count, options.LearningRate, options.ClipNorm, options.Schedule, options.WarmupEpochCount, options.FeatureScaleRate));
        Assert.Equal((0.125, 25, 50), (options.ValidationFraction, options.Patience, options.EpochCount));

        options = Earlier.Replaced(Given((nameof(TrainingOptions.Optimizer), Optimizer.LBFGS), (name, value)));
        Assert.Equal("LbfgsMismatch", Assert.Throws<NetworkException>(options.Validate).Id);

        // The defaults of tables have the same list.
        TrainingOptions table = TableDefaults.Of(Moons, Given((nameof(TrainingOptions.Optimizer), Optimizer.LBFGS)));
        table.Validate();
        Assert.Equal((0, Schedule.Constant, 400), (table.BatchSize, table.Schedule, table.EpochCount));
        Assert.Equal("LbfgsMismatch", Assert.Throws<NetworkException>(TableDefaults.Of(Moons, Given((nameof(TrainingOptions.Optimizer), Optimizer.LBFGS), (name, value))).Validate).Id);
    }

    [Theory]
    [InlineData(60, 8)]
    [InlineData(8, 8)]
    [InlineData(7, 7)]
    [InlineData(5, 5)]
    [InlineData(4, null)]
    public void There_are_no_more_folds_than_samples(int samples, int? folds)
    {
        Dataset part = Moons.Take([.. Enumerable.Range(0, samples)]);
        Assert.Equal(folds, Ensemble.Replaced(Given(), part).FoldCount);
        Assert.Equal(9, Ensemble.Replaced(Given((nameof(TrainingOptions.FoldCount), 9)), part).FoldCount);

        // Samples without weight are none.
        var weighted = new Dataset(Moons.X, Moons.Y, Moons.Schema, weight: [.. Enumerable.Range(0, 60).Select(i => i < samples ? 1.0 : 0)]);
        Assert.Equal(folds, Ensemble.Replaced(Given(), weighted).FoldCount);
    }

    [Fact]
    public void One_kind_of_validation_samples_replaces_the_other()
    {
        TrainingOptions fraction = Ensemble.Replaced(Given((nameof(TrainingOptions.ValidationFraction), 0.2)));
        Assert.Equal((0.2, null, null, 4, 25, WatchedMeasure.Accuracy), (fraction.ValidationFraction, fraction.ValidationDataset, fraction.FoldCount, fraction.EnsembleCount, fraction.Patience, fraction.Watch));
        TrainingOptions dataset = Earlier.Replaced(Given((nameof(TrainingOptions.ValidationDataset), Moons)));
        Assert.Equal((0.0, 25), (dataset.ValidationFraction, dataset.Patience));
        Assert.Same(Moons, dataset.ValidationDataset);
        Assert.Null(dataset.Replaced(Given((nameof(TrainingOptions.ValidationFraction), 0.3))).ValidationDataset);

        // None: there is nothing to be patient for, but an ensemble still has its folds.
        TrainingOptions none = Earlier.Replaced(Given((nameof(TrainingOptions.ValidationFraction), 0.0)));
        none.Validate();
        Assert.Equal((null, WatchedMeasure.Cost), (none.Patience, none.Watch));
        Assert.Equal(25, (Earlier with { Tolerance = 1e-4 }).Replaced(Given((nameof(TrainingOptions.ValidationFraction), 0.0))).Patience);
        TrainingOptions folds = Ensemble.Replaced(Given((nameof(TrainingOptions.ValidationFraction), 0.0)));
        folds.Validate();
        Assert.Equal((8, 25, WatchedMeasure.Accuracy), (folds.FoldCount, folds.Patience, folds.Watch));

        // What is given stays, and is an error.
        Assert.Equal("PatienceWithoutValidation", Id(Earlier, (nameof(TrainingOptions.ValidationFraction), 0.0), (nameof(TrainingOptions.Patience), 3)));
        Assert.Equal("WatchWithoutValidation", Id(Earlier, (nameof(TrainingOptions.ValidationFraction), 0.0), (nameof(TrainingOptions.Watch), WatchedMeasure.R2)));
        Assert.Equal("ValidationGivenTwice", Id(Earlier, (nameof(TrainingOptions.ValidationFraction), 0.1), (nameof(TrainingOptions.ValidationDataset), Moons)));
        Assert.Equal("FoldCountWithValidation", Id(Ensemble, (nameof(TrainingOptions.ValidationFraction), 0.1), (nameof(TrainingOptions.FoldCount), 8)));
    }

    [Fact]
    public void An_ensemble_keeps_its_number_of_networks()
    {
        NetworkParameter ensemble = Trainer.Train(Moons, Drawn(Moons), new TrainingOptions { EnsembleCount = 3, EpochCount = 2 }).Parameter;
        var start = new TrainingStart(ensemble);
        Assert.Equal(3, new TrainingOptions().Replaced(Given(), Moons, start).EnsembleCount);
        Assert.Equal(2, new TrainingOptions().Replaced(Given((nameof(TrainingOptions.EnsembleCount), 2)), Moons, start).EnsembleCount);
        Assert.Equal(1, new TrainingOptions().Replaced(Given(), Moons, new TrainingStart(ensemble.Member[0])).EnsembleCount);
        TrainingOptions table = TableDefaults.Of(Moons, initial: ensemble);
        Assert.Equal((3, 8, 0, 0.0, 25, Calibration.Temperature), (table.EnsembleCount, table.FoldCount, table.BinCount, table.ValidationFraction, table.Patience, table.Calibration));
        Assert.DoesNotContain("HiddenSize", table.Chosen);
    }

    [Fact]
    public void Each_setting_is_validated_by_itself_before_the_data_is_there()
    {
        // Combinations are known later.
        new TrainingOptions { FoldCount = 5, Patience = 3, Optimizer = Optimizer.LBFGS, BatchSize = 3, Schedule = Schedule.Step, MinimumLearningRate = 9, Watch = WatchedMeasure.R2 }.ValidateEach();
        foreach ((string id, TrainingOptions options) in ((string, TrainingOptions)[])
            [
                ("LearningRateInvalid", new() { LearningRate = -1 }), ("EpochCountInvalid", new() { EpochCount = 0 }), ("BatchSizeInvalid", new() { BatchSize = -1 }),
                ("DropoutInvalid", new() { Dropout = [0.1, 1] }), ("ValidationFractionInvalid", new() { ValidationFraction = 1 }), ("ConstantInvalid", new() { BinCount = 1 }),
                ("ConstantInvalid", new() { Patience = 0 }), ("ClassWeightInvalid", new() { ClassWeight = ClassWeighting.Of([new("1", -5.0)]) }),
            ])
        {
            Assert.Equal(id, Assert.Throws<NetworkException>(options.ValidateEach).Id);
            Assert.Equal(id, Assert.Throws<NetworkException>(options.Validate).Id);
        }
    }

    [Theory]
    [InlineData(0.0, null, "0.125")]
    [InlineData(0.0, 3, "0.3333333333333333")]
    [InlineData(0.4, null, "0.4")]
    public void A_network_of_an_ensemble_that_is_trained_alone_holds_out_as_large_a_share(double fraction, int? folds, string share)
    {
        TrainingOptions options = new() { EnsembleCount = 2, FoldCount = fraction > 0 ? null : folds ?? 8, ValidationFraction = fraction, EpochCount = 2, Patience = 4 };
        TrainingResult result = Trainer.Train(Moons, Drawn(Moons), options);
        Assert.Contains($"ValidationFraction={share};", result.Member[1].Training!.Setting + ";", StringComparison.Ordinal);
        TrainingOptions alone = new TrainingStart(result.Member[1]).Options!;
        Assert.Equal((1, null, 4), (alone.EnsembleCount, alone.FoldCount, alone.Patience));

        // With a validation dataset all samples were trained on.
        result = Trainer.Train(Moons, Drawn(Moons), options with { FoldCount = null, ValidationFraction = 0, ValidationDataset = Moons });
        alone = new TrainingStart(result.Member[1]).Options!;
        Assert.Equal((0.0, null), (alone.ValidationFraction, alone.Patience));
    }

    private static string Id(TrainingOptions earlier, params (string Name, object? Value)[] given) => Assert.Throws<NetworkException>(earlier.Replaced(Given(given)).Validate).Id;

    private static Dictionary<string, object?> Given(params (string Name, object? Value)[] given) => given.ToDictionary(one => one.Name, one => one.Value);

    private static bool SameText(TrainingOptions one, TrainingOptions other) => TrainingSetting.All.All(setting => TrainingSetting.Text(setting.Given(one)) == TrainingSetting.Text(setting.Given(other)));

    private static NetworkParameter Drawn(Dataset data) => Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Schema.OutputCount]), Initialization.He, 3, data.Schema);
}
