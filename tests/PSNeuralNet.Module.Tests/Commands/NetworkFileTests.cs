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

    [Theory]
    [InlineData("Import-Network net.json")]
    [InlineData("$moons | Get-NetworkPrediction net.json")]
    [InlineData("$moons | Measure-Network net.json")]
    [InlineData("$moons | Measure-NetworkFeature net.json -Seed 1")]
    [InlineData("$moons | Invoke-NetworkTraining -Network net.json -Epochs 2")]
    [InlineData("'net.json' | Get-NetworkFeature")]
    [InlineData("Export-NetworkChart net.svg -InputObject net.json -Dataset $moons -Kind DecisionBoundary")]
    public void A_file_with_another_content_than_was_written_is_warned_of_once(string script)
    {
        string[] warnings = Lines($$"""
            $r | Export-Network net.json
            . { {{script}} } 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] }
            Remove-Item net.svg -ErrorAction Ignore
            (Get-Content net.json -Raw) -replace '"activation": "Tanh"', '"activation": "ReLU"' | Set-Content net.json
            . { {{script}} } 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] }
            """);
        Assert.Contains("net.json' is not as Export-Network wrote it", Assert.Single(warnings), StringComparison.Ordinal);
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

    [Theory]
    [InlineData("Export-Network", "a.json")]
    [InlineData("Export-NetworkChart", "a.png")]
    [InlineData("Export-NetworkReport", "a.html")]
    public void Exports_overwrite_only_with_Force_and_write_nothing_with_WhatIf(string cmdlet, string file)
    {
        Run($"$r | {cmdlet} {file} -WhatIf");
        Fails($"$r | {cmdlet} no/{file}", "FolderMissing", ErrorCategory.ObjectNotFound);
        Fails($"$r | {cmdlet} Env:/{file}", "FileProviderInvalid", ErrorCategory.InvalidArgument);
        Assert.Empty(Directory.GetFiles(Folder));
        Assert.Empty(Run($"'old' | Set-Content -LiteralPath '[1]{file}'; $r | {cmdlet} {file}; $r | {cmdlet} -LiteralPath '[1]{file}' -Force"));
        Fails($"$r | {cmdlet} {file}", "FileExists", ErrorCategory.ResourceExists);
        Assert.True(Get<bool>($"[object]::ReferenceEquals(($r | {cmdlet} {file} -Force -PassThru), $r)"));
        Assert.Equal([$"[1]{file}", file], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(Folder), path => Assert.NotEqual("old", File.ReadAllText(path).Trim()));
    }

    [Theory]
    [InlineData("$r | Export-Network old.txt -Format Json", "FileExists", ErrorCategory.ResourceExists)]
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
