using System.Buffers.Binary;
using System.IO.Compression;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// Content of a gzip file (RFC 1952): one or more members, each compared with the CRC-32 and the length in its trailer. Zeros may follow
/// the last member (padding of tapes, which gzip ignores too); anything else after it is an error, where gzip only warns.
/// </summary>
/// <param name="file">The file, from its start; it need not seek.</param>
internal sealed class GzipContent(Stream file) : ReadOnlyStream
{
    private const string CutOff = "It ends before its content does.";
    private const int HasHeaderCrc = 1 << 1, HasExtra = 1 << 2, HasName = 1 << 3, HasComment = 1 << 4, Reserved = 0xE0;

    private readonly GzipInput _input = new(file);
    private DeflateStream? _member;
    private bool _isAtEnd;
    private uint _crc;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The file is damaged, or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (buffer.Length > 0 && (_member is not null || TryBegin()))
        {
            _input.Allowance = buffer.Length;
            int read = ReadMember(buffer);
            if (read > 0)
            {
                _crc = Crc32.Append(_crc, buffer[..read]);
                _input.OutputCount = unchecked(_input.OutputCount + (uint)read);
                return read;
            }

            End();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads the header of the next member; false at the end of the file.</summary>
    private bool TryBegin()
    {
        if (_isAtEnd)
        {
            return false;
        }

        int first = _input.ReadByte();
        if (first is 0 or -1 && _input.HasMember)
        {
            while (first == 0)
            {
                first = _input.ReadByte();
            }

            _isAtEnd = true;
            return first < 0 ? false : throw new InvalidDataException("Other bytes follow the zeros after its content.");
        }

        if (first != 0x1F)
        {
            throw new InvalidDataException("Bytes follow its content that are neither another gzip member nor zeros.");
        }

        SkipHeader();
        _input.BeginMember();
        _crc = 0;
        _member = new DeflateStream(_input, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    /// <summary>Reads a header after its first byte.</summary>
    private void SkipHeader()
    {
        uint crc = Crc32.Append(0, [0x1F]);
        bool isGzip = Take() == 0x8B & Take() == 8;
        int flags = Take();
        if (!isGzip || (flags & Reserved) != 0)
        {
            throw new InvalidDataException("A member's header is none that gzip writes.");
        }

        // Time (4 bytes), compression level, and operating system.
        Skip(6);
        Skip((flags & HasExtra) != 0 ? TakeShort() : 0);
        foreach (int text in (int[])[HasName, HasComment])
        {
            while ((flags & text) != 0 && Take() != 0)
            {
                // Ends with a zero.
            }
        }

        ushort expected = (ushort)crc;
        if ((flags & HasHeaderCrc) != 0 && TakeShort() != expected)
        {
            throw new InvalidDataException("A member's header does not have the checksum that follows it.");
        }

        byte Take()
        {
            int value = _input.ReadByte();
            crc = Crc32.Append(crc, [(byte)value]);
            return value < 0 ? throw new InvalidDataException(CutOff) : (byte)value;
        }

        int TakeShort() => Take() + (Take() << 8);

        void Skip(int count)
        {
            for (; count > 0; count--)
            {
                Take();
            }
        }
    }

    private int ReadMember(Span<byte> buffer)
    {
        try
        {
            return _member!.Read(buffer);
        }
        catch (InvalidDataException)
        {
            // The runtime's message is about archives.
            throw new InvalidDataException("Its compressed data is invalid.");
        }
    }

    /// <summary>Compares the member that has been read with its trailer.</summary>
    private void End()
    {
        _member!.Dispose();
        _member = null;
        Span<byte> trailer = stackalloc byte[8];
        if (_input.IsExhausted)
        {
            throw new InvalidDataException(CutOff);
        }

        if (_input.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false) < trailer.Length || BinaryPrimitives.ReadUInt32LittleEndian(trailer) != _crc || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != _input.OutputCount)
        {
            throw new InvalidDataException("Its content does not have the checksum and the length that follow it, or bytes follow that are neither another gzip member nor zeros.");
        }
    }
}
