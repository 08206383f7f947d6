namespace PSNeuralNet.Tests.Persistence;

public sealed class MetadataFileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Metadata_are_in_the_file_and_survive_changes_of_the_network(bool isEnsemble)
    {
        NetworkParameter network = Network(isEnsemble).With(new NetworkMetadata { Threshold = 0.2 });
        Assert.Equal(isEnsemble, network.IsEnsemble);
        byte[] json = NetworkFile.ToJson(new NeuralNetwork(network));
        NetworkParameter read = NetworkFile.Parse(json, "net.json").Parameter;
        Assert.Equal(0.2, read.Metadata.Threshold);
        Assert.Contains("\"formatVersion\":8", Encoding.UTF8.GetString(json).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(json, NetworkFile.ToJson(new NeuralNetwork(read)));
        Assert.Equal(0.2, read.With(scaling: null).Metadata.Threshold);
        Assert.Equal(0.2, read.Each(one => one).Metadata.Threshold);
        Assert.Equal(0.2, read.WithoutPriorOffset().Metadata.Threshold);
        Assert.Equal(0.2, read.Each(one => one.WithStatistics(read.Schema)).Metadata.Threshold);
        Assert.Null(read.With(NetworkMetadata.Empty).Metadata.Threshold);
    }

    [Fact]
    public void A_network_without_metadata_has_no_such_member() =>
        Assert.DoesNotContain("metadata", Encoding.UTF8.GetString(NetworkFile.ToJson(new NeuralNetwork(Network(isEnsemble: false)))), StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("\"half\"")]
    public void A_threshold_that_is_none_is_named(string value)
    {
        byte[] json = NetworkFile.ToJson(new NeuralNetwork(Network(isEnsemble: false).With(new NetworkMetadata { Threshold = 0.2 })));
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(NetworkFileTests.Replaced(json, "metadata.threshold", value), "net.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains("metadata.threshold", error.Message, StringComparison.Ordinal);
    }

    private static NetworkParameter Network(bool isEnsemble)
    {
        NetworkParameter One(long seed) => Initializer.Initialize(NetworkShape.For(NetworkTask.Binary, [2, 3, 1]), Initialization.He, seed);
        return isEnsemble ? NetworkParameter.Ensemble([One(1), One(2)]) : One(1);
    }
}
