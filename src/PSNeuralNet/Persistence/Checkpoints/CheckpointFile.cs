using System.Buffers.Binary;
using System.Security.Cryptography;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>
/// A training's state in a file: written to a temporary name and moved, so that there is always a whole one; and signed with a
/// digest of its contents, so that a damaged one is noticed.
/// </summary>
/// <remarks>The file: "PSNNCKPT", the format version (4 bytes), the length of the contents (8), their SHA-256 (32), the contents.</remarks>
public sealed class CheckpointFile : CheckpointStore
{
    private const int Version = 2;
    private const int HeaderLength = 8 + 4 + 8 + 32;

    /// <summary>Chooses a file.</summary>
    /// <param name="path">Its path. Only another checkpoint is replaced.</param>
    /// <param name="interval">After how many epochs it is written: 1 or more.</param>
    /// <exception cref="NetworkException">The folder does not exist, there is a file that is no checkpoint, or the interval is too small.</exception>
    public CheckpointFile(string path, int interval)
        : base(interval)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(Path)))
        {
            throw PersistenceErrors.CheckpointFolderMissing(Path);
        }

        if (Directory.Exists(Path))
        {
            throw PersistenceErrors.CheckpointPathIsFolder(Path);
        }

        if (File.Exists(Path) && !IsCheckpoint(Path))
        {
            throw PersistenceErrors.CheckpointInvalid(Path);
        }

        RequireWritable();
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>Why it could not be written the last time that was tried; null where it could.</summary>
    public NetworkException? Error { get; private set; }

    private static ReadOnlySpan<byte> Magic => "PSNNCKPT"u8;

    /// <summary>Reads a state.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkException">There is no such file, it is no checkpoint, or it is damaged.</exception>
    internal static TrainingState Read(string path)
    {
        if (!File.Exists(path))
        {
            throw PersistenceErrors.CheckpointMissing(path);
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            var header = new byte[HeaderLength];
            int read = file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
            if (read < Magic.Length || !header.AsSpan().StartsWith(Magic))
            {
                throw PersistenceErrors.CheckpointInvalid(path);
            }

            if (read < HeaderLength)
            {
                throw PersistenceErrors.CheckpointDamaged(path, "it ends too early");
            }

            int version = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
            if (version > Version)
            {
                throw PersistenceErrors.CheckpointTooNew(path, version, Version);
            }

            if (version < 1)
            {
                throw PersistenceErrors.CheckpointDamaged(path, "its version is none");
            }

            // What the header says of the length is believed only where the file is that long.
            long length = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(12));
            if (length != file.Length - HeaderLength || length > Array.MaxLength)
            {
                throw PersistenceErrors.CheckpointDamaged(path, "its length is not what it says");
            }

            var contents = new byte[length];
            file.ReadExactly(contents);
            if (!SHA256.HashData(contents).AsSpan().SequenceEqual(header.AsSpan(20)))
            {
                throw PersistenceErrors.CheckpointDamaged(path, "its contents are not those that were written");
            }

            return Parse(path, contents, version);
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
            });
            Error = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Hours of training are worth more than a file: the caller is told at the end.
            Error = PersistenceErrors.CheckpointNotWritten(Path, exception.Message);
        }
    }

    /// <summary>It is better to know before hours of training.</summary>
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
            return CheckpointFormat.Read(contents, version);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or FormatException)
        {
            throw PersistenceErrors.CheckpointDamaged(path, "its contents make no sense");
        }
    }

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
