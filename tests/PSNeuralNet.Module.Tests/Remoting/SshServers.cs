using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PSNeuralNet.Tests;

/// <summary>Two OpenSSH servers of these tests: their keys, their ports, this machine only. A session in them is a pwsh of NuGet's package.</summary>
public sealed class SshServers : IDisposable
{
    private readonly List<Process> _servers = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psneuralnet-ssh-");

    public SshServers()
    {
        string? server = Find("sshd");
        if (server is null || Find("ssh") is null || Find("ssh-keygen") is null)
        {
            Missing = "There is no OpenSSH server (apt-get install openssh-server).";
            return;
        }

        foreach (string key in (string[])["host", "user"])
        {
            (int code, _, string errors) = ChildProcess.Run(_folder.FullName, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
            Assert.True(code == 0, errors);
        }

        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd");
        }

        Port = [Start(server), Start(server)];
    }

    /// <summary>The reason to skip the tests; null for none.</summary>
    public string? Missing { get; }

    /// <summary>The ports of the servers.</summary>
    public int[] Port { get; } = [];

    /// <summary>The private key of the user.</summary>
    public string Key => Path.Combine(_folder.FullName, "user");

    public void Dispose()
    {
        foreach (Process server in _servers)
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
            server.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private static string? Find(string name) =>
        OperatingSystem.IsWindows() ? null
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private int Start(string program)
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        string settings = Path.Combine(_folder.FullName, $"config{port}"), dotnet = Find("dotnet") ?? Environment.ProcessPath!;
        File.WriteAllLines(
            settings,
            [
                $"Port {port}",
                "ListenAddress 127.0.0.1",
                $"HostKey {_folder.FullName}/host",
                $"AuthorizedKeysFile {Key}.pub",
                "PasswordAuthentication no",
                "StrictModes no",
                "PidFile none",
                $"SetEnv PSModulePath={Path.Combine(MarkdownBlocks.Root(), "output")}",
                $"Subsystem powershell {dotnet} {ChildProcess.Pwsh} -sshs -NoLogo -NoProfile",
            ]);
        string log = Path.Combine(_folder.FullName, $"log{port}");
        _servers.Add(Process.Start(program, ["-D", "-f", settings, "-E", log]));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(log) && File.ReadAllText(log).Contains("listening", StringComparison.Ordinal), TimeSpan.FromSeconds(30)), "The SSH server does not listen.");
        return port;
    }
}
