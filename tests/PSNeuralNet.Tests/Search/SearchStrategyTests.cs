using static PSNeuralNet.Tests.Search.SearchSpaceTests;

namespace PSNeuralNet.Tests.Search;

/// <summary>Grid, Random and Halving: their trials, in any order of arrival.</summary>
public class SearchStrategyTests
{
    private static readonly SearchSpace Mixed = Space(
        ("LearningRate", "0.001..1 log"), ("HiddenSize", new[] { "8", "64,32" }), ("Optimizer", new[] { "Adam", "Momentum", "LBFGS" }), ("Momentum", "0.5..0.9"), ("BatchSize", "8..64"), ("L2", "0..1"));

    [Fact]
    public void Grid_tries_combinations_in_order_each_once()
    {
        SearchSpace space = Space(("Optimizer", new[] { "Momentum", "LBFGS" }), ("LearningRate", new[] { 0.1, 0.3 }), ("Momentum", new[] { 0.5, 0.9 }), ("L2", new[] { 0, 1 }));
        ISearchStrategy grid = Create(SearchStrategy.Grid, space);
        Assert.Equal(10, grid.PlanCount);
        IReadOnlyList<TrialPlan> plans = grid.Next([]);
        Assert.Equal(
            [
                "Optimizer=Momentum; LearningRate=0.1; Momentum=0.5; L2=0", "Optimizer=Momentum; LearningRate=0.1; Momentum=0.5; L2=1",
                "Optimizer=Momentum; LearningRate=0.1; Momentum=0.9; L2=0", "Optimizer=Momentum; LearningRate=0.1; Momentum=0.9; L2=1",
                "Optimizer=Momentum; LearningRate=0.3; Momentum=0.5; L2=0", "Optimizer=Momentum; LearningRate=0.3; Momentum=0.5; L2=1",
                "Optimizer=Momentum; LearningRate=0.3; Momentum=0.9; L2=0", "Optimizer=Momentum; LearningRate=0.3; Momentum=0.9; L2=1",
                "Optimizer=LBFGS; L2=0", "Optimizer=LBFGS; L2=1",
            ],
            plans.Select(plan => plan.Setting.ToString()));
        Assert.Equal(Enumerable.Range(0, 10), plans.Select(plan => plan.Trial));
        Assert.All(plans, plan => Assert.Equal((0, 1.0), (plan.Rung, plan.Share)));
        Assert.Empty(grid.Next([new TrialScore(plans[0], 1)]));
        TrialSetting third = plans[2].Setting;
        Assert.Equal(["defaults", third.ToString(), plans[0].Setting.ToString()], Create(SearchStrategy.Grid, space, 3, [TrialSetting.Empty, third]).Next([]).Select(plan => plan.Setting.ToString()));
    }

    [Fact]
    public void A_range_or_too_many_combinations_are_no_grid()
    {
        NetworkException error = Assert.Throws<NetworkException>(() => Create(SearchStrategy.Grid, Mixed));
        Assert.Equal("GridRangeInvalid", error.Id);
        Assert.Contains("LearningRate has the range 0.001..1 log. List candidates, such as -LearningRate 0.005623, 0.1778", error.Message, StringComparison.Ordinal);
        int[] many = [.. Enumerable.Range(1, 200)];
        Assert.Equal("GridTooLarge", Assert.Throws<NetworkException>(() => Create(SearchStrategy.Grid, Space(("EpochCount", many), ("BatchSize", many), ("HiddenSize", many)))).Id);
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(SearchStrategy.Random, Mixed, 0));
    }

    [Fact]
    public void Random_trials_are_even_and_depend_on_the_seed()
    {
        TrialSetting[] settings = [.. Create(SearchStrategy.Random, Mixed, 64).Next([]).Select(plan => plan.Setting)];
        Assert.Equal(64, settings.Length);
        Assert.Equal(32, settings.Count(setting => TrialSetting.TextOf(setting["HiddenSize"]) == "8"));
        Assert.Equal(Enumerable.Range(0, 64), settings.Select(setting => (int)(SearchRuns.Number(setting, "L2") * 64)).Order());
        Assert.All(settings.GroupBy(setting => setting["Optimizer"]), group => Assert.InRange(group.Count(), 20, 23));
        Assert.All(settings, setting => Assert.Equal(setting["Optimizer"] is Optimizer.Momentum, setting.ContainsKey("Momentum")));
        Assert.All(settings, setting => Assert.Equal(setting["Optimizer"] is Optimizer.LBFGS, !setting.ContainsKey("LearningRate") && !setting.ContainsKey("BatchSize")));
        Assert.Equal(settings, Create(SearchStrategy.Random, Mixed, 64).Next([]).Select(plan => plan.Setting));
        Assert.Empty(settings.Intersect(SearchStrategies.Create(SearchStrategy.Random, Mixed, 64, 8, Optimizer.AdamW, []).Next([]).Select(plan => plan.Setting)));
    }

    [Fact]
    public void Random_without_a_number_of_trials_goes_on()
    {
        ISearchStrategy endless = Create(SearchStrategy.Random, Mixed, null, [TrialSetting.Empty]);
        Assert.Null(endless.PlanCount);
        List<TrialScore> scores = SearchRuns.Run(endless, _ => 0, workers: 3, limit: 2500);
        Assert.Equal(TrialSetting.Empty, scores[0].Plan.Setting);

        // With a number of trials, the same ones, drawn in batches as well: a time limit or a range of trials ends the drawing.
        ISearchStrategy counted = Create(SearchStrategy.Random, Mixed, 2400, [TrialSetting.Empty]);
        List<TrialScore> all = SearchRuns.Run(counted, _ => 0);
        Assert.Equal((2400, 2400), (counted.PlanCount, all.Count));
        Assert.Equal(all.OrderBy(score => score.Plan.Trial).Select(score => score.Plan.Setting), scores.OrderBy(score => score.Plan.Trial).Take(2400).Select(score => score.Plan.Setting));
        Assert.InRange(Create(SearchStrategy.Random, Mixed, 1_000_000, []).Next([]).Count, 1000, 1100);
    }

    [Fact]
    public void A_space_of_few_settings_has_each_once()
    {
        SearchSpace space = Space(("BatchSize", "1..9"), ("Optimizer", new[] { "Momentum", "LBFGS" }), ("HiddenSize", new[] { 2, 3, 5 }));
        foreach (SearchStrategy strategy in (SearchStrategy[])[SearchStrategy.Random, SearchStrategy.Tpe, SearchStrategy.Halving])
        {
            // LBFGS takes no batches: 9 * 3 + 3 settings, and the defaults.
            List<TrialScore> scores = SearchRuns.Run(Create(strategy, space, 1000, [TrialSetting.Empty]), plan => SearchRuns.Number(plan.Setting, "BatchSize"), workers: 2);
            Assert.Equal(31, scores.Select(score => score.Plan.Setting).Distinct().Count());
            Assert.Equal(31, scores.Select(score => score.Plan.Trial).Distinct().Count());
            Assert.Equal(31, SearchRuns.Run(Create(strategy, space, null, [TrialSetting.Empty]), _ => 0, limit: 500).Select(score => score.Plan.Trial).Distinct().Count());
            Assert.Equal(5, SearchRuns.Run(Create(strategy, space, 5, [TrialSetting.Empty]), _ => 0).Select(score => score.Plan.Trial).Distinct().Count());
        }

        Assert.Equal(31, Create(SearchStrategy.Random, space, 1000, [TrialSetting.Empty]).PlanCount);
        Assert.Equal(1, Create(SearchStrategy.Random, Space(("L2", 1)), 7).PlanCount);
    }

    [Fact]
    public void Halving_promotes_the_best_third_of_each_rung()
    {
        ISearchStrategy halving = Create(SearchStrategy.Halving, Space(("L2", "0..1")), 49);
        Assert.Equal(49 + 9 + 3 + 1 + 4 + 1 + 2, halving.PlanCount);
        List<TrialScore> scores = SearchRuns.Run(halving, plan => -SearchRuns.Number(plan.Setting, "L2"), workers: 5, seed: 1);
        Assert.Equal(halving.PlanCount, scores.Count);
        (int Low, int Count, int Depth)[] brackets = [(0, 27, 3), (27, 12, 2), (39, 6, 1), (45, 4, 0)];
        foreach ((int low, int count, int depth) in brackets)
        {
            TrialScore[] own = [.. scores.Where(score => score.Plan.Trial >= low && score.Plan.Trial < low + count)];
            for (int rung = 0; rung <= depth; rung++)
            {
                TrialScore[] running = [.. own.Where(score => score.Plan.Rung == rung)];
                Assert.Equal(Math.Max(1, count / (int)Math.Pow(3, rung)), running.Length);
                Assert.All(running, score => Assert.Equal(1 / Math.Pow(3, depth - rung), score.Plan.Share));
                Assert.Equal(
                    own.Where(score => score.Plan.Rung == 0).OrderByDescending(score => score.Value).Take(running.Length).Select(score => score.Plan.Trial).Order(),
                    running.Select(score => score.Plan.Trial));
            }
        }

        // The settings are those of Random.
        Assert.Equal(
            Create(SearchStrategy.Random, Space(("L2", "0..1")), 49).Next([]).Select(plan => plan.Setting), scores.Where(score => score.Plan.Rung == 0).Select(score => score.Plan.Setting));
    }

    [Theory]
    [InlineData(1, new[] { 1, 0, 0, 0 })]
    [InlineData(4, new[] { 2, 1, 1, 0 })]
    [InlineData(20, new[] { 11, 5, 2, 2 })]
    [InlineData(98, new[] { 54, 24, 12, 8 })]
    public void Halving_shares_trials_among_brackets(int count, int[] sizes)
    {
        IReadOnlyList<TrialPlan> plans = Create(SearchStrategy.Halving, Mixed, count).Next([]);
        Assert.Equal(sizes, Enumerable.Range(0, 4).Select(bracket => plans.Count(plan => plan.Share == 1 / Math.Pow(3, 3 - bracket))));
    }

    [Fact]
    public void Halving_trains_initial_settings_to_the_end_and_never_promotes_failures()
    {
        ISearchStrategy halving = Create(SearchStrategy.Halving, Space(("L2", "0..1")), 28, [TrialSetting.Empty]);
        List<TrialScore> scores = SearchRuns.Run(halving, plan => SearchRuns.Number(plan.Setting, "L2") is var l2 && l2 > 0.1 ? double.NaN : 0, workers: 3);
        Assert.Equal((TrialSetting.Empty, 1.0, 0), (scores[0].Plan.Setting, scores[0].Plan.Share, scores[0].Plan.Rung));
        Assert.All(scores.Where(score => score.Plan.Rung > 0), score => Assert.Equal(0, score.Value));
        Assert.Equal(halving.PlanCount, scores.Count);
        Assert.Equal(28, scores.Select(score => score.Plan.Trial).Distinct().Count());

        // Of equal ones, those of the lower numbers go on: 5 of 15.
        List<TrialScore> equal = SearchRuns.Run(Create(SearchStrategy.Halving, Space(("L2", "0..1")), 27), _ => 1, workers: 7, seed: 4);
        Assert.Equal([0, 1, 2, 3, 4], equal.Where(score => score.Plan.Rung == 1 && score.Plan.Trial < 15).Select(score => score.Plan.Trial));
    }

    [Fact]
    public void Halving_without_a_number_of_trials_begins_brackets_again()
    {
        ISearchStrategy endless = Create(SearchStrategy.Halving, Mixed);
        Assert.Null(endless.PlanCount);
        List<TrialScore> scores = SearchRuns.Run(endless, plan => SearchRuns.Number(plan.Setting, "LearningRate"), workers: 4, limit: 500);
        TrialScore[] first = [.. scores.Where(score => score.Plan.Trial < 147)];
        Assert.Equal(3 * 69, first.Length);
        Assert.Equal(SearchRuns.Texts(SearchRuns.Run(Create(SearchStrategy.Halving, Mixed), Score, limit: 500).Where(score => score.Plan.Trial < 147)), SearchRuns.Texts(SearchRuns.Run(Create(SearchStrategy.Halving, Mixed), Score, 20, 3, limit: 500).Where(score => score.Plan.Trial < 147)));
    }

    [Theory]
    [InlineData(SearchStrategy.Grid)]
    [InlineData(SearchStrategy.Random)]
    [InlineData(SearchStrategy.Halving)]
    [InlineData(SearchStrategy.Tpe)]
    public void Trials_are_the_same_in_any_order_of_arrival(SearchStrategy strategy)
    {
        SearchSpace space = strategy == SearchStrategy.Grid ? Space(("L2", new[] { 0, 1, 2 }), ("HiddenSize", new[] { 1, 2, 3 })) : Mixed;
        string[] one = SearchRuns.Texts(SearchRuns.Run(Create(strategy, space, 60, [TrialSetting.Empty]), Score));
        Assert.True(one.Length >= (strategy == SearchStrategy.Grid ? 10 : 60));
        foreach ((int workers, int seed) in ((int, int)[])[(1, 1), (2, 2), (5, 3), (16, 4), (100, 5)])
        {
            Assert.Equal(one, SearchRuns.Texts(SearchRuns.Run(Create(strategy, space, 60, [TrialSetting.Empty]), Score, workers, seed)));
        }
    }

    /// <summary>A score that some settings fail with.</summary>
    internal static double Score(TrialPlan plan) =>
        plan.Trial % 11 == 10 ? double.NaN : -Math.Abs(Math.Log(SearchRuns.Number(plan.Setting, "LearningRate", 0.5) / 0.05)) + SearchRuns.Number(plan.Setting, "Momentum") + plan.Share;

    private static ISearchStrategy Create(SearchStrategy strategy, SearchSpace space, int? trialCount = null, TrialSetting[]? initial = null) =>
        SearchStrategies.Create(strategy, space, trialCount, 7, Optimizer.AdamW, initial ?? []);
}
