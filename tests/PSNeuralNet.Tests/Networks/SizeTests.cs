namespace PSNeuralNet.Tests.Networks;

/// <summary>Sizes that come from input are checked before memory is taken.</summary>
public class SizeTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Theory]
    [InlineData(new[] { 2, 2_000_000_000, 1 })]
    [InlineData(new[] { 2, 4_000_001, 1 })]
    [InlineData(new[] { int.MaxValue, int.MaxValue, int.MaxValue })]
    [InlineData(new[] { 4_000_001, 1 })]
    [InlineData(new[] { 20_000, 20_000, 1 })]
    public void A_network_that_is_too_large_is_refused(int[] sizes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        NetworkException error = Assert.Throws<NetworkException>(() => new NetworkShape(sizes));
        Assert.Equal(("NetworkTooLarge", FailureCategory.LimitsExceeded), (error.Id, error.Category));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_forward_cache_that_is_too_large_is_refused()
    {
        // Z1 and A1 of 500,000 x 1000 numbers: 8 GB.
        Dataset data = MoonsGenerator.Generate(1000, 0.1, shuffle: false, seed: 1);
        NetworkParameter network = Initializer.Initialize(new NetworkShape([2, 500_000, 1]), Initialization.He, 1, data.Schema);
        NetworkException error = Assert.Throws<NetworkException>(() => ForwardCache.Compute(data, network));
        Assert.Equal(("ForwardCacheTooLarge", FailureCategory.LimitsExceeded), (error.Id, error.Category));
    }

    [Fact]
    public void Features_of_a_network_with_many_categories_are_bounded()
    {
        // 300,000 samples of 1000 features are more than 200,000,000 numbers.
        var data = new Dataset(Build.Dense(1, 300_000, 1), Build.Dense(1, 300_000, (_, s) => s % 2), new DataSchema(["text"], ["y"], [0, 1]));
        var wanted = new DataSchema([new FeatureColumn("text", ColumnKind.Category, Enumerable.Range(0, 1000).Select(i => $"{i}"))], ["y"], [0, 1]);
        NetworkException error = Assert.Throws<NetworkException>(() => data.Select(wanted));
        Assert.Equal(("TableTooLarge", FailureCategory.LimitsExceeded), (error.Id, error.Category));
    }

    [Fact]
    public void A_column_without_categories_takes_little()
    {
        _ = DataSchema.Default(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(100_000, DataSchema.Default(100_000).FeatureName.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 80_000_000);
    }
}
