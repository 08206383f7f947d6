using System.Text;

namespace PSNeuralNet.Data;

/// <summary>A file of data, as it is or compressed with gzip, and how far it has been read.</summary>
internal sealed class DataFile : IDisposable
{
    private readonly Stream _file;

    private DataFile(Stream file, bool isCompressed)
    {
        _file = file;
        IsCompressed = isCompressed;
        Content = isCompressed ? new GzipContent(file) : file;
    }

    /// <summary>What is in it, decompressed.</summary>
    public Stream Content { get; }

    public bool IsCompressed { get; }

    /// <summary>How many bytes of the file have been read.</summary>
    public long Position => _file.Position;

    /// <summary>How many bytes the file has.</summary>
    public long Length => _file.Length;

    /// <summary>Opens a file; whether it is compressed, its first bytes say.</summary>
    /// <exception cref="NetworkException">It cannot be opened.</exception>
    public static DataFile Open(FileSource source)
    {
        return Reading(source.Path, () =>
        {
            Stream file = source.Open();
            bool isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return new DataFile(file, isCompressed);
        });
    }

    /// <summary>Does something with a file; what goes wrong with the file itself becomes an error that names it.</summary>
    /// <exception cref="NetworkException">The file cannot be read, or is damaged.</exception>
    public static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw Failure.FileDamaged(path, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Failure.FileUnreadable(path, exception.Message);
        }
    }

    /// <summary>Its content as text: UTF-8, or what a byte order mark says.</summary>
    public StreamReader OpenText()
    {
        return new StreamReader(Content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
    }

    public void Dispose()
    {
        Content.Dispose();
        _file.Dispose();
    }
}
