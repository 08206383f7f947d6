namespace PSNeuralNet.Data;

/// <summary>Fold in which each sample is tested.</summary>
/// <param name="FoldOf">The fold of each sample, from 0; -1 for one that is only trained on.</param>
/// <param name="Count">Number of folds.</param>
/// <param name="Order">Order of the samples in the parts; null for that of the dataset.</param>
/// <param name="IsExpanding">True where a fold trains only on the folds before it, and on the samples of fold -1; false for all other samples.</param>
internal sealed record FoldAssignment(int[] FoldOf, int Count, int[]? Order = null, bool IsExpanding = false)
{
    /// <summary>One part to test with.</summary>
    public static FoldAssignment HeldOut(int[] train, int[] test)
    {
        var foldOf = new int[train.Length + test.Length];
        Array.Fill(foldOf, -1);
        Array.ForEach(test, sample => foldOf[sample] = 0);
        return new FoldAssignment(foldOf, 1, [.. train, .. test]);
    }

    /// <summary>The training samples of a fold.</summary>
    public int[] Train(int fold) => [.. Samples.Where(sample => IsExpanding ? FoldOf[sample] < fold : FoldOf[sample] != fold)];

    /// <summary>The test samples of a fold.</summary>
    public int[] Test(int fold) => [.. Samples.Where(sample => FoldOf[sample] == fold)];

    private IEnumerable<int> Samples => Order ?? Enumerable.Range(0, FoldOf.Length);
}
