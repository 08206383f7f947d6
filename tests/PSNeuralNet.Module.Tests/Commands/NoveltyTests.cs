namespace PSNeuralNet.Tests.Commands;

/// <summary>Rows that are unlike those of the training: the warning and -Novelty of Get-NetworkPrediction.</summary>
public class NoveltyTests : CommandTest
{
    public NoveltyTests() => Run("""
        $rows = foreach ($i in 0..99) { [pscustomobject]@{ Beak = 30 + $i * 7 % 30 + $i % 4 / 10; Island = ('Biscoe', 'Dream')[$i % 2]; Day = [datetime]'2025-01-01' + [timespan]::FromDays($i); Kind = if ($i * 7 % 30 -gt 14) { 'Gentoo' } else { 'Adelie' } } }
        $result = $rows | Invoke-NetworkTraining Kind -Seed 1
        function Get-Row($Beak, $Island = 'Dream', $Day = '2025-02-01') { [pscustomobject]@{ Beak = $Beak; Island = $Island; Day = [datetime] $Day } }
        function Get-Warning($Rows) { $null = $Rows | Get-NetworkPrediction $result -WarningVariable warning -WarningAction SilentlyContinue; $warning }
        """);

    [Fact]
    public void A_beak_of_4500_is_warned_of() =>
        Assert.Equal(["The column 'Beak' has values far outside of those that the network was trained on: 4500 in row 2, trained on 30 to 59.3; 2 of 4 rows. Predictions for such rows are guesses; -Novelty marks them."], Lines(
            "Get-Warning (Get-Row 40), (Get-Row 4500), (Get-Row 60), (Get-Row -4500)"));

    [Fact]
    public void Several_columns_are_one_warning() =>
        Assert.Equal(["2 columns have values far outside of those that the network was trained on: 'Beak' (1E+06 in row 1, trained on 30 to 59.3; 1 of 2 rows), 'Day' (2030-01-01 in row 2, trained on 2025-01-01 to 2025-04-10; 1 of 2 rows). Predictions for such rows are guesses; -Novelty marks them."], Lines(
            "Get-Warning (Get-Row 1e6), (Get-Row 40 -Day 2030-01-01)"));

    [Fact]
    public void Rows_of_the_training_are_not_novel() =>
        Assert.Equal(["0", "100 0", "0"], Lines("""
            @(Get-Warning $rows).Count
            $found = $rows | Get-NetworkPrediction $result -Novelty | Group-Object Novelty
            "$($found.Count) $($found.Name)"
            @($rows | Get-NetworkPrediction $result -Novelty | Where-Object NoveltyColumn).Count
            """));

    [Fact]
    public void Novelty_is_the_distance_in_ranges_with_its_column() =>
        Assert.Equal(["0", "0.5 Beak", "2 Beak", "1 Island", "3 Beak", "0"], Lines("""
            $range = 59.3 - 30
            $novel = (Get-Row 45), (Get-Row (59.3 + $range / 2)), (Get-Row (30 - 2 * $range)), (Get-Row 45 -Island Torgersen), (Get-Row (59.3 + 3 * $range) -Island Torgersen), (Get-Row $null)
            $novel | Get-NetworkPrediction $result -Novelty -WarningAction Ignore | ForEach-Object { "$([Math]::Round($_.Novelty, 10)) $($_.NoveltyColumn)".Trim() }
            """));

    [Fact]
    public void Datasets_and_files_are_checked_as_rows_are() =>
        Assert.Equal(["2 Beak", "True", "Kind Prediction Probability P(Adelie) P(Gentoo) Novelty NoveltyColumn"], Lines("""
            $result | Export-Network kind.json
            $new = (Get-Row (59.3 + 2 * (59.3 - 30))), (Get-Row 40) | Select-Object *, @{ n = 'Kind'; e = { 'Gentoo' } }
            $found = $new | ConvertTo-NetworkDataset -Schema $result | Get-NetworkPrediction kind.json -Novelty -AllProbability -WarningVariable warning -WarningAction SilentlyContinue
            "$([Math]::Round($found[0].Novelty, 10)) $($found[0].NoveltyColumn)"
            "$warning" -like "The column 'Beak' has values far outside*; 1 of 2 rows*"
            "$($found[0].psobject.Properties.Name[3..9])"
            """));

    [Fact]
    public void Missing_cells_are_warned_of_where_the_training_had_none() =>
        Assert.Equal(["Row 2, column 'Beak': the cell is missing, which none was in the training. It is filled in with the mean of the training; further missing cells of the column are not reported.",
            "Row 2, column 'Island': the cell is missing, which none was in the training. It is filled in with the most frequent value of the training; further missing cells of the column are not reported.", "0"], Lines("""
            Get-Warning (Get-Row 40), (Get-Row $null -Island ''), (Get-Row $null)
            $holes = foreach ($i in 0..99) { [pscustomobject]@{ Beak = if ($i % 9) { $rows[$i].Beak }; Kind = $rows[$i].Kind } }
            $other = $holes | Invoke-NetworkTraining Kind -Preset Tutorial -EpochCount 5 -Seed 1 -WarningAction Ignore
            $null = Get-Row $null | Get-NetworkPrediction $other -WarningVariable warning -WarningAction SilentlyContinue; @($warning).Count
            """));

    [Fact]
    public void Files_without_a_summary_predict_without_a_check()
    {
        Run("""
            $result | Export-Network kind.json
            $file = Get-Content -Raw kind.json | ConvertFrom-Json -AsHashtable
            $file.metadata.Remove('data'); $file.Remove('sha256')
            $file | ConvertTo-Json -Depth 20 | Set-Content old.json
            """);
        Assert.Equal(["1 0"], Lines("$found = Get-Row 4500 | Get-NetworkPrediction old.json -WarningVariable warning; \"$(@($found).Count) $($warning.Count)\""));
        Fails("Get-Row 40 | Get-NetworkPrediction old.json -Novelty", "DataSummaryMissing", ErrorCategory.InvalidOperation);
    }
}
