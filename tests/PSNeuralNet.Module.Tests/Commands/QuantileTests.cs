namespace PSNeuralNet.Tests.Commands;

/// <summary>-Loss Quantile and -Quantile: trainings, predictions, metrics, files, checkpoints and searches.</summary>
public class QuantileTests : CommandTest
{
    private const string Rows = "$rows = 1..240 | ForEach-Object { [pscustomobject]@{ a = $_ % 13; b = ($_ * 7) % 11; y = 3 * ($_ % 13) + (1 + $_ % 13) * (($_ * 37) % 29) / 10 } }\n";

    [Fact]
    public void Predictions_have_a_property_for_each_quantile()
    {
        Assert.Equal(["a,b,y,Prediction,Quantile2_5,Quantile50,Quantile90", "True", "True", "loss:     Quantile 0.025, 0.5, 0.9", "True", "Quantile,0.9", "True"], Lines(Rows + """
            $result = $rows | Invoke-NetworkTraining y -Loss Quantile -Quantile .025, .5, .9 -Seed 1 -Epochs 60
            $predicted = @($rows | Get-NetworkPrediction $result)
            $predicted[0].psobject.Properties.Name -join ','
            -not ($predicted | Where-Object { $_.Prediction -ne $_.Quantile50 -or $_.Quantile2_5 -gt $_.Quantile50 -or $_.Quantile50 -gt $_.Quantile90 })

            # Rows as a dataset, and a file, give the same.
            $result | Export-Network n.json
            $ofData = @($rows | ConvertTo-NetworkDataset -Schema $result | Get-NetworkPrediction n.json)
            -not (0..239 | Where-Object { [Math]::Abs($ofData[$_].Quantile90 - $predicted[$_].Quantile90) -gt 1e-9 -or [Math]::Abs($ofData[$_].Prediction - $predicted[$_].Prediction) -gt 1e-9 })
            (Import-Network n.json | Out-String) -split '\r?\n' | Where-Object { $_ -like 'loss:*' }

            # The quantiles are right, about: so many rows are below.
            $below = @($predicted | Where-Object { $_.y -le $_.Quantile90 }).Count / 240
            $below -gt 0.82 -and $below -lt 0.98
            "$($result.Network.Loss),$($result.Parameter.Quantile[-1])"

            # Training goes on with the same quantiles.
            $more = $rows | Invoke-NetworkTraining -Network n.json -Epochs 5 -Seed 1
            "$($more.Parameter.Quantile)" -eq "$($result.Parameter.Quantile)"
            """));
    }

    [Fact]
    public void Metrics_are_of_the_quantiles_and_of_the_median()
    {
        Assert.Equal(["True", "True", "True", "3", "True", "True"], Lines(Rows + """
            $result = $rows | Invoke-NetworkTraining y -Loss Quantile -Seed 1 -Epochs 60
            $predicted = @($rows | Get-NetworkPrediction $result)
            $report = $rows | Measure-Network $result
            function Get-Pinball($q) { ($predicted | ForEach-Object { [Math]::Max($q * ($_.y - $_."Quantile$(100 * $q)"), ($q - 1) * ($_.y - $_."Quantile$(100 * $q)")) } | Measure-Object -Average).Average }
            [Math]::Abs($report.PinballLoss - ((Get-Pinball 0.1) + (Get-Pinball 0.5) + (Get-Pinball 0.9)) / 3) -lt 1e-9
            [Math]::Abs($report.Coverage - @($predicted | Where-Object { $_.Quantile10 -le $_.y -and $_.y -le $_.Quantile90 }).Count / 240) -lt 1e-9
            [Math]::Abs($report.MeanAbsoluteError - ($predicted | ForEach-Object { [Math]::Abs($_.y - $_.Quantile50) } | Measure-Object -Average).Average) -lt 1e-9
            $result.OutOfFold.Report.Quantile.Count
            ($report | Out-String) -match 'PinballLoss' -and ($report | Out-String) -match 'Coverage'
            ($rows | Measure-Network ($rows | Invoke-NetworkTraining y -Task Regression -Seed 1 -Epochs 3) | Out-String) -notmatch 'PinballLoss|Coverage'
            """));
    }

    [Fact]
    public void Intervals_are_the_outer_quantiles_moved_by_the_errors_of_rows_held_out()
    {
        Assert.Equal(["Prediction,Quantile10,Quantile50,Quantile90,LowerBound,UpperBound,Explanation", "True", "True", "True", "True"], Lines(Rows + """
            $result = $rows | Invoke-NetworkTraining y -Loss Quantile -Seed 1 -Epochs 60
            $predicted = @($rows | Get-NetworkPrediction $result -Interval 0.9 -Explain)
            $predicted[0].psobject.Properties.Name[-7..-1] -join ','
            $target = $result.Parameter.Metadata.Conformal.Target[0]
            $q = $target.Scores.Quantile(0.9)
            $target.IsQuantile -and -not ($predicted | Where-Object { [Math]::Abs($_.Quantile10 - $q - $_.LowerBound) -gt 1e-9 -or [Math]::Abs($_.Quantile90 + $q - $_.UpperBound) -gt 1e-9 })
            @($predicted | ForEach-Object { [Math]::Round($_.UpperBound - $_.LowerBound, 3) } | Sort-Object -Unique).Count -gt 10
            [Math]::Abs($predicted[3].Explanation.Prediction - $predicted[3].Prediction) -lt 1e-9
            $own = @($rows | Get-NetworkPrediction $result -Interval 0.5 -CalibrationData $rows)
            @($own | Where-Object { $_.LowerBound -le $_.y -and $_.y -le $_.UpperBound }).Count -ge 120
            """));
    }

    [Fact]
    public void Exported_functions_say_the_same()
    {
        Assert.Equal(["Prediction,Quantile5,Quantile50,Quantile75", "True", "True"], Lines(Rows + """
            foreach ($count in 1, 3) {
                $result = $rows | Invoke-NetworkTraining y -Loss Quantile -Quantile .05, .5, .75 -Seed 1 -Epochs 10 -EnsembleCount $count
                $result | Export-Network "net-$count.ps1"
                . "./net-$count.ps1"
                $wanted = @($rows | Get-NetworkPrediction $result)
                $given = @($rows | & "Get-Net$($count)Prediction")
                if ($count -eq 1) { $given[0].psobject.Properties.Name -join ',' }
                -not (0..239 | Where-Object { [Math]::Abs($wanted[$_].Prediction - $given[$_].Prediction) -gt 1e-9 -or [Math]::Abs($wanted[$_].Quantile5 - $given[$_].Quantile5) -gt 1e-9 -or [Math]::Abs($wanted[$_].Quantile75 - $given[$_].Quantile75) -gt 1e-9 })
            }
            """));
    }

    [Fact]
    public void A_checkpoint_keeps_the_quantiles()
    {
        Run(Rows + "$data = $rows | ConvertTo-NetworkDataset -Target y -Task Regression");
        Run("$data | Invoke-NetworkTraining -Loss Quantile -Quantile .2,.5 -Preset Tutorial -Optimizer Adam -Epochs 10 -Seed 1 -CheckpointPath c.ckpt");
        Assert.Equal("0.2 0.5", Get<string>("$all = $data | Invoke-NetworkTraining -Epochs 20 -CheckpointPath c.ckpt -Resume; \"$($all.Parameter.Quantile)\""));
        Assert.True(Get<bool>("\"$($all.Parameter.W1)\" -eq \"$(($data | Invoke-NetworkTraining -Loss Quantile -Quantile .2,.5 -Preset Tutorial -Optimizer Adam -Epochs 20 -Seed 1).Parameter.W1)\""));
        Fails("$data | Invoke-NetworkTraining -Loss Quantile -Quantile .2,.6 -Epochs 30 -Seed 1 -CheckpointPath c.ckpt -Resume", "CheckpointMismatch", text: "0.6");
        Assert.Contains("-Loss Quantile -Quantile 0.2,0.5", Get<string>("$all.Command"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$rows | Invoke-NetworkTraining y -Loss Quantile -Quantile .9,.1", "QuantileInvalid")]
    [InlineData("$rows | Invoke-NetworkTraining y -Loss Quantile -Quantile 10,90", "QuantileInvalid")]
    [InlineData("$rows | Invoke-NetworkTraining y -Task Regression -Quantile .1,.9", "QuantileMismatch")]
    [InlineData("$rows | Invoke-NetworkTraining y,b -Task Regression -Loss Quantile", "QuantileTargets")]
    [InlineData("$rows | Invoke-NetworkTraining y -Loss Quantile -Optimizer LBFGS", "LbfgsMismatch")]
    [InlineData("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Loss Quantile", "LossMismatch")]
    [InlineData("New-MoonsDataset -Seed 0 | Initialize-NetworkParameter -Quantile .5", "QuantileMismatch")]
    public void What_does_not_go_with_quantiles_is_refused(string script, string id)
    {
        Run(Rows);
        Fails(script, id, ErrorCategory.InvalidArgument);
    }

    [Fact]
    public void Without_the_median_a_warning_names_what_is_predicted()
    {
        Run(Rows);
        Assert.Contains("those of the quantile 0.1.", Get<string>("\"$($null = $rows | Invoke-NetworkTraining y -Loss Quantile -Quantile .1,.9 -Seed 1 -Epochs 2 -WarningVariable told 3>$null; $told)\""), StringComparison.Ordinal);
        Assert.DoesNotContain("quantile", Get<string>("\"$($null = $rows | Invoke-NetworkTraining y -Loss Quantile -Seed 1 -Epochs 2 -WarningVariable told 3>$null; $told)\""), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Steps_searches_charts_and_reports_take_such_networks()
    {
        Assert.Equal(["3 x 4", "True", "True", "True", "True", "True", "True", "True", "True"], Lines(Rows + """
            $data = $rows | ConvertTo-NetworkDataset -Target y -Task Regression
            $p = $data | Initialize-NetworkParameter -HiddenSize 4 -Loss Quantile -Seed 2
            "$($p.W2.RowCount) x $($p.W2.ColumnCount)"
            $cache = $data | Invoke-ForwardPropagation -Parameter $p
            $next = $cache | Invoke-BackPropagation | Update-NetworkParameter -LearningRate 0.001
            "$($next.Quantile)" -eq "$($p.Quantile)" -and ($data | Invoke-ForwardPropagation -Parameter $next | Measure-NetworkCost) -lt ($cache | Measure-NetworkCost)
            -not ($data | Test-NetworkGradient -Parameter $p | Where-Object RelativeDifference -gt 1e-5)
            $result = $rows | Invoke-NetworkTraining y -Loss Quantile -Seed 1 -Epochs 10
            $result | Export-NetworkReport -Path report.html
            (Get-Content report.html -Raw) -match 'How sure' -and (Get-Content report.html -Raw) -match 'are those of the quantile 0.5. [\d.]+\W% of the rows' -and (Get-Content report.html -Raw) -match 'Rows not above it'
            $rows | Invoke-NetworkTraining y -Loss Quantile -Seed 1 -Epochs 3 -EnsembleCount 1 | Export-NetworkChart -Path diagram.svg -Kind Network
            (Get-Content diagram.svg -Raw) -match 'y 0.9'
            @($rows | Measure-NetworkFeature $result).Count -eq 2 -and @($rows | Test-NetworkDrift $result).Count -gt 1
            $trials = @($rows | Search-NetworkHyperparameter y -Task Regression -Loss Quantile, Huber -Seed 1 -Epochs 3 -Fold 2)
            $trials.Count -eq 2 -and -not ($trials | Where-Object Error)

            # Of rows that a search held out, predictions alone were kept: intervals are around these.
            $network = $rows | Search-NetworkHyperparameter y -Task Regression -Loss Quantile -HiddenSize 4, 6 -EnsembleCount 2 -Seed 1 -Epochs 3 -Fold 2
            $one = $rows[0] | Get-NetworkPrediction $network -Interval 0.9
            [Math]::Abs($one.Prediction - $one.LowerBound - $one.UpperBound + $one.Prediction) -lt 1e-9 -and $one.Quantile10 -lt $one.Quantile90
            $other = $rows | Invoke-NetworkTraining y -Task Regression -Seed 1 -Epochs 3
            @($rows | Compare-Network $result $other -Metric MeanAbsoluteError -Seed 1).Count -gt 0
            """));
    }
}
