using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Tests.Data;

namespace PSNeuralNet.Tests.Evaluation;

/// <summary>Comparison of new samples with the summary of those of a training; values of SciPy 1.10.1 (tests/reference/make_drift_reference.py).</summary>
public class DriftTestTests
{
    [Fact]
    public void Statistic_of_values_with_ties_is_that_of_SciPy()
    {
        object?[] first = [.. Enumerable.Range(0, 300).Select(i => (object?)(double)(i * i % 97))], second = [.. Enumerable.Range(0, 170).Select(i => (object?)(double)((i * i % 89) + 4))];
        ColumnDrift drift = Drifts(Tables.Read(null, Tables.Column("x", first)), Tables.Read(null, Tables.Column("x", second)))[0];
        Assert.Equal(0.0892156862745098, drift.Statistic!.Value, 1e-14);

        // 300 x 170 is within the exact test.
        Assert.Equal(0.3296989356071873, drift.PValue!.Value, 1e-10);
        Assert.Equal((300, 170), (drift.CountThen, drift.CountNow));
    }

    [Fact]
    public void Stability_index_is_that_of_the_deciles()
    {
        object?[] first = [.. Enumerable.Range(0, 1000).Select(i => (object?)(double)(i * 7 % 1000))], second = [.. Enumerable.Range(0, 250).Select(i => (object?)((i * 4.0) + 150))];
        ColumnDrift drift = Drifts(Tables.Read(null, Tables.Column("x", first)), Tables.Read(null, Tables.Column("x", second)))[0];
        Assert.Equal(0.5491889918736581, drift.Psi!.Value, 1e-12);
        Assert.Equal(37 / 250.0, drift.OutOfRange);
        Assert.True(drift.Drift);
        Assert.Equal("values", drift.Reason);

        // At the knots alone, of which there are 101: not above the distance at all values, and less than a hundredth below it.
        Assert.InRange(drift.Statistic!.Value, 0.15 - 0.01, 0.15 + 1e-12);
        Assert.Equal(499.0, drift.MedianThen);

        // The median is 648; a knot is a hundredth of the numbers away.
        Assert.InRange((double)drift.MedianNow!, 648 - 10, 648 + 10);
    }

    [Fact]
    public void Categories_are_counted_with_new_ones_and_missing_cells()
    {
        Dataset then = Tables.Read(null, Tables.Column("c", [.. Cells(("a", 30), ("b", 50), ("c", 20), (null, 10))]));
        Dataset now = Tables.Read(null, Tables.Column("c", [.. Cells(("a", 40), ("b", 35), ("c", 33), ("d", 8), ("e", 4), (null, 40))]));
        ColumnDrift drift = Drifts(then, now)[0];
        TestOutcome test = TwoSampleTest.ChiSquared([30, 50, 20, 0], [40, 35, 33, 12]);
        Assert.Equal((test.Statistic, test.P), (drift.Statistic, drift.PValue));
        Assert.Equal(TwoSampleTest.ChiSquared([100, 10], [120, 40]).P, drift.MissingPValue);
        Assert.Equal((10 / 110.0, 40 / 160.0, 2), (drift.MissingThen, drift.MissingNow, drift.NewCategoryCount));
        Assert.Equal(["d (8)", "e (4)"], drift.NewCategory.Select(one => one.ToString()));

        // Five groups: three categories, new ones (half a sample then), and missing cells.
        double[] before = [30, 50, 20, 0.5, 10], after = [40, 35, 33, 12, 40];
        Assert.Equal(before.Zip(after, (a, b) => ((b / 160) - (a / 110)) * Math.Log(b / 160 / (a / 110))).Sum(), drift.Psi!.Value, 1e-12);
        Assert.Equal(2 * Math.Min(drift.PValue!.Value, drift.MissingPValue!.Value), drift.AdjustedPValue!.Value, 1e-15);
        Assert.True(drift.Drift);
    }

    [Fact]
    public void Booleans_dates_and_texts_are_compared()
    {
        Dataset Read(int rows, int days, string word) => Tables.Read(
            null,
            Tables.Column("flag", [.. Enumerable.Range(0, rows).Select(i => (object?)(i % 4 == 0))]),
            Tables.Column("day", [.. Enumerable.Range(0, rows).Select(i => (object?)new DateTime(2025, 1, 1).AddDays((i % 50) + days))]),
            Tables.Column("note", [.. Enumerable.Range(0, rows).Select(i => (object?)$"the disk number {i % 7} of rack {i % 5} is {word}")]));
        ColumnDrift[] same = [.. Drifts(Read(200, 0, "full"), Read(100, 0, "full"))], other = [.. Drifts(Read(200, 0, "full"), Read(100, 30, "zzz yyy xxx www vvv"))];
        Assert.Equal([ColumnKind.Boolean, ColumnKind.Date, ColumnKind.Text], same.Take(3).Select(drift => drift.Kind));
        Assert.All(same, drift => Assert.False(drift.Drift));
        Assert.Equal([false, true, true], other.Take(3).Select(drift => drift.Drift));
        Assert.Equal(new DateTime(2025, 1, 25), other[1].MedianThen);
        Assert.Equal(1.0, same[2].MedianThen);
        Assert.Equal("median 2025-01-25 -> 2025-02-25; 60 % out of range", other[1].Change);
    }

    [Fact]
    public void Weights_count_and_datasets_in_parts_are_one()
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(i => (double)(i * 37 % 41))];
        Dataset all = Plain(x, [.. x.Select((_, i) => i < 30 ? 1.0 : 2)]), repeated = Plain([.. x, .. x[30..]], null);
        NetworkParameter network = WithSummary(all);
        ColumnSummary weighted = network.Metadata.Data!.Column[0], plain = DataSummary.Of(repeated).Column[0];
        Assert.Equal(90.0 * 90 / (30 + (30 * 4)), weighted.Count);
        Assert.All(weighted.Sketch!.UpTo.Zip(plain.Sketch!.UpTo), pair => Assert.Equal(pair.First / weighted.Count, pair.Second / plain.Count, 1e-6));

        var whole = new DriftTest(network, new DriftOptions());
        whole.Add(all.Take([.. Enumerable.Range(0, 40)]));
        var parts = new DriftTest(network, new DriftOptions());
        parts.Add(all.Take([.. Enumerable.Range(0, 13)]));
        parts.Add(all.Take([.. Enumerable.Range(13, 27)]));
        Assert.Equal(whole.Compare()[0].Psi, parts.Compare()[0].Psi);
        Assert.Equal(whole.Compare()[0].PValue, parts.Compare()[0].PValue);
        Assert.Equal(40, parts.SampleCount);
    }

    [Fact]
    public void Drift_where_nothing_changed_is_rare()
    {
        // 200 comparisons of 8 columns from one distribution: at 95 % confidence, Holm allows 10 with any significant column; few of these have a large index, too.
        var random = new RandomState(3);
        int drifts = 0, significant = 0;
        for (int run = 0; run < 200; run++)
        {
            Dataset Draw(int count) => Tables.Read(null, [.. Enumerable.Range(0, 8).Select(column => Tables.Column($"x{column}", [.. Enumerable.Range(0, count).Select(_ => (object?)(column % 2 == 0 ? random.StandardNormal() : (double)random.RandInt(0, 6)))]))]);
            ColumnDrift[] columns = [.. Drifts(Draw(400), Draw(150))];
            drifts += columns.Any(drift => drift.Drift) ? 1 : 0;
            significant += columns.Any(drift => drift.AdjustedPValue < 0.05) ? 1 : 0;
        }

        Assert.InRange(significant, 0, 18);
        Assert.InRange(drifts, 0, 4);
    }

    [Fact]
    public void Networks_without_a_summary_and_tests_without_samples_are_errors()
    {
        Dataset data = Plain([1, 2, 3], null);
        Assert.Equal("DataSummaryMissing", Assert.Throws<NetworkException>(() => new DriftTest(Network(data), new DriftOptions())).Id);
        Assert.Equal("DriftSampleNone", Assert.Throws<NetworkException>(() => new DriftTest(WithSummary(data), new DriftOptions()).Compare()).Id);
        Assert.Equal("PsiThresholdInvalid", Assert.Throws<NetworkException>(() => new DriftTest(WithSummary(data), new DriftOptions { PsiThreshold = -1 })).Id);
        Assert.Equal("ConfidenceInvalid", Assert.Throws<NetworkException>(() => new DriftTest(WithSummary(data), new DriftOptions { Confidence = 2 })).Id);
    }

    [Fact]
    public void Rows_give_what_a_dataset_of_them_gives()
    {
        Dataset then = Tables.Read(null, Tables.Column("x", [.. Enumerable.Range(0, 50).Select(i => (object?)(double)i)]), Tables.Column("c", [.. Enumerable.Range(0, 50).Select(i => (object?)(i % 3 == 0 ? "a" : "b"))]));
        (string Name, object?[] Cells)[] columns = [Tables.Column("x", 3.0, 60.0, 2.5, 7.0), Tables.Column("c", "a", "new", "b", "new")];
        var byDataset = new DriftTest(WithSummary(then), new DriftOptions());
        byDataset.Add(Tables.Read(null, columns));
        var byRow = new DriftTest(WithSummary(then), new DriftOptions());
        var reader = new DriftRowReader(byRow, null);
        for (int i = 0; i < 4; i++)
        {
            int row = i;
            reader.Add(row + 1, ["x", "c", "y"], name => name == "y" ? (object)(row % 2) : columns.First(column => column.Name == name).Cells[row]);
        }

        reader.Complete();
        Assert.Equal(byDataset.Compare().Select(Text), byRow.Compare().Select(Text));
        Assert.Equal("new (2)", byRow.Compare()[1].NewCategory.Single().ToString());

        static string Text(ColumnDrift drift) => $"{drift} {drift.PValue} {drift.MissingPValue} {drift.OutOfRange} {drift.NewCategoryCount} {drift.Metric}";
    }

    [Fact]
    public void Unknown_labels_are_counted_and_missing_ones_are_not()
    {
        var test = new DriftTest(WithSummary(Plain([1, 2, 3, 4], null)), new DriftOptions());
        var reader = new DriftRowReader(test, null);
        object?[] labels = ["0", 1, "2", null, "", "x"];
        for (int i = 0; i < labels.Length; i++)
        {
            int row = i;
            reader.Add(row + 1, ["X1", "Label"], name => name == "Label" ? labels[row] : (object)(double)row);
        }

        reader.Complete();
        Assert.Equal((2, "2"), (test.UnknownLabelCount, test.FirstUnknownLabel));
        Assert.Equal(6, test.SampleCount);
    }

    [Fact]
    public void The_median_of_numbers_that_the_training_did_not_have_is_interpolated()
    {
        Assert.Equal(10.0, Drifts(Plain([0, 100, 0, 100], null), Plain([10, 10, 10], null))[0].MedianNow);
        Assert.Equal(43.0, Drifts(Plain([1, 2, 3, 4], null), Plain([42, 44, 43], null))[0].MedianNow);
        Assert.Equal(2.0, Drifts(Plain([1, 2, 3, 4], null), Plain([0, 2, 5], null))[0].MedianNow);
        Assert.Equal(43, (double)Drifts(Plain([1, 2, 3, 4], null), Plain([42, 44, 43, 0], [1e-170, 1e-170, 1e-170, 1e-170]))[0].MedianNow!, 1e-12);
    }

    [Fact]
    public void New_categories_of_rows_that_cannot_be_read_and_of_weight_0_do_not_count()
    {
        Dataset then = Tables.Read(null, Tables.Column("c", "a", "b", "a"), Tables.Column("x", 1.0, 2.0, 3.0));
        var test = new DriftTest(WithSummary(then), new DriftOptions());
        var reader = new DriftRowReader(test, null);
        reader.Add(1, ["x", "c"], name => name == "x" ? 1.5 : "new");
        Assert.Throws<NetworkException>(() => reader.Add(2, ["x", "c"], name => name == "x" ? "warm" : "other"));
        reader.Complete();
        Assert.Equal("new (1)", string.Join(' ', test.Compare()[0].NewCategory));
        Assert.Equal(1, test.Compare()[0].NewCategoryCount);
    }

    [Fact]
    public void The_threshold_of_a_network_is_no_drift()
    {
        // Accuracy then was taken at 0.5, when there was no other threshold.
        Dataset data = MoonsGenerator.Generate(400, noise: 0.3, shuffle: true, seed: 1);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [2, 5, 1]), Initialization.Xavier, 3, data.Schema);
        NetworkParameter network = Trainer.Train(data, start, new TrainingOptions { EpochCount = 60, Optimizer = Optimizer.Adam, LearningRate = 0.05, Standardize = true }).Network.Parameter;
        MetricChange[] plain = [.. Metrics(network)], chosen = [.. Metrics(network.WithThreshold(0.97))];
        Assert.Equal(["Accuracy", "LogLoss", "Brier", "RocAuc"], plain.Select(metric => $"{metric.Metric}"));
        Assert.Equal(plain, chosen);
        Assert.InRange(plain[0].Now, 0.8, 1);

        IEnumerable<MetricChange> Metrics(NetworkParameter one)
        {
            var test = new DriftTest(one, new DriftOptions());
            double[] labels = [.. Enumerable.Range(0, data.SampleCount).Select(i => (double)data.ClassOf(i))];
            test.Add(data, labels, TestContext.Current.CancellationToken);
            return test.Compare()[^1].Metric;
        }
    }

    private static IReadOnlyList<ColumnDrift> Drifts(Dataset then, Dataset now)
    {
        var test = new DriftTest(WithSummary(then), new DriftOptions());
        test.Add(now);
        return test.Compare();
    }

    private static NetworkParameter WithSummary(Dataset data) => Network(data).With(new NetworkMetadata { LazyData = new(() => DataSummary.Of(data)) });

    private static NetworkParameter Network(Dataset data) =>
        Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 2, 1]), Initialization.He, 1, data.Schema).With(new Scaling([], [], [], [], new double[data.FeatureCount]));

    private static Dataset Plain(double[] x, double[]? weight) =>
        new(new DenseMatrix(1, x.Length, x), new DenseMatrix(1, x.Length, [.. x.Select((_, i) => (double)(i % 2))]), weight: weight);

    private static IEnumerable<object?> Cells(params (string? Cell, int Count)[] counts) => counts.SelectMany(one => Enumerable.Repeat<object?>(one.Cell, one.Count));
}
