using System.Runtime.InteropServices;

namespace PSNeuralNet.Persistence;

/// <summary>
/// Flushing of a folder to the disk (fsync) on Linux: after it, a file that was moved survives a power failure under its new name. It takes
/// some milliseconds. Elsewhere the file system does it in its own time: the old file or the new one is whole in any case.
/// </summary>
internal static partial class FolderSync
{
    // O_RDONLY and O_CLOEXEC, the same on every processor of .NET.
    private const int ReadOnly = 0x80000;

    /// <summary>Flushes a folder, if the system allows it.</summary>
    /// <param name="path">The folder.</param>
    public static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int folder = Open(path, ReadOnly);
        if (folder >= 0)
        {
            // Some file systems cannot do it.
            _ = Sync(folder);
            _ = Close(folder);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int file);
}
