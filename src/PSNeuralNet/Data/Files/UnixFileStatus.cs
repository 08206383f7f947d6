using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace PSNeuralNet.Data;

/// <summary>Type, mode and owner of a file on Linux, as statx(2) reports them; the runtime has no API for type and owner.</summary>
/// <param name="Mode">Type and permissions (st_mode).</param>
/// <param name="User">Id of the owner.</param>
/// <param name="Group">Id of the group.</param>
internal readonly partial record struct UnixFileStatus(ushort Mode, uint User, uint Group)
{
    private const int CurrentFolder = -100;
    private const uint TypeModeAndOwner = 0x1 | 0x2 | 0x8 | 0x10;
    private const uint Unchanged = uint.MaxValue;
    private const int TypeMask = 0xF000, Regular = 0x8000, Folder = 0x4000;

    /// <summary>True for a regular file.</summary>
    public bool IsRegular => (Mode & TypeMask) == Regular;

    /// <summary>True for a device, a named pipe or a socket.</summary>
    public bool IsSpecial => (Mode & TypeMask) is not (Regular or Folder);

    /// <summary>Permissions.</summary>
    public UnixFileMode Permissions => (UnixFileMode)(Mode & ~TypeMask);

    /// <summary>Status of what a path leads to, symbolic links followed; null where there is nothing, and on other systems.</summary>
    /// <param name="path">The path.</param>
    public static UnixFileStatus? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return ReadStatus(CurrentFolder, Path.GetFullPath(path), 0, TypeModeAndOwner, out Buffer buffer) == 0 ? new UnixFileStatus(buffer.Mode, buffer.User, buffer.Group) : null;
        }
        catch (EntryPointNotFoundException)
        {
            // Older C libraries lack the function.
            return null;
        }
    }

    /// <summary>
    /// Gives a file this owner and these permissions, as far as this process may. A group that cannot be kept gets no more rights than
    /// everybody has.
    /// </summary>
    /// <param name="file">The file.</param>
    [UnsupportedOSPlatform("windows")]
    public void CopyTo(SafeFileHandle file)
    {
        UnixFileMode permissions = Permissions;
        if (ChangeOwner(file, User, Group) != 0 && ChangeOwner(file, Unchanged, Group) != 0)
        {
            UnixFileMode others = permissions & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
            permissions &= ~(UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute) | (UnixFileMode)((int)others << 3);
        }

        // After the owner: a new owner clears set-user-id.
        File.SetUnixFileMode(file, permissions);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReadStatus(int folder, string path, int flags, uint mask, out Buffer buffer);

    [LibraryImport("libc", EntryPoint = "fchown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    /// <summary>struct statx, the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Buffer
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
