using System.Diagnostics;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Pipes, devices and the like given as files.</summary>
public sealed class PipeTests : CommandTest
{
    [Theory]
    [InlineData("Import-NetworkDataset fifo y")]
    [InlineData("Import-NetworkDataset fifo -LabelPath fifo")]
    [InlineData("Import-Network fifo")]
    [InlineData("New-MoonsDataset -Seed 0 | Get-NetworkPrediction fifo")]
    [InlineData("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Network fifo -Epochs 1")]
    public void Ctrl_C_ends_the_wait_for_the_writer_of_a_pipe(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no FIFOs.");
        Run("mkfifo fifo");
        using var shell = PowerShell.Create(Runspace);
        var output = new PSDataCollection<PSObject>();
        shell.AddScript(script);
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        Assert.False(running.AsyncWaitHandle.WaitOne(TimeSpan.FromMilliseconds(500)), "the command ended by itself");
        var clock = Stopwatch.StartNew();
        shell.Stop();
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(output);
        Assert.Equal(2, Get<int>("1 + 1"));
    }

    [Theory]
    [InlineData("Import-NetworkDataset /dev/zero y", "FileUnreadable", ErrorCategory.OpenError)]
    [InlineData("Import-NetworkDataset . y", "FileUnreadable", ErrorCategory.OpenError)]
    [InlineData("Import-NetworkDataset /dev/zero -LabelPath /dev/random", "FileUnreadable", ErrorCategory.OpenError)]
    [InlineData("Import-Network /dev/zero", "NetworkFileUnreadable", ErrorCategory.ReadError)]
    [InlineData("New-MoonsDataset -Seed 0 | Get-NetworkPrediction /dev/zero", "NetworkFileUnreadable", ErrorCategory.ReadError)]
    [InlineData("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -CheckpointPath /dev/zero -Resume", "FileNotRegular", ErrorCategory.InvalidArgument)]
    public void Devices_and_folders_are_refused(string script, string id, ErrorCategory category)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices of Linux.");
        ErrorRecord error = Fail(script);
        Assert.Equal(id, IdOf(error));
        Assert.Equal(category, error.CategoryInfo.Category);
    }

    [Fact]
    public async Task A_pipe_is_read_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no FIFOs.");
        Run("mkfifo fifo");
        var writing = Task.Run(() => File.WriteAllText(Path.Combine(Folder, "fifo"), "a,y\n1,0\n2,1\n"), TestContext.Current.CancellationToken);
        Assert.Equal(2, Get<int>("(Import-NetworkDataset fifo y).SampleCount"));
        await writing;
    }
}
