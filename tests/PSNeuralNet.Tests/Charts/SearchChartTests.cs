namespace PSNeuralNet.Tests.Charts;

/// <summary>The numbers of charts of a search.</summary>
public class SearchChartTests
{
    [Fact]
    public void The_best_so_far_rises_in_steps()
    {
        SearchTrial[] trials = [.. new[] { double.NaN, 0.5, 0.4, 0.7, 0.7, 0.6 }.Select((score, i) => SampleTrials.Of(i, Rate(i + 1), score))];
        var chart = SearchHistoryChart.Of([.. trials.Reverse()]);
        Assert.Equal([(1.0, 0.5), (3, 0.5), (3, 0.7), (5, 0.7)], chart.Best);
        Assert.Equal("6 trials, best Accuracy 0.7000 (trial 3), 1 failed", chart.Subtitle);
        Assert.Equal([(HistoryMark.Completed, 5), (HistoryMark.Failed, 1)], chart.Groups.Select(group => (group.Mark, group.Point.Length)));
        Assert.Equal(chart.Y.Axis.Minimum, chart.Y.Position(double.NaN));

        // Of losses the lowest is best, and failed ones are above.
        var losses = SearchHistoryChart.Of([.. trials.Select(trial => SampleTrials.Of(trial.Trial, trial.Setting, trial.Score, metric: NetworkMetric.LogLoss))]);
        Assert.Equal([(1.0, 0.5), (2, 0.5), (2, 0.4), (5, 0.4)], losses.Best);
        Assert.Equal(losses.Y.Axis.Maximum, losses.Y.Position(double.NaN));
    }

    [Fact]
    public void Scores_far_below_the_others_are_at_the_edge()
    {
        // Quartiles 0.82 and 0.86 of 0.8, 0.81 ... 0.88 and -5: the fence is at 0.7.
        double[] scores = [.. Enumerable.Range(0, 9).Select(i => 0.8 + (0.01 * i)), -5];
        var axis = ScoreAxis.Of("R2", scores, isHigherBetter: true);
        Assert.Equal((0.8 - (0.06 * 0.08), 0.88 + (0.06 * 0.08)), (axis.Axis.Minimum, axis.Axis.Maximum), new Near());
        Assert.True(axis.IsBeyond(-5) && !axis.IsBeyond(0.8));
        Assert.Equal(axis.Axis.Minimum, axis.Position(-5));
        Assert.Equal(0, axis.Quality(-5));
        Assert.Equal(0.5, axis.Quality(0.84), 1e-9);
        var losses = ScoreAxis.Of("LogLoss", [.. scores.Select(score => -score)], isHigherBetter: false);
        Assert.Equal(losses.Axis.Maximum, losses.Position(5));
        Assert.Equal(0.5, losses.Quality(-0.84), 1e-9);

        // All the same: an axis all the same.
        Assert.Equal((0.4995, 0.5005), (ScoreAxis.Of("R2", [0.5, 0.5], true).Axis.Minimum, ScoreAxis.Of("R2", [0.5, 0.5], true).Axis.Maximum), new Near());
    }

    [Fact]
    public void Panels_have_the_means_of_candidates_and_of_quarters_of_a_range()
    {
        IReadOnlyList<SearchTrial> trials = SampleTrials.Random();
        var chart = SearchSettingChart.Of(trials);
        Assert.Equal((5, 5), (chart.SettingCount, chart.Panel.Count));
        Assert.Equal(chart.Panel.OrderByDescending(panel => panel.Importance.Importance), chart.Panel);
        SettingPanel rate = chart.Panel[0], size = chart.Panel.Single(panel => panel.Importance.Setting == "HiddenSize");
        Assert.Equal("LearningRate, importance 0.47", rate.Title);
        Assert.Equal(["0.0001..0.001", "0.001..0.01", "0.01..0.1", "0.1..1"], rate.GroupName);
        (double From, double To, double Score)[] means = [.. rate.Means];
        Assert.Equal([(-4.0, -3.0), (-3, -2), (-2, -1), (-1, 0)], means.Select(mean => (mean.From, mean.To)), new Near());
        for (int quarter = 0; quarter < 4; quarter++)
        {
            double[] scores = [.. trials.Where(trial => !double.IsNaN(trial.Score) && Quarter(trial) == quarter).Select(trial => trial.Score)];
            Assert.Equal(scores.Average(), means[quarter].Score, 1e-12);
            Assert.Equal(scores.Length, rate.Point.Count(point => point.Group == quarter));
        }

        // One score far below the others, which counts as the end of the axis for the importance only.
        Assert.True(chart.Y.IsBeyond(trials[7].Score));
        Assert.Equal(-0.5, rate.Point.Single(point => point.Trial == 7).Score);

        // Dots of a candidate are spread around it, each within its own half.
        Assert.Equal(["8", "32", "64,32"], size.GroupName);
        Assert.All(size.Point, point => Assert.True(Math.Abs(point.Position - point.Group) < 0.2));
        Assert.All(size.Point, point => Assert.Equal(size.GroupName[point.Group], TrialSetting.TextOf(trials[point.Trial].Setting["HiddenSize"])));

        static int Quarter(SearchTrial trial) => Math.Clamp((int)Math.Floor(Math.Log10((double)trial.Setting["LearningRate"]!) + 4), 0, 3);
    }

    [Fact]
    public void Lines_of_parallel_coordinates_pass_their_values()
    {
        IReadOnlyList<SearchTrial> trials = SampleTrials.Random();
        var chart = SearchParallelChart.Of(trials);
        Assert.Equal(["LearningRate", "HiddenSize", "Dropout", "Optimizer", "Momentum", "Accuracy"], chart.Axis.Select(axis => axis.Name));
        Assert.Equal(trials.Count(trial => !double.IsNaN(trial.Score)), chart.Line.Count);
        ParallelLine best = chart.Line[^1];
        SearchTrial trial = trials[best.Trial];
        Assert.Equal(trials.Max(one => double.IsNaN(one.Score) ? -9 : one.Score), best.Score);
        Assert.Equal((5, true), (chart.Line.Count(line => line.IsBest), best.IsBest));

        // The axis of the learning rate has a margin of 4 % of its four decades.
        Assert.Equal((Math.Log10((double)trial.Setting["LearningRate"]!) + 4 + 0.16) / 4.32, best.Position[0], 1e-9);
        Assert.Equal("32", TrialSetting.TextOf(trial.Setting["HiddenSize"]));
        Assert.Equal(chart.Axis[1].Tick.Single(tick => tick.Label == "32").Position, best.Position[1]);
        Assert.Equal(1 - (0.5 / chart.Line.Count), best.Strength, 1e-9);

        // Only Momentum has Momentum; others are below all values of it.
        Assert.All(chart.Line, line => Assert.Equal(trials[line.Trial].Setting.ContainsKey("Momentum"), line.Position[4] > 0.1));
        Assert.Equal((0.0, "not set"), (chart.Axis[4].Tick[0].Position, chart.Axis[4].Tick[0].Label));
    }

    [Fact]
    public void Learning_curves_have_the_score_of_each_rung()
    {
        var chart = SearchLearningChart.Of(SampleTrials.Halving());
        Assert.Equal(9, chart.Curve.Count);
        LearningCurve best = chart.Best.First();
        Assert.Equal((4, "trial 4 (0.9500)"), (best.Trial, best.Name));
        Assert.Equal([(Math.Log10(1 / 9.0), 0.57), (Math.Log10(1 / 3.0), 0.76), (0.0, 0.95)], best.Point, new Near());
        Assert.Equal(["1/9", "1/3", "all"], chart.X.Named!.Select(tick => tick.Label));
        Assert.Equal(6, chart.Curve.Count(curve => curve.Point.Count == 1));
        Assert.Equal("ChartEmpty", Assert.Throws<NetworkException>(() => SearchLearningChart.Of(SampleTrials.Random())).Id);
    }

    [Fact]
    public void Rungs_of_a_search_are_kept()
    {
        Dataset moons = MoonsGenerator.Generate(60, 0.2, shuffle: true, seed: 0);
        var options = new SearchOptions
        {
            Strategy = SearchStrategy.Halving,
            TrialCount = 9,
            Seed = 1,
            Space = SearchSpace.Of(new Dictionary<string, object?> { ["LearningRate"] = "0.01..1 log", ["EpochCount"] = 27 }),
        };
        using var search = HyperparameterSearch.Create(moons, options, new FoldOptions { FoldCount = 2 });
        IReadOnlyList<SearchTrial> trials = search.Run(new NoObserver());
        Assert.Contains(trials, trial => trial.RungScore.Count > 1);
        Assert.All(trials, trial =>
        {
            Assert.Equal((trial.Share, trial.Score), (trial.RungScore[^1].Share, trial.RungScore[^1].Score));
            Assert.Equal(trial.RungScore.Select(rung => rung.Share).Order(), trial.RungScore.Select(rung => rung.Share));
            Assert.Equal("LearningRate=0.01..1 log; EpochCount=27", trial.Space!.ToString());
        });
        Assert.Equal(trials.Count(trial => trial.RungScore.Count > 1), SearchLearningChart.Of(trials).Curve.Count(curve => curve.Point.Count > 1));
    }

    [Fact]
    public void Trials_without_their_space_have_the_settings_that_differ()
    {
        SearchTrial[] trials = [.. Enumerable.Range(0, 12).Select(i => new TrialSetting([
            KeyValuePair.Create("LearningRate", (object?)Math.Pow(10, -i / 4.0)),
            KeyValuePair.Create("HiddenSize", (object?)Array.AsReadOnly(i % 2 == 0 ? [8] : new[] { 64, 32 })),
            KeyValuePair.Create("EpochCount", (object?)100)])).Select((setting, i) => WithoutSpace(i, setting, 0.5 + (0.01 * i)))];
        SearchTrials search = SearchTrials.Of(ChartKind.SearchSetting, trials);
        Assert.Equal(["LearningRate=0.0017782794100389228..1 log", "HiddenSize=8|64,32"], search.Parameter.Select(parameter => parameter.ToString()));
        Assert.Equal("LearningRate", search.Importance[0].Parameter.Name);
    }

    [Fact]
    public void Trials_have_to_be_of_one_search_with_a_score()
    {
        SearchTrial one = SampleTrials.Of(0, Rate(1), 0.5);
        Assert.Equal("ChartEmpty", Id([]));
        Assert.Equal("ChartEmpty", Id([SampleTrials.Of(0, Rate(1), double.NaN)]));
        Assert.Equal("ChartTrialsMixed", Id([one, SampleTrials.Of(0, Rate(2), 0.6)]));
        Assert.Equal("ChartTrialsMixed", Id([one, SampleTrials.Of(1, Rate(2), 0.6, metric: NetworkMetric.LogLoss)]));
        SearchTrial[] same = [SampleTrials.Of(0, Rate(1), 0.5, space: SearchSpace.Of(new Dictionary<string, object?> { ["LearningRate"] = 1 }))];
        foreach (Action draw in (Action[])[() => SearchSettingChart.Of(same), () => SearchParallelChart.Of(same)])
        {
            NetworkException failure = Assert.Throws<NetworkException>(draw);
            Assert.Equal("ChartEmpty", failure.Id);
            Assert.Contains("all trials have the same settings", failure.Message, StringComparison.Ordinal);
        }

        // One trial has a history, and a number of its own.
        Assert.Equal([(0.0, 0.5), (0, 0.5)], SearchHistoryChart.Of(same).Best);

        static string Id(SearchTrial[] trials) => Assert.Throws<NetworkException>(() => SearchHistoryChart.Of(trials)).Id;
    }

    private static TrialSetting Rate(double rate) => new([KeyValuePair.Create("LearningRate", (object?)rate)]);

    private static SearchTrial WithoutSpace(int number, TrialSetting setting, double score) => new()
    {
        Trial = number,
        Score = score,
        Metric = NetworkMetric.Accuracy,
        Epochs = 100,
        Status = TrialStatus.Completed,
        Duration = TimeSpan.FromSeconds(1),
        Worker = "local",
        Setting = setting,
        FoldScore = new FoldScores([score]),
    };

    private sealed class Near : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9;

        public int GetHashCode((double, double) obj) => 0;
    }

    private sealed class NoObserver : ISearchObserver
    {
        public void Finished(SearchTrial trial)
        {
        }

        public void Report(SearchProgress value)
        {
        }

        public void Warn(string text) => Assert.Fail(text);
    }
}
