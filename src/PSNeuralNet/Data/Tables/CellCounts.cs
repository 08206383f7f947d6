namespace PSNeuralNet.Data;

/// <summary>Counts and first rows of the different cells of a column.</summary>
internal sealed class CellCounts
{
    private readonly CellColumn _column;
    private readonly int[] _count;
    private readonly int[] _firstRow;
    private int? _distinctNumbers;
    private int[]? _codes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CellCounts(CellColumn column)
    {
        const int Block = 1024;
        _column = column;
        _count = new int[column.Cells.Count];
        _firstRow = new int[column.Cells.Count];
        if (column.Cells.Count == 0)
        {
            (Numbers, Empty) = (column.Count - column.Empty, column.Empty);
            FirstNumberRow = Numbers > 0 && Empty == 0 ? 1 : 0;
            return;
        }

        double[] values = new double[Block];
        for (int start = 0; start < column.Count; start += Block)
        {
            Span<double> block = values.AsSpan(0, Math.Min(Block, column.Count - start));
            column.CopyTo(start, block);
            for (int i = 0; i < block.Length; i++)
            {
                int code = CellCode.Of(block[i]);
                if (code >= 0)
                {
                    _firstRow[code] = _count[code]++ == 0 ? start + i + 1 : _firstRow[code];
                }
                else if (double.IsNaN(block[i]))
                {
                    Empty++;
                }
                else
                {
                    FirstNumberRow = Numbers++ == 0 ? start + i + 1 : FirstNumberRow;
                }
            }
        }
    }

    /// <summary>Number of plain numbers.</summary>
    public int Numbers { get; }

    /// <summary>Row of the first plain number, from 1; 0 where it is not known.</summary>
    public int FirstNumberRow { get; }

    /// <summary>Number of empty cells.</summary>
    public int Empty { get; }

    /// <summary>Number of different plain numbers.</summary>
    public int DistinctNumbers => _distinctNumbers ??= Numbers == 0 ? 0 : _column.CountNumbers();

    /// <summary>Number of cells of a code.</summary>
    public int Of(int code) => _count[code];

    /// <summary>First row of a code in the table, from 1.</summary>
    public int FirstRowOf(int code) => TableRowOf(_firstRow[code]);

    /// <summary>First of the rows with a label that has a code, from 1.</summary>
    public int FirstSampleOf(int code) => _firstRow[code];

    /// <summary>Row in the table of one of the rows with a label, both from 1.</summary>
    public int TableRowOf(int sample) => sample > 0 && _column.RowOf is { } rowOf ? rowOf(sample - 1) : sample;

    /// <summary>The codes in use, in the order of their first rows.</summary>
    public IReadOnlyList<int> Codes => _codes ??= [.. Enumerable.Range(0, _count.Length).Where(code => _count[code] > 0).OrderBy(code => _firstRow[code])];
}
