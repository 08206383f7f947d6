namespace PSNeuralNet.Data;

/// <summary>Train and test part of a dataset.</summary>
public sealed class DatasetSplit
{
    internal DatasetSplit(Dataset train, Dataset test, long seed, int? fold = null, int? repeat = null)
    {
        Train = train;
        Test = test;
        Seed = seed;
        Fold = fold;
        Repeat = repeat;
    }

    /// <summary>The number of the fold, from 1; null for a split by a fraction.</summary>
    public int? Fold { get; }

    /// <summary>The number of the repetition of the folds, from 1; null where there is one only.</summary>
    public int? Repeat { get; }

    /// <summary>The training samples.</summary>
    public Dataset Train { get; }

    /// <summary>The test samples.</summary>
    public Dataset Test { get; }

    /// <summary>The seed of the split.</summary>
    public long Seed { get; }

    /// <summary>Short text: "400 train, 100 test", "fold 1: 400 train, 100 test" or "repetition 2, fold 1: 400 train, 100 test".</summary>
    public override string ToString() => $"{(Repeat is { } repeat ? $"repetition {repeat}, " : "")}{(Fold is { } fold ? $"fold {fold}: " : "")}{Train.SampleCount} train, {Test.SampleCount} test";
}
