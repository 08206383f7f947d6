namespace PSNeuralNet.Tests.Commands;

/// <summary>Several label columns at the prompt: training, predictions, thresholds, metrics, charts, exports; and what is refused.</summary>
public class MultiLabelTests : CommandTest
{
    private const string Setup = """
        $WarningPreference = 'SilentlyContinue'
        $rows = foreach ($i in 0..119) { [pscustomobject]@{ Words = ($i * 7) % 31; Links = ($i * 5) % 13; Spam = ($i * 5) % 13 -gt 8; Urgent = ('no', 'yes')[[int](($i * 7) % 31 -lt 9)]; State = ('failed', 'ok')[[int]($i % 5 -gt 1)] } }
        $result = $rows | Invoke-NetworkTraining Spam, Urgent, State -HiddenSize 6 -EnsembleCount 2 -Epochs 40 -Seed 1 -WarningVariable notices

        """;

    [Fact]
    public void Two_values_in_each_column_are_labels_with_their_positive_classes()
    {
        Assert.Equal(["MultiLabel", "Spam (False, True) Urgent (no, yes) State (ok, failed)", "1", "Accuracy", "True"], Lines(Setup + """
            $result.Dataset.Task
            "$($result.Dataset.Schema.Label)"
            @($notices | Where-Object { "$_" -like "*'failed' of 'State'*-PositiveClass*" }).Count
            $result.Metric
            $result.Score -eq $result.OutOfFold.Report.Accuracy
            """));
        Assert.Contains("labels:   Spam (False, True), Urgent (no, yes), State (ok, failed)\n", Shown("$result.Network"), StringComparison.Ordinal);
        Assert.Equal(["State (failed, ok)", "MultiLabel 1", "Regression 0", "Regression"], Lines("""
            "$(($rows | ConvertTo-NetworkDataset Spam, State -PositiveClass ok).Schema.Label[1])"
            $ones = $rows | Select-Object Words, @{ n = 'a'; e = { [int] $_.Spam } }, @{ n = 'b'; e = { [int] ($_.Urgent -eq 'yes') } }
            "$(($ones | ConvertTo-NetworkDataset a, b -WarningVariable taken).Task) $(@($taken | Where-Object { "$_" -like "*'a', 'b' have two different numbers each*-Task Regression*" }).Count)"
            "$(($ones | ConvertTo-NetworkDataset a, b -Task Regression -WarningVariable taken).Task) $(@($taken).Count)"
            ($rows | ConvertTo-NetworkDataset Words, Links).Task
            """));
        Fails("$rows | ConvertTo-NetworkDataset Spam, Links", "TargetMixed", ErrorCategory.InvalidArgument, "'Spam' has the values 'False' and 'True', 'Links' has numbers");
        Fails("$ones | ConvertTo-NetworkDataset a, Words", "TargetMixed", ErrorCategory.InvalidArgument, "-Task Regression");
        Fails("$rows | ConvertTo-NetworkDataset Spam, Links -Task MultiLabel", "TargetNotLabel", ErrorCategory.InvalidData, "'Links' has numbers");
        Fails("$rows | ConvertTo-NetworkDataset Spam -Task MultiLabel", "TaskMismatch");
        Fails("$rows | ConvertTo-NetworkDataset Spam, Urgent -Task Binary", "TaskMismatch", ErrorCategory.InvalidArgument, "several columns are for MultiLabel or Regression");
        Fails("$rows | ConvertTo-NetworkDataset Spam, Urgent -PositiveClass none", "PositiveClassUnknown", ErrorCategory.InvalidArgument, "'False', 'True', 'no', 'yes'");
    }

    [Fact]
    public void Predictions_have_a_class_and_a_probability_of_each_label()
    {
        Assert.Equal(["Words Links Spam Urgent State Prediction(Spam) Probability(Spam) Prediction(Urgent) Probability(Urgent) Prediction(State) Probability(State)", "Boolean String", "True", "True", "0", "True True True"], Lines(Setup + """
            $p = $rows | Get-NetworkPrediction $result
            "$($p[0].PSObject.Properties.Name)"
            "$($p[0].'Prediction(Spam)'.GetType().Name) $($p[0].'Prediction(State)'.GetType().Name)"
            @($p | Where-Object { ($_.'Probability(State)' -gt 0.5) -ne ($_.'Prediction(State)' -eq 'failed') }).Count -eq 0
            $of = $result.Dataset | Get-NetworkPrediction $result
            "$($of.'Probability(Urgent)')" -eq "$($p.'Probability(Urgent)')"
            $rows | Get-NetworkPrediction $result -Threshold 0.999 | Where-Object 'Prediction(Urgent)' -eq yes | Measure-Object | ForEach-Object Count
            $e = $rows | Select-Object -First 1 | Get-NetworkPrediction $result -Explain
            "$('Spam', 'Urgent', 'State' | ForEach-Object { [Math]::Abs($e."Explanation($_)".Prediction - $e."Probability($_)") -lt 1e-9 })"
            """));
        Assert.Matches(@"Spam=(True|False); Urgent=(no|yes); State=(failed|ok) +Probability\(Spam\)=", Shown("$rows | Select-Object -First 1 | Get-NetworkPrediction $result"));
        Fails("$rows | Get-NetworkPrediction $result -PredictionSet 0.9", "PredictionSetOfLabels", ErrorCategory.InvalidArgument, "Probability(name)");
        Fails("$rows | Get-NetworkPrediction $result -Interval 0.9", "IntervalOfClasses");
        Assert.Equal(["-AllProbability has no effect: Probability(name) of each label is there without it; the other class has the rest to 1."], Lines("""
            $null = $rows | Select-Object -First 1 | Get-NetworkPrediction $result -AllProbability -WarningVariable unused
            "$unused"
            """));
    }

    [Fact]
    public void Each_label_has_a_threshold_that_files_and_metrics_keep()
    {
        Assert.Equal(["0.5 0.3 0.5", "True True", "True", "True", "0.5", "True", "0.5 0.5 0.5", "1"], Lines(Setup + """
            $network = Set-NetworkThreshold $result -Label urgent -Threshold 0.3
            "$($network.Label.Threshold)"
            $p = $rows | Get-NetworkPrediction $network
            "$(@($p | Where-Object { ($_.'Probability(Urgent)' -gt 0.3) -ne ($_.'Prediction(Urgent)' -eq 'yes') }).Count -eq 0) $(@($p | Where-Object { ($_.'Probability(Spam)' -gt 0.5) -ne $_.'Prediction(Spam)' }).Count -eq 0)"
            $network | Export-Network labels.json
            "$((Import-Network labels.json).Label)" -eq "$($network.Label)"
            $best = Set-NetworkThreshold $result -Label Spam, State -For F1
            $table = Measure-Network $result -ThresholdTable -Label state
            ($table | Measure-Object F1 -Maximum).Maximum -eq ($table | Where-Object Threshold -eq $best.Label[2].Threshold).F1
            $best.Label[1].Threshold
            $chosen = $rows | Set-NetworkThreshold $result -Label State -Cost @{ FalseAlarm = 1; Miss = 5 } -WarningVariable trained
            $report = $rows | Measure-Network $chosen
            $costs = $rows | Measure-Network $result -ThresholdTable -Label State -Cost @{ FalseAlarm = 1; Miss = 5 }
            ($report.Label[2].FalsePositive + 5 * $report.Label[2].FalseNegative) -le ($costs | Measure-Object Cost -Minimum).Minimum
            $again = $rows | Invoke-NetworkTraining -Network $network -Epochs 2 -WarningVariable lost
            "$($again.Network.Label.Threshold)"
            @($lost | Where-Object { "$_" -like '*thresholds of the labels*' }).Count
            """));
        Fails("Set-NetworkThreshold $result -For F1", "LabelRequired", ErrorCategory.InvalidArgument, "'Spam', 'Urgent', 'State'");
        Fails("Set-NetworkThreshold $result -Label none -Threshold 0.4", "LabelUnknown");
        Fails("Set-NetworkThreshold $result -Threshold 0.4", "ThresholdNotBinary", ErrorCategory.InvalidOperation, "-Label");
        Fails("Measure-Network $result -ThresholdTable", "LabelRequired");
        Fails("Measure-Network $result -ThresholdTable -Label Spam, State", "ThresholdTableOfSeveral");
        Fails("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Epochs 1 -Seed 1 | ForEach-Object { Set-NetworkThreshold $_ -Label x -For F1 }", "LabelWithoutSeveral");
    }

    [Fact]
    public void Metrics_folds_searches_and_drift_go_with_labels()
    {
        Assert.Equal(["True", "3", "HammingLoss MicroF1", "MacroF1", "Prediction(Spam) Prediction(Urgent) Prediction(State)", "Spam Urgent State"], Lines(Setup + """
            $report = $rows | Measure-Network $result
            $right = $rows | Get-NetworkPrediction $result | Where-Object { $_.Spam -eq $_.'Prediction(Spam)' -and $_.Urgent -eq $_.'Prediction(Urgent)' -and $_.State -eq $_.'Prediction(State)' }
            $report.Accuracy -eq @($right).Count / 120
            $report.Label.Count
            "$(($rows | Measure-Network Spam, Urgent -Fold 2 -Setting @{ EpochCount = 2 } -Seed 1).AllMetric.Metric | Where-Object { $_ -in 'HammingLoss', 'MicroF1' })"
            ($rows | Search-NetworkHyperparameter Spam, Urgent -LearningRate 0.01 -EpochCount 2 -Fold 2 -Metric MacroF1 -Seed 1)[0].Metric
            "$(($rows | Test-NetworkDrift $result | Where-Object Column -like 'Prediction*').Column)"
            "$(($rows | Measure-NetworkFeature $result -Method PartialDependence -Feature Words -GridResolution 2 -Seed 1).Output | Select-Object -Unique)"
            """));
        string report = Shown("$report");
        Assert.Contains("HammingLoss", report, StringComparison.Ordinal);
        Assert.Contains("Spam, Urgent, State", report, StringComparison.Ordinal);
        Fails("$rows | Invoke-NetworkTraining Spam, Urgent -ClassWeight Balanced -Epochs 2", "ClassWeightWithoutClasses", ErrorCategory.InvalidArgument, "Set-NetworkThreshold -Label");
    }

    [Fact]
    public void Networks_are_compared_by_rows_with_all_labels_right()
    {
        Assert.Equal(["Accuracy McNemar True True", "MicroF1 Bootstrap True"], Lines(Setup + """
            $other = $rows | Invoke-NetworkTraining Spam, Urgent, State -HiddenSize 2 -EnsembleCount 1 -Epochs 3 -Seed 2
            $found = $rows | Compare-Network $result $other
            $scores = ($rows | Measure-Network $result).Accuracy, ($rows | Measure-Network $other).Accuracy
            "$($found[1].Metric) $($found[1].Test) $($found[0].Value -eq $scores[0]) $([Math]::Abs($found[1].Difference - $scores[1] + $scores[0]) -lt 1e-12)"
            $found = $rows | Compare-Network $result $other -Metric MicroF1
            "$($found[1].Metric) $($found[1].Test) $($found[1].Value -eq ($rows | Measure-Network $other).MicroF1)"
            """));
        Run("$another = $rows | Invoke-NetworkTraining Spam, Urgent, State -HiddenSize 2 -EnsembleCount 1 -Epochs 3 -Seed 2 -PositiveClass ok");
        Fails("$rows | Compare-Network $result $another", "ComparedTargetMismatch", ErrorCategory.InvalidOperation, "classes of State");
    }

    [Fact]
    public void What_has_no_effect_is_said_and_classes_of_a_network_stay()
    {
        Assert.Equal(["-Beta has no effect: the network is for several labels.", "RegressionReport"], Lines(Setup + """
            $null = $rows | Measure-Network $result -Beta 0.5 -WarningVariable said
            "$said"
            $ones = $rows | Select-Object Words, @{ n = 'a'; e = { [int] $_.Spam } }, @{ n = 'b'; e = { [int] ($_.Urgent -eq 'yes') } }
            $numbers = $ones | Invoke-NetworkTraining a, b -Task Regression -EnsembleCount 1 -Epochs 3 -Seed 1
            ($ones | ConvertTo-NetworkDataset a, b | Measure-Network $numbers).GetType().Name
            """));
        Fails("$rows | ConvertTo-NetworkDataset -Schema $result -PositiveClass ok", "PositiveClassUnknown");
    }

    [Fact]
    public void Charts_are_of_one_label_and_the_report_lists_all()
    {
        Assert.Equal(["ConfusionMatrix Roc PrecisionRecall Reliability", "True", "True"], Lines(Setup + """
            "$('ConfusionMatrix', 'Roc', 'PrecisionRecall', 'Reliability' | Where-Object { $result | Export-NetworkChart "$_.svg" -Kind $_ -Label state; (Get-Content "$_.svg" -Raw).Contains('label State') })"
            $result | Export-NetworkReport labels.html
            $page = Get-Content labels.html -Raw
            $page.Contains('Metrics of each label')
            $page.Contains('Subset accuracy')
            """));
        Fails("$result | Export-NetworkChart x.svg -Kind Roc", "LabelRequired", ErrorCategory.InvalidArgument, "'Spam', 'Urgent', 'State'");
        Fails("$result | Export-NetworkChart x.svg -Kind Roc -Label none", "LabelUnknown");
        Fails("$result | Export-NetworkChart x.svg -Kind Cost -Label Spam", "ChartLabelUnused");
        Fails("$result | Export-NetworkChart x.svg -Kind DecisionBoundary", "ChartTaskMismatch", ErrorCategory.InvalidOperation, "of one label");
        Fails("$rows | Measure-Network $result | Export-NetworkChart x.svg", "ChartInputInvalid", ErrorCategory.InvalidType, "-Label");
    }

    [Fact]
    public void Exported_PowerShell_predicts_the_same() =>
        Assert.Equal(["True", "Prediction(Spam) Probability(Spam) Prediction(Urgent) Probability(Urgent) Prediction(State) Probability(State)"], Lines(Setup + """
            Set-NetworkThreshold $result -Label State -Threshold 0.3 | Export-Network tickets.ps1
            . ./tickets.ps1
            $mine = $rows | Get-NetworkPrediction (Set-NetworkThreshold $result -Label State -Threshold 0.3)
            $theirs = $rows | & (Get-Command -Name *Tickets* -CommandType Function | Select-Object -First 1)
            @(0..119 | Where-Object { $i = $_; 'Spam', 'Urgent', 'State' | Where-Object { $mine[$i]."Prediction($_)" -cne $theirs[$i]."Prediction($_)" -or [Math]::Abs($mine[$i]."Probability($_)" - $theirs[$i]."Probability($_)") -gt 1e-12 } }).Count -eq 0
            "$($theirs[0].PSObject.Properties.Name)"
            """));
}
