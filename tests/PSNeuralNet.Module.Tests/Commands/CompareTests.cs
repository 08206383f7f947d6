namespace PSNeuralNet.Tests.Commands;

/// <summary>Paired comparison of networks: Compare-Network.</summary>
public class CompareTests : CommandTest
{
    public CompareTests() => Run("""
        $rows = foreach ($i in 0..99) { [pscustomobject]@{ Load = $i * 7 % 100; Host = ('a', 'b')[$i % 2]; State = if ($i * 7 % 100 -gt 49 + 30 * ($i % 2)) { 'hot' } else { 'fine' } } }
        $a = $rows | Invoke-NetworkTraining State -Feature Host -Preset Tutorial -EpochCount 50 -Seed 1
        $b = $rows | Invoke-NetworkTraining State -Feature Load, Host -Preset Tutorial -EpochCount 500 -Seed 1
        $a | Export-Network a.json; $b | Export-Network b.json
        """);

    [Theory]
    [InlineData("$rows | Compare-Network a.json b.json")]
    [InlineData("$rows | Compare-Network $a $b.Network")]
    [InlineData("$rows | ConvertTo-NetworkDataset State | Compare-Network a.json $b.Parameter")]
    public void The_difference_is_that_of_the_reports_with_McNemars_p(string compare) =>
        Assert.Equal(["2", "True", "True", "McNemar", "True", "100", ""], Lines($$"""
            $found = {{compare}}
            $found.Count
            $found[0].Value -eq ($rows | Measure-Network $a).Accuracy -and $found[1].Value -eq ($rows | Measure-Network $b).Accuracy
            $found[1].Difference -eq $found[1].Value - $found[0].Value
            "$($found[1].Test)"
            $right = foreach ($r in $a, $b) { , @($rows | Get-NetworkPrediction $r | ForEach-Object { $_.Prediction -eq $_.State }) }
            $first = (0..99 | Where-Object { $right[0][$_] -and -not $right[1][$_] }).Count; $second = (0..99 | Where-Object { $right[1][$_] -and -not $right[0][$_] }).Count
            $p = [PSNeuralNet.Evaluation.PairedComparison]::McNemar($first, $second, 100)
            $p.P -eq $found[1].P -and $p.Lower -eq $found[1].Lower -and $p.Upper -eq $found[1].Upper
            $found[1].SampleCount
            "$($found[0].P)$($found[0].Difference)"
            """));

    [Fact]
    public void Several_networks_are_compared_with_the_first_by_any_metric()
    {
        Assert.Equal(["a.json b.json a.json (2)", "LogLoss 7 Bootstrap", "0 0 0 1", "True", "True"], Lines("""
            $found = $rows | Compare-Network a.json b.json, a.json -Metric LogLoss -DrawCount 200 -Seed 7
            "$($found.Name)"; "$($found[1].Metric) $($found[1].Seed) $($found[1].Test)"
            "$($found[2].Difference) $($found[2].Lower) $($found[2].Upper) $($found[2].P)"
            $found[1].Difference -lt 0 -and $found[1].Upper -lt 0 -and $found[1].P -eq 2 / 201
            "$($rows | Compare-Network a.json b.json a.json -Metric LogLoss -DrawCount 200 -Seed 7)" -eq "$found"
            """));
    }

    [Fact]
    public void Numbers_are_compared_by_R2()
    {
        Assert.Equal(["R2 Bootstrap", "True"], Lines("""
            $small = $rows | Invoke-NetworkTraining Load -Feature State -Task Regression -Preset Tutorial -EpochCount 20 -Seed 1 -WarningAction Ignore
            $large = $rows | Invoke-NetworkTraining Load -Feature State, Host -Task Regression -Preset Tutorial -EpochCount 100 -Seed 1 -WarningAction Ignore
            $found = $rows | Compare-Network $small $large -DrawCount 100 -Seed 1
            "$($found[1].Metric) $($found[1].Test)"
            [Math]::Abs($found[1].Difference - (($rows | Measure-Network $large).R2 - ($rows | Measure-Network $small).R2)) -lt 1e-12
            """));
    }

    [Fact]
    public void The_table_has_the_metric_above_it()
    {
        string[] lines = Shown("$rows | Compare-Network a.json b.json").Split('\n');
        Assert.Equal("   Metric: Accuracy", lines[0]);
        Assert.Equal(["Name", "Value", "Difference", "Lower", "Upper", "P"], lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches(@"^b\.json 1\.0000 +\+0\.3500 0\.\d{4} 0\.3500 <0\.0001$", lines[5]);
    }

    [Fact]
    public void Networks_that_cannot_be_compared_are_named()
    {
        Run("$c = $rows | Invoke-NetworkTraining Load -Feature State -Task Regression -Preset Tutorial -EpochCount 1 -Seed 1 -WarningAction Ignore; $d = $rows | Invoke-NetworkTraining Host -Feature Load -Preset Tutorial -EpochCount 1 -Seed 1");
        Fails("$rows | Compare-Network $a $c", "ComparedTaskMismatch", ErrorCategory.InvalidOperation);
        Fails("$rows | Compare-Network $a $d", "ComparedTargetMismatch", ErrorCategory.InvalidOperation, "has the classes 'fine', 'hot', but '1-5-1 tanh/sigmoid' has 'a', 'b'");
        Fails("$rows | Compare-Network $a $b -Metric R2", "MetricMismatch");
        Fails("$rows | Compare-Network $a $b -Metric RocAuc -DrawCount 5", "DrawCountInvalid");
        Fails("$rows | Compare-Network $a $b -Confidence 95", "ConfidenceInvalid");
        Fails("$rows | Compare-Network a.json none.json", "NetworkFileMissing");
        Fails("$rows | Where-Object State -eq hot | Compare-Network $a $b -Metric RocAuc", "MetricUndefined");
    }
}
