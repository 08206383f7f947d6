using System.IO.Compression;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>The state of a training as compressed bytes, to be sent or kept in a journal.</summary>
internal static class StateBytes
{
    /// <summary>Writes a state.</summary>
    public static byte[] Write(TrainingState state)
    {
        var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Fastest))
        {
            deflate.Write(CheckpointFormat.Write(state));
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a state of this version.</summary>
    /// <exception cref="InvalidDataException">The bytes are no state.</exception>
    public static TrainingState Read(byte[] bytes)
    {
        using var deflate = new DeflateStream(new MemoryStream(bytes, writable: false), CompressionMode.Decompress);
        var contents = new MemoryStream();
        deflate.CopyTo(contents);
        return CheckpointFormat.Read(contents.ToArray(), CheckpointFile.Version);
    }
}
