namespace PSNeuralNet.Tests.Commands;

/// <summary>Get-NetworkPrediction -Explain: the property, its rows, background rows, and files.</summary>
public class ExplanationTests : CommandTest
{
    private const string Disks = """
        $rows = foreach ($i in 1..120) { [pscustomobject]@{ Serial = "d$i"; Hours = ($i * 37) % 101 * 500; Model = ('X', 'Y', 'Z')[$i % 3]; Temperature = 30 + $i % 7; State = if (($i * 37) % 101 + ($i % 3) * 20 -gt 90) { 'failed' } else { 'ok' } } }
        $result = $rows | Invoke-NetworkTraining -Target State -ExcludeFeature Serial -Seed 1 -EnsembleCount 2 -Epochs 30
        """;

    [Fact]
    public void Each_prediction_has_the_columns_that_matter_most_and_their_sum()
    {
        Run(Disks);
        var output = Run("$rows | Select-Object -First 5 | Get-NetworkPrediction $result -Explain -Top 2 -AllProbability");
        Assert.Equal(5, output.Count);
        Assert.Equal(["Serial", "Hours", "Model", "Temperature", "State", "Prediction", "Probability", "P(failed)", "P(ok)", "Explanation", "Explanation(failed)", "Explanation(ok)"], output[0].Properties.Select(property => property.Name));
        Assert.Equal(5, Get<int>("@($rows | Select-Object -First 5 | Get-NetworkPrediction $result -Explain -Top 2 | ForEach-Object { $e = $_.Explanation; $e.Count -eq 2 -and $e.Output -eq 'failed' -and [Math]::Abs($e.Mean + $e[0].Share + $e[1].Share + $e.OtherShare - $e.Prediction) -lt 1e-12 } | Where-Object { $_ }).Count"));
        Assert.Matches(@"^(Hours=\d+|Model=[XYZ]|Temperature=\d+) [+-]0[.\d]*; (Hours=\d+|Model=[XYZ]|Temperature=\d+) [+-]0[.\d]*$", Get<string>("($rows[0] | Get-NetworkPrediction $result -Explain -Top 2).Explanation.ToString()"));
        Assert.Equal(["Hours", "Model"], Run("($rows | Get-NetworkPrediction $result -Explain -Top 1).Explanation.Column | Sort-Object -Unique").Select(one => (string)one.BaseObject));
    }

    [Fact]
    public void Datasets_and_rows_have_the_same_explanations()
    {
        Run(Disks);
        Assert.True(Get<bool>("""
            $data = $rows | ConvertTo-NetworkDataset -Target State -ExcludeFeature Serial
            $one = $rows | Get-NetworkPrediction $result -Explain; $other = $data | Get-NetworkPrediction $result -Explain
            $one.Count -eq 120 -and -not (Compare-Object $one.Explanation.Share $other.Explanation.Share -SyncWindow 0) -and "$($one[7].Explanation)" -eq "$($other[7].Explanation)"
            """));
    }

    [Theory]
    [InlineData("''")]
    [InlineData("'NA'")]
    [InlineData("$null")]
    public void A_missing_cell_is_null_in_rows_and_in_datasets(string cell)
    {
        Run(Disks.Replace("$result =", $"$rows | Where-Object Temperature -eq 33 | ForEach-Object {{ $_.Hours = {cell} }}\n$result =", StringComparison.Ordinal));
        Assert.Equal(["True", "(missing)", "True"], Lines("""
            $row = $rows | Where-Object Temperature -eq 33 | Select-Object -First 1
            $one = ($row | Get-NetworkPrediction $result -Explain).Explanation | Where-Object Column -eq Hours
            $null -eq $one.Value
            "$one" -replace '^Hours=(\(missing\)) .*$', '$1'
            $other = ($row | ConvertTo-NetworkDataset -Schema $result | Get-NetworkPrediction $result -Explain).Explanation | Where-Object Column -eq Hours
            "$one" -ceq "$other"
            """));
    }

    [Fact]
    public void A_contribution_can_be_a_row_of_a_file()
    {
        Run(Disks);
        Run("""
            $rows | Select-Object -First 4 | Get-NetworkPrediction $result -Explain | Export-Csv explained.csv
            $rows | Select-Object -First 4 | Get-NetworkPrediction $result -Explain -Top 3 | Select-Object Serial, Prediction -ExpandProperty Explanation | Export-Csv contributions.csv
            """);
        Assert.Equal(["Serial", "Prediction", "Column", "Value", "Share", "Word"], Run("(Import-Csv contributions.csv)[0].psobject.Properties.Name").Select(one => (string)one.BaseObject));
        Assert.Equal(12, Get<int>("@(Import-Csv contributions.csv).Count"));
        Assert.True(Get<bool>("(Import-Csv explained.csv)[0].Explanation -match '^(Hours|Model|Temperature)=[^;]+ [+-]'"));
    }

    [Fact]
    public void The_view_of_contributions_has_bars()
    {
        Run(Disks);
        string[] lines = Get<string>("($rows[3] | Get-NetworkPrediction $result -Explain).Explanation | Out-String -Width 80").Trim().ReplaceLineEndings("\n").Split('\n');
        Assert.StartsWith("Column", lines[0], StringComparison.Ordinal);
        Assert.Equal(5, lines.Length);
        Assert.Contains("\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588", lines[2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 1, 80));
    }

    [Fact]
    public void A_file_keeps_the_background_or_not()
    {
        Run(Disks);
        Run("$result | Export-Network net.json; $result | Export-Network bare.json -NoBackground; $before = $rows | Select-Object -First 9 | Get-NetworkPrediction $result -Explain");
        Assert.False(Get<bool>("[bool](Compare-Object $before.Explanation.Share ($rows | Select-Object -First 9 | Get-NetworkPrediction net.json -Explain).Explanation.Share -SyncWindow 0)"));
        Assert.False(Get<bool>("[bool](Compare-Object $before.Probability ($rows | Select-Object -First 9 | Get-NetworkPrediction bare.json).Probability -SyncWindow 0)"));
        Assert.False(Get<bool>("(Get-Content bare.json -Raw).Contains('background')"));
        ErrorRecord error = Fail("$rows | Get-NetworkPrediction bare.json -Explain");
        Assert.StartsWith("BackgroundNone", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-Background", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(100, Get<int>("$result.Network.Parameter.Metadata.Background.Count"));
    }

    [Fact]
    public void Background_rows_are_rows_without_a_target_or_a_dataset()
    {
        Run(Disks);
        Run("$few = $rows | Select-Object -First 40; $data = $few | ConvertTo-NetworkDataset -Target State -ExcludeFeature Serial -Schema $result; $bare = $few | Select-Object Hours, Model, Temperature");
        Assert.True(Get<bool>("""
            $one = $rows[50] | Get-NetworkPrediction $result -Explain -Background $bare; $other = $rows[50] | Get-NetworkPrediction $result -Explain -Background $data
            $mean = ($few | Get-NetworkPrediction $result -AllProbability | Measure-Object -Property 'P(failed)' -Average).Average
            [Math]::Abs($one.Explanation.Mean - $mean) -lt 1e-12 -and $one.Explanation.Mean -eq $other.Explanation.Mean -and "$($one.Explanation)" -eq "$($other.Explanation)"
            """));
        Assert.StartsWith("FeatureMissing,", Fail("$rows[0] | Get-NetworkPrediction $result -Explain -Background ($few | Select-Object Hours)").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_without_background_is_told()
    {
        Run("$result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3 -Epochs 50 -BackgroundCount 0");
        Assert.StartsWith("BackgroundNone", Fail("New-MoonsDataset -Seed 1 | Get-NetworkPrediction $result -Explain").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-BackgroundCount 0", Get<string>("$result.Command"), StringComparison.Ordinal);
        Assert.StartsWith("TopCountInvalid", Fail("New-MoonsDataset -Seed 1 | Get-NetworkPrediction $result -Explain -Top 0").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-Top has no effect", Get<string>("New-MoonsDataset -Seed 1 -SampleCount 2 | Get-NetworkPrediction $result -Top 3 -WarningVariable w 3>$null | Out-Null; \"$w\""), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_targets_have_an_explanation_each()
    {
        var output = Run("$data = New-RegressionDataset -SampleCount 60 -FeatureCount 3 -TargetCount 2 -Seed 1; $result = $data | Invoke-NetworkTraining -Seed 1 -Epochs 200 -LearningRate 0.01; $data | Get-NetworkPrediction $result -Explain | Select-Object -First 1");
        Assert.Equal(["Explanation(Y1)", "Explanation(Y2)"], output[0].Properties.Select(property => property.Name).Where(name => name.StartsWith("Explanation", StringComparison.Ordinal)));
        Assert.Equal("Y2", Get<string>("($data | Get-NetworkPrediction $result -Explain | Select-Object -First 1).'Explanation(Y2)'.Output"));
    }
}
