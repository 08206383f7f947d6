namespace PSNeuralNet.Tests.Commands;

/// <summary>Positive classes, Set-NetworkThreshold, and Measure-Network -ThresholdTable.</summary>
public class ThresholdTests : CommandTest
{
    private const string Setup = """
        $rows = foreach ($i in 0..199) { [pscustomobject]@{ Heat = ($i * 37) % 101; Load = ($i * 13) % 17; State = if (($i * 37) % 101 + ($i * 7) % 40 -gt 115) { 'failed' } else { 'ok' } } }
        $train, $rest = $rows[0..139], $rows[140..199]
        $result = $train | Invoke-NetworkTraining State -HiddenSize 4 -EnsembleCount 2 -Epochs 40 -Seed 1 -WarningVariable notices -WarningAction SilentlyContinue

        """;

    [Fact]
    public void Failed_is_positive_by_its_name_with_one_warning()
    {
        Assert.Equal(["1", "failed", "failed ok", "failed", "failed"], Lines(Setup + """
            @($notices | Where-Object { "$_" -like "*'failed' is taken as the positive one*-PositiveClass*" }).Count
            $result.Network.PositiveClass
            "$($result.Network.ClassName)"
            ($rest | Measure-Network $result).PositiveClass
            $result.OutOfFold.Report.PositiveClass
            """));
        Assert.Contains("positive: failed\n", Shown("$result.Network"), StringComparison.Ordinal);
        Assert.Equal(["ok", "0", "ok", "failed"], Lines("""
            $data = $train | ConvertTo-NetworkDataset State -PositiveClass OK -WarningVariable quiet
            $data.Schema.PositiveClass
            @($quiet).Count
            $train | Export-Csv rows.csv
            (Import-NetworkDataset rows.csv State -PositiveClass ok).Schema.PositiveClass
            ($rest | ConvertTo-NetworkDataset -Schema $result).Schema.PositiveClass
            """));
        Fails("$train | ConvertTo-NetworkDataset State -PositiveClass bad", "PositiveClassUnknown", ErrorCategory.InvalidArgument, "'failed', 'ok'");
        Fails("$train | ConvertTo-NetworkDataset Load -Task Regression -PositiveClass 1", "PositiveClassNotBinary", ErrorCategory.InvalidArgument);
        Fails("$data | Invoke-NetworkTraining -PositiveClass ok", "TargetNotUsed");
    }

    [Fact]
    public void A_network_without_names_has_the_threshold_of_the_class_that_it_was_chosen_for()
    {
        Assert.Equal(["0", "True", "failed", "failed", "True"], Lines(Setup + """
            $moons = New-MoonsDataset -Seed 1
            $plain = Initialize-NetworkParameter -InputSize 2 -HiddenSize 3 -Seed 1
            $none = Set-NetworkThreshold $plain -PositiveClass 0 -Threshold 0.9
            $none.PositiveClass
            ($moons | Measure-Network $none).ConfusionMatrix[1, 0] -eq @($moons | Get-NetworkPrediction $none | Where-Object { "$($_.Label) $($_.Prediction)" -eq '1 0' }).Count
            $data = $rows | ConvertTo-NetworkDataset State -ExcludeFeature Load -WarningAction Ignore
            $one = Initialize-NetworkParameter -InputSize 1 -HiddenSize 3 -Seed 2
            $data.Schema.PositiveClass
            ($data | Measure-Network $one).PositiveClass
            $chosen = $data | Set-NetworkThreshold $one -MinimumRecall 0.9
            ($data | Measure-Network $chosen).PositiveRecall -ge 0.9
            """));
    }

    [Fact]
    public void What_has_no_effect_and_what_is_too_good_is_said()
    {
        Assert.Equal(["1", "0.2", "1", "1", "1"], Lines(Setup + """
            $found = $rest | Set-NetworkThreshold $result -Threshold 0.2 -WarningVariable said -WarningAction Ignore
            @($said).Count
            $found.Threshold
            $data = $train | ConvertTo-NetworkDataset -Schema $result
            $null = $data | Measure-Network $result -ThresholdTable -WarningVariable said -WarningAction Ignore; @($said).Count
            $null = $data | Get-NetworkPrediction $result -PredictionSet 0.9 -CalibrationData $data -WarningVariable said -WarningAction Ignore; @($said).Count
            $null = $train | Invoke-NetworkTraining -Network (Set-NetworkThreshold $result -Threshold 0.1) -Epochs 1 -PositiveClass ok -WarningVariable said -WarningAction Ignore
            @($said | Where-Object { "$_" -like 'The threshold 0.1*' }).Count
            """));
        Fails("$found, $result | Export-Network both.json -Force", "NetworksOneFile", ErrorCategory.InvalidOperation, "both.json");
    }

    [Theory]
    [InlineData("$rest | Get-NetworkPrediction $result -Explain -Background @()", "There are no rows in it")]
    [InlineData("$rest | Get-NetworkPrediction $result -Explain -Background $nothing", "is null")]
    [InlineData("$rest | Get-NetworkPrediction $result -Explain -Background 5", "'5' (Int32) is neither")]
    [InlineData("$rest | Get-NetworkPrediction $result, $result", "There are 2 networks")]
    [InlineData("$rest | Get-NetworkPrediction 5", "'5' (Int32) is no network")]
    public void Arguments_that_are_none_are_named(string command, string message)
    {
        Run(Setup);
        Assert.Equal(["True"], Lines($$"""
            try { {{command}} } catch { $last = "$_" }
            $last -like "*$([WildcardPattern]::Escape("{{message}}"))*"
            """));
    }

    [Fact]
    public void The_positive_class_changes_no_prediction_at_a_half()
    {
        Assert.Equal(["True", "ok", "failed", "True"], Lines(Setup + """
            $other = $train | Invoke-NetworkTraining State -HiddenSize 4 -EnsembleCount 2 -Epochs 40 -Seed 1 -PositiveClass ok
            $a = $rest | Get-NetworkPrediction $result -AllProbability; $b = $rest | Get-NetworkPrediction $other -AllProbability
            "$($a.Prediction) $($a.'P(failed)')" -ceq "$($b.Prediction) $($b.'P(failed)')"
            $other.Network.PositiveClass
            (Set-NetworkThreshold $other -PositiveClass failed -Threshold 0.5).PositiveClass
            $low = Set-NetworkThreshold $result -Threshold 0.1
            @($rest | Get-NetworkPrediction $low | Where-Object Prediction -eq failed).Count -eq @($a | Where-Object 'P(failed)' -ge 0.1).Count
            """));
    }

    [Fact]
    public void A_threshold_is_used_wherever_none_is_given()
    {
        Assert.Equal(["0.1", "0.5", "True", "True", "True", "True", "0.1", "True"], Lines(Setup + """
            $network = Set-NetworkThreshold $result -Threshold 0.1
            $network.Threshold
            $result.Network.Threshold
            function Same($a, $b) { ($a | ConvertTo-Json -Depth 3) -ceq ($b | ConvertTo-Json -Depth 3) }
            Same ($rest | Get-NetworkPrediction $network) ($rest | Get-NetworkPrediction $result -Threshold 0.1)
            Same ($rest | Measure-Network $network).ConfusionMatrix.ToMatrix().ToArray() ($rest | Measure-Network $result -Threshold 0.1).ConfusionMatrix.ToMatrix().ToArray()
            Same ($rest | Measure-Network $network -Threshold 0.5) ($rest | Measure-Network $result)
            ($rest | Compare-Network $result $network)[1].Value -eq ($rest | Measure-Network $network).Accuracy
            $network | Export-Network n.json; (Import-Network n.json).Threshold
            $network | Export-Network low.ps1; . ./low.ps1
            Same ($rest | Get-LowPrediction).Prediction ($rest | Get-NetworkPrediction $network).Prediction
            """));
        Assert.Contains("positive: failed, above 0.1\n", Shown("$network"), StringComparison.Ordinal);
        Assert.Equal(["1", "0.5"], Lines("""
            $more = $train | Invoke-NetworkTraining -Network $network -Epochs 2 -Seed 1 -WarningVariable told -WarningAction SilentlyContinue
            @($told | Where-Object { "$_" -like 'The threshold 0.1 was chosen*Set-NetworkThreshold*' }).Count
            $more.Network.Threshold
            """));
    }

    [Fact]
    public void It_is_chosen_on_piped_rows_or_on_those_held_out()
    {
        // Each is the best of the table.
        Assert.Equal(["True", "True", "True", "True", "True", "True", "True"], Lines(Setup + """
            $cost = @{ FalseAlarm = 1; Miss = 20 }
            $table = $rest | Measure-Network $result -ThresholdTable -Cost $cost
            ($rest | Set-NetworkThreshold $result -Cost $cost).Threshold -eq ($table | Sort-Object Cost, AlarmsPerThousand | Select-Object -First 1).Threshold
            ($rest | Set-NetworkThreshold $result -For F1).Threshold -eq ($table | Sort-Object { -$_.F1 }, AlarmsPerThousand | Select-Object -First 1).Threshold
            ($rest | Set-NetworkThreshold $result -MinimumRecall 0.9).Threshold -in ($table | Where-Object Recall -ge 0.9).Threshold
            $most = ($table | Measure-Object Precision -Maximum).Maximum
            ($rest | Set-NetworkThreshold $result -MinimumPrecision $most).Threshold -in ($table | Where-Object Precision -eq $most).Threshold
            $held = Measure-Network $result -ThresholdTable -Cost $cost
            (Set-NetworkThreshold $result -Cost $cost).Threshold -eq ($held | Sort-Object Cost, AlarmsPerThousand | Select-Object -First 1).Threshold
            $report = $rest | Measure-Network ($rest | Set-NetworkThreshold $result -MinimumRecall 0.9)
            $report.PositiveRecall -ge 0.9
            [math]::Abs(($table | Where-Object Recall -eq $report.PositiveRecall).Precision - $report.PositivePrecision) -lt 1e-12
            """));
        Assert.Equal(["1", "0"], Lines("""
            $n = $train | Set-NetworkThreshold $result -For F1 -WarningVariable told -WarningAction SilentlyContinue
            @($told | Where-Object { "$_" -like 'The rows are those that the network was trained on*' }).Count
            $n = $rest | Set-NetworkThreshold $result -For F1 -WarningVariable told
            @($told).Count
            """));
        Assert.Matches("^For the lowest cost \\(false alarm 1, miss 20\\) of 'failed': threshold ", Assert.Single(Lines("Set-NetworkThreshold $result -Cost $cost -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }")));
    }

    [Theory]
    [InlineData("Set-NetworkThreshold $result.Network -For F1", "ThresholdRowsMissing")]
    [InlineData("@() | Set-NetworkThreshold $result -For F1", "ThresholdRowsMissing")]
    [InlineData("$rest | Where-Object State -eq ok | Set-NetworkThreshold $result -For F1", "ThresholdOneClass")]
    [InlineData("$rest | Set-NetworkThreshold $result -MinimumRecall 2", "ThresholdGoalInvalid")]
    [InlineData("$rest | Set-NetworkThreshold $result -Cost @{ FalseAlarm = 1 }", "MistakeCostMissing")]
    [InlineData("$rest | Set-NetworkThreshold $result -Cost @{ FalseAlarm = 1; Miss = -1 }", "MistakeCostInvalid")]
    [InlineData("$rest | Set-NetworkThreshold $result -Cost @{ FalseAlarm = 1; Miss = 'much' }", "MistakeCostNotNumeric")]
    [InlineData("$rest | Measure-Network $result -ThresholdTable -Cost @{ FalseAlarm = 1; Misses = 2 }", "MistakeCostUnknown")]
    [InlineData("Set-NetworkThreshold $result -Threshold 1", "ThresholdInvalid")]
    [InlineData("Set-NetworkThreshold $result -Threshold 0.2 -PositiveClass bad", "PositiveClassUnknown")]
    [InlineData("Set-NetworkThreshold (Initialize-NetworkParameter -InputSize 2 -HiddenSize 3 -OutputSize 3 -Task MultiClass) -Threshold 0.2", "ThresholdNotBinary")]
    [InlineData("$rest | Measure-Network ($rest | Invoke-NetworkTraining Load -Task Regression -Epochs 2 -EnsembleCount 1 -Seed 1) -ThresholdTable", "ThresholdNotBinary")]
    public void Whatever_cannot_be_chosen_is_an_error(string script, string id) => Fails(Setup + script, id);
}
