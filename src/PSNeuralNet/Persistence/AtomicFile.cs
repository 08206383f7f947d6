using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>Writes files so that at any moment there is the old one or the new one, and never half of one.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes to a temporary name in the same folder, and moves that to the path. The file that a symbolic link leads to is replaced, not the
    /// link; permissions and owner of the file that is replaced are kept as far as allowed.
    /// </summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="write">Writes the contents.</param>
    /// <param name="overwrite">False for an error where a file came into being meanwhile.</param>
    /// <param name="removeLeftovers">False if it was done before: to delete what ended processes left of the same target.</param>
    public static void Write(string path, Action<FileStream> write, bool overwrite = true, bool removeLeftovers = true)
    {
        string target = Target(path);
        using TemporaryFile temporary = TemporaryFile.Create(target, isPrivate: File.Exists(target));
        if (removeLeftovers)
        {
            temporary.RemoveLeftovers(target);
        }

        write(temporary.Stream);
        temporary.Stream.Flush(flushToDisk: true);
        CopyRights(target, temporary.Stream);
        temporary.MoveTo(target, overwrite);
    }

    /// <summary>Throws where no file can be written beside the path; removes what ended processes left of it.</summary>
    /// <exception cref="IOException">It could not, or may not.</exception>
    public static void Probe(string path)
    {
        string target = Target(path);
        using TemporaryFile temporary = TemporaryFile.Create(target, isPrivate: true);
        temporary.RemoveLeftovers(target);
    }

    /// <summary>Full path of the file that a path leads to, at the end of its symbolic links; it need not exist.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">The links form a loop.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not let them be followed.</exception>
    public static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        if (new FileInfo(full).LinkTarget is null)
        {
            return full;
        }

        RequireFollowable(full);
        return File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }

    /// <summary>
    /// Lets the system follow a link once: Linux refuses one that another user planted in a folder for all (fs.protected_symlinks), which
    /// reading where it leads to would evade.
    /// </summary>
    private static void RequireFollowable(string link)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            _ = File.GetUnixFileMode(link);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // It leads to a file that is to be created.
        }
    }

    private static void CopyRights(string target, FileStream file)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(target))
        {
            return;
        }

        if (UnixFileStatus.Of(target) is { } status)
        {
            status.CopyTo(target, file.SafeFileHandle);
        }
        else
        {
            UnixFileStatus.SetPermissions(file.SafeFileHandle, File.GetUnixFileMode(target));
        }
    }
}
