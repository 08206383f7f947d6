namespace PSNeuralNet.Data;

/// <summary>Kind of a file, found out without opening it. The runtime's classes take pipes and devices for regular files.</summary>
internal static class FileStatus
{
    private const string WindowsDevice = @"\\.\", WindowsPipe = @"\\.\pipe\";

    /// <summary>Kind of what a path leads to: symbolic links are followed.</summary>
    public static FileKind KindOf(string path) =>
        UnixFileStatus.Of(path)?.Kind
        ?? (OperatingSystem.IsWindows() && Path.GetFullPath(path) is { } full && full.StartsWith(WindowsDevice, StringComparison.Ordinal) ? OnWindows(full)
            : Directory.Exists(path) ? FileKind.Folder
            : File.Exists(path) ? FileKind.Regular : FileKind.Missing);

    /// <summary>Windows has its devices, also NUL, CON and COM1, and its pipes in a namespace of their own.</summary>
    private static FileKind OnWindows(string path) =>
        path.StartsWith(WindowsPipe, StringComparison.OrdinalIgnoreCase) ? FileKind.Pipe : FileKind.Device;
}
