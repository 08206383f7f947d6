namespace PSNeuralNet.Tests.Training;

public class QuasiNewtonTests
{
    [Fact]
    public void A_line_is_found_exactly()
    {
        var data = new Dataset(Matrix<double>.Build.Dense(1, 5, [0, 1, 2, 3, 4]), Matrix<double>.Build.Dense(1, 5, [3, 5, 7, 9, 11]), DataSchema.DefaultRegression(1));
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [1, 1]), Initialization.Xavier, 1, data.Schema);
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions { Optimizer = Optimizer.LBFGS, EpochCount = 100 });
        Assert.Equal(StopReason.Converged, result.StopReason);
        Assert.Equal(2, result.Parameter["W1"][0, 0], 1e-6);
        Assert.Equal(3, result.Parameter["b1"][0, 0], 1e-6);
        Assert.InRange(result.EpochCount, 2, 30);
    }

    [Fact]
    public void Costs_never_rise_and_each_is_taken_before_its_step()
    {
        Dataset moons = MoonsGenerator.Generate(200, 0.2, shuffle: true, seed: 1);
        NetworkParameter start = Initializer.Initialize(new NetworkShape([2, 8, 1]), Initialization.He, 3, moons.Schema);
        var options = new TrainingOptions { Optimizer = Optimizer.LBFGS, EpochCount = 60, L2 = 0.01 };
        TrainingResult result = Trainer.Train(moons, start, options);
        Assert.Equal((StopReason.Completed, 60), (result.StopReason, result.EpochCount));
        Assert.All(result.CostHistory.Zip(result.CostHistory.Skip(1)), pair => Assert.True(pair.Second.Cost <= pair.First.Cost));
        TrainingResult descent = Trainer.Train(moons, start, options with { Optimizer = Optimizer.GradientDescent });
        Assert.Equal(descent.FirstCost, result.FirstCost);
        Assert.True(result.LastCost < descent.LastCost / 2);
        TrainingResult one = Trainer.Train(moons, start, options with { EpochCount = 1 });
        Assert.Equal(result.CostHistory[1].Cost, Trainer.Train(moons, one.Parameter, options with { EpochCount = 1 }).FirstCost);
    }

    [Fact]
    public void At_the_lowest_point_there_is_one_epoch_and_nothing_moves()
    {
        var data = new Dataset(Matrix<double>.Build.Dense(1, 2, [0, 1]), Matrix<double>.Build.Dense(1, 2, [3, 5]), DataSchema.DefaultRegression(1));
        var start = new NetworkParameter([Matrix<double>.Build.Dense(1, 1, 2), Matrix<double>.Build.Dense(1, 1, 3)], data.Schema);
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions { Optimizer = Optimizer.LBFGS });
        Assert.Equal((StopReason.Converged, 1, 0.0), (result.StopReason, result.EpochCount, result.FirstCost));
        Assert.Equal(start.Flatten(), result.Parameter.Flatten());
    }

    [Fact]
    public void Numbers_far_from_one_do_not_pass_for_a_solution()
    {
        // y = 1e4 x^2 on raw numbers: the squared errors are about 1e13, and the first steps tiny.
        double[] x = [.. Enumerable.Range(1, 40).Select(i => (double)i)];
        var data = new Dataset(Matrix<double>.Build.Dense(1, 40, x), Matrix<double>.Build.Dense(1, 40, [.. x.Select(value => 1e4 * value * value)]), DataSchema.DefaultRegression(1));
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [1, 5, 1]), Initialization.He, 1, data.Schema);
        var options = new TrainingOptions { Optimizer = Optimizer.LBFGS, EpochCount = 300 };
        TrainingResult raw = Trainer.Train(data, start, options);
        Assert.True(raw.StopReason != StopReason.Converged || raw.R2 > 0.5, $"{raw.StopReason} at R2 {raw.R2}");
        Assert.InRange(Trainer.Train(data, start, options with { Standardize = true }).R2!.Value, 0.999, 1);
    }

    [Fact]
    public void It_can_be_canceled()
    {
        Dataset moons = MoonsGenerator.Generate(200, 0.2, shuffle: true, seed: 1);
        NetworkParameter start = Initializer.Initialize(new NetworkShape([2, 8, 1]), Initialization.He, 3, moons.Schema);
        TrainingResult result = Trainer.Train(moons, start, new TrainingOptions { Optimizer = Optimizer.LBFGS }, cancellation: new CancellationToken(canceled: true));
        Assert.Equal((StopReason.Canceled, 0), (result.StopReason, result.EpochCount));
    }
}
