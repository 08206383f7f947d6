using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PSNeuralNet.Data;

/// <summary>
/// Reads a pipe, or a file without a length as those of /proc are, into memory, since data is read more than once. Waits neither for a
/// writer nor for bytes without looking whether to go on.
/// </summary>
internal static unsafe partial class PipeReader
{
    /// <summary>Maximum size in bytes: 1 GiB, or an eighth of the memory there is.</summary>
    public static readonly long MaximumBytes = Math.Min(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);

    private const int PieceSize = 1 << 16;
    private const int WaitMilliseconds = 20;
    private const short Readable = 1;

    /// <summary>Reads to the end.</summary>
    /// <param name="path">The pipe.</param>
    /// <param name="limit">Maximum size in bytes.</param>
    /// <param name="cancellation">Ends the waiting and the reading.</param>
    /// <exception cref="IOException">It cannot be read, or has more bytes.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static MemoryStream Read(string path, long limit, CancellationToken cancellation)
    {
        using var file = new FileStream(Open(path), FileAccess.Read, bufferSize: 0);
        var content = new MemoryStream();
        byte[] piece = new byte[PieceSize];
        for (int read; (read = ReadPiece(file, piece, cancellation)) > 0;)
        {
            if (content.Length + read > limit)
            {
                throw new IOException($"It has no length of its own, as pipes have not, and more than the {limit} bytes that are read of such. Write it into a file first.");
            }

            content.Write(piece, 0, read);
        }

        content.Position = 0;
        return content;
    }

    private static int ReadPiece(FileStream file, byte[] piece, CancellationToken cancellation)
    {
        do
        {
            cancellation.ThrowIfCancellationRequested();
        }
        while (!IsReady(file.SafeFileHandle));

        return file.Read(piece);
    }

    /// <summary>Opens a pipe, a file or a folder for reading, without waiting for a writer.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle Open(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }

        // O_RDONLY, O_NONBLOCK and O_CLOEXEC.
        int file = Open(path, OperatingSystem.IsLinux() ? 0x800 | 0x80000 : 0x4 | 0x1000000);
        return file >= 0 ? new SafeFileHandle(file, ownsHandle: true) : throw new IOException(Marshal.GetLastPInvokeErrorMessage() + ".");
    }

    /// <summary>True when there are bytes, or the writer has left; waits for a moment otherwise.</summary>
    private static bool IsReady(SafeFileHandle handle)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var entry = new PollEntry { File = (int)handle.DangerousGetHandle(), Events = Readable };
        return Poll(&entry, 1, WaitMilliseconds) > 0;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int File;
        public short Events;
        public short Returned;
    }
}
