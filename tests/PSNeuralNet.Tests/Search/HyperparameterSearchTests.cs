using static PSNeuralNet.Tests.Search.SearchData;

namespace PSNeuralNet.Tests.Search;

/// <summary>Searches in this process: the same trials on any number of threads, limits, ensembles, and errors.</summary>
public class HyperparameterSearchTests
{
    private static readonly FoldOptions Folds = new() { FoldCount = 3 };

    private static SearchOptions Options(SearchStrategy strategy) => new()
    {
        Strategy = strategy,
        TrialCount = strategy == SearchStrategy.Grid ? null : 12,
        Seed = 5,
        Space = strategy == SearchStrategy.Grid
            ? SearchSpace.Of([Pair("LearningRate", new[] { 0.001, 0.01, 0.1 }), Pair("HiddenSize", new[] { "4", "8,4" }), Pair("EpochCount", 8)])
            : SearchSpace.Of([Pair("LearningRate", "1e-3..1e-1 log"), Pair("HiddenSize", new[] { "4", "8,4" }), Pair("Dropout", "0..0.5"), Pair("EpochCount", 27)]),
    };

    private static KeyValuePair<string, object?> Pair(string name, object? value) => KeyValuePair.Create(name, value);

    private static IReadOnlyList<SearchTrial> Run(SearchOptions options, Dataset? data = null, SearchLog? log = null, FoldOptions? folds = null)
    {
        using var search = HyperparameterSearch.Create(data ?? Table(), options, folds ?? Folds);
        return search.Run(log ?? new SearchLog());
    }

    [Theory]
    [InlineData(SearchStrategy.Grid)]
    [InlineData(SearchStrategy.Random)]
    [InlineData(SearchStrategy.Halving)]
    [InlineData(SearchStrategy.Tpe)]
    public void The_trials_are_the_same_on_any_number_of_threads(SearchStrategy strategy)
    {
        string one = Text(Run(Options(strategy) with { ThrottleLimit = 1 }));
        Assert.Equal(one, Text(Run(Options(strategy) with { ThrottleLimit = 2 })));
        Assert.Equal(one, Text(Run(Options(strategy) with { ThrottleLimit = 16 })));
        Assert.NotEqual(one, Text(Run(Options(strategy) with { Seed = 6 })));
    }

    [Fact]
    public void Trials_are_sorted_by_their_score_whatever_its_direction()
    {
        IReadOnlyList<SearchTrial> byAccuracy = Run(Options(SearchStrategy.Grid)), byLoss = Run(Options(SearchStrategy.Grid) with { Metric = NetworkMetric.LogLoss });
        Assert.Equal(byAccuracy.Select(trial => trial.Score).OrderDescending(), byAccuracy.Select(trial => trial.Score));
        Assert.Equal(byLoss.Select(trial => trial.Score).Order(), byLoss.Select(trial => trial.Score));
        Assert.All(byAccuracy, trial =>
        {
            Assert.Equal(trial.FoldScore.Average(), trial.Score);
            Assert.Equal(MathNet.Numerics.Statistics.Statistics.StandardDeviation(trial.FoldScore), trial.Deviation!.Value, 12);
            Assert.Equal(Preset.Table, trial.Setting["Preset"]);
        });
    }

    [Fact]
    public void Without_a_space_a_table_begins_with_its_defaults()
    {
        IReadOnlyList<SearchTrial> trials = Run(new SearchOptions { Strategy = SearchStrategy.Random, TrialCount = 3, Seed = 1 });
        SearchTrial first = trials.Single(trial => trial.Trial == 0);
        Assert.Equal(["Preset"], first.Setting.Keys);
        Assert.All(trials.Where(trial => trial.Trial > 0), trial => Assert.Contains("LearningRate", trial.Setting.Keys));
    }

    [Fact]
    public void A_trial_that_fails_comes_last_with_its_reason_and_all_that_fail_are_an_error_with_the_commonest_one()
    {
        SearchOptions options = Options(SearchStrategy.Grid) with { Preset = Preset.Tutorial, Space = SearchSpace.Of([Pair("LearningRate", new[] { 1e14, 0.1 }), Pair("EpochCount", 40)]) };
        IReadOnlyList<SearchTrial> trials = Run(options, Moons(60));
        Assert.Equal([1, 0], trials.Select(trial => trial.Trial));
        Assert.Equal((TrialStatus.Failed, true), (trials[1].Status, double.IsNaN(trials[1].Score)));
        Assert.Contains("diverged", trials[1].Error, StringComparison.Ordinal);
        NetworkException error = Assert.Throws<NetworkException>(() => Run(options with { Space = SearchSpace.Of([Pair("LearningRate", new[] { 1e14, 1e15 }), Pair("EpochCount", 40)]) }, Moons(60)));
        Assert.Equal("AllTrialsFailed", error.Id);
        Assert.Contains("diverged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_end_trials_and_searches()
    {
        SearchOptions slow = Options(SearchStrategy.Random) with { Space = SearchSpace.Of([Pair("LearningRate", "1e-3..1e-1 log"), Pair("EpochCount", 10_000_000), Pair("Patience", 10_000_000)]), TrialCount = 3 };
        NetworkException tooShort = Assert.Throws<NetworkException>(() => Run(slow with { TimeLimit = TimeSpan.FromMilliseconds(300) }));
        Assert.Equal("TimeLimitTooShort", tooShort.Id);
        NetworkException timeout = Assert.Throws<NetworkException>(() => Run(slow with { TrialTimeout = TimeSpan.FromMilliseconds(100) }));
        Assert.Equal("AllTrialsFailed", timeout.Id);
        Assert.Contains("longer than the limit", timeout.Message, StringComparison.Ordinal);
        IReadOnlyList<SearchTrial> endless = Run(Options(SearchStrategy.Random) with { TrialCount = null, TimeLimit = TimeSpan.FromSeconds(1.5) });
        Assert.NotEmpty(endless);
    }

    [Theory]
    [InlineData("TrialCountInvalid")]
    [InlineData("ThrottleLimitInvalid")]
    [InlineData("TimeLimitInvalid")]
    [InlineData("EnsembleCountInvalid")]
    [InlineData("TrialRangeEmpty")]
    [InlineData("TrialRangeUnsupported")]
    [InlineData("MetricMismatch")]
    public void Options_out_of_their_range_are_errors(string id)
    {
        SearchOptions options = Options(SearchStrategy.Halving);
        options = id switch
        {
            "TrialCountInvalid" => options with { TrialCount = 0 },
            "ThrottleLimitInvalid" => options with { ThrottleLimit = 0 },
            "TimeLimitInvalid" => options with { TimeLimit = TimeSpan.Zero },
            "EnsembleCountInvalid" => options with { EnsembleCount = 65 },
            "TrialRangeEmpty" => options with { TrialRange = (4, 3) },
            "TrialRangeUnsupported" => options with { TrialRange = (0, 3) },
            _ => options with { Metric = NetworkMetric.R2 },
        };
        Assert.Equal(id, Assert.Throws<NetworkException>(() => Run(options)).Id);
    }

    [Fact]
    public void The_duration_of_a_trial_is_that_of_all_its_rungs()
    {
        using var search = HyperparameterSearch.Create(Table(), Options(SearchStrategy.Halving), Folds);
        IReadOnlyList<SearchTrial> trials = search.Run(new SearchLog());
        Assert.Contains(trials, trial => trial.RungScore.Count > 1);
        foreach (SearchTrial trial in trials)
        {
            long last = trial.Outcome.Sum(outcome => outcome.Duration.Ticks);
            Assert.True(trial.RungScore.Count > 1 ? trial.Duration.Ticks > last : trial.Duration.Ticks == last, $"{trial}: {trial.Duration}");
        }
    }

    [Theory]
    [InlineData(false, SearchStrategy.Random)]
    [InlineData(true, SearchStrategy.Random)]
    [InlineData(false, SearchStrategy.Halving)]
    public void An_ensemble_is_the_mean_of_the_fold_networks_of_the_selected_trials(bool isRegression, SearchStrategy strategy)
    {
        Dataset data = Table(isRegression);
        using var search = HyperparameterSearch.Create(data, Options(strategy) with { EnsembleCount = 4 }, Folds);
        IReadOnlyList<SearchTrial> trials = search.Run(new SearchLog());
        SearchEnsemble ensemble = search.Ensemble(trials);
        Assert.Equal(4, ensemble.Trial.Count);
        Assert.Equal(12, ensemble.Network.Parameter.Member.Count);
        Assert.All(ensemble.Trial, trial => Assert.Equal(TrialStatus.Completed, trial.Status));
        Matrix<double> mean = ensemble.Network.Parameter.Member.Select(member => new Predictor(member).Predict(data)).Aggregate((a, b) => a + b) / 12;
        Matrix<double> predicted = new Predictor(ensemble.Network.Parameter).Predict(data);
        Assert.Equal(3 * ensemble.Trial.Distinct().Count(), ensemble.Network.Parameter.Single.Count);
        Assert.True((mean - predicted).L2Norm() <= 1e-12 * mean.L2Norm());
        Assert.True(ensemble.Score >= trials.Where(trial => trial.Status == TrialStatus.Completed).Max(trial => trial.Score) - 0.05);

        // Networks that are not there any more are trained again, to the same bits.
        foreach (SearchTrial trial in trials)
        {
            trial.Outcome = [.. trial.Outcome.Select(outcome => outcome with { Network = null })];
        }

        SearchEnsemble again = search.Ensemble(trials);
        Assert.Equal(predicted, new Predictor(again.Network.Parameter).Predict(data));
    }

    [Fact]
    public void A_trial_that_is_selected_several_times_is_there_once_and_large_ensembles_can_be_written_and_read()
    {
        SearchOptions options = Options(SearchStrategy.Grid) with { EnsembleCount = 16, Space = SearchSpace.Of([Pair("LearningRate", new[] { 0.001, 0.1 }), Pair("EpochCount", 2)]) };
        using var search = HyperparameterSearch.Create(Table(), options, new FoldOptions { FoldCount = 5 });
        SearchEnsemble ensemble = search.Ensemble(search.Run(new SearchLog()));
        Assert.Equal((80, 5 * ensemble.Trial.Distinct().Count()), (ensemble.Network.Member.Count, ensemble.Network.Parameter.Single.Count));
        Assert.InRange(ensemble.Trial.Distinct().Count(), 1, 2);
        NeuralNetwork read = NetworkFile.Parse(NetworkFile.ToJson(ensemble.Network), "x");
        Assert.Equal(new Predictor(ensemble.Network.Parameter).Predict(Table()), new Predictor(read.Parameter).Predict(Table()));
        NetworkException error = Assert.Throws<NetworkException>(() => HyperparameterSearch.Create(Table(), options with { EnsembleCount = 64 }, new FoldOptions { FoldCount = 5, Repeat = 13 }));
        Assert.Equal("EnsembleTooManyNetworks", error.Id);
        Assert.Contains("4160 networks, but a file holds 4096 at most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_are_dropped_with_an_ensemble_unless_they_are_asked_for()
    {
        SearchOptions options = Options(SearchStrategy.Halving) with { EnsembleCount = 2 };
        Assert.All(Run(options), trial => Assert.All(trial.Outcome, outcome => Assert.Equal((trial.Status == TrialStatus.Completed, true), (outcome.Prediction is not null, outcome.State is null))));
        Assert.All(Run(options with { KeepsPrediction = true }), trial => Assert.NotNull(trial.OutOfFold));
    }

    [Fact]
    public void A_metric_that_is_undefined_on_every_fold_fails_a_search_but_no_cross_validation()
    {
        // Each fold holds one sample out, which R2 is not defined for.
        Dataset data = Table(isRegression: true, count: 12);
        var one = new FoldOptions { FoldCount = 12 };
        SearchOptions options = new() { Seed = 1, Space = SearchSpace.Of([Pair("LearningRate", new[] { 0.001, 0.1 }), Pair("EpochCount", 2)]) };
        NetworkException error = Assert.Throws<NetworkException>(() => Run(options, data, folds: one));
        Assert.Equal("AllTrialsFailed", error.Id);
        Assert.Contains("The metric R2 is undefined on every fold.", error.Message, StringComparison.Ordinal);
        var warnings = new List<string>();
        CrossValidationReport report = CrossValidation.Measure(data, new CrossValidationOptions { Setting = Setting(("LearningRate", 0.01), ("EpochCount", 2)), Folds = one, Seed = 1 }, warnings.Add);
        Assert.Equal(12, report.Statistics.UndefinedCount);
        Assert.Contains("R2 is not defined in 12 of 12 folds", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_best_settings_are_trained_on_all_samples_as_the_training_does()
    {
        Dataset data = Table();
        using var search = HyperparameterSearch.Create(data, Options(SearchStrategy.Random), Folds);
        SearchTrial best = search.Run(new SearchLog())[0];
        TrainingResult result = search.Refit(best);
        (NetworkParameter initial, TrainingOptions options) = TrialTraining.Of(data, best.Setting, Preset.Table, 5, isSingle: false);
        Assert.Equal(Trainer.Train(data, initial, options).Network.Member[1].Parameter.Flatten(), result.Member[1].Parameter.Flatten());
        Assert.Equal(best.Setting["LearningRate"], result.LearningRate);
    }

    [Fact]
    public void Out_of_fold_predictions_are_of_all_samples_and_have_the_score_of_the_trial()
    {
        Dataset data = Table();
        IReadOnlyList<SearchTrial> trials = Run(Options(SearchStrategy.Grid) with { KeepsPrediction = true }, data);
        Assert.All(trials, trial =>
        {
            Assert.Equal(Enumerable.Range(0, data.SampleCount), trial.OutOfFold!.Sample);
            Assert.Equal(trial.FoldScore.Zip(Problem(data).Fold.Select(_ => 1.0)).Average(pair => pair.First), trial.OutOfFold.Score, 2);
        });
        Assert.All(Run(Options(SearchStrategy.Grid), data), trial => Assert.Null(trial.OutOfFold));
    }

    [Fact]
    public void A_first_row_without_weight_is_no_obstacle()
    {
        Dataset table = Table();
        var weighted = new Dataset(table.X, table.Y, table.Schema, weight: Enumerable.Range(0, table.SampleCount).Select(i => i == 0 ? 0.0 : 1.0));
        Assert.Equal(6, Run(Options(SearchStrategy.Grid) with { Preset = Preset.Table }, weighted).Count);
    }
}
