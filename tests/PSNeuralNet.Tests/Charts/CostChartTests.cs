namespace PSNeuralNet.Tests.Charts;

public class CostChartTests
{
    private static readonly Dataset Moons = MoonsGenerator.Generate(60, 0.2, true, 0);

    [Fact]
    public void One_training_has_its_costs_and_no_name()
    {
        TrainingResult result = Train(new TrainingOptions { EpochCount = 30 });
        var chart = CostChart.Of([result]);
        CostSeries series = Assert.Single(chart.Series);
        Assert.Equal((ChartKind.Cost, "", null, null), (chart.Kind, series.Name, series.ValidationCost, series.BestEpoch));
        Assert.Equal(Enumerable.Range(0, 30), series.Epoch);
        Assert.Equal(result.CostHistory.Select(epoch => epoch.Cost), series.Cost);
        Assert.Equal("2-4-1 tanh/sigmoid, GradientDescent, moons (60 samples, 2 features)", chart.Subtitle);
        Assert.Equal(series.Cost, CostChart.Of(result.CostHistory).Series[0].Cost);
    }

    [Fact]
    public void Validation_costs_and_the_best_epoch_are_there()
    {
        TrainingResult result = Train(new TrainingOptions { EpochCount = 300, LearningRate = 3, ValidationFraction = 0.3, Seed = 4 });
        CostSeries series = CostChart.Of([result]).Series[0];
        Assert.Equal((result.BestEpoch, result.ValidationCost), (series.BestEpoch, series.BestCost));
        Assert.Equal(series.ValidationCost!.Min(), series.BestCost);
        Assert.Equal(result.BestEpoch, CostChart.Of(result.CostHistory).Series[0].BestEpoch);
        EpochCost[] tail = [.. result.CostHistory.Skip(290)];
        Assert.Equal(Enumerable.Range(290, 10), CostChart.Of(tail).Series[0].Epoch);
    }

    [Fact]
    public void Several_are_named_by_what_differs_between_them()
    {
        string[] Names(params TrainingResult[] results) => [.. CostChart.Of(results).Series.Select(series => series.Name)];

        TrainingResult slow = Train(new TrainingOptions { EpochCount = 3, LearningRate = 0.1 }), fast = Train(new TrainingOptions { EpochCount = 3, LearningRate = 1 });
        TrainingResult wide = Train(new TrainingOptions { EpochCount = 3, LearningRate = 1 }, hidden: 7);
        Assert.Equal(["LearningRate=0.1", "LearningRate=1"], Names(slow, fast));
        Assert.Equal(["HiddenSize=4, LearningRate=0.1", "HiddenSize=4, LearningRate=1", "HiddenSize=7, LearningRate=1"], Names(slow, fast, wide));
        Assert.Equal(["training 1", "training 2"], Names(slow, slow));
        Assert.Equal(["LearningRate=0.1 (1)", "LearningRate=1", "LearningRate=0.1 (2)"], Names(slow, fast, slow));
        Assert.Equal("", CostChart.Of([slow, fast]).Subtitle);
    }

    [Fact]
    public void A_long_line_keeps_its_ends_and_its_peaks()
    {
        double[] costs = [.. Enumerable.Range(0, 10_000).Select(i => 1.0 / (i + 1))];
        costs[5555] = 9;
        costs[7777] = -1;
        costs[0] = double.NaN;
        var series = new CostSeries("", [.. Enumerable.Range(10, 10_000)], costs, null, null);
        IReadOnlyList<(int Epoch, double Cost)> line = series.Line(costs, 100);
        Assert.InRange(line.Count, 90, 102);
        Assert.Equal([.. line.OrderBy(point => point.Epoch)], line);
        Assert.Equal((11, 0.5), line[0]);
        Assert.Equal((10_009, costs[^1]), line[^1]);
        Assert.Contains((5565, 9.0), line);
        Assert.Contains((7787, -1.0), line);
        Assert.Equal(9999, series.Line(costs, 20_000).Count);
    }

    [Fact]
    public void Without_a_cost_there_is_no_chart()
    {
        Assert.Equal("ChartHistoryEmpty", Assert.Throws<NetworkException>(() => CostChart.Of(Array.Empty<TrainingResult>())).Id);
        Assert.Equal("ChartHistoryEmpty", Assert.Throws<NetworkException>(() => CostChart.Of(Array.Empty<EpochCost>())).Id);
        Assert.Equal("ChartHistoryEmpty", Assert.Throws<NetworkException>(() => CostChart.Of([new EpochCost(0, double.NaN)])).Id);
    }

    private static TrainingResult Train(TrainingOptions options, int hidden = 4) => Trainer.Train(Moons, Initialize(hidden), options);

    private static NetworkParameter Initialize(int hidden) =>
        Initializer.Initialize(new NetworkShape([2, hidden, 1]), Initialization.He, 3, Moons.Schema);
}
