using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Target encoding of categories, as scikit-learn's TargetEncoder; reference values from tests/reference/make_target_reference.py.</summary>
public class TargetEncodingTests
{
    private static readonly JsonElement Json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "reference", "target_encoding.json"))).RootElement;

    [Theory]
    [InlineData("number", NetworkTask.Regression)]
    [InlineData("two", NetworkTask.Binary)]
    [InlineData("three", NetworkTask.MultiClass)]
    public void Values_are_those_of_scikit_learn(string target, NetworkTask task)
    {
        Dataset data = Table(target, task);
        JsonElement reference = Json.GetProperty($"{target}Reference");
        FeatureColumn column = data.Schema.Column[0];
        Assert.Equal(reference.GetProperty("categories").EnumerateArray().Select(text => text.GetString()!), column.Category);
        double[][] values = Numbers(reference.GetProperty("values")), outOfFold = Numbers(reference.GetProperty("outOfFold"));
        double[] prior = [.. reference.GetProperty("prior").EnumerateArray().Select(number => number.GetDouble())];
        Assert.Equal(task == NetworkTask.MultiClass ? ["x->0", "x->1", "x->2"] : ["x"], column.Feature);
        for (int output = 0; output < prior.Length; output++)
        {
            AssertClose(outOfFold[output], data.X.Row(output).ToArray());
            AssertClose(values[output], [.. column.Category.Select(category => Encode(column, category)[output])]);
            AssertClose([prior[output], prior[output]], [Encode(column, "new")[output], Encode(column, null)[output]]);
        }
    }

    [Fact]
    public void Both_parts_of_a_split_have_the_statistics_of_the_training_part()
    {
        Dataset data = Table("two", NetworkTask.Binary);
        DatasetSplit split = DatasetSplitter.Split(data, 0.3, stratify: true, seed: 1);
        Assert.Same(split.Train.Schema, split.Test.Schema);
        FeatureColumn column = split.Train.Schema.Column[0];
        string[] cells = [.. Enumerable.Range(0, split.Train.SampleCount).Select(sample => (string)split.Train.FeaturesOf(sample).First().Value!)];
        double[] label = [.. Enumerable.Range(0, cells.Length).Select(sample => (double)split.Train.ClassOf(sample))];
        double mean = label.Average(), variance = label.Average(y => (y - mean) * (y - mean));
        foreach (string category in cells.Distinct())
        {
            double[] own = [.. label.Where((_, i) => cells[i] == category)];
            double average = own.Average(), within = own.Average(y => (y - average) * (y - average)), share = variance * own.Length / ((variance * own.Length) + within);
            Assert.Equal((share * average) + ((1 - share) * mean), Encode(column, category)[0], 1e-12);
        }

        for (int sample = 0; sample < split.Test.SampleCount; sample++)
        {
            Assert.Equal(Encode(column, split.Test.FeaturesOf(sample).First().Value)[0], split.Test.X[0, sample]);
        }

        Assert.NotEqual(Encode(data.Schema.Column[0], "a")[0], Encode(column, "a")[0]);
        Assert.InRange(DatasetSplitter.Folds(data, 5, stratify: true, 3).Select(fold => fold.Train.Schema.Column[0].Definition.TargetEncoding!.Prior[0] + Encode(fold.Train.Schema.Column[0], "a")[0]).Distinct().Count(), 2, 5);
    }

    [Fact]
    public void A_validation_fraction_leaves_the_statistics_to_the_training_samples_and_prediction_has_them()
    {
        Dataset data = Table("two", NetworkTask.Binary);
        var options = new TrainingOptions { EpochCount = 6, Optimizer = Optimizer.Adam, Standardize = true, Preset = Preset.Table, ValidationFraction = 0.3, Seed = 5 };
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [1, 3, 1]), Initialization.He, 3, data.Schema);
        TrainingResult result = Trainer.Train(data, start, options);
        DatasetSplit split = DatasetSplitter.Split(data, 0.3, stratify: true, seed: 5);
        Assert.Equal(Encode(split.Train.Schema.Column[0], "b"), Encode(result.Parameter.Schema.Column[0], "b"));
        Assert.Equal(split.Train.X.Row(0).Average(), result.Parameter.Scaling!.FeatureMean[0], 1e-12);

        // Rows, the dataset, and a dataset of other statistics predict the same.
        var predictor = new Predictor(result.Parameter);
        var encoder = new FeatureEncoder(result.Parameter);
        double[] rows = [.. Enumerable.Range(0, 60).Select(sample => predictor.Predict(encoder.Read(1, ["x"], _ => data.FeaturesOf(sample).First().Value))[1])];
        Assert.Equal(rows, predictor.Predict(data).Row(1));
        Assert.Equal(rows[..20], predictor.Predict(data.Take([.. Enumerable.Range(0, 20)])).Row(1));

        // Two halves are one training, and the same seed gives the same.
        TrainingResult half = Trainer.Train(data, start, options with { EpochCount = 2 });
        Assert.Equal(result.Parameter.Flatten(), Trainer.Train(data, new TrainingStart(half), options with { EpochCount = 4 }).Parameter.Flatten());

        // A network without its result keeps its statistics.
        TrainingResult further = Trainer.Train(data, new TrainingStart(result.Network), options);
        Assert.Equal(Encode(result.Parameter.Schema.Column[0], "b"), Encode(further.Parameter.Schema.Column[0], "b"));
    }

    [Fact]
    public void Missing_cells_are_a_category_and_unknown_ones_are_reported()
    {
        object?[] cells = [.. Enumerable.Range(0, 40).Select(i => i % 5 == 0 ? null : (object)$"k{i % 3}")];
        TableReader reader = Reader(Options(MissingValue.Indicator) with { CategoryEncoding = CategoryEncoding.Target }, Column("c", cells), Column("n", [.. cells.Select((_, i) => (object)i)]));
        Dataset data = reader.ToDataset();
        Assert.Equal(["c", "c (missing)", "n"], data.FeatureName);
        Assert.Equal(["", "k0", "k1", "k2"], data.Schema.Column[0].Category);
        Assert.Equal([1.0, 0, 0], data.Row("c (missing)")[..3]);
        Assert.Null(data.FeaturesOf(0).First().Value);
        Assert.Equal("k1", data.FeaturesOf(1).First().Value);
        Assert.False(data.HasMissing);
        NetworkParameter network = Initializer.Initialize(NetworkShape.For(data.Task, [3, 1]), Initialization.He, 1, data.Schema);
        var warnings = new List<string>();
        new FeatureEncoder(network, warn: warnings.Add).Read(1, ["c", "n"], name => name == "c" ? "new" : 1);
        Assert.StartsWith("Row 1, column 'c': 'new' was not in the training data", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal("CategoryUnknown", Failing(() => new FeatureEncoder(network, UnknownCategory.Error).Read(1, ["c", "n"], name => name == "c" ? "new" : 1)).Id);

        // Rows read with the schema have its statistics, and so has a dataset that was read without.
        Dataset known = Read(new TableOptions { Target = ["y"], Schema = data.Schema }, Column("c", "k2", null, "new"), Column("n", 1, 2, 3));
        double[] wanted = [Encode(data.Schema.Column[0], "k2")[0], Encode(data.Schema.Column[0], null)[0], data.Schema.Column[0].Definition.TargetEncoding!.Prior[0]];
        Assert.Equal(wanted, known.Row("c"));
        Assert.Equal(wanted, Read(null, Column("c", "k2", null, "new"), Column("n", 1, 2, 3)).Select(data.Schema).Row("c"));
    }

    [Fact]
    public void Weights_count_as_so_many_samples_and_targets_have_a_value_each()
    {
        int[] codes = [0, 0, 1, 1, 1];
        double[] y = [1, 2, 3, 5, 8];
        TargetTable weighted = TargetEncodingFit.Fit(codes, 2, [y], [2, 1, 1, 3, 1], [0, 1, 2, 3, 4]);
        TargetTable repeated = TargetEncodingFit.Fit([0, 0, 0, 1, 1, 1, 1, 1], 2, [[1, 1, 2, 3, 5, 5, 5, 8]], null, [0, 1, 2, 3, 4, 5, 6, 7]);
        AssertClose(repeated.Prior, weighted.Prior);
        AssertClose([.. repeated.Values.Select(value => value[0])], [.. weighted.Values.Select(value => value[0])]);
        TargetTable constant = TargetEncodingFit.Fit([0, 1, -1], 3, [[4, 4, 4]], null, [0, 1, 2]);
        Assert.Equal([4.0, 4, 4, 4], constant.Values.Select(value => value[0]).Append(constant.Prior[0]));
        var reader = new TableReader(new TableOptions { Target = ["a", "b"], CategoryEncoding = CategoryEncoding.Target });
        for (int i = 0; i < 12; i++)
        {
            int row = i;
            reader.Add(() => ["c", "a", "b"], name => name switch { "c" => $"k{row % 2}", "a" => row, _ => row * row * 0.5 });
        }

        Assert.Equal(["c->a", "c->b"], reader.ToDataset().FeatureName);

        // What is known of the labels stays.
        Dataset marked = Read(Options() with { CategoryEncoding = CategoryEncoding.Target, IgnoreCase = true, MissingMark = ["-"] }, Column("c", "a", "B", "A", "b"));
        Assert.True(marked.Schema.IgnoreCase);
        Assert.Equal(["-"], DatasetSplitter.Split(marked, 0.5, stratify: false, seed: 1).Train.Schema.MissingMark);
    }

    private static Dataset Table(string target, NetworkTask task)
    {
        object[] x = [.. Json.GetProperty("x").EnumerateArray().Select(text => text.GetString()!)], y = [.. Json.GetProperty(target).EnumerateArray().Select(number => (object)number.GetDouble())];
        var reader = new TableReader(new TableOptions { Target = ["y"], Task = task, CategoryEncoding = CategoryEncoding.Target });
        for (int i = 0; i < x.Length; i++)
        {
            int row = i;
            reader.Add(() => ["x", "y"], name => name == "x" ? x[row] : y[row]);
        }

        return reader.ToDataset();
    }

    private static double[] Encode(FeatureColumn column, object? cell)
    {
        var features = new double[column.Feature.Count];
        column.Expand(cell, 1, features);
        return features;
    }

    private static double[][] Numbers(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(number => number.GetDouble()).ToArray())];

    [Fact]
    public void Folds_without_weight_take_the_mean_of_all_samples()
    {
        // All weight is in one fold: the others have nothing but it, and it has the mean of all.
        var reader = new TableReader(new TableOptions { Target = ["y"], SampleWeight = "w", CategoryEncoding = CategoryEncoding.Target, Task = NetworkTask.Regression });
        for (int i = 0; i < 20; i++)
        {
            int row = i;
            reader.Add(() => ["c", "w", "y"], name => name switch { "c" => row % 2 == 0 ? "a" : "b", "w" => row == 4 ? 3 : 0, _ => row * 0.5 });
        }

        Dataset data = reader.ToDataset();
        Assert.All(data.X.Row(0), value => Assert.Equal(2.0, value));
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (value, i) => Assert.Equal(value, actual[i], 1e-12));
    }
}
