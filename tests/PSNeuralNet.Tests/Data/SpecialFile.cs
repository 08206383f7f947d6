using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PSNeuralNet.Tests.Data;

/// <summary>Pipes for the tests.</summary>
internal static class SpecialFile
{
    /// <summary>A FIFO of this name; the test is skipped on Windows, which has none.</summary>
    public static string Fifo(string folder, string name = "fifo")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no FIFOs.");
        string path = Path.Combine(folder, name);
        using var made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
        return path;
    }

    /// <summary>A FIFO that another thread writes these bytes into, in small pieces.</summary>
    public static string Fifo(string folder, byte[] content, string name = "fifo")
    {
        string path = Fifo(folder, name);
        Task.Run(() =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            foreach (byte[] piece in content.Chunk(5000))
            {
                file.Write(piece);
                file.Flush();
            }
        });
        return path;
    }

    /// <summary>Time that an action takes, which a token ends after some milliseconds.</summary>
    public static TimeSpan Canceled(Action<CancellationToken> action, int after = 100)
    {
        using var source = new CancellationTokenSource(after);
        var clock = Stopwatch.StartNew();
        Assert.Throws<OperationCanceledException>(() => action(source.Token));
        return clock.Elapsed;
    }

    /// <summary>True on Linux, which has /proc and the devices of the tests.</summary>
    public static bool IsLinux => RuntimeInformation.IsOSPlatform(OSPlatform.Linux);
}
