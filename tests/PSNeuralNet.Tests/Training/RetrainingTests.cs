using PSNeuralNet.Tests.Data;

namespace PSNeuralNet.Tests.Training;

/// <summary>Growth by new categories, and scaling learned anew: predictions stay the same at the start.</summary>
public class RetrainingTests
{
    private static readonly string[] Sites = ["north", "south", "south", "west"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_grown_network_predicts_known_categories_as_before(bool standardize)
    {
        Dataset known = Table(["north", "south"]), more = Table(["east", "north", "south", "Zoo"]);
        NetworkParameter before = Trained(known, standardize);
        var warnings = new List<string>();
        TrainingStart start = CategoryGrowth.Learn(new TrainingStart(before), more, () => 7, warnings.Add);
        NetworkParameter grown = start.Parameter;
        Assert.Equal(["n", "site=Zoo", "site=east", "site=north", "site=south"], grown.FeatureName);
        Assert.Equal(["The network learns 2 new categories: 'Zoo', 'east' of the column 'site'. Its first layer has 5 features now, 2 more than before."], warnings);
        AssertSame(new Predictor(before).Predict(known).ToArray(), new Predictor(grown).Predict(known).ToArray());

        // He: randn(units, new features) * sqrt(2 / inputs) of RandomState(7), unit by unit.
        double[] drawn = [.. RandomNormals(7, 10).Select(number => number * Math.Sqrt(2.0 / 5))];
        Assert.Equal(drawn, Enumerable.Range(0, 5).SelectMany(unit => new[] { grown.Weight(1)[unit, 1], grown.Weight(1)[unit, 2] }));
        Assert.Equal(before.Weight(1).Column(0), grown.Weight(1).Column(0));
        Assert.Equal(before.Bias(2), grown.Bias(2));
        Assert.Null(grown.Seed);
    }

    [Fact]
    public void Nothing_new_is_the_same_start()
    {
        var start = new TrainingStart(Trained(Table(["north", "south"]), standardize: true));
        Assert.Same(start, CategoryGrowth.Learn(start, Table(["south", "north"]), () => throw new InvalidOperationException("No seed is needed.")));

        // Of a category that no sample has nothing can be learned.
        Dataset wide = Table(Sites), part = wide.Take([.. Enumerable.Range(0, wide.SampleCount).Where(sample => wide.Row("site=west")[sample] == 0)]);
        Assert.Contains("site=west", part.FeatureName);
        Assert.Same(start, CategoryGrowth.Learn(start, part, () => 1));
    }

    [Fact]
    public void A_column_of_a_single_new_category_grows_the_network()
    {
        var start = new TrainingStart(Trained(Table(["north", "south"]), standardize: true));
        Assert.Equal(4, CategoryGrowth.Learn(start, Table(["west"]), () => 1).Parameter.Shape.InputSize);
    }

    [Fact]
    public void A_column_with_a_feature_for_others_does_not_grow()
    {
        Dataset known = Table(["a", "b", "b", "c"], maximumCategory: 2);
        Assert.Equal(["n", "site=a", "site=b", "site (other)"], known.FeatureName);
        var start = new TrainingStart(Trained(known, standardize: true));
        Assert.Same(start, CategoryGrowth.Learn(start, Table(["a", "new"]), () => 1));
    }

    [Fact]
    public void A_category_of_the_validation_samples_only_has_no_effect()
    {
        TrainingStart before = new(Trained(Table(["north", "south"]), standardize: true));
        Dataset more = Table([.. Enumerable.Range(0, 40).Select(row => row == 7 ? "west" : Sites[row % 2])]);
        TrainingOptions options = Options with { EpochCount = 5, ValidationFraction = 0.2, Preset = Preset.Table };
        foreach (long seed in (long[])[.. Enumerable.Range(0, 20)])
        {
            bool isHeld = DatasetSplitter.Split(more, 0.2, stratify: true, seed).Test.Row("site=west").Contains(1);
            var warnings = new List<string>();
            TrainingStart start = CategoryGrowth.Learn(before, more, () => 7);
            foreach (TrainingStart one in (TrainingStart[])[start, start.Rescaling()])
            {
                warnings.Clear();
                NetworkParameter trained = Trainer.Train(more, one, options with { Seed = seed }, warn: warnings.Add).Parameter;
                Assert.Equal(isHeld, trained.Weight(1).Column(3).All(weight => weight == 0));
                Assert.Equal(isHeld, warnings.Contains("The column 'site' has features that are the same in all training samples, so they have no effect: site=west."));
            }
        }
    }

    [Fact]
    public void A_grown_network_keeps_how_labels_are_read()
    {
        Dataset known = Table(["north", "south"]);
        var schema = new DataSchema(known.Schema.Column, known.TargetName, known.Schema.ClassLabel) { IgnoreCase = true, MissingMark = ["?"] };
        NetworkParameter network = Initializer.Initialize(new NetworkShape([known.FeatureCount, 1]), Initialization.He, 1, schema);
        DataSchema grown = CategoryGrowth.Learn(new TrainingStart(network), Table(["west"]), () => 1).Parameter.Schema;
        Assert.Equal((true, "?"), (grown.IgnoreCase, Assert.Single(grown.MissingMark!)));
    }

    [Fact]
    public void Rescaling_leaves_columns_that_are_the_same_in_all_rows()
    {
        Dataset known = Table(["north", "south"], task: NetworkTask.Regression), other = Table(["south"], task: NetworkTask.Regression).Take([.. Enumerable.Range(3, 9)]);
        NetworkParameter network = Trained(known, standardize: true);
        Dataset fit = network.Fit(other);
        Scaling scaling = ScalingFit.Apply(new TrainingStart(network).Rescaling(), fit, Options, null).Scaling!;
        Assert.Equal([7.0, .. network.Scaling!.FeatureMean.Skip(1)], scaling.FeatureMean);
        Assert.Equal(network.Scaling.FeatureDeviation.Skip(1), scaling.FeatureDeviation.Skip(1));
        Assert.Equal(Math.Sqrt(60 / 9.0), scaling.FeatureDeviation[0], 12);
        Assert.Equal("RescaleWithoutVariation", Assert.Throws<NetworkException>(() => Trainer.Train(other.Take([4]), new TrainingStart(network).Rescaling(), Options)).Id);
    }

    [Theory]
    [InlineData(NetworkTask.Binary)]
    [InlineData(NetworkTask.Regression)]
    public void Adapted_weights_predict_the_same_with_another_scaling(NetworkTask task)
    {
        Dataset data = Table(["north", "south"], task: task), moved = Table(["north", "south"], 17, 3, task);
        NetworkParameter before = Trained(data, standardize: true);
        NetworkParameter adapted = ScalingFit.Adapt(before, Scaling.Of(moved));
        Assert.Equal(Scaling.Of(moved).FeatureMean, adapted.Scaling!.FeatureMean);
        AssertSame(new Predictor(before).Predict(data).ToArray(), new Predictor(adapted).Predict(data).ToArray());
        AssertSame(new Predictor(before).Predict(moved).ToArray(), new Predictor(adapted).Predict(moved).ToArray());
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(70, 1, 1)]
    [InlineData(0, 3.5, 1)]
    [InlineData(0, 0.3, 1)]
    [InlineData(10, 2, 0)]
    public void A_moved_column_is_warned_of(double shift, double factor, int expected)
    {
        NetworkParameter before = Trained(Table(["north", "south"]), standardize: true);
        var warnings = new List<string>();
        _ = Trainer.Train(Table(["north", "south"], shift, factor), new TrainingStart(before), new TrainingOptions { EpochCount = 1, Standardize = true }, warn: warnings.Add);
        Assert.Equal(expected, warnings.Count);
        Assert.All(warnings, warning => Assert.StartsWith("The scaling that the network learned does not fit the new data: the mean of 'n' was 19.5 and is", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void A_constant_column_has_no_deviation_to_compare()
    {
        NetworkParameter before = Trained(Table(["north", "south"]), standardize: true);
        var warnings = new List<string>();
        _ = Trainer.Train(Table(["north", "south"], 19.5, 0), new TrainingStart(before), new TrainingOptions { EpochCount = 1, Standardize = true }, warn: warnings.Add);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Rescaling_starts_from_what_fits_better()
    {
        Dataset data = Table(["north", "south"], task: NetworkTask.Regression), moved = Table(["north", "south"], 1000, 1, NetworkTask.Regression);
        TrainingResult first = Trainer.Train(data, Initial(data), Options with { EpochCount = 500 });
        var same = Trainer.Train(data, new TrainingStart(first).Rescaling(), Options with { EpochCount = 1 });
        Assert.Equal(first.LastCost, same.FirstCost, 3);

        // The same numbers with another zero: weights as they are.
        var shifted = Trainer.Train(moved, new TrainingStart(first.Parameter).Rescaling(), Options with { EpochCount = 1 });
        Assert.Equal(first.LastCost, shifted.FirstCost, 3);
        Assert.Equal(1019.5, shifted.Parameter.Scaling!.FeatureMean[0], 9);

        // A part of the same data, in another range: adapted weights.
        Dataset part = data.Take([.. Enumerable.Range(20, 20)]);
        var ranged = Trainer.Train(part, new TrainingStart(first.Parameter).Rescaling(), Options with { EpochCount = 1 });
        double expected = ForwardCache.Compute(part, ScalingFit.Adapt(first.Parameter, Scaling.Of(part))).Cost();
        Assert.Equal(expected, ranged.FirstCost, 12);
    }

    private static TrainingOptions Options => new() { Standardize = true, Seed = 1 };

    private static NetworkParameter Trained(Dataset data, bool standardize) =>
        Trainer.Train(data, Initial(data), Options with { EpochCount = 20, Standardize = standardize, LearningRate = standardize ? 0.3 : 1e-4 }).Parameter;

    private static NetworkParameter Initial(Dataset data) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 5, data.Schema.OutputCount]), Initialization.He, 3, data.Schema);

    /// <summary>40 rows: n from 0 to 39 times a factor plus a shift, sites in turns.</summary>
    private static Dataset Table(string[] sites, double shift = 0, double factor = 1, NetworkTask task = NetworkTask.Binary, int maximumCategory = 50)
    {
        var options = new TableOptions { Target = ["y"], Task = task, Feature = ["n", "site"], MaximumCategory = maximumCategory };
        var reader = new TableReader(options);
        for (int i = 0; i < 40; i++)
        {
            int row = i;
            reader.Add(() => ["n", "site", "y"], name => name switch { "n" => (row * factor) + shift, "site" => sites[row % sites.Length], _ => task == NetworkTask.Binary ? row % 2 : Math.Sin(row / 8.0) });
        }

        return reader.ToDataset();
    }

    private static double[] RandomNormals(long seed, int count)
    {
        var random = new RandomState(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.StandardNormal())];
    }

    private static void AssertSame(double[,] expected, double[,] actual)
    {
        Assert.Equal(expected.GetLength(1), actual.GetLength(1));
        for (int row = 0; row < expected.GetLength(0); row++)
        {
            for (int column = 0; column < expected.GetLength(1); column++)
            {
                Assert.Equal(expected[row, column], actual[row, column], 12);
            }
        }
    }
}
