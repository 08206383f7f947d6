namespace PSNeuralNet.Tests.Charts;

public class LiveCostChartTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(100_003)]
    public void A_long_series_is_kept_by_its_lowest_and_highest_costs(int count)
    {
        double[] costs = [.. Enumerable.Range(0, count).Select(i => Math.Cos(i * 0.37) + (1000.0 / (i + 1)))];
        costs[count / 2] = -7;
        costs[count / 3] = 5000;
        var whole = new CostIntervals();
        whole.Add(costs);
        var pieces = new CostIntervals();
        for (int end = 1; end < count; end += 97)
        {
            pieces.Add(costs[..end]);
        }

        pieces.Add(costs);
        (int Epoch, double Cost)[] points = [.. whole.Points];
        Assert.Equal(points, pieces.Points);
        Assert.InRange(points.Length, Math.Min(count, 256), 1024);
        Assert.Equal(points.OrderBy(point => point.Epoch).DistinctBy(point => point.Epoch), points);
        Assert.All(points, point => Assert.Equal(costs[point.Epoch], point.Cost));
        Assert.Equal((costs.Min(), costs.Max()), (points.Min(point => point.Cost), points.Max(point => point.Cost)));
        Assert.Equal((Array.IndexOf(costs, costs.Min()), costs.Min()), whole.Lowest);
    }

    [Fact]
    public void What_is_no_number_is_left_out()
    {
        var intervals = new CostIntervals();
        intervals.Add([double.NaN, double.PositiveInfinity]);
        Assert.False(intervals.HasAny);
        intervals.Add([double.NaN, double.PositiveInfinity, 2, 2]);
        Assert.Equal([(2, 2.0), (3, 2.0)], intervals.Points);
        Assert.Equal((2, 2.0), intervals.Lowest);
    }

    [Theory]
    [InlineData(1, 5000, 10)]
    [InlineData(11, 5000, 20)]
    [InlineData(21, 5000, 50)]
    [InlineData(2001, 5000, 4999)]
    [InlineData(5000, 5000, 4999)]
    [InlineData(1, 1, 1)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue - 1)]
    public void The_axis_ends_at_a_round_number_or_with_the_training(int done, int all, int end) =>
        Assert.Equal(end, LiveCostChart.LastEpoch(done, all));

    [Fact]
    public void The_curve_grows_with_what_the_training_tells()
    {
        var live = new LiveCostChart("2-5-1 tanh/sigmoid");
        var options = new TextChartOptions { Width = 60, Height = 14, IsPlain = true };
        Assert.Empty(live.Draw(options));
        live.Add(Progress(20, [.. Enumerable.Range(0, 20).Select(i => 1.0 - (0.05 * i))]));
        Assert.Equal(
            """
            Cost by epoch
            epoch 20 of 100, cost 0.050000, 3 s left; 2-5-1 tanh/sigmoid
            Cost
            1.0 +**
                |  ********
                |          ********
                |                  ********
            0.5 +                          ********
                |                                  *********
                |                                           ********
            0.0 +                                                   *
                ++-------------+------------+-------------+------------+
                 0             5           10            15           20
                                          Epoch
            """.ReplaceLineEndings("\n"),
            string.Join('\n', live.Draw(options)));
    }

    [Fact]
    public void With_validation_there_are_both_curves_and_the_best_epoch_so_far()
    {
        var live = new LiveCostChart("");
        live.Add(Progress(3, [3, 2, 1]) with { ValidationCostHistory = [3, 1, 2] });
        Assert.Contains("best epoch: 1, cost 1", string.Join('\n', live.Draw(new TextChartOptions { Width = 70 })), StringComparison.Ordinal);
        live.Add(Progress(4, [3, 2, 1, 0.5]) with { ValidationCostHistory = [3, 1, 2, 0.25] });
        Assert.Contains("best epoch: 3, cost 0.25", string.Join('\n', live.Draw(new TextChartOptions { Width = 70 })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_tells_all_of_its_epochs()
    {
        var reports = new List<(int Epoch, double[] Costs, double[] Validation)>();
        Dataset moons = MoonsGenerator.Generate(2000, 0.2, true, 0);
        var network = Initializer.Initialize(NetworkShape.For(moons.Task, [2, 30, 1]), Initialization.Xavier, 3, moons.Schema);

        // However fast the machine is: until there have been three reports.
        using var enough = new CancellationTokenSource();
        TrainingResult result = Trainer.Train(
            moons,
            network,
            new TrainingOptions { EpochCount = int.MaxValue, ValidationFraction = 0.2 },
            new Listener(progress =>
            {
                reports.Add((progress.Epoch, [.. progress.CostHistory], [.. progress.ValidationCostHistory]));
                if (reports.Count == 3)
                {
                    enough.Cancel();
                }
            }),
            enough.Token);
        Assert.Equal(3, reports.Count);
        Assert.All(reports, report =>
        {
            Assert.Equal(result.CostHistory.Take(report.Epoch).Select(epoch => epoch.Cost), report.Costs);
            Assert.Equal(result.CostHistory.Take(report.Epoch).Select(epoch => ((ValidatedEpochCost)epoch).ValidationCost), report.Validation);
        });
    }

    private static TrainingProgress Progress(int epoch, double[] costs) =>
        new TrainingProgress(epoch, 100, costs[^1], TimeSpan.FromSeconds(2.5)) { CostHistory = costs };

    private sealed class Listener(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
