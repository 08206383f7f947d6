using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using PSNeuralNet.Faults;

namespace PSNeuralNet.Tests.Persistence;

public sealed partial class AtomicFileTests : IDisposable
{
    private const string Leftover = ".123-0123456789abcdef.psneuralnet.tmp";
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    private static NeuralNetwork Network { get; } = ExportCase.Of("bare").Network;

    private static string Program => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../faults/bin", Directory.GetParent(AppContext.BaseDirectory)!.Parent!.Name, "net10.0/PSNeuralNet.Faults.dll"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Trait("Category", "Slow")]
    [Fact]
    public void A_killed_writer_leaves_the_old_file_or_the_new_one_and_the_next_one_cleans_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Kills and locks of Unix.");
        Assert.Equal(10, new WriterRuns(_folder, Program).Kill(10));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Two_writers_leave_the_file_of_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Kills and locks of Unix.");
        new WriterRuns(_folder, Program).Compete(10);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Only_unlocked_temporary_files_of_the_same_target_are_removed()
    {
        string path = At("n.json");
        string[] strange = ["n.json.123-0123456789ABCDEF.psneuralnet.tmp", "n.json.psneuralnet.tmp", "n.json.x-0123456789abcdef.psneuralnet.tmp", "m.n.json" + Leftover, "other.json" + Leftover, "n.json.123-0123456789abcdef.tmp"];
        Assert.All(strange, name => File.WriteAllText(At(name), name));
        File.WriteAllText(path + Leftover, "left");
        string locked = path + Leftover.Replace("123", "124", StringComparison.Ordinal);
        using (new FileStream(locked, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
        {
            NetworkFile.Write(Network, path);
            Assert.Equal(strange.Append("n.json").Append(Path.GetFileName(locked)).Order(), Names());
        }

        NetworkFile.Write(Network, path, overwrite: true);
        Assert.Equal(strange.Append("n.json").Order(), Names());
        Assert.All(strange, name => Assert.Equal(name, File.ReadAllText(At(name))));
    }

    [Fact]
    public void A_planted_link_is_not_followed()
    {
        string victim = At("victim");
        File.WriteAllText(victim, "whole");
        foreach (string name in (string[])["n.json" + Leftover, "n.json.psneuralnet.tmp"])
        {
            File.CreateSymbolicLink(At(name), victim);
        }

        NetworkFile.Write(Network, At("n.json"));
        Assert.Equal("whole", File.ReadAllText(victim));
        Assert.Equal(4, Names().Count());
    }

    [Fact]
    public void A_network_whose_file_could_not_be_read_again_replaces_nothing()
    {
        string path = At("n.json");
        NetworkFile.Write(Network, path);
        byte[] old = File.ReadAllBytes(path);
        NetworkFile.Write(Network, path, overwrite: true, old.Length);
        Assert.Equal("ExportTooLarge", Assert.Throws<NetworkException>(() => NetworkFile.Write(Network, path, overwrite: true, old.Length - 1)).Id);
        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Equal(["n.json"], Names());
    }

    [Theory]
    [InlineData(255)]
    [InlineData(200)]
    public void A_name_may_be_as_long_as_the_system_allows(int length)
    {
        string path = At("ä" + new string('n', length - 2));
        NetworkFile.Write(Network, path);
        File.WriteAllText(LeftoverOf(path), "left");
        NetworkFile.Write(Network, path, overwrite: true);
        Assert.Equal([Path.GetFileName(path)], Names());
    }

    [Theory]
    [InlineData("600")]
    [InlineData("640")]
    [InlineData("444")]
    [InlineData("666")]
    public void The_mode_of_a_replaced_file_is_kept(string mode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows has no modes, and stat is another program elsewhere.");
        string path = At("n.json");
        File.WriteAllText(path, "old");
        Run("chmod", mode, path);
        NetworkFile.Write(Network, path, overwrite: true);
        Assert.Equal(mode, ModeOf(path));
        Assert.Equal(Network.FeatureName, NetworkFile.Read(path).FeatureName);
    }

    [Fact]
    public void A_new_file_has_the_mode_of_any_new_file_and_is_never_more_open_before()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows has no modes, and stat is another program elsewhere.");
        File.WriteAllText(At("other"), "");
        AtomicFile.Write(At("new"), _ => Assert.Equal(ModeOf(At("other")), ModeOf(Temporary())));
        Assert.Equal(ModeOf(At("other")), ModeOf(At("new")));
        AtomicFile.Write(At("new"), _ => Assert.Equal("600", ModeOf(Temporary())));
    }

    [Fact]
    public void The_owner_of_a_replaced_file_is_kept()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root of Linux gives files away.");
        string path = At("n.json");
        File.WriteAllText(path, "old");
        Run("chown", "65534:65533", path);
        Run("chmod", "4750", path);
        NetworkFile.Write(Network, path, overwrite: true);
        Assert.Equal("65534:65533 4750", Run("stat", "-c", "%u:%g %a", path));
    }

    [Fact]
    public void Rights_do_not_grow_where_the_owner_cannot_be_kept()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root of Linux becomes somebody else.");
        Assert.SkipUnless(TryRun("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "dotnet", Program, "0", "0").Code == 0, "Nobody may not run .NET here, or there is no setpriv.");
        string path = At("n.json");
        File.WriteAllText(path, "old");
        Run("chmod", "6754", path);
        Run("chmod", "777", _folder);
        using (Process writer = Process.Start("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "dotnet", Program, "write", path, "a"]))
        {
            SpinWait.SpinUntil(() => new FileInfo(path).Length == Writer.Length || writer.HasExited);
            writer.Kill();
            writer.WaitForExit();
        }

        Assert.Equal("65534:65534 744", Run("stat", "-c", "%u:%g %a", path));
    }

    [Fact]
    public void A_mask_of_an_access_control_list_does_not_become_the_rights_of_the_group()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Access control lists of Linux.");
        string path = At("n.json");
        File.WriteAllText(path, "old");

        // user::rw-, user:1234:rw-, group::---, mask::rw-, other::---
        byte[] list = Convert.FromHexString("02000000" + "01000600FFFFFFFF" + "02000600D2040000" + "04000000FFFFFFFF" + "10000600FFFFFFFF" + "20000000FFFFFFFF");
        Assert.SkipUnless(WriteAttribute(path, "system.posix_acl_access", list, (nuint)list.Length, 0) == 0, "The file system has no access control lists.");
        Assert.Equal("660", ModeOf(path));
        NetworkFile.Write(Network, path, overwrite: true);
        Assert.Equal("600", ModeOf(path));
    }

    [Fact]
    public void A_file_that_came_into_being_meanwhile_is_not_replaced()
    {
        string path = At("n.json");
        Assert.Equal("FileExists", Assert.Throws<NetworkException>(() => OutputFile.Write(path, overwrite: false, file =>
        {
            file.WriteByte(1);
            File.WriteAllText(path, "other");
        })).Id);
        Assert.Equal(["n.json"], Names());
        Assert.Equal("other", File.ReadAllText(path));
    }

    [Fact]
    public void Nothing_is_removed_where_the_file_system_holds_no_locks()
    {
        string path = At("n.json"), left = path + Leftover;
        File.WriteAllText(left, "perhaps being written");
        using (Process writer = Process.Start(new ProcessStartInfo("dotnet", [Program, "write", path, "a"]) { Environment = { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" } })!)
        {
            SpinWait.SpinUntil(() => File.Exists(path) || writer.HasExited);
            writer.Kill();
            writer.WaitForExit();
        }

        Assert.Equal(OperatingSystem.IsWindows() ? null : "perhaps being written", File.Exists(left) ? File.ReadAllText(left) : null);
        NetworkFile.Write(Network, path, overwrite: true);
        Assert.Equal(["n.json"], Names());
    }

    [Fact]
    public void The_file_at_the_end_of_links_is_written_and_the_links_stay()
    {
        Directory.CreateDirectory(At("real"));
        string real = At("real/n.json"), first = At("first.json"), second = At("second.json");
        File.CreateSymbolicLink(first, "real/n.json");
        File.CreateSymbolicLink(second, first);

        // The first time, it leads to nothing.
        foreach (bool overwrite in (bool[])[false, true])
        {
            NetworkFile.Write(Network, second, overwrite);
            Assert.Equal(("real/n.json", first), (new FileInfo(first).LinkTarget, new FileInfo(second).LinkTarget));
            Assert.Null(new FileInfo(real).LinkTarget);
            Assert.Equal(File.ReadAllBytes(real), NetworkFile.ToJson(Network));
        }

        Assert.Equal([real], Directory.GetFiles(At("real")));
        Assert.Equal("FileExists", Assert.Throws<NetworkException>(() => NetworkFile.Write(Network, second)).Id);
    }

    [Fact]
    public void Links_that_lead_nowhere_are_errors()
    {
        File.CreateSymbolicLink(At("a"), At("b"));
        File.CreateSymbolicLink(At("b"), At("a"));
        Assert.Equal("FileNotWritten", Assert.Throws<NetworkException>(() => NetworkFile.Write(Network, At("a"), overwrite: true)).Id);
        Assert.Equal("FileNotWritten", Assert.Throws<NetworkException>(() => new CheckpointFile(At("a"), 1)).Id);
        File.CreateSymbolicLink(At("c"), At("none/n.json"));
        Assert.Equal("FolderMissing", Assert.Throws<NetworkException>(() => NetworkFile.Write(Network, At("c"), overwrite: true)).Id);
        Assert.Equal("CheckpointFolderMissing", Assert.Throws<NetworkException>(() => new CheckpointFile(At("c"), 1)).Id);
        File.CreateSymbolicLink(At("d"), _folder);
        Assert.Equal("FileExists", Assert.Throws<NetworkException>(() => NetworkFile.Write(Network, At("d"), overwrite: true)).Id);
    }

    [Fact]
    public void Devices_pipes_and_sockets_are_not_replaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Special files of Linux.");
        Run("mkfifo", At("pipe"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("socket")));
        File.CreateSymbolicLink(At("link"), "/dev/null");
        foreach (string path in (string[])[At("pipe"), At("socket"), At("link"), "/dev/null", "/dev/stdout"])
        {
            Assert.Equal("FileNotRegular", Assert.Throws<NetworkException>(() => NetworkFile.Write(Network, path, overwrite: true)).Id);
            Assert.Equal("FileNotRegular", Assert.Throws<NetworkException>(() => new CheckpointFile(path, 1)).Id);
        }

        Assert.Equal(["link", "pipe", "socket"], Names());
    }

    [Fact]
    public void A_full_disk_and_a_read_only_one_leave_the_old_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root of Linux mounts.");
        string disk = At("disk"), path = Path.Combine(disk, "n.json");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(TryRun("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk).Code == 0, "This machine does not let file systems be mounted.");
        try
        {
            NetworkFile.Write(Network, path);
            byte[] old = File.ReadAllBytes(path);
            File.WriteAllBytes(Path.Combine(disk, "filler"), new byte[100 << 10]);
            NetworkException error = Assert.Throws<NetworkException>(() => OutputFile.Write(path, overwrite: true, file => file.Write(new byte[1 << 20])));
            Assert.Equal("FileNotWritten", error.Id);
            Assert.Equal(old, File.ReadAllBytes(path));
            Assert.Equal(2, Directory.GetFiles(disk).Length);

            Run("mount", "-o", "remount,ro", disk);
            error = Assert.Throws<NetworkException>(() => NetworkFile.Write(Network, path, overwrite: true));
            Assert.Equal("FileNotWritten", error.Id);
            Assert.DoesNotContain(".tmp", error.Message, StringComparison.Ordinal);
            Assert.Equal(old, File.ReadAllBytes(path));
        }
        finally
        {
            Run("umount", disk);
        }
    }

    private static string ModeOf(string path) => Run("stat", "-c", "%a", path);

    private string Temporary() => Directory.GetFiles(_folder, "*.tmp").Single();

    /// <summary>Name of a temporary file that a killed writer of a path left.</summary>
    private string LeftoverOf(string path)
    {
        string? seen = null;
        AtomicFile.Write(path, _ => seen = Temporary());
        return seen!;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private IEnumerable<string> Names() => Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order();

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int WriteAttribute(string path, string name, byte[] value, nuint size, int flags);

    private static string Run(string program, params string[] arguments)
    {
        (int code, string output) = TryRun(program, arguments);
        Assert.Equal(0, code);
        return output;
    }

    private static (int Code, string Output) TryRun(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd().TrimEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
