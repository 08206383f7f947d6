using System.Buffers.Binary;

namespace PSNeuralNet.Data;

/// <summary>
/// Bytes of a gzip file for a decompressor that reads ahead and does not tell where its data ended. A read never goes past a place where
/// the member may end: one that is followed by the length of the content so far or slightly more, and then by the end of the file, zero,
/// or another member. So a sound member has been read exactly to its end when the decompressor is done.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class GzipInput(Stream file) : ReadOnlyStream
{
    // Trailer (CRC-32 and length), and two bytes of the next member.
    private const int TrailerSize = 8, Lookahead = TrailerSize + 2;

    // A byte of deflate data expands to 1032 at most; the decompressor holds back a few bytes and less than its window.
    private const long LargestRatio = 1032, LargestHeld = 1 << 16;

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start, _end;
    private bool _isAtEnd;

    /// <summary>Number of decompressed bytes of the member, modulo 2^32.</summary>
    public uint OutputCount { get; set; }

    /// <summary>Number of bytes that the decompressor may have written and not yet counted.</summary>
    public int Allowance { get; set; }

    /// <summary>True when the decompressor asked for more than the file has: the file is cut off.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>True after the first member's header.</summary>
    public bool HasMember { get; private set; }

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sets the start of the compressed data of a member.</summary>
    public void BeginMember()
    {
        OutputCount = 0;
        HasMember = true;
    }

    /// <summary>Reads what is left of the current member, or less.</summary>
    public override int Read(Span<byte> buffer)
    {
        Fill();
        int available = _end - _start - (_isAtEnd ? 0 : Lookahead);
        int count = SplitAt(Math.Min(buffer.Length, available));
        IsExhausted = count == 0;
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <summary>Reads a byte outside of the compressed data; -1 at the end of the file.</summary>
    public override int ReadByte()
    {
        Fill();
        return _start == _end ? -1 : _buffer[_start++];
    }

    /// <summary>The smallest count of bytes after which the member may end; the given one if there is none.</summary>
    private int SplitAt(int count)
    {
        uint largest = (uint)Math.Min(uint.MaxValue, (LargestRatio * (count + TrailerSize)) + LargestHeld + Allowance);
        int last = Math.Min(count, _end - _start - TrailerSize);
        for (int i = 1; i <= last; i++)
        {
            int trailer = _start + i, next = trailer + TrailerSize;
            bool isLast = next == _end || _buffer[next] == 0;
            if ((isLast || (_buffer[next] == 0x1F && (next + 1 == _end || _buffer[next + 1] == 0x8B)))
                && unchecked(BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(trailer + 4)) - OutputCount) <= largest)
            {
                return i;
            }
        }

        return count;
    }

    private void Fill()
    {
        if (_isAtEnd || _end - _start > Lookahead)
        {
            return;
        }

        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        for (int read = 1; read > 0 && _end <= Lookahead; _end += read)
        {
            read = file.Read(_buffer.AsSpan(_end));
            _isAtEnd = read == 0;
        }
    }
}
