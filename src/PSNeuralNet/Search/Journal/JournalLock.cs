using System.Security.Cryptography;

namespace PSNeuralNet.Search;

/// <summary>
/// Lock of a journal: a file beside it, "study.jsonl.lock", that is open while the search lives, and deleted at its end. The system closes it when the process ends, however that is, so a file that was left
/// locks nothing. The journal itself stays readable.
/// </summary>
internal sealed class JournalLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _path;

    private JournalLock(FileStream file, string path) => (_file, _path) = (file, path);

    /// <summary>Locks a journal; null where another search has it.</summary>
    /// <param name="journal">The path of the journal.</param>
    /// <exception cref="IOException">The file could not be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be created.</exception>
    public static JournalLock? TryTake(string journal)
    {
        string path = $"{journal}.lock";
        while (true)
        {
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                return null;
            }

            // Another process may have deleted the file between its opening and its locking here: its length, which can be asked for without opening it, tells.
            bool isOwn = false;
            try
            {
                int length = RandomNumberGenerator.GetInt32(1, 1 << 20);
                file.SetLength(length);
                var there = new FileInfo(path);
                isOwn = there.Exists && there.Length == length;
            }
            finally
            {
                if (!isOwn)
                {
                    file.Dispose();
                }
            }

            if (isOwn)
            {
                return new JournalLock(file, path);
            }
        }
    }

    /// <summary>Deletes and unlocks the file.</summary>
    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            _file.Dispose();
        }

        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It locks nothing once it is closed.
        }

        _file.Dispose();
    }
}
