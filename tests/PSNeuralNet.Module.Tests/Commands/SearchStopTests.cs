using System.Diagnostics;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Searches that are stopped or killed: the journal has what was finished, and the same command goes on with it to the same trials.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(TimeTests))]
public class SearchStopTests : SearchTest
{
    // Some 30 trainings of about 0.2 s.
    private const string Search = "-Strategy Random -TrialCount 10 -Fold 3 -Seed 2 -Space @{ LearningRate = '1e-2..1 log'; HiddenSize = '8', '32', '16,8'; L2 = '1e-6..1e-2 log'; Epochs = 4000 }";

    private string Journal => Path.Combine(Folder, "study.jsonl");

    [Fact]
    public void Ctrl_C_ends_a_search_and_the_same_command_goes_on()
    {
        using var shell = PowerShell.Create(Runspace);
        var output = new PSDataCollection<PSObject>();
        shell.AddScript($"$moons | Search-NetworkHyperparameter {Search} -Path study.jsonl");
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        WaitForLines(5, () => running.IsCompleted);
        RefusesAnother();

        var clock = Stopwatch.StartNew();
        shell.Stop();
        TimeSpan taken = clock.Elapsed;

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(output);

        // It answers within 200 ms; the test allows for a busy machine.
        Assert.True(taken < TimeSpan.FromSeconds(1), $"stopping took {taken.TotalMilliseconds:0} ms");
        Assert.False(File.Exists(Journal + ".lock"));
        GoesOn();
    }

    [Fact]
    public void A_killed_process_loses_the_trainings_that_ran_only()
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        string module = Path.Combine(MarkdownBlocks.Root(), "output", "PSNeuralNet");
        foreach (string argument in (string[])[ChildProcess.Pwsh, "-NoProfile", "-NonInteractive", "-Command", $"Import-Module '{module}'; New-MoonsDataset -SampleCount 60 -Seed 0 | Search-NetworkHyperparameter {Search} -Path study.jsonl"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        WaitForLines(5, () => process.HasExited);
        process.Kill();
        process.WaitForExit();
        GoesOn();
    }

    /// <summary>Another search on the journal is an error while the first one lives.</summary>
    private void RefusesAnother()
    {
        using var other = System.Management.Automation.Runspaces.RunspaceFactory.CreateRunspace();
        other.Open();
        using var shell = PowerShell.Create(other);
        shell.AddScript("Import-Module $args[0]; New-MoonsDataset -SampleCount 60 -Seed 0 | Search-NetworkHyperparameter -LearningRate 0.1 -Path $args[1]").AddArgument(Path.Combine(MarkdownBlocks.Root(), "output", "PSNeuralNet")).AddArgument(Journal);
        Assert.Empty(shell.Invoke());
        Assert.Equal("JournalInUse", IdOf(Assert.Single(shell.Streams.Error)));
    }

    /// <summary>The same search trains the rest, and gives the trials of one that was not interrupted.</summary>
    private void GoesOn()
    {
        int before = File.ReadAllLines(Journal).Length;
        Assert.InRange(before, 5, 30);
        Assert.Equal(["10", "True", "31"], Lines($$"""
            $resumed = $moons | Search-NetworkHyperparameter {{Search}} -Path study.jsonl -WarningAction SilentlyContinue
            "$($resumed.Count)"
            "$((TextOf $resumed) -eq (TextOf ($moons | Search-NetworkHyperparameter {{Search}})))"
            "$(@(Get-Content study.jsonl).Count)"
            """));
    }

    private void WaitForLines(int count, Func<bool> isOver)
    {
        var clock = Stopwatch.StartNew();
        while (Count() < count)
        {
            Assert.False(isOver(), "the search ended by itself");
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "the search did not begin");
            Thread.Sleep(20);
        }

        int Count()
        {
            try
            {
                using var file = new FileStream(Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(file);
                return reader.ReadToEnd().Count(letter => letter == '\n');
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }
}
