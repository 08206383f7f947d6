namespace PSNeuralNet.Tests.Commands;

/// <summary>Invoke-NetworkTraining -EnsembleCount, and the cmdlets with its networks.</summary>
public class EnsembleTests : CommandTest
{
    public EnsembleTests()
    {
        Run("""
            $blobs = New-BlobsDataset -SampleCount 120 -Seed 2
            $r = $blobs | Invoke-NetworkTraining -EnsembleCount 4 -Optimizer Adam -LearningRate 0.05 -Epochs 30 -Patience 5 -Seed 1 -Standardize
            """);
    }

    [Fact]
    public void Predictions_of_rows_datasets_and_files_are_the_means_of_the_members()
    {
        Assert.Equal([true, true, true], Run("""
            $rows = @($blobs | ConvertFrom-NetworkDataset | Select-Object X1, X2 -First 20)
            $all = @($rows | Get-NetworkPrediction $r)
            $single = foreach ($member in $r.Member) { , @($rows | Get-NetworkPrediction $member -AllProbability) }
            $sums = foreach ($i in 0..19) { foreach ($class in 0..2) { $sum = 0.0; foreach ($one in $single) { $sum += $one[$i]."P($class)" }; $sum / 4 } }
            $mean = foreach ($one in $rows | Get-NetworkPrediction $r -AllProbability) { $one."P(0)"; $one."P(1)"; $one."P(2)" }
            -not (Compare-Object $sums $mean -SyncWindow 0)
            -not (Compare-Object $all.Probability @($rows | ForEach-Object { $_ | Get-NetworkPrediction $r }).Probability -SyncWindow 0)
            ($blobs | Measure-Network $r).Accuracy -eq $r.Accuracy
            """).Select(value => (bool)value.BaseObject));
    }

    [Fact]
    public void Views_and_rows_of_a_file_tell_the_number_of_networks()
    {
        string shown = Shown("$r.Network");
        Assert.StartsWith("4 x 2-5-3 tanh/softmax (MultiClass)", shown, StringComparison.Ordinal);
        Assert.Matches(@"\ntotal +33\nx 4 +132$", shown);
        Assert.Equal(["4 x 2-5-3 tanh/softmax", "4 networks", "2-5-3 tanh/softmax", ""], Lines("""
            $row = $r | ConvertTo-Csv | ConvertFrom-Csv
            $row.Network
            $row.Member
            "$($r.Member[3])"
            ($blobs | Invoke-NetworkTraining -Epochs 2 -Seed 1 | ConvertTo-Csv | ConvertFrom-Csv).Member
            """));
        Assert.Equal(Get<double>("$r.OutOfFold.Score").ToString("0.0000", CultureInfo.InvariantCulture), Lines("$row.OutOfFold")[0].Split(' ')[^1]);
    }

    [Theory]
    [InlineData("$blobs | Invoke-ForwardPropagation $r")]
    [InlineData("$blobs | Test-NetworkGradient $r")]
    [InlineData("$r | Export-NetworkChart -Kind Weights -Path x.svg")]
    [InlineData("$r | Export-NetworkChart -Kind Network -Path x.svg")]
    public void What_needs_the_weights_of_one_network_names_the_members(string script) =>
        Fails(script, "EnsembleMemberRequired", ErrorCategory.InvalidOperation, ".Member[0] to .Member[3]");

    [Fact]
    public void The_matrices_of_an_ensemble_are_an_error_that_names_the_members_and_those_of_a_member_are_there()
    {
        Assert.Contains(".Member[0] to .Member[3]", Fail("$r.Parameter.W1").ToString(), StringComparison.Ordinal);
        Assert.Contains(".Member[0] to .Member[3]", Fail("$r.Network.Parameter.b2").ToString(), StringComparison.Ordinal);
        Assert.Equal(["5 x 2", ""], Lines("""
            "$($r.Member[0].Parameter.W1.RowCount) x $($r.Member[0].Parameter.W1.ColumnCount)"
            "$($r.Parameter.W3)"
            """));
    }

    [Fact]
    public void An_ensemble_is_trained_further_as_a_result_a_network_a_file_and_parameters()
    {
        Assert.Equal(
            ["4 x 2-5-3 tanh/softmax, 30, True, 1", "4 x 2-5-3 tanh/softmax, 3, True, 7", "4 x 2-5-3 tanh/softmax, 3, True, 7", "4 x 2-5-3 tanh/softmax, 3, True, 7"],
            Lines("""
            $r.Network | Export-Network e.json
            $more = @(
                $blobs | Invoke-NetworkTraining -Network $r -Patience 100
                $blobs | Invoke-NetworkTraining -Network $r.Network -Epochs 3 -Seed 7 -Optimizer Adam -LearningRate 0.05
                $blobs | Invoke-NetworkTraining -Network e.json -Epochs 3 -Seed 7 -Optimizer Adam -LearningRate 0.05
                $blobs | Invoke-NetworkTraining -Parameter $r -Epochs 3 -Seed 7 -Optimizer Adam -LearningRate 0.05
            )
            $more | ForEach-Object { "$($_.Parameter), $($_.EpochCount), $($null -ne $_.OutOfFold), $($_.Seed)" }
            """));
        Assert.True(Get<bool>("$more[1].LastCost -eq $more[2].LastCost -and $more[2].LastCost -eq $more[3].LastCost"));
    }

    [Theory]
    [InlineData("-EnsembleCount 3 -Network $r")]
    [InlineData("-EnsembleCount 1 -Network $r.Network")]
    [InlineData("-EnsembleCount 5 -Parameter $r")]
    public void Another_number_of_networks_is_an_error_with_advice(string options) =>
        Fails($"$blobs | Invoke-NetworkTraining -Epochs 2 {options}", "EnsembleCountMismatch", ErrorCategory.InvalidArgument, "Leave the number out, or give 4; or train one of them further: .Member[0]");

    [Fact]
    public void Folds_are_more_than_networks_and_not_for_a_single_one()
    {
        Assert.Equal(["90, 60"], Lines("""
            $f = $blobs | Invoke-NetworkTraining -EnsembleCount 2 -FoldCount 4 -Epochs 2 -Seed 1 -FeatureScaleRate 6 -Optimizer AdamW
            "$($f.Member[0].Training.SampleCount), $($f.OutOfFold.Sample.Count)"
            """));
        Fails("$blobs | Invoke-NetworkTraining -FoldCount 4 -Epochs 2 -Seed 1", "FoldCountWithoutEnsemble", ErrorCategory.InvalidArgument, "validation fraction, such as 0.25");
    }

    [Theory]
    [InlineData("-EnsembleCount 65", "ConstantInvalid")]
    [InlineData("-EnsembleCount 2 -Parameter $r.Member[0]", "EnsembleStartMismatch")]
    [InlineData("-EnsembleCount 2 -Network $r.Member[0]", "EnsembleStartMismatch")]
    [InlineData("-EnsembleCount 2 -CheckpointPath x.ckpt", "EnsembleCheckpoint")]
    [InlineData("-EnsembleCount 2 -CheckpointPath x.ckpt -Resume", "EnsembleCheckpoint")]
    public void Settings_that_do_not_go_with_an_ensemble_are_errors(string options, string id) =>
        Fails($"$blobs | Invoke-NetworkTraining -Epochs 2 -Seed 1 {options} -WarningAction Ignore", id, ErrorCategory.InvalidArgument);

    [Fact]
    public void The_command_of_the_report_repeats_the_training()
    {
        Assert.True(Get<bool>("""
            $r | Export-NetworkReport -Path r.html
            $html = Get-Content r.html -Raw
            $command = [System.Net.WebUtility]::HtmlDecode([regex]::Match($html, '(?s)<pre[^>]*aria-label="Command".*?</pre>').Value -replace '<[^>]+>')
            $first = $r
            $data = $blobs
            . ([scriptblock]::Create($command))
            $command -match '-EnsembleCount 4' -and -not (Compare-Object $first.CostHistory.Cost $result.CostHistory.Cost -SyncWindow 0) -and
                $first.Member[3].Parameter.W1.Equals($result.Member[3].Parameter.W1) -and $html -match 'The first of 4 networks' -and $html -match 'out of fold'
            """));
    }

    [Fact]
    public void Charts_of_predictions_are_those_of_the_mean()
    {
        Assert.Equal(["boundary.svg", "cost.svg", "roc.svg"], Lines("""
            $blobs | Export-NetworkChart -Kind DecisionBoundary -Network $r -Path boundary.svg
            $r | Export-NetworkChart -Kind Cost -Path cost.svg
            $blobs | Export-NetworkChart -Kind Roc -Network $r -Path roc.svg
            (Get-Item *.svg).Name | Sort-Object
            """));
    }
}
