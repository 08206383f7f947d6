namespace PSNeuralNet.Tests.Networks;

public class NeuralNetworkTests
{
    [Fact]
    public void Knows_its_layers_and_where_it_came_from()
    {
        Dataset blobs = BlobsGenerator.Generate(60, 3, 2, 1.0, shuffle: true, seed: 4);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.MultiClass, [2, 8, 4, 3], [Activation.ReLU, Activation.Tanh]), Initialization.He, 3, blobs.Schema);
        TrainingResult result = Trainer.Train(blobs, start, new TrainingOptions { Optimizer = Optimizer.Adam, EpochCount = 30, ValidationFraction = 0.2, Seed = 9, Standardize = true });
        NeuralNetwork network = result.Network;
        Assert.Same(network, result.Network);
        Assert.Same(result.Parameter, network.Parameter);
        Assert.Equal([(1, "hidden", 2, 8, 24), (2, "hidden", 8, 4, 36), (3, "output", 4, 3, 15)], network.Layer.Select(layer => (layer.Layer, layer.Kind, layer.InputCount, layer.UnitCount, layer.ParameterCount)));
        Assert.Equal([Activation.ReLU, Activation.Tanh, Activation.Softmax], network.Layer.Select(layer => layer.Activation));
        Assert.Equal(network.ParameterCount, network.Layer.Sum(layer => layer.ParameterCount));
        Assert.Equal("output layer 3: 3 x 4, Softmax", network.Layer[2].ToString());
        Assert.Equal((NetworkTask.MultiClass, 9L), (network.Task, network.Seed));
        Assert.Equal(["0", "1", "2"], network.ClassName);
        Assert.Equal(["X1", "X2"], network.FeatureName);
        Assert.Equal(2, network.Scaling!.FeatureMean.Count);
        Assert.Equal(
            (30, result.FirstCost, result.LastCost, result.BestEpoch, result.ValidationCost, result.Accuracy, result.ValidationAccuracy, 48),
            (network.Training!.EpochCount, network.Training.FirstCost, network.Training.LastCost, network.Training.BestEpoch, network.Training.ValidationCost, network.Training.Score, network.Training.ValidationScore, network.Training.SampleCount));
        Assert.Equal(typeof(NeuralNetwork).Assembly.GetName().Version!.ToString(3), network.ModuleVersion);
        Assert.Equal("2-8-4-3 relu/tanh/softmax", network.ToString());
    }
}
