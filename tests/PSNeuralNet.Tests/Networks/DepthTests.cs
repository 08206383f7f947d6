using System.Text.Json.Nodes;

namespace PSNeuralNet.Tests.Networks;

/// <summary>Networks of up to 1,000 layers, and no more.</summary>
public class DepthTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void A_network_has_up_to_1000_layers()
    {
        NetworkParameter parameter = Initializer.Initialize(Shape(1000), Initialization.He, 1);
        Assert.Equal(2000, parameter.MatrixName.Count);
        Assert.Equal(1000, NetworkFile.Parse(NetworkFile.ToJson(new NeuralNetwork(parameter)), "a.json").Parameter.Shape.LayerCount);
        Assert.Equal("NetworkTooDeep", Assert.Throws<NetworkException>(() => Shape(1001)).Id);
        Matrix<double> one = Build.Dense(1, 1);
        NetworkException error = Assert.Throws<NetworkException>(() => new NetworkParameter(Enumerable.Repeat(one, 2002)));
        Assert.Equal(("NetworkTooDeep", FailureCategory.LimitsExceeded), (error.Id, error.Category));
        Assert.Equal("A network of 1001 layers is too deep: it may have up to 1000, the output layer included. Give fewer hidden layers.", error.Message);
    }

    [Fact]
    public void A_file_of_more_layers_is_refused_before_they_are_read()
    {
        JsonNode json = JsonNode.Parse(NetworkFile.ToJson(new NeuralNetwork(Initializer.Initialize(Shape(1), Initialization.He, 1))))!;
        json["layers"] = new JsonArray([.. Enumerable.Range(0, 1001).Select(_ => new JsonObject())]);
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()), "a.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains("1001 layers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_is_found_by_the_number_in_its_name()
    {
        NetworkParameter parameter = Initializer.Initialize(Shape(1000), Initialization.He, 1);
        Assert.All(parameter.MatrixName, (name, index) => Assert.Equal(index, parameter.IndexOf(name)));
        Assert.Equal(1999, parameter.IndexOf("B1000"));
        Assert.All(["W0", "W01", "W1001", "W", "1", "", "W1 ", "W-1", "A1", "WW1", "W99999999999", null], name => Assert.Equal(-1, parameter.IndexOf(name)));
        Assert.Equal(1, new NetworkParameter([Build.Dense(1, 1), Build.Dense(1, 1)]).IndexOf("b1"));
    }

    [Fact]
    public void Ten_times_the_layers_take_ten_times_the_memory()
    {
        Dataset data = MoonsGenerator.Generate(20, 0.2, shuffle: true, seed: 1);
        _ = Allocated(10);
        Assert.InRange(Allocated(1000), 0, 12 * Allocated(100));

        long Allocated(int layers)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            NetworkParameter parameter = Initializer.Initialize(Shape(layers), Initialization.He, 1);
            _ = parameter.With((Scaling?)null);
            _ = ForwardCache.Compute(data, parameter).Gradient().Norm;
            _ = NetworkFile.Parse(NetworkFile.ToJson(new NeuralNetwork(parameter)), "a.json");
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static NetworkShape Shape(int layers) => new([2, .. Enumerable.Repeat(1, layers)]);
}
