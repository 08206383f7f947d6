using Microsoft.Win32.SafeHandles;

namespace PSNeuralNet.Data;

/// <summary>
/// File that is opened once and read any number of times: a file that another one replaces meanwhile is read to its end, a pipe is read
/// once. Folders, devices and sockets are refused.
/// </summary>
internal sealed class InputFile : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private readonly MemoryStream? _content;
    private readonly DateTime _written;

    private InputFile(SafeFileHandle handle)
    {
        _handle = handle;
        _written = File.GetLastWriteTimeUtc(handle);
        Length = RandomAccess.GetLength(handle);
    }

    private InputFile(MemoryStream content)
    {
        _content = content;
        Length = content.Length;
    }

    /// <summary>Length in bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>True when the file was written to or cut off since it was opened.</summary>
    public bool HasChanged => _handle is not null && (RandomAccess.GetLength(_handle) != Length || File.GetLastWriteTimeUtc(_handle) != _written);

    /// <summary>Size of a buffer for a file: small for a small one, of which there may be thousands.</summary>
    /// <param name="length">Length of the file in bytes.</param>
    public static int BufferSize(long length) => (int)Math.Clamp(length, 1 << 12, 1 << 16);

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="cancellation">Ends the reading of a pipe, and the waiting for it.</param>
    /// <param name="limit">Maximum size of a pipe in bytes; null for <see cref="PipeReader.MaximumBytes"/>.</param>
    /// <exception cref="IOException">There is none, or it cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static InputFile Open(string path, CancellationToken cancellation, long? limit = null)
    {
        FileKind kind = FileStatus.KindOf(path);
        if (kind is FileKind.Folder or FileKind.Device or FileKind.Socket)
        {
            throw new IOException($"It is a {kind.ToString().ToLowerInvariant()}. Give the path of a file.");
        }

        if (kind == FileKind.Pipe)
        {
            return Piped(path, limit, cancellation);
        }

        var file = new InputFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan));
        if (file.Length > 0)
        {
            return file;
        }

        // Empty, or one of /proc, whose length is not known in advance.
        file.Dispose();
        return Piped(path, limit, cancellation);
    }

    /// <summary>Opens the content, at its start.</summary>
    public Stream OpenStream() =>
        _handle is null ? new MemoryStream(_content!.GetBuffer(), 0, (int)Length, writable: false) : new BufferedStream(new Reader(_handle, Length), BufferSize(Length));

    /// <inheritdoc/>
    public void Dispose()
    {
        _handle?.Dispose();
        _content?.Dispose();
    }

    private static InputFile Piped(string path, long? limit, CancellationToken cancellation) =>
        new InputFile(PipeReader.Read(path, limit ?? PipeReader.MaximumBytes, cancellation));

    /// <summary>Stream with a position of its own.</summary>
    private sealed class Reader(SafeFileHandle handle, long length) : ReadOnlyStream
    {
        public override bool CanSeek => true;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            int read = RandomAccess.Read(handle, buffer[..(int)Math.Clamp(length - Position, 0, buffer.Length)], Position);
            Position += read;
            return read;
        }
    }
}
