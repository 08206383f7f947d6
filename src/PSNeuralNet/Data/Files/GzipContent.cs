using System.Buffers.Binary;
using System.IO.Compression;

namespace PSNeuralNet.Data;

/// <summary>
/// Content of a gzip file. The runtime's stream reports no error for a truncated file; at its end, this one compares the length of what
/// came out with what the file's last four bytes say.
/// </summary>
/// <param name="file">The file, from its start.</param>
internal sealed class GzipContent(Stream file) : ReadOnlyStream
{
    private readonly GZipStream _content = new(file, CompressionMode.Decompress, leaveOpen: true);
    private uint _count;
    private bool _isChecked;

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
        int read = _content.Read(buffer);
        _count = unchecked(_count + (uint)read);
        if (read == 0 && buffer.Length > 0 && !_isChecked)
        {
            _isChecked = true;
            Check();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Check()
    {
        Span<byte> size = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - size.Length);
        int read = file.ReadAtLeast(size, size.Length, throwOnEndOfStream: false);
        if ((read < size.Length || BinaryPrimitives.ReadUInt32LittleEndian(size) != _count) && !HasMembers())
        {
            throw new InvalidDataException("It ends before its content does.");
        }
    }

    /// <summary>True when several gzip members are concatenated: the last bytes then describe the last member only.</summary>
    private bool HasMembers()
    {
        ReadOnlySpan<byte> mark = [0x1F, 0x8B, 0x08];
        byte[] buffer = new byte[1 << 16];
        int kept = 0;
        file.Position = mark.Length;
        for (int read; (read = file.Read(buffer.AsSpan(kept))) > 0;)
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + read);
            if (bytes.IndexOf(mark) >= 0)
            {
                return true;
            }

            kept = Math.Min(mark.Length - 1, bytes.Length);
            bytes[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
