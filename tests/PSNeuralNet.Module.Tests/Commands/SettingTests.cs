namespace PSNeuralNet.Tests.Commands;

/// <summary>Settings of Invoke-NetworkTraining as typed: what they do, and what they are refused for.</summary>
public class SettingTests : CommandTest
{
    private const string Rows = "$rows = 1..40 | ForEach-Object { [pscustomobject]@{ a = $_ % 13; b = ($_ * 7) % 11; c = 5; y = 3 * ($_ % 13) - ($_ * 7) % 11 + ($_ % 3) } }\n";

    [Fact]
    public void WhatIf_trains_nothing()
    {
        Assert.Equal(["0", "0", "0"], Lines(Rows + """
            $a = @($rows | Invoke-NetworkTraining y -Seed 1 -WhatIf)
            $b = @(New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 1 -WhatIf -CheckpointPath what.ckpt)
            $trained = $rows | Invoke-NetworkTraining y -Seed 1 -Epochs 2
            $c = @($rows | Invoke-NetworkTraining -Network $trained -WhatIf)
            $a.Count; $b.Count; $c.Count
            """));
    }

    [Fact]
    public void Lists_without_columns_exclude_nothing()
    {
        Assert.Equal(["True", "500", "2"], Lines(Rows + """
            $with = $rows | Invoke-NetworkTraining y -Seed 1 -Epochs 5 -ExcludeFeature @() -Id @() -Categorical @() -Numeric @() -Text @()
            $with.LastCost -eq ($rows | Invoke-NetworkTraining y -Seed 1 -Epochs 5).LastCost
            (New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 1 -Epochs 5 -ExcludeFeature @()).Dataset.SampleCount
            ($rows | ConvertTo-NetworkDataset y -ExcludeFeature @()).FeatureCount
            """));
    }

    [Fact]
    public void A_network_without_hidden_layers_has_a_stable_default_rate()
    {
        // Ten columns with a common part: 0.3 is beyond 2 / L.
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun("""
            $table = 0..199 | ForEach-Object {
                $common = [Math]::Sin($_ * 12.9898) * 10; $row = [ordered]@{}; $sum = 0
                foreach ($i in 1..10) { $row["x$i"] = $common + [Math]::Sin($_ * 78.233 * $i) * 3; $sum += $i * $row["x$i"] }
                $row.y = $sum; [pscustomobject]$row }
            $r = $table | Invoke-NetworkTraining y -Preset Tutorial -HiddenSize @() -Seed 1
            $r.R2; $r.LearningRate; "$($r.StopReason)"
            $r = $table | Invoke-NetworkTraining y -HiddenSize @() -Seed 1
            $r.Score; "$($r.ScoreFrom)"
            $diverged = $table | Invoke-NetworkTraining y -HiddenSize @() -Seed 1 -LearningRate 0.3
            """);
        Assert.InRange((double)output[0].BaseObject, 0.99, 1);
        Assert.InRange((double)output[1].BaseObject, 0.02, 0.1);
        Assert.Equal("Completed", output[2].BaseObject);
        Assert.InRange((double)output[3].BaseObject, 0.99, 1);
        Assert.Equal("OutOfFold", output[4].BaseObject);
        Assert.StartsWith("TrainingDiverged", Assert.Single(errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$rows[0] | Invoke-NetworkTraining y", "RowSingle", ErrorCategory.InvalidData, "two rows or more")]
    [InlineData("$rows | Invoke-NetworkTraining y -Feature c", "FeatureNone", ErrorCategory.ObjectNotFound, "'c' (all cells are '5'). A dataset needs at least one that tells rows apart. Name others with -Feature")]
    [InlineData("$rows | Select-Object c, y | Invoke-NetworkTraining y", "FeatureNone", ErrorCategory.ObjectNotFound, "Add a column that differs")]
    [InlineData("$rows | Invoke-NetworkTraining y -Schedule Exponential -Decay 1", "DecayWithoutEffect", ErrorCategory.InvalidArgument, "Exponential never lowers the rate")]
    [InlineData("$rows | Invoke-NetworkTraining y -Schedule ReduceOnPlateau -MinimumLearningRate 0.4", "ConstantInvalid", ErrorCategory.InvalidArgument, "0 to the learning rate, 0.003")]
    [InlineData("$rows | Invoke-NetworkTraining y -ValidationFraction 0 -Watch R2", "WatchWithoutValidation", ErrorCategory.InvalidArgument, "validation samples")]
    [InlineData("$rows | Invoke-NetworkTraining y -Watch Accuracy -ValidationFraction 0.2", "WatchMismatch", ErrorCategory.InvalidArgument, "Watch Cost or R2")]
    [InlineData("$rows | Invoke-NetworkTraining y -LabelSmoothing 0.1", "LabelSmoothingWithoutClasses", ErrorCategory.InvalidArgument, "for classes")]
    [InlineData("$rows | Invoke-NetworkTraining y -BinCount 1", "ConstantInvalid", ErrorCategory.InvalidArgument, "0 for none, or 2 to 64")]
    [InlineData("$rows | Invoke-NetworkTraining y -FeatureClip -1", "ConstantInvalid", ErrorCategory.InvalidArgument, "0, or between")]
    [InlineData("$rows | Invoke-NetworkTraining y -BinCount 4 -Network ($rows | Invoke-NetworkTraining y -Preset Tutorial -Epochs 2 -Seed 1)", "FeatureEncodingMismatch", ErrorCategory.InvalidArgument, "train a new network")]
    [InlineData("$rows | Select-Object -First 39 | Invoke-NetworkTraining y -Watch R2", "WatchWithoutValidation", ErrorCategory.InvalidArgument, "Give a validation fraction")]
    [InlineData("$rows | Invoke-NetworkTraining y -ValidationFraction 0 -Patience 3 -Tolerance $null", "PatienceWithoutValidation", ErrorCategory.InvalidArgument, "a tolerance")]
    public void What_does_not_go_is_an_error_with_its_remedy(string command, string id, ErrorCategory category, string text) => Fails(Rows + command, id, category, text);

    [Fact]
    public void Bins_are_inputs_of_the_first_layer_and_continue_with_the_network()
    {
        // a and b have 13 and 11 values in 40 rows: two bins each.
        Assert.Equal(["6", "2", "3", "True", "True", "input        6 (standardized, 4 of them bins)", "-FeatureClip has no effect where features are not standardized."], Lines(Rows + """
            $r = $rows | Invoke-NetworkTraining y -Preset Tutorial -BinCount 8 -FeatureClip 3 -Epochs 20 -Seed 1
            $r.Parameter.W1.ColumnCount; $r.Network.FeatureName.Count; $r.Network.Scaling.FeatureEdge[0].Count
            $half = $rows | Invoke-NetworkTraining y -Preset Tutorial -BinCount 8 -FeatureClip 3 -Epochs 10 -Seed 1
            $more = $rows | Invoke-NetworkTraining y -Network $half -Epochs 10
            $more.LastCost -eq $r.LastCost
            $r | Export-Network bins.json
            @(Compare-Object @($rows | Get-NetworkPrediction -Network bins.json).Prediction @($rows | Get-NetworkPrediction -Network $r).Prediction).Count -eq 0
            ($r.Network | Out-String) -split '\r?\n' -match '^input'
            $rows | Invoke-NetworkTraining y -Preset Tutorial -FeatureClip 3 -NoStandardize -Epochs 1 -LearningRate 1e-9 -Seed 1 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] -and "$_" -match 'FeatureClip' } | ForEach-Object { "$_" }
            """));
    }

    [Fact]
    public void Constants_without_an_effect_are_warned_of()
    {
        Assert.Equal(
            [
                "-Decay and -StepEpochCount have no effect without a -Schedule.",
                "-MinimumLearningRate has no effect without -Schedule ReduceOnPlateau.",
            ],
            Lines("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 5 -Seed 1 -Decay 0.5 -StepEpochCount 3 -MinimumLearningRate 0.01 -WarmupEpochCount 2 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }"));
    }

    [Fact]
    public void The_tolerance_ends_a_training_and_patience_of_validation_rows_may_watch_the_accuracy()
    {
        Assert.Equal(["Converged", "True", "EarlyStopped", "True", "True"], Lines("""
            $moons = New-MoonsDataset -Seed 0
            $r = $moons | Invoke-NetworkTraining -Optimizer Adam -LearningRate 0.05 -Tolerance 1e-3 -Patience 5 -Seed 1
            "$($r.StopReason)"; $r.EpochCount -lt 5000
            $w = $moons | Invoke-NetworkTraining -Optimizer Adam -LearningRate 0.05 -ValidationFraction 0.2 -Watch Accuracy -Patience 30 -LabelSmoothing 0.1 -Seed 1
            "$($w.StopReason)"; $w.ValidationAccuracy -eq ($w.CostHistory.ValidationAccuracy | Measure-Object -Maximum).Maximum
            $again = $moons | Invoke-NetworkTraining -Network $w -ValidationFraction 0 -Epochs 3
            $null -eq $again.BestEpoch
            """));
    }

    [Fact]
    public void Skewed_costs_are_hinted_at_and_their_logarithm_gives_predictions_within_their_range()
    {
        string[] lines = Lines("""
            $costs = 0..119 | ForEach-Object { [pscustomobject]@{ age = ($_ * 37) % 60; use = ($_ * 53) % 17; cost = if ($_ % 9) { [Math]::Round([Math]::Exp((($_ * 37) % 60) / 8 - (($_ * 53) % 17) / 6), 2) } else { 0 } } }
            $plain = $costs | Invoke-NetworkTraining cost -Seed 1 -Epochs 20 -WarningVariable hint -WarningAction SilentlyContinue
            @($hint).Count; "$hint"
            $log = $costs | Invoke-NetworkTraining cost -Seed 1 -Epochs 300 -Optimizer Adam -LearningRate 0.02 -TargetTransform Log -ClipTarget -WarningVariable none -WarningAction SilentlyContinue
            @($none).Count
            $new = [pscustomobject]@{ age = 300; use = 0 }, [pscustomobject]@{ age = -90; use = 16 }, [pscustomobject]@{ age = 41; use = 9 }
            $predicted = ($new | Get-NetworkPrediction $log).Prediction
            $predicted[0] -eq ($costs.cost | Measure-Object -Maximum).Maximum; $predicted[1] -ge 0
            $log | Export-Network costs.ps1; . ./costs.ps1
            $exported = ($new | Get-CostsPrediction).Prediction
            $null -eq (0..2 | Where-Object { [Math]::Abs($predicted[$_] - $exported[$_]) -gt 1e-12 * [Math]::Max(1, $predicted[$_]) })
            $log | Export-Network costs.json
            "$(($new | Get-NetworkPrediction costs.json).Prediction)" -eq "$predicted"
            $log | Export-NetworkReport costs.html
            ((Get-Content costs.html -Raw) -replace '<[^>]+>') -match '-TargetTransform Log -ClipTarget'
            """);
        Assert.Equal("1", lines[0]);
        Assert.Matches("The target 'cost' is skewed \\(skewness [2-9].*-TargetTransform Log.*-Loss Poisson", lines[1]);
        Assert.Equal(["0", "True", "True", "True", "True", "True"], lines[2..]);
    }
}
