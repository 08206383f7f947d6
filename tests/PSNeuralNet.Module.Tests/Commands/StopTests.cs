using System.Diagnostics;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Tests that measure time do not run in parallel with others.</summary>
[CollectionDefinition(nameof(TimeTests), DisableParallelization = true)]
public static class TimeTests;

[Trait("Category", "Slow")]
[Collection(nameof(TimeTests))]
public class StopTests : PowerShellTest
{
    [Theory]
    [InlineData("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 2147483647 -Seed 3")]
    [InlineData("New-MoonsDataset -SampleCount 1000000 -Seed 0 | Invoke-NetworkTraining -Epochs 1000 -HiddenSize 64 -Seed 3")]
    [InlineData("New-MoonsDataset -SampleCount 1000000 -Seed 0 | Invoke-NetworkTraining -Epochs 1000 -HiddenSize 256,256 -Seed 3")]
    [InlineData("$m = New-MoonsDataset -SampleCount 5000 -Seed 0; $m | Test-NetworkGradient ($m | Initialize-NetworkParameter -HiddenSize 64,64 -Seed 3)")]
    public void Ctrl_C_ends_a_long_command_and_leaves_the_session_usable(string script)
    {
        using var shell = PowerShell.Create(Runspace);
        var output = new PSDataCollection<PSObject>();
        shell.AddScript(script);
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        Assert.False(running.AsyncWaitHandle.WaitOne(TimeSpan.FromMilliseconds(1500)), "the command ended by itself");

        var clock = Stopwatch.StartNew();
        shell.Stop();
        TimeSpan taken = clock.Elapsed;

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(output);
        Assert.Equal(2, Get<int>("1 + 1"));

        // The documented limit is 100 ms; the test allows for a busy machine.
        Assert.True(taken < TimeSpan.FromSeconds(1), $"stopping took {taken.TotalMilliseconds:0} ms");
    }

    [Fact]
    public void Progress_is_shown_a_few_times_a_second_and_taken_away_at_the_end()
    {
        using var shell = PowerShell.Create(Runspace);
        var clock = Stopwatch.StartNew();
        shell.AddScript("New-MoonsDataset -SampleCount 20000 -Seed 0 | Invoke-NetworkTraining -HiddenSize 20 -Epochs 1500 -Seed 3").Invoke();
        double seconds = clock.Elapsed.TotalSeconds;

        ProgressRecord[] records = [.. shell.Streams.Progress.Where(record => record.Activity.StartsWith("Training 2-20-1 tanh/sigmoid on moons", StringComparison.Ordinal))];
        Assert.InRange(records.Length, 2, (int)(5 * seconds) + 2);
        Assert.Matches(@"^Epoch \d+ of 1500, cost 0\.\d{6}$", records[0].StatusDescription);
        Assert.InRange(records[0].PercentComplete, 0, 100);
        Assert.True(records[0].SecondsRemaining >= 0);
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
    }
}
