using PSNeuralNet.Tests.Evaluation;
using PSNeuralNet.Tests.Persistence;

namespace PSNeuralNet.Tests.Networks;

/// <summary>The background sample: how it is drawn, what a training and a file keep of it, and its limits.</summary>
public class BackgroundSampleTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void Few_rows_are_all_taken_in_their_order()
    {
        Dataset data = ExplainedNetworks.Table("multiclass");
        var background = BackgroundSample.Draw(data, 100, 1);
        Assert.Equal((data.SampleCount, data.FeatureCount, "60 rows"), (background.Count, background.FeatureCount, background.ToString()));
        Assert.Equal(data.Features, background.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_class_has_its_share(long seed)
    {
        // 5 %, 25 % and 70 % of 1000 rows.
        DataSchema schema = new([new FeatureColumn("id")], ["y"], ["a", "b", "c"]);
        int[] classes = [.. Enumerable.Range(0, 1000).Select(i => i % 20 == 7 ? 0 : i % 20 < 5 ? 1 : 2)];
        var data = new Dataset(Build.Dense(1, 1000, (_, row) => row + 1), TargetValues.OfClasses(3, classes), schema);
        double[] drawn = BackgroundSample.Draw(data, 100, seed).ToArray();
        Assert.Equal(100, drawn.Distinct().Count());
        Assert.Equal([5, 25, 70], drawn.GroupBy(id => classes[(int)id - 1]).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.Equal(drawn, BackgroundSample.Draw(data, 100, seed).ToArray());
        Assert.NotEqual(drawn, BackgroundSample.Draw(data, 100, seed + 10).ToArray());
    }

    [Fact]
    public void Each_tenth_of_the_range_of_a_target_has_its_share()
    {
        var random = new RandomState(5);
        var y = Build.Dense(1, 500, (_, _) => random.Uniform());
        var data = new Dataset(Build.Dense(1, 500, (_, row) => row + 1), y, DataSchema.DefaultRegression(1));
        double[] drawn = BackgroundSample.Draw(data, 50, 1).ToArray();
        double[] sorted = [.. y.Row(0).Order()];
        Assert.Equal(Enumerable.Repeat(5, 10), drawn.GroupBy(id => Array.IndexOf(sorted, y[0, (int)id - 1]) / 50).OrderBy(group => group.Key).Select(group => group.Count()));
    }

    [Fact]
    public void Rows_of_larger_weight_are_drawn_more_often_and_those_of_none_never()
    {
        var data = new Dataset(Build.Dense(1, 300, (_, row) => row + 1), Build.Dense(1, 300, (_, row) => row % 2), weight: Enumerable.Range(0, 300).Select(row => row < 100 ? 0.0 : row < 200 ? 1 : 3));
        double[] drawn = BackgroundSample.Draw(data, 80, 1).ToArray();
        Assert.DoesNotContain(drawn, id => id <= 100);
        Assert.InRange(drawn.Count(id => id > 200), 50, 70);
    }

    [Fact]
    public void Wide_rows_are_fewer_but_at_least_ten()
    {
        Assert.Equal(31, Count(800, 200));
        Assert.Equal(10, Count(5000, 200));
        Assert.Equal(7, Count(5000, 7));
        Assert.Equal(100, Count(250, 200));

        static int Count(int columns, int rows) =>
            BackgroundSample.Draw(new Dataset(Build.Dense(columns, rows, (column, row) => column + row + 1), Build.Dense(1, rows, (_, row) => row % 2)), 100, 1).Count;
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("encoded")]
    [InlineData("ensemble")]
    [InlineData("indicator")]
    [InlineData("regression")]
    public void A_training_keeps_rows_as_the_network_takes_them_and_the_file_has_them(string kind)
    {
        Dataset data = ExplainedNetworks.Table(kind);
        NetworkParameter network = ExplainedNetworks.Train(kind, data, backgroundCount: 12);
        BackgroundSample background = network.Metadata.Background!;
        Assert.Equal(12, background.Count);
        double[][] rows = [.. data.Encoded().Features.Chunk(data.FeatureCount)];
        Assert.All(background.ToArray().Chunk(data.FeatureCount), row => Assert.Contains(rows, one => one.AsSpan().SequenceEqual(row)));
        Assert.All(network.Member, member => Assert.Null(member.Metadata.Background));
        byte[] json = NetworkFile.ToJson(new NeuralNetwork(network));
        NetworkParameter read = NetworkFile.Parse(json, "net.json", text => Assert.Fail(text)).Parameter;
        Assert.Equal(background.ToArray(), read.Metadata.Background!.ToArray());
        Assert.Equal(json, NetworkFile.ToJson(new NeuralNetwork(read)));
        Assert.Equal(network.Flattened(), read.Flattened());
        Assert.Equal(
            [.. new NetworkExplainer(network).Explain(data).SelectMany(values => values.Share(0))],
            new NetworkExplainer(read).Explain(data).SelectMany(values => values.Share(0)).ToArray());
    }

    [Fact]
    public void A_training_can_keep_none_and_changes_nothing_else()
    {
        Dataset data = ExplainedNetworks.Table("binary");
        NetworkParameter with = ExplainedNetworks.Train("binary", data), without = ExplainedNetworks.Train("binary", data, backgroundCount: 0);
        Assert.Null(without.Metadata.Background);
        Assert.Equal(with.Flatten(), without.Flatten());
        Assert.Equal("ConstantInvalid", Assert.Throws<NetworkException>(() => ExplainedNetworks.Train("binary", data, backgroundCount: -1)).Id);
        Assert.Equal("ConstantInvalid", Assert.Throws<NetworkException>(() => ExplainedNetworks.Train("binary", data, backgroundCount: 10_001)).Id);
    }

    [Theory]
    [InlineData("rowStart", "[0]")]
    [InlineData("rowStart", "[0, 3, 2, 9]")]
    [InlineData("rowStart", "[1, 9]")]
    [InlineData("rowStart", "[0, 8]")]
    [InlineData("rowStart", "[0, 1.5, 9]")]
    [InlineData("rowStart", "[0, 10, 9]")]
    [InlineData("rowStart", "\"no\"")]
    [InlineData("feature", "[0, 1, 2, 0, 1, 2, 0, 1]")]
    [InlineData("feature", "[0, 1, 2, 0, 1, 2, 0, 1, 3]")]
    [InlineData("feature", "[0, 1, 2, 0, 2, 1, 0, 1, 2]")]
    [InlineData("feature", "[0, 1, 2, 0, 1, 1, 0, 1, 2]")]
    [InlineData("feature", "[-1, 1, 2, 0, 1, 2, 0, 1, 2]")]
    [InlineData("value", "[1, 1, 1, 1, 1, 1, 1, 1, null]")]
    [InlineData("value", "[1, 1]")]
    [InlineData("value", "[1, 1, 1, 1, 1, 1, 1, 1, 1e999]")]
    public void What_a_file_cannot_have_is_named(string member, string json)
    {
        NetworkParameter network = Initializer.Initialize(NetworkShape.For(NetworkTask.Binary, [3, 2, 1]), Initialization.He, 1);
        var rows = new Dataset(Build.Dense(3, 3, (column, row) => column + row + 1), Build.Dense(1, 3, (_, row) => row % 2));
        byte[] file = NetworkFile.ToJson(new NeuralNetwork(network.With(new NetworkMetadata { Background = BackgroundSample.Draw(rows, 3, 1) })));
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(NetworkFileTests.Replaced(file, $"metadata.background.{member}", json), "net.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains("metadata.background.", error.Message, StringComparison.Ordinal);
    }
}

internal static class FlattenedNetworks
{
    /// <summary>The weights and biases of all networks.</summary>
    public static double[][] Flattened(this NetworkParameter network) => [.. network.Single.Select(one => one.Flatten())];
}
