namespace PSNeuralNet.Data;

/// <summary>Feature cells of some rows of a file, which are added to their columns together, column by column, while they are in the cache.</summary>
internal sealed unsafe class CellBlock
{
    private const int MaximumRows = 64;
    private const int MaximumCells = 1 << 12;
    private readonly CellColumn?[] _columns;
    private readonly double[] _values;
    private readonly double* _first;
    private readonly int _capacity;
    private int _rows;

    /// <param name="columns">The columns of the file; null for those that are no features.</param>
    public CellBlock(CellColumn?[] columns)
    {
        _columns = columns;
        _capacity = Math.Clamp(MaximumCells / columns.Length, 1, MaximumRows);
        _values = GC.AllocateUninitializedArray<double>(_capacity * columns.Length, pinned: true);
        _first = (double*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
    }

    /// <summary>Values of the current row: a number, a code, or NaN for an empty cell.</summary>
    public double* Row => _first + (_rows * _columns.Length);

    /// <summary>Begins the next row.</summary>
    public void EndRow()
    {
        if (++_rows == _capacity)
        {
            Flush();
        }
    }

    /// <summary>Adds the rows to their columns.</summary>
    public void Flush()
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i]?.Take(_first + i, _columns.Length, _rows);
        }

        _rows = 0;
    }
}
