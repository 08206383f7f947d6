namespace PSNeuralNet.Tests.Commands;

/// <summary>Names of columns: blanks around them do not count, in rows and in files.</summary>
public class ColumnNameTests : CommandTest
{
    private const string Files = """
        $lines = foreach ($i in 1..40) { "$($i % 9),$($i * 7 % 23),$(('no', 'yes')[$i -gt 20])" }
        Set-Content blanks.csv (@('x," load ",y') + $lines)
        Set-Content plain.csv (@('x,load,y') + $lines)
        $rows = Import-Csv blanks.csv
        $plain = Import-Csv plain.csv

        """;

    [Fact]
    public void Rows_and_files_with_blanks_around_names_make_the_same_network()
    {
        Assert.Equal([" load ", "x load", "x load", "x load", "True", "True"], Lines(Files + """
            $rows[0].psobject.Properties.Name[1]
            $read = Import-NetworkDataset blanks.csv y
            $data = $rows | ConvertTo-NetworkDataset y
            "$($read.FeatureName)"; "$($data.FeatureName)"; "$(($data | Get-NetworkFeature).Name)"
            $fromRows = $rows | Invoke-NetworkTraining -Target y -Epochs 5 -Seed 1
            $fromFile = $read | Invoke-NetworkTraining -Epochs 5 -Seed 1
            $fromRows.LastCost -eq $fromFile.LastCost
            ($rows | Invoke-NetworkTraining -Target ' y ' -Feature 'x ', ' LOAD' -Epochs 5 -Seed 1).LastCost -eq $fromRows.LastCost
            """));
    }

    [Fact]
    public void Each_predicts_the_rows_and_files_of_the_other_and_output_keeps_the_names()
    {
        Assert.Equal(["True", "True", "True", "x| load |y|Prediction|Probability", "x|load|y|Prediction|Probability", "True", "True"], Lines(Files + """
            $network = $rows | Invoke-NetworkTraining -Target y -Epochs 5 -Seed 1
            $other = $plain | Invoke-NetworkTraining -Target y -Epochs 5 -Seed 1
            $wanted = "$(($plain | Get-NetworkPrediction $other).Probability)"
            foreach ($data in $rows, $plain, (Import-NetworkDataset blanks.csv y)) { "$(($data | Get-NetworkPrediction $network).Probability)" -ceq $wanted }
            ($rows[0] | Get-NetworkPrediction $other).psobject.Properties.Name -join '|'
            ($plain[0] | Get-NetworkPrediction $network).psobject.Properties.Name -join '|'
            ($rows | Measure-Network $other).LogLoss -eq ($plain | Measure-Network $other).LogLoss
            @{ ' x' = 3; "load`t" = 5; y = 'no' } | Get-NetworkPrediction $network | ForEach-Object { $_.Probability -eq (@{ x = 3; load = 5 } | Get-NetworkPrediction $network).Probability }
            """));
    }

    [Fact]
    public void So_do_exported_functions()
    {
        Assert.Equal(["True", "True", "True", "The row has no column 'load'."], Lines(Files + """
            $network = $plain | Invoke-NetworkTraining -Target y -Epochs 5 -Seed 1
            $network | Export-Network blanks.ps1
            . ./blanks.ps1
            $wanted = "$(($plain | Get-BlanksPrediction).Probability)"
            "$(($rows | Get-BlanksPrediction).Probability)" -ceq $wanted
            "$(($rows | ForEach-Object { @{ ' x' = $_.x; 'load ' = $_.' load ' } } | Get-BlanksPrediction).Probability)" -ceq $wanted
            "$(($plain | ForEach-Object { $d = [System.Collections.Generic.Dictionary[string, object]]::new(); $d.X = $_.x; $d.load = $_.load; , $d } | Get-BlanksPrediction).Probability)" -ceq $wanted
            try { [pscustomobject]@{ x = 1; 'lo ad' = 2 } | Get-BlanksPrediction } catch { "$_" }
            """));
    }

    [Theory]
    [InlineData("-Feature ' load*'", "load")]
    [InlineData("-ExcludeFeature ' load '", "x")]
    [InlineData("-ExcludeFeature load", "x")]
    [InlineData("-Categorical ' load' -ExcludeFeature x -MaximumCategory 100 | Get-NetworkFeature | ForEach-Object Kind", "Category")]
    [InlineData("-SampleWeight 'x '", "load")]
    public void Parameters_take_names_with_and_without_blanks(string parameters, string expected)
    {
        string show = parameters.Contains('|', StringComparison.Ordinal) ? "" : " | ForEach-Object FeatureName";
        Assert.Equal([expected], Lines($"{Files}$rows | ConvertTo-NetworkDataset y {parameters}{show}"));
        Assert.Equal([expected], Lines($"{Files}Import-NetworkDataset blanks.csv y {parameters}{show}"));
    }

    [Fact]
    public void Names_that_differ_in_blanks_only_are_an_error()
    {
        const string Rows = "$rows = 1..4 | ForEach-Object { [pscustomobject][ordered]@{ load = $_; ' load ' = 2 * $_; y = $_ % 2 } }; ";
        const string Text = "Row 1 has the columns 'load' and ' load ', whose names differ only in blanks around them, which do not count. Rename one";
        Fails(Rows + "$rows | ConvertTo-NetworkDataset y", "ColumnNameRepeated", ErrorCategory.InvalidData, Text);
        Fails(Rows + "$n = @{ load = 1; y = 0 }, @{ load = 2; y = 1 } | ConvertTo-NetworkDataset y | Invoke-NetworkTraining -Epochs 2 -Seed 1; $rows[0] | Get-NetworkPrediction $n", "ColumnNameRepeated", text: Text);
        File.WriteAllText(Path.Combine(Folder, "twice.csv"), "load, load ,y\n1,2,0\n3,5,1\n4,7,1\n");
        Fails("Import-NetworkDataset twice.csv y", "FeatureRepeated", ErrorCategory.InvalidArgument, "have the same name, 'load' and 'load': upper and lower case do not count. Rename one, or read the file with -RenameColumn, which calls the second one 'load_2'.");
    }

    [Fact]
    public void Names_of_blanks_are_numbered_as_in_files()
    {
        File.WriteAllText(Path.Combine(Folder, "unnamed.csv"), "a,\" \",y\n1,2,0\n3,5,1\n4,7,1\n");
        Assert.Equal(["a H1", "a H1"], Lines("""
            "$((Import-NetworkDataset unnamed.csv y).FeatureName)"
            "$(([pscustomobject]@{ a = 1; ' ' = 2; y = 0 }, [pscustomobject]@{ a = 3; ' ' = 5; y = 1 } | ConvertTo-NetworkDataset y).FeatureName)"
            """));
    }

    [Fact]
    public void Columns_that_differ_in_case_are_read_with_RenameColumn()
    {
        File.WriteAllText(Path.Combine(Folder, "case.csv"), "Load,disk,load,LOAD,load_2,y\n1,2,3,4,5,0\n2,3,5,7,1,1\n5,4,3,1,2,1\n");
        Fails("Import-NetworkDataset case.csv y", "FeatureRepeated", ErrorCategory.InvalidArgument,
            "have the same name, 'Load' and 'load': upper and lower case do not count. Rename one, or read the file with -RenameColumn, which calls the second one 'load_3'.");
        Assert.Equal(
            [
                "The column 'load' has the name of another one, and is renamed: column 3 is 'load_3'; column 4 is 'LOAD_4'.",
                "Load disk load_3 LOAD_4 load_2",
                "1 2 5|2 3 4|3 5 3|4 7 1|5 1 2",
            ],
            Lines("""
                $data = Import-NetworkDataset case.csv y -RenameColumn -WarningVariable warnings -WarningAction SilentlyContinue
                "$warnings"
                "$($data.FeatureName)"
                @(0..4 | ForEach-Object { "$($data.X.Row($_).ToArray())" }) -join '|'
                """));
        Assert.Equal(["The column 'load' has the name of another one, and is renamed: column 2 is 'load_2'.", "Load load_2"], Lines("""
            Set-Content two.csv 'Load;load;y', '1;2;0', '3;4;1', '4;9;1'
            $data = Import-NetworkDataset two.csv y -RenameColumn -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings"; "$($data.FeatureName)"
            """));
    }

    [Fact]
    public void Without_such_columns_RenameColumn_changes_nothing()
    {
        Assert.Equal(["x load", ""], Lines(Files + """
            "$((Import-NetworkDataset blanks.csv y -RenameColumn -WarningVariable warnings).FeatureName)"
            "$warnings"
            """));
    }
}
