namespace PSNeuralNet.Tests.Training;

/// <summary>Folds of ensembles: how many there are, and which samples they hold.</summary>
public class EnsembleFoldTests
{
    private static readonly TrainingOptions Options = new() { EnsembleCount = 3, FoldCount = 8, Optimizer = Optimizer.Adam, EpochCount = 3, BatchSize = 16, Standardize = true, Seed = 9 };

    [Theory]
    [InlineData(NetworkTask.Binary)]
    [InlineData(NetworkTask.MultiClass)]
    [InlineData(NetworkTask.Regression)]
    public void Each_network_holds_out_another_of_more_folds_than_networks(NetworkTask task)
    {
        Dataset data = Samples(task);
        TrainingResult result = Trainer.Train(data, Start(data), Options);
        int[] foldOf = DatasetSplitter.BalancedFolds(data, 8, 9);
        for (int i = 0; i < 3; i++)
        {
            int[] train = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] != i)], test = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] == i)];
            TrainingOptions alone = Options with { EnsembleCount = 1, FoldCount = null, Seed = 9 + i, ValidationDataset = data.Take(test) };
            TrainingResult single = Trainer.Train(data.Take(train), Start(data, 3 + i).With(result.Parameter.Scaling), alone);
            Assert.Equal(single.Parameter.Flatten(), result.Parameter.Member[i].Flatten());
            Assert.Equal(train.Length, result.Member[i].Training!.SampleCount);
        }

        // The samples of the other five folds have no out-of-fold prediction.
        Assert.Equal(Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] < 3), result.OutOfFold!.Sample);
        Assert.Equal(result.OutOfFold.Score, result.Score);
        Matrix<double>[] predicted = [.. result.Parameter.Member.Select(member => new Predictor(member).Predict(data))];
        Assert.All(result.OutOfFold.Sample.Select((sample, place) => (sample, place)), one => Assert.Equal(predicted[foldOf[one.sample]].Column(one.sample), result.OutOfFold.Prediction.Column(one.place)));
    }

    [Fact]
    public void The_number_of_networks_is_the_default_number_of_folds()
    {
        Dataset data = Samples(NetworkTask.Regression);
        TrainingResult given = Trainer.Train(data, Start(data), Options with { FoldCount = 3 }), left = Trainer.Train(data, Start(data), Options with { FoldCount = null });
        Assert.Equal(left.Parameter.Member.SelectMany(member => member.Flatten()), given.Parameter.Member.SelectMany(member => member.Flatten()));
    }

    [Theory]
    [InlineData(100, 8)]
    [InlineData(96, 8)]
    [InlineData(5, 5)]
    [InlineData(7, 3)]
    public void Numbers_are_stratified_by_their_order(int samples, int count)
    {
        Dataset data = RegressionGenerator.Generate(samples, 3, 3, 1, 20, shuffle: true, seed: 4);
        int[] foldOf = DatasetSplitter.BalancedFolds(data, count, 7);
        int[] sorted = [.. Enumerable.Range(0, samples).OrderBy(sample => data.Targets[sample])];

        // Of each stratum of neighbours, each fold has one sample; the last one may be smaller.
        foreach (int[] stratum in sorted.Chunk(count))
        {
            Assert.Equal(stratum.Length, stratum.Select(sample => foldOf[sample]).Distinct().Count());
        }

        int[] sizes = [.. Enumerable.Range(0, count).Select(fold => foldOf.Count(one => one == fold))];
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
        Assert.NotEqual(foldOf, DatasetSplitter.BalancedFolds(data, count, 8));
        Assert.Equal(foldOf, DatasetSplitter.BalancedFolds(data, count, 7));
    }

    [Fact]
    public void Numbers_of_folds_that_do_not_fit_are_errors()
    {
        Dataset data = Samples(NetworkTask.Binary);
        AssertRefused("FoldCountTooSmall", "Give 3 folds or more", () => (Options with { FoldCount = 2 }).Validate());
        AssertRefused("ConstantInvalid", "2 or more", () => (Options with { FoldCount = 1 }).Validate());
        AssertRefused("FoldCountWithoutEnsemble", "validation fraction, such as 0.125", () => (Options with { EnsembleCount = 1 }).Validate());
        AssertRefused("FoldCountWithValidation", "Give one of them", () => (Options with { ValidationFraction = 0.2 }).Validate());
        AssertRefused("FoldCountWithValidation", "Give one of them", () => (Options with { ValidationDataset = data }).Validate());
        AssertRefused("FoldCountTooLarge", "Give 120 folds at most", () => Trainer.Train(data, Start(data), Options with { FoldCount = 121 }));
        Trainer.Train(data, Start(data), Options with { FoldCount = 120 });
    }

    private static void AssertRefused(string id, string text, Action action)
    {
        NetworkException error = Failing(action);
        Assert.Equal(id, error.Id);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    private static NetworkException Failing(Action action) => Assert.Throws<NetworkException>(action);

    private static NetworkParameter Start(Dataset data, long seed = 3) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Schema.OutputCount]), Initialization.He, seed, data.Schema);

    private static Dataset Samples(NetworkTask task) =>
        task switch
        {
            NetworkTask.Regression => RegressionGenerator.Generate(100, 3, 3, 1, 20, shuffle: true, seed: 4),
            _ => BlobsGenerator.Generate(120, task == NetworkTask.Binary ? 2 : 3, 3, 3.0, shuffle: true, seed: 4),
        };
}
