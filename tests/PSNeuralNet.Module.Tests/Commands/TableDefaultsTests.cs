namespace PSNeuralNet.Tests.Commands;

/// <summary>Defaults for tables in Invoke-NetworkTraining: what selects them, what each given parameter replaces, and the command that repeats a training.</summary>
public class TableDefaultsTests : CommandTest
{
    // Settings, and the name of the parameter that each of them gives; null for one that the defaults do not choose.
    private static readonly (string Given, string? Name)[] Settings =
    [
        ("", null), ("-Preset Table", null), ("-Optimizer Adam", "Optimizer"), ("-Optimizer RMSProp", "Optimizer"), ("-Optimizer LBFGS", "Optimizer"), ("-BatchSize 0", "BatchSize"),
        ("-BatchSize 16", "BatchSize"), ("-HiddenSize 7", "HiddenSize"), ("-HiddenSize @()", "HiddenSize"), ("-Activation Tanh", "Activation"), ("-WeightDecay 0.1", "WeightDecay"),
        ("-Dropout 0.3", "Dropout"), ("-Dropout @()", "Dropout"), ("-Schedule Constant", "Schedule"), ("-Schedule ReduceOnPlateau", "Schedule"), ("-FeatureClip 0", "FeatureClip"),
        ("-BinCount 0", "BinCount"), ("-FeatureScaleRate 0", "FeatureScaleRate"), ("-ValidationFraction 0", "ValidationFraction"), ("-ValidationFraction 0.2", "ValidationFraction"),
        ("-EnsembleCount 1", "EnsembleCount"), ("-EnsembleCount 8", "EnsembleCount"), ("-EnsembleCount 12", "EnsembleCount"), ("-FoldCount 5", "FoldCount"), ("-FoldCount 2", "FoldCount"),
        ("-Calibration None", "Calibration"), ("-Patience 3", "Patience"), ("-Tolerance 0.001", "Tolerance"), ("-L2 0.01", null), ("-ClipNorm 1", null), ("-WarmupEpochCount 3", null),
        ("-Beta1 0.8", null), ("-MinimumDelta 0.01", null), ("-SnapshotCount 4", null), ("-Initialization Xavier", null), ("-NoStandardize", null),
    ];

    public TableDefaultsTests()
    {
        Run("""
            $numbers = 1..60 | ForEach-Object { [pscustomobject]@{ a = $_ % 13; b = ($_ * 7) % 11; k = ('u', 'v', 'w')[$_ % 3]; y = 3 * ($_ % 13) - ($_ * 7) % 11 + ($_ % 3) } }
            $classes = $numbers | Select-Object b, k, a, @{ Name = 'y'; Expression = { ('no', 'yes')[$_.y -gt 12] } }
            function Test-Same($one, $two, $data) {
                $of = { param($r) $data | Get-NetworkPrediction $r -WarningAction Ignore | ForEach-Object { $_.psobject.Properties | Where-Object Name -Like 'Pr*' | ForEach-Object Value } }
                -not (Compare-Object @(& $of $one) @(& $of $two) -SyncWindow 0) -and $one.LastCost -eq $two.LastCost -and "$($one.Parameter)" -eq "$($two.Parameter)"
            }
            """);
    }

    [Fact]
    public void The_tutorials_line_on_rows_of_a_csv_file_trains_the_tutorials_network()
    {
        Assert.Equal(["2-5-1 tanh/sigmoid", "", "True", "True", "Tutorial", "Table"], Lines("""
            New-MoonsDataset -Seed 0 | ConvertFrom-NetworkDataset | Export-Csv moons.csv
            $line = Import-Csv moons.csv | Invoke-NetworkTraining -Target Label -LearningRate 0.3 -HiddenSize 5 -Iterations 500 -Seed 3
            "$($line.Parameter)"; $line.ChosenSetting
            $preset = Import-Csv moons.csv | Invoke-NetworkTraining -Target Label -Preset Tutorial -Iterations 500 -Seed 3
            "$($line.Parameter.W1)" -ceq "$($preset.Parameter.W1)" -and $line.LastCost -eq $preset.LastCost
            Test-Same $line $preset (Import-Csv moons.csv)
            "$($line.Options.Preset ?? ($line.ChosenSetting ? 'Table' : 'Tutorial'))"
            $with = Import-Csv moons.csv | Invoke-NetworkTraining -Target Label -Optimizer Adam -LearningRate 0.01 -Iterations 5 -Seed 3
            $with.ChosenSetting -like '*-EnsembleCount 4*' ? 'Table' : 'Tutorial'
            """));
    }

    [Theory]
    [InlineData("$numbers")]
    [InlineData("$classes")]
    public void Each_parameter_replaces_only_itself_and_the_command_repeats_the_training(string rows)
    {
        Run($"$data = {rows} | ConvertTo-NetworkDataset y -WarningAction Ignore");
        string[] all = [.. Lines("($data | Invoke-NetworkTraining -Seed 1 -WarningAction Ignore).ChosenSetting -split ' -' | ForEach-Object { ($_.TrimStart('-') -split '[ :]')[0] }")];
        Assert.Contains("HiddenSize", all);
        Assert.Contains("EpochCount", all);
        foreach ((string given, string? name) in Settings)
        {
            string[] lines = Lines($$"""
                $first = $data | Invoke-NetworkTraining {{given}} -Epochs 6 -Seed 3 -WarningAction SilentlyContinue -WarningVariable w
                $first.ChosenSetting -split ' -' | ForEach-Object { ($_.TrimStart('-') -split '[ :]')[0] }
                "command: $($first.Command)"
                Invoke-Expression "$($first.Command) -WarningAction SilentlyContinue"
                "same: $(Test-Same $first $result $data)"
                """);

            // A setting of another optimizer, or of hidden layers that there are none of, is none.
            string[] without = given.Contains("-Optimizer", StringComparison.Ordinal) ? ["WeightDecay", "LearningRate"] : given.Contains("@()", StringComparison.Ordinal) ? ["Activation"] : [];
            Assert.Equal(all.Except(["EpochCount", name, .. without]).Order(), lines[..^2].Except(without).Order());
            Assert.True(lines[^1] == "same: True", $"{rows} {given}: {lines[^2]}");
        }
    }

    [Fact]
    public void Generated_data_and_new_datasets_have_the_tutorials_and_splits_keep_their_origin()
    {
        Assert.Equal(["2-5-1 tanh/sigmoid", "2-5-1 tanh/sigmoid", "2-5-1 tanh/sigmoid", "True", "True", "True", "True"], Lines("""
            $moons = New-MoonsDataset -Seed 0
            "$(($moons | Invoke-NetworkTraining -Epochs 3 -Seed 1).Parameter)"
            "$((($moons | Split-NetworkDataset -Seed 1).Train | Invoke-NetworkTraining -Epochs 3 -Seed 1).Parameter)"
            "$(([PSNeuralNet.Data.Dataset]::new($moons.X, $moons.Y) | Invoke-NetworkTraining -Epochs 3 -Seed 1).Parameter)"
            $train = ($numbers | Split-NetworkDataset -Target y -Seed 1).Train
            ($train | Invoke-NetworkTraining -Epochs 3 -Seed 1 -WarningAction Ignore).Member.Count -eq 4
            $table = $moons | Invoke-NetworkTraining -Preset Table -Epochs 3 -Seed 1
            $table.Member.Count -gt 1 -and $table.Network.Scaling.FeatureMean.Count -eq 2
            foreach ($first in $table, ($moons | Invoke-NetworkTraining -Optimizer Adam -BatchSize 50 -Dropout 0.1 -ValidationFraction 0.2 -Epochs 9 -Seed 3)) {
                $data = $moons; Invoke-Expression $first.Command; Test-Same $first $result $moons
            }
            """));
    }

    [Theory]
    [InlineData(2, "False", "Training")]
    [InlineData(5, "False", "Training")]
    [InlineData(39, "False", "Training")]
    [InlineData(40, "True", "OutOfFold")]
    public void Few_rows_are_all_trained_on_and_more_hold_folds_out(int rows, string isEnsemble, string from)
    {
        Assert.Equal([isEnsemble, from, "0", "True"], Lines($$"""
            $data = $numbers | Select-Object -First {{rows}} a, b, @{ Name = 'y'; Expression = { $_.y + 0.5 } } | ConvertTo-NetworkDataset y -Task Regression
            $first = $data | Invoke-NetworkTraining -Seed 1 -WarningVariable w -WarningAction SilentlyContinue
            $first.Member.Count -gt 1; "$($first.ScoreFrom)"; @($w -notlike 'The network is no better*').Count
            $null = Invoke-Expression "$($first.Command) -WarningAction Ignore"; Test-Same $first $result $data
            """));
    }

    [Fact]
    public void Odd_tables_train_without_an_error()
    {
        string[] trainings =
        [
            "'p', 'q', 'r' | ForEach-Object { $i = 0 } { $i++; [pscustomobject]@{ a = $i; b = $i * $i; y = $_ } } | Invoke-NetworkTraining y",
            "$numbers | ForEach-Object { [pscustomobject]@{ a = $_.a; y = 4 } } | Invoke-NetworkTraining y -Task Regression",
            "$numbers | Select-Object a, @{ Name = 'c'; Expression = { 5 } }, y | Invoke-NetworkTraining y",
            "$numbers | Select-Object *, @{ Name = 'w'; Expression = { 1 + $_.a } } | Invoke-NetworkTraining y -SampleWeight w",
            "$numbers | Select-Object *, @{ Name = 'z'; Expression = { 2 * $_.a } } | Invoke-NetworkTraining y, z",
            "$numbers | Select-Object a, b, @{ Name = 'y'; Expression = { [Math]::Abs($_.y) } } | Invoke-NetworkTraining y -Loss Poisson",
            "$numbers | Select-Object @{ Name = 'a'; Expression = { if ($_.a -ne 4) { $_.a } } }, k, y | Invoke-NetworkTraining y",
            "$classes | Select-Object *, @{ Name = 'note'; Expression = { \"disk $($_.a) of unit $($_.b) is slow\" } } | Invoke-NetworkTraining y -Text note",
        ];
        foreach (string training in trainings)
        {
            Assert.True(Get<bool>($"$r = {training} -Epochs 20 -Seed 1 -WarningAction SilentlyContinue; \"$($r.StopReason)\" -ne 'Diverged' -and $r.ChosenSetting -like '*-Optimizer AdamW*'"), training);
        }

        Fails("$numbers | Select-Object @{ Name = 'a'; Expression = { 1 } }, y | Invoke-NetworkTraining y", "FeatureNone");
        Fails("$classes | Where-Object y -EQ no | Invoke-NetworkTraining y", "TargetNotBinary");
    }

    [Fact]
    public void Messages_name_what_was_given()
    {
        Fails("$numbers | Select-Object -First 3 a, b, y | Invoke-NetworkTraining y -Task Regression -EnsembleCount 5", "EnsembleTooLarge");
        Fails("$numbers | Invoke-NetworkTraining y -CheckpointPath a.ckpt -EnsembleCount 2", "EnsembleCheckpoint");
        Assert.Equal(["The training did not converge in 3 epochs: its cost still fell. Give more epochs."], Lines("""
            $null = $numbers | Select-Object -First 20 a, b, y | Invoke-NetworkTraining y -Task Regression -Epochs 3 -Seed 1 -WarningVariable w -WarningAction SilentlyContinue
            $w -like '*converge*' | ForEach-Object { "$_" }
            """));
    }

    [Fact]
    public void A_checkpoint_of_the_defaults_resumes_to_the_same_bits()
    {
        // One network, with a share of the rows held out. A constant rate allows for more epochs than at first.
        Assert.Equal(["True", "True", "True"], Lines("""
            $whole = $numbers | Invoke-NetworkTraining y -Epochs 12 -Schedule Constant -Seed 3 -CheckpointPath whole.ckpt -WarningAction Ignore
            $null = $numbers | Invoke-NetworkTraining y -Epochs 5 -Schedule Constant -Seed 3 -CheckpointPath part.ckpt -WarningAction Ignore
            $resumed = $numbers | Invoke-NetworkTraining y -Epochs 12 -CheckpointPath part.ckpt -Resume -WarningAction Ignore
            $whole.Member.Count -le 1 -and $whole.Parameter.LayerSize.Count -eq 4
            Test-Same $whole $resumed $numbers
            "$($whole.Parameter.W1)" -ceq "$($resumed.Parameter.W1)"
            """));
    }

    [Fact]
    public void A_network_of_the_defaults_is_trained_further_from_a_result_a_file_and_as_parameters()
    {
        Assert.Equal(["4 0 True", "4 0 True", "4 0 True"], Lines("""
            $r = $numbers | Invoke-NetworkTraining y -Epochs 100 -Seed 1
            $r | Export-Network r.json
            foreach ($given in @{ Network = $r }, @{ Network = 'r.json' }, @{ Parameter = $r; Target = 'y' }) {
                $more = $numbers | Invoke-NetworkTraining @given -Epochs 20 -Seed 1 -ErrorVariable e -WarningAction Ignore
                "$($more.Member.Count) $($e.Count) $($more.Score -gt 0.9)"
            }
            """));
    }

    [Fact]
    public void A_training_is_continued_by_LBFGS_without_the_settings_that_it_cannot_use()
    {
        Assert.Equal(["LBFGS", "False", "True", "True"], Lines("""
            $rows = 1..80 | ForEach-Object { [pscustomobject]@{ A = $_ * 37 % 101; B = $_ % 7; Y = $_ * 37 % 101 * 3 + $_ % 5 } }
            $r = $rows | Invoke-NetworkTraining Y -Epochs 3 -Seed 1 -WarningAction Ignore
            $more = $rows | Invoke-NetworkTraining -Network $r -Optimizer LBFGS -Epochs 4 -Seed 1 -WarningAction Ignore
            $more.Optimizer
            $more.ChosenSetting -match '-Optimizer|-EpochCount'
            $more.ChosenSetting -match '-BatchSize 0 '
            $more.LastCost -lt $r.LastCost
            """));
        Assert.Equal(["True", "True"], Lines("""
            $start, $data = $r, ($rows | Select-Object A, B, @{ n = 'Y'; e = { 100 + $_.Y } } | ConvertTo-NetworkDataset Y)
            $again = $data | Invoke-NetworkTraining -Network $start -Rescale -Epochs 3 -Seed 1 -WarningAction Ignore
            $again.Command -match '-Network \$start -Rescale '
            Invoke-Expression "$($again.Command) -WarningAction Ignore"
            $result.LastCost -eq $again.LastCost
            """));
    }

    [Fact]
    public void A_function_of_a_network_without_hidden_layers_is_PowerShell_and_predicts_the_same()
    {
        Assert.Equal(["True", "True"], Lines("""
            $rows = 1..60 | ForEach-Object { [pscustomobject]@{ A = $_ * 37 % 101; B = $_ % 7; Y = $_ * 37 % 101 * 3 + $_ % 5; K = ('n', 'y')[$_ % 2] } }
            foreach ($target in 'Y', 'K') {
                $r = $rows | Invoke-NetworkTraining $target -HiddenSize @() -Epochs 3 -Seed 1 -WarningAction Ignore
                $r | Export-Network linear.ps1 -Force; . ./linear.ps1
                $p, $q = ($rows | Get-NetworkPrediction $r), ($rows | Get-LinearPrediction)
                $name = ('Prediction', 'Probability')[$target -eq 'K']
                (0..59 | ForEach-Object { [Math]::Abs($q[$_].$name - $p[$_].$name) } | Measure-Object -Maximum).Maximum -lt 1e-9
            }
            """));
    }

    [Fact]
    public void The_baseline_is_that_of_the_samples_of_the_score()
    {
        Assert.Equal([true, true, true], Run("""
            $rows = 0..200 | ForEach-Object { [pscustomobject]@{ A = $_ * 79 % 101; B = $_ % 7; Y = ('no', 'yes')[$_ % 50 -eq 3]; V = ('no', 'yes')[$_ % 3 -eq 1] } }
            $data = $rows | ConvertTo-NetworkDataset Y -ExcludeFeature V -WarningAction Ignore
            $r = $data | Invoke-NetworkTraining -Epochs 3 -Seed 1 -WarningAction Ignore
            $no = @($r.OutOfFold.Sample | Where-Object { $rows[$_].Y -eq 'no' }).Count
            [Math]::Abs($r.Baseline - $no / $r.OutOfFold.Sample.Count) -lt 1e-12

            # With a validation dataset, the score is that of the ensemble.
            $v = $rows[0..59]
            $r = $rows[60..200] | Invoke-NetworkTraining V -ExcludeFeature Y -ValidationDataset $v -Epochs 5 -Seed 1 -WarningAction Ignore
            $report = $v | Measure-Network $r
            $r.Score -eq $report.Accuracy
            [Math]::Abs($r.Cost - $report.LogLoss) -lt 1e-12
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void A_class_of_one_row_and_rows_without_weight_are_no_obstacle()
    {
        Assert.Equal(["60", "Training", "True", "4 OutOfFold", "15", "Training"], Lines("""
            $rows = 0..59 | ForEach-Object { [pscustomobject]@{ A = $_ * 7 % 31; B = $_ * 7 % 11; Y = $_ -eq 7 ? 'rare' : ('p', 'q')[$_ % 2]; W = [int]($_ % 4 -eq 0) } }
            $r = $rows | Invoke-NetworkTraining Y -ExcludeFeature W -EnsembleCount 1 -Epochs 3 -Seed 1 -WarningAction Ignore
            $r.Dataset.SampleCount; "$($r.ScoreFrom)"; $r.ChosenSetting -like '*-ValidationFraction 0 *-Calibration None -Patience $null -Tolerance 0.0001'
            $r = $rows | Invoke-NetworkTraining Y -ExcludeFeature W -Epochs 3 -Seed 1 -WarningAction Ignore
            "$($r.Member.Count) $($r.ScoreFrom)"
            $weighted = $rows | Where-Object Y -ne rare | ConvertTo-NetworkDataset Y -SampleWeight W -WarningAction Ignore
            $r = $weighted | Invoke-NetworkTraining -Seed 1 -Epochs 3 -WarningAction Ignore
            @($weighted.Weight | Where-Object { $_ }).Count; "$($r.ScoreFrom)"
            """));

        // As in scikit-learn, a share that is asked for has to be stratified.
        Fails("$rows | Invoke-NetworkTraining Y -ExcludeFeature W -ValidationFraction 0.2 -Epochs 3 -WarningAction Ignore", "ClassTooSmall", text: "The class 'rare' has 1 sample");
        Fails("1..60 | ForEach-Object { [pscustomobject]@{ A = $_; Y = 'abc'[$_ % 3] } } | Invoke-NetworkTraining Y -TargetTransform Log -EnsembleCount 1 -WarningAction Ignore", "TargetSettingMismatch", text: "A target transform is for numbers");
    }

    [Fact]
    public void Verbose_tells_that_a_rate_without_an_optimizer_selects_the_tutorial()
    {
        const string Told = "-LearningRate without -Optimizer selects the preset Tutorial for this table. For the settings of tables, give -Optimizer, too (-Optimizer AdamW), or -Preset Table.";
        foreach ((string given, bool isTold) in ((string, bool)[])[("-LearningRate 0.1", true), ("-LearningRate 0.01 -Optimizer AdamW", false), ("-LearningRate 0.01 -Preset Table", false), ("-LearningRate 0.1 -Preset Tutorial", false), ("", false)])
        {
            string[] lines = Lines($"$numbers | Invoke-NetworkTraining y {given} -Epochs 2 -Seed 1 -Verbose -WarningAction Ignore 4>&1 | Where-Object {{ $_ -is [System.Management.Automation.VerboseRecord] }} | ForEach-Object Message");
            Assert.Equal(isTold, lines.Contains(Told));
        }

        Assert.DoesNotContain(Told, Lines("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -Epochs 2 -Seed 1 -Verbose 4>&1 | ForEach-Object { \"$($_.Message)\" }"));
    }

    [Fact]
    public void Rows_to_validate_with_count_before_they_are_read()
    {
        Assert.Equal(["Validation 4", "Validation 1", "True"], Lines("""
            foreach ($given in @{ ValidationFraction = 0 }, @{ EnsembleCount = 1; Patience = 2 }) {
                $r = $classes[0..44] | Invoke-NetworkTraining y -ValidationDataset $classes[45..59] @given -Epochs 3 -Seed 1 -WarningAction Ignore
                "$($r.ScoreFrom) $([Math]::Max(1, $r.Member.Count))"
            }
            $r = $classes[0..44] | Invoke-NetworkTraining y -ValidationDataset $classes[25..59] -Epochs 3 -Seed 1 -WarningAction Ignore
            $r.Temperature -gt 0 -and $r.ChosenSetting -like '*-Calibration Temperature -Patience 25 *'
            """));
        Fails("$classes | Invoke-NetworkTraining y -ValidationDataset $classes[45..59] -ValidationFraction 0.2", "ValidationGivenTwice");
    }
}
