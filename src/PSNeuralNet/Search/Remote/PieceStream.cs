namespace PSNeuralNet.Search;

/// <summary>Stream of pieces of <see cref="ProblemBytes.PieceLength"/>: data may be longer than one array.</summary>
internal sealed class PieceStream : Stream
{
    private readonly List<byte[]> _pieces;
    private int _piece;
    private int _offset;

    /// <summary>Creates a stream to write to.</summary>
    public PieceStream()
    {
        _pieces = [];
        CanWrite = true;
    }

    /// <summary>Creates a stream to read from.</summary>
    /// <param name="pieces">The pieces, of any length.</param>
    public PieceStream(IReadOnlyList<byte[]> pieces)
    {
        _pieces = [.. pieces];
    }

    /// <inheritdoc/>
    public override bool CanRead => !CanWrite;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite { get; }

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The pieces written, the last one as long as it is filled.</summary>
    public byte[][] ToPieces() => [.. _pieces.Select((piece, i) => i < _pieces.Count - 1 ? piece : piece[.._offset])];

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_pieces.Count == 0 || _offset == ProblemBytes.PieceLength)
            {
                _pieces.Add(new byte[ProblemBytes.PieceLength]);
                _offset = 0;
            }

            int count = Math.Min(buffer.Length, ProblemBytes.PieceLength - _offset);
            buffer[..count].CopyTo(_pieces[^1].AsSpan(_offset));
            _offset += count;
            buffer = buffer[count..];
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_piece < _pieces.Count && _offset == _pieces[_piece].Length)
        {
            (_piece, _offset) = (_piece + 1, 0);
        }

        if (_piece == _pieces.Count)
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, _pieces[_piece].Length - _offset);
        _pieces[_piece].AsSpan(_offset, count).CopyTo(buffer);
        _offset += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
