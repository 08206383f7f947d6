using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Tests.Persistence;

namespace PSNeuralNet.Tests.Evaluation;

public class PermutationImportanceTests
{
    [Fact]
    public void A_column_that_the_network_does_not_look_at_has_none()
    {
        Dataset data = BlobsGenerator.Generate(90, 3, 4, 1.5, shuffle: true, seed: 2);
        NetworkParameter network = Trained(data);
        network["W1"].ClearColumn(2);
        IReadOnlyList<FeatureImportance> rows = PermutationImportance.Measure(data, network, 4, seed: 1);
        Assert.Equal(4, rows.Count);
        FeatureImportance none = Assert.Single(rows, row => row.Name == "X3");
        Assert.Equal((0.0, 0.0), (none.Importance, none.Deviation));
        Assert.All(none.Value, value => Assert.Equal(0, value));
        Assert.Contains(rows, row => row.Importance > 0.05);
        Assert.Equal(rows.OrderByDescending(row => row.Importance), rows);
    }

    [Theory]
    [InlineData(NetworkMetric.Accuracy)]
    [InlineData(NetworkMetric.LogLoss)]
    public void It_is_what_a_loop_by_hand_gives(NetworkMetric metric)
    {
        Dataset data = BlobsGenerator.Generate(60, 3, 3, 2.0, shuffle: true, seed: 3);
        NetworkParameter network = Trained(data);
        IReadOnlyList<FeatureImportance> rows = PermutationImportance.Measure(data, network, 3, metric, seed: 7);
        double baseline = Score(data, network, metric);
        for (int feature = 0; feature < 3; feature++)
        {
            // As in scikit-learn: one seed for all columns, and each shuffle goes on from the one before.
            var random = new RandomState(new RandomState(7).RandInt(0, 2147483648));
            int[] order = [.. Enumerable.Range(0, 60)];
            var values = new double[3];
            DenseMatrix x = DenseMatrix.OfMatrix(data.X);
            for (int time = 0; time < 3; time++)
            {
                random.Shuffle(order.AsSpan());
                x.SetRow(feature, [.. order.Select(sample => x[feature, sample])]);

                double score = Score(new Dataset(x.Clone(), data.Y, data.Schema), network, metric);
                values[time] = metric == NetworkMetric.Accuracy ? baseline - score : score - baseline;
            }

            FeatureImportance row = Assert.Single(rows, row => row.Name == $"X{feature + 1}");
            double mean = values.Sum() / 3;
            Assert.Equal(values, row.Value);
            Assert.Equal(mean, row.Importance, 1e-15);
            Assert.Equal(Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / 3), row.Deviation, 1e-15);
            Assert.Equal((baseline, metric, 7L), (row.Baseline, row.Metric, row.Seed));
        }
    }

    [Theory]
    [InlineData("accuracy", NetworkMetric.Accuracy)]
    [InlineData("neg_log_loss", NetworkMetric.LogLoss)]
    [InlineData("r2", NetworkMetric.R2)]
    [InlineData("neg_mean_squared_error", NetworkMetric.MeanSquaredError)]
    public void It_is_what_scikit_learn_gives_with_the_same_shuffles(string name, NetworkMetric metric)
    {
        JsonElement wanted = Reference.Load("permutation_importance").GetProperty("cases").EnumerateArray().First(one => one.GetProperty("metric").GetString() == name);
        double[][] x = wanted.Rows("x"), weight = wanted.Rows("weight"), importances = wanted.Rows("importances");
        double[] bias = wanted.Doubles("bias"), means = wanted.Doubles("mean"), deviations = wanted.Doubles("deviation");
        bool isRegression = bias.Length == 2;
        DataSchema schema = isRegression ? DataSchema.DefaultRegression(4, 2) : DataSchema.Default(4, 3);
        DenseMatrix y = isRegression
            ? DenseMatrix.OfColumnArrays(wanted.Rows("y"))
            : DenseMatrix.Create(3, x.Length, (row, sample) => wanted.Integers("y")[sample] == row ? 1 : 0);
        var data = new Dataset(DenseMatrix.OfColumnArrays(x), y, schema);
        var network = new NetworkParameter([DenseMatrix.OfRowArrays(weight), DenseMatrix.OfColumnArrays(bias)], schema);
        IReadOnlyList<FeatureImportance> rows = PermutationImportance.Measure(data, network, 4, metric, seed: 12);
        for (int feature = 0; feature < 4; feature++)
        {
            FeatureImportance row = rows.Single(row => row.Name == $"X{feature + 1}");
            Reference.AssertClose(importances[feature], row.Value, 1e-12);
            Reference.AssertClose([means[feature], deviations[feature]], [row.Importance, row.Deviation], 1e-12);
        }

        Assert.Equal(0, means[2]);
    }

    [Fact]
    public void A_text_is_shuffled_as_one_and_missing_cells_with_it()
    {
        var exported = ExportCase.Of("mixed");
        Dataset data = ExportCase.Data("mixed");
        IReadOnlyList<FeatureImportance> rows = PermutationImportance.Measure(data, exported.Network.Parameter, 2, seed: 0);
        Assert.Equal(["An", "Dauer", "Farbe", "Größe", "Tag"], rows.Select(row => row.Name).Order(StringComparer.Ordinal));
        Assert.Equal(ColumnKind.Category, rows.Single(row => row.Name == "Farbe").Kind);
        Assert.Equal(rows, PermutationImportance.Measure(data, exported.Network.Parameter, 2, seed: 0), new SameNumbers());
    }

    [Fact]
    public void The_data_stays_as_it_is()
    {
        Dataset data = ExportCase.Data("mixed");
        double[] before = [.. data.Features];
        PermutationImportance.Measure(data, ExportCase.Of("mixed").Network.Parameter, 3, seed: 2);
        Assert.Equal(before, data.Features);
    }

    [Fact]
    public void Numbers_are_measured_by_R2_or_the_mean_squared_error()
    {
        Dataset data = RegressionGenerator.Generate(80, 3, 2, 2, 0.5, shuffle: true, seed: 4);
        NetworkParameter network = Trained(data);
        IReadOnlyList<FeatureImportance> byR2 = PermutationImportance.Measure(data, network, seed: 5);
        IReadOnlyList<FeatureImportance> byError = PermutationImportance.Measure(data, network, metric: NetworkMetric.MeanSquaredError, seed: 5);
        var report = (RegressionReport)Evaluator.Measure(data, network);
        Assert.All(byR2, row => Assert.Equal((NetworkMetric.R2, report.R2), (row.Metric, row.Baseline)));
        Assert.All(byError, row => Assert.Equal(report.MeanSquaredError, row.Baseline));
        Assert.True(byR2[0].Importance > 0.1 && byError[0].Importance > 0);
        Assert.Equal(5, byR2[0].Value.Count);
    }

    [Theory]
    [InlineData(30, 10, NetworkMetric.Accuracy)]
    [InlineData(31, 10, NetworkMetric.LogLoss)]
    [InlineData(3, 90, NetworkMetric.LogLoss)]
    public void Unbalanced_classes_are_measured_by_the_log_loss(int first, int second, NetworkMetric metric)
    {
        Dataset blobs = BlobsGenerator.Generate(first + second, 2, 2, 2.0, shuffle: true, seed: 1);
        var data = new Dataset(blobs.X, DenseMatrix.Create(1, first + second, (_, sample) => sample < first ? 0 : 1), blobs.Schema);
        Assert.Equal(metric, PermutationImportance.DefaultMetric(data));
        Assert.All(PermutationImportance.Measure(data, Trained(blobs)), row => Assert.Equal((metric, first + second), (row.Metric, row.SampleCount)));

        // By weight, and without a class that has no samples.
        var weighted = new Dataset(data.X, data.Y, data.Schema, weight: Enumerable.Range(0, first + second).Select(sample => sample < first ? 10.0 / first : 10.0 / second));
        Assert.Equal(NetworkMetric.Accuracy, PermutationImportance.DefaultMetric(weighted));
        Assert.Equal(NetworkMetric.Accuracy, PermutationImportance.DefaultMetric(data.Take([.. Enumerable.Range(0, first)])));
    }

    [Theory]
    [InlineData(NetworkMetric.RocAuc)]
    [InlineData(NetworkMetric.MacroF1)]
    [InlineData(NetworkMetric.PositiveRecall)]
    [InlineData(NetworkMetric.Brier)]
    public void Any_metric_is_that_of_the_shuffled_rows(NetworkMetric metric)
    {
        // By brute force: each shuffle is a dataset of its own, measured as any other.
        Dataset data = MoonsGenerator.Generate(50, 0.3, shuffle: true, seed: 4);
        NetworkParameter network = Trained(data);
        double baseline = metric.ValueOf(Evaluator.Measure(data, network));
        FeatureImportance row = PermutationImportance.Measure(data, network, 2, metric, seed: 9).Single(row => row.Name == "X2");
        var random = new RandomState(new RandomState(9).RandInt(0, 2147483648));
        int[] order = [.. Enumerable.Range(0, 50)];
        DenseMatrix x = DenseMatrix.OfMatrix(data.X);
        for (int time = 0; time < 2; time++)
        {
            random.Shuffle(order.AsSpan());
            x.SetRow(1, [.. order.Select(sample => x[1, sample])]);
            double score = metric.ValueOf(Evaluator.Measure(new Dataset(x.Clone(), data.Y, data.Schema), network));
            Assert.Equal(metric.IsHigherBetter() ? baseline - score : score - baseline, row.Value[time]);
        }
    }

    [Fact]
    public void Of_a_large_table_a_random_sample_is_measured()
    {
        Dataset data = BlobsGenerator.Generate(500, 3, 3, 2.0, shuffle: true, seed: 3);
        NetworkParameter network = Trained(data);
        IReadOnlyList<FeatureImportance> rows = PermutationImportance.Measure(data, network, 2, seed: 6, maximumSampleCount: 60);
        int[] sample = [.. new RandomState(6).Permutation(500).Take(60).Order()];
        Assert.All(rows, row => Assert.Equal(60, row.SampleCount));
        Assert.Equal(PermutationImportance.Measure(data.Take(sample), network, 2, seed: 6), rows, new SameNumbers());
        Assert.Equal("SampleMaximumInvalid", Assert.Throws<NetworkException>(() => PermutationImportance.Measure(data, network, maximumSampleCount: 0)).Id);
    }

    [Fact]
    public void What_does_not_fit_has_a_name()
    {
        Dataset data = MoonsGenerator.Generate(20, 0.2, shuffle: true, seed: 1);
        NetworkParameter network = Trained(data);
        Assert.Equal("RepeatCountInvalid", Assert.Throws<NetworkException>(() => PermutationImportance.Measure(data, network, 0)).Id);
        Assert.Equal("MetricMismatch", Assert.Throws<NetworkException>(() => PermutationImportance.Measure(data, network, metric: NetworkMetric.R2)).Id);
        Assert.Equal("NetworkTaskMismatch", Assert.Throws<NetworkException>(() => PermutationImportance.Measure(RegressionGenerator.Generate(9, 2, 2, 1, 1, shuffle: true, seed: 1), network)).Id);
        Assert.Throws<OperationCanceledException>(() => PermutationImportance.Measure(data, network, cancellation: new CancellationToken(canceled: true)));
    }

    private static double Score(Dataset data, NetworkParameter network, NetworkMetric metric)
    {
        var report = (ClassificationReport)Evaluator.Measure(data, network);
        return metric == NetworkMetric.Accuracy ? report.Accuracy : report.LogLoss;
    }

    private static NetworkParameter Trained(Dataset data)
    {
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 4, data.Y.RowCount]), Initialization.Xavier, 3, data.Schema);
        return Trainer.Train(data, start, new TrainingOptions { EpochCount = 100, Optimizer = Optimizer.Adam, LearningRate = 0.05, Standardize = true }).Network.Parameter;
    }

    private sealed class SameNumbers : IEqualityComparer<FeatureImportance>
    {
        public bool Equals(FeatureImportance? x, FeatureImportance? y) => x!.Name == y!.Name && x.Value.SequenceEqual(y.Value);

        public int GetHashCode(FeatureImportance row) => 0;
    }
}
