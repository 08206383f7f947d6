namespace PSNeuralNet.Tests.Commands;

/// <summary>Calibration of Invoke-NetworkTraining, and predictions with and without the correction for class weights.</summary>
public class CalibrationTests : CommandTest
{
    private const string Rows = "$rows = 1..240 | ForEach-Object { [pscustomobject]@{ a = $_ % 13; b = ($_ * 7) % 11; s = if ((($_ * 37) % 29) + ($_ % 13) -gt 30) { 'failed' } else { 'ok' } } }\n";

    [Fact]
    public void The_temperature_is_in_result_file_report_and_verbose_output()
    {
        Assert.Equal(["True", "True", "True", "True", "True", "True"], Lines(Rows + """
            $all = $rows | Invoke-NetworkTraining s -Preset Tutorial -Seed 1 -Epochs 50 -ValidationFraction 0.3 -Calibration Temperature -Verbose 4>&1
            $result = $all | Where-Object { $_ -is [PSNeuralNet.Training.TrainingResult] }
            $text = '{0:0.0000}' -f $result.Temperature
            [bool]($all | Where-Object { "$_" -eq "The probabilities are calibrated: the temperature is $text, fitted on the samples held out." })
            $result.Temperature -gt 0.05 -and $result.Temperature -ne 1
            $result.Network | Export-Network n.json
            (Import-Network n.json).Training.Temperature -eq $result.Temperature
            $result | Export-NetworkReport r.html
            (Get-Content -Raw r.html) -match "Temperature of the calibration</th><td>$text<"
            (Get-Content -Raw r.html) -match '-Calibration</span> Temperature'
            $result.Cost -lt $result.ValidationCost
            """));
    }

    [Fact]
    public void A_calibration_without_effect_is_warned_of_where_it_was_given()
    {
        Assert.Equal(
            [
                "-Calibration Temperature fits no temperature: no samples were held out.",
                "-Calibration Temperature fits no temperature: the network predicts numbers.",
                "-Calibration Temperature fits no temperature: only 12 samples were held out, and 20 are needed.",
            ],
            Lines(Rows + """
                $rows | Invoke-NetworkTraining s -Preset Tutorial -Seed 1 -Epochs 5 -Calibration Temperature -WarningVariable w -WarningAction SilentlyContinue | Out-Null; $w -match 'temperature'
                $rows | Select-Object a, b | Invoke-NetworkTraining a -Preset Tutorial -Task Regression -Seed 1 -Epochs 5 -Calibration Temperature -WarningVariable w -WarningAction SilentlyContinue | Out-Null; $w -match 'temperature'
                $rows | Invoke-NetworkTraining s -Preset Tutorial -Seed 1 -Epochs 5 -Calibration Temperature -ValidationFraction 0.05 -WarningVariable w -WarningAction SilentlyContinue | Out-Null; $w -match 'temperature'
                $rows | Invoke-NetworkTraining s -Preset Tutorial -Seed 1 -Epochs 5 -WarningVariable w -WarningAction SilentlyContinue | Out-Null; $w -match 'temperature'
                """));
    }

    [Fact]
    public void A_reliability_diagram_is_drawn_of_reports_and_of_networks_with_data()
    {
        Assert.Equal(["True", "True", "True", "True", "15", "True"], Lines(Rows + """
            $result = $rows | Invoke-NetworkTraining s -Preset Tutorial -Seed 1 -Epochs 50
            $report = $rows | Measure-Network $result
            $report | Export-NetworkChart a.svg -Kind Reliability
            $result | Export-NetworkChart b.svg -Kind Reliability -Dataset $rows
            (Get-Content -Raw a.svg) -match ('calibration error {0:0.0000}' -f $report.CalibrationError)
            (Get-Content -Raw b.svg) -match ('calibration error {0:0.0000}' -f $report.CalibrationError)
            ($report | Show-NetworkChart -Kind Reliability -Ascii -Width 70 -Height 20)[0] -eq ('Reliability, calibration error {0:0.0000}' -f $report.CalibrationError)
            @($report | Show-NetworkChart -Ascii -Width 70 -Height 20)[0] -match 'Confusion'
            $report.Reliability.Count
            ($report | Format-List | Out-String) -match ('Brier +: {0:0.0000}' -f $report.Brier)
            """));
        Fails("@(1, 2 | ForEach-Object { New-MoonsDataset -Seed $_ | Measure-Network (New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 1 -Epochs 5) }) | Export-NetworkChart c.svg -Kind Reliability", "ChartInputInvalid", ErrorCategory.InvalidType, "2 were given");
    }

    [Fact]
    public void Raw_probabilities_are_those_under_the_class_weights()
    {
        Assert.Equal(["True", "True", "True", "True", "True", "True"], Lines(Rows + """
            $plain = $rows | Invoke-NetworkTraining s -Preset Tutorial -Seed 1 -Epochs 200 -ClassWeight Balanced -WarningAction SilentlyContinue
            $result = $rows | Invoke-NetworkTraining s -Preset Tutorial -Seed 1 -Epochs 200 -ClassWeight Balanced -Calibration Temperature -WarningAction SilentlyContinue
            $weighted = @($rows | Get-NetworkPrediction $plain -AllProbability)
            $raw = @($rows | Get-NetworkPrediction $result -AllProbability -RawProbability)
            $corrected = @($rows | Get-NetworkPrediction $result -AllProbability)
            -not (0..239 | Where-Object { [Math]::Abs($weighted[$_].'P(failed)' - $raw[$_].'P(failed)') -gt 1e-12 })
            -not (0..239 | Where-Object { $corrected[$_].'P(failed)' -ge $raw[$_].'P(failed)' })
            @($raw | Where-Object Prediction -eq failed).Count -gt @($corrected | Where-Object Prediction -eq failed).Count
            $byRaw = $rows | Measure-Network $result -RawProbability; $by = $rows | Measure-Network $result
            [Math]::Abs($byRaw.LogLoss - ($rows | Measure-Network $plain).LogLoss) -lt 1e-12
            $by.LogLoss -lt $byRaw.LogLoss

            # A network without correction: the same numbers.
            ($rows | Measure-Network $plain -RawProbability).LogLoss -eq ($rows | Measure-Network $plain).LogLoss
            """));
    }
}
