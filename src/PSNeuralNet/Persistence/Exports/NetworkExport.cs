using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Persistence;

/// <summary>Exports networks: the module's own file, an ONNX model, or a function in another language.</summary>
public static class NetworkExport
{
    // Doubles in a protocol buffer of less than 2 GB, with room for names.
    private const int MaximumOnnx = 250_000_000;

    // Numbers of some twenty characters in a text of less than 2^30.
    private const int MaximumCode = 40_000_000;

    /// <summary>The format by the extension of a file; JSON for a name without one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkException">It has an extension of none of the formats.</exception>
    public static NetworkFormat FormatOf(string path)
    {
        string extension = Path.GetExtension(path);
        NetworkFormat[] formats = Enum.GetValues<NetworkFormat>();
        int found = Array.FindIndex(formats, format => Extensions(format).Contains(extension, StringComparer.OrdinalIgnoreCase));
        return found >= 0 ? formats[found]
            : extension.Length == 0 ? NetworkFormat.Json
            : throw PersistenceErrors.NetworkFormatUnclear(path, extension, [.. formats.SelectMany(Extensions)]);
    }

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file. Functions are named after it.</param>
    /// <param name="format">The format.</param>
    /// <param name="overwrite">True to replace an existing file.</param>
    /// <param name="precision">The precision of inputs, numbers and outputs. Only ONNX models have another one than double.</param>
    /// <param name="warn">Called for each column and target whose values single precision cannot tell apart well enough; null ignores them.</param>
    /// <exception cref="NetworkException">There is such a file already, the folder does not exist, it cannot be written, or the format has no such precision.</exception>
    public static void Write(NeuralNetwork network, string path, NetworkFormat format, bool overwrite = false, Precision precision = Precision.Double, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        RequirePrecision(format, precision);
        if (format == NetworkFormat.Json)
        {
            NetworkFile.Write(network, path, overwrite);
            return;
        }

        byte[] contents = Encode(network, format, Path.GetFileNameWithoutExtension(path), precision);
        OutputFile.Write(path, overwrite, file => file.Write(contents));
        if (precision == Precision.Single && warn is not null)
        {
            foreach (string warning in SinglePrecisionCheck.Of(network.Parameter))
            {
                warn(warning);
            }
        }
    }

    /// <summary>The content of a file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="format">The format.</param>
    /// <param name="name">The name that functions are named after.</param>
    /// <param name="precision">The precision of an ONNX model.</param>
    /// <exception cref="NetworkException">It would be too large for the format, or is an ensemble of which only some networks predict the same quantiles.</exception>
    internal static byte[] Encode(NeuralNetwork network, NetworkFormat format, string name, Precision precision = Precision.Double)
    {
        RequireSize(network.ParameterCount, format);
        if (format != NetworkFormat.Json && network.Parameter.Quantile.Count == 0 && network.Parameter.Single.Any(one => one.Shape.Quantile.Count > 0))
        {
            throw PersistenceErrors.ExportQuantileMixed(format);
        }

        return format switch
        {
            NetworkFormat.Json => NetworkFile.ToJson(network),

            // With a mark: Windows PowerShell takes a file without one for ANSI.
            NetworkFormat.PowerShell => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(NetworkCode.Write(network, CodeLanguage.PowerShell, name))],
            NetworkFormat.CSharp => Encoding.UTF8.GetBytes(NetworkCode.Write(network, CodeLanguage.CSharp, name)),
            NetworkFormat.JavaScript => Encoding.UTF8.GetBytes(NetworkCode.Write(network, CodeLanguage.JavaScript, name)),
            NetworkFormat.Onnx => EncodeOnnx(OnnxWriter.Write(network, precision)),
        };
    }

    /// <summary>Throws for a precision that a format does not have.</summary>
    /// <param name="format">The format.</param>
    /// <param name="precision">The precision.</param>
    /// <exception cref="NetworkException">It is single, and the format not ONNX.</exception>
    public static void RequirePrecision(NetworkFormat format, Precision precision)
    {
        if (precision == Precision.Single && format != NetworkFormat.Onnx)
        {
            throw PersistenceErrors.ExportPrecisionUnsupported(format);
        }
    }

    /// <summary>Throws for a network that is too large for a format.</summary>
    /// <exception cref="NetworkException">It is.</exception>
    internal static void RequireSize(int parameters, NetworkFormat format)
    {
        int maximum = format switch
        {
            NetworkFormat.Json => int.MaxValue,
            NetworkFormat.Onnx => MaximumOnnx,
            _ => MaximumCode,
        };
        if (parameters > maximum)
        {
            throw PersistenceErrors.ExportTooLarge(format, parameters, maximum);
        }
    }

    private static byte[] EncodeOnnx(OnnxGraph graph) => PrivateDependency.Use<IOnnxEncoder, byte[]>(
        "PSNeuralNet.Onnx", "PSNeuralNet.Onnx.OnnxEncoder", encoder => encoder.Encode(graph), exception => PersistenceErrors.OnnxNotEncoded(exception.Message));

    /// <summary>File extensions of a format.</summary>
    private static string[] Extensions(NetworkFormat format) => format switch
    {
        NetworkFormat.Json => [".json"],
        NetworkFormat.Onnx => [".onnx"],
        NetworkFormat.PowerShell => [".ps1", ".psm1"],
        NetworkFormat.CSharp => [".cs"],
        NetworkFormat.JavaScript => [".js", ".cjs"],
    };
}
