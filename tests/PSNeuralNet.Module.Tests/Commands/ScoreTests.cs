namespace PSNeuralNet.Tests.Commands;

/// <summary>The score of a training result, its baseline, and the rows that it is from.</summary>
public class ScoreTests : CommandTest
{
    public ScoreTests()
    {
        // 40 rows, 30 of class no; Noise says nothing about it, Size all.
        Run("$rows = 0..39 | ForEach-Object { [pscustomobject]@{ Noise = $_ * 17 % 40; Size = $_ % 4; Cost = 3.5 * $_; Y = if ($_ % 4 -eq 3) { 'yes' } else { 'no' } } }");
    }

    [Fact]
    public void Is_that_of_the_validation_rows_beside_the_most_frequent_class()
    {
        Assert.Equal(["Accuracy", "Validation", "True", "True", "0.75", "True"], Lines("""
            $r = $rows | Invoke-NetworkTraining Y -Feature Size -Optimizer Adam -LearningRate 0.05 -Epochs 200 -EnsembleCount 1 -ValidationFraction 0.2 -Seed 1 -WarningVariable w
            $r.Metric
            "$($r.ScoreFrom)"
            $r.Score -eq $r.ValidationAccuracy
            $r.Cost -eq $r.ValidationCost
            $r.Baseline.ToString([cultureinfo]::InvariantCulture)
            $r.Score -gt $r.Baseline -and -not ($w -like 'The network is no better*')
            """));
    }

    [Fact]
    public void Of_training_rows_is_measured_with_the_returned_weights()
    {
        Assert.Equal(["R2", "Training", "0", "True", "True"], Lines("""
            $r = $rows | Invoke-NetworkTraining Cost -Feature Size, Noise -ValidationFraction 0 -Epochs 30 -Seed 1 -WarningAction Ignore
            $measured = $rows | Measure-Network $r
            $r.Metric
            "$($r.ScoreFrom)"
            $r.Baseline
            [Math]::Abs($r.Score - $measured.R2) -lt 1e-12
            [Math]::Abs($r.Cost - (1 - $r.R2) ) -lt 1e-12
            """));
    }

    [Fact]
    public void No_better_than_the_baseline_is_warned_of()
    {
        foreach ((string given, string measured) in ((string, string)[])[("", "training samples, out of fold"), ("-EnsembleCount 1", "validation samples"), ("-ValidationFraction 0", "training samples"), ("-Preset Tutorial", "training samples")])
        {
            string warning = Get<string>($"""
                $null = $rows | Invoke-NetworkTraining Y -Feature Noise -Epochs 1 -Seed 1 {given} -WarningVariable w -WarningAction SilentlyContinue
                "$($w -like 'The network*')"
                """);
            Assert.StartsWith("The network is no better than always predicting the most frequent class: its Accuracy is 0.", warning, StringComparison.Ordinal);
            Assert.Matches($"and that has 0\\.[0-9]{{4}}, both measured on the {measured}\\.", warning);
        }
    }

    [Fact]
    public void The_warning_names_what_helps_with_a_rare_class()
    {
        string[] warnings = Lines("""
            foreach ($share in 12, 3) {
                $data = 0..119 | ForEach-Object { [pscustomobject]@{ A = $_ * 37 % 41; Y = ('no', 'yes')[$_ % $share -eq 0] } }
                $null = $data | Invoke-NetworkTraining Y -Epochs 1 -Seed 1 -WarningVariable w -WarningAction SilentlyContinue
                "$($w -like 'The network is no better*')"
            }
            """);
        Assert.EndsWith(
            "or the training may be too short. With a rare class, accuracy says little: see RocAuc of Measure-Network; to find more of the class, choose a threshold with Set-NetworkThreshold (of two classes), or train with -ClassWeight Balanced and predict with -RawProbability.",
            warnings[0],
            StringComparison.Ordinal);
        Assert.EndsWith("or the training may be too short.", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Is_in_the_view_of_a_table_and_the_tutorials_view_stays()
    {
        string[] headers = Lines("""
            (($rows | Invoke-NetworkTraining Y -Epochs 5 -Seed 1 -WarningAction Ignore | Out-String -Width 200) -split '\n' | Where-Object { $_.Trim() })[0].Trim() -replace ' +', ' '
            ((New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 5 -Seed 1 | Out-String -Width 200) -split '\n' | Where-Object { $_.Trim() })[0].Trim() -replace ' +', ' '
            """);
        Assert.Equal(["Metric Score Baseline ScoreFrom BestEpoch Cost", "LearningRate HiddenSize EpochCount LastCost Accuracy StopReason"], headers);
    }

    [Fact]
    public void Verbose_tells_how_it_ended()
    {
        foreach ((string given, string measured) in ((string, string)[])[("-Preset Tutorial", "training samples"), ("-ValidationFraction 0", "training samples"), ("", "training samples, out of fold")])
        {
            string[] lines = Lines($"$rows | Invoke-NetworkTraining Y -Feature Size -Epochs 7 -Seed 1 {given} -Verbose -WarningAction Ignore 4>&1 | Where-Object {{ $_ -is [System.Management.Automation.VerboseRecord] }} | ForEach-Object Message");
            Assert.Contains(lines, line => line.StartsWith("Completed after 7 epochs in ", StringComparison.Ordinal) && System.Text.RegularExpressions.Regex.IsMatch(line, $"\\(baseline {(given.Length > 0 ? "0\\.7500" : "0\\.[0-9]{4}")}\\), measured on the {measured}\\.$"));
        }
    }
}
