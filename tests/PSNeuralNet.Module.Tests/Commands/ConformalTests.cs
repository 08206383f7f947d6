namespace PSNeuralNet.Tests.Commands;

/// <summary>Intervals and sets of Get-NetworkPrediction, and their coverage on tables of the league.</summary>
public class ConformalTests : CommandTest
{
    private const string Numbers = "$rows = 1..240 | ForEach-Object { [pscustomobject]@{ a = $_ % 13; b = ($_ * 7) % 11; y = 3 * ($_ % 13) + ($_ * 37) % 29 } }\n";
    private const string Classes = "$rows = 1..240 | ForEach-Object { [pscustomobject]@{ a = $_ % 13; b = ($_ * 7) % 11; s = 'low', 'mid', 'high' | Select-Object -Index ([Math]::Floor((($_ * 37) % 29 + ($_ % 13)) / 14)) } }\n";

    [Fact]
    public void Intervals_hold_the_wanted_share_of_the_rows_that_were_held_out()
    {
        Assert.Equal(["a,b,y,Prediction,LowerBound,UpperBound", "True", "True", "True", "True", "True", "True", "LowerBound,UpperBound,Explanation", "True"], Lines(Numbers + """
            $result = $rows | Invoke-NetworkTraining y -Task Regression -Seed 1 -Epochs 30
            $predicted = @($rows | Get-NetworkPrediction $result -Interval 0.9)
            $predicted[0].psobject.Properties.Name -join ','
            $scores = $result.Parameter.Metadata.Conformal.Target[0].Scores
            $q = $scores.Score[[Math]::Ceiling(($scores.SampleCount + 1) * 0.9) - 1]
            -not ($predicted | Where-Object { [Math]::Abs($_.UpperBound - $_.Prediction - $q) -gt 1e-9 -or [Math]::Abs($_.Prediction - $_.LowerBound - $q) -gt 1e-9 })

            # Of the rows out of fold, nine of ten have an error of q at most.
            $errors = 0..($result.OutOfFold.Sample.Count - 1) | ForEach-Object { [Math]::Abs($rows[$result.OutOfFold.Sample[$_]].y - $result.OutOfFold.Prediction[0, $_]) }
            @($errors | Where-Object { $_ -le $q }).Count -eq [Math]::Ceiling(($errors.Count + 1) * 0.9)

            # A file, a dataset, and rows one by one give the same.
            $result | Export-Network n.json
            $ofFile = @($rows | Get-NetworkPrediction n.json -Interval 0.9)
            -not (0..239 | Where-Object { $ofFile[$_].LowerBound -ne $predicted[$_].LowerBound -or $ofFile[$_].UpperBound -ne $predicted[$_].UpperBound })
            $ofData = @($rows | ConvertTo-NetworkDataset -Schema $result | Get-NetworkPrediction n.json -Interval 0.9)
            -not (0..239 | Where-Object { [Math]::Abs($ofData[$_].LowerBound - $predicted[$_].LowerBound) -gt 1e-9 })

            # Rows of one's own calibrate instead.
            $own = @($rows | Get-NetworkPrediction n.json -Interval 0.5 -CalibrationData $rows)
            @($own | Where-Object { $_.LowerBound -le $_.y -and $_.y -le $_.UpperBound }).Count -eq [Math]::Ceiling(241 * 0.5)
            [bool](($rows | Get-NetworkPrediction n.json -Interval 0.9 -Verbose 4>&1) -match 'Calibrated on \d+ samples that the training held out')

            # Explanations come after them.
            $explained = $rows[0] | Get-NetworkPrediction $result -Interval 0.9 -Explain
            $explained.psobject.Properties.Name[-3..-1] -join ','
            $explained.LowerBound -eq $predicted[0].LowerBound -and $explained.UpperBound -eq $predicted[0].UpperBound -and $explained.Explanation.Count -gt 0
            """));
    }

    [Fact]
    public void Each_of_several_targets_has_bounds()
    {
        Assert.Equal(["a,Prediction(y),Prediction(z),LowerBound(y),LowerBound(z),UpperBound(y),UpperBound(z)", "True"], Lines("""
            $rows = 1..120 | ForEach-Object { [pscustomobject]@{ a = $_ % 13; y = $_ % 13 + $_ % 3; z = 100 * ($_ % 13) + 100 * ($_ % 5) } }
            $result = $rows | Invoke-NetworkTraining y, z -Task Regression -Seed 1 -Epochs 30
            $one = [pscustomobject]@{ a = 4 } | Get-NetworkPrediction $result -Interval 0.8
            $one.psobject.Properties.Name -join ','
            $one.'LowerBound(y)' -lt $one.'Prediction(y)' -and $one.'Prediction(y)' -lt $one.'UpperBound(y)' -and $one.'UpperBound(z)' - $one.'LowerBound(z)' -gt 10 * ($one.'UpperBound(y)' - $one.'LowerBound(y)')
            """));
    }

    [Fact]
    public void Intervals_of_a_target_as_logarithms_are_not_negative_and_not_symmetric()
    {
        Assert.Equal(["True", "True", "True"], Lines("""
            $rows = 1..200 | ForEach-Object { [pscustomobject]@{ a = $_ % 13; cost = [Math]::Round([Math]::Exp(($_ % 13) / 2 + ($_ * 37 % 29) / 20), 2) } }
            $predicted = @($rows | Get-NetworkPrediction ($rows | Invoke-NetworkTraining cost -TargetTransform Log -Seed 1 -Epochs 30) -Interval 0.95)
            -not ($predicted | Where-Object LowerBound -lt 0)
            -not ($predicted | Where-Object { $_.UpperBound - $_.Prediction -le $_.Prediction - $_.LowerBound })
            $by = $predicted | Sort-Object Prediction; $by[-1].UpperBound - $by[-1].LowerBound -gt 5 * ($by[0].UpperBound - $by[0].LowerBound)
            """));
    }

    [Fact]
    public void Sets_hold_the_wanted_share_of_the_rows_that_were_held_out()
    {
        Assert.Equal(["a,b,s,Prediction,Probability,PredictionSet", "True", "True", "True", "True", "True"], Lines(Classes + """
            $result = $rows | Invoke-NetworkTraining s -Seed 1 -Epochs 30
            $predicted = @($rows | Get-NetworkPrediction $result -PredictionSet 0.9)
            $predicted[0].psobject.Properties.Name -join ','
            -not ($predicted | Where-Object { $_.PredictionSet[0] -ne $_.Prediction })
            $many = $predicted | Where-Object { $_.PredictionSet.Count -gt 1 } | Select-Object -First 1
            ($many | ConvertTo-Csv | Select-Object -Last 1).EndsWith(',"' + ($many.PredictionSet -join '; ') + '"')
            ($many | ConvertTo-Json | ConvertFrom-Json).PredictionSet.Count -eq $many.PredictionSet.Count

            # With all probabilities, the set is the last property.
            @($rows[0] | Get-NetworkPrediction $result -AllProbability -PredictionSet 0.9)[0].psobject.Properties.Name[-1] -eq 'PredictionSet'

            # Calibrated on the same rows, the sets have just so many, but for the predicted class, which is always in.
            $own = @($rows | Get-NetworkPrediction $result -PredictionSet 0.9 -CalibrationData $rows)
            @($own | Where-Object { $_.s -in $_.PredictionSet }).Count -ge [Math]::Ceiling(241 * 0.9)
            """));
    }

    [Fact]
    public void Wrong_uses_are_errors_of_their_own()
    {
        string rows = Numbers + "$r = $rows | Invoke-NetworkTraining y -Task Regression -Seed 1 -Epochs 2\n", classes = Classes + "$r = $rows | Invoke-NetworkTraining s -Seed 1 -Epochs 2\n";
        Fails(rows + "$rows | Get-NetworkPrediction $r -Interval 90", "ConfidenceInvalid", ErrorCategory.InvalidArgument, "90 is not between 0 and 1");
        Fails(rows + "$rows | Get-NetworkPrediction $r -Interval 0.9999", "CalibrationTooSmall", ErrorCategory.InvalidOperation, "is the highest");
        Fails(rows + "$rows | Get-NetworkPrediction $r -PredictionSet 0.9", "PredictionSetOfNumbers", ErrorCategory.InvalidArgument, "give -Interval");
        Fails(rows + "$rows | Get-NetworkPrediction $r -CalibrationData $rows", "CalibrationDataNotUsed", ErrorCategory.InvalidArgument, "without -Interval");
        Fails(classes + "$rows | Get-NetworkPrediction $r -Interval 0.9", "IntervalOfClasses", ErrorCategory.InvalidArgument, "give -PredictionSet");
        Fails(classes + "$rows | Get-NetworkPrediction $r -CalibrationData $rows", "CalibrationDataNotUsed", ErrorCategory.InvalidArgument, "without -PredictionSet");
        Fails(Numbers + "$rows | Get-NetworkPrediction ($rows | Invoke-NetworkTraining y -Task Regression -Preset Tutorial -Seed 1 -Epochs 2) -Interval 0.9", "CalibrationMissing", ErrorCategory.InvalidOperation, "-ValidationFraction 0.2");
        Fails(
            Classes + "$w = $rows | Invoke-NetworkTraining s -Seed 1 -Epochs 2 -ClassWeight Balanced -WarningAction Ignore; $rows | Get-NetworkPrediction $w -PredictionSet 0.9 -RawProbability",
            "CalibrationNotRaw", ErrorCategory.InvalidArgument, "Omit -RawProbability");
        Assert.Equal(240, Run(Classes + "$w = $rows | Invoke-NetworkTraining s -Seed 1 -Epochs 2 -ClassWeight Balanced -WarningAction Ignore; $rows | Get-NetworkPrediction $w -PredictionSet 0.9 -RawProbability -CalibrationData $rows").Count);
    }

    [Fact]
    public void Coverage_on_two_tables_is_what_was_asked_for()
    {
        string script = Path.Combine(MarkdownBlocks.Root(), "tests/league/Measure-Coverage.ps1");
        PSObject[] rows = [.. Run("& $args[0] -Seed 1 -Table servo, mpg -Confidence 0.8, 0.9", script)];
        Assert.Equal(["servo", "servo", "mpg", "mpg", "mean", "mean"], rows.Select(row => (string)row.Properties["Table"].Value));
        Assert.All(rows.Take(4), row => Assert.True((bool)row.Properties["IsRight"].Value, row.ToString()));
        Assert.All(rows, row => Assert.InRange((double)row.Properties["Width"].Value, 0.1, 0.7));
    }
}
