using System.IO.Compression;
using PSNeuralNet.Persistence;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>The state of a training between two rungs: an object in the process that trained it; compressed bytes in a journal and between machines.</summary>
internal sealed class TrialState
{
    private readonly TrainingState? _state;
    private readonly Lazy<byte[]> _bytes;

    /// <summary>The state of a training of this process.</summary>
    public TrialState(TrainingState state)
    {
        _state = state;
        _bytes = new(() => Compress(CheckpointFormat.Write(state)));
    }

    /// <summary>A state from a journal or another machine.</summary>
    public TrialState(byte[] bytes) => _bytes = new(bytes);

    /// <summary>The compressed bytes; compressing takes as long as several epochs of a small network.</summary>
    public byte[] Bytes => _bytes.Value;

    /// <summary>The state to go on from.</summary>
    /// <exception cref="InvalidDataException">The bytes are no state of this version.</exception>
    public TrainingState ToTrainingState()
    {
        if (_state is not null)
        {
            return _state;
        }

        using var deflate = new DeflateStream(new MemoryStream(Bytes, writable: false), CompressionMode.Decompress);
        var contents = new MemoryStream();
        deflate.CopyTo(contents);
        return CheckpointFormat.Read(contents.ToArray(), CheckpointFile.Version);
    }

    private static byte[] Compress(byte[] contents)
    {
        var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Fastest))
        {
            deflate.Write(contents);
        }

        return bytes.ToArray();
    }
}
