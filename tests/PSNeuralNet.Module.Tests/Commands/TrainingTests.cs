namespace PSNeuralNet.Tests.Commands;

/// <summary>Invoke-NetworkTraining: validation, continuation, checkpoints, standardization.</summary>
public class TrainingTests : CommandTest
{
    public TrainingTests()
    {
        Run("""
            $moons = New-MoonsDataset -SampleCount 100 -Seed 0
            $table = $moons | ConvertFrom-NetworkDataset | ConvertTo-NetworkDataset -Target Label
            """);
    }

    [Fact]
    public void The_history_has_the_columns_that_the_training_has()
    {
        Run("""
            ($moons | Invoke-NetworkTraining -Epochs 3 -Seed 1).CostHistory | Export-Csv plain.csv
            ($moons | Invoke-NetworkTraining -Epochs 3 -Seed 1 -Schedule Cosine).CostHistory | Export-Csv rate.csv
            ($moons | Invoke-NetworkTraining -Epochs 3 -Seed 1 -ValidationFraction 0.2).CostHistory | Export-Csv valid.csv
            (New-RegressionDataset -Seed 1 | Invoke-NetworkTraining -Epochs 3 -Seed 1 -ValidationFraction 0.2 -Standardize).CostHistory | Export-Csv numbers.csv
            """);
        Assert.Equal("\"Epoch\",\"Cost\"", Head("plain.csv"));
        Assert.Equal("\"Epoch\",\"Cost\",\"LearningRate\"", Head("rate.csv"));
        Assert.Equal("\"Epoch\",\"Cost\",\"ValidationCost\",\"ValidationAccuracy\",\"LearningRate\"", Head("valid.csv"));
        Assert.Equal("\"Epoch\",\"Cost\",\"ValidationCost\",\"ValidationR2\",\"LearningRate\"", Head("numbers.csv"));
    }

    [Fact]
    public void Every_option_of_the_library_is_a_parameter()
    {
        Assert.Empty(Run("""
            [PSNeuralNet.Training.TrainingOptions].GetProperties().Where({ $_.CanWrite }).Name |
                Where-Object { $_ -ne 'Checkpoint' -and -not (Get-Command Invoke-NetworkTraining).Parameters.ContainsKey($_) }
            """));
    }

    [Fact]
    public void Going_on_takes_the_settings_of_before_and_those_that_are_given()
    {
        Assert.True(Get<bool>("""
            $whole = $moons | Invoke-NetworkTraining -Optimizer AdamW -WeightDecay 0.1 -BatchSize 30 -Dropout 0.1 -ValidationFraction 0.3 -Epochs 60 -Seed 5
            $half = $moons | Invoke-NetworkTraining -Optimizer AdamW -WeightDecay 0.1 -BatchSize 30 -Dropout 0.1 -ValidationFraction 0.3 -Epochs 30 -Seed 5
            $both = $moons | Invoke-NetworkTraining -Network $half
            $again = $moons | Invoke-NetworkTraining -Network $half -Epochs 30 -Seed 5 -Optimizer AdamW -WeightDecay 0.1 -BatchSize 30 -Dropout 0.1 -ValidationFraction 0.3
            -not (Compare-Bits $whole $both) -and -not (Compare-Bits $whole $again)
            """.Insert(0, """
            function Compare-Bits($a, $b) {
                if ($a.EpochCount -ne $b.EpochCount -or $a.LastCost -ne $b.LastCost -or $a.ValidationCost -ne $b.ValidationCost -or $a.Seed -ne $b.Seed) { return 'differ' }
                foreach ($name in $a.Parameter.MatrixName) { if (-not $a.Parameter.$name.Equals($b.Parameter.$name)) { return $name } }
            }

            """)));
        Assert.Equal(["AdamW", "GradientDescent", "0.3"], Lines("""
            $half.Optimizer
            $other = $moons | Invoke-NetworkTraining -Network $half -Optimizer GradientDescent -Epochs 1
            $other.Optimizer
            $other.LearningRate
            """));
    }

    [Fact]
    public void A_network_alone_or_parameters_are_where_a_training_starts()
    {
        Assert.Equal([true, true, true], Run("""
            $r = $moons | Invoke-NetworkTraining -Epochs 10 -Seed 1
            $a = $moons | Invoke-NetworkTraining -Network $r.Network -Epochs 5
            $b = $moons | Invoke-NetworkTraining -Network $r.Parameter -Epochs 5
            $c = $moons | Invoke-NetworkTraining -Parameter $r -Epochs 5
            $a.EpochCount -eq 5
            $a.LastCost -eq $b.LastCost
            $a.LastCost -eq $c.LastCost
            """).Select(value => (bool)value.BaseObject));
    }

    [Fact]
    public void Tables_are_standardized_and_generated_data_is_not()
    {
        Assert.Equal([true, false, false, true, true, false], Run("""
            [bool] ($table | Invoke-NetworkTraining -Epochs 2 -Seed 1).Network.Scaling.FeatureMean
            [bool] ($table | Invoke-NetworkTraining -Epochs 2 -Seed 1 -NoStandardize).Network.Scaling.FeatureMean
            [bool] ($moons | Invoke-NetworkTraining -Epochs 2 -Seed 1).Network.Scaling.FeatureMean
            [bool] ($moons | Invoke-NetworkTraining -Epochs 2 -Seed 1 -Standardize).Network.Scaling.FeatureMean
            [bool] ((($table | Split-NetworkDataset -Seed 1).Train) | Invoke-NetworkTraining -Parameter ($table | Initialize-NetworkParameter -Seed 1) -Epochs 2).Network.Scaling.FeatureMean
            [bool] ($table | Invoke-NetworkTraining -Network ($table | Invoke-NetworkTraining -Epochs 2 -Seed 1 -NoStandardize) -Epochs 2).Network.Scaling.FeatureMean
            """).Select(value => (bool)value.BaseObject));
    }

    [Fact]
    public void A_regression_on_a_raw_table_learns_at_the_default_rate()
    {
        Assert.InRange(
            Get<double>("""
                $rows = 1..60 | ForEach-Object { [pscustomobject]@{ Size = 1000 + 50 * $_; Rooms = $_ % 7; Price = 1e5 + 90 * (1000 + 50 * $_) - 3000 * ($_ % 7) + 0.5 } }
                $r = $rows | ConvertTo-NetworkDataset -Target Price | Invoke-NetworkTraining -Seed 1 -ValidationFraction 0.2
                $r.ValidationR2
                """),
            0.99,
            1);
        Assert.InRange(Get<double>("([pscustomobject]@{ Size = 2500; Rooms = 3 } | Get-NetworkPrediction $r).Prediction"), 310000, 320000);
    }

    [Fact]
    public void A_checkpoint_is_written_and_gone_on_from()
    {
        (Collection<PSObject> output, _) = TryRun("""
            $whole = $moons | Invoke-NetworkTraining -Optimizer Adam -Epochs 40 -Seed 2
            $null = $moons | Invoke-NetworkTraining -Optimizer Adam -Epochs 25 -Seed 2 -CheckpointPath run.ckpt -CheckpointInterval 10
            $resumed = $moons | Invoke-NetworkTraining -Optimizer Adam -Epochs 40 -CheckpointPath run.ckpt -Resume
            $resumed.LastCost -eq $whole.LastCost
            $resumed.Seed
            $warned = $moons | Invoke-NetworkTraining -Epochs 2 -Seed 2 -CheckpointPath new.ckpt -Resume 3>&1
            "$($warned[0])"
            Test-Path new.ckpt
            $null = $moons | Invoke-NetworkTraining -Epochs 2 -Seed 2 -CheckpointPath what.ckpt -WhatIf
            Test-Path what.ckpt
            """);
        Assert.Equal([true, 2L], output.Take(2).Select(value => value.BaseObject));
        Assert.Matches("There is no checkpoint '.*new.ckpt' yet", (string)output[2].BaseObject);
        Assert.Equal([true, false], output.Skip(3).Select(value => value.BaseObject));
    }

    [Theory]
    [InlineData("-Resume", "CheckpointPathMissing", ErrorCategory.InvalidArgument)]
    [InlineData("-CheckpointInterval 5", "CheckpointPathMissing", ErrorCategory.InvalidArgument)]
    [InlineData("-CheckpointPath a.ckpt -CheckpointInterval 0", "ConstantInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("-CheckpointPath no/where.ckpt", "CheckpointFolderMissing", ErrorCategory.ObjectNotFound)]
    [InlineData("-CheckpointPath text.txt", "CheckpointInvalid", ErrorCategory.InvalidData)]
    [InlineData("-CheckpointPath old.ckpt -Resume -HiddenSize 3", "CheckpointMismatch", ErrorCategory.InvalidOperation)]
    [InlineData("-CheckpointPath damaged.ckpt -Resume", "CheckpointDamaged", ErrorCategory.InvalidData)]
    [InlineData("-CheckpointPath old.ckpt -Resume -Seed 3", "CheckpointMismatch", ErrorCategory.InvalidOperation)]
    [InlineData("-CheckpointPath old.ckpt -Resume -Initialization Small", "CheckpointMismatch", ErrorCategory.InvalidOperation)]
    [InlineData("-CheckpointPath Env:old", "FileProviderInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("-CheckpointPath .", "CheckpointInvalid", ErrorCategory.InvalidData)]
    [InlineData("-ClassWeight @{ 0 = -1 }", "ClassWeightInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("-ClassWeight @{ 0 = 0; 1 = 0 }", "ClassWeightAllZero", ErrorCategory.InvalidArgument)]
    [InlineData("-ClassWeight @{ 7 = 1 }", "ClassWeightUnknown", ErrorCategory.InvalidArgument)]
    [InlineData("-Optimizer LBFGS -LearningRate 0.1", "LbfgsMismatch", ErrorCategory.InvalidArgument)]
    [InlineData("-Network ($table | Invoke-NetworkTraining -Epochs 1) -NoStandardize", "StandardizeMismatch", ErrorCategory.InvalidArgument)]
    [InlineData("-Network ($moons | Invoke-NetworkTraining -Epochs 1) -Standardize", "StandardizeMismatch", ErrorCategory.InvalidArgument)]
    [InlineData("-Standardize -NoStandardize", "StandardizeAmbiguous", ErrorCategory.InvalidArgument)]
    [InlineData("-ValidationFraction 1.5", "ValidationFractionInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("-ValidationFraction 0.2 -ValidationDataset $moons", "ValidationGivenTwice", ErrorCategory.InvalidArgument)]
    [InlineData("-ValidationDataset (New-BlobsDataset -Seed 1)", "ClassUnknown", ErrorCategory.InvalidOperation)]
    [InlineData("-Patience 3", "PatienceWithoutValidation", ErrorCategory.InvalidArgument)]
    [InlineData("-Optimizer LBFGS -BatchSize 10", "LbfgsMismatch", ErrorCategory.InvalidArgument)]
    [InlineData("-Optimizer LBFGS -Dropout 0.5", "LbfgsMismatch", ErrorCategory.InvalidArgument)]
    public void Problems_have_names(string parameters, string id, ErrorCategory category)
    {
        Run("""
            Set-Content text.txt 'My diary.'
            $null = $moons | Invoke-NetworkTraining -Epochs 2 -Seed 2 -CheckpointPath old.ckpt
            """);
        byte[] bytes = File.ReadAllBytes(Path.Combine(Folder, "old.ckpt"));
        File.WriteAllBytes(Path.Combine(Folder, "damaged.ckpt"), bytes[..^3]);
        ErrorRecord error = Fail($"$moons | Invoke-NetworkTraining -Epochs 2 {parameters}");
        Assert.Equal($"{id},PSNeuralNet.Commands.InvokeNetworkTrainingCommand", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(Folder, "old.ckpt")));
        Assert.Equal(bytes[..^3], File.ReadAllBytes(Path.Combine(Folder, "damaged.ckpt")));
        Assert.Equal("My diary.", File.ReadAllText(Path.Combine(Folder, "text.txt")).Trim());
    }

    [Fact]
    public void Rows_go_straight_into_training_with_the_result_of_a_dataset_of_them()
    {
        Assert.Equal([true, true, "4 x 6-64-32-1 relu/sigmoid", "3-5-1 tanh/sigmoid"], Run("""
            $rows = foreach ($i in 1..60) { [pscustomobject]@{ Kind = ('hdd', 'ssd')[$i % 2]; Hours = if ($i % 9) { $i * 50 } else { '' }; Note = $i; Failed = if ($i -gt 35) { 'yes' } else { 'no' } } }
            $a = $rows | Invoke-NetworkTraining -Target Failed -ExcludeFeature No* -ClassWeight Balanced -ValidationFraction 0.2 -Epochs 50 -Seed 1
            $b = $rows | ConvertTo-NetworkDataset -Target Failed -Feature Kind, Hours | Invoke-NetworkTraining -ClassWeight Balanced -ValidationFraction 0.2 -Epochs 50 -Seed 1
            $a.LastCost -eq $b.LastCost
            $table = [System.Collections.ArrayList]::new(); foreach ($row in $rows) { $h = @{}; $row.psobject.Properties | ForEach-Object { $h[$_.Name] = $_.Value }; $null = $table.Add($h) }
            $a.LastCost -eq ($table | Invoke-NetworkTraining -Target Failed -Feature Kind, Hours -ClassWeight Balanced -ValidationFraction 0.2 -Epochs 50 -Seed 1).LastCost
            "$($a.Network)"
            "$(($rows | Invoke-NetworkTraining -Target Failed -Feature Kind, Hours -Preset Tutorial -Epochs 5 -Seed 1).Network)"
            """).Select(value => value.BaseObject));
        Fails("'text' | Invoke-NetworkTraining", "TargetNotGiven");
        Fails("$moons | Invoke-NetworkTraining -Target Label -Epochs 2", "TargetNotUsed");
        Fails("$moons | Invoke-NetworkTraining -SampleWeight w -Epochs 2", "TargetNotUsed");
        Fails("@() | Invoke-NetworkTraining -Target y", "TableEmpty");
        Fails("$rows | Invoke-NetworkTraining -Target Fail -Epochs 2", "TargetMissing");
        Assert.Equal(1, Get<int>("(Invoke-NetworkTraining -Dataset $moons -Epochs 1).EpochCount"));
    }

    [Fact]
    public void One_checkpoint_is_of_one_training()
    {
        (var output, ErrorRecord[] errors) = TryRun("$moons, $table | Invoke-NetworkTraining -Epochs 2 -Seed 1 -CheckpointPath shared.ckpt");
        Assert.Single(output);
        Assert.Equal("CheckpointShared", IdOf(Assert.Single(errors)));
    }

    [Fact]
    public void Settings_of_before_can_be_switched_off_and_naming_them_again_changes_nothing()
    {
        Assert.Equal(["0.05", "True", "True", "0.001"], Lines("""
            $h = $moons | Invoke-NetworkTraining -Optimizer Adam -LearningRate 0.05 -Epochs 20 -Seed 1 -ValidationFraction 0.2 -Patience 15 -ClassWeight Balanced
            ($moons | Invoke-NetworkTraining -Network $h -Optimizer Adam -Epochs 5).LearningRate
            $null -eq ($moons | Invoke-NetworkTraining -Network $h -ValidationFraction 0 -Epochs 5).BestEpoch
            ($moons | Invoke-NetworkTraining -Network $h -ClassWeight $null -Epochs 5).EpochCount -eq 25
            ($moons | Invoke-NetworkTraining -Network $h -Optimizer AdamW -Epochs 5).LearningRate
            """));
    }

    [Fact]
    public void What_has_no_effect_is_said()
    {
        string[] warnings = [.. Lines("""
            $moons | Invoke-NetworkTraining -Epochs 2 -Seed 1 -Decay 0.5 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }
            $blobs = New-BlobsDataset -Seed 1
            $b = $blobs | Invoke-NetworkTraining -Epochs 2 -Seed 1
            $blobs | Measure-Network $b -Threshold 0.3 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }
            $null = $moons | Invoke-NetworkTraining -Epochs 20 -Seed 1 -CheckpointPath done.ckpt
            $moons | Invoke-NetworkTraining -Epochs 10 -CheckpointPath done.ckpt -Resume 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }
            """)];
        Assert.Equal(3, warnings.Length);
        Assert.Contains("-Decay has no effect", warnings[0], StringComparison.Ordinal);
        Assert.Contains("-Threshold has no effect", warnings[1], StringComparison.Ordinal);
        Assert.Contains("has 20 epochs already", warnings[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_that_differ_in_case_only_have_no_property_each()
    {
        ErrorRecord error = Fail("""
            $rows = foreach ($i in 1..30) { [pscustomobject]@{ x = $i; k = ('A', 'a', 'b')[$i % 3] } }
            $r = $rows | ConvertTo-NetworkDataset k | Invoke-NetworkTraining -Epochs 2 -Seed 1
            $rows | Get-NetworkPrediction $r -AllProbability
            """);
        Assert.Equal("ClassNameAmbiguous", IdOf(error));
    }

    [Fact]
    public void Rows_of_some_classes_only_are_measured_and_gone_on_with()
    {
        Assert.Equal([1.0, 100, 3], Run("""
            $iris = foreach ($i in 0..149) { [pscustomobject]@{ x = $i; kind = ('a', 'b', 'c')[[Math]::Floor($i / 50)] } }
            $r = $iris | ConvertTo-NetworkDataset kind | Invoke-NetworkTraining -Epochs 2000 -Optimizer Adam -LearningRate 0.05 -Seed 1
            $two = $iris[0..99] | ConvertTo-NetworkDataset kind
            $report = $two | Measure-Network $r
            [Math]::Round($report.Accuracy, 1)
            $report.SampleCount
            ($two | Invoke-NetworkTraining -Network $r -Epochs 1).Network.ClassName.Count
            """).Select(value => Convert.ToDouble(value.BaseObject, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_all_of_it_with_a_warning()
    {
        Collection<PSObject> output = Run("""
            $moons | Invoke-NetworkTraining -Epochs 2 -Seed 2 -BatchSize 81 -ValidationFraction 0.2 3>&1
            ($moons | Invoke-NetworkTraining -Epochs 2 -Seed 2 -BatchSize 100 3>&1).Count
            """);
        Assert.Equal("The batch size 81 is more than the 80 samples to train on: all of them go into each update.", output[0].ToString());
        Assert.Equal(3, output.Count);
    }

    [Fact]
    public void A_network_is_shown_as_a_table_of_its_layers()
    {
        string text = string.Concat(Lines("($table | Invoke-NetworkTraining -Preset Tutorial -HiddenSize 6,3 -Activation ReLU -Epochs 5 -Seed 1).Network | Out-String -Width 100"));
        Assert.Contains("2-6-3-1 relu/sigmoid (Binary)", text, StringComparison.Ordinal);
        Assert.Contains("features: X1, X2", text, StringComparison.Ordinal);
        Assert.Contains("target:   Label (0, 1)", text, StringComparison.Ordinal);
        Assert.Matches(@"hidden 1 +6 x 2 +ReLU +18\r?\n", text);
        Assert.Matches(@"hidden 2 +3 x 6 +ReLU +21\r?\n", text);
        Assert.Matches(@"output 3 +1 x 3 +Sigmoid +4\r?\n", text);
        Assert.Matches(@"total +43\r?\n", text);
    }

    private string Head(string file) => File.ReadLines(Path.Combine(Folder, file)).First();
}
