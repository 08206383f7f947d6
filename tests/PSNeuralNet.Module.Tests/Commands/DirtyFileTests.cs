using System.Text;

namespace PSNeuralNet.Tests.Commands;

/// <summary>Files as people have them: the way out is named.</summary>
public class DirtyFileTests : CommandTest
{
    [Fact]
    public void A_tick_column_is_a_feature()
    {
        string[] lines = Lines("""
            $rows = 0..59 | ForEach-Object { [pscustomobject]@{ n = @('x', '')[$_ % 2]; z = $_ * 7 % 13; y = $_ % 2 } }
            $rows | Export-Csv t.csv
            foreach ($r in ($rows | Invoke-NetworkTraining y -Epochs 200 -Seed 1 -WarningVariable w -WarningAction SilentlyContinue), (Import-NetworkDataset t.csv y -WarningAction SilentlyContinue | Invoke-NetworkTraining -Epochs 200 -Seed 1)) {
                "$($r.Dataset.FeatureName); $($r.Accuracy)"
                $r | Export-Network n.json -Force
                ($rows[0, 1] | Get-NetworkPrediction n.json).Prediction
            }
            $w | Where-Object { $_ -match "'n'" } | ForEach-Object Message
            """);
        Assert.Equal(
            [
                "n=x n (missing) z; 1", "0", "1", "n=x n (missing) z; 1", "0", "1",
                "The column 'n' has one value and missing cells, and is kept with a feature for the missing ones: 30 of 60 cells are 'x'. To do without it, say -ExcludeFeature.",
            ],
            lines);
    }

    [Theory]
    [InlineData("'a;b;y', '1;2;n', '3;4;p' | ConvertFrom-Csv | Invoke-NetworkTraining y", "TargetMissing", "Import-Csv -Delimiter ';'")]
    [InlineData("'sep=;', 'a;y', '3;4' | ConvertFrom-Csv | Invoke-NetworkTraining y", "TargetMissing", "Import-NetworkDataset reads the file as it is")]
    [InlineData("'a,y', '1,2' | Set-Content x.csv; Get-Item x.csv | Invoke-NetworkTraining y", "RowIsFile", "The input is the file 'x.csv', not its rows, and a file has no property 'y'. Read it with Import-Csv, or with Import-NetworkDataset -Target 'y'.")]
    [InlineData("'a,y', '1,2' | Set-Content x.xlsx; Get-Item x.xlsx | ConvertTo-NetworkDataset y", "RowIsFile", "Save the sheet of the workbook as CSV (UTF-8)")]
    [InlineData("[IO.File]::WriteAllBytes(\"$PWD/w.csv\", [byte[]] (80, 75, 3, 4, 20, 0, 6, 0)); Import-NetworkDataset w.csv y", "FileIsWorkbook", "is a workbook")]
    [InlineData("[IO.File]::WriteAllBytes(\"$PWD/w.csv\", [byte[]] (80, 75, 3, 4, 20, 0, 6, 0, 10, 1)); Import-Csv w.csv | Invoke-NetworkTraining y", "TargetMissing", "is a workbook")]
    public void Input_that_is_no_table_names_the_way(string script, string id, string text) => Fails(script, id, text: text);

    [Fact]
    public void Rows_after_a_type_line_have_the_columns_of_the_file_only()
    {
        Assert.Equal(
            ["a c=x c=z", "a c=x c=z", ""],
            Lines("""
                '#TYPE System.Diagnostics.Process', 'a,c,y', '1,x,n', '2,z,p', '3,x,n' | Set-Content p.csv
                (Import-Csv p.csv | ConvertTo-NetworkDataset y -WarningVariable w).FeatureName -join ' '
                (Import-NetworkDataset p.csv y -WarningVariable +w).FeatureName -join ' '
                "$w"
                """));
    }

    [Fact]
    public void A_profile_of_a_file_has_the_options_of_the_import()
    {
        File.WriteAllBytes(Path.Combine(Folder, "t.csv"), Encoding.Latin1.GetBytes(string.Concat(Enumerable.Range(0, 30).Select(i => $"K\u00F6ln{i % 3}|1,{i}|{(i == 4 ? "?" : $"{i % 2}")}\n"))));
        Assert.Equal(
            ["stadt Category 3 Köln0", "x Number 28 1.1", "y Number 2 1", "(rows)  29 ", "1"],
            Lines("""
                $p = Get-NetworkFeature t.csv y -Header stadt, x, y -Encoding 1252 -Delimiter '|' -Culture de-DE -MissingMark '?' -WarningVariable w
                $p | ForEach-Object { "$($_.Name) $($_.Kind) $($_.Distinct) $($_.MostFrequent)" }
                $p[2].Missing
                $w
                """));
        Assert.Equal(
            ["True", "True"],
            Lines("""
                $null = Get-NetworkFeature t.csv y -Header stadt, x, y -Delimiter '|' -Culture de-DE -WarningVariable w -WarningAction SilentlyContinue
                $w[0].Message -like "The file '*t.csv' is no UTF-8 text: row 1, column 'stadt' has 'K*ln0'.*"
                $w.Count -eq 1
                """));
        Assert.Equal(
            ["-Target, -Culture are for rows and files, and without effect on the columns of a dataset or network."],
            Lines("$null = New-MoonsDataset 20 | Get-NetworkFeature -Culture de-DE -Target y -WarningVariable w -WarningAction SilentlyContinue; $w.Message").Select(line => line.Replace("-Culture, -Target", "-Target, -Culture", StringComparison.Ordinal)));
    }

    [Fact]
    public void Options_without_effect_are_warned_of_in_files_too()
    {
        Assert.Equal(
            ["-ExcludeFeature 'foo*' matches no column.", "-MissingMark '?' is in no cell of the columns that are read."],
            Lines("""
                'a,b,y', '1,u,n', '2,v,p', 'n.v.,u,n' | Set-Content m.csv
                $null = Import-NetworkDataset m.csv y -ExcludeFeature foo* -MissingMark '?', N.V. -WarningVariable w -WarningAction SilentlyContinue
                $w.Message | Where-Object { $_ -like '-*' }
                """));
    }
}
