using System.Collections.ObjectModel;
using System.Management.Automation;

namespace PSNeuralNet.Tests;

/// <summary>Every example script, and every example of the help, runs.</summary>
public class ExampleTests : PowerShellTest
{
    public static TheoryData<string> Scripts => [.. Directory.EnumerateFiles(Path.Combine(MarkdownBlocks.Root(), "examples"), "*.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Scripts))]
    public void Scripts_run(string script)
    {
        (int exit, string output, string errors) = ShellProcess.Run(Folder, [Path.Combine(MarkdownBlocks.Root(), "examples", script)]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.NotEmpty(output);
    }

    [Fact]
    public void The_sweep_takes_its_arguments()
    {
        (int exit, string output, string errors) = ShellProcess.Run(
            Folder, [Path.Combine(MarkdownBlocks.Root(), "examples/Sweep-Hyperparameters.ps1"), "-HiddenSize", "3", "-Path", "small.csv"]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("all 4 trainings are in small.csv", output, StringComparison.Ordinal);
        Assert.Equal(5, File.ReadAllLines(Path.Combine(Folder, "small.csv")).Length);
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

    [Fact]
    public void Every_parameter_is_described()
    {
        Assert.Empty(Run("""
            foreach ($command in Get-Command -Module PSNeuralNet) {
                $described = (Get-Help $command.Name -Full).parameters.parameter
                foreach ($name in $command.Parameters.Keys) {
                    if ($name -in [System.Management.Automation.PSCmdlet]::CommonParameters) { continue }
                    $text = ($described | Where-Object name -eq $name).description.Text
                    if (-not $text) { "$($command.Name) -$name" }
                }
            }
            """).Select(name => name.ToString()));
    }

    [Fact]
    public void The_about_topic_is_found()
    {
        Assert.Contains("Cost number k is taken before update k", Get<string>("Get-Help about_PSNeuralNet"), StringComparison.Ordinal);
    }
}
