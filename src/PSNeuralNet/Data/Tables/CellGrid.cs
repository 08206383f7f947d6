using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// Cells of a table as one row-major array; for numeric columns it is X without a copy.
/// </summary>
internal sealed unsafe class CellGrid
{
    private CellGrid(int rows, int width)
    {
        Width = width;
        Values = GC.AllocateUninitializedArray<double>(rows * width);
        fixed (double* first = Values)
        {
            HugePages.Prefer(first, Values.Length);
        }
    }

    /// <summary>The cells.</summary>
    public double[] Values { get; }

    /// <summary>Number of values of each row.</summary>
    public int Width { get; }

    /// <summary>Allocates a grid; null if its cells are more than the bytes of text, or the memory, can hold.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Cells per row.</param>
    /// <param name="bytes">Bytes of text: at least one per cell, its terminator.</param>
    /// <param name="memory">Memory that there is, in bytes.</param>
    public static CellGrid? TryCreate(long rows, int width, long bytes, long memory) =>
        rows > 0 && rows <= bytes / width && rows <= Math.Min(Dataset.MaximumValues, memory / sizeof(double)) / width ? new CellGrid((int)rows, width) : null;
}

/// <summary>Range of rows of a grid.</summary>
/// <param name="Grid">The grid.</param>
/// <param name="First">The first row.</param>
/// <param name="Count">Number of rows.</param>
internal sealed record GridRows(CellGrid Grid, int First, int Count);
