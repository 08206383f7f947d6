namespace PSNeuralNet.Tests;

/// <summary>Every example script, and every example of the help, runs.</summary>
[Trait("Category", "Slow")]
public class ExampleTests : PowerShellTest
{
    public static TheoryData<string> Scripts => [.. Directory.EnumerateFiles(Path.Combine(MarkdownBlocks.Root(), "examples"), "*.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Scripts))]
    public void Scripts_run(string script)
    {
        (int exit, string output, string errors) = ChildProcess.RunShell(Folder, [Path.Combine(MarkdownBlocks.Root(), "examples", script)]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.NotEmpty(output);
    }

    [Fact]
    public void The_sweep_takes_its_arguments()
    {
        (int exit, string output, string errors) = ChildProcess.RunShell(
            Folder, [Path.Combine(MarkdownBlocks.Root(), "examples/Sweep-Hyperparameters.ps1"), "-HiddenSize", "3", "-Path", "small.csv"]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("The 4 trials are in small.csv", output, StringComparison.Ordinal);
        Assert.Equal(5, File.ReadAllLines(Path.Combine(Folder, "small.csv")).Length);
    }

    [Fact]
    public void Three_lines_lead_from_a_table_of_disks_to_those_that_fail_next()
    {
        string[] lines = [.. MarkdownBlocks.IndentedCode("README.md").Where(line => line.Contains("disks", StringComparison.Ordinal) && (line.Contains("Import-Csv", StringComparison.Ordinal) || line.Contains("Set-NetworkThreshold", StringComparison.Ordinal)))];
        Assert.Equal(3, lines.Length);
        Run("""
            param($example)
            & $example -Count 500 -Seed 1 | Export-Csv disks.csv
            New-Item -ItemType Directory new | Out-Null
            & $example -Count 24 -Seed 101 -Server SRV-01 | Export-Csv new/srv-01.csv
            & $example -Count 24 -Seed 102 -Server SRV-02 | Export-Csv new/srv-02.csv
            """, Path.Combine(MarkdownBlocks.Root(), "examples/New-DiskTable.ps1"));
        // As it stands, but for a seed, so that the test always sees the same network.
        Run(lines[0].Replace("-Target failed", "-Target failed -Seed 1", StringComparison.Ordinal));
        Run(lines[1]);
        Collection<PSObject> next = Run(lines[2]);
        Assert.InRange(next.Count, 1, 24);
        Assert.All(next, disk => Assert.Equal("yes", disk.Properties["Prediction"].Value));
        Assert.Equal(["SRV-01", "SRV-02"], next.Select(disk => (string)disk.Properties["server"].Value).Distinct());
    }

    [Fact]
    public void Two_lines_lead_from_a_table_of_services_to_what_is_unusual()
    {
        string[] lines = [.. MarkdownBlocks.IndentedCode("README.md").Where(line => line.Contains("services.json", StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        (int exit, _, string errors) = ChildProcess.RunShell(Folder, [Path.Combine(MarkdownBlocks.Root(), "examples/Find-Anomaly.ps1"), "-Folder", "."]);
        Assert.Equal((0, ""), (exit, errors));

        // The table says which services went wrong, and when: a leak from 10:40 on, a hanging search from 10:20 to 10:29, mail that does not log from 10:50 on.
        Run("Remove-Item services.json; " + lines[0].Replace("-Id time", "-Id time -Seed 1", StringComparison.Ordinal));
        Collection<PSObject> odd = Run(lines[1]);
        Assert.InRange(odd.Count, 20, 60);
        string[] found = [.. odd.Select(row => $"{row.Properties["service"].Value} {((string)row.Properties["time"].Value)[11..15]}").GroupBy(one => one).Where(group => group.Count() > 5).Select(group => group.Key).Order(StringComparer.Ordinal)];
        Assert.Equal(["mail 10:5", "search 10:2", "web 10:4", "web 10:5"], found);
    }

    [Fact]
    public void Every_help_example_runs_and_gives_something()
    {
        Collection<PSObject> examples = Run("""
            foreach ($command in Get-Command -Module PSNeuralNet) {
                foreach ($example in (Get-Help $command.Name -Full).examples.example) {
                    [pscustomobject]@{ Name = "$($command.Name): $($example.title)"; Code = $example.code }
                }
            }
            """);
        Assert.True(examples.Count >= 2 * 17, $"only {examples.Count} examples");
        Assert.All(examples, example =>
        {
            string code = example.Properties["Code"].Value.ToString()!;
            (_, ErrorRecord[] errors) = TryRun($"& {{\n{code}\n}}");
            Assert.True(errors.Length == 0, $"{example.Properties["Name"].Value} fails: {(errors.Length > 0 ? errors[0] : null)}");
        });
    }
}
