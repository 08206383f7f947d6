using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Order statistics of a column: its values sorted, in runs of equal ones. Categories are their indices.</summary>
internal sealed class ColumnStatistics
{
    private readonly double[] _sorted;
    private int[]? _rows;

    /// <param name="name">The column's name.</param>
    /// <param name="kind">Kind of the values.</param>
    /// <param name="values">One value per row; NaN for a missing one. Not copied.</param>
    public ColumnStatistics(string name, ColumnKind kind, double[] values)
        : this(name, kind, values, hasRows: false)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ColumnStatistics(string name, ColumnKind kind, double[] values, bool hasRows)
    {
        (Name, Kind, Values) = (name, kind, values);
        (_sorted, _rows) = Sort(values, hasRows);
        double sum = 0;
        for (int start = 0, end; start < _sorted.Length; start = end)
        {
            end = start + 1;
            while (end < _sorted.Length && _sorted[end] == _sorted[start])
            {
                end++;
            }

            Distinct++;
            sum += (end - start) * _sorted[start];
            if (end - start > MostFrequentCount)
            {
                (MostFrequent, MostFrequentCount) = (_sorted[start], end - start);
            }
        }

        Mean = _sorted.Length == 0 ? double.NaN : sum / _sorted.Length;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Kind of the values.</summary>
    public ColumnKind Kind { get; }

    /// <summary>One value per row; NaN for a missing one.</summary>
    public double[] Values { get; }

    /// <summary>Indices of the rows with a value, by value.</summary>
    public int[] Rows => _rows ??= Sort(Values, hasRows: true).Rows!;

    /// <summary>Number of values.</summary>
    public int Present => _sorted.Length;

    /// <summary>Number of different values.</summary>
    public int Distinct { get; }

    /// <summary>The most frequent value, of several the smallest.</summary>
    public double MostFrequent { get; } = double.NaN;

    /// <summary>Number of rows that have it.</summary>
    public int MostFrequentCount { get; }

    /// <summary>Mean of the values.</summary>
    public double Mean { get; }

    /// <summary>Smallest value; NaN for none.</summary>
    public double Minimum => _sorted.Length == 0 ? double.NaN : _sorted[0];

    /// <summary>Largest value; NaN for none.</summary>
    public double Maximum => _sorted.Length == 0 ? double.NaN : _sorted[^1];

    /// <summary>True for text, enumerations and booleans.</summary>
    public bool IsCategory => Kind is not (ColumnKind.Number or ColumnKind.Date or ColumnKind.Duration);

    /// <summary>Values in ascending order.</summary>
    public ReadOnlySpan<double> Sorted => _sorted;

    /// <summary>The same column of the first rows.</summary>
    public ColumnStatistics Head(int rows) => new ColumnStatistics(Name, Kind, Values[..rows], hasRows: true);

    /// <summary>The same column of some rows.</summary>
    public ColumnStatistics Take(int[] rows) => new ColumnStatistics(Name, Kind, Array.ConvertAll(rows, row => Values[row]));

    /// <summary>Quantile, by linear interpolation, as NumPy's.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share) => Numerics.Quantile.Of(_sorted, share);

    /// <summary>The values in ascending order, and their rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double[] Sorted, int[]? Rows) Sort(double[] values, bool hasRows)
    {
        double[] sorted = GC.AllocateUninitializedArray<double>(values.Length);
        int[]? rows = hasRows ? GC.AllocateUninitializedArray<int>(values.Length) : null;
        int count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            sorted[count] = values[row];
            if (rows is not null)
            {
                rows[count] = row;
            }

            count += double.IsNaN(values[row]) ? 0 : 1;
        }

        Array.Resize(ref sorted, count);
        if (rows is not null)
        {
            Array.Resize(ref rows, count);
        }

        RadixSort.Sort(sorted, rows);
        return (sorted, rows);
    }
}
