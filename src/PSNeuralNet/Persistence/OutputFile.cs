using Microsoft.Win32.SafeHandles;
using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>Files that are written for the user: never half of one, and no other one lost.</summary>
public static class OutputFile
{
    /// <summary>Throws where a file must not be written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">True to replace an existing file.</param>
    /// <exception cref="NetworkException">There is such a file already, it is a folder or a device, or its folder does not exist.</exception>
    public static void Require(string path, bool overwrite)
    {
        if (FileStatus.KindOf(path) is FileKind.Device or FileKind.Pipe or FileKind.Socket)
        {
            throw PersistenceErrors.FileNotRegular(path);
        }

        string target;
        try
        {
            target = AtomicFile.Target(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PersistenceErrors.FileNotWritten(path, exception.Message);
        }

        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw PersistenceErrors.FolderMissing(path);
        }

        if (Directory.Exists(target) || (!overwrite && File.Exists(target)))
        {
            throw PersistenceErrors.FileExists(path);
        }
    }

    /// <summary>Writes to a temporary name in the same folder, and moves that to the path.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">True to replace an existing file.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="NetworkException">There is such a file already, its folder does not exist, or it cannot be written.</exception>
    internal static void Write(string path, bool overwrite, Action<FileStream> write)
    {
        Require(path, overwrite);
        try
        {
            AtomicFile.Write(path, write, overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process may have written the file since it was found to be missing.
            Require(path, overwrite);
            throw PersistenceErrors.FileNotWritten(path, exception.Message);
        }

        FlushFolder(path);
    }

    /// <summary>
    /// Flushes the folder to the disk on Linux, which takes some milliseconds: then the file survives a power failure under its new name.
    /// Elsewhere the file system does it in its own time; the old file or the new one is whole in any case.
    /// </summary>
    private static void FlushFolder(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            using SafeFileHandle folder = PipeReader.Open(Path.GetDirectoryName(AtomicFile.Target(path))!);
            RandomAccess.FlushToDisk(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Some file systems cannot do it, and a folder may let files be written but not be read.
        }
    }
}
