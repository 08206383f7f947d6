namespace PSNeuralNet.Tests.Training;

public class ValidationTests
{
    private static readonly Dataset Blobs = BlobsGenerator.Generate(150, 3, 2, 3.0, shuffle: true, seed: 4);

    [Theory]
    [InlineData(NetworkTask.Binary)]
    [InlineData(NetworkTask.MultiClass)]
    [InlineData(NetworkTask.Regression)]
    public void The_best_weights_come_back_with_the_cost_and_score_that_the_report_has(NetworkTask task)
    {
        Dataset data = Data(task);
        DatasetSplit split = DatasetSplitter.Split(data, 0.3, stratify: true, seed: 8);
        var options = new TrainingOptions
        {
            Optimizer = Optimizer.Adam, LearningRate = 0.1, BatchSize = 16, EpochCount = 60, ValidationFraction = 0.3, Seed = 8, L2 = 0.5, Standardize = true,
        };
        TrainingResult result = Trainer.Train(data, Start(data), options);
        double[] costs = [.. result.CostHistory.Cast<ValidatedEpochCost>().Select(epoch => epoch.ValidationCost)];
        Assert.Equal(60, costs.Length);
        Assert.Equal(Array.IndexOf(costs, costs.Min()), result.BestEpoch);
        Assert.True(result.BestEpoch < 59, "the last epoch is the best one: the test shows nothing");
        Assert.Equal(costs.Min(), result.ValidationCost);

        // The loss itself, without the penalty, of the samples that scikit-learn's split with this seed keeps back.
        Assert.Equal(ForwardCache.Compute(split.Test, result.Parameter).Cost(), result.ValidationCost!.Value, 1e-12);
        NetworkReport report = Evaluator.Measure(split.Test, result.Parameter), train = Evaluator.Measure(split.Train, result.Parameter);
        if (task == NetworkTask.Regression)
        {
            Assert.Equal(((RegressionReport)report).R2, result.ValidationR2!.Value, 1e-12);
            Assert.Equal(((RegressionReport)train).R2, result.R2!.Value, 1e-12);
            Assert.Equal(result.ValidationR2, ((RegressionEpochCost)result.CostHistory[result.BestEpoch!.Value]).ValidationR2);
            Assert.Null(result.ValidationAccuracy);
        }
        else
        {
            Assert.Equal(((ClassificationReport)report).Accuracy, result.ValidationAccuracy!.Value, 1e-12);
            Assert.Equal(((ClassificationReport)train).Accuracy, result.Accuracy!.Value, 1e-12);
            Assert.Equal(result.ValidationAccuracy, ((ClassificationEpochCost)result.CostHistory[result.BestEpoch!.Value]).ValidationAccuracy);
            Assert.Null(result.ValidationR2);
        }
    }

    [Fact]
    public void A_validation_set_is_the_same_as_the_part_that_a_fraction_keeps_back()
    {
        DatasetSplit split = DatasetSplitter.Split(Blobs, 0.2, stratify: true, seed: 5);
        var options = new TrainingOptions { EpochCount = 20, Seed = 5, Standardize = true };
        TrainingResult left = Trainer.Train(Blobs, Start(Blobs), options with { ValidationFraction = 0.2 });
        TrainingResult right = Trainer.Train(split.Train, Start(Blobs), options with { ValidationDataset = split.Test });
        Assert.Equal(left.CostHistory, right.CostHistory);
        Assert.Equal(left.Parameter.Flatten(), right.Parameter.Flatten());
        Assert.Equal(left.Parameter.Scaling!.FeatureMean, right.Parameter.Scaling!.FeatureMean);
    }

    [Fact]
    public void The_validation_set_is_not_learned_from_and_does_not_steer_the_epochs()
    {
        DatasetSplit split = DatasetSplitter.Split(Blobs, 0.2, stratify: true, seed: 5);
        var options = new TrainingOptions { EpochCount = 20, BatchSize = 7, Seed = 5 };
        TrainingResult with = Trainer.Train(split.Train, Start(Blobs), options with { ValidationDataset = split.Test });
        TrainingResult without = Trainer.Train(split.Train, Start(Blobs), options);
        Assert.Equal(without.CostHistory.Select(epoch => epoch.Cost), with.CostHistory.Select(epoch => epoch.Cost));
        Assert.Null(without.BestEpoch);
    }

    [Theory]
    [InlineData(3, 0, 6)]
    [InlineData(1, 0, 4)]
    [InlineData(2, 0.15, 5)]
    public void Patience_ends_the_waiting(int patience, double minimumDelta, int epochs)
    {
        // Epoch 2 is the best of those seen; a fall by 0.1 is not enough where 0.15 is asked for, but two of them are.
        double[] costs = [1, 0.9, 0.8, 0.85, 0.8, 0.95, 0.7, 0.6];
        var stopping = new EarlyStopping(patience, minimumDelta);
        int seen = 0;
        while (!stopping.IsOver)
        {
            stopping.Observe(seen, costs[seen], score: seen, [seen]);
            seen++;
        }

        Assert.Equal(epochs, seen);
        Assert.Equal((2, 0.8), (stopping.Best!.Epoch, stopping.Best.Cost));
        Assert.Equal([2], stopping.Best.Values);
    }

    [Fact]
    public void A_training_that_gets_no_better_stops_early_and_says_so()
    {
        var options = new TrainingOptions { Optimizer = Optimizer.Adam, LearningRate = 0.1, EpochCount = 2000, ValidationFraction = 0.3, Patience = 5, Seed = 8 };
        TrainingResult result = Trainer.Train(Blobs, Start(Blobs), options);
        Assert.Equal(StopReason.EarlyStopped, result.StopReason);
        Assert.Equal(result.BestEpoch + 1 + 5, result.EpochCount);
        Assert.Equal(result.ValidationCost, result.CostHistory.Cast<ValidatedEpochCost>().Min(epoch => epoch.ValidationCost));
        result.ThrowIfDiverged();
    }

    [Fact]
    public void After_divergence_the_best_weights_still_come_back()
    {
        // The rate rises from 0.15 on, until it is too much.
        var options = new TrainingOptions { LearningRate = 3, Schedule = Schedule.Cosine, WarmupEpochCount = 20, EpochCount = 40, ValidationFraction = 0.3, Seed = 8 };
        TrainingResult result = Trainer.Train(Data(NetworkTask.Regression), Start(Data(NetworkTask.Regression)), options);
        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.NotNull(result.BestEpoch);
        DatasetSplit split = DatasetSplitter.Split(Data(NetworkTask.Regression), 0.3, stratify: true, seed: 8);
        Assert.Equal(result.ValidationCost!.Value, ForwardCache.Compute(split.Test, result.Parameter).Cost(), 1e-12);
    }

    [Fact]
    public void Weights_that_a_diverging_update_made_are_not_the_best_ones()
    {
        // The first update goes wild: there is no epoch whose weights are sound, so the initial ones come back.
        Dataset moons = MoonsGenerator.Generate(60, 0.2, shuffle: true, seed: 0);
        NetworkParameter start = Start(moons);
        TrainingResult result = Trainer.Train(moons, start, new TrainingOptions { LearningRate = 1e5, L2 = 1, ValidationFraction = 0.2, Seed = 1, EpochCount = 10 });
        Assert.Equal((StopReason.Diverged, null), (result.StopReason, result.BestEpoch));
        Assert.Equal(start.Flatten(), result.Parameter.Flatten());

        var stopping = new EarlyStopping(null, 0);
        stopping.Observe(0, 5, 0, [0]);
        stopping.Observe(1, 4, 0, [1]);
        stopping.Observe(2, 3, 0, [2]);
        stopping.RemoveLast();
        Assert.Equal((1, 4.0), (stopping.Best!.Epoch, stopping.Best.Cost));
        Assert.Equal([1], stopping.Best.Values);
        stopping.Observe(3, 6, 0, [3]);
        stopping.RemoveLast();
        Assert.Equal([1], stopping.Best.Values);
    }

    [Theory]
    [InlineData(16, 0)]
    [InlineData(0, 0.3)]
    [InlineData(10, 0.3)]
    public void A_row_of_weight_zero_is_absent_from_batches_and_splits_too(int batchSize, double fraction)
    {
        int[] kept = [.. Enumerable.Range(0, Blobs.SampleCount).Where(s => s % 4 > 0)];
        var weighted = new Dataset(Blobs.X, Blobs.Y, Blobs.Schema, weight: Enumerable.Range(0, Blobs.SampleCount).Select(s => s % 4 > 0 ? 1.0 : 0));
        var options = new TrainingOptions { Optimizer = Optimizer.Adam, EpochCount = 30, BatchSize = batchSize, ValidationFraction = fraction, Seed = 2, Standardize = true };
        TrainingResult left = Trainer.Train(weighted, Start(Blobs), options), right = Trainer.Train(Blobs.Take(kept), Start(Blobs), options);
        Assert.Equal(right.CostHistory, left.CostHistory);
        Assert.Equal(right.Parameter.Flatten(), left.Parameter.Flatten());
    }

    [Fact]
    public void Labels_of_the_validation_set_are_found_by_name_and_unknown_ones_are_refused()
    {
        // Two of the three classes, in another order and as text; the features in another order, too.
        int[] some = [.. Enumerable.Range(0, 150).Where(s => Blobs.ClassOf(s) != 1)];
        Dataset part = Blobs.Take(some);
        var held = new Dataset(
            Matrix<double>.Build.Dense(2, some.Length, (row, s) => part.X[1 - row, s]),
            Matrix<double>.Build.Dense(1, some.Length, (_, s) => part.ClassOf(s) == 0 ? 1 : 0),
            new DataSchema(["X2", "X1"], ["Label"], ["2", "0"]));
        var options = new TrainingOptions { EpochCount = 5 };
        TrainingResult left = Trainer.Train(Blobs, Start(Blobs), options with { ValidationDataset = held });
        TrainingResult right = Trainer.Train(Blobs, Start(Blobs), options with { ValidationDataset = part });
        Assert.Equal(right.CostHistory, left.CostHistory);

        var strange = new Dataset(held.X, held.Y, new DataSchema(["X2", "X1"], ["Label"], ["2", "7"]));
        NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(Blobs, Start(Blobs), options with { ValidationDataset = strange }));
        Assert.Equal(("ClassUnknown", "7"), (error.Id, error.TargetObject));
        var other = new Dataset(held.X, held.Y, new DataSchema(["X3", "X1"], ["Label"], ["2", "0"]));
        Assert.Equal("FeatureMissing", Assert.Throws<NetworkException>(() => Trainer.Train(Blobs, Start(Blobs), options with { ValidationDataset = other })).Id);
    }

    [Fact]
    public void A_class_with_one_sample_cannot_be_split()
    {
        var data = new Dataset(Matrix<double>.Build.Dense(1, 5, [1, 2, 3, 4, 5]), Matrix<double>.Build.Dense(1, 5, [0, 0, 0, 0, 1]));
        var start = Initializer.Initialize(new NetworkShape([1, 1]), Initialization.He, 1, data.Schema);
        Assert.Equal("ClassTooSmall", Assert.Throws<NetworkException>(() => Trainer.Train(data, start, new TrainingOptions { ValidationFraction = 0.4 })).Id);
    }

    [Fact]
    public void A_plateau_is_one_of_the_validation_cost()
    {
        var options = new TrainingOptions { Optimizer = Optimizer.Adam, LearningRate = 0.1, EpochCount = 200, ValidationFraction = 0.3, Seed = 8, Schedule = Schedule.ReduceOnPlateau, StepEpochCount = 3 };
        ClassificationEpochCost[] epochs = [.. Trainer.Train(Blobs, Start(Blobs), options).CostHistory.Cast<ClassificationEpochCost>()];
        double lowest = double.PositiveInfinity, rate = 0.1;
        int waiting = 0;
        foreach (ClassificationEpochCost epoch in epochs)
        {
            Assert.Equal(rate, epoch.LearningRate, 1e-15);
            waiting = epoch.ValidationCost < lowest ? 0 : waiting + 1;
            lowest = Math.Min(lowest, epoch.ValidationCost);
            if (waiting > 3)
            {
                rate *= 0.1;
                waiting = 0;
            }
        }

        Assert.True(rate < 0.1);
    }

    private static Dataset Data(NetworkTask task) =>
        task switch
        {
            NetworkTask.Binary => MoonsGenerator.Generate(90, 0.4, shuffle: true, seed: 2),
            NetworkTask.MultiClass => Blobs,
            _ => RegressionGenerator.Generate(60, 3, 2, 2, 20.0, shuffle: true, seed: 3),
        };

    private static NetworkParameter Start(Dataset data) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 12, data.Y.RowCount]), Initialization.Xavier, 3, data.Schema);
}
