using System.Management.Automation;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Export-Network, Import-Network, and paths as networks.</summary>
public class NetworkFileTests : CommandTest
{
    public NetworkFileTests()
    {
        Run("""
            $moons = New-MoonsDataset -SampleCount 80 -Seed 0
            $r = $moons | Invoke-NetworkTraining -Epochs 50 -Seed 3
            """);
    }

    [Fact]
    public void A_path_stands_for_a_network_everywhere()
    {
        Assert.Equal([true, true, true, true], Run("""
            $r | Export-Network net.json
            $a = $moons | Get-NetworkPrediction $r; $b = $moons | Get-NetworkPrediction net.json
            -not (0..79 | Where-Object { $a[$_].Probability -ne $b[$_].Probability })
            ($moons | Measure-Network $r).LogLoss -eq ($moons | Measure-Network (Get-Item net.json)).LogLoss
            ($moons | Invoke-NetworkTraining -Network net.json -Epochs 5 -LearningRate 0.3).LastCost -eq ($moons | Invoke-NetworkTraining -Parameter $r -Epochs 5).LastCost
            (Import-Network net.json).Training.LastCost -eq $r.LastCost
            """).Select(value => (bool)value.BaseObject));
    }

    [Fact]
    public void Several_files_are_read_in_order_and_a_bad_one_does_not_hinder_the_next()
    {
        (var output, ErrorRecord[] errors) = TryRun("""
            $r | Export-Network a.json
            'no network' | Set-Content b.json
            $r.Network | Export-Network c.json
            $r.Parameter | Export-Network 'd[1].json'
            Import-Network ?.json
            Import-Network -LiteralPath 'd[1].json'
            Import-Network none.json
            """);
        Assert.Equal(3, output.Count);
        Assert.Equal(["NetworkFileInvalid", "FileMissing"], errors.Select(error => IdOf(error)));
    }

    [Fact]
    public void PassThru_hands_on_and_WhatIf_writes_nothing()
    {
        Assert.Equal([true, false, "TrainingResult"], Run("""
            $same = $r | Export-Network e.json -PassThru
            [object]::ReferenceEquals($same, $r)
            $r | Export-Network f.json -WhatIf
            Test-Path f.json
            ($r | Export-Network e.json -Force -PassThru).GetType().Name
            """).Select(value => value.BaseObject));
    }

    [Theory]
    [InlineData("$r | Export-Network old.txt", "FileExists", ErrorCategory.ResourceExists)]
    [InlineData("$r | Export-Network no/where.json", "FolderMissing", ErrorCategory.ObjectNotFound)]
    [InlineData("$r | Export-Network Env:net", "FileProviderInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("7 | Export-Network seven.json", "NetworkInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("Import-Network old.txt", "NetworkFileInvalid", ErrorCategory.InvalidData)]
    [InlineData("Import-Network -LiteralPath none.json", "NetworkFileMissing", ErrorCategory.ObjectNotFound)]
    [InlineData("$moons | Get-NetworkPrediction none.json", "NetworkFileMissing", ErrorCategory.ObjectNotFound)]
    [InlineData("$moons | Measure-Network old.txt", "NetworkFileInvalid", ErrorCategory.InvalidData)]
    [InlineData("$moons | Invoke-NetworkTraining -Network old.txt", "NetworkFileInvalid", ErrorCategory.InvalidData)]
    public void Problems_have_names(string script, string id, ErrorCategory category)
    {
        Run("'My diary.' | Set-Content old.txt");
        Fails(script, id, category);
        Assert.Equal("My diary.", File.ReadAllText(Path.Combine(Folder, "old.txt")).Trim());
    }
}
