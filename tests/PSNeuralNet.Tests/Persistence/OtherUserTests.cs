using System.Diagnostics;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>Files and folders that the user may not write: another program writes there as nobody.</summary>
public sealed class OtherUserTests : IDisposable
{
    private const string Old = "old", New = "n";
    private static readonly string[] Nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"];
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;
    private readonly string _path;

    public OtherUserTests()
    {
        _path = Path.Combine(_folder, "n.json");
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root of Linux becomes another user.");
        Assert.SkipUnless(TryRun("setpriv", [.. Nobody, "test", "-r", Program]).Code == 0, "Nobody cannot read this folder, or there is no setpriv.");
        File.WriteAllText(_path, Old);
    }

    private static string Program => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../faults/bin", Directory.GetParent(AppContext.BaseDirectory)!.Parent!.Name, "net10.0/PSNeuralNet.Faults.dll"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("755", "Its folder lets no file be created")]
    [InlineData("1777", "denied")]
    public void A_file_that_may_be_written_in_a_folder_that_may_not_is_an_error(string folder, string reason)
    {
        Allow(folder, "666");
        (int code, string output) = Export();
        Assert.Equal(1, code);
        Assert.StartsWith($"FileNotWritten: '{_path}' could not be written: ", output, StringComparison.Ordinal);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", output, StringComparison.Ordinal);
        Assert.Equal(Old, File.ReadAllText(_path));
        Assert.Equal([_path], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("444", "444")]
    [InlineData("640", "600")]
    [InlineData("664", "644")]
    public void A_file_of_another_owner_in_a_folder_that_may_be_written_is_replaced_with_no_more_rights(string mode, string expected)
    {
        Allow("777", mode);
        Assert.Equal((0, ""), Export());
        Assert.Equal((New, $"65534:65534 {expected}"), (File.ReadAllText(_path), TryRun("stat", "-c", "%u:%g %a", _path).Output));
    }

    [Fact]
    public void What_was_left_with_the_rights_of_a_read_only_file_is_removed()
    {
        string left = _path + ".123-0123456789abcdef.psneuralnet.tmp";
        File.WriteAllText(left, Old);
        Assert.Equal(0, TryRun("chown", "65534", left).Code);
        Assert.Equal(0, TryRun("chmod", "444", left).Code);
        Allow("777", "444");
        Assert.Equal((0, ""), Export());
        Assert.Equal([_path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_link_that_another_user_planted_in_a_folder_for_all_is_not_followed()
    {
        const string setting = "/proc/sys/fs/protected_symlinks";
        Assert.SkipUnless(File.Exists(setting) && File.ReadAllText(setting).Trim() == "1", "This system follows such links itself (fs.protected_symlinks).");
        Allow("1777", "644");
        string link = Path.Combine(_folder, "link"), created = Path.Combine(_folder, "created");
        foreach (string target in (string[])[_path, created])
        {
            File.CreateSymbolicLink(link, target);
            Assert.Equal(0, TryRun("chown", "-h", "65534", link).Code);
            Assert.Equal("FileNotWritten", Assert.Throws<NetworkException>(() => OutputFile.Write(link, overwrite: true, file => file.WriteByte(1))).Id);
            File.Delete(link);
        }

        Assert.Equal(Old, File.ReadAllText(_path));
        Assert.False(File.Exists(created));
    }

    private void Allow(string folder, string file)
    {
        Assert.Equal(0, TryRun("chmod", file, _path).Code);
        Assert.Equal(0, TryRun("chmod", folder, _folder).Code);
    }

    private (int Code, string Output) Export() => TryRun("setpriv", [.. Nobody, "dotnet", Program, "export", _path]);

    private static (int Code, string Output) TryRun(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd().TrimEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
