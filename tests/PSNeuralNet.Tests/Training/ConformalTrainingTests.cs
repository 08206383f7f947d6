using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Tests.Training;

/// <summary>Conformity scores of the samples that trainings hold out, in networks and their files.</summary>
public class ConformalTrainingTests
{
    private static readonly TrainingOptions Options = new() { Optimizer = Optimizer.Adam, EpochCount = 20, BatchSize = 16, Standardize = true, Seed = 9 };

    [Fact]
    public void A_single_network_has_the_scores_of_its_validation_samples()
    {
        Dataset data = RegressionGenerator.Generate(90, 3, 3, 2, 20, shuffle: true, seed: 4);
        TrainingResult result = Trainer.Train(data, Start(data), Options with { ValidationFraction = 0.3 });
        DatasetSplit split = DatasetSplitter.Split(data, 0.3, stratify: true, 9);
        Matrix<double> prediction = new Predictor(result.Parameter).Predict(split.Test);
        Assert.False(result.Parameter.Metadata.LazyConformal!.IsValueCreated);
        ConformalCalibration conformal = result.Parameter.Metadata.Conformal!;
        Assert.Equal(2, conformal.Target.Count);
        for (int target = 0; target < 2; target++)
        {
            double[] errors = [.. Enumerable.Range(0, split.Test.SampleCount).Select(sample => Math.Abs(split.Test.Targets[(sample * 2) + target] - prediction[target, sample])).Order()];
            Assert.Equal(errors.Length, conformal.SampleCount);
            Assert.All(errors.Zip(conformal.Target[target].Scores.Score), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * pair.First));
        }

        Assert.Null(Trainer.Train(data, Start(data), Options).Parameter.Metadata.Conformal);

        // A validation dataset gives the same, to the bit.
        Assert.Equal(conformal.Target[0].Scores.Score, Trainer.Train(split.Train, Start(data), Options with { ValidationDataset = split.Test }).Parameter.Metadata.Conformal!.Target[0].Scores.Score);
    }

    [Theory]
    [InlineData(NetworkTask.Binary)]
    [InlineData(NetworkTask.MultiClass)]
    [InlineData(NetworkTask.Regression)]
    public void An_ensemble_has_the_scores_of_its_out_of_fold_predictions(NetworkTask task)
    {
        Dataset data = task == NetworkTask.Regression ? RegressionGenerator.Generate(80, 3, 3, 1, 20, shuffle: true, seed: 4)
            : BlobsGenerator.Generate(80, task == NetworkTask.Binary ? 2 : 3, 3, 2, shuffle: true, seed: 4);
        TrainingResult result = Trainer.Train(data, Start(data), Options with { EnsembleCount = 3, FoldCount = 5 });
        OutOfFold outOfFold = result.OutOfFold!;
        double[] scores = [.. outOfFold.Sample.Select((sample, place) => task == NetworkTask.Regression
            ? Math.Abs(data.Targets[sample] - outOfFold.Prediction[0, place]) : 1 - outOfFold.Prediction[data.ClassOf(sample), place]).Order()];
        TargetScores kept = Assert.Single(result.Parameter.Metadata.Conformal!.Target);
        Assert.Equal(scores.Length, kept.Scores.SampleCount);
        Assert.All(scores.Zip(kept.Scores.Score), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Abs(pair.First)));

        // The file has them, and gives them back to the bit.
        byte[] json = NetworkFile.ToJson(result.Network);
        NeuralNetwork read = NetworkFile.Parse(json, "net.json");
        Assert.Equal(kept.Scores.Score, Assert.Single(read.Parameter.Metadata.Conformal!.Target).Scores.Score);
        Assert.Equal(json, NetworkFile.ToJson(read));
    }

    [Fact]
    public void The_scale_is_that_of_the_training()
    {
        Dataset numbers = RegressionGenerator.Generate(60, 2, 2, 1, 20, shuffle: true, seed: 4);
        Dataset counts = numbers.WithTargets(TargetValues.OfNumbers((DenseMatrix)numbers.Y.Map(value => Math.Round(Math.Abs(value / 20)))), numbers.Schema);
        TargetScores log = Scores(Options with { TargetTransform = TargetTransform.Log }, Loss.MeanSquaredError), poisson = Scores(Options, Loss.Poisson), plain = Scores(Options, Loss.Huber);
        Assert.Equal(IntervalScale.Log, log.Scale);
        Assert.True(log.Shift > 0);
        Assert.Equal((IntervalScale.SquareRoot, 0), (poisson.Scale, poisson.Shift));
        Assert.Equal((IntervalScale.Linear, 0), (plain.Scale, plain.Shift));

        TargetScores Scores(TrainingOptions options, Loss loss)
        {
            NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [2, 4, 1], null, loss);
            NetworkParameter trained = Trainer.Train(counts, Initializer.Initialize(shape, Initialization.He, 1, counts.Schema), options with { ValidationFraction = 0.3 }).Parameter;
            byte[] json = NetworkFile.ToJson(new NeuralNetwork(trained));
            TargetScores read = NetworkFile.Parse(json, "net.json").Parameter.Metadata.Conformal!.Target[0], kept = trained.Metadata.Conformal!.Target[0];
            Assert.Equal((kept.Scale, kept.Shift), (read.Scale, read.Shift));
            return kept;
        }
    }

    [Fact]
    public void Rows_given_calibrate_as_those_held_out()
    {
        Dataset data = RegressionGenerator.Generate(90, 3, 3, 1, 20, shuffle: true, seed: 4);
        TrainingResult result = Trainer.Train(data, Start(data), Options with { ValidationFraction = 0.3 });
        Dataset test = DatasetSplitter.Split(data, 0.3, stratify: true, 9).Test;
        ConformalScores given = ConformalFit.Calibrate(test, result.Parameter).Target[0].Scores, held = result.Parameter.Metadata.Conformal!.Target[0].Scores;
        Assert.Equal(held.Score, given.Score);

        // Samples without weight do not count.
        double[] weights = [.. Enumerable.Range(0, test.SampleCount).Select(i => i % 2.0)];
        Assert.Equal(test.SampleCount / 2, ConformalFit.Calibrate(new Dataset(test.X, test.Y, test.Schema, weight: weights), result.Parameter).SampleCount);
        Assert.Equal("CalibrationNotFinite", Assert.Throws<NetworkException>(() => ConformalFit.Calibrate(test, result.Parameter.With([.. result.Parameter.Flatten().Select(_ => double.NaN)]))).Id);
    }

    [Theory]
    [InlineData("metadata.conformal[0].samples", "0")]
    [InlineData("metadata.conformal[0].samples", "4")]
    [InlineData("metadata.conformal[0].scores", "[3, 2, 1]")]
    [InlineData("metadata.conformal[0].scores", "[-1, 2, 3]")]
    [InlineData("metadata.conformal[0].scores", "[1, 2]")]
    [InlineData("metadata.conformal[0].scale", "\"Cube\"")]
    [InlineData("metadata.conformal[0].scale", "\"Linear\"")]
    [InlineData("metadata.conformal[0].shift", "0")]
    [InlineData("metadata.conformal", "[]")]
    [InlineData("metadata.conformal", "{}")]
    public void Scores_in_a_file_that_cannot_be_are_named(string place, string value)
    {
        NetworkParameter network = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [2, 3, 1]), Initialization.He, 1)
            .With(new NetworkMetadata { LazyConformal = new(new ConformalCalibration([new TargetScores(IntervalScale.Log, 0.5, ConformalScores.Of([1, 2, 3])!)])) });
        byte[] json = NetworkFile.ToJson(new NeuralNetwork(network));
        Assert.Equal(0.5, NetworkFile.Parse(json, "net.json").Parameter.Metadata.Conformal!.Target[0].Shift);
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(Persistence.NetworkFileTests.Replaced(json, place, value), "net.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains("metadata.conformal", error.Message, StringComparison.Ordinal);
    }

    private static NetworkParameter Start(Dataset data) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Schema.OutputCount]), Initialization.He, 3, data.Schema);
}
