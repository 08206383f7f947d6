namespace PSNeuralNet.Search;

/// <summary>
/// Journal of a search: an append-only file with a header and one JSON line for each finished fold, flushed. While it is open, no other search can open it.
/// </summary>
internal sealed class SearchJournal : IDisposable
{
    private readonly Stream _file;
    private readonly JournalLock _lock;
    private bool _isBroken;

    /// <summary>Creates a journal of a file that is open, at its end.</summary>
    /// <param name="file">The file, which the journal closes.</param>
    /// <param name="path">Its path.</param>
    /// <param name="ownLock">Its lock, which the journal releases.</param>
    /// <param name="contents">Its contents.</param>
    internal SearchJournal(Stream file, string path, JournalLock ownLock, JournalContents contents)
    {
        (_file, Path, _lock) = (file, path, ownLock);
        Contents = contents;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Contents when it was opened.</summary>
    public JournalContents Contents { get; private set; }

    /// <summary>The outcomes when it was opened, for one that keeps them: <see cref="Contents"/> has none after this.</summary>
    public IReadOnlyList<(FoldOutcome Outcome, string Setting, double Share)> TakeOutcomes()
    {
        IReadOnlyList<(FoldOutcome, string, double)> outcomes = Contents.Outcome;
        Contents = Contents with { Outcome = [] };
        return outcomes;
    }

    /// <summary>Opens a journal, or creates it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="warn">Called where a torn last line is dropped.</param>
    /// <exception cref="NetworkException">Another search has it open, it is no journal, it is damaged, or it cannot be written.</exception>
    public static SearchJournal Open(string path, Action<string>? warn)
    {
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))))
        {
            throw Persistence.PersistenceErrors.FolderMissing(path);
        }

        JournalLock? ownLock = null;
        FileStream? file = null;
        try
        {
            ownLock = JournalLock.TryTake(path) ?? throw SearchErrors.JournalInUse(path);

            // Without a buffer: a line that could not be written is not written again when the file is closed.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            JournalContents contents = JournalContents.Read(file, path);
            if (contents.IsTorn)
            {
                warn?.Invoke($"The last line of the journal '{path}' is incomplete, as after a crash: it is dropped, and its fold is trained again.");
            }

            file.SetLength(contents.Length);
            file.Position = contents.Length;
            return new SearchJournal(file, file.Name, ownLock, contents);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            ownLock?.Dispose();
            throw exception is IOException or UnauthorizedAccessException ? SearchErrors.JournalNotWritten(path, exception.Message) : exception;
        }
    }

    /// <summary>Reads a journal that a search may still write.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkException">It is missing, no journal, damaged, or cannot be read.</exception>
    public static JournalContents Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JournalContents.Read(file, path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw SearchErrors.JournalMissing(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SearchErrors.JournalUnreadable(path, exception.Message);
        }
    }

    /// <summary>Makes sure that the journal is of this search; writes the header of a new one.</summary>
    /// <param name="header">The header of the search.</param>
    /// <exception cref="NetworkException">It is of another search.</exception>
    public void Begin(JournalHeader header)
    {
        if (Contents.Header is not { } written)
        {
            Append(JournalLine.Of(header));
            return;
        }

        foreach ((string name, string now, string before) in header.DifferencesFrom(written))
        {
            throw SearchErrors.JournalMismatch(Path, name, before, now);
        }
    }

    /// <summary>Appends the outcome of a fold.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="plan">Its trial.</param>
    /// <exception cref="NetworkException">The file could not be written.</exception>
    public void Add(FoldOutcome outcome, TrialPlan plan) => Append(JournalLine.Of(outcome, plan.Setting.ToString(), plan.Share));

    /// <summary>Closes and unlocks the file.</summary>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException) when (_isBroken)
        {
            // A line could not be written, which was told: that the file cannot be written to its end is no news.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private void Append(byte[] line)
    {
        try
        {
            _file.Write(line);
            _file.Flush();
        }
        catch (IOException exception)
        {
            _isBroken = true;
            throw SearchErrors.JournalNotWritten(Path, exception.Message);
        }
    }
}
