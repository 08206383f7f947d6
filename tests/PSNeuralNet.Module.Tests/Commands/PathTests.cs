namespace PSNeuralNet.Tests.Commands;

/// <summary>Paths of every parameter that takes one: of the FileSystem provider only, and typed errors for all others.</summary>
public class PathTests : CommandTest
{
    // The script for each parameter; null where objects, but no paths are taken.
    private static readonly Dictionary<string, string?> Scripts = new()
    {
        ["Compare-Network -InputObject"] = null,
        ["Compare-Network -Network"] = "$moons | Compare-Network -Network $args[0] -Other $r",
        ["Compare-Network -Other"] = "$moons | Compare-Network -Network $r -Other $r, $args[0]",
        ["ConvertTo-NetworkDataset -InputObject"] = null,
        ["ConvertTo-NetworkDataset -Schema"] = "@{ X1 = 1; X2 = 2; Label = 0 } | ConvertTo-NetworkDataset Label -Schema $args[0]",
        ["Export-Network -LiteralPath"] = "$r | Export-Network -LiteralPath $args[0]",
        ["Export-Network -Network"] = "$args[0] | Export-Network d:out.json",
        ["Export-Network -Path"] = "$r | Export-Network -Path $args[0] -Force",
        ["Export-NetworkChart -InputObject"] = "$args[0] | Export-NetworkChart d:out.png",
        ["Export-NetworkChart -LiteralPath"] = "$r | Export-NetworkChart -LiteralPath $args[0]",
        ["Export-NetworkChart -Network"] = "$moons | Export-NetworkChart d:out.png -Network $args[0]",
        ["Export-NetworkChart -Path"] = "$r | Export-NetworkChart -Path $args[0]",
        ["Export-NetworkReport -InputObject"] = null,
        ["Export-NetworkReport -LiteralPath"] = "$r | Export-NetworkReport -LiteralPath $args[0]",
        ["Export-NetworkReport -Path"] = "$r | Export-NetworkReport -Path $args[0]",
        ["Get-NetworkFeature -InputObject"] = "$args[0] | Get-NetworkFeature",
        ["Get-NetworkFeature -Source"] = "Get-NetworkFeature $args[0]",
        ["Get-NetworkPrediction -InputObject"] = null,
        ["Get-NetworkPrediction -Network"] = "$moons | Get-NetworkPrediction -Network $args[0]",
        ["Import-Network -LiteralPath"] = "Import-Network -LiteralPath $args[0]",
        ["Import-Network -Path"] = "$args[0] | Import-Network",
        ["Import-NetworkDataset -LabelPath"] = "Import-NetworkDataset d:images.idx -LabelPath $args[0]",
        ["Import-NetworkDataset -LiteralPath"] = "Import-NetworkDataset -LiteralPath $args[0] -Target y",
        ["Import-NetworkDataset -Path"] = "Import-NetworkDataset $args[0] -Target y",
        ["Import-NetworkSearch -LiteralPath"] = "Import-NetworkSearch -LiteralPath $args[0]",
        ["Import-NetworkSearch -Path"] = "Import-NetworkSearch $args[0]",
        ["Import-NetworkDataset -Schema"] = "Import-NetworkDataset d:images.idx -Target y -Schema $args[0]",
        ["Invoke-NetworkTraining -CheckpointPath"] = "$moons | Invoke-NetworkTraining -Epochs 1 -CheckpointPath $args[0]",
        ["Invoke-ForwardPropagation -InputObject"] = null,
        ["Invoke-NetworkTraining -InputObject"] = null,
        ["Invoke-NetworkTraining -Network"] = "$moons | Invoke-NetworkTraining -Epochs 1 -Network $args[0]",
        ["Measure-Network -InputObject"] = null,
        ["Measure-Network -Network"] = "$moons | Measure-Network -Network $args[0]",
        ["Measure-NetworkFeature -InputObject"] = null,
        ["Measure-NetworkFeature -Network"] = "$moons | Measure-NetworkFeature -Network $args[0]",
        ["Search-NetworkHyperparameter -InputObject"] = null,
        ["Search-NetworkHyperparameter -Path"] = "$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Epochs 1 -Fold 2 -Path $args[0]",
        ["Set-NetworkThreshold -InputObject"] = null,
        ["Set-NetworkThreshold -Network"] = "$moons | Set-NetworkThreshold -Network $args[0] -For F1",
        ["Test-NetworkDrift -InputObject"] = null,
        ["Test-NetworkDrift -Network"] = "$moons | Test-NetworkDrift -Network $args[0]",
        ["Show-NetworkChart -InputObject"] = "$args[0], $moons | Show-NetworkChart -Width 80 -Height 20",
        ["Split-NetworkDataset -InputObject"] = null,
        ["Test-NetworkGradient -InputObject"] = null,
        ["Show-NetworkChart -Network"] = "$moons | Show-NetworkChart -Width 80 -Height 20 -Network $args[0]",
    };

    private static readonly (string Path, string Id, ErrorCategory Category)[] Bad =
    [
        ("Env:x.json", "FileProviderInvalid", ErrorCategory.InvalidArgument),
        ("Env:PATH", "FileProviderInvalid", ErrorCategory.InvalidArgument),
        ("Env:/../x.json", "FileProviderInvalid", ErrorCategory.InvalidArgument),
        ("Variable:*", "FileProviderInvalid", ErrorCategory.InvalidArgument),
        (@"Microsoft.PowerShell.Core\Environment::PATH", "FileProviderInvalid", ErrorCategory.InvalidArgument),
        ("zz:x.json", "FileDriveMissing", ErrorCategory.ObjectNotFound),
        ("zz:/../x.json", "FileDriveMissing", ErrorCategory.ObjectNotFound),
        ("No::x.json", "FileDriveMissing", ErrorCategory.ObjectNotFound),
        ("d:/../../x.json", "FilePathInvalid", ErrorCategory.InvalidArgument),
        ("FileSystem::", "FilePathInvalid", ErrorCategory.InvalidArgument),
        ("FileSystem::x.json", "FilePathInvalid", ErrorCategory.InvalidArgument),
        ("a\0b.json", "FilePathInvalid", ErrorCategory.InvalidArgument),
        ("Env:\0", "FilePathInvalid", ErrorCategory.InvalidArgument),
    ];

    public PathTests()
    {
        File.WriteAllText(Path.Combine(Folder, "images.idx"), "");
        Run("$null = New-PSDrive d FileSystem $pwd.Path -Scope Global; $moons = New-MoonsDataset 20 -Seed 0; $r = $moons | Invoke-NetworkTraining -Epochs 1 -Seed 3");
    }

    public static TheoryData<string> Parameters => [.. Scripts.Where(script => script.Value is not null).Select(script => script.Key)];

    [Fact]
    public void Every_parameter_that_can_take_a_path_has_a_script() =>
        Assert.Equal(Scripts.Keys.Order(StringComparer.Ordinal), Lines("""
            foreach ($command in Get-Command -Module PSNeuralNet) {
                foreach ($parameter in $command.Parameters.Values) {
                    $type = $parameter.ParameterType.Name
                    if ($type -in 'NetworkReference', 'NetworkReference[]', 'PSObject', 'Object' -and $parameter.Name -ne 'PositiveClass' -or ($type -in 'String', 'String[]', 'FileInfo' -and $parameter.Name -match 'Path|File|Folder|Directory')) {
                        "$command -$($parameter.Name)"
                    }
                }
            }
            """).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Bad_paths_are_errors_with_an_id(string parameter)
    {
        foreach ((string path, string id, ErrorCategory category) in Bad)
        {
            AssertFails(parameter, path, id, category);
        }

        Run("Set-Location Env:");
        AssertFails(parameter, "x.json", "FileProviderInvalid", ErrorCategory.InvalidArgument);
        Run("Set-Location d:");
        Assert.Equal(["images.idx"], Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void An_empty_path_of_a_network_is_an_error_with_an_id() =>
        Fails("$moons | Measure-Network -Network ''", "FilePathInvalid", ErrorCategory.InvalidArgument, "It is empty");

    [Fact]
    public void Patterns_that_match_nothing_are_errors()
    {
        foreach (string pattern in (string[])["*.none", "a[", "none.json"])
        {
            Assert.Equal("FileMissing", IdOf(Fail("Import-Network $args[0]", pattern)));
            Assert.Equal("FileMissing", IdOf(Fail("Import-NetworkDataset $args[0] -Target y", pattern)));
        }
    }

    [Theory]
    [InlineData("d:/n.json")]
    [InlineData("d:n.json")]
    [InlineData("FileSystem::$pwd/n.json")]
    [InlineData("$pwd/no/../n.json")]
    [InlineData("d:/no/../n.json")]
    public void Paths_of_the_file_system_are_for_all(string path)
    {
        path = path.Replace("$pwd", Folder, StringComparison.Ordinal);
        Run("""
            Set-Location d:
            $path = $args[0]
            $r | Export-Network $path
            $r | Export-NetworkChart $path.Replace('json', 'svg')
            $r | Export-NetworkReport $path.Replace('json', 'html')
            $null = $moons | Invoke-NetworkTraining -Epochs 1 -Seed 3 -CheckpointPath $path.Replace('json', 'ckpt')
            'X1,X2,Label', '1,2,0', '3,4,1' | Set-Content n.csv
            $null = Import-NetworkDataset $path.Replace('json', 'csv') -Target Label
            $null = Import-Network $path
            $null = $moons | Measure-Network $path
            $null = Get-NetworkFeature $path
            """, path);
        Assert.Equal(["images.idx", "n.ckpt", "n.csv", "n.html", "n.json", "n.svg"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void File_objects_are_read_at_any_location() =>
        Assert.Equal(20, Run("$r | Export-Network n.json; $file = Get-Item n.json; Set-Location Env:; $moons | Get-NetworkPrediction -Network $file; Set-Location d:").Count);

    [Fact]
    public void Completion_reads_files_of_the_file_system_only()
    {
        File.WriteAllText(Path.Combine(Folder, "PATH"), "first,second\n1,2\n");
        Assert.Equal(["first", "second"], Complete("Import-NetworkDataset d:PATH -Target ").Take(2));
        string named = Path.Combine(Environment.CurrentDirectory, "PATH");
        File.WriteAllText(named, "first,second\n1,2\n");
        try
        {
            Assert.DoesNotContain("first", Complete("Import-NetworkDataset Env:PATH -Target "));
            Assert.DoesNotContain("first", Complete("Import-NetworkDataset \"a`0b\" -Target "));
        }
        finally
        {
            File.Delete(named);
        }
    }

    private void AssertFails(string parameter, string path, string id, ErrorCategory category)
    {
        (_, ErrorRecord[] errors) = TryRun(Scripts[parameter]!, path);
        ErrorRecord error = Assert.Single(errors);
        Assert.Equal((parameter, path, id, category), (parameter, path, IdOf(error), error.CategoryInfo.Category));
        Assert.Equal(path, error.TargetObject);
        Assert.DoesNotContain('\0', error.ToString());
    }
}
