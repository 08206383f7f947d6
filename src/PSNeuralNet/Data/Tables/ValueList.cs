namespace PSNeuralNet.Data;

/// <summary>
/// List of doubles in chunks, which grows without copying; or a column of a <see cref="CellGrid"/>, if the length is known.
/// </summary>
internal sealed class ValueList
{
    // Large enough for the large object heap, which is not compacted.
    private const int PieceSize = 1 << 14;
    private const int FirstSize = 64;
    private readonly List<double[]> _pieces;
    private readonly bool _isInGrid;
    private readonly int _first;
    private readonly int _stride = 1;
    private double[] _last;
    private int _place;
    private ValueList? _next;

    public ValueList()
    {
        _pieces = [new double[FirstSize]];
        _last = _pieces[0];
    }

    /// <param name="grid">The grid.</param>
    /// <param name="row">Row of the first value.</param>
    /// <param name="column">The column.</param>
    public ValueList(CellGrid grid, int row, int column)
    {
        _isInGrid = true;
        _pieces = [];
        _last = grid.Values;
        _stride = grid.Width;
        _first = (row * _stride) + column;
        _place = _first;
    }

    /// <summary>Number of values, without those of an appended list.</summary>
    private int OwnCount => _isInGrid ? (_place - _first) / _stride : ((_pieces.Count - 1) * PieceSize) + _place;

    public int Count => OwnCount + (_next?.Count ?? 0);

    public double this[int index] => index >= OwnCount ? _next![index - OwnCount] : At(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        if (_place >= _last.Length)
        {
            Grow();
        }

        _last[_place] = value;
        _place += _stride;
    }

    /// <summary>Adds values.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="stride">Distance from one to the next.</param>
    /// <param name="count">Number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Add(double* values, int stride, int count)
    {
        for (int i = 0; i < count;)
        {
            if (_place >= _last.Length)
            {
                Grow();
            }

            double[] last = _last;
            int place = _place;
            for (; i < count && place < last.Length; i++, place += _stride)
            {
                last[place] = values[(nint)i * stride];
            }

            _place = place;
        }
    }

    /// <summary>Copies values from an index on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyTo(int index, Span<double> target)
    {
        int own = Math.Clamp(OwnCount - index, 0, target.Length);
        _next?.CopyTo(index + own - OwnCount, target[own..]);
        target = target[..own];
        if (_isInGrid)
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = _last[_first + ((index + i) * _stride)];
            }

            return;
        }

        while (target.Length > 0)
        {
            int start = index % PieceSize, count = Math.Min(PieceSize - start, target.Length);
            _pieces[index / PieceSize].AsSpan(start, count).CopyTo(target);
            index += count;
            target = target[count..];
        }
    }

    /// <summary>Appends another list; nothing can be added afterwards.</summary>
    public void Append(ValueList next)
    {
        if (_next is null)
        {
            _next = next;
        }
        else
        {
            _next.Append(next);
        }
    }

    /// <summary>Maps codes to others, leaving numbers and NaN.</summary>
    public void ReplaceCodes(int[] by)
    {
        for (int i = 0; i < OwnCount; i++)
        {
            ref double value = ref At(i);
            value = CellCode.Of(value) is >= 0 and var code ? CellCode.ToValue(by[code]) : value;
        }
    }

    /// <summary>Replaces numbers by codes, leaving codes and NaN.</summary>
    /// <param name="codeOf">The code of a number, by its index.</param>
    /// <param name="first">Index of the first value.</param>
    public void ReplaceNumbers(Func<int, double, int> codeOf, int first = 0)
    {
        for (int i = 0; i < OwnCount; i++)
        {
            ref double value = ref At(i);
            value = double.IsNaN(value) ? value : CellCode.ToValue(codeOf(first + i, value));
        }

        _next?.ReplaceNumbers(codeOf, first + OwnCount);
    }

    /// <summary>Truncates the list.</summary>
    public void Truncate(int count)
    {
        if (count >= Count)
        {
            return;
        }

        if (_isInGrid)
        {
            _place = _first + (count * _stride);
            return;
        }

        int pieces = Math.Max(1, (count + PieceSize - 1) / PieceSize);
        _pieces.RemoveRange(pieces, _pieces.Count - pieces);
        _last = _pieces[^1];
        _place = count - ((pieces - 1) * PieceSize);
    }

    private ref double At(int index) =>
        ref _isInGrid ? ref _last[_first + (index * _stride)] : ref _pieces[index / PieceSize][index % PieceSize];

    private void Grow()
    {
        if (_isInGrid)
        {
            throw new InvalidOperationException("The grid is full.");
        }

        if (_last.Length < PieceSize)
        {
            // A short first chunk, for short tables.
            Array.Resize(ref _last, Math.Min(PieceSize, 4 * _last.Length));
            _pieces[^1] = _last;
            return;
        }

        _last = GC.AllocateUninitializedArray<double>(PieceSize);
        _pieces.Add(_last);
        _place = 0;
    }
}
