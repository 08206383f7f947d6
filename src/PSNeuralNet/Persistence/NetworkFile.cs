using System.Text.Json;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>Network files: JSON with everything that a prediction needs. A network predicts the same bits after reading.</summary>
public static class NetworkFile
{
    /// <summary>
    /// The newest version of the format. A network is written as the oldest one that has everything in it: 8 with a decision threshold, 7 for ensembles of networks with different layers, losses or
    /// scalings, or of which one counts several times, 6 for encoded numbers, 5 for other ensembles, 4 for columns of text
    /// and others with settings of their own, 3 for columns of times (with their <see cref="Data.SentinelTime"/>), 2 for a loss that is not its task's default, else 1.
    /// </summary>
    public const int FormatVersion = 9;

    // What System.Text.Json keeps of each value, in one array that grows to its double.
    private const int ValueBytes = 12;

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">True to replace an existing file.</param>
    /// <exception cref="NetworkException">There is such a file already, the folder does not exist, or it cannot be written, or not be read again for its size.</exception>
    public static void Write(NeuralNetwork network, string path, bool overwrite = false) => Write(network, path, overwrite, Array.MaxLength);

    /// <inheritdoc cref="Write(NeuralNetwork, string, bool)"/>
    internal static void Write(NeuralNetwork network, string path, bool overwrite, long maximumBytes)
    {
        ArgumentNullException.ThrowIfNull(network);
        OutputFile.Write(path, overwrite, file =>
        {
            NetworkJsonWriter.Write(network, file);

            // What could not be read again does not take the place of a file that can.
            if (file.Length > maximumBytes || (long)ValueBytes * network.ParameterCount > Array.MaxLength)
            {
                throw PersistenceErrors.NetworkFileTooLarge(network.ParameterCount);
            }
        });
    }

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file, or a pipe.</param>
    /// <param name="warn">Called where the content is not that which was written; null ignores it.</param>
    /// <param name="cancellation">Ends the reading of a pipe, and the waiting for it.</param>
    /// <exception cref="NetworkException">There is no such file, it cannot be read, or it is no network.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static NeuralNetwork Read(string path, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(ReadBytes(path, cancellation), path, warn);
    }

    /// <summary>Data schema of the network in a file, for completion at the prompt; null if unreadable, and for a pipe, which can be read only once.</summary>
    /// <param name="path">The file.</param>
    public static DataSchema? TrySchema(string path)
    {
        try
        {
            return FileStatus.KindOf(path) == FileKind.Regular ? Read(path).Parameter.Schema : null;
        }
        catch (NetworkException)
        {
            return null;
        }
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
    /// <param name="warn">Called where the content is not that which was written, by its SHA-256; null ignores it.</param>
    /// <exception cref="NetworkException">It is no network.</exception>
    public static NeuralNetwork Parse(ReadOnlyMemory<byte> json, string name, Action<string>? warn = null)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        if (IsTooLarge(json.Span, TableMemory.Limit))
        {
            throw PersistenceErrors.NetworkFileInvalid(name, "", "it is too large for a network");
        }

        try
        {
            using var document = JsonDocument.Parse(json.Span.StartsWith(mark) ? json[mark.Length..] : json);
            bool isAsWritten = IsAsWritten(document.RootElement, name);
            NeuralNetwork network = NetworkJsonReader.Read(new JsonField(document.RootElement, name));
            if (!isAsWritten)
            {
                warn?.Invoke($"The network '{name}' is not as Export-Network wrote it: its content has another SHA-256 than the file says. It is used as it is. If it was changed on purpose, take the member \"{ContentWriter.DigestName}\" out of the file, or export the network again; if not, take another copy.");
            }

            return network;
        }
        catch (JsonException exception)
        {
            throw PersistenceErrors.NetworkFileInvalid(name, $"line {exception.LineNumber + 1}", "it is no JSON, ends too early, or is nested too deep");
        }
    }

    private static byte[] ReadBytes(string path, CancellationToken cancellation)
    {
        try
        {
            using var file = InputFile.Open(path, cancellation);
            if (file.Length > Array.MaxLength)
            {
                throw PersistenceErrors.NetworkFileInvalid(path, "", "it is too large for a network");
            }

            byte[] bytes = new byte[file.Length];
            using Stream content = file.OpenStream();
            int read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read < bytes.Length || file.HasChanged ? throw DataFileErrors.FileChanged(path) : bytes;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw PersistenceErrors.NetworkFileMissing(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PersistenceErrors.NetworkFileUnreadable(path, exception.Message);
        }
    }

    /// <summary>True where there is no memory for the values of a file; each stands after a bracket, a comma or a colon, or is a bracket.</summary>
    internal static bool IsTooLarge(ReadOnlySpan<byte> json, long memory)
    {
        long values = (2L * (json.Count((byte)'[') + json.Count((byte)'{'))) + json.Count((byte)',') + json.Count((byte)':') + 1;
        return ValueBytes * values > Array.MaxLength || (3 * ValueBytes * values) + json.Length > memory;
    }

    /// <summary>True where a file has no digest, or that of its content. Looks at every name and text, so that none is found invalid afterwards.</summary>
    /// <exception cref="NetworkException">One is invalid.</exception>
    private static bool IsAsWritten(JsonElement root, string name)
    {
        try
        {
            string digest = ContentDigest.Of(root, without: ContentWriter.DigestName);
            return root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(ContentWriter.DigestName, out JsonElement written)
                || written.ValueKind == JsonValueKind.Null
                || (written.ValueKind == JsonValueKind.String && string.Equals(written.GetString(), digest, StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json throws it for half of a surrogate pair, and for bytes that are no UTF-8.
            throw PersistenceErrors.NetworkFileInvalid(name, "", "a name or a text in it is no valid Unicode");
        }
    }
}
