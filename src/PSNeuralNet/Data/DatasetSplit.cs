namespace PSNeuralNet.Data;

/// <summary>A dataset in two parts: one to train with, and one, kept from the training, to test with.</summary>
public sealed class DatasetSplit
{
    internal DatasetSplit(Dataset train, Dataset test, long seed, int? fold = null)
    {
        Train = train;
        Test = test;
        Seed = seed;
        Fold = fold;
    }

    /// <summary>The number of the fold, from 1; null for a split by a fraction.</summary>
    public int? Fold { get; }

    /// <summary>The samples to train with.</summary>
    public Dataset Train { get; }

    /// <summary>The samples to test with.</summary>
    public Dataset Test { get; }

    /// <summary>The seed of the draw.</summary>
    public long Seed { get; }

    /// <summary>In a few words: "400 train, 100 test", or "fold 1: 400 train, 100 test".</summary>
    public override string ToString()
    {
        return $"{(Fold is { } fold ? $"fold {fold}: " : "")}{Train.SampleCount} train, {Test.SampleCount} test";
    }
}
