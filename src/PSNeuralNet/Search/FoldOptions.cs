using PSNeuralNet.Data;

namespace PSNeuralNet.Search;

/// <summary>Folds of a search.</summary>

public sealed record FoldOptions
{
    /// <summary>Number of folds.</summary>
    public int FoldCount { get; init; } = 5;

    /// <summary>The folds of a dataset.</summary>
    internal IEnumerable<(int[] Train, int[] Test)> Of(Dataset dataset, long seed)
    {
        int[] foldOf = DatasetSplitter.BalancedFolds(dataset, FoldCount, seed);
        for (int fold = 0; fold < FoldCount; fold++)
        {
            yield return ([.. Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] != fold)], [.. Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] == fold)]);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{FoldCount} folds";
}
