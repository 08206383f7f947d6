using System.Security.Cryptography;
using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>
/// File beside a target, written in its place and then moved to it. Its name has the process id and a random part and is created, never
/// opened, so that nobody's file or link is followed. It is locked until it was moved; one that is not locked was left by a process that ended.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private const string Suffix = ".psneuralnet.tmp";
    private const int MaximumNameBytes = 255, RandomBytes = 8, MaximumTries = 10;

    // On Unix a shared lock: it keeps others from deleting the file, and nobody from reading it once it was moved. Windows moves an open file
    // only if it is shared for deletion.
    private static readonly FileShare Lock = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.Read;

    private readonly string _path;
    private bool _isMoved;

    private TemporaryFile(string path, bool isPrivate)
    {
        _path = path;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = Lock };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        Stream = new FileStream(path, options);
    }

    /// <summary>Contents.</summary>
    public FileStream Stream { get; }

    /// <summary>Creates a temporary file.</summary>
    /// <param name="target">Path of the file that it will replace.</param>
    /// <param name="isPrivate">True for a file that nobody else can read until it has the permissions of the one that it replaces.</param>
    /// <exception cref="IOException">Its folder lets no file be created.</exception>
    public static TemporaryFile Create(string target, bool isPrivate)
    {
        for (int tries = 1; ; tries++)
        {
            string path = $"{Start(target)}{Environment.ProcessId}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}{Suffix}";
            try
            {
                var file = new TemporaryFile(path, isPrivate);
                if (File.Exists(path))
                {
                    return file;
                }

                // Between its creation and its lock, another writer took the file for one that was left behind, and deleted it.
                file.Dispose();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The name exists, or another writer has just locked the file to delete it.
                if (tries == MaximumTries || exception is not IOException)
                {
                    string reason = exception is IOException ? exception.Message.Replace($" : '{path}'", "", StringComparison.Ordinal) : "Access is denied";
                    throw new IOException($"Its folder lets no file be created, which is needed to replace one as a whole ({reason}).", exception);
                }
            }
        }
    }

    /// <summary>
    /// Deletes the other temporary files of the target whose writer ended before it moved them; none where the file system holds no locks.
    /// </summary>
    /// <param name="target">Path of the target.</param>
    public void RemoveLeftovers(string target)
    {
        string start = Path.GetFileName(Start(target));
        try
        {
            foreach (string path in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, $"*{Suffix}").Where(path => path != _path && IsTemporary(Path.GetFileName(path), start)))
            {
                // Without locks (some network file systems), a file that is being written looks like one that was left behind.
                if (IsLocked())
                {
                    Remove(path);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder cannot be listed: what is left behind stays.
        }
    }

    /// <summary>Moves the file to the target, while it is locked.</summary>
    /// <param name="target">Path of the target.</param>
    /// <param name="overwrite">True to replace an existing file.</param>
    /// <exception cref="IOException">It cannot be moved, or the target exists and is not to be replaced.</exception>
    public void MoveTo(string target, bool overwrite)
    {
        File.Move(_path, target, overwrite);
        _isMoved = true;
    }

    /// <summary>Closes the file, and deletes it if it was not moved.</summary>
    public void Dispose()
    {
        if (!_isMoved)
        {
            try
            {
                File.Delete(_path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The next writer of the target deletes it.
            }
        }

        try
        {
            Stream.Dispose();
        }
        catch (IOException) when (!_isMoved)
        {
            // What is still to be written does not fit on the disk: the write before failed already.
        }
    }

    /// <summary>Path before the process id. A name that is too long is shortened, and told apart by its digest.</summary>
    private static string Start(string target)
    {
        string name = Path.GetFileName(target);
        int room = MaximumNameBytes - $".{int.MaxValue}-".Length - (2 * RandomBytes) - Suffix.Length;
        if (Encoding.UTF8.GetByteCount(name) > room)
        {
            string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, RandomBytes));
            var kept = new StringBuilder();
            int bytes = digest.Length + 1;
            foreach (Rune rune in name.EnumerateRunes().TakeWhile(rune => (bytes += rune.Utf8SequenceLength) <= room))
            {
                kept.Append(rune.ToString());
            }

            name = $"{kept}~{digest}";
        }

        return Path.Combine(Path.GetDirectoryName(target)!, name + ".");
    }

    private static bool IsTemporary(string name, string start)
    {
        if (!name.StartsWith(start, StringComparison.Ordinal) || !name.EndsWith(Suffix, StringComparison.Ordinal) || name.Length <= start.Length + Suffix.Length)
        {
            return false;
        }

        string[] parts = name[start.Length..^Suffix.Length].Split('-');
        return parts.Length == 2 && parts[0].Length > 0 && parts[0].All(char.IsAsciiDigit) && parts[1].Length == 2 * RandomBytes && parts[1].All(char.IsAsciiHexDigitLower);
    }

    private bool IsLocked()
    {
        try
        {
            // For reading, which on network file systems asks for no lock at all.
            new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            if (new FileInfo(path).LinkTarget is null && UnixFileStatus.Of(path) is null or { IsRegular: true })
            {
                // Deletes the file if the lock was free, else throws. Not for writing: it may have the rights of a read-only target already.
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody is writing it, or it is not ours.
        }
    }
}
