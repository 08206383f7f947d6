namespace PSNeuralNet.Tests.Data;

public class GeneratorTests
{
    [Theory]
    [InlineData("make_moons_500", 500, 0.2, true, 0)]
    [InlineData("make_moons_20_unshuffled", 20, 0.1, false, 5)]
    [InlineData("make_moons_7_plain", 7, 0, false, 0)]
    public void Moons_are_scikit_learns(string reference, int count, double noise, bool shuffle, long seed) =>
        AssertSame(Reference.Load(reference), MoonsGenerator.Generate(count, noise, shuffle, seed));

    [Fact]
    public void Two_samples_are_the_ends_of_the_moons()
    {
        Dataset moons = MoonsGenerator.Generate(2, 0, false, 0);
        Assert.Equal([1, 0, 0, 0.5], moons.X.ToColumnMajorArray());
        Assert.Equal(["X1", "X2", "Label", "0", "1"], [.. moons.FeatureName, .. moons.TargetName, .. moons.ClassName]);
    }

    [Theory]
    [InlineData("make_circles_100", 100, 0.05, 0.5, true, 1)]
    [InlineData("make_circles_7_plain", 7, 0, 0.25, false, 0)]
    public void Circles_are_scikit_learns(string reference, int count, double noise, double factor, bool shuffle, long seed) =>
        AssertSame(Reference.Load(reference), CirclesGenerator.Generate(count, noise, factor, shuffle, seed));

    [Theory]
    [InlineData("make_blobs_60", 60, 3, 2, 1.0, true, 2)]
    [InlineData("make_blobs_11_unshuffled", 11, 4, 3, 0.5, false, 7)]
    [InlineData("make_blobs_20_binary", 20, 2, 1, 3.0, true, 8)]
    public void Blobs_are_scikit_learns(string reference, int count, int centers, int features, double deviation, bool shuffle, long seed) =>
        AssertSame(Reference.Load(reference), BlobsGenerator.Generate(count, centers, features, deviation, shuffle, seed));

    [Theory]
    [InlineData("make_regression_30", 30, 5, 2, 1, 4.0, true, 6)]
    [InlineData("make_regression_12_targets", 12, 3, 3, 2, 1.5, true, 1)]
    [InlineData("make_regression_9_unshuffled", 9, 4, 3, 1, 0, false, 2)]
    public void Regressions_are_scikit_learns(string reference, int count, int features, int informative, int targets, double noise, bool shuffle, long seed)
    {
        JsonElement expected = Reference.Load(reference);
        Dataset actual = RegressionGenerator.Generate(count, features, informative, targets, noise, shuffle, seed);
        double[] y = targets == 1 ? expected.Doubles("y") : [.. expected.Rows("y").SelectMany(row => row)];

        Assert.Equal(NetworkTask.Regression, actual.Task);
        Reference.AssertClose(expected.Rows("X_rows_are_samples").SelectMany(row => row), actual.X.ToColumnMajorArray(), 1e-12);
        Reference.AssertClose(y, actual.Y.ToColumnMajorArray(), 1e-12 * y.Max(Math.Abs));
        Assert.Equal(targets == 1 ? ["Y"] : ["Y1", "Y2"], actual.TargetName);
    }

    [Fact]
    public void A_spiral_is_its_formula()
    {
        Dataset spiral = SpiralGenerator.Generate(7, 3, 0, 1.5, false, 0);

        // Class 0 has three points, at radius 1/3, 2/3 and 1; the arms start a third of a circle apart.
        Assert.Equal([0, 0, 0, 1, 1, 2, 2], Classes(spiral));
        double[] expected = [.. new[] { (1, 3, 0), (2, 3, 0), (3, 3, 0), (1, 2, 1), (2, 2, 1), (1, 2, 2), (2, 2, 2) }.SelectMany(point =>
        {
            double r = (double)point.Item1 / point.Item2, angle = 2 * Math.PI * ((1.5 * r) + (point.Item3 / 3.0));
            return new[] { r * Math.Cos(angle), r * Math.Sin(angle) };
        })];
        Reference.AssertClose(expected, spiral.X.ToColumnMajorArray(), 1e-15);
        Reference.AssertClose([-1, 0], spiral.X.Column(2), 1e-15);
    }

    [Fact]
    public void A_shuffled_spiral_has_the_same_points_in_another_order()
    {
        var plain = Points(SpiralGenerator.Generate(50, 2, 0, 1, false, 4));
        var shuffled = Points(SpiralGenerator.Generate(50, 2, 0, 1, true, 4));
        Assert.NotEqual(plain, shuffled);
        Assert.Equal(plain.Order(), shuffled.Order());
    }

    [Fact]
    public void Class_1_of_xor_is_where_the_signs_differ()
    {
        Dataset xor = XorGenerator.Generate(1000, 0, 3);
        Assert.All(Points(xor), point => Assert.Equal(point.X1 * point.X2 < 0 ? 1 : 0, point.Class));
        Assert.All(xor.X.ToColumnMajorArray(), value => Assert.InRange(value, -1, 1));
        Assert.InRange(Classes(xor).Sum(), 450, 550);
    }

    [Fact]
    public void Noise_moves_the_points_of_xor_but_not_their_labels()
    {
        Dataset noisy = XorGenerator.Generate(1000, 0.2, 3);
        Assert.Equal(Classes(XorGenerator.Generate(1000, 0, 3)), Classes(noisy));
        Assert.Contains(Points(noisy), point => (point.X1 * point.X2 < 0 ? 1 : 0) != point.Class);
        Assert.Equal(0.2, Math.Sqrt((noisy.X - XorGenerator.Generate(1000, 0, 3).X).ToColumnMajorArray().Average(move => move * move)), 0.01);
    }

    public static TheoryData<string, Func<long, Dataset>> Generators => new()
    {
        { "moons (40 samples, 2 features)", seed => MoonsGenerator.Generate(40, 0.1, true, seed) },
        { "circles (40 samples, 2 features)", seed => CirclesGenerator.Generate(40, 0.1, 0.5, true, seed) },
        { "blobs (40 samples, 1 feature)", seed => BlobsGenerator.Generate(40, 2, 1, 1, true, seed) },
        { "blobs (40 samples, 3 features)", seed => BlobsGenerator.Generate(40, 4, 3, 1, true, seed) },
        { "spiral (40 samples, 2 features)", seed => SpiralGenerator.Generate(40, 3, 0.1, 1, true, seed) },
        { "xor (40 samples, 2 features)", seed => XorGenerator.Generate(40, 0.1, seed) },
        { "regression (40 samples, 3 features)", seed => RegressionGenerator.Generate(40, 3, 2, 1, 0.1, true, seed) },
    };

    [Theory, MemberData(nameof(Generators))]
    public void The_same_seed_gives_the_same_data_and_the_dataset_keeps_it(string text, Func<long, Dataset> generate)
    {
        Dataset first = generate(8), again = generate(8), other = generate(9);
        Assert.Equal(text, first.ToString());
        Assert.Equal(8, first.Seed);
        Assert.Equal(first.X, again.X);
        Assert.Equal(first.Y, again.Y);
        Assert.NotEqual(first.X, other.X);
    }

    [Fact]
    public void Two_centers_are_two_classes_and_more_have_a_row_each()
    {
        Dataset two = BlobsGenerator.Generate(10, 2, 2, 1, true, 0), four = BlobsGenerator.Generate(10, 4, 2, 1, true, 0);
        Assert.Equal((NetworkTask.Binary, 1), (two.Task, two.Y.RowCount));
        Assert.Equal((NetworkTask.MultiClass, 4), (four.Task, four.Y.RowCount));
        Assert.Equal([0, 1, 2, 3], four.Schema.ClassLabel);
    }

    public static TheoryData<string, object, Action> Problems => new()
    {
        { "SampleCountInvalid", 1, () => MoonsGenerator.Generate(1, 0.2, true, 0) },
        { "SampleCountInvalid", -5, () => MoonsGenerator.Generate(-5, 0.2, true, 0) },
        { "NoiseInvalid", double.NaN, () => MoonsGenerator.Generate(10, double.NaN, true, 0) },
        { "NoiseInvalid", double.PositiveInfinity, () => MoonsGenerator.Generate(10, double.PositiveInfinity, true, 0) },
        { "SampleCountInvalid", 1, () => CirclesGenerator.Generate(1, 0, 0.5, true, 0) },
        { "NoiseInvalid", -0.1, () => CirclesGenerator.Generate(10, -0.1, 0.5, true, 0) },
        { "FactorInvalid", 1.0, () => CirclesGenerator.Generate(10, 0, 1, true, 0) },
        { "FactorInvalid", -0.1, () => CirclesGenerator.Generate(10, 0, -0.1, true, 0) },
        { "FactorInvalid", double.NaN, () => CirclesGenerator.Generate(10, 0, double.NaN, true, 0) },
        { "SeedInvalid", -1L, () => CirclesGenerator.Generate(10, 0, 0.5, true, -1) },
        { "CenterCountInvalid", 1, () => BlobsGenerator.Generate(10, 1, 2, 1, true, 0) },
        { "FeatureCountInvalid", 0, () => BlobsGenerator.Generate(10, 2, 0, 1, true, 0) },
        { "DeviationInvalid", -1.0, () => BlobsGenerator.Generate(10, 2, 2, -1, true, 0) },
        { "DeviationInvalid", double.NaN, () => BlobsGenerator.Generate(10, 2, 2, double.NaN, true, 0) },
        { "DeviationInvalid", 1.7e308, () => BlobsGenerator.Generate(100, 2, 2, 1.7e308, true, 0) },
        { "SampleCountInvalid", 2, () => BlobsGenerator.Generate(2, 3, 2, 1, true, 0) },
        { "DatasetTooLarge", 1_000_000, () => BlobsGenerator.Generate(1_000_000, 3, 1000, 1, true, 0) },
        { "DatasetTooLarge", 1_000_000, () => BlobsGenerator.Generate(1_000_000, 1000, 2, 1, true, 0) },
        { "ClassCountInvalid", 1, () => SpiralGenerator.Generate(10, 1, 0, 1, true, 0) },
        { "TurnsInvalid", 0.0, () => SpiralGenerator.Generate(10, 2, 0, 0, true, 0) },
        { "TurnsInvalid", double.NaN, () => SpiralGenerator.Generate(10, 2, 0, double.NaN, true, 0) },
        { "TurnsInvalid", 1e308, () => SpiralGenerator.Generate(10, 2, 0, 1e308, true, 0) },
        { "NoiseInvalid", double.NaN, () => SpiralGenerator.Generate(10, 2, double.NaN, 1, true, 0) },
        { "SampleCountInvalid", 2, () => SpiralGenerator.Generate(2, 3, 0, 1, true, 0) },
        { "SampleCountInvalid", 1, () => XorGenerator.Generate(1, 0, 0) },
        { "NoiseInvalid", -1.0, () => XorGenerator.Generate(10, -1, 0) },
        { "SampleCountInvalid", 0, () => RegressionGenerator.Generate(0, 3, 3, 1, 0, true, 0) },
        { "FeatureCountInvalid", 0, () => RegressionGenerator.Generate(10, 0, 0, 1, 0, true, 0) },
        { "InformativeCountInvalid", 4, () => RegressionGenerator.Generate(10, 3, 4, 1, 0, true, 0) },
        { "InformativeCountInvalid", 0, () => RegressionGenerator.Generate(10, 3, 0, 1, 0, true, 0) },
        { "TargetCountInvalid", 0, () => RegressionGenerator.Generate(10, 3, 3, 0, 0, true, 0) },
        { "NoiseInvalid", -1.0, () => RegressionGenerator.Generate(10, 3, 3, 1, -1, true, 0) },
        { "DatasetTooLarge", 100_000_000, () => RegressionGenerator.Generate(100_000_000, 3, 3, 1, 0, true, 0) },
    };

    [Theory, MemberData(nameof(Problems))]
    public void What_cannot_be_generated_is_refused_by_name(string id, object offender, Action generate)
    {
        var error = Assert.Throws<NetworkException>(generate);
        Assert.Equal((id, offender), (error.Id, error.TargetObject));
    }

    [Fact]
    public void A_canceled_generation_ends()
    {
        var canceled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => CirclesGenerator.Generate(10, 0, 0.5, false, 0, canceled));
        Assert.Throws<OperationCanceledException>(() => BlobsGenerator.Generate(10, 2, 2, 1, false, 0, canceled));
        Assert.Throws<OperationCanceledException>(() => SpiralGenerator.Generate(10, 2, 0, 1, false, 0, canceled));
        Assert.Throws<OperationCanceledException>(() => XorGenerator.Generate(10, 0, 0, canceled));
        Assert.Throws<OperationCanceledException>(() => RegressionGenerator.Generate(10, 2, 2, 1, 0, false, 0, canceled));
    }

    private static void AssertSame(JsonElement expected, Dataset actual)
    {
        Reference.AssertClose(expected.Rows("X_rows_are_samples").SelectMany(row => row), actual.X.ToColumnMajorArray(), 1e-12);
        Assert.Equal(expected.Integers("y"), Classes(actual));
    }

    private static int[] Classes(Dataset dataset) => [.. Enumerable.Range(0, dataset.SampleCount).Select(dataset.ClassOf)];

    private static (double X1, double X2, int Class)[] Points(Dataset dataset) =>
        [.. Enumerable.Range(0, dataset.SampleCount).Select(s => (dataset.X[0, s], dataset.X[1, s], dataset.ClassOf(s)))];
}
