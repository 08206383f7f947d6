namespace PSNeuralNet.Search;

/// <summary>Reads the lines of a file one by one, as bytes, so that the file may be larger than an array.</summary>
/// <param name="file">The file, at its beginning.</param>
internal sealed class LineReader(Stream file)
{
    private const int InitialSize = 1 << 16;

    private byte[] _buffer = new byte[InitialSize];
    private int _start;
    private int _end;

    /// <summary>The length of the lines that were read, with their ends, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>True where bytes without the end of a line are left, once there are no more lines.</summary>
    public bool HasRest => _end > _start;

    /// <summary>True where the file begins with a text, or is shorter and as the beginning of the text. To be asked before the first line is read.</summary>
    /// <param name="text">The text.</param>
    public bool BeginsLike(ReadOnlySpan<byte> text)
    {
        while (_end < text.Length && Fill())
        {
            // Until enough is there.
        }

        return _buffer.AsSpan(0, Math.Min(_end, text.Length)).SequenceEqual(text[..Math.Min(_end, text.Length)]);
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end, valid until the next one is read.</param>
    /// <returns>False where there is no complete line any more.</returns>
    /// <exception cref="InvalidDataException">The line is longer than an array can be.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        int searched = 0, length;
        while ((length = _buffer.AsSpan((_start + searched).._end).IndexOf((byte)'\n')) < 0)
        {
            searched = _end - _start;
            if (!Fill())
            {
                line = default;
                return false;
            }
        }

        line = _buffer.AsMemory(_start, searched + length);
        _start += line.Length + 1;
        Length += line.Length + 1;
        return true;
    }

    /// <summary>Reads more bytes behind those that are there; false at the end of the file.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _end < Array.MaxLength ? (int)Math.Min(Array.MaxLength, 2L * _end) : throw new InvalidDataException());
        }

        int count = file.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        return count > 0;
    }
}
