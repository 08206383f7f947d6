namespace PSNeuralNet.Tests.Commands;

/// <summary>Views, messages and reports in a culture with a decimal comma: all numbers have a decimal point.</summary>
public class CultureTests : CommandTest
{
    public CultureTests()
    {
        Run("""
            $WarningPreference = 'SilentlyContinue'
            [cultureinfo]::CurrentCulture = 'de-DE'
            $rows = foreach ($i in 1..60) { [pscustomobject]@{ Heat = $i % 17 + 0.5; Load = ($i * 29) % 11 / 4; Fails = if ($i % 17 + $i % 3 -gt 9) { 'yes' } else { 'no' }; Late = if ($i % 7 -gt 3) { 'yes' } else { 'no' }; Cost = $i * 1.37 } }
            $common = @{ Epochs = 6; Seed = 1; EnsembleCount = 2 }
            $c = $rows | Invoke-NetworkTraining Fails -Feature Heat, Load @common
            $n = $rows | Invoke-NetworkTraining Cost -Feature Heat, Load @common
            $q = $rows | Invoke-NetworkTraining Cost -Feature Heat, Load -Loss Quantile -Quantile 0.1, 0.5, 0.9 @common
            $m = $rows | Invoke-NetworkTraining Fails, Late -Feature Heat, Load @common
            $t = Set-NetworkThreshold $c -For F1
            $moons = New-MoonsDataset -SampleCount 40 -Seed 0
            $r = $moons | Invoke-NetworkTraining -Epochs 3 -ValidationFraction 0.3 -Seed 3
            $p = $moons | Initialize-NetworkParameter -Seed 3
            """);
    }

    [Fact]
    public void The_engine_itself_writes_a_comma_here() => Assert.Contains("0,25", Shown("0.25"), StringComparison.Ordinal);

    [Theory]
    [InlineData("$c; $n; $m")]
    [InlineData("$r")]
    [InlineData("$r.CostHistory")]
    [InlineData("$n.CostHistory")]
    [InlineData("$t")]
    [InlineData("$c.Network; $q.Network; $m.Network")]
    [InlineData("$rows | Get-NetworkPrediction $c -AllProbability -Explain -Novelty")]
    [InlineData("$rows | Get-NetworkPrediction $c -PredictionSet 0.9")]
    [InlineData("$rows | Get-NetworkPrediction $n -Interval 0.8")]
    [InlineData("$rows | Get-NetworkPrediction $q -Interval 0.8")]
    [InlineData("$rows | Get-NetworkPrediction $q")]
    [InlineData("$rows | Get-NetworkPrediction $m")]
    [InlineData("($rows[0] | Get-NetworkPrediction $c -Explain).Explanation")]
    [InlineData("$rows | Measure-Network $c")]
    [InlineData("$rows | Measure-Network $c | Format-Table")]
    [InlineData("$rows | Measure-Network $n")]
    [InlineData("$rows | Measure-Network $n | Format-Table")]
    [InlineData("$rows | Measure-Network $m")]
    [InlineData("$rows | Measure-Network $m | Format-Table")]
    [InlineData("($rows | Measure-Network $q).Quantile")]
    [InlineData("($rows | Measure-Network $m).Label")]
    [InlineData("($rows | Measure-Network $n).Target")]
    [InlineData("$report = $rows | Measure-Network $c; $report.ConfusionMatrix.Normalize('Actual'); $report.Reliability")]
    [InlineData("$report = $rows | Measure-Network $c; $report.Class; $report.RocCurve")]
    [InlineData("[PSNeuralNet.Evaluation.PrecisionRecallPoint]::new(0.25, 0.5, 0.75)")]
    [InlineData("$rows | Measure-Network $c -ThresholdTable -Cost @{ FalseAlarm = 1.5; Miss = 2.5 }")]
    [InlineData("$rows | Measure-NetworkFeature $c -Seed 0")]
    [InlineData("$rows | Measure-NetworkFeature $c -Method PartialDependence -Feature Heat -With Load -GridResolution 3")]
    [InlineData("$rows | Test-NetworkDrift $c")]
    [InlineData("($rows | Test-NetworkDrift $c)[-1].Metric")]
    [InlineData("$rows | Compare-Network $c $t -Seed 1")]
    [InlineData("Get-NetworkFeature $c")]
    [InlineData("$rows | Get-NetworkFeature -Target Fails")]
    [InlineData("$rows | Search-NetworkHyperparameter Fails -LearningRate 0.01, 0.1 -Epochs 3 -Fold 2 -Seed 1")]
    [InlineData("$rows | Measure-Network -Fold 2 -Target Fails -Seed 1 -Setting @{ EpochCount = 3 }")]
    [InlineData("$moons | Invoke-ForwardPropagation $p | Invoke-BackPropagation")]
    [InlineData("$moons | Test-NetworkGradient $p")]
    [InlineData("$p.W1")]
    [InlineData("$c | Show-NetworkChart")]
    public void Views_have_decimal_points(string script) => AssertPoints(Shown(script));

    [Fact]
    public void Messages_and_reports_have_decimal_points()
    {
        AssertPoints(Shown("""
            & {
                $WarningPreference = 'Continue'
                $rows | Search-NetworkHyperparameter Fails -LearningRate '1e-3..0.1 log' -TrialCount 2 -Epochs 3 -Fold 2 -Seed 1 -Verbose
                $rows | Set-NetworkThreshold $c -MinimumRecall 0.95 -Verbose
                [pscustomobject]@{ Heat = 4500.5; Load = 1.5 } | Get-NetworkPrediction $c
                $moons | Invoke-NetworkTraining -LearningRate 0.35 -Epochs 3 -Seed 1 -Verbose
            } *>&1 | ForEach-Object { "$_" }
            """));
        using var shell = System.Management.Automation.PowerShell.Create(Runspace);
        shell.AddScript("New-MoonsDataset -SampleCount 20000 -Seed 0 | Invoke-NetworkTraining -HiddenSize 20 -Epochs 800 -Seed 3").Invoke();
        string[] progress = [.. shell.Streams.Progress.Select(record => record.StatusDescription)];
        Assert.Contains(progress, line => line.Contains("cost 0.", StringComparison.Ordinal));
        AssertPoints(string.Join('\n', progress));
        Run("$c | Export-NetworkReport c.html; $q | Export-NetworkReport q.html; $m | Export-NetworkReport m.html");
        foreach (string file in Directory.GetFiles(Folder, "*.html"))
        {
            string text = System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(file), "(?s)<(style|script|svg).*?</\\1>|<[^>]*>", " ");
            Assert.Contains("0.", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?<![\d,.])0,\d", text);
        }
    }

    // A list such as "16,8" of layers has no space either; fractions of numbers below 1 and three or more digits are none of it.
    private static void AssertPoints(string text)
    {
        Assert.Matches(@"\d\.\d", text);
        Assert.DoesNotMatch(@"(?<![\d,.])0,\d|\d,\d\d\d", text);
    }
}
