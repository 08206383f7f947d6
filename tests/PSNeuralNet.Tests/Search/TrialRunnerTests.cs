using static PSNeuralNet.Tests.Search.SearchData;

namespace PSNeuralNet.Tests.Search;

/// <summary>One trial on one fold: its network and options, its score, and going on from a rung of Halving.</summary>
public class TrialRunnerTests
{
    [Fact]
    public void A_trial_trains_the_defaults_of_the_preset_with_its_settings()
    {
        Dataset data = Table();
        (NetworkParameter initial, TrainingOptions options) = TrialTraining.Of(data, Setting(("LearningRate", 0.01), ("HiddenSize", (int[])[7, 3]), ("Activation", (Activation[])[Activation.Tanh])), Preset.Table, 5, isSingle: false);
        TrainingOptions expected = TableDefaults.Of(data, new Dictionary<string, object?> { ["LearningRate"] = 0.01, ["Standardize"] = true, ["HiddenSize"] = null, ["Activation"] = null }, [7, 3]);
        Assert.Equal([2, 7, 3, 1], initial.LayerSize);
        Assert.Equal([Activation.Tanh, Activation.Tanh, Activation.Sigmoid], initial.Activation);
        Assert.Equal(0.01, options.LearningRate);
        Assert.Equal(Optimizer.AdamW, options.Optimizer);
        Assert.Equal(expected.EnsembleCount, options.EnsembleCount);
        Assert.Equal(expected.EpochCount, options.EpochCount);
        Assert.Equal(expected.Dropout, options.Dropout);
    }

    [Fact]
    public void The_tutorials_defaults_are_for_generated_data()
    {
        (NetworkParameter initial, TrainingOptions options) = TrialTraining.Of(Moons(50), Setting(("LearningRate", 1.0)), Preset.Tutorial, 5, isSingle: true);
        Assert.Equal([2, 5, 1], initial.LayerSize);
        Assert.Equal(Optimizer.GradientDescent, options.Optimizer);
        Assert.Equal(5000, options.EpochCount);
        Assert.False(options.Standardize);
    }

    [Fact]
    public void The_fold_that_a_trial_is_measured_on_also_stops_it_unless_a_validation_fraction_is_a_setting()
    {
        DatasetSplit split = DatasetSplitter.Split(Table(), 0.25, stratify: true, 1);
        TrainingOptions chosen = TrialTraining.OfFold(split, TrialSetting.Empty, Preset.Table, 1).Options;
        Assert.Same(split.Test, chosen.ValidationDataset);
        Assert.Equal((0.0, 1, Calibration.None), (chosen.ValidationFraction, chosen.EnsembleCount, chosen.Calibration));
        TrainingOptions drawn = TrialTraining.OfFold(split, Setting(("ValidationFraction", 0.2)), Preset.Table, 1).Options;
        Assert.Null(drawn.ValidationDataset);
        Assert.Equal(0.2, drawn.ValidationFraction);
        Assert.Null(TrialTraining.OfFold(split, TrialSetting.Empty, Preset.Tutorial, 1).Options.ValidationDataset);
        Assert.Same(split.Test, TrialTraining.OfFold(split, Setting(("Patience", 5)), Preset.Tutorial, 1).Options.ValidationDataset);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_score_is_that_of_the_trained_network_on_the_fold(bool isRegression)
    {
        SearchProblem problem = Problem(Table(isRegression)) with { KeepsPrediction = true, KeepsNetwork = true };
        FoldOutcome outcome = new TrialRunner(problem).Run(new FoldTask(new TrialPlan(2, Setting(("EpochCount", 12))), 1), 1, default);
        Assert.Null(outcome.Error);
        Assert.Equal(NetworkMetadata.Empty, outcome.Network!.Metadata);
        Dataset test = problem.Dataset.Take(problem.Fold[1].Test);
        NetworkReport report = Evaluator.Measure(test, outcome.Network!);
        Assert.Equal(isRegression ? ((RegressionReport)report).R2 : ((ClassificationReport)report).Accuracy, outcome.Score);
        Assert.Equal(new Predictor(outcome.Network!).Predict(test).ToColumnMajorArray(), outcome.Prediction);
        (NetworkParameter initial, TrainingOptions options) = TrialTraining.OfFold(DatasetSplitter.Parts(problem.Dataset, problem.Fold[1].Train, problem.Fold[1].Test, 7), Setting(("EpochCount", 12)), Preset.Table, problem.SeedOf(2, 1));
        Assert.Equal(Trainer.Train(problem.Dataset.Take(problem.Fold[1].Train), initial, options).Parameter.Flatten(), outcome.Network!.Flatten());
    }

    public static TheoryData<string> Trainings => ["AdamW", "Cosine", "LBFGS", "ReduceOnPlateau", "Dropout"];

    [Theory]
    [MemberData(nameof(Trainings))]
    public void A_training_that_pauses_at_each_rung_ends_with_the_bits_of_one_without_pauses(string kind)
    {
        TrialSetting setting = kind switch
        {
            "AdamW" => Setting(("EpochCount", 27), ("Schedule", Schedule.Constant)),
            "Cosine" => Setting(("EpochCount", 30), ("Patience", 4), ("WarmupEpochCount", 3)),
            "LBFGS" => Setting(("Optimizer", Optimizer.LBFGS), ("EpochCount", 20)),
            "ReduceOnPlateau" => Setting(("Optimizer", Optimizer.Momentum), ("LearningRate", 0.1), ("EpochCount", 25), ("Schedule", Schedule.ReduceOnPlateau), ("StepEpochCount", 2)),
            _ => Setting(("EpochCount", 22), ("Dropout", (double[])[0.3]), ("FeatureScaleRate", 4.0)),
        };
        SearchProblem problem = Problem(Table()) with { KeepsState = true, KeepsNetwork = true, KeepsPrediction = true };
        var runner = new TrialRunner(problem);
        FoldOutcome whole = runner.Run(new FoldTask(new TrialPlan(4, setting), 0), 1, default);
        TrialState? state = null;
        FoldOutcome? last = null;
        var epochs = new List<int>();
        foreach ((int rung, double share) in ((int, double)[])[(0, 1.0 / 27), (1, 1.0 / 9), (2, 1.0 / 3), (3, 1)])
        {
            last = runner.Run(new FoldTask(new TrialPlan(4, setting, rung, share), 0, state), 1, default);
            Assert.Null(last.Error);
            Assert.Equal(rung < 3, last.State is not null);
            state = rung == 1 ? new TrialState(last.State!.Bytes) : last.State;
            epochs.Add(last.EpochCount);
        }

        Assert.Equal(whole.Network!.Flatten(), last!.Network!.Flatten());
        Assert.Equal((whole.Score, whole.EpochCount, whole.BestEpoch), (last.Score, last.EpochCount, last.BestEpoch));
        Assert.True(epochs[0] < epochs[3], string.Join(' ', epochs));

        // Without the state, a rung trains from the start, to the same bits.
        FoldOutcome anew = runner.Run(new FoldTask(new TrialPlan(4, setting, 2, 1.0 / 3), 0), 1, default), paused = runner.Run(new FoldTask(new TrialPlan(4, setting, 1, 1.0 / 9), 0), 1, default);
        FoldOutcome resumed = runner.Run(new FoldTask(new TrialPlan(4, setting, 2, 1.0 / 3), 0, paused.State), 1, default);
        Assert.Equal(anew.Prediction, resumed.Prediction);

        // Going on does not change the state: another worker may go on from it again.
        Assert.Equal(anew.Prediction, runner.Run(new FoldTask(new TrialPlan(4, setting, 2, 1.0 / 3), 0, paused.State), 1, default).Prediction);
    }

    [Fact]
    public void A_training_that_diverges_or_settings_that_do_not_go_together_fail_the_trial_with_the_reason()
    {
        var runner = new TrialRunner(Problem(Moons(60), preset: Preset.Tutorial));
        FoldOutcome diverged = runner.Run(new FoldTask(new TrialPlan(0, Setting(("LearningRate", 1e12), ("EpochCount", 50))), 0), 1, default);
        Assert.Contains("diverged", diverged.Error, StringComparison.Ordinal);
        Assert.True(double.IsNaN(diverged.Score));
        FoldOutcome mismatch = runner.Run(new FoldTask(new TrialPlan(0, Setting(("Optimizer", Optimizer.LBFGS), ("BatchSize", 10))), 0), 1, default);
        Assert.Contains("mini-batches", mismatch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_of_trials_and_folds_are_unrelated_and_within_their_range()
    {
        SearchProblem problem = Problem(Table());
        long[] seeds = [.. from trial in Enumerable.Range(0, 2000) from fold in Enumerable.Range(0, 3) select problem.SeedOf(trial, fold)];
        Assert.All(seeds, seed => Assert.InRange(seed, 0, uint.MaxValue));
        Assert.InRange(seeds.Distinct().Count(), 5990, 6000);
        Assert.NotEqual(problem.SeedOf(0, 0), (problem with { Seed = 8 }).SeedOf(0, 0));
    }
}
