namespace PSNeuralNet.Tests.Commands;

/// <summary>Ensembles of networks with layers and scalings of their own, in the cmdlets: put together of the files of three networks, the second of which counts twice.</summary>
public class UnlikeEnsembleTests : CommandTest
{
    public UnlikeEnsembleTests()
    {
        Run("""
            $rows = foreach ($i in 0..149) {
                [pscustomobject]@{
                    Größe = if ($i % 7) { $i * 37 % 100 / 3 } else { 'NA' }
                    Tag = if ($i % 13) { [datetime]::new(2026, 1, 1, 7, 8, 9).AddHours(31 * $i) }
                    Farbe = if ($i % 11) { ('rot', 'grün', "it's ’blue’")[$i % 3] } else { 'n/a' }
                    Art = ('Äpfel', 'Birnen', '日本')[$i * 5 % 7 % 3]
                    Zwei = ($i * 3 % 5) -gt 1
                    Zahl = [decimal] ($i * $i % 17) / 4
                    Andere = [int] ($i * 5 % 23)
                }
            }
            function New-Unlike($Data, $Second = @{}, $Third = @{}) {
                $common = @{ Optimizer = 'Adam'; LearningRate = 0.02; Epochs = 15; Seed = 1; EnsembleCount = 1; Preset = 'Tutorial' }
                $settings = @{ HiddenSize = 6, 5 }, (@{ HiddenSize = 4; BinCount = 6; FeatureClip = 3; Activation = 'GELU' } + $Second), (@{ HiddenSize = @(); NoStandardize = $true } + $Third)
                $script:single = foreach ($i in 0..2) {
                    $own = $settings[$i]
                    ($Data | Split-NetworkDataset -Fraction 0.4 -Seed $i).Train | Invoke-NetworkTraining @common @own
                }
                $files = foreach ($one in $single) { $one | Export-Network one.json -Force; Get-Content one.json -Raw | ConvertFrom-Json -AsHashtable }
                $own = 'loss', 'delta', 'scaling', 'layers', 'seed', 'training'
                $members = foreach ($file in $files) {
                    $member = [ordered]@{}
                    foreach ($name in $own) { if ($file.Contains($name)) { $member[$name] = $file[$name] } }
                    $member
                }
                $members[1].count = 2
                $all = $files[0]
                foreach ($name in $own + 'sha256') { $all.Remove($name) }
                $all.formatVersion = 7
                $all.members = $members
                $all | ConvertTo-Json -Depth 20 | Set-Content all.json
                Import-Network all.json
            }
            function Compare-Prediction($Network, $Rows, $Function) {
                $a = @($Rows | Get-NetworkPrediction -Network $Network); $b = @($Rows | & $Function); $largest = 0.0
                if ($a.Count -ne $b.Count) { return 9.0 }
                for ($i = 0; $i -lt $a.Count; $i++) {
                    foreach ($property in $b[$i].PSObject.Properties) {
                        $wanted = $a[$i].($property.Name); $given = $property.Value
                        if ($given -is [double]) { $largest = [math]::Max($largest, [math]::Abs($given - $wanted) / [math]::Max(1.0, [math]::Abs($wanted))) }
                        elseif ($given -cne $wanted -or $given.GetType() -ne $wanted.GetType()) { return 9.0 }
                    }
                }
                $largest
            }
            """);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("-Target Art -ExcludeFeature Zwei")]
    [InlineData("-Target Zwei -ExcludeFeature Art -MissingValue Indicator")]
    [InlineData("-Target Zahl -Task Regression -MissingValue Median", "@{ TargetTransform = 'Log'; ClipTarget = $true } @{ Loss = 'Huber'; Delta = 0.5; ClipTarget = $true }")]
    [InlineData("-Target Zahl,Andere -Task Regression -DatePart Auto", "@{ Loss = 'Poisson' } @{ Loss = 'MeanAbsoluteError'; ClipTarget = $true }")]
    public void The_function_says_what_the_network_says(string table, string settings = "")
    {
        Assert.InRange(Get<double>($$"""
            [cultureinfo]::CurrentCulture = 'de-DE'
            $n = New-Unlike ($rows | ConvertTo-NetworkDataset {{table}}) {{settings}}
            $n | Export-Network my-fruits.ps1
            . ./my-fruits.ps1
            Compare-Prediction $n $rows Get-MyFruitsPrediction
            """), 0, 1e-12);
    }

    [Fact]
    public void Predictions_are_the_mean_with_the_second_network_twice()
    {
        Assert.Equal(["True", "True", "True", "4", "True"], Lines("""
            $data = $rows | ConvertTo-NetworkDataset -Target Zahl,Andere -Task Regression
            $n = New-Unlike $data @{ TargetTransform = 'Log'; ClipTarget = $true } @{ Loss = 'Huber'; ClipTarget = $true }
            $each = foreach ($one in $single) { , @($rows | Get-NetworkPrediction $one) }
            $mean = foreach ($i in 0..149) { foreach ($name in 'Prediction(Zahl)', 'Prediction(Andere)') { ($each[0][$i].$name + 2 * $each[1][$i].$name + $each[2][$i].$name) / 4 } }
            $given = foreach ($one in $rows | Get-NetworkPrediction $n) { $one.'Prediction(Zahl)'; $one.'Prediction(Andere)' }
            -not (Compare-Object $mean $given -SyncWindow 0)
            $given2 = foreach ($one in $rows | Get-NetworkPrediction all.json) { $one.'Prediction(Zahl)'; $one.'Prediction(Andere)' }
            -not (Compare-Object $mean $given2 -SyncWindow 0)
            [double]::IsFinite(($data | Measure-Network $n).R2)
            $n.Member.Count
            $n | Export-Network again.json
            -not (Compare-Object $mean @(foreach ($one in $rows | Get-NetworkPrediction again.json) { $one.'Prediction(Zahl)'; $one.'Prediction(Andere)' }) -SyncWindow 0)
            """));
        Assert.Equal(["4 networks", "", "", "True", "Huber, delta 1"], Lines("""
            $n.Member.ToString()
            "$($n.LayerSize)"
            "$($n.Loss)"
            $null -eq $n.Scaling
            $n.Member[3].Parameter.Shape.LossText
            """));
        string shown = Shown("$n");
        Assert.Matches(@"^4 networks of \d+ features \(Regression\)\n", shown);
        Assert.Contains("\nloss:     MeanSquaredError; Huber, delta 1\n", shown, StringComparison.Ordinal);
        Assert.Matches(@"\nNetwork +Shape +Activation +Parameters\n-+ +-+ +-+ +-+\n0 +\d+-6-5-2 +Tanh/Identity +\d+\n1, 2 +\d+-4-2 +GELU/Identity +\d+\n3 +\d+-2 +Identity +\d+\ntotal +\d+$", shown);
    }

    [Fact]
    public void It_is_measured_charted_and_trained_further()
    {
        Run("""
            $data = $rows | ConvertTo-NetworkDataset -Target Art -ExcludeFeature Zwei
            $n = New-Unlike $data
            """);
        Assert.Equal(["5", "5", "True", "True"], Lines("""
            @($data | Measure-NetworkFeature $n -Repeat 2 -Seed 1).Count
            @($n | Get-NetworkFeature).Count
            $null -eq ($n | Get-NetworkFeature)[0].FillValue
            $null -ne ($n.Member[0] | Get-NetworkFeature)[0].FillValue
            """));
        Fails("$n | Export-NetworkChart -Kind Network -Path x.svg", "EnsembleMemberRequired", ErrorCategory.InvalidOperation, ".Member[0] to .Member[3]");
        Assert.Equal(["4 networks of 16 features, 3, True", "4 networks of 16 features, 2, True", "4 networks of 16 features, 2, True", "4 networks of 16 features, 2, True"], Lines("""
            $more = @(
                $data | Invoke-NetworkTraining -Network $n -Epochs 3 -Seed 7 -Optimizer Adam -LearningRate 0.01
                $rows | Invoke-NetworkTraining -Network all.json -Epochs 2 -Seed 7 -Optimizer Adam -LearningRate 0.01
                $data | Invoke-NetworkTraining -Network $n -Rescale -Epochs 2 -Seed 7 -Optimizer Adam -LearningRate 0.01
                $data | Invoke-NetworkTraining -Parameter $n -Preset Tutorial -Epochs 2 -Seed 7 -Optimizer Adam -LearningRate 0.01
            )
            $more | ForEach-Object { "$($_.Parameter), $($_.EpochCount), $($null -ne $_.OutOfFold)" }
            """));
        Fails("$data | Invoke-NetworkTraining -Network $n -Epochs 2 -Standardize", "StandardizeMismatch", ErrorCategory.InvalidArgument, "takes its features as they are");
        Fails("$data | Invoke-NetworkTraining -Network $n -Epochs 2 -NoStandardize", "StandardizeMismatch", ErrorCategory.InvalidArgument, "standardizes its features");
        Assert.Equal(["True", "True", "True", ""], Lines("""
            $more[0] | Export-NetworkReport -Path r.html
            $html = Get-Content r.html -Raw
            $html -match 'The first of 4 networks, whose predictions are averaged; the others have layers of their own'
            $html -match '1 x 16-6-5-3 tanh/softmax; 2 x \d+-4-3 gelu/softmax; 1 x 16-3 softmax'
            $more[0..1] | Export-NetworkChart -Kind Cost -Path c.svg
            Test-Path c.svg
            "$(($more[0] | ConvertTo-Csv | ConvertFrom-Csv).HiddenSize)"
            """));
    }
}
