namespace PSNeuralNet.Tests.Commands;

/// <summary>A new cmdlet is complete: exported by the manifest, listed in README and about topic, its output has a view.</summary>
public class ModuleTests : CommandTest
{
    [Fact]
    public void The_manifest_the_readme_and_the_about_topic_list_every_cmdlet()
    {
        string[] cmdlets = Lines("""
            $types = [PSNeuralNet.Commands.NetworkCmdlet].Assembly.GetExportedTypes()
            $attributes = $types | Where-Object { -not $_.IsAbstract } | ForEach-Object { $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) }
            $attributes | ForEach-Object { "$($_.VerbName)-$($_.NounName)" } | Sort-Object
            """);
        Assert.NotEmpty(cmdlets);
        Assert.Equal(cmdlets, Lines("(Get-Module PSNeuralNet).ExportedCmdlets.Keys | Sort-Object"));
        string readme = File.ReadAllText(Path.Combine(MarkdownBlocks.Root(), "README.md"));
        Assert.Equal(cmdlets, cmdlets.Where(name => readme.Contains($"\n| `{name}` |", StringComparison.Ordinal)));
        string[] about = Get<string>("Get-Help about_PSNeuralNet").ReplaceLineEndings("\n").Split("\nCMDLETS\n")[1].Split(' ', ',', '\n');
        Assert.Equal(cmdlets, about.Intersect(cmdlets).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_output_type_has_a_view()
    {
        Assert.Empty(Lines("""
            $types = (Get-Command -Module PSNeuralNet).OutputType.Type | Where-Object Namespace -like 'PSNeuralNet*' | Sort-Object FullName -Unique
            if ($types.Count -lt 10) { 'few types' }
            $types.FullName | Where-Object { -not (Get-FormatData -TypeName $_) }
            """));
    }
}
