using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// The cells of a table as one array of numbers, row after row: where all columns are numbers, it is the features already.
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

    /// <summary>A grid for some rows; null where that would be more than the bytes they are said to stand in can hold.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">How many cells each has.</param>
    /// <param name="bytes">How many bytes of text they are: at least one a cell, for what ends it.</param>
    public static CellGrid? TryCreate(long rows, int width, long bytes)
    {
        return rows > 0 && rows <= bytes / width && rows <= Generation.MaximumValues / width ? new CellGrid((int)rows, width) : null;
    }
}

/// <summary>Some rows of a grid.</summary>
/// <param name="Grid">The grid.</param>
/// <param name="First">The first of the rows.</param>
/// <param name="Count">How many there are.</param>
internal sealed record GridRows(CellGrid Grid, int First, int Count);
