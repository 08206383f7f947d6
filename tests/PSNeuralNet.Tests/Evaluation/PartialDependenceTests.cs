using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Tests.Evaluation;

public class PartialDependenceTests
{
    public static TheoryData<string> Cases { get; } =
        ["binary", "binary, few values", "several classes", "numbers", "targets", "two columns", "two columns of numbers"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Means_and_curves_are_those_of_scikit_learn(string name)
    {
        JsonElement wanted = Reference.Load("partial_dependence").GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        (Dataset data, NetworkParameter network) = Model(wanted);
        int[] features = wanted.Integers("features");
        double[] percentiles = wanted.Doubles("percentiles");
        double[][] grid = wanted.Rows("grid"), average = wanted.Rows("average");
        DependencePoint[] points = [.. PartialDependence.Measure(data, network, new PartialDependenceOptions
        {
            Feature = [$"X{features[0] + 1}"],
            With = features.Length == 2 ? $"X{features[1] + 1}" : null,
            GridResolution = wanted.GetProperty("resolution").GetInt32(),
            LowerPercentile = percentiles[0],
            UpperPercentile = percentiles[1],
            IndividualCount = data.SampleCount,
        })];
        string[] outputs = [.. points.Select(point => point.Output).Distinct()];
        Assert.Equal(average.Length, outputs.Length);
        for (int output = 0; output < outputs.Length; output++)
        {
            DependencePoint[] mean = [.. points.Where(point => point.Output == outputs[output] && point.Sample is null)];
            Assert.All(mean, point => Assert.Equal(data.SampleCount, point.SampleCount));
            (double, double)[] expected = [.. grid[0].SelectMany(value => features.Length == 2 ? grid[1].Select(other => (value, other)) : [(value, 0.0)])];
            Reference.AssertClose([.. expected.Select(pair => pair.Item1)], [.. mean.Select(point => (double)point.Value)], 1e-12);
            Reference.AssertClose([.. expected.Select(pair => pair.Item2)], [.. mean.Select(point => point.OtherValue is double other ? other : 0)], 1e-12);
            Reference.AssertClose(average[output], [.. mean.Select(point => point.Prediction)], 1e-10);
            double[][] individual = [.. wanted.GetProperty("individual")[output].EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
            for (int sample = 0; sample < data.SampleCount; sample++)
            {
                Reference.AssertClose(individual[sample], [.. points.Where(point => point.Output == outputs[output] && point.Sample == sample + 1).Select(point => point.Prediction)], 1e-10);
            }
        }
    }

    [Fact]
    public void A_mean_is_that_of_predictions_of_rows_with_one_cell()
    {
        // By hand: a table with text, dates with parts, booleans and missing cells, read again with the same value in all rows.
        Dataset data = Table(_ => null);
        NetworkParameter network = Trained(data);
        DependencePoint[] points = [.. PartialDependence.Measure(data, network, new PartialDependenceOptions { GridResolution = 5 })];
        Assert.Equal(["Size", "Color", "Day", "Wide", "Age"], points.Select(point => point.Name).Distinct());
        foreach (DependencePoint point in points)
        {
            Dataset same = Table(name => name == point.Name ? point.Value : null, network.Schema);
            Assert.Equal(new Predictor(network).Predict(same).Row(1).Average(), point.Prediction, 1e-12);
        }

        Assert.Equal(["blue", "green", "red"], Values("Color"));
        Assert.Equal([false, true], Values("Wide"));
        object[] days = Values("Day");
        Assert.Equal(5, days.Length);
        Assert.All(days, day => Assert.IsType<DateTime>(day));
        Assert.Equal(days.Order(), days);
        Assert.All(Values("Age"), age => Assert.IsType<double>(age));

        object[] Values(string name) => [.. points.Where(point => point.Name == name).Select(point => point.Value)];
    }

    [Fact]
    public void Two_columns_of_kinds_of_their_own()
    {
        Dataset data = Table(_ => null);
        NetworkParameter network = Trained(data);
        DependencePoint[] points = [.. PartialDependence.Measure(data, network, new PartialDependenceOptions { Feature = ["Color"], With = "day", GridResolution = 4 })];
        Assert.Equal(12, points.Length);
        foreach (DependencePoint point in points)
        {
            Assert.Equal(("Color", "Day", ColumnKind.Category, ColumnKind.Date), (point.Name, point.OtherName, point.Kind, point.OtherKind));
            Dataset same = Table(name => name == "Color" ? point.Value : name == "Day" ? point.OtherValue : null, network.Schema);
            Assert.Equal(new Predictor(network).Predict(same).Row(1).Average(), point.Prediction, 1e-12);
        }
    }

    [Fact]
    public void A_category_of_a_target_encoded_column_is_what_the_network_knows_of_it()
    {
        var reader = new TableReader(new TableOptions { Target = ["y"], CategoryEncoding = CategoryEncoding.Target });
        string[] towns = ["a", "b", "c", "d", "e"];
        for (int i = 0; i < 200; i++)
        {
            int row = i;
            reader.Add(() => ["town", "x", "y"], name => name switch { "town" => row % 11 == 7 ? null : towns[row % 5], "x" => row % 13, _ => (row % 5 * 2) + (row % 13) });
        }

        Dataset data = reader.ToDataset();
        NetworkParameter network = Trained(data);
        DependencePoint[] points = [.. PartialDependence.Measure(data, network, new PartialDependenceOptions { Feature = ["town"] })];
        Assert.Equal(towns, points.Select(point => point.Value));
        foreach (DependencePoint point in points)
        {
            var same = new TableReader(TableOptions.For(network.Schema));
            for (int i = 0; i < 200; i++)
            {
                int row = i;
                same.Add(() => ["town", "x", "y"], name => name switch { "town" => point.Value, "x" => row % 13, _ => 0 });
            }

            Assert.Equal(new Predictor(network).Predict(same.ToDataset()).Row(0).Average(), point.Prediction, 1e-10);
        }
    }

    [Fact]
    public void Weights_count_and_rows_without_weight_do_not()
    {
        Dataset moons = MoonsGenerator.Generate(30, 0.2, shuffle: true, seed: 1);
        NetworkParameter network = Trained(moons);
        double[] weight = [.. Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? 0.0 : i % 3)];
        int[] repeated = [.. Enumerable.Range(0, 30).SelectMany(i => Enumerable.Repeat(i, (int)weight[i]))];
        var weighted = new Dataset(moons.X, moons.Y, moons.Schema, weight: weight);
        var options = new PartialDependenceOptions { Feature = ["X2"], GridResolution = 100 };
        DependencePoint[] points = [.. PartialDependence.Measure(weighted, network, options)], others = [.. PartialDependence.Measure(moons.Take(repeated), network, options)];
        Assert.Equal(20, points[0].SampleCount);
        Assert.Equal(others.Select(point => point.Value), points.Select(point => point.Value));
        Reference.AssertClose([.. others.Select(point => point.Prediction)], [.. points.Select(point => point.Prediction)], 1e-12);
    }

    [Fact]
    public void Of_many_rows_a_random_sample_is_taken_by_the_seed()
    {
        Dataset moons = MoonsGenerator.Generate(300, 0.2, shuffle: true, seed: 1);
        NetworkParameter network = Trained(moons);
        DependencePoint[] Measure(long seed) => [.. PartialDependence.Measure(moons, network, new PartialDependenceOptions { GridResolution = 6, MaximumSampleCount = 40, IndividualCount = 3, Seed = seed })];
        DependencePoint[] points = Measure(1);
        Assert.Equal(points, Measure(1));
        Assert.NotEqual(points.Select(point => point.Prediction), Measure(2).Select(point => point.Prediction));
        Assert.All(points.Where(point => point.Sample is null), point => Assert.Equal(40, point.SampleCount));
        int[] rows = [.. points.Where(point => point is { Name: "X1", Sample: not null }).Select(point => point.Sample!.Value).Distinct()];
        Assert.Equal(3, rows.Length);

        // The curve of a row goes through the predictions of the row with other cells.
        DependencePoint one = points.First(point => point is { Name: "X1", Sample: not null });
        Assert.Equal(new Predictor(network).Predict([(double)one.Value, moons.X[1, one.Sample!.Value - 1]])[1], one.Prediction, 1e-12);
    }

    [Fact]
    public void Many_points_are_measured_in_several_batches()
    {
        Dataset data = BlobsGenerator.Generate(5000, 3, 3, 2.0, shuffle: true, seed: 3);
        NetworkParameter network = Trained(data);
        DependencePoint[] points = [.. PartialDependence.Measure(data, network, new PartialDependenceOptions { Feature = ["X1"], GridResolution = 8, MaximumSampleCount = 5000, Class = ["2"] })];
        foreach (DependencePoint point in points)
        {
            DenseMatrix x = DenseMatrix.OfMatrix(data.X);
            x.SetRow(0, Enumerable.Repeat((double)point.Value, 5000).ToArray());
            Assert.Equal(("2", new Predictor(network).Predict(new Dataset(x, data.Y, data.Schema)).Row(2).Average()).ToString(), (point.Output, point.Prediction).ToString());
        }
    }

    [Fact]
    public void Grids_have_ends_and_say_where_they_differ()
    {
        var x = new DenseMatrix(2, 200);
        x.SetRow(0, [.. Enumerable.Range(0, 200).Select(i => i < 195 ? 0.0 : i)]);
        x.SetRow(1, [.. Enumerable.Range(0, 200).Select(i => (double)i)]);
        var data = new Dataset(x, DenseMatrix.Create(1, 200, (_, i) => i % 2));
        NetworkParameter network = Initializer.Initialize(new NetworkShape([2, 3, 1]), Initialization.He, 1, data.Schema);
        var warnings = new List<string>();
        DependencePoint[] points = [.. PartialDependence.Measure(data, network, new PartialDependenceOptions { GridResolution = 5 }, warn: warnings.Add)];
        Assert.Equal([0, 49.75, 99.5, 149.25, 199], points.Where(point => point.Name == "X1").Select(point => (double)point.Value));
        Assert.Equal("The quantiles 0.05 and 0.95 of the column 'X1' are both 0: its grid goes from the smallest to the largest number instead.", Assert.Single(warnings));
        double[] second = [.. points.Where(point => point.Name == "X2").Select(point => (double)point.Value)];
        Reference.AssertClose([9.41, 189.59], [second[0], second[^1]], 1e-9);
    }

    [Fact]
    public void Texts_are_short()
    {
        var mean = new DependencePoint("Age", 35.0, null, null, "yes", 0.421, null, 20, ColumnKind.Number, null);
        Assert.Equal("Age=35: yes 0.4210", mean.ToString());
        Assert.Equal("Age=35, row 12: yes 0.4210", (mean with { Sample = 12 }).ToString());
        Assert.Equal("Age=35, Day=2026-11-24: yes 0.4210", (mean with { OtherName = "Day", OtherValue = new DateTime(2026, 11, 24), OtherKind = ColumnKind.Date }).ToString());
    }

    [Fact]
    public void Of_two_classes_the_positive_one_is_averaged()
    {
        Dataset data = Table(_ => null);
        NetworkParameter network = Trained(data), other = network.WithPositiveClass("no");
        DependencePoint[] yes = [.. PartialDependence.Measure(data, network, new() { Feature = ["Size"] })], no = [.. PartialDependence.Measure(data, other, new() { Feature = ["Size"] })];
        Assert.All(yes, point => Assert.Equal("yes", point.Output));
        Assert.All(no, point => Assert.Equal("no", point.Output));
        Reference.AssertClose([.. yes.Select(point => 1 - point.Prediction)], [.. no.Select(point => point.Prediction)], 1e-12);
    }

    [Fact]
    public void What_does_not_fit_has_a_name()
    {
        Dataset data = Table(_ => null);
        NetworkParameter network = Trained(data);
        Assert.Equal("FeatureMissing", Fault(new() { Feature = ["Sizes"] }));
        Assert.Equal("DependenceFeatureRepeated", Fault(new() { Feature = ["Size"], With = "size" }));
        Assert.Equal("DependenceFeatureRepeated", Fault(new() { Feature = ["Size", "SIZE"] }));
        Assert.Equal("DependenceFeatureInvalid", Fault(new() { Feature = ["Same"] }));
        Assert.Equal("ClassUnknown", Fault(new() { Class = ["maybe"] }));
        Assert.Equal("GridResolutionInvalid", Fault(new() { GridResolution = 1 }));
        Assert.Equal("PercentileInvalid", Fault(new() { LowerPercentile = 0.9, UpperPercentile = 0.1 }));
        Assert.Equal("PercentileInvalid", Fault(new() { LowerPercentile = double.NaN }));
        Assert.Equal("IndividualCountInvalid", Fault(new() { IndividualCount = -1 }));
        Assert.Equal("SampleMaximumInvalid", Fault(new() { MaximumSampleCount = 0 }));
        Dataset numbers = RegressionGenerator.Generate(20, 2, 2, 1, 1, shuffle: true, seed: 1);
        Assert.Equal("DependenceClassOfNumbers", Assert.Throws<NetworkException>(() => PartialDependence.Measure(numbers, Trained(numbers), new() { Class = ["1"] })).Id);
        Assert.Throws<OperationCanceledException>(() => PartialDependence.Measure(data, network, cancellation: new CancellationToken(canceled: true)).Count());

        string Fault(PartialDependenceOptions options) => Assert.Throws<NetworkException>(() => PartialDependence.Measure(data, network, options)).Id;
    }

    private static (Dataset Data, NetworkParameter Network) Model(JsonElement wanted)
    {
        double[][] x = wanted.Rows("x"), biases = wanted.Rows("biases");
        string name = wanted.GetProperty("name").GetString()!;
        JsonElement[] y = [.. wanted.GetProperty("y").EnumerateArray()];
        bool isRegression = name.Contains("numbers", StringComparison.Ordinal) || name == "targets";
        int outputs = biases[^1].Length;
        DataSchema schema = isRegression ? DataSchema.DefaultRegression(3, outputs) : DataSchema.Default(3, outputs);
        DenseMatrix targets = DenseMatrix.Create(outputs, x.Length, (row, sample) =>
            y[sample].ValueKind == JsonValueKind.Array ? y[sample][row].GetDouble() : outputs > 1 ? y[sample].GetInt32() == row ? 1 : 0 : y[sample].GetDouble());
        IEnumerable<Matrix<double>> matrices = wanted.GetProperty("weights").EnumerateArray().Zip(biases).SelectMany(layer => new Matrix<double>[]
        {
            DenseMatrix.OfRowArrays(layer.First.EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())),
            DenseMatrix.OfColumnArrays(layer.Second),
        });
        return (new Dataset(DenseMatrix.OfColumnArrays(x), targets, schema), new NetworkParameter(matrices, schema, [name == "numbers" ? Activation.ReLU : Activation.Tanh]));
    }

    /// <summary>A table of several kinds of columns.</summary>
    /// <param name="same">The cell of all rows in a column; null for cells of their own.</param>
    /// <param name="schema">The schema of the network that reads it; null for the table's own.</param>
    private static Dataset Table(Func<string, object?> same, DataSchema? schema = null)
    {
        string[] columns = ["Size", "Color", "Day", "Wide", "Age", "Same", "y"];
        var reader = new TableReader(schema is not null ? TableOptions.For(schema) : new TableOptions { Target = ["y"], MissingValue = MissingValue.Indicator, DatePart = DatePart.Auto });
        for (int i = 0; i < 80; i++)
        {
            int row = i;
            reader.Add(() => columns, name => (same(name), name) switch
            {
                ({ } cell, _) => cell,
                (_, "Size") => row % 9 == 4 ? null : row * 37 % 31,
                (_, "Color") => row % 8 == 3 ? null : ((string[])["red", "green", "blue"])[row % 3],
                (_, "Day") => row % 10 == 6 ? null : new DateTime(2025, 1, 1).AddDays(row * 11),
                (_, "Wide") => row % 4 > 1,
                (_, "Age") => row % 3,
                (_, "Same") => 7,
                _ => (row * 37 % 31) + (row % 3 * 4) > 20 ? "yes" : "no",
            });
        }

        return reader.ToDataset();
    }

    private static NetworkParameter Trained(Dataset data)
    {
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 5, data.Schema.OutputCount]), Initialization.Xavier, 3, data.Schema);
        return Trainer.Train(data, start, new TrainingOptions { EpochCount = 60, Optimizer = Optimizer.Adam, LearningRate = 0.05, Standardize = true }).Network.Parameter;
    }
}
