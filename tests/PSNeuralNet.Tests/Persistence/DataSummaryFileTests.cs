using MathNet.Numerics.LinearAlgebra.Double;

using PSNeuralNet.Tests.Data;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>The summary of the training data in network files.</summary>
public class DataSummaryFileTests
{
    [Fact]
    public void Summary_survives_the_file()
    {
        NetworkParameter network = Trained().Parameter, read = NetworkFile.Parse(NetworkFile.ToJson(new NeuralNetwork(network)), "net.json").Parameter;
        Assert.Equal(NetworkFile.ToJson(new NeuralNetwork(network)), NetworkFile.ToJson(new NeuralNetwork(read)));
        DataSummary then = network.Metadata.Data!, now = read.Metadata.Data!;
        Assert.Equal((then.SampleCount, then.PredictionFrom, then.ToString()), (now.SampleCount, now.PredictionFrom, now.ToString()));
        Assert.Equal(then.Metric, now.Metric);
        Assert.Equal(then.Column.Concat(then.Prediction).Select(Text), now.Column.Concat(now.Prediction).Select(Text));

        static string Text(ColumnSummary column) =>
            $"{column} {string.Join(' ', column.Category)} {string.Join(' ', column.CategoryCount)} {string.Join(' ', column.Sketch?.Value ?? [])} {string.Join(' ', column.Sketch?.Below ?? [])} {string.Join(' ', column.Sketch?.UpTo ?? [])}";
    }

    [Fact]
    public void Training_with_held_out_rows_keeps_their_metrics()
    {
        TrainingResult result = Trained();
        DataSummary data = result.Parameter.Metadata.Data!;
        Assert.Equal(("Validation", 45), (data.PredictionFrom, data.SampleCount));
        Assert.Equal(["Accuracy", "LogLoss", "Brier", "RocAuc"], data.Metric.Select(metric => metric.Metric));
        Assert.Equal((result.Score, 15), (data.Metric[0].Value, data.Metric[0].Count));
        Assert.Equal(("Prediction", 15), (data.Prediction.Single().Name, data.Prediction.Single().Count));
        Assert.Equal(["x", "c"], data.Column.Select(column => column.Name));
        Assert.Equal(45, data.Column.Sum(column => column.Count + column.Missing) / 2);
    }

    [Theory]
    [InlineData("metadata.data.columns[0].values", "[3, 2, 1]")]
    [InlineData("metadata.data.columns[0].upTo", "[1]")]
    [InlineData("metadata.data.columns[1].counts", "[1]")]
    [InlineData("metadata.data.columns[0].missing", "-1")]
    [InlineData("metadata.data.columns[0].name", "\"z\"")]
    [InlineData("metadata.data.columns[0].name", "\"c\"")]
    [InlineData("metadata.data.samples", "-1")]
    [InlineData("metadata.data.metrics", "4")]
    [InlineData("metadata.data.from", "null")]
    public void Summaries_that_are_none_are_named(string path, string value)
    {
        byte[] json = NetworkFile.ToJson(new NeuralNetwork(Trained().Parameter));
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(NetworkFileTests.Replaced(json, path, value), "net.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains("metadata.data", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e-170)]
    [InlineData(1e160)]
    public void Weights_of_any_size_have_the_same_summary(double weight)
    {
        double[] x = [.. Enumerable.Range(0, 30).Select(i => (double)(i * 7 % 13))];
        DataSummary plain = Summary(1), scaled = Summary(weight);
        Assert.Equal(plain.Column[0].Sketch!.UpTo, scaled.Column[0].Sketch!.UpTo);
        Assert.Equal(30, scaled.Column[0].Count);

        DataSummary Summary(double one) => DataSummary.Of(new Dataset(new DenseMatrix(1, 30, [.. x]), new DenseMatrix(1, 30, [.. x.Select((_, i) => (double)(i % 2))]), weight: [.. x.Select(_ => one)]));
    }

    [Fact]
    public void A_cell_of_next_to_no_weight_counts_where_it_is_the_largest_one_and_a_column_of_it_alone_has_no_numbers()
    {
        double[] x = [.. Enumerable.Range(0, 300).Select(i => (double)i)], weight = [.. x.Select(one => one == 299 ? 1e-9 : 1)];
        Assert.Equal(299, QuantileSketch.Of([.. x], weight, 1)!.Maximum);
        Assert.Equal(101, QuantileSketch.Of([.. x], weight, 1)!.Value.Count);
        Assert.Null(QuantileSketch.Of([5], [1e-9], 1));
    }

    private static TrainingResult Trained()
    {
        Dataset data = Tables.Read(
            null,
            Tables.Column("x", [.. Enumerable.Range(0, 60).Select(i => (object?)(i % 9 == 8 ? null : i * 7 % 13))]),
            Tables.Column("c", [.. Enumerable.Range(0, 60).Select(i => (object?)(i % 3 == 0 ? "a" : "b"))]));
        return Trainer.Train(
            data,
            Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 3, 1]), Initialization.He, 1, data.Schema),
            new TrainingOptions { EpochCount = 5, ValidationFraction = 0.25, Seed = 1, Standardize = true });
    }
}
