namespace PSNeuralNet.Numerics;

/// <summary>A matrix as compressed sparse rows (CSR): of each row the values that are not 0, in the order of the columns.</summary>
/// <param name="Start">Index of the first value of each row, and the number of values at the end.</param>
/// <param name="Column">The column of each value.</param>
/// <param name="Value">The values.</param>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed record SparseRows<TNumber>(int[] Start, int[] Column, TNumber[] Value)
    where TNumber : unmanaged
{
    /// <summary>Mean number of values per row, rounded up.</summary>
    public int ValuesPerRow { get; } = (int)((Value.Length + (Start.Length - 2L)) / (Start.Length - 1));

    /// <summary>The same rows with numbers of another type.</summary>
    /// <typeparam name="TOther">The type: double or float.</typeparam>
    public SparseRows<TOther> As<TOther>()
        where TOther : unmanaged
    {
        if (this is SparseRows<TOther> same)
        {
            return same;
        }

        double[] value = (double[])(object)Value;
        TOther[] other = HugePages.NewUninitializedArray<TOther>(value.Length);
        NumberConversion.Convert<TOther>(value, other);
        return new SparseRows<TOther>(Start, Column, other);
    }
}
