namespace PSNeuralNet.Data;

/// <summary>Data file, plain or gzip-compressed, with the read position.</summary>
internal sealed class DataFile : IDisposable
{
    private readonly Stream _file;

    private DataFile(Stream file, bool isCompressed, Encoding? encoding)
    {
        _file = file;
        IsPlain = !isCompressed && encoding is null;
        Stream bytes = isCompressed ? new GzipContent(file) : file;
        Content = encoding is null ? bytes : Encoding.CreateTranscodingStream(bytes, encoding, Encoding.UTF8);
    }

    /// <summary>Content, decompressed and in UTF-8.</summary>
    public Stream Content { get; }

    /// <summary>True when the content is that of the file, byte for byte.</summary>
    public bool IsPlain { get; }

    /// <summary>Number of bytes read from the file.</summary>
    public long Position => _file.Position;

    /// <summary>Length of the file in bytes.</summary>
    public long Length => _file.Length;

    /// <summary>Opens a file; gzip is detected by its first bytes.</summary>
    /// <exception cref="NetworkException">It cannot be opened.</exception>
    public static DataFile Open(FileSource source)
    {
        return Reading(source.Path, () =>
        {
            Stream file = source.Open();
            Span<byte> start = stackalloc byte[3];
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            file.Position = 0;
            bool isMarked = start is [0xEF, 0xBB, 0xBF] or [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..];
            return new DataFile(file, start is [0x1F, 0x8B, ..], isMarked ? null : source.Encoding);
        });
    }

    /// <summary>Runs an action on a file; I/O errors become errors that name the file.</summary>
    /// <exception cref="NetworkException">The file cannot be read, or is damaged.</exception>
    public static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw DataFileErrors.FileDamaged(path, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw DataFileErrors.FileUnreadable(path, exception.Message);
        }
        catch (OutOfMemoryException)
        {
            throw DataFileErrors.FileTooLarge(path);
        }
    }

    /// <summary>Content as text: UTF-8, or the encoding of the byte order mark.</summary>
    public StreamReader OpenText() => new StreamReader(Content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);

    public void Dispose()
    {
        Content.Dispose();
        _file.Dispose();
    }
}
