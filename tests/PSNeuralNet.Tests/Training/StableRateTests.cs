namespace PSNeuralNet.Tests.Training;

/// <summary>The default rate of gradient descent for networks without hidden layers, against eigenvalues.</summary>
public class StableRateTests
{
    [Fact]
    public void A_default_rate_beyond_the_stability_limit_is_1_by_the_largest_curvature()
    {
        // Ten standardized columns with a common part: the largest eigenvalue of their correlations is far above 1.
        Dataset data = Data(10, 200);
        TrainingResult result = Trainer.Train(data, Start(data), new TrainingOptions { Standardize = true, EpochCount = 500 });
        double eigenvalue = LargestEigenvalue(data);
        Assert.True(0.3 > 2 / (2 * eigenvalue));
        Assert.Equal(1 / (2 * eigenvalue), result.LearningRate, 1e-4 / eigenvalue);
        Assert.Equal(StopReason.Completed, result.StopReason);

        TrainingResult best = Trainer.Train(data, Start(data), new TrainingOptions { Standardize = true, Optimizer = Optimizer.LBFGS });
        Assert.Equal(best.R2!.Value, result.R2!.Value, 0.001);
        Assert.True(result.R2 > 0.9);

        // What is given is taken as it is, and diverges.
        Assert.Equal(StopReason.Diverged, Trainer.Train(data, Start(data), new TrainingOptions { Standardize = true, LearningRate = 0.3, EpochCount = 500 }).StopReason);
    }

    [Theory]
    [InlineData(2, 0, Optimizer.GradientDescent)]
    [InlineData(10, 3, Optimizer.GradientDescent)]
    [InlineData(10, 0, Optimizer.Momentum)]
    public void Other_trainings_keep_the_default_rate(int features, int hidden, Optimizer optimizer)
    {
        Dataset data = Data(features, 200, common: features == 2 ? 0 : 1);
        TrainingResult result = Trainer.Train(data, Start(data, hidden), new TrainingOptions { Optimizer = optimizer, Standardize = true, EpochCount = 3 });
        Assert.Equal(OptimizerInfo.Of(optimizer).LearningRate, result.LearningRate);
    }

    [Fact]
    public void Batches_have_a_bound_of_their_own_and_the_same_rate_continues()
    {
        Dataset data = Data(10, 200);
        TrainingOptions options = new() { Standardize = true, BatchSize = 4, EpochCount = 60, Seed = 1 };
        TrainingResult result = Trainer.Train(data, Start(data), options);
        Scaling scaling = result.Parameter.Scaling!;
        double longest = Enumerable.Range(0, 200).Max(s => 1 + Enumerable.Range(0, 10).Sum(f => Math.Pow(scaling.Standardize(f, data.X[f, s]), 2)));
        double bound = ((200 * 3 * LargestEigenvalue(data)) + (196 * longest)) / (4 * 199);
        Assert.Equal(1 / (2 * bound), result.LearningRate, 1e-4 / bound);
        Assert.True(result.R2 > 0.85, $"{result.R2}");
        TrainingResult continued = Trainer.Train(data, new TrainingStart(Trainer.Train(data, Start(data), options with { EpochCount = 30 })), options with { EpochCount = 30 });
        Assert.Equal(result.Parameter.Flatten(), continued.Parameter.Flatten());
    }

    private static Dataset Data(int features, int samples, double common = 1)
    {
        var random = new RandomState(3);
        double[] shared = [.. Enumerable.Range(0, samples).Select(_ => random.StandardNormal())];
        var x = Matrix<double>.Build.Dense(features, samples, (_, s) => (common * shared[s]) + random.StandardNormal());
        var y = Matrix<double>.Build.Dense(1, samples, (_, s) => 50 + (3 * x.Column(s).Sum()) - x[0, s] + random.StandardNormal());
        return new Dataset(x, y, DataSchema.DefaultRegression(features, 1));
    }

    private static NetworkParameter Start(Dataset data, int hidden = 0) =>
        Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, hidden == 0 ? [data.FeatureCount, 1] : [data.FeatureCount, hidden, 1], [Activation.Tanh]), Initialization.He, 1, data.Schema);

    private static double LargestEigenvalue(Dataset data)
    {
        var scaling = Scaling.Of(data);
        var x = Matrix<double>.Build.Dense(data.FeatureCount + 1, data.SampleCount, (f, s) => f == data.FeatureCount ? 1 : scaling.Standardize(f, data.X[f, s]));
        return (x * x.Transpose() / data.SampleCount).Evd().EigenValues.Max(value => value.Real);
    }
}
