namespace PSNeuralNet.Tests.Search;

/// <summary>Sobol sequence: the points of SciPy without scrambling, and the evenness of scrambled ones.</summary>
public class SobolSequenceTests
{
    private static readonly uint[] Index = [0, 1, 2, 3, 5, 100, 1000, 2047];

    /// <summary>Coordinates of <c>scipy.stats.qmc.Sobol(64, scramble=False).random(2048)</c> (SciPy 1.10.1): the dimension, then the points of <see cref="Index"/>.</summary>
    [Theory]
    [InlineData(0, new[] { 0, 0.5, 0.75, 0.25, 0.875, 0.4140625, 0.2197265625, 0.00048828125 })]
    [InlineData(1, new[] { 0, 0.5, 0.25, 0.75, 0.875, 0.2578125, 0.0966796875, 0.62744140625 })]
    [InlineData(2, new[] { 0, 0.5, 0.25, 0.75, 0.125, 0.7734375, 0.5185546875, 0.93115234375 })]
    [InlineData(5, new[] { 0, 0.5, 0.75, 0.25, 0.625, 0.7421875, 0.9072265625, 0.65771484375 })]
    [InlineData(12, new[] { 0, 0.5, 0.25, 0.75, 0.875, 0.4765625, 0.1611328125, 0.58447265625 })]
    [InlineData(31, new[] { 0, 0.5, 0.25, 0.75, 0.625, 0.4140625, 0.1455078125, 0.41455078125 })]
    [InlineData(63, new[] { 0, 0.5, 0.75, 0.25, 0.625, 0.6484375, 0.4462890625, 0.98876953125 })]
    public void Points_are_those_of_SciPy(int dimension, double[] expected)
    {
        var sequence = new SobolSequence(SobolSequence.MaximumDimensions, random: null);
        Assert.Equal(expected, Index.Select(index => sequence.Point(index)[dimension]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Scrambled_points_hit_each_interval_once(long seed)
    {
        const int Count = 256;
        var sequence = new SobolSequence(SobolSequence.MaximumDimensions, new RandomState(seed));
        double[][] points = [.. Enumerable.Range(0, Count).Select(index => sequence.Point((uint)index))];
        for (int dimension = 0; dimension < SobolSequence.MaximumDimensions; dimension++)
        {
            Assert.Equal(Count, points.Select(point => (int)(point[dimension] * Count)).Distinct().Count());
        }

        // The first two dimensions are a (0, 8, 2)-net: one point in each of the 256 boxes of any shape.
        for (int power = 0; power <= 8; power++)
        {
            int columns = 1 << power, rows = Count / columns;
            Assert.Equal(Count, points.Select(point => ((int)(point[0] * columns), (int)(point[1] * rows))).Distinct().Count());
        }
    }

    [Fact]
    public void Each_seed_has_points_of_its_own()
    {
        double[] Mean(long seed) => [.. Enumerable.Range(0, 3).Select(dimension => Enumerable.Range(0, 64).Average(index => new SobolSequence(3, new RandomState(seed)).Point((uint)index)[dimension]))];
        double[] First(long seed) => new SobolSequence(3, new RandomState(seed)).Point(0);
        Assert.Equal(First(1), First(1));
        Assert.Equal(60, Enumerable.Range(0, 20).SelectMany(seed => First(seed)).Distinct().Count());
        Assert.All(Enumerable.Range(0, 20), seed => Assert.All(Mean(seed), mean => Assert.InRange(mean, 0.49, 0.51)));
        Assert.InRange(Enumerable.Range(0, 400).Average(seed => First(seed)[2]), 0.46, 0.54);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SobolSequence(65, null));
    }
}
