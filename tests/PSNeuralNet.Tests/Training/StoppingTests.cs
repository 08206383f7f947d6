namespace PSNeuralNet.Tests.Training;

/// <summary>Tolerance of the training cost, and the measure that patience and the best epoch look at.</summary>
public class StoppingTests
{
    private static readonly Dataset Blobs = BlobsGenerator.Generate(120, 3, 2, 1.5, shuffle: true, seed: 5);

    [Theory]
    [InlineData(null, 0.1, 13)]
    [InlineData(2, 0.1, 5)]
    [InlineData(2, 0.01, 14)]
    public void The_tolerance_counts_as_that_of_scikit_learn(int? epochs, double tolerance, int seen)
    {
        // Falls by 0.05 and less: _update_no_improvement_count of scikit-learn compares with the lowest cost, which falls in small steps, too,
        // and fit stops when the count is above n_iter_no_change.
        double[] costs = [1, 0.8, .. Enumerable.Range(1, 9).Select(i => 0.8 - (0.05 * i)), .. Enumerable.Repeat(0.35, 20)];
        var convergence = new Convergence(tolerance, epochs);
        int count = 0;
        while (!convergence.IsOver)
        {
            convergence.Observe(costs[count++]);
        }

        Assert.Equal(seen, count);
        Assert.Equal(costs.Take(count).Min(), convergence.State.LowestCost);
    }

    [Theory]
    [InlineData(Optimizer.Adam)]
    [InlineData(Optimizer.GradientDescent)]
    [InlineData(Optimizer.LBFGS)]
    public void A_training_converges_without_validation(Optimizer optimizer)
    {
        var warnings = new List<string>();
        TrainingOptions options = new() { Optimizer = optimizer, Tolerance = 1e-3, Patience = 4, EpochCount = 3000, Seed = 2 };
        TrainingResult result = Trainer.Train(Blobs, new TrainingStart(Start()), options, warn: warnings.Add);
        Assert.Equal(StopReason.Converged, result.StopReason);
        Assert.Empty(warnings);
        double[] costs = [.. result.CostHistory.Select(epoch => epoch.Cost)];
        Assert.Equal(ScikitEpochs(costs, 1e-3, 4), costs.Length);
        Assert.Null(result.BestEpoch);

        // The rest of the patience begins anew where more epochs are asked for; a checkpoint keeps its end.
        TrainingResult more = Trainer.Train(Blobs, new TrainingStart(result), options);
        Assert.True(more.EpochCount > result.EpochCount);
        Assert.False(more.IsReproducible);
    }

    [Fact]
    public void Epochs_that_run_out_before_are_warned_of()
    {
        var warnings = new List<string>();
        TrainingResult result = Trainer.Train(Blobs, new TrainingStart(Start()), new TrainingOptions { Tolerance = 1e-4, EpochCount = 20 }, warn: warnings.Add);
        Assert.Equal(StopReason.Completed, result.StopReason);
        Assert.Contains("did not converge in 20 epochs", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal("ConstantInvalid", Assert.Throws<NetworkException>(new TrainingOptions { Tolerance = -1 }.Validate).Id);
        Assert.Equal("PatienceWithoutValidation", Assert.Throws<NetworkException>(new TrainingOptions { Patience = 3 }.Validate).Id);
    }

    [Fact]
    public void Accuracy_decides_about_the_best_epoch()
    {
        TrainingOptions options = new() { Optimizer = Optimizer.Adam, LearningRate = 0.05, ValidationFraction = 0.3, EpochCount = 200, Watch = WatchedMeasure.Accuracy, Seed = 4 };
        TrainingResult result = Trainer.Train(Blobs, Start(), options);
        ClassificationEpochCost[] epochs = [.. result.CostHistory.Cast<ClassificationEpochCost>()];
        ClassificationEpochCost best = epochs.OrderByDescending(epoch => epoch.ValidationAccuracy).ThenBy(epoch => epoch.ValidationCost).First();
        Assert.Equal((best.Epoch, best.ValidationCost, best.ValidationAccuracy), (result.BestEpoch, result.ValidationCost, result.ValidationAccuracy));
        Assert.NotEqual(epochs.MinBy(epoch => epoch.ValidationCost)!.Epoch, result.BestEpoch);

        TrainingResult stopped = Trainer.Train(Blobs, Start(), options with { Patience = 15 });
        int last = 0;
        for (int i = 1; i < epochs.Length && i - last <= 15; i++)
        {
            last = epochs[i].ValidationAccuracy > epochs[last].ValidationAccuracy ? i : last;
        }

        Assert.Equal((StopReason.EarlyStopped, last + 16), (stopped.StopReason, stopped.EpochCount));
    }

    [Fact]
    public void R2_decides_about_the_best_epoch_of_numbers()
    {
        Dataset data = RegressionGenerator.Generate(80, 4, 3, 1, 5, shuffle: true, seed: 3);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [data.FeatureCount, 5, 1], [Activation.Tanh], Loss.MeanAbsoluteError), Initialization.He, 3, data.Schema);
        TrainingOptions options = new() { Optimizer = Optimizer.Adam, LearningRate = 0.05, Standardize = true, ValidationFraction = 0.3, EpochCount = 300, Watch = WatchedMeasure.R2, Seed = 4 };
        TrainingResult result = Trainer.Train(data, start, options);
        Assert.Equal(result.CostHistory.Cast<RegressionEpochCost>().Max(epoch => epoch.ValidationR2), result.ValidationR2);
        Assert.Equal("WatchMismatch", Assert.Throws<NetworkException>(() => Trainer.Train(data, start, options with { Watch = WatchedMeasure.Accuracy })).Id);
        Assert.Equal("WatchMismatch", Assert.Throws<NetworkException>(() => Trainer.Train(Blobs, Start(), options)).Id);
        Assert.Equal("WatchWithoutValidation", Assert.Throws<NetworkException>((options with { ValidationFraction = 0 }).Validate).Id);
    }

    private static NetworkParameter Start() =>
        Initializer.Initialize(NetworkShape.For(NetworkTask.MultiClass, [2, 5, 3], [Activation.Tanh]), Initialization.He, 3, Blobs.Schema);

    /// <summary>The number of epochs after which scikit-learn's MLP stops: the loop of _multilayer_perceptron.py, 1.7.</summary>
    private static int ScikitEpochs(double[] lossCurve, double tol, int iterationsWithoutChange)
    {
        double bestLoss = double.PositiveInfinity;
        int noImprovementCount = 0;
        for (int i = 0; i < lossCurve.Length; i++)
        {
            noImprovementCount = lossCurve[i] > bestLoss - tol ? noImprovementCount + 1 : 0;
            bestLoss = Math.Min(bestLoss, lossCurve[i]);
            if (noImprovementCount > iterationsWithoutChange)
            {
                return i + 1;
            }
        }

        return -1;
    }
}
