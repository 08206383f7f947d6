using PSNeuralNet.Tests.Data;

namespace PSNeuralNet.Tests.Training;

/// <summary>Ensembles that are trained further: each network from its own weights, with its own fold held out.</summary>
public sealed class EnsembleContinuationTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        EnsembleCount = 3, Optimizer = Optimizer.Adam, LearningRate = 0.05, BatchSize = 16, Dropout = [0.1], EpochCount = 6, Standardize = true, Preset = Preset.Table, Seed = 9,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(NetworkTask.Binary, Optimizer.Adam)]
    [InlineData(NetworkTask.MultiClass, Optimizer.AdamW)]
    [InlineData(NetworkTask.Regression, Optimizer.Adam)]
    [InlineData(NetworkTask.Regression, Optimizer.LBFGS)]
    public void Each_network_is_trained_as_if_it_were_alone(NetworkTask task, Optimizer optimizer)
    {
        TrainingOptions options = optimizer == Optimizer.LBFGS ? Options with { Optimizer = optimizer, LearningRate = null, BatchSize = 0, Dropout = [] } : Options with { Optimizer = optimizer };
        Dataset data = Samples(task, 4), more = Samples(task, 4).Take([.. Enumerable.Range(0, 80).Select(i => i * 37 % 100)]);
        TrainingResult first = Trainer.Train(data, Start(data), options);
        double[] before = [.. first.Parameter.Member.SelectMany(member => member.Flatten())];
        string path = Path.Combine(_folder, "ensemble.json");
        NetworkFile.Write(first.Network, path);

        options = options with { Seed = 21, EpochCount = 4 };
        TrainingResult second = Trainer.Train(more, new TrainingStart(first), options);
        int[] foldOf = DatasetSplitter.BalancedFolds(more, 3, 21);
        for (int i = 0; i < 3; i++)
        {
            int[] train = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] != i)], test = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] == i)];
            TrainingResult single = Trainer.Train(
                more.Take(train), first.Parameter.Member[i], options with { EnsembleCount = 1, Seed = 21 + i, ValidationDataset = more.Take(test) });
            Assert.Equal(single.Parameter.Flatten(), second.Parameter.Member[i].Flatten());
            Assert.Equal(single.ValidationCost, second.Member[i].Training!.ValidationCost);
        }

        Assert.Equal((3, 4, 80), (second.Member.Count, second.CostHistory.Count, second.OutOfFold!.Sample.Count));
        Assert.False(second.IsReproducible);
        Assert.Equal(before, first.Parameter.Member.SelectMany(member => member.Flatten()));
        Assert.All(second.Parameter.Member, member => Assert.Same(second.Parameter.Scaling, member.Scaling));
        Assert.All(second.Parameter.Member, member => Assert.Same(second.Parameter.Schema, member.Schema));

        // From the network, its parameters, and its file likewise.
        foreach (TrainingStart start in (TrainingStart[])[new(first.Network), new(first.Parameter), new(NetworkFile.Read(path))])
        {
            TrainingResult other = Trainer.Train(more, start, options);
            Assert.Equal(second.CostHistory, other.CostHistory);
            Assert.Equal(second.Parameter.Member.SelectMany(member => member.Flatten()), other.Parameter.Member.SelectMany(member => member.Flatten()));
        }
    }

    [Fact]
    public void The_folds_of_the_same_seed_and_rows_are_the_same()
    {
        Dataset data = Samples(NetworkTask.MultiClass, 4);
        TrainingResult first = Trainer.Train(data, Start(data), Options), second = Trainer.Train(data, new TrainingStart(first), Options);
        Assert.Equal(first.Member.Select(member => member.Training!.SampleCount), second.Member.Select(member => member.Training!.SampleCount));
        Assert.Equal(first.Member.Select(member => member.Training!.Seed), second.Member.Select(member => member.Training!.Seed));
        Assert.True(second.FirstCost < first.FirstCost);
        Assert.Equal(Options.EpochCount, second.EpochCount);
    }

    [Fact]
    public void New_categories_grow_all_networks_alike()
    {
        Dataset known = Table(["north", "south"]), more = Table(["east", "north", "south", "Zoo"]);
        NetworkParameter before = Trainer.Train(known, Start(known), Options).Parameter;
        var warnings = new List<string>();
        TrainingStart start = CategoryGrowth.Learn(new TrainingStart(before), more, () => 4294967295, warnings.Add);
        NetworkParameter grown = start.Parameter;
        Assert.Equal(["The network learns 2 new categories: 'Zoo', 'east' of the column 'site'. Its first layer has 5 features now, 2 more than before."], warnings);
        Assert.Equal(["n", "site=Zoo", "site=east", "site=north", "site=south"], grown.FeatureName);
        Assert.All(new Predictor(before).Predict(known).ToArray().Cast<double>().Zip(new Predictor(grown).Predict(known).ToArray().Cast<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        for (int i = 0; i < 3; i++)
        {
            // The weights of a network are those that it gets alone, of the seeds 4294967295, 0 and 1.
            NetworkParameter alone = CategoryGrowth.Learn(new TrainingStart(before.Member[i]), more, () => (4294967295 + i) & uint.MaxValue).Parameter;
            Assert.Equal(alone.Flatten(), grown.Member[i].Flatten());
            Assert.Same(grown.Scaling, grown.Member[i].Scaling);
        }

        TrainingResult trained = Trainer.Train(more, start, Options);
        Assert.Equal(5, trained.Parameter.Member[2].Shape.InputSize);
        Assert.All(trained.Parameter.Member, member => Assert.NotEqual(0, member.Weight(1)[0, 2]));
    }

    [Fact]
    public void Scaling_is_learned_anew_for_all_networks()
    {
        Dataset data = Samples(NetworkTask.Regression, 4);
        Dataset moved = new(data.X.Multiply(1000).Add(5000), data.Y.Multiply(-3).Add(7), data.Schema);
        TrainingResult first = Trainer.Train(data, Start(data), Options);
        var warnings = new List<string>();
        _ = Trainer.Train(moved, new TrainingStart(first), Options, warn: warnings.Add);
        Assert.Contains(warnings, warning => warning.Contains("Train with -Rescale", StringComparison.Ordinal));
        TrainingResult rescaled = Trainer.Train(moved, new TrainingStart(first).Rescaling(), Options with { EpochCount = 1, LearningRate = 1e-12, Dropout = [] });
        Assert.Equal(Scaling.Of(moved, standardize: true, standardizeTarget: true, keepIndicators: true)!.FeatureMean, rescaled.Parameter.Scaling!.FeatureMean);
        Assert.All(rescaled.Parameter.Member, member => Assert.Same(rescaled.Parameter.Scaling, member.Scaling));

        // The weights as they are fit features that have moved together with the target's unit, but not a target that has turned around: the adapted ones predict as before.
        foreach ((NetworkParameter before, NetworkParameter after) in first.Parameter.Member.Zip(rescaled.Parameter.Member))
        {
            double[] kept = before.Flatten(), adapted = ScalingFit.Adapt(before, after.Scaling).Flatten(), now = after.Flatten();
            Assert.True(Near(kept, now) || Near(adapted, now));
        }

        static bool Near(double[] left, double[] right) => left.Zip(right).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * (1 + Math.Abs(pair.First)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1000, 5000)]
    public void Networks_of_an_ensemble_are_rescaled_alike(double factor, double shift)
    {
        // A new category grows the networks, which are to be rescaled all the same.
        Dataset known = Table(["north", "south"]), more = Table(["east", "north", "south"], factor, shift);
        TrainingResult first = Trainer.Train(known, Start(known), Options);
        TrainingStart start = CategoryGrowth.Learn(new TrainingStart(first).Rescaling(), more, () => 5);
        Assert.True(start.Rescales);
        TrainingResult rescaled = Trainer.Train(more, start, Options with { EpochCount = 1, LearningRate = 1e-12, Dropout = [] });
        Assert.True(rescaled.IsRescaled);
        Assert.Equal(Enumerable.Range(0, 60).Average(i => (factor * (i * 7 % 23)) + shift), rescaled.Parameter.Scaling!.FeatureMean[0], 1e-9 * (1 + shift));
        bool[] isKept = [.. start.Parameter.Member.Zip(rescaled.Parameter.Member, (before, after) => IsNear(before, after))];
        bool[] isAdapted = [.. start.Parameter.Member.Zip(rescaled.Parameter.Member, (before, after) => IsNear(before.With(ScalingFit.Adapt(before, rescaled.Parameter.Scaling).Flatten()), after))];
        Assert.True(isKept.All(one => one) || isAdapted.All(one => one), $"kept: {string.Join(' ', isKept)}; adapted: {string.Join(' ', isAdapted)}");

        static bool IsNear(NetworkParameter left, NetworkParameter right) => left.Flatten().Zip(right.Flatten()).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * (1 + Math.Abs(pair.First)));
    }

    [Fact]
    public void With_class_weights_the_networks_start_without_their_prior_offsets()
    {
        Dataset data = Samples(NetworkTask.MultiClass, 4).Take([.. Enumerable.Range(0, 100).Where(i => i % 3 > 0 || i < 50)]);
        TrainingOptions options = Options with { ClassWeight = ClassWeighting.Balanced, Calibration = Calibration.Temperature };
        NetworkParameter first = Trainer.Train(data, Start(data), options).Parameter;
        Assert.All(first.Member, member => Assert.Equal(3, member.PriorOffset.Count));
        options = options with { Calibration = Calibration.None };
        NetworkParameter second = Trainer.Train(data, new TrainingStart(first), options).Parameter;
        int[] foldOf = DatasetSplitter.BalancedFolds(data, 3, 9);
        for (int i = 0; i < 3; i++)
        {
            int[] train = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] != i)], test = [.. Enumerable.Range(0, foldOf.Length).Where(sample => foldOf[sample] == i)];
            TrainingOptions alone = options with { EnsembleCount = 1, Seed = 9 + i, ValidationDataset = data.Take(test) };
            Assert.Equal(Trainer.Train(data.Take(train), new TrainingStart(first.Member[i].WithoutPriorOffset()), alone).Parameter.Flatten(), second.Member[i].Flatten());
            Assert.NotEqual(first.Member[i].Flatten(), first.Member[i].WithoutPriorOffset().Flatten());
        }
    }

    [Fact]
    public void Bins_of_numbers_grow_and_continue_with_all_networks()
    {
        Dataset known = Table(["north", "south"]), more = Table(["east", "north", "south"]);
        TrainingOptions options = Options with { BinCount = 4, FeatureScaleRate = 6, Optimizer = Optimizer.AdamW };
        TrainingResult first = Trainer.Train(known, Start(known), options);
        int inputs = first.Parameter.Member[0].Weight(1).ColumnCount;
        Assert.True(inputs > known.FeatureCount, "no column has bins: the test shows nothing");
        TrainingStart start = CategoryGrowth.Learn(new TrainingStart(first), more, () => 5);
        NetworkParameter second = Trainer.Train(more, start, options).Parameter;
        Assert.All(second.Member, member => Assert.Equal(inputs + 1, member.Weight(1).ColumnCount));
        Assert.Equal(
            new Predictor(first.Parameter).Predict(known).ToArray().Cast<double>(), new Predictor(start.Parameter).Predict(known).ToArray().Cast<double>(), (left, right) => Math.Abs(left - right) < 1e-12);
        _ = Trainer.Train(more, start.Rescaling(), options);
    }

    [Fact]
    public void Another_number_of_networks_is_an_error_that_names_theirs()
    {
        Dataset data = Samples(NetworkTask.Binary, 4);
        TrainingResult first = Trainer.Train(data, Start(data), Options);
        foreach (int count in (int[])[1, 2, 4])
        {
            NetworkException error = Assert.Throws<NetworkException>(() => Trainer.Train(data, new TrainingStart(first), Options with { EnsembleCount = count }));
            Assert.Equal("EnsembleCountMismatch", error.Id);
            Assert.Contains("3 x 3-4-1 tanh/sigmoid", error.Message, StringComparison.Ordinal);
            Assert.Contains("give 3; or train one of them further: .Member[0] to .Member[2]", error.Message, StringComparison.Ordinal);
        }
    }

    private static Dataset Table(string[] sites, double factor = 1, double shift = 0) => Tables.Read(
        null, Tables.Column("n", [.. Enumerable.Range(0, 60).Select(i => (object)((factor * (i * 7 % 23)) + shift))]), Tables.Column("site", [.. Enumerable.Range(0, 60).Select(i => (object)sites[i % sites.Length])]));

    private static NetworkParameter Start(Dataset data, long seed = 3) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Schema.OutputCount]), Initialization.He, seed, data.Schema);

    private static Dataset Samples(NetworkTask task, long seed) =>
        task switch
        {
            NetworkTask.Regression => RegressionGenerator.Generate(100, 3, 3, 1, 20, shuffle: true, seed),
            _ => BlobsGenerator.Generate(100, task == NetworkTask.Binary ? 2 : 3, 3, 3.0, shuffle: true, seed),
        };
}
