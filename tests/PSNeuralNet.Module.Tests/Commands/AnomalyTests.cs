namespace PSNeuralNet.Tests.Commands;

/// <summary>Anomalies without labels: training, scores, thresholds, files, and what an anomaly network is not for.</summary>
public class AnomalyTests : CommandTest
{
    public AnomalyTests() => Run("""
        $random = [PSNeuralNet.Numerics.RandomState]::new(1)
        $rows = foreach ($i in 1..300) {
            $load = $random.Uniform()
            [pscustomobject]@{ Id = $i; Host = "srv$($i % 4)"; Requests = [Math]::Round(1000 * $load + 20 * $random.StandardNormal()); Cpu = [Math]::Round(5 + 80 * $load + 3 * $random.StandardNormal(), 1) }
        }
        $rows[10].Cpu = 95; $rows[10].Requests = 20
        $result = $rows | Invoke-NetworkTraining -Task Anomaly -Id Id -Seed 1
        """);

    [Fact]
    public void Rows_get_a_score_and_the_columns_that_do_not_fit() =>
        Assert.Equal(["Id Host Requests Cpu AnomalyScore IsAnomaly Explanation", "11 True", "Cpu Requests", "True", "Anomaly"], Lines("""
            $scored = $rows | Get-NetworkPrediction $result -Explain
            "$($scored[0].psobject.Properties.Name)"
            $worst = $scored | Sort-Object AnomalyScore -Descending | Select-Object -First 1
            "$($worst.Id) $($worst.IsAnomaly)"
            "$($worst.Explanation.Column | Select-Object -First 2 | Sort-Object)"
            [Math]::Abs(($worst.Explanation | Measure-Object Share -Sum).Sum + $worst.Explanation.OtherShare - $worst.AnomalyScore) -lt 1e-9
            $result.Network.Task
            """));

    [Fact]
    public void The_default_view_has_a_column_for_the_score_and_none_for_a_prediction()
    {
        string header = Get<string>("$rows | Select-Object -First 2 | Get-NetworkPrediction $result | Format-Table | Out-String -Width 200").Split('\n')[1];
        Assert.Equal(["Id", "Host", "Requests", "Cpu", "AnomalyScore", "IsAnomaly"], header.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void Datasets_files_and_rows_get_the_same_scores() =>
        Assert.Equal(["0", "0", "Id Host Requests Cpu AnomalyScore IsAnomaly Novelty NoveltyColumn", "0"], Lines("""
            $scores = ($rows | Get-NetworkPrediction $result).AnomalyScore
            $result | Export-Network anomaly.json
            @(Compare-Object $scores ($rows | Get-NetworkPrediction anomaly.json).AnomalyScore).Count
            $dataset = $rows | ConvertTo-NetworkDataset -Task Anomaly -Id Id
            $all = $dataset | Get-NetworkPrediction anomaly.json -Novelty
            @(Compare-Object $scores $all.AnomalyScore).Count
            "$($all[0].psobject.Properties.Name)"
            @(Compare-Object $scores ($rows | Get-NetworkPrediction ($dataset | Invoke-NetworkTraining -Seed 1)).AnomalyScore).Count
            """));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exported_function_gives_the_same_scores(int count) =>
        Assert.Equal(["AnomalyScore IsAnomaly", "0", "True", "2"], Lines($$"""
            $odd = @($rows | Select-Object -First 60) + [pscustomobject]@{ Id = 301; Host = 'srv9'; Requests = $null; Cpu = 50 } + [pscustomobject]@{ Id = 302; Host = ''; Requests = 500; Cpu = '' }
            foreach ($row in $rows[20..30]) { $row.Cpu = $null }
            $words = 'disk', 'full', 'slow', 'fan', 'reboot', 'error', 'volume', 'late'
            foreach ($row in @($rows) + $odd) { $row | Add-Member Message "$($words[$row.Id % 8]) $($words[$row.Id % 5]) on $($words[$row.Id % 3]) case $($row.Id)" -Force }
            $some = $rows | Invoke-NetworkTraining -Task Anomaly -Id Id -Seed 1 -EnsembleCount {{count}} -Contamination 0.02 -MissingValue Indicator -Text Message
            $some | Export-Network scores.ps1
            . ./scores.ps1
            $given = $odd | Get-ScoresPrediction
            "$($given[0].psobject.Properties.Name)"
            $wanted = $odd | Get-NetworkPrediction $some -WarningAction SilentlyContinue
            @(0..($odd.Count - 1) | Where-Object { [Math]::Abs($wanted[$_].AnomalyScore - $given[$_].AnomalyScore) -gt 1e-9 -or $wanted[$_].IsAnomaly -ne $given[$_].IsAnomaly }).Count
            $given.Count -eq $odd.Count
            @($given.IsAnomaly | Sort-Object -Unique).Count
            """));

    [Fact]
    public void The_threshold_can_be_chosen() =>
        Assert.Equal(["6", "2.5", "1", "True"], Lines("""
            $few = $rows | Invoke-NetworkTraining -Task Anomaly -Id Id -Contamination 0.02 -Seed 1
            @($rows | Get-NetworkPrediction $few | Where-Object IsAnomaly).Count
            (Set-NetworkThreshold $result -Threshold 2.5).Parameter.Metadata.Anomaly.Threshold
            $result.Parameter.Metadata.Anomaly.Threshold
            @($rows | Get-NetworkPrediction $result -Threshold -100 | Where-Object IsAnomaly).Count -eq 300
            """));

    [Fact]
    public void Scores_of_rows_that_were_trained_on_are_warned_of() =>
        Assert.Contains("none were held out", Assert.Single(Lines("$null = $rows[0..20] | Invoke-NetworkTraining -Task Anomaly -Id Id -Seed 1 -WarningVariable warning -WarningAction SilentlyContinue; $warning")), StringComparison.Ordinal);

    [Fact]
    public void A_contamination_of_another_task_is_warned_of() =>
        Assert.Contains("-Contamination has no effect without -Task Anomaly.", Lines("$null = $rows | Invoke-NetworkTraining Host -Contamination 0.1 -Seed 1 -Epochs 2 -WarningVariable warning -WarningAction SilentlyContinue; $warning"));

    [Theory]
    [InlineData("$rows | Invoke-NetworkTraining -Task Anomaly -Target Cpu", "AnomalyTarget")]
    [InlineData("$rows | Invoke-NetworkTraining -Task Anomaly -CategoryEncoding Target", "AnomalyTargetEncoding")]
    [InlineData("$rows | Invoke-NetworkTraining -Task Anomaly -Contamination 0.7", "ConstantInvalid")]
    [InlineData("$rows | Measure-Network $result", "AnomalyUnsupported")]
    [InlineData("$rows | Measure-Network -Task Anomaly -Fold 3", "AnomalyUnsupported")]
    [InlineData("$rows | Compare-Network $result $result", "AnomalyUnsupported")]
    [InlineData("$rows | Test-NetworkDrift $result", "AnomalyUnsupported")]
    [InlineData("$rows | Search-NetworkHyperparameter -Task Anomaly", "AnomalyUnsupported")]
    [InlineData("Set-NetworkThreshold $result -For F1", "AnomalyUnsupported")]
    [InlineData("$result | Export-NetworkReport report.html", "AnomalyUnsupported")]
    [InlineData("$rows | Get-NetworkPrediction $result -Interval 0.9", "AnomalyParameter")]
    public void Other_uses_are_errors_that_say_so(string script, string id) => Fails(script, id);
}
