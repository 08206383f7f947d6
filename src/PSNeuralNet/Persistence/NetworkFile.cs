using System.Text.Json;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>Network files: JSON with everything that a prediction needs. A network predicts the same bits after reading.</summary>
public static class NetworkFile
{
    /// <summary>The newest version of the format. A network with its task's default loss is written as version 1, which older modules read.</summary>
    public const int FormatVersion = 2;

    // The largest file accepted, in bytes.
    private const long MaximumBytes = 1L << 31;

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">True to replace an existing file.</param>
    /// <exception cref="NetworkException">There is such a file already, the folder does not exist, or it cannot be written.</exception>
    public static void Write(NeuralNetwork network, string path, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        OutputFile.Write(path, overwrite, file => NetworkJsonWriter.Write(network, file));
    }

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkException">There is no such file, it cannot be read, or it is no network.</exception>
    public static NeuralNetwork Read(string path)
    {
        byte[] bytes;
        try
        {
            if (!File.Exists(path))
            {
                throw PersistenceErrors.NetworkFileMissing(path);
            }

            if (new FileInfo(path).Length >= MaximumBytes)
            {
                throw PersistenceErrors.NetworkFileInvalid(path, "", "it is too large for a network");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PersistenceErrors.NetworkFileUnreadable(path, exception.Message);
        }

        return Parse(bytes, path);
    }

    /// <summary>A network as JSON.</summary>
    /// <param name="network">The network.</param>
    public static byte[] ToJson(NeuralNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var stream = new MemoryStream();
        NetworkJsonWriter.Write(network, stream);
        return stream.ToArray();
    }

    /// <summary>A network of JSON.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="name">Its name in messages: a path.</param>
    /// <exception cref="NetworkException">It is no network.</exception>
    public static NeuralNetwork Parse(ReadOnlyMemory<byte> json, string name)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        try
        {
            using var document = JsonDocument.Parse(json.Span.StartsWith(mark) ? json[mark.Length..] : json);
            return NetworkJsonReader.Read(new JsonField(document.RootElement, name));
        }
        catch (JsonException exception)
        {
            throw PersistenceErrors.NetworkFileInvalid(name, $"line {exception.LineNumber + 1}", "it is no JSON, or ends too early");
        }
    }
}
