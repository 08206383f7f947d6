using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Tests.Networks;

public class GradientCheckTests
{
    [Theory]
    [InlineData(new[] { 2, 5, 1 }, Initialization.He)]
    [InlineData(new[] { 2, 5, 1 }, Initialization.Small)]
    [InlineData(new[] { 4, 3, 1 }, Initialization.He)]
    [InlineData(new[] { 3, 6, 4, 1 }, Initialization.He)]
    [InlineData(new[] { 2, 9, 5, 3, 1 }, Initialization.He)]
    [InlineData(new[] { 3, 1 }, Initialization.He)]
    public void Back_propagation_agrees_with_differences(int[] sizes, Initialization initialization)
    {
        Dataset data = RandomData(sizes[0], sizes[^1], 37);
        NetworkParameter parameter = Initializer.Initialize(new NetworkShape(sizes), initialization, 5);
        IReadOnlyList<GradientDifference> differences = GradientCheck.Run(data, parameter);

        Assert.Equal(Enumerable.Range(1, sizes.Length - 1).SelectMany(i => new[] { $"dW{i}", $"db{i}" }), differences.Select(d => d.Matrix));
        Assert.All(differences, difference => Assert.InRange(difference.RelativeDifference, 0, 1e-7));
    }

    [Fact]
    public void Hidden_sigmoids_too()
    {
        NetworkShape shape = new([3, 6, 4, 1], hidden: [Activation.Sigmoid]);
        Assert.All(
            GradientCheck.Run(RandomData(3, 1, 20), Initializer.Initialize(shape, Initialization.He, 2)),
            difference => Assert.InRange(difference.RelativeDifference, 0, 1e-7));
    }

    [Fact]
    public void Large_features_too()
    {
        Dataset small = RandomData(3, 1, 20);
        var large = new Dataset(small.X * 1000, small.Y);
        Assert.All(
            GradientCheck.Run(large, Initializer.Initialize(new NetworkShape([3, 4, 1]), Initialization.Small, 2)),
            difference => Assert.InRange(difference.RelativeDifference, 0, 1e-7));
    }

    private static Dataset RandomData(int features, int outputs, int samples)
    {
        var random = new RandomState(17);
        Matrix<double> x = Matrix<double>.Build.Dense(features, samples, (_, _) => random.StandardNormal());
        Matrix<double> y = Matrix<double>.Build.Dense(outputs, samples, (_, _) => random.RandInt(0, 2));
        return new Dataset(x, y);
    }
}
