namespace PSNeuralNet.Tests.Commands;

/// <summary>The example tables of the module.</summary>
public class ExampleTableTests : CommandTest
{
    private string Data => Path.Combine(Get<string>("(Get-Module PSNeuralNet).ModuleBase"), "data");

    [Fact]
    public void The_list_says_what_each_table_has()
    {
        Assert.Equal(["disks 1000 10 failed", "iris 150 5 species", "weather 1461 6 weather", "wine 178 14 cultivar"], Lines("""
            Get-NetworkExample | ForEach-Object { "$($_.Name) $($_.RowCount) $($_.ColumnCount) $($_.Target)" }
            """));
        Assert.Empty(Lines("""
            foreach ($table in Get-NetworkExample) {
                $rows = @(Get-NetworkExample $table.Name)
                $columns = @($rows[0].psobject.Properties.Name)
                if ($rows.Count -ne $table.RowCount -or $columns.Count -ne $table.ColumnCount -or $table.Target -cnotin $columns) { "$table is not so" }
                if (-not ($table.Source -and $table.Licence)) { "$table has no source or no licence" }
                if (Compare-Object $rows (Import-Csv -LiteralPath $table.Path) -Property $columns) { "$table is not as Import-Csv reads it" }
            }
            """));
    }

    [Fact]
    public void Cells_are_text_as_from_ImportCsv()
    {
        PSObject first = Run("Get-NetworkExample iris")[0];
        Assert.Equal(["sepal_length_cm=5.1", "sepal_width_cm=3.5", "petal_length_cm=1.4", "petal_width_cm=0.2", "species=setosa"],
            first.Properties.Select(property => $"{property.Name}={Assert.IsType<string>(property.Value)}"));
    }

    [Fact]
    public void The_files_are_small_and_each_has_its_source_and_licence_in_the_readme()
    {
        string readme = File.ReadAllText(Path.Combine(Data, "README.md")), notices = File.ReadAllText(Path.Combine(Data, "..", "ThirdPartyNotices.txt"));
        Assert.InRange(Directory.GetFiles(Data).Sum(file => new FileInfo(file).Length), 1, 200_000);
        foreach (PSObject table in Run("Get-NetworkExample"))
        {
            string name = (string)table.Properties["Name"].Value, licence = (string)table.Properties["Licence"].Value;
            string section = readme.Split($"\n## {name}\n")[1].Split("\n## ")[0];
            Assert.Contains("\n- Source: ", section, StringComparison.Ordinal);
            Assert.Contains($"\n- Licence: {licence}", section, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(name != "disks", notices.Contains($"data/{name}.csv", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_disks_are_those_of_their_generator()
    {
        Assert.Empty(Lines("""
            & $args[0] -Count 1000 -Seed 1 | Export-Csv made.csv -UseQuotes AsNeeded
            $made = [System.IO.File]::ReadAllText("$PWD/made.csv").ReplaceLineEndings("`n")
            if ($made -cne [System.IO.File]::ReadAllText((Get-NetworkExample | Where-Object Name -eq disks).Path)) { 'they differ' }
            """, Path.Combine(MarkdownBlocks.Root(), "examples/New-DiskTable.ps1")));
    }

    [Fact]
    public void They_make_the_same_datasets_as_their_files()
    {
        Assert.Equal(["disks Binary True", "iris MultiClass True", "weather MultiClass True", "wine MultiClass True"], Lines("""
            foreach ($table in Get-NetworkExample) {
                $data = Get-NetworkExample $table.Name | ConvertTo-NetworkDataset $table.Target
                $read = Import-NetworkDataset $table.Path -Target $table.Target
                "$table $($data.Task) $([System.Linq.Enumerable]::SequenceEqual($data.X.AsColumnMajorArray(), $read.X.AsColumnMajorArray()))"
            }
            """));
    }

    [Fact]
    public void Names_are_completed_in_any_case_and_an_unknown_one_is_an_error()
    {
        Assert.Equal(["disks", "iris", "weather", "wine"], Complete("Get-NetworkExample "));
        Assert.Equal(["weather", "wine"], Complete("Get-NetworkExample -Name W"));
        Assert.Equal(["'petal_length_cm'", "'petal_width_cm'"], Complete("Get-NetworkExample iris | Invoke-NetworkTraining -Target species -Feature pet"));
        Assert.Equal(178, Get<int>("@(Get-NetworkExample WINE).Count"));
        Fails("Get-NetworkExample roses", "ExampleMissing", ErrorCategory.ObjectNotFound, "There is no example table 'roses'. The tables are disks, iris, weather, wine.");
        Assert.Equal(3, Get<int>("@(Get-NetworkExample iris | Select-Object -First 3).Count"));
    }
}
