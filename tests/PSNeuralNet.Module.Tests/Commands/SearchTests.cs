namespace PSNeuralNet.Tests.Commands;

/// <summary>Search-NetworkHyperparameter: spaces, columns, order, networks, and what it tells while it runs.</summary>
public class SearchTests : SearchTest
{
    [Fact]
    public void A_grid_is_all_combinations_with_a_column_for_each_setting()
    {
        Assert.Equal(["12", "True", "True", "0.03 0.1 0.3 1", "2 5 10", "HiddenSize LearningRate EpochCount"], Lines("""
            $trials = $moons | Search-NetworkHyperparameter -LearningRate 0.03, 0.1, 0.3, 1 -HiddenSize 2, 5, 10 -Fold 5 -Seed 3 -Iterations 50
            "$($trials.Count)"
            "$("$($trials.Score)" -eq "$($trials.Score | Sort-Object -Descending)")"
            "$((TextOf $trials) -eq (TextOf ($moons | Search-NetworkHyperparameter -LearningRate 0.03, 0.1, 0.3, 1 -HiddenSize 2, 5, 10 -Fold 5 -Seed 3 -Epochs 50 -ThrottleLimit 1)))"
            "$($trials.LearningRate | Sort-Object -Unique)"
            "$($trials.HiddenSize | ForEach-Object { [int] $_ } | Sort-Object -Unique)"
            "$($trials[0].Setting.Keys)"
            """));
        Assert.Equal(["8,4", "16,8", "5"], Lines("($moons | Search-NetworkHyperparameter -HiddenSize '8,4', '16-8', 5 -EpochCount 5 -Fold 2 -Seed 3 -Stream -ThrottleLimit 1).HiddenSize"));
    }

    [Fact]
    public void A_space_of_ranges_is_drawn_within_them()
    {
        Assert.Equal(["20", "True", "True", "32 64,32 8", "True"], Lines("""
            $space = @{ LearningRate = '1e-4..1 log'; HiddenSize = '8', '32', '64,32'; L2 = '1e-6..1 log'; Epochs = 2 }
            $trials = $iris | Search-NetworkHyperparameter -Target species -Strategy Random -TrialCount 20 -Space $space -Fold 2 -Seed 1
            "$($trials.Count)"
            "$(-not ($trials | Where-Object { $_.LearningRate -lt 1e-4 -or $_.LearningRate -gt 1 -or $_.L2 -lt 1e-6 -or $_.L2 -gt 1 }))"
            "$(($trials.LearningRate | Sort-Object -Unique).Count -eq 20)"
            "$($trials.HiddenSize | Sort-Object -Unique)"
            "$((TextOf $trials) -eq (TextOf ($iris | Search-NetworkHyperparameter species -TrialCount 20 -Space @{ Epochs = '2'; L2 = '1e-6..1 log'; HiddenSize = '8', '32', '64,32'; LearningRate = '1e-4..1 log' } -Fold 2 -Seed 1)))"
            """));
    }

    [Fact]
    public void Without_a_space_a_table_is_searched_around_its_defaults()
    {
        Assert.Equal(["3", "Preset=Table", "True", "True"], Lines("""
            $trials = $iris | Search-NetworkHyperparameter -Target species -TrialCount 3 -Fraction 0.3 -Seed 1
            "$($trials.Count)"
            "$(($trials | Where-Object Trial -eq 0).Setting)"
            "$(($trials | Where-Object Trial -eq 1).Setting.Keys -contains 'WeightDecay')"
            $limited = $iris | Search-NetworkHyperparameter -Target species -TimeLimit 00:00:03 -Fraction 0.3 -Seed 1 -Path study.jsonl
            "$($limited.Count -ge 1 -and (Test-Path study.jsonl) -and -not (Test-Path study.jsonl.lock))"
            """));
    }

    [Fact]
    public void Every_setting_that_can_be_searched_is_a_parameter() =>
        Assert.Empty(Run("$known = (Get-Command Search-NetworkHyperparameter).Parameters; [PSNeuralNet.Search.SearchSpace]::SettingName | Where-Object { -not $known.ContainsKey($_) -or $known[$_].ParameterType -ne [object[]] }"));

    [Fact]
    public void Candidates_can_be_names_weights_and_none_and_settings_without_effect_are_empty()
    {
        Assert.Equal(["Adam/ Momentum/0.8 Momentum/0.9"], Lines("\"$($moons | Search-NetworkHyperparameter -Optimizer Adam, Momentum -Momentum 0.8, 0.9 -Epochs 5 -Fold 2 -Seed 1 | Sort-Object Trial | ForEach-Object { \"$($_.Optimizer)/$($_.Momentum)\" })\""));
        Assert.Equal(["ClassWeight=Balanced", "ClassWeight=none", "ClassWeight=setosa=1, versicolor=2, virginica=3"], Lines("""
            $iris | Search-NetworkHyperparameter species -ClassWeight Balanced, $null, ([ordered]@{ setosa = 1; versicolor = 2; virginica = 3 }) -Epochs 3 -Fold 2 -Seed 1 | ForEach-Object { "$($_.Setting)" -replace 'EpochCount=3; |; Preset=Table' } | Sort-Object
            """));
        Assert.Equal(["ReLU ReLU,Tanh", "True"], Lines("""
            $trials = $moons | Search-NetworkHyperparameter -HiddenSize '4,4' -Activation ReLU, 'relu,tanh' -Epochs 3 -Fold 2 -Seed 1
            "$($trials.Activation | Sort-Object)"
            "$(($trials | Where-Object Activation -eq ReLU).Setting.Activation[0] -is [PSNeuralNet.Networks.Activation])"
            """));
    }

    [Fact]
    public void Trials_make_the_rows_of_a_csv_file()
    {
        Assert.Equal(["LearningRate,HiddenSize,EpochCount,Preset,Trial,Score,Deviation,Metric,Epochs,Share,Status,Duration,Worker,Setting,Error,FoldScore,OutOfFold", "True", "8,4 Accuracy Completed local", "True"], Lines("""
            $trials = $iris | Search-NetworkHyperparameter species -Space ([ordered]@{ LearningRate = 0.01; HiddenSize = '8,4'; Epochs = 5 }) -Fold 2 -Seed 1
            $trials | Export-Csv trials.csv
            $row = Import-Csv trials.csv
            $row.psobject.Properties.Name -join ','
            "$([double] $row.Score -eq $trials.Score)"
            "$($row.HiddenSize) $($row.Metric) $($row.Status) $($row.Worker)"
            "$("$($row.FoldScore.Split(' ') | ForEach-Object { [double] $_ })" -eq "$($trials.FoldScore | ForEach-Object { $_ })")"
            """));
    }

    [Fact]
    public void Is_shown_with_its_settings()
    {
        string[] lines = Shown("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -HiddenSize '4,2' -Epochs 5 -Fold 2 -Seed 1").Split('\n');
        Assert.Equal("Trial  Score Deviation Epochs Status    Setting", lines[0]);
        Assert.Matches(@"^    0 0\.\d{4}    0\.\d{4}      5 Completed HiddenSize=4,2; LearningRate=0\.1; EpochCount=5$", lines[2]);
    }

    [Fact]
    public void Streamed_trials_come_as_they_finish_and_others_by_score()
    {
        Assert.Equal(["0 1 2 3 4 5", "True", "True"], Lines("""
            $search = @{ LearningRate = 0.01, 0.1, 1; HiddenSize = 2, 5; Epochs = 30; Fold = 2; Seed = 1 }
            $streamed = $moons | Search-NetworkHyperparameter @search -Stream -ThrottleLimit 1
            $sorted = $moons | Search-NetworkHyperparameter @search -Metric Accuracy
            "$($streamed.Trial)"
            "$("$($sorted.Score)" -eq "$($streamed.Score | Sort-Object -Descending)")"
            "$((TextOf ($sorted | Sort-Object Trial)) -eq (TextOf $streamed))"
            """));
        Assert.Equal(["True"], Lines("$loss = $moons | Search-NetworkHyperparameter @search -Metric LogLoss; \"$(\"$($loss.Score)\" -eq \"$($loss.Score | Sort-Object)\")\""));
    }

    [Fact]
    public void An_ensemble_is_one_network_that_is_exported_and_predicts_the_same_when_it_is_imported()
    {
        Assert.Equal(["NeuralNetwork", "6", "True", "True", "True"], Lines("""
            $network = $iris | Search-NetworkHyperparameter species -LearningRate 0.003, 0.01, 0.03 -Epochs 10 -Fold 3 -Seed 1 -EnsembleCount 4 -TrialVariable trials
            $network.GetType().Name
            "$($trials.Count * 2)"
            $network | Export-Network ensemble.json
            $probability = { "$($iris | Get-NetworkPrediction $args[0] -AllProbability | ConvertTo-Json)" }
            "$((& $probability $network) -eq (& $probability (Import-Network ensemble.json)))"
            "$(($iris | Measure-Network ensemble.json).Accuracy -gt 0.85)"
            "$($trials[0].psobject.Properties.Name -contains 'LearningRate')"
            """));
    }

    [Fact]
    public void Predictions_that_were_held_out_have_the_score_of_their_trial()
    {
        Assert.Equal(["True", "150", "True", ""], Lines("""
            $trial = $iris | Search-NetworkHyperparameter species -LearningRate 0.01 -Epochs 10 -Fraction 0.3 -Seed 1 -KeepPrediction
            "$($trial.Score -eq $trial.OutOfFold.Report.Accuracy -and $trial.OutOfFold.Sample.Count -eq 45)"
            $trial = $iris | Search-NetworkHyperparameter species -LearningRate 0.01 -Epochs 10 -Fold 5 -Seed 1 -KeepPrediction
            "$($trial.OutOfFold.Sample.Count)"
            "$([Math]::Abs($trial.Score - $trial.OutOfFold.Report.Accuracy) -lt 1e-12)"
            "$(($iris | Search-NetworkHyperparameter species -LearningRate 0.01 -Epochs 2 -Fraction 0.3 -Seed 1).OutOfFold)"
            """));
    }

    [Fact]
    public void Groups_and_times_split_and_are_no_features()
    {
        Assert.Equal(["Load", "Load", "Load"], Lines("""
            ($hosts | Select-Object * -ExcludeProperty Day | Search-NetworkHyperparameter State -Group Machine -LearningRate 0.1 -Epochs 2 -Fold 3 -Seed 1 -Refit).Dataset.FeatureName
            ($hosts | Search-NetworkHyperparameter State -TimeColumn Day -ExcludeFeature Machine -LearningRate 0.1 -Epochs 2 -Fold 3 -Seed 1 -Refit).Dataset.FeatureName
            ($hosts | ConvertTo-NetworkDataset State -Id Machine, Day | Search-NetworkHyperparameter -Group Machine -LearningRate 0.1 -Epochs 2 -Fold 3 -Seed 1 -Refit).Dataset.FeatureName
            """));
        Assert.Equal(["3 9"], Lines("\"$(($hosts | Search-NetworkHyperparameter State -TimeColumn Day -ExcludeFeature Machine -LearningRate 0.1 -Epochs 2 -Fold 3 -Seed 1).FoldScore.Count) $(($moons | Search-NetworkHyperparameter -LearningRate 0.1 -Epochs 2 -Fold 3 -Repeat 3 -Seed 1).FoldScore.Count)\""));
    }

    [Fact]
    public void Verbose_lines_and_progress_tell_what_was_finished()
    {
        string[] lines = Lines("$moons | Search-NetworkHyperparameter -LearningRate 0.1, 1e14 -Epochs 40 -Fold 2 -Seed 1 -ThrottleLimit 1 -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_ -notlike 'Performing the operation*' }");
        Assert.Equal("The seed of the search is 1. The score is Accuracy of 2 folds.", lines[0]);
        Assert.Matches(@"^Trial 0: Accuracy 0\.\d{4}, 40 epochs, \d+\.\d s on local\. LearningRate=0\.1; EpochCount=40$", lines[1]);
        Assert.StartsWith("Trial 1 failed: Training diverged at epoch 1", lines[2], StringComparison.Ordinal);
        Assert.Matches(@"^No seed was given for the search\. Drawn: \d+\. To repeat this, pass -Seed \d+\.$", Lines("$moons | Search-NetworkHyperparameter -LearningRate 0.1 -Epochs 2 -Fold 2 -Verbose 4>&1 | Where-Object { $_ -notlike 'Performing the operation*' }")[0]);

        using var shell = PowerShell.Create(Runspace);
        shell.AddScript("$moons | Search-NetworkHyperparameter -LearningRate 0.1, 0.2, 0.3, 0.4 -Epochs 5000 -Fold 5 -Seed 1 -ThrottleLimit 1").Invoke();
        ProgressRecord[] records = [.. shell.Streams.Progress.Where(record => record.Activity.StartsWith("Searching settings for moons", StringComparison.Ordinal))];
        Assert.InRange(records.Length, 2, 200);
        Assert.Matches(@"^\d+ of 4 trials, \d+ running(, best Accuracy \d\.\d{4} of trial \d)?$", records[0].StatusDescription);
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
    }

    [Fact]
    public void Each_dataset_is_a_search_and_rows_from_elsewhere_are_rows()
    {
        Assert.Equal(["0 1 0 1", "True", "4", "True"], Lines("""
            $both = $moons, (New-BlobsDataset -SampleCount 40 -Seed 0) | Search-NetworkHyperparameter -LearningRate 0.1, 1 -Epochs 3 -Fold 2 -Seed 1 -Stream -ThrottleLimit 1
            "$($both.Trial)"
            "$((TextOf $both[0, 1]) -eq (TextOf ($moons | Search-NetworkHyperparameter -LearningRate 0.1, 1 -Epochs 3 -Fold 2 -Seed 1 -Stream -ThrottleLimit 1)))"
            $null = $moons, (New-BlobsDataset -SampleCount 40 -Seed 0) | Search-NetworkHyperparameter -LearningRate 0.1, 1 -Epochs 3 -Fold 2 -Seed 1 -Refit -TrialVariable all
            "$($all.Count)"
            $iris | Export-Clixml iris.xml
            $search = @{ Target = 'species'; LearningRate = 0.01; Epochs = 3; Fold = 2; Seed = 1 }
            "$((TextOf (Import-Clixml iris.xml | Search-NetworkHyperparameter @search)) -eq (TextOf ($iris | Search-NetworkHyperparameter @search)))"
            """));
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun("$moons, ($iris | ConvertTo-NetworkDataset species) | Search-NetworkHyperparameter -LearningRate 0.1 -Epochs 2 -Fold 31 -Seed 1 -WarningAction Ignore");
        Assert.Single(output);
        Assert.Equal("ClassAllTooSmall", IdOf(Assert.Single(errors)));
    }
}
