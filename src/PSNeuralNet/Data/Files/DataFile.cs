namespace PSNeuralNet.Data;

/// <summary>Data file, plain or gzip-compressed, with the read position.</summary>
internal sealed class DataFile : IDisposable
{
    private readonly Stream _file;
    private readonly bool _isPart;

    private DataFile(Stream file, FileSource source, bool isText)
    {
        (_file, _isPart, Content) = (file, source.IsPart, file);
        byte[] head = _isPart ? [] : Head(file, isText ? EncodingDetection.HeadSize : 2);
        bool isCompressed = head is [0x1F, 0x8B, ..];
        if (isCompressed)
        {
            Content = new GzipContent(file);
        }

        Encoding? encoding = null;
        if (isText && !_isPart)
        {
            head = isCompressed ? Decompressed(file) : head;
            Encoding? marked = EncodingDetection.Marked(head);
            Guessed = marked is not null || (source.Encoding is { } told && EncodingDetection.IsWide(told)) ? null : EncodingDetection.Guess(head);
            encoding = marked ?? Guessed ?? source.Encoding;
        }

        if (encoding is not null && encoding.CodePage != Encoding.UTF8.CodePage)
        {
            Content = Encoding.CreateTranscodingStream(Content, encoding, Encoding.UTF8);
        }

        IsPlain = Content == file;
    }

    /// <summary>Content, decompressed and in UTF-8.</summary>
    public Stream Content { get; }

    /// <summary>True when the content is that of the file, byte for byte.</summary>
    public bool IsPlain { get; }

    /// <summary>The encoding that was guessed: UTF-16 or UTF-32 without a byte order mark; null for others.</summary>
    public Encoding? Guessed { get; }

    /// <summary>Number of bytes read from the file.</summary>
    public long Position => _file.Position;

    /// <summary>Length of the file in bytes.</summary>
    public long Length => _file.Length;

    /// <summary>Opens a file; gzip is detected by its first bytes, and the encoding of text too.</summary>
    /// <param name="source">The file.</param>
    /// <param name="isText">False for a file of numbers.</param>
    /// <exception cref="NetworkException">It cannot be opened.</exception>
    public static DataFile Open(FileSource source, bool isText = true)
    {
        return Reading(source.Path, () =>
        {
            Stream file = source.Open();
            try
            {
                return new DataFile(file, source, isText);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        });
    }

    /// <summary>Opens a file on disk or a pipe once, and runs an action on it that may read it several times.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">Encoding; null for UTF-8.</param>
    /// <param name="read">The action.</param>
    /// <param name="cancellation">Ends the reading of a pipe, and the waiting for it.</param>
    /// <exception cref="NetworkException">It cannot be opened, or was changed meanwhile.</exception>
    public static T Reading<T>(string path, Encoding? encoding, Func<FileSource, T> read, CancellationToken cancellation)
    {
        using InputFile file = Reading(path, () => InputFile.Open(path, cancellation));
        T? result = default;
        try
        {
            result = read(new FileSource(path, file.OpenStream, encoding?.CodePage == Encoding.UTF8.CodePage ? null : encoding));
        }
        catch (NetworkException) when (file.HasChanged)
        {
            // The change is the reason.
        }

        return file.HasChanged ? throw DataFileErrors.FileChanged(path) : result!;
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

    /// <summary>Content as text, without a byte order mark.</summary>
    public StreamReader OpenText() => new StreamReader(Content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: !_isPart), detectEncodingFromByteOrderMarks: false, InputFile.BufferSize(Length));

    public void Dispose()
    {
        Content.Dispose();
        _file.Dispose();
    }

    private static byte[] Head(Stream stream, int size)
    {
        var head = new byte[size];
        int read = stream.ReadAtLeast(head, size, throwOnEndOfStream: false);
        stream.Position = 0;
        return head[..read];
    }

    private static byte[] Decompressed(Stream file)
    {
        var head = new byte[EncodingDetection.HeadSize];
        using var content = new GzipContent(file);
        int read = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return head[..read];
    }
}
