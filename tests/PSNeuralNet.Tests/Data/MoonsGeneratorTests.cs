using System.Text.Json;
using PSNeuralNet.Data;

namespace PSNeuralNet.Tests.Data;

public class MoonsGeneratorTests
{
    [Theory]
    [InlineData("make_moons_500", 500, 0.2, true, 0)]
    [InlineData("make_moons_20_unshuffled", 20, 0.1, false, 5)]
    [InlineData("make_moons_7_plain", 7, 0, false, 0)]
    public void Values_are_scikit_learns(string reference, int count, double noise, bool shuffle, long seed)
    {
        JsonElement expected = Reference.Load(reference);
        Dataset moons = MoonsGenerator.Generate(count, noise, shuffle, seed);

        Reference.AssertClose(expected.Rows("X_rows_are_samples").SelectMany(row => row), moons.X.ToColumnMajorArray(), 1e-12);
        Assert.Equal(expected.Integers("y"), moons.Y.Row(0).Select(value => (int)value));
    }

    [Fact]
    public void The_dataset_says_what_it_is()
    {
        Dataset moons = MoonsGenerator.Generate(5, 0.1, true, 8);
        Assert.Equal(["X1", "X2"], moons.FeatureName);
        Assert.Equal(["Label"], moons.TargetName);
        Assert.Equal(["0", "1"], moons.ClassName);
        Assert.Equal((5, 2), (moons.SampleCount, moons.FeatureCount));
        Assert.Equal(8, moons.Seed);
        Assert.Equal("moons (5 samples, 2 features)", moons.ToString());
    }

    [Fact]
    public void Two_samples_are_the_ends_of_the_moons()
    {
        Dataset moons = MoonsGenerator.Generate(2, 0, false, 0);
        Assert.Equal([1, 0, 0, 0.5], moons.X.ToColumnMajorArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-5)]
    public void Fewer_than_two_samples_are_refused(int count)
    {
        Assert.Equal("SampleCountInvalid", Assert.Throws<NetworkException>(() => MoonsGenerator.Generate(count, 0.2, true, 0)).Id);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Noise_that_is_no_deviation_is_refused(double noise)
    {
        var error = Assert.Throws<NetworkException>(() => MoonsGenerator.Generate(10, noise, true, 0));
        Assert.Equal("NoiseInvalid", error.Id);
        Assert.Equal(noise, error.TargetObject);
    }
}
