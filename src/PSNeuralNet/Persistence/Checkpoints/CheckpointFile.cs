using System.Buffers.Binary;
using System.Security.Cryptography;
using PSNeuralNet.Data;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>
/// A checkpoint file: the state of a training. It is written under a temporary name and moved, so that there is always a complete one;
/// a digest of the contents detects damage.
/// </summary>
/// <remarks>The file: "PSNNCKPT", the format version (4 bytes), the length of the contents (8), their SHA-256 (32), the contents.</remarks>
public sealed class CheckpointFile : CheckpointStore
{
    internal const int Version = 4;
    private const int HeaderLength = 8 + 4 + 8 + 32;

    /// <summary>Creates a store that writes to a file.</summary>
    /// <param name="path">Its path. Only another checkpoint is replaced.</param>
    /// <param name="interval">The number of epochs between two checkpoints: 1 or more.</param>
    /// <exception cref="NetworkException">The folder does not exist, there is a file that is no checkpoint, or the interval is too small.</exception>
    public CheckpointFile(string path, int interval)
        : base(interval)
    {
        Path = System.IO.Path.GetFullPath(path);
        bool exists = Exists(Path);
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(Target())))
        {
            throw PersistenceErrors.CheckpointFolderMissing(Path);
        }

        if (exists && !IsCheckpoint(Path))
        {
            throw PersistenceErrors.CheckpointInvalid(Path);
        }

        RequireWritable();
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>The error of the last write; null where it succeeded.</summary>
    public NetworkException? Error { get; private set; }

    private static ReadOnlySpan<byte> Magic => "PSNNCKPT"u8;

    /// <summary>Reads a state.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkException">There is no such file, it is no checkpoint, or it is damaged.</exception>
    internal static TrainingState Read(string path)
    {
        if (!Exists(path))
        {
            throw PersistenceErrors.CheckpointMissing(path);
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            var header = new byte[HeaderLength];
            int read = file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
            int version = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
            long length = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(12));
            NetworkException? error = read < Magic.Length || !header.AsSpan().StartsWith(Magic) ? PersistenceErrors.CheckpointInvalid(path)
                : read < HeaderLength ? PersistenceErrors.CheckpointDamaged(path, FormattableString.Invariant($"it ends after {read} of the {HeaderLength} bytes of its header"))
                : version > Version ? PersistenceErrors.CheckpointTooNew(path, version, Version)
                : version < 1 ? PersistenceErrors.CheckpointDamaged(path, FormattableString.Invariant($"its version, at byte 8, is {version}"))
                : length != file.Length - HeaderLength || length > Array.MaxLength ? PersistenceErrors.CheckpointDamaged(path, FormattableString.Invariant($"its contents have {file.Length - HeaderLength} bytes, and its header tells of {length}"))
                : null;
            if (error is not null)
            {
                throw error;
            }

            var contents = new byte[length];
            file.ReadExactly(contents);
            return SHA256.HashData(contents).AsSpan().SequenceEqual(header.AsSpan(20)) ? Parse(path, contents, version)
                : throw PersistenceErrors.CheckpointDamaged(path, $"its contents, from byte {HeaderLength} on, are not those that were written: their digest is another one");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PersistenceErrors.CheckpointUnreadable(path, exception.Message);
        }
    }

    /// <inheritdoc/>
    internal override void Save(TrainingState state)
    {
        byte[] contents = CheckpointFormat.Write(state);
        var header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(12), contents.LongLength);
        SHA256.HashData(contents, header.AsSpan(20));
        try
        {
            AtomicFile.Write(Path, file =>
            {
                file.Write(header);
                file.Write(contents);
            }, removeLeftovers: false);
            Error = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The training continues; the caller reports the error at its end.
            Error = PersistenceErrors.CheckpointNotWritten(Path, exception.Message);
        }
    }

    /// <inheritdoc/>
    internal override string? ReplacementOf(TrainingIdentity identity)
    {
        try
        {
            return !Exists(Path) || Read(Path) is not { } state || state.Resume is { IsOver: true } || identity.IsOf(state.Identity) ? null
                : $"The checkpoint '{Path}' of another training, which has not ended ({ResumeSettings.Describe(state)}), will be replaced. To resume that one, stop this training and give -Resume and its data; to keep both, give another -CheckpointPath.";
        }
        catch (NetworkException exception)
        {
            return $"The checkpoint that is there cannot be resumed, and will be replaced. {exception.Message}";
        }
    }

    private string Target()
    {
        try
        {
            return AtomicFile.Target(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PersistenceErrors.FileNotWritten(Path, exception.Message);
        }
    }

    /// <summary>Makes sure before the training that the file can be written.</summary>
    private void RequireWritable()
    {
        try
        {
            AtomicFile.Probe(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PersistenceErrors.FileNotWritten(Path, exception.Message);
        }
    }

    private static TrainingState Parse(string path, byte[] contents, int version)
    {
        try
        {
            return CheckpointFormat.Read(contents, version, HeaderLength);
        }
        catch (InvalidDataException exception)
        {
            throw PersistenceErrors.CheckpointDamaged(path, exception.Message);
        }
    }

    /// <summary>True for a file. A checkpoint is replaced by the next one, which no pipe, device or folder can be.</summary>
    private static bool Exists(string path) =>
        FileStatus.KindOf(path) switch
        {
            FileKind.Missing => false,
            FileKind.Regular => true,
            FileKind.Folder => throw PersistenceErrors.CheckpointPathIsFolder(path),
            _ => throw PersistenceErrors.FileNotRegular(path),
        };

    private static bool IsCheckpoint(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            var start = new byte[Magic.Length];
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(Magic);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PersistenceErrors.CheckpointUnreadable(path, exception.Message);
        }
    }
}
