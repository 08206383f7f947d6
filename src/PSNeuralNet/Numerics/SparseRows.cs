namespace PSNeuralNet.Numerics;

/// <summary>A matrix as compressed sparse rows (CSR): of each row the values that are not 0, in the order of the columns.</summary>
/// <param name="Start">Index of the first value of each row, and the number of values at the end.</param>
/// <param name="Column">The column of each value.</param>
/// <param name="Value">The values.</param>
internal sealed record SparseRows(int[] Start, int[] Column, double[] Value)
{
    /// <summary>Mean number of values per row, rounded up.</summary>
    public int ValuesPerRow { get; } = (int)((Value.Length + (Start.Length - 2L)) / (Start.Length - 1));
}
