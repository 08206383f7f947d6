using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace PSNeuralNet.Data;

/// <summary>
/// Type, mode and owner of a file, as stat(2) reports them. The runtime has no API for type and owner, but its native library, which hides
/// the differences between the systems.
/// </summary>
/// <param name="Mode">Type and permissions (st_mode).</param>
/// <param name="User">Id of the owner.</param>
/// <param name="Group">Id of the group.</param>
internal readonly partial record struct UnixFileStatus(ushort Mode, uint User, uint Group)
{
    private const uint Unchanged = uint.MaxValue;
    private const int TypeMask = 0xF000;

    // The library is the runtime's own, and another version of it may lay out the status otherwise: it has to be right for a known folder.
    private static readonly Lazy<bool> IsUsable = new(() =>
        !OperatingSystem.IsWindows() && Read(Path.GetTempPath()) is { Kind: FileKind.Folder } status && status.Permissions == File.GetUnixFileMode(Path.GetTempPath()));

    /// <summary>Kind of the file.</summary>
    public FileKind Kind => (Mode & TypeMask) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Folder,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        _ => FileKind.Device,
    };

    /// <summary>True for a regular file.</summary>
    public bool IsRegular => Kind == FileKind.Regular;

    /// <summary>Permissions.</summary>
    public UnixFileMode Permissions => (UnixFileMode)(Mode & ~TypeMask);

    /// <summary>Status of what a path leads to, symbolic links followed; null where there is nothing, and on Windows.</summary>
    /// <param name="path">The path.</param>
    public static UnixFileStatus? Of(string path) => IsUsable.Value ? Read(path) : null;

    private static UnixFileStatus? Read(string path)
    {
        try
        {
            return ReadStatus(Path.GetFullPath(path), out Buffer buffer) == 0 ? new UnixFileStatus((ushort)buffer.Mode, buffer.User, buffer.Group) : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Gives a file this owner and these permissions, as far as this process may. A group that cannot be kept, or whose rights are in an
    /// access control list, gets no more rights than everybody has.
    /// </summary>
    /// <param name="path">Path of the file that this is the status of.</param>
    /// <param name="file">The file.</param>
    [UnsupportedOSPlatform("windows")]
    public void CopyTo(string path, SafeFileHandle file)
    {
        UnixFileMode permissions = Permissions;
        bool isOwnerKept = ChangeOwner(file, User, Group) == 0;
        if (!isOwnerKept)
        {
            // Else whoever runs the file would have the rights of this process's user.
            permissions &= ~(UnixFileMode.SetUser | UnixFileMode.SetGroup);
        }

        bool isGroupKept = isOwnerKept || ChangeOwner(file, Unchanged, Group) == 0;

        // With an access control list of Linux, the group's bits are the mask of all rights in the list.
        bool hasList = OperatingSystem.IsLinux() && ReadAttribute(path, "system.posix_acl_access", 0, 0) > 0;
        if (hasList || !isGroupKept)
        {
            UnixFileMode others = permissions & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
            permissions &= ~(UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute) | (UnixFileMode)((int)others << 3);
        }

        // After the owner: a new owner clears set-user-id.
        SetPermissions(file, permissions);
    }

    /// <summary>Sets permissions where the file system has them; a temporary file keeps its own, which are the tightest.</summary>
    /// <param name="file">The file.</param>
    /// <param name="permissions">The permissions.</param>
    [UnsupportedOSPlatform("windows")]
    public static void SetPermissions(SafeFileHandle file, UnixFileMode permissions)
    {
        try
        {
            File.SetUnixFileMode(file, permissions);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Some mounts refuse it.
        }
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReadStatus(string path, out Buffer buffer);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadAttribute(string path, string name, nint value, nuint size);

    [LibraryImport("libc", EntryPoint = "fchown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    /// <summary>FileStatus of the runtime, the same on every system; its last fields are not needed.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Buffer
    {
        [FieldOffset(4)]
        public int Mode;

        [FieldOffset(8)]
        public uint User;

        [FieldOffset(12)]
        public uint Group;
    }
}
