namespace PSNeuralNet.Data;

/// <summary>A growing list of numbers in pieces, so that growing neither copies them nor holds them twice.</summary>
internal sealed class ValueList
{
    private const int PieceSize = 1 << 13;
    private readonly List<double[]> _pieces = [];

    public int Count { get; private set; }

    public double this[int index] => _pieces[index / PieceSize][index % PieceSize];

    public void Add(double value)
    {
        int place = Count % PieceSize;
        if (place == 0 && Count / PieceSize == _pieces.Count)
        {
            // Short tables get by with a short piece.
            _pieces.Add(new double[_pieces.Count == 0 ? 64 : PieceSize]);
        }

        double[] piece = _pieces[^1];
        if (place == piece.Length)
        {
            Array.Resize(ref piece, Math.Min(PieceSize, 2 * piece.Length));
            _pieces[^1] = piece;
        }

        piece[place] = value;
        Count++;
    }

    /// <summary>Takes the last ones away again.</summary>
    public void Truncate(int count)
    {
        Count = Math.Min(Count, count);
        _pieces.RemoveRange((Count + PieceSize - 1) / PieceSize, _pieces.Count - ((Count + PieceSize - 1) / PieceSize));
    }
}
