using PSNeuralNet.Data;

namespace PSNeuralNet.Search;

/// <summary>Folds of a search.</summary>
/// <param name="Count">The number of folds.</param>
public sealed record FoldOptions(int Count = 5)
{
    /// <summary>The folds of a dataset.</summary>
    internal IEnumerable<(int[] Train, int[] Test)> Of(Dataset dataset, long seed)
    {
        int[] foldOf = DatasetSplitter.BalancedFolds(dataset, Count, seed);
        for (int fold = 0; fold < Count; fold++)
        {
            yield return ([.. Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] != fold)], [.. Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] == fold)]);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Count} folds";
}
