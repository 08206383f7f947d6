using static PSNeuralNet.Tests.Search.SearchData;

namespace PSNeuralNet.Tests.Search;

/// <summary>Cross-validation of settings: scores of trial 0 of a search, statistics of all metrics, errors.</summary>
public class CrossValidationTests
{
    private static CrossValidationOptions Options => new()
    {
        Setting = Setting(("LearningRate", 0.01), ("EpochCount", 8)),
        Folds = new FoldOptions { FoldCount = 5 },
        Seed = 3,
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_scores_are_those_of_the_first_trial_of_a_search_on_any_number_of_threads(bool isRegression)
    {
        Dataset data = Table(isRegression);
        CrossValidationReport report = CrossValidation.Measure(data, Options with { ThrottleLimit = 1 });
        var space = SearchSpace.Of([KeyValuePair.Create("LearningRate", (object?)0.01), KeyValuePair.Create("EpochCount", (object?)8)]);
        using var search = HyperparameterSearch.Create(data, new SearchOptions { Space = space, Seed = 3, KeepsPrediction = true }, Options.Folds);
        SearchTrial trial = Assert.Single(search.Run(new SearchLog()));
        foreach (CrossValidationReport one in (CrossValidationReport[])[report, CrossValidation.Measure(data, Options with { ThrottleLimit = 3 }), CrossValidation.Measure(data, Options with { Setting = trial.Setting })])
        {
            Assert.Equal(trial.FoldScore, one.FoldScore);
            Assert.Equal(trial.OutOfFold!.Prediction, one.OutOfFold.Prediction);
            Assert.Equal((trial.Score, trial.Epochs, trial.Setting), (one.Score, one.Epochs, one.Setting));
            Assert.Equal(trial.Deviation!.Value, one.Deviation!.Value, 14);
            Assert.Equal(trial.FoldScore, one.AllMetric.Single(metric => metric.Metric == one.Metric).FoldScore);
        }
    }

    [Fact]
    public void The_interval_is_students_with_the_correction_for_overlapping_training_sets()
    {
        CrossValidationReport report = CrossValidation.Measure(Table(), Options with { Metric = NetworkMetric.LogLoss });
        double mean = report.FoldScore.Average(), variance = report.FoldScore.Sum(score => (score - mean) * (score - mean)) / 4;

        // Five folds of 80 samples: 4 degrees of freedom, whose quantile .975 is 2.776445105198; 16 samples are tested with for 64 trained on.
        double reach = 2.776445105198 * Math.Sqrt((0.2 + 0.25) * variance);
        Assert.Equal(mean, report.Score, 14);
        Assert.Equal(mean - reach, report.Lower!.Value, 9);
        Assert.Equal(mean + reach, report.Upper!.Value, 9);
        Assert.Equal((80, "5 folds", 3L), (report.OutOfFold.Sample.Count, report.Folds, report.Seed));
        Assert.Equal($"LogLoss {report.Statistics}, LearningRate=0.01; EpochCount=8; Preset=Table", report.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void All_metrics_of_the_task_are_measured_on_each_fold(bool isRegression)
    {
        Dataset data = Table(isRegression);
        CrossValidationReport report = CrossValidation.Measure(data, Options);
        FoldPlan plan = FoldPlan.Create(data, Options.Folds with { Seed = 3 });
        Assert.Equal(isRegression ? 9 : 23, report.AllMetric.Count);
        for (int fold = 0; fold < 5; fold++)
        {
            int[] test = plan.Fold[fold].TestSamples();
            Matrix<double> prediction = report.OutOfFold.Prediction.EnumerateColumns().Where((_, sample) => test.Contains(sample)).Aggregate((Matrix<double>?)null, (all, column) => all is null ? column.ToColumnMatrix() : all.Append(column.ToColumnMatrix()))!;
            NetworkReport expected = Evaluator.Measure(data.Take([.. test.Order()]), prediction, data.Task, DecisionRule.Default, null, default);
            Assert.All(report.AllMetric, metric => Assert.Equal(metric.Metric.ValueOf(expected), metric.FoldScore[fold], 9));
        }

        Assert.All(report.AllMetric, metric => Assert.Equal((metric.FoldScore.Average(), metric.Statistics.Lower), (metric.Score, metric.Lower)));
    }

    [Fact]
    public void Repetitions_are_more_folds_and_one_held_out_part_has_no_interval()
    {
        CrossValidationReport repeated = CrossValidation.Measure(Table(), Options with { Folds = new FoldOptions { FoldCount = 2, Repeat = 3 } });
        Assert.Equal((6, 80), (repeated.FoldScore.Count, repeated.OutOfFold.Sample.Count));
        Assert.NotNull(repeated.Lower);
        CrossValidationReport one = CrossValidation.Measure(Table(), Options with { Folds = new FoldOptions { Fraction = 0.25 } });
        Assert.Equal((1, 20), (one.FoldScore.Count, one.OutOfFold.Sample.Count));
        Assert.Equal((null, null, null), (one.Deviation, one.Lower, one.Upper));
        Assert.Equal(one.OutOfFold.Score, one.Score);
    }

    [Fact]
    public void A_training_that_fails_and_settings_out_of_their_range_are_errors()
    {
        NetworkException failed = Assert.Throws<NetworkException>(() => CrossValidation.Measure(Moons(60), Options with { Setting = Setting(("LearningRate", 1e14), ("EpochCount", 40)) }));
        Assert.Equal("CrossValidationFailed", failed.Id);
        Assert.StartsWith("The training of fold 1 of 5 failed: Training diverged", failed.Message, StringComparison.Ordinal);
        Assert.Equal("PresetAmbiguous", IdOf(Options with { Preset = Preset.Table, Setting = TrialSetting.Of([KeyValuePair.Create("preset", (object?)"Tutorial")]) }));
        Assert.Equal("ThrottleLimitInvalid", IdOf(Options with { ThrottleLimit = 0 }));
        Assert.Equal("ConfidenceInvalid", IdOf(Options with { Confidence = 1 }));
        Assert.Equal("SeedInvalid", IdOf(Options with { Seed = -1 }));
        Assert.Equal("MetricMismatch", IdOf(Options with { Metric = NetworkMetric.R2 }));
        Assert.Throws<OperationCanceledException>(() => CrossValidation.Measure(Table(), Options, cancellation: new CancellationToken(canceled: true)));

        static string IdOf(CrossValidationOptions options) => Assert.Throws<NetworkException>(() => CrossValidation.Measure(Table(), options)).Id;
    }

    [Fact]
    public void Settings_are_read_by_name_with_lists_for_layers()
    {
        TrialSetting read = TrialSetting.Of(Values(("Preset", "Table"), ("dropout", 0.1), ("Epochs", "30"), ("HiddenSize", (object[])[8, 4]), ("Activation", "ReLU,Tanh")));
        Assert.Equal("HiddenSize=8,4; Activation=ReLU,Tanh; EpochCount=30; Dropout=0.1; Preset=Table", read.ToString());
        Assert.Equal("HiddenSize=16,8", TrialSetting.Of(Values(("hiddensize", "16-8"))).ToString());
        Assert.Equal(read, TrialSetting.Of(read!));
        Assert.Equal("defaults", TrialSetting.Of([]).ToString());
        Assert.Equal("SearchParameterUnknown", IdOf(("Rate", 1)));
        Assert.Equal("SearchParameterReserved", IdOf(("Seed", 1)));
        Assert.Equal("SearchParameterRepeated", IdOf(("Epochs", 1), ("EpochCount", 1)));
        Assert.Equal("CandidateInvalid", IdOf(("LearningRate", (object[])[0.1, 0.2])));
        Assert.Equal("CandidateInvalid", IdOf(("Preset", "None")));

        static string IdOf(params (string, object?)[] values) => Assert.Throws<NetworkException>(() => TrialSetting.Of(Values(values))).Id;
        static IEnumerable<KeyValuePair<string, object?>> Values(params (string Name, object? Value)[] values) => values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value));
    }
}
