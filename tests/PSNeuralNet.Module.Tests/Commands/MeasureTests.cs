namespace PSNeuralNet.Tests.Commands;

/// <summary>Measure-Network: metrics, views, errors.</summary>
public class MeasureTests : CommandTest
{
    private const string Setup = """
        $result = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.3 -HiddenSize 5 -Iterations 5000 -Seed 3
        $moons = New-MoonsDataset -Seed 1
        $houses = 1..60 | ForEach-Object { [pscustomobject]@{ Size = $_ / 20; Price = 3.5 + $_ * $_ / 100 } } | ConvertTo-NetworkDataset Price -Task Regression

        """;

    [Fact]
    public void The_tutorials_network_has_the_metrics_of_scikit_learn()
    {
        // scikit-learn 1.2.1, from the output of Get-NetworkPrediction -AllProbability for $moons:
        // accuracy_score, balanced_accuracy_score, f1_score(average='macro'), log_loss, roc_auc_score, average_precision_score,
        // matthews_corrcoef, confusion_matrix (also of probability > 0.9).
        PSObject report = Assert.Single(Run(Setup + "($report = $moons | Measure-Network $result)"));
        double[] expected = [0.962, 0.962, 0.961999847999392, 0.09510970248131403, 0.994656, 0.995053373145362, 0.9240073920887052];
        string[] names = ["Accuracy", "BalancedAccuracy", "MacroF1", "LogLoss", "RocAuc", "AveragePrecision", "MatthewsCorrelation"];
        Assert.All(names.Zip(expected), pair => Assert.Equal(pair.Second, (double)report.Properties[pair.First].Value, 1e-9));
        Assert.Equal([241.0, 9, 10, 240], Numbers("$c = $report.ConfusionMatrix; $c[0, 0]; $c[0, 1]; $c[1, 0]; $c[1, 1]"));
        Assert.Equal([248.0, 2, 27, 223], Numbers("$c = ($moons | Measure-Network $result -Threshold 0.9).ConfusionMatrix; $c[0, 0]; $c[0, 1]; $c[1, 0]; $c[1, 1]"));
    }

    [Fact]
    public void Each_dataset_gives_one_report_which_does_not_enumerate()
    {
        Collection<PSObject> output = Run(Setup + "$moons, $moons | Measure-Network -Network $result.Parameter; ($moons | Measure-Network $result).ConfusionMatrix; $houses | Measure-Network ($houses | Invoke-NetworkTraining -Standardize -Seed 1 -Epochs 5)");
        Assert.Equal(
            ["ClassificationReport", "ClassificationReport", "ConfusionMatrix", "RegressionReport"],
            output.Select(item => item.BaseObject.GetType().Name));
        Assert.Equal("accuracy 0.9620, log loss 0.0951, 500 samples", output[0].ToString());
    }

    [Fact]
    public void A_report_is_a_line_of_a_csv_file()
    {
        Run(Setup + "$moons | Measure-Network $result | Export-Csv report.csv");
        string[] lines = File.ReadAllLines(Path.Combine(Folder, "report.csv"));
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("\"SampleCount\",\"Accuracy\",\"BalancedAccuracy\"", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\"2 x 2, 481 of 500 right\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_lacks_a_class_is_measured_in_the_networks_order_of_classes()
    {
        Assert.Equal(["a b c d", "0 20 20 20", "1"], Lines("""
            $rows = foreach ($i in 0..79) { [pscustomobject]@{ x = $i / 20; kind = 'abcd'[[int][Math]::Floor($i / 20)] -as [string] } }
            $four = $rows | ConvertTo-NetworkDataset kind -Task MultiClass | Invoke-NetworkTraining -Seed 1
            $report = $rows | Where-Object kind -ne a | ConvertTo-NetworkDataset kind -Task MultiClass | Measure-Network $four
            $report.Class.Class -join ' '
            $report.Class.Support -join ' '
            [string][Math]::Round($report.Accuracy)
            """));
    }

    [Theory]
    [InlineData("$moons | Measure-Network $result", """
        SampleCount         : 500
        Accuracy            : 0.9620
        BaselineAccuracy    : 0.5000 (majority class '0')
        BalancedAccuracy    : 0.9620
        MacroF1             : 0.9620
        PositiveFBeta       : 0.9608 (beta 2, class '1')
        LogLoss             : 0.0951
        Brier               : 0.0273
        CalibrationError    : 0.0203
        RocAuc              : 0.9947
        AveragePrecision    : 0.9951
        MatthewsCorrelation : 0.9240
        CohenKappa          : 0.9240
        ConfusionMatrix     : 2 x 2, 481 of 500 right
        """)]
    [InlineData("($moons | Measure-Network $result).ConfusionMatrix", """
        actual \ predicted    0    1
                         0  241    9
                         1   10  240
        """)]
    [InlineData("($moons | Measure-Network $result).ConfusionMatrix.Normalize('Actual')", """
        actual \ predicted       0       1
                         0  0.9640  0.0360
                         1  0.0400  0.9600
        """)]
    [InlineData("$moons | Measure-Network $result | Format-Table", """
        SampleCount Accuracy BalancedAccuracy MacroF1 LogLoss RocAuc
        ----------- -------- ---------------- ------- ------- ------
                500   0.9620           0.9620  0.9620  0.0951 0.9947
        """)]
    [InlineData("($moons | Measure-Network $result).Reliability[13..14]", """
             Lower      Upper Confidence   Accuracy      Count
             -----      ----- ----------   --------      -----
            0.8667     0.9333     0.8957     0.8333         18
            0.9333     1.0000     0.9912     0.9911        447
        """)]
    [InlineData("($moons | Measure-Network $result).Class", """
        Class Precision Recall     F1 Support RocAuc
        ----- --------- ------     -- ------- ------
        0        0.9602 0.9640 0.9621     250 0.9947
        1        0.9639 0.9600 0.9619     250 0.9947
        """)]
    [InlineData("[PSNeuralNet.Evaluation.RocCurve]::Create(@($true, $false, $true), @(0.9, 0.4, 0.3))", """
        FalsePositiveRate TruePositiveRate Threshold
        ----------------- ---------------- ---------
                   0.0000           0.0000  Infinity
                   0.0000           0.5000    0.9000
                   1.0000           0.5000    0.4000
                   1.0000           1.0000    0.3000
        """)]
    [InlineData("[PSNeuralNet.Evaluation.PrecisionRecallCurve]::Create(@($true, $false, $true), @(0.9, 0.4, 0.3))", """
              Recall    Precision    Threshold
              ------    ---------    ---------
              0.0000       1.0000     Infinity
              0.5000       1.0000       0.9000
              0.5000       0.5000       0.4000
              1.0000       0.6667       0.3000
        """)]
    public void Is_shown_as(string script, string expected) => Assert.Equal(Normalized(expected), Shown(Setup + script));

    [Fact]
    public void Numbers_are_shown_with_their_baseline()
    {
        Assert.Equal(
            [
                "SampleCount", "R2", "ExplainedVariance", "RootMeanSquaredError", "MeanAbsoluteError", "MedianAbsoluteError", "MaximumError", "MeanSquaredError", "MeanSquaredLogError",
                "MeanAbsolutePercentageError", "BaselineMeanSquaredError", "BaselineMeanAbsoluteError", "Target",
            ],
            Shown(Setup + "($report = $houses | Measure-Network ($houses | Invoke-NetworkTraining -Standardize -Seed 1))").Split('\n').Select(line => line.Split(' ')[0]));
        string[] lines = Shown("$report").Split('\n');
        Assert.Matches(@"^R2 +: 0\.99\d\d$", lines[1]);
        Assert.Matches(@"^BaselineMeanSquaredError +: 118\.789$", lines[10]);
        Assert.Matches(@"^Target +: Price$", lines[12]);
        lines = Shown("$report.Target").Split('\n');
        Assert.Matches("^Target +R2 +RootMeanSquaredError +MeanAbsoluteError +MeanSquaredError$", lines[0]);
        Assert.Matches(@"^Price +0\.99\d\d +0\.\d+ +0\.\d+ +0\.\d+$", lines[2]);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_confusion_matrix_reads_as_one_after_other_objects_and_reports_are_rounded(int width)
    {
        string[] lines = Normalized(string.Concat(Lines(Setup + $$"""
            $report = $moons | Measure-Network $result
            & {
                $report.Class
                $report.ConfusionMatrix
                $report
                $houses | Measure-Network ($houses | Invoke-NetworkTraining -Standardize -Seed 1 -Epochs 5)
            } | Out-String -Width {{width}}
            """))).Split('\n');
        Assert.Equal(
            ["Class Precision Recall     F1 Support RocAuc", "----- --------- ------     -- ------- ------", "0        0.9602 0.9640 0.9621     250 0.9947", "1        0.9639 0.9600 0.9619     250 0.9947", "",
             "actual \\ predicted    0    1", "                 0  241    9", "                 1   10  240"],
            lines[..8]);
        Assert.Contains("Report : SampleCount         : 500", lines);
        Assert.Contains("         Accuracy            : 0.9620", lines);
        Assert.Contains("         ConfusionMatrix     : 2 x 2, 481 of 500 right", lines);
        Assert.Contains("Report : SampleCount                 : 60", lines);
        Assert.All(lines, line => Assert.DoesNotMatch(@"\d\.\d{7}", line));

        // After objects without a view, which make all of the stream a table of theirs.
        lines = Shown("[pscustomobject]@{ Name = 'x'; Size = 1 }; $report.ConfusionMatrix; $report.ConfusionMatrix.Normalize('All'); [pscustomobject]@{ Name = 'y'; Size = 2 }").Split('\n');
        Assert.Equal(
            ["Name Size", "---- ----", "x       1", "", "actual \\ predicted    0    1", "                 0  241    9", "                 1   10  240"],
            lines[..7]);
        Assert.Equal(["actual \\ predicted       0       1", "                 0  0.4820  0.0180", "                 1  0.0200  0.4800"], lines.Where(line => line.Length > 0).Skip(6).Take(3));
        Assert.Matches("^y +2$", lines[^1]);
    }

    [Fact]
    public void Beta_and_Top_are_those_of_the_report()
    {
        Run("""
            $split = Get-NetworkExample iris | ConvertTo-NetworkDataset -Target species | Split-NetworkDataset 0.4 -Seed 3
            $result = $split.Train | Invoke-NetworkTraining -Seed 1
            $report = $split.Test | Measure-Network $result -Beta 0.5 -Top 1
            """);
        Assert.Equal(["0.5", "1", "True", "True"], Lines("""
            $report.Beta
            $report.Top
            $report.TopKAccuracy -eq $report.Accuracy
            $report.MacroFBeta -ne ($split.Test | Measure-Network $result).MacroFBeta
            """));
        string[] lines = Shown("$report").Split('\n');
        Assert.Single(lines, line => line.StartsWith("MacroFBeta ", StringComparison.Ordinal) && line.EndsWith(" (beta 0.5)", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("TopKAccuracy ", StringComparison.Ordinal) && line.EndsWith(" (top 1)", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("OneVersusOneRocAuc ", StringComparison.Ordinal));
        Fails("$split.Test | Measure-Network $result -Top 3", "TopTooLarge", ErrorCategory.InvalidArgument, "Top is 3, but there are 3 classes");
    }

    [Theory]
    [InlineData("$odd | Measure-Network $n", "MeanAbsolutePercentageError leaves out 2 of 60 actual values, which are 0: there is no percentage of 0. Take MeanAbsoluteError instead.")]
    [InlineData("$odd | Measure-NetworkFeature $n -Metric MeanAbsolutePercentageError -Repeat 1 -Seed 1", "leaves out 2 of 60")]
    [InlineData("$odd | Measure-NetworkFeature $n -Repeat 1 -Seed 1", null)]
    [InlineData("$odd | Compare-Network $n $n -Metric MeanAbsolutePercentageError -DrawCount 100 -Seed 1", "leaves out 2 of 60")]
    [InlineData("$odd | Measure-Network -Fold 2 -Metric MeanAbsolutePercentageError -Setting @{ EpochCount = 2 } -Seed 1", "leaves out 2 of 60")]
    [InlineData("$odd | Search-NetworkHyperparameter -LearningRate 0.01, 0.1 -Epochs 2 -Fold 2 -Metric MeanAbsolutePercentageError -Seed 1", "leaves out 2 of 60")]
    [InlineData("$houses | Measure-Network $n", null)]
    public void Targets_of_0_that_the_percentage_error_leaves_out_are_warned_of_once(string command, string? warning)
    {
        string[] warnings = Lines(Setup + $$"""
            $odd = 1..60 | ForEach-Object { [pscustomobject]@{ Size = $_ / 20; Price = if ($_ % 30) { 3.5 + $_ * $_ / 100 } else { 0 } } } | ConvertTo-NetworkDataset Price -Task Regression
            $n = $houses | Invoke-NetworkTraining -Standardize -Seed 1 -Epochs 5
            $null = . { {{command}} } 3> warnings.txt
            Get-Content warnings.txt
            """);
        Assert.Equal(warning is null ? 0 : 1, warnings.Count(line => line.Contains("leaves out", StringComparison.Ordinal)));
        Assert.All(warnings.Where(line => line.Contains("leaves out", StringComparison.Ordinal)), line => Assert.Contains(warning!, line, StringComparison.Ordinal));
        Assert.Equal("NaN", Get<string>("\"$((1..4 | ForEach-Object { @{ Size = $_; Price = -2 * $_ } } | Measure-Network $n).MeanSquaredLogError)\""));
    }

    [Fact]
    public void A_large_confusion_matrix_is_fitted_to_the_window_and_long_names_are_cut()
    {
        string[] lines = Shown("""
            [string[]] $names = @('a name of more than twenty letters') + (2..30 | ForEach-Object { "class $_" })
            $confusion = [PSNeuralNet.Evaluation.ConfusionMatrix]::Create($names, [int[]](0..29), [int[]](0..29), [double[]](1..30 | ForEach-Object { $_ / 4 }))
            [PSNeuralNet.Commands.MatrixView]::ToText($confusion, 60)
            """).Split('\n');
        Assert.Equal(13, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 59));
        Assert.Equal(@"  actual \ predicted  a name of more th...  ...  class 30", lines[0]);
        Assert.Equal("a name of more th...                  0.25  ...         0", lines[1]);
        Assert.Equal("            class 30                     0  ...       7.5", lines[^1]);
    }

    [Theory]
    [InlineData("$moons | Measure-Network $result -Threshold 0", "ThresholdInvalid", ErrorCategory.InvalidArgument, "threshold 0 is not between 0 and 1")]
    [InlineData("$moons | Measure-Network $result -Beta 0", "BetaInvalid", ErrorCategory.InvalidArgument, "Beta is 0. Give a number above 0")]
    [InlineData("$moons | Measure-Network $result -Top 0", "TopInvalid", ErrorCategory.InvalidArgument, "Top is 0. Give 1 or more")]
    [InlineData("$moons | Measure-Network $result -Top 2", "TopTooLarge", ErrorCategory.InvalidArgument, "there are 2 classes: every prediction would be correct. Give 1 to 1.")]
    [InlineData("$moons | Get-NetworkPrediction $result -Threshold 1.5", "ThresholdInvalid", ErrorCategory.InvalidArgument, "threshold 1.5")]
    [InlineData("$moons | Measure-Network (Initialize-NetworkParameter -InputSize 3 -Seed 3)", "InputWidthMismatch", ErrorCategory.InvalidOperation, "takes 3 features, but the data has 2")]
    [InlineData("$houses | Measure-Network $result", "NetworkTaskMismatch", ErrorCategory.InvalidOperation, "task Binary, but the data is for Regression")]
    [InlineData("@{ X1 = 1; X2 = 2; k = 'a' }, @{ X1 = 3; X2 = 4; k = 'b' } | ConvertTo-NetworkDataset k | Measure-Network $result", "ClassUnknown", ErrorCategory.InvalidOperation, "'a', 'b'")]
    [InlineData("$moons | ConvertFrom-NetworkDataset | ConvertTo-NetworkDataset Label -Feature X2 | Measure-Network $result", "FeatureMissing", ErrorCategory.ObjectNotFound, "'X1'")]
    [InlineData("$two = 1..60 | ForEach-Object { @{ x = $_; a = 2.5 * $_; b = -$_ / 7; c = $_ } } | ConvertTo-NetworkDataset a, b -Feature x -Task Regression; $n = $two | Invoke-NetworkTraining -Standardize -Seed 1 -Epochs 2; 1..60 | ForEach-Object { @{ x = $_; a = 2.5 * $_; b = -$_ / 7; c = $_ } } | ConvertTo-NetworkDataset b, c -Feature x -Task Regression | Measure-Network $n", "TargetMismatch", ErrorCategory.InvalidOperation, "'b', 'c'")]
    public void Is_told_by_id(string script, string id, ErrorCategory category, string text) => Fails(Setup + script, id, category, text);

    [Fact]
    public void A_dataset_that_does_not_suit_does_not_keep_the_next_from_its_report()
    {
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun(Setup + "$houses, $moons | Measure-Network $result");
        Assert.Single(output);
        Assert.Equal("NetworkTaskMismatch", IdOf(Assert.Single(errors)));
    }

    private double[] Numbers(string script) => [.. Run(script).Select(value => (double)value.BaseObject)];

    private const string Hosts = """
        $rows = foreach ($i in 1..90) { [pscustomobject]@{ Load = $i; Host = ('a', 'b', 'c')[$i % 3]; Site = if ($i % 10) { 'north' } else { 'south' }; State = if ($i -gt 50) { 'hot' } else { 'fine' }; Heat = 2 * $i + 0.5 } }
        $r = $rows | Invoke-NetworkTraining -Target State -ExcludeFeature Heat -Epochs 300 -Seed 1

        """;

    [Theory]
    [InlineData("$rows")]
    [InlineData("($rows | Where-Object State -eq hot)")]
    [InlineData("($rows | Select-Object -Last 1)")]
    [InlineData("($rows | Where-Object { $_.State -eq 'fine' -and $_.Site -eq 'north' } | Select-Object State, Site, Host, Load)")]
    public void Rows_are_measured_as_they_are_even_of_one_class(string rows)
    {
        Run(Hosts + $"$test = {rows}; $r | Export-Network r.json; $test | Export-Csv test.csv");
        Assert.All(Run("""
            $a = $test | Measure-Network r.json -WarningVariable warnings
            $right = @($test | Get-NetworkPrediction $r | Where-Object { $_.Prediction -eq $_.State }).Count
            $a.Accuracy -eq $right / @($test).Count
            @($warnings).Count -eq 0
            foreach ($data in ($test | ConvertTo-NetworkDataset State -Schema $r), (Import-NetworkDataset test.csv State -Schema r.json), ($test | ConvertTo-NetworkDataset State -Schema ($rows | ConvertTo-NetworkDataset State))) {
                "$($data.ClassName)" -eq 'fine hot'
                ($data | Measure-Network $r).Accuracy -eq $a.Accuracy -and ($data | Measure-Network $r).LogLoss -eq $a.LogLoss
                @($data | Get-NetworkPrediction $r | Where-Object { $_.Prediction -eq $_.State }).Count -eq $right
            }
            @($test | Measure-NetworkFeature $r -Repeat 2 -Seed 1).Count -eq 3
            """), value => Assert.True((bool)value.BaseObject));
    }

    [Fact]
    public void Rows_of_a_regression_and_of_several_classes()
    {
        Assert.All(Run(Hosts + """
            $n = $rows | Invoke-NetworkTraining -Target Heat -Feature Load -Epochs 50 -Seed 1
            ($rows | Measure-Network $n).R2 -eq ($rows | ConvertTo-NetworkDataset Heat -Feature Load | Measure-Network $n).R2
            ($rows[0..4] | Measure-Network $n).SampleCount -eq 5
            ($rows | Measure-NetworkFeature $n -Seed 1 -Repeat 2).Name -eq 'Load'
            $m = $rows | Invoke-NetworkTraining -Target Host -Epochs 5 -Seed 1
            $one = $rows | Where-Object Host -eq b
            ($one | ConvertTo-NetworkDataset Host -Schema $m).Y.RowCount -eq 3
            ($one | Measure-Network $m).Class.Support[1] -eq 30
            """), value => Assert.True((bool)value.BaseObject));
    }

    [Theory]
    [InlineData("@{ Load = 1; Host = 'a'; Site = 'north' } | Measure-Network $r", "TargetMissing")]
    [InlineData("@{ Load = 1; Host = 'a'; State = 'hot' } | Measure-Network $r", "FeatureMissing")]
    [InlineData("@{ Load = 1; Host = 'a'; Site = 'north'; State = 'cold' } | Measure-Network $r", "ClassUnknown")]
    [InlineData("@{ Load = 'high'; Host = 'a'; Site = 'north'; State = 'hot' } | Measure-Network $r", "CellNotNumeric")]
    [InlineData("5 | Measure-Network $r", "RowInvalid")]
    [InlineData("$rows | ConvertTo-NetworkDataset State -Schema 5", "FeatureSourceInvalid")]
    [InlineData("$rows | ConvertTo-NetworkDataset State -Schema $r -Task Regression", "TaskMismatch")]
    [InlineData("$rows | ConvertTo-NetworkDataset Host -Schema $r", "ClassUnknown")]
    public void Rows_that_do_not_suit_the_network(string command, string id) => Fails(Hosts + command, id);

    [Fact]
    public void The_counts_of_a_confusion_matrix_are_rows_for_files() =>
        Assert.Equal(["a a 3 a b 1 b b 2", "a as a: 3", "3"], Lines("""
            $matrix = [PSNeuralNet.Evaluation.ConfusionMatrix]::Create([string[]] ('a', 'b'), [int[]] (0, 0, 0, 0, 1, 1), [int[]] (0, 0, 1, 0, 1, 1))
            "$($matrix.Entry | ForEach-Object { $_.Actual, $_.Predicted, $_.Count })"
            "$($matrix.Entry[0])"
            ($matrix | ConvertTo-Json | ConvertFrom-Json).Entry[0].Count
            """));
}
