using static PSNeuralNet.Tests.Search.SearchSpaceTests;

namespace PSNeuralNet.Tests.Search;

/// <summary>Tree-structured Parzen estimator: its parts against closed forms and SciPy, and its searches against Random's.</summary>
public class TpeSearchTests(ITestOutputHelper output)
{
    [Fact]
    public void A_tenth_of_the_trials_counts_as_the_best() =>
        Assert.Equal([0, 1, 1, 2, 10, 25, 25], new[] { 0, 1, 10, 11, 100, 250, 1000 }.Select(TpeSearch.BestCount));

    [Fact]
    public void Weights_of_old_trials_rise_to_those_of_the_last_25()
    {
        Assert.Empty(ParzenEstimator.Weights(0));
        Assert.Equal(Enumerable.Repeat(1.0, 25), ParzenEstimator.Weights(25));
        Assert.Equal([1.0 / 26, .. Enumerable.Repeat(1.0, 25)], ParzenEstimator.Weights(26));

        // numpy.linspace(1 / 30, 1, 5)
        Reference.AssertClose([1.0 / 30, 0.275, 0.51666666666666667, 0.75833333333333333, 1, .. Enumerable.Repeat(1.0, 25)], ParzenEstimator.Weights(30), 1e-15);
    }

    /// <summary>As <c>compute_sigmas</c> of Optuna 4.9 and 5.0 (parzen_estimator.py): until 4.8, the mean of the prior was a neighbour, too.</summary>
    [Fact]
    public void Deviations_are_distances_to_neighbours_within_limits()
    {
        Assert.Equal([0.7], NumberEstimator.Deviations([0.3], 0, 1));
        Reference.AssertClose([0.2, 0.35, 0.35], NumberEstimator.Deviations([0.2, 0.6, 0.25], 0, 1), 1e-15);
        Assert.Equal([2.0], NumberEstimator.Deviations([10.0], 8, 10));
        Reference.AssertClose([0.4, 0.35, 1 / 7.0, 0.4, 0.35], NumberEstimator.Deviations([0.9, 0.1, 0.5, 0.5, 0.45], 0, 1), 1e-15);
        Assert.Equal([0.5, 0.5], NumberEstimator.Deviations([0.1, 0.6], 0, 1));
        Assert.All(NumberEstimator.Deviations([.. Enumerable.Repeat(0.5, 200)], 0, 1), deviation => Assert.Equal(0.01, deviation));
    }

    /// <summary>Mixtures of <c>scipy.stats.truncnorm</c> with the deviations above and equal weights.</summary>
    [Theory]
    [InlineData(new[] { 0.2, 0.6, 0.25 }, 0.1, 0.2114856966136983)]
    [InlineData(new[] { 0.2, 0.6, 0.25 }, 0.25, 0.34847065424446094)]
    [InlineData(new[] { 0.2, 0.6, 0.25 }, 0.9, -0.6023936064890225)]
    [InlineData(new[] { 0.3 }, 0.1, 0.019991807477056124)]
    [InlineData(new double[0], 0.1, -0.039022199509050504)]
    public void Densities_are_those_of_SciPy(double[] trials, double coordinate, double logDensity) =>
        Assert.Equal(logDensity, ParzenEstimator.Of(Space(("L2", "0..1")).Parameter[0], trials).LogDensity(coordinate), 1e-12);

    [Fact]
    public void Whole_numbers_have_probabilities()
    {
        SearchParameter parameter = Space(("BatchSize", "1..5 log")).Parameter[0];
        var estimator = ParzenEstimator.Of(parameter, [Math.Log(2), Math.Log(4)]);
        double[] logs = [.. Enumerable.Range(1, 5).Select(number => estimator.LogDensity(Math.Log(number)))];
        Reference.AssertClose([-1.1818392481741993, -1.3337289350341142, -1.6403237830197994, -1.98275392922572, -2.320889072684629], logs, 1e-12);
        AssertDraws(estimator, number => (int)Math.Round(Math.Exp(number)) - 1, [.. logs.Select(Math.Exp)]);
    }

    [Fact]
    public void Candidates_have_probabilities()
    {
        // The kernels of three trials, with p = 1/4, and the prior: (1.25 + 1.25 + 0.25) / 1.75 / 4 + 1/12, ...
        var estimator = ParzenEstimator.Of(Space(("L2", new[] { 1, 2, 3 })).Parameter[0], [0, 0, 2]);
        double[] shares = [(2.75 / 7) + (1.0 / 12), (0.75 / 7) + (1.0 / 12), (1.75 / 7) + (1.0 / 12)];
        Reference.AssertClose(shares, Enumerable.Range(0, 3).Select(candidate => Math.Exp(estimator.LogDensity(candidate))), 1e-14);
        AssertDraws(estimator, candidate => (int)candidate, shares);
        Assert.Equal(Math.Log(1 / 3.0), ParzenEstimator.Of(Space(("L2", new[] { 1, 2, 3 })).Parameter[0], []).LogDensity(1), 1e-14);
    }

    [Fact]
    public void Draws_of_a_range_have_its_density()
    {
        var estimator = ParzenEstimator.Of(Space(("L2", "1..100 log")).Parameter[0], [Math.Log(2), Math.Log(50), Math.Log(60)]);
        const int Boxes = 8;
        double low = 0, width = Math.Log(100) / Boxes;
        double[] shares = [.. Enumerable.Range(0, Boxes).Select(box => Enumerable.Range(0, 1000).Average(step => Math.Exp(estimator.LogDensity(low + ((box + ((step + 0.5) / 1000)) * width)))) * width)];
        Assert.Equal(1, shares.Sum(), 1e-6);
        AssertDraws(estimator, coordinate => Math.Min(Boxes - 1, (int)(coordinate / width)), shares);
    }

    [Fact]
    public void Batches_wait_for_the_one_before()
    {
        ISearchStrategy tpe = Create(SearchStrategy.Tpe, Space(("L2", "0..1")), 20, 1);
        Assert.Equal(20, tpe.PlanCount);
        IReadOnlyList<TrialPlan> startup = tpe.Next([]);
        Assert.Equal(Create(SearchStrategy.Random, Space(("L2", "0..1")), 10, 1).Next([]), startup);
        Assert.Empty(tpe.Next([.. startup.Skip(1).Select(plan => new TrialScore(plan, 0))]));
        Assert.Equal([10, 11, 12, 13], tpe.Next([new TrialScore(startup[0], 1)]).Select(plan => plan.Trial));
        Assert.Empty(tpe.Next([]));
    }

    [Fact]
    public void Settings_are_drawn_near_the_best_with_and_without_conditions()
    {
        SearchSpace space = Space(("Optimizer", new[] { "Adam", "Momentum", "LBFGS" }), ("Momentum", "0..0.99"), ("LearningRate", "1e-4..1 log"), ("EpochCount", "1..1000 log"));
        List<TrialScore> scores = SearchRuns.Run(
            Create(SearchStrategy.Tpe, space, 100, 3),
            plan => plan.Setting["Optimizer"] is not Optimizer.Momentum ? double.NaN
                : -Math.Abs(SearchRuns.Number(plan.Setting, "Momentum") - 0.4) - Math.Abs(Math.Log10(SearchRuns.Number(plan.Setting, "LearningRate")) + 2) - Math.Abs(Math.Log10(SearchRuns.Number(plan.Setting, "EpochCount") / 30)),
            workers: 3);
        Assert.All(scores, score => Assert.Equal(score.Plan.Setting["Optimizer"] is Optimizer.Momentum, score.Plan.Setting.ContainsKey("Momentum")));
        TrialScore[] last = [.. scores.TakeLast(40)];
        Assert.InRange(last.Count(score => score.Plan.Setting["Optimizer"] is Optimizer.Momentum), 30, 40);
        TrialScore best = scores.Where(score => !double.IsNaN(score.Value)).MaxBy(score => score.Value);
        Assert.InRange(best.Value, -0.35, 0);
    }

    /// <summary>The bar of the search: a better mean of the best of 100 trials, over 20 seeds, than Random with its Sobol sequence.</summary>
    [Fact]
    public void Tpe_finds_better_minima_than_Random()
    {
        (string Name, Func<double[], double> Function, int Dimensions)[] functions =
        [
            ("Branin", TestFunctions.Branin, 2), ("Hartmann 6", TestFunctions.Hartmann6, 6), ("Rosenbrock 2", TestFunctions.Rosenbrock, 2), ("Rosenbrock 4", TestFunctions.Rosenbrock, 4),
        ];
        Assert.Equal(0.397887, TestFunctions.Branin([(Math.PI + 5) / 15, 2.275 / 15]), 1e-6);
        Assert.Equal(-3.32237, TestFunctions.Hartmann6([0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573]), 1e-5);
        Assert.Equal(0, TestFunctions.Rosenbrock([0.4, 0.4, 0.4]), 1e-12);
        foreach ((string name, Func<double[], double> function, int dimensions) in functions)
        {
            double random = Mean(SearchStrategy.Random), tpe = Mean(SearchStrategy.Tpe);
            output.WriteLine(FormattableString.Invariant($"{name}: Random {random:0.0000}, Tpe {tpe:0.0000}"));
            Assert.True(tpe < random, name);

            double Mean(SearchStrategy strategy) => Enumerable.Range(0, 20).Average(seed =>
                SearchRuns.Run(Create(strategy, TestFunctions.Space(dimensions), 100, seed), plan => -function(TestFunctions.Point(plan.Setting, dimensions))).Min(score => -score.Value));
        }
    }

    private static void AssertDraws(ParzenEstimator estimator, Func<double, int> boxOf, double[] shares)
    {
        const int Draws = 20_000;
        var random = new RandomState(5);
        int[] counts = new int[shares.Length];
        for (int draw = 0; draw < Draws; draw++)
        {
            counts[boxOf(estimator.Sample(random))]++;
        }

        Assert.All(shares.Zip(counts), pair => Assert.Equal(pair.First, pair.Second / (double)Draws, 0.015));
    }

    private static ISearchStrategy Create(SearchStrategy strategy, SearchSpace space, int trialCount, long seed) => SearchStrategies.Create(strategy, space, trialCount, seed, Optimizer.AdamW, []);
}
