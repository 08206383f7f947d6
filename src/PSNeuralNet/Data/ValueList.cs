using System.Runtime.CompilerServices;

namespace PSNeuralNet.Data;

/// <summary>A growing list of numbers in pieces, so that growing neither copies them all nor holds them twice.</summary>
internal sealed class ValueList
{
    private const int PieceSize = 1 << 12;
    private const int FirstSize = 64;
    private readonly List<double[]> _pieces = [new double[FirstSize]];
    private double[] _last;
    private int _place;

    public ValueList()
    {
        _last = _pieces[0];
    }

    public int Count => ((_pieces.Count - 1) * PieceSize) + _place;

    public double this[int index] => _pieces[index / PieceSize][index % PieceSize];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        if (_place == _last.Length)
        {
            Grow();
        }

        _last[_place++] = value;
    }

    /// <summary>Copies values, those from an index on.</summary>
    public void CopyTo(int index, Span<double> target)
    {
        while (target.Length > 0)
        {
            int start = index % PieceSize, count = Math.Min(PieceSize - start, target.Length);
            _pieces[index / PieceSize].AsSpan(start, count).CopyTo(target);
            index += count;
            target = target[count..];
        }
    }

    /// <summary>Takes the last ones away again.</summary>
    public void Truncate(int count)
    {
        if (count >= Count)
        {
            return;
        }

        int pieces = Math.Max(1, (count + PieceSize - 1) / PieceSize);
        _pieces.RemoveRange(pieces, _pieces.Count - pieces);
        _last = _pieces[^1];
        _place = count - ((pieces - 1) * PieceSize);
    }

    private void Grow()
    {
        if (_last.Length < PieceSize)
        {
            // Short tables get by with a short piece.
            Array.Resize(ref _last, Math.Min(PieceSize, 4 * _last.Length));
            _pieces[^1] = _last;
            return;
        }

        _last = new double[PieceSize];
        _pieces.Add(_last);
        _place = 0;
    }
}
