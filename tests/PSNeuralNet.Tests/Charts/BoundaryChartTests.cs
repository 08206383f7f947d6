using PSNeuralNet.Tests.Data;

namespace PSNeuralNet.Tests.Charts;

public class BoundaryChartTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;
    private static readonly DataSchema Plane = new(["across", "up"], ["kind"], ["cat", "dog"]);

    // 'dog' where across + 2 up > 4.
    private static readonly NetworkParameter Slope = new([Build.DenseOfRowArrays([1.0, 2]), Build.Dense(1, 1, -4)], Plane);
    private static readonly Dataset Four = new(Build.DenseOfRowArrays([0.0, 4, 0, 10], [0.0, 0.5, 3, 5]), Build.DenseOfRowArrays([0.0, 0, 0, 1]), Plane);

    [Fact]
    public void The_field_covers_the_samples_with_a_margin()
    {
        var chart = BoundaryChart.Create(MeasuredRows.Of(Slope, Four), resolution: 25);
        Assert.Equal((new ChartAxis("across", -1, 11), new ChartAxis("up", -0.5, 5.5)), (chart.X, chart.Y));
        Matrix<double> field = Assert.Single(chart.Probability);
        Assert.Equal((25, 25), (field.RowCount, field.ColumnCount));
        // Points of the grid are 0.5 apart across and 0.25 upwards: row 2, column 2 is the origin.
        Assert.Equal(Sigmoid(-4), field[2, 2], 1e-15);
        Assert.Equal(Sigmoid(10 + (2 * 5) - 4), field[22, 22], 1e-12);
        Assert.Equal((0, 1), (chart.ClassAt(2, 2), chart.ClassAt(22, 22)));
        Assert.Equal(("Decision boundary", "2-1 sigmoid, table (4 samples, 2 features)"), (chart.Title, chart.Subtitle));
        Assert.Empty(chart.Fixed);
    }

    [Fact]
    public void The_line_is_where_both_classes_are_as_probable()
    {
        var chart = BoundaryChart.Create(MeasuredRows.Of(Slope, Four), resolution: 200);
        IReadOnlyList<(double X, double Y)> line = Assert.Single(chart.Line);
        Assert.True(line.Count > 100);
        Assert.All(line, point => Assert.Equal(4, point.X + (2 * point.Y), 1e-3));
        // From one border to the other: at across = -1 up is 2.5, and at up = -0.5 across is 5.
        Assert.Equal([-1.0, 5], new[] { line[0].X, line[^1].X }.Order(), new Near(1e-3));
    }

    [Fact]
    public void Samples_have_their_classes_and_mistakes()
    {
        var chart = BoundaryChart.Create(MeasuredRows.Of(Slope, Four));
        Assert.Equal([new(0, 0, 0, 0), new(4, 0.5, 0, 1), new(0, 3, 0, 1), new(10, 5, 1, 1)], chart.Sample);
        Assert.Equal([false, true, true, false], chart.Sample.Select(sample => sample.IsMistaken));
        Assert.Equal(4, chart.SampleCount);
    }

    [Fact]
    public void Several_classes_have_regions_with_lines_around_them()
    {
        // Scores -x, x and 0 + y: three regions that meet at the origin.
        var schema = new DataSchema(["x", "y"], ["kind"], ["a", "b", "c"]);
        var network = new NetworkParameter([Build.DenseOfRowArrays([-1.0, 0], [1.0, 0], [0.0, 1]), Build.Dense(3, 1)], schema);
        var data = new Dataset(Build.DenseOfRowArrays([-5.0, 5, 0], [-5.0, -5, 5]), Build.DenseIdentity(3), schema);
        var chart = BoundaryChart.Create(MeasuredRows.Of(network, data), resolution: 121);
        Assert.Equal(3, chart.Probability.Count);
        Assert.Equal((0, 1, 2), (chart.ClassAt(10, 10), chart.ClassAt(10, 110), chart.ClassAt(115, 60)));
        Assert.Equal(1, chart.Probability.Sum(one => one[33, 44]), 1e-12);
        Assert.Equal(3, chart.Line.Count);
        Assert.All(chart.Line.SelectMany(line => line), point => Assert.True(
            Math.Abs(point.X) < 0.2 || Math.Abs(point.Y - Math.Abs(point.X)) < 0.2, $"{point} is on no line"));
    }

    [Fact]
    public void Other_columns_are_held_at_their_median_or_most_frequent_category()
    {
        Dataset data = Tables.Read(
            Tables.Options(),
            Tables.Column("a", 1, 2, 3, 4, 5),
            Tables.Column("b", 10, 20, 30, 40, null),
            Tables.Column("c", 7, 1, 100, 2, 3),
            Tables.Column("color", "red", "blue", "blue", "green", "red"),
            Tables.Column("same", 1, 1, 1, 1, 1));
        NetworkParameter network = Untrained(data);
        var chart = BoundaryChart.Create(MeasuredRows.Of(network, data), ["B", "a"], 11);
        Assert.Equal(("b", "a"), (chart.X.Name, chart.Y.Name));
        Assert.Equal([new("c", 3.0), new("color", "blue")], chart.Fixed);
        Assert.Equal(4, chart.Sample.Count);

        // The same as predicting a row with those values.
        double x = chart.X.Minimum + (0.3 * (chart.X.Maximum - chart.X.Minimum)), y = chart.Y.Minimum + (0.8 * (chart.Y.Maximum - chart.Y.Minimum));
        Assert.Equal(new Predictor(network).Predict([y, x, 3, 1, 0, 0])[1], chart.Probability[0][8, 3], 1e-15);
    }

    [Fact]
    public void Dates_and_truth_values_are_axes()
    {
        Dataset data = Tables.Read(
            null,
            Tables.Column("day", new DateTime(2026, 1, 1), new DateTime(2026, 1, 11), new DateTime(2026, 1, 3), new DateTime(2026, 1, 2)),
            Tables.Column("on", true, false, true, false));
        var chart = BoundaryChart.Create(MeasuredRows.Of(Untrained(data), data));
        Assert.Equal((ColumnKind.Date, ColumnKind.Boolean), (chart.X.Column, chart.Y.Column));
        Assert.Equal((20453, 20465), (chart.X.Minimum + 0, chart.X.Maximum));
    }

    [Fact]
    public void What_has_no_two_axes_is_refused_by_name()
    {
        Dataset three = Tables.Read(null, Tables.Column("a", 1, 2, 3, 4), Tables.Column("b", 4, 3, 1, 2), Tables.Column("c", 1, 4, 2, 2), Tables.Column("d", "x", "y", "x", "y"));
        Dataset one = Tables.Read(null, Tables.Column("a", 1, 2, 3, 4), Tables.Column("d", "x", "y", "x", "y"));
        string Id(Dataset data, params string[]? names) =>
            Assert.Throws<NetworkException>(() => BoundaryChart.Create(MeasuredRows.Of(Untrained(data), data), names)).Id;

        Assert.Equal("BoundaryFeatureCountInvalid", Id(three, null));
        Assert.Equal("BoundaryFeatureCountInvalid", Id(one, null));
        Assert.Equal("BoundaryFeatureCountInvalid", Id(three, "a"));
        Assert.Equal("BoundaryFeatureCountInvalid", Id(three, "a", "A"));
        Assert.Equal("BoundaryFeatureCountInvalid", Id(three, "a", "b", "c"));
        Assert.Equal("BoundaryFeatureInvalid", Id(three, "a", "d"));
        Assert.Equal("FeatureMissing", Id(three, "a", "z"));
        Dataset pixels = Tables.Read(null, [.. Enumerable.Range(0, 64).Select(i => Tables.Column($"p{i}", 1, i, 3, 4)), Tables.Column("d", "x", "y", "x", "y")]);
        Assert.Equal("BoundaryFeatureTooMany", Id(pixels, null));
        Assert.Equal("BoundaryFeatureTooMany", Id(pixels, "p2", "p9"));
        Dataset numbers = RegressionGenerator.Generate(9, 2, 2, 1, 1, shuffle: true, seed: 1);
        Assert.Equal("ChartTaskMismatch", Id(numbers, null));
        NetworkParameter broken = new([Build.DenseOfRowArrays([1.0, double.NaN]), Build.Dense(1, 1, -4)], Plane);
        Assert.Equal("ParameterNotFinite", Assert.Throws<NetworkException>(() => BoundaryChart.Create(MeasuredRows.Of(broken, Four))).Id);
    }

    [Fact]
    public void Lines_are_closed_around_islands_and_straight_through_saddles()
    {
        Matrix<double> island = Build.Dense(5, 5, (row, column) => row == 2 && column == 2 ? 1 : -1);
        (double X, double Y)[] ring = Assert.Single(ContourLines.Zero(island));
        Assert.Equal(5, ring.Length);
        Assert.Equal(ring[0], ring[^1]);
        Assert.Equal([(1.5, 2), (2, 1.5), (2, 2.5), (2.5, 2)], ring.Distinct().Order());

        (double X, double Y)[][] saddle = [.. ContourLines.Zero(Build.DenseOfRowArrays([3.0, -1], [-1.0, 3]))];
        Assert.Equal([2, 2], saddle.Select(line => line.Length));
        Assert.Empty(ContourLines.Zero(Build.Dense(4, 4, 1)));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void A_class_has_its_border_where_it_is_as_likely_as_the_best_of_the_others(int classes)
    {
        var random = new PSNeuralNet.Numerics.RandomState(classes);
        Matrix<double>[] probability = [.. Enumerable.Range(0, classes).Select(_ => Build.Dense(9, 8, (_, _) => random.Uniform()))];
        probability[1] = probability[0].Clone();
        probability[2] = Build.Dense(9, 8, 0);
        IEnumerable<(double X, double Y)[]> expected = Enumerable.Range(0, classes).SelectMany(one => ContourLines.Zero(Build.Dense(
            9, 8, (row, column) => probability[one][row, column] - Enumerable.Range(0, classes).Where(other => other != one).Max(other => probability[other][row, column]))));
        (double X, double Y)[][] actual = [.. ContourLines.Between(probability, DecisionRule.Default)];
        Assert.NotEmpty(actual);
        Assert.Equal(expected, actual);
    }

    private static NetworkParameter Untrained(Dataset data) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Y.RowCount]), Initialization.Xavier, 3, data.Schema).With(Scaling.Of(data));

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private sealed class Near(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double value) => 0;
    }
}
