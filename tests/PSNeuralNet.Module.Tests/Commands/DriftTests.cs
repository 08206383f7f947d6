namespace PSNeuralNet.Tests.Commands;

/// <summary>Comparison of new rows with those of a training: Test-NetworkDrift.</summary>
public class DriftTests : CommandTest
{
    public DriftTests() => Run("""
        function New-Row([int] $Count, [double] $Shift = 0, [string[]] $Kind = ('hdd', 'ssd'), [int] $Seed = 1) {
            $random = [System.Random]::new($Seed)
            foreach ($i in 1..$Count) {
                $heat = 30 + 20 * $random.NextDouble()
                [pscustomobject]@{ Heat = $heat + $Shift; Kind = $Kind[$random.Next($Kind.Count)]; Age = if ($random.NextDouble() -lt 0.05) { $null } else { $random.Next(2000) }; State = if ($heat + 5 * $random.NextDouble() -gt 43) { 'failed' } else { 'ok' } }
            }
        }

        $result = New-Row 300 | Invoke-NetworkTraining State -Seed 1 -WarningAction Ignore
        $result | Export-Network heat.json
        """);

    [Fact]
    public void Rows_of_the_same_kind_have_not_drifted() =>
        Assert.Equal(["Heat Kind Age Prediction", "Number Category Number Number", "False False False False", "False", "300 287"], Lines("""
            $found = New-Row 200 -Seed 2 | Test-NetworkDrift -Network heat.json
            "$($found.Column)"; "$($found.Kind)"; "$($found.Drift)"
            New-Row 200 -Seed 2 | Test-NetworkDrift heat.json -Quiet
            "$($found[0].CountThen) $($result.Parameter.Metadata.Data.Column[2].Count)"
            """));

    [Theory]
    [InlineData("1..5 | Test-NetworkDrift heat.json -Quiet")]
    [InlineData("New-MoonsDataset | Test-NetworkDrift heat.json -Quiet")]
    public void Quiet_gives_no_answer_where_nothing_was_compared(string command) =>
        Assert.Equal(["none DriftSampleNone"], Lines($$"""
            $answer = 'none'
            try { $answer = {{command}} -ErrorAction SilentlyContinue } catch { $last = $_ }
            "$answer $($last.FullyQualifiedErrorId -replace ',.*')"
            """));

    [Fact]
    public void Lists_are_text_in_a_file() =>
        Assert.Equal(["nvme (70)", "True", "True"], Lines("""
            New-Row 200 -Kind hdd, ssd, nvme -Seed 3 | Test-NetworkDrift heat.json -WarningAction Ignore | Export-Csv drift.csv
            (Import-Csv drift.csv)[1].NewCategory -replace '\d+', '70'
            New-Row 50 -Seed 3 | Measure-NetworkFeature heat.json -Seed 1 | Export-Csv importance.csv
            (Import-Csv importance.csv)[0].Value -match '^-?[\d.E-]+; '
            New-Row 50 -Seed 3 | Measure-Network heat.json | Export-Csv report.csv
            (Import-Csv report.csv).Class -like '*; *' -and (Import-Csv report.csv).Reliability -like '*samples*'
            """));

    [Fact]
    public void Drift_is_told_by_column_with_the_change()
    {
        Assert.Equal(["Heat Kind Prediction", "values|values, new categories|values, Accuracy, LogLoss, Brier", "nvme", "True", "True"], Lines("""
            $found = New-Row 200 -Shift 12 -Kind hdd, ssd, nvme -Seed 3 | Test-NetworkDrift $result -WarningAction Ignore
            "$(($found | Where-Object Drift).Column)"; ($found | Where-Object Drift).Reason -join '|'
            "$($found[1].NewCategory.Category)"
            $found[0].OutOfRange -gt 0.4 -and $found[0].MedianNow -gt $found[0].MedianThen + 8
            New-Row 200 -Shift 12 -Seed 3 | Test-NetworkDrift $result -Quiet
            """));
    }

    [Theory]
    [InlineData("New-Row 200 -Seed 4 | Test-NetworkDrift $result")]
    [InlineData("New-Row 200 -Seed 4 | ConvertTo-NetworkDataset State | Test-NetworkDrift $result.Network")]
    [InlineData("New-Row 200 -Seed 4 | ConvertTo-NetworkDataset -Schema $result | Test-NetworkDrift $result.Parameter")]
    [InlineData("Test-NetworkDrift -InputObject (New-Row 200 -Seed 4) -Network heat.json")]
    public void Rows_and_datasets_give_the_same(string command) =>
        Assert.Equal(Lines("New-Row 200 -Seed 4 | Test-NetworkDrift heat.json | ForEach-Object { \"$_ $($_.PValue) $($_.MissingNow) $($_.Metric)\" }"), Lines(command + " | ForEach-Object { \"$_ $($_.PValue) $($_.MissingNow) $($_.Metric)\" }"));

    [Fact]
    public void Rows_without_labels_have_no_metrics()
    {
        Assert.Equal(["4", "0", "Accuracy LogLoss Brier RocAuc", "True"], Lines("""
            $without = New-Row 50 -Seed 5 | Select-Object Heat, Kind, Age | Test-NetworkDrift $result
            $without.Count; $without[3].Metric.Count
            $with = New-Row 50 -Seed 5 | Test-NetworkDrift $result
            "$($with[3].Metric.Metric)"
            $with[3].Metric[0].Then -eq $result.OutOfFold.Report.Accuracy -and $with[3].Metric[0].Now -eq (New-Row 50 -Seed 5 | Measure-Network $result).Accuracy
            """));
    }

    [Fact]
    public void Targets_of_a_regression_have_a_row_each()
    {
        Assert.Equal(["X Prediction(A) Prediction(B)", "R2 RootMeanSquaredError MeanAbsoluteError", "Prediction", "-1 0"], Lines("""
            $rows = foreach ($i in 1..80) { [pscustomobject]@{ X = $i * 7 % 80; A = $i * 7 % 80 + $i % 3; B = -($i * 7 % 80) } }
            $two = $rows | Invoke-NetworkTraining A, B -Seed 1 -WarningAction Ignore
            $found = $rows | Test-NetworkDrift $two
            "$($found.Column)"; "$($found[1].Metric.Metric)"
            "$(($rows | Test-NetworkDrift ($rows | Invoke-NetworkTraining A -Feature X -Preset Tutorial -EpochCount 5 -Seed 1 -WarningAction Ignore)).Column[1])"
            $tutorial = $rows | Test-NetworkDrift ($rows | Invoke-NetworkTraining A -Feature X -Preset Tutorial -EpochCount 5 -Seed 1 -WarningAction Ignore)
            "$(if ($null -eq $tutorial[1].Metric[0].Then) { -1 }) $($tutorial[1].Metric[0].CountThen)"
            """));
    }

    [Fact]
    public void The_table_fits_80_columns()
    {
        string[] lines = Normalized(string.Concat(Lines("New-Row 200 -Shift 12 -Kind hdd, ssd, nvme -Seed 3 | Test-NetworkDrift heat.json | Out-String -Width 80"))).Split('\n');
        Assert.Equal(6, lines.Length);
        Assert.Matches(@"^Column +Kind +Psi AdjustedP Drift Change$", lines[0]);
        Assert.Matches(@"^Heat +Number +\d\.\d{4} +<0\.0001 True  median [\d.]+ -> [\d.]+", lines[2]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Fails("New-Row 5 | Test-NetworkDrift $result -Confidence 1", "ConfidenceInvalid", ErrorCategory.InvalidArgument);
        Fails("New-Row 5 | Test-NetworkDrift $result -PsiThreshold -1", "PsiThresholdInvalid", ErrorCategory.InvalidArgument);
        Fails("@() | Test-NetworkDrift $result", "DriftSampleNone", ErrorCategory.InvalidData);
        Fails("[pscustomobject]@{ Heat = 1; Kind = 'hdd' } | Test-NetworkDrift $result", "FeatureMissing", text: "Age");
        Fails("""
            $file = Get-Content -Raw heat.json | ConvertFrom-Json -AsHashtable
            $file.metadata.Remove('data'); $file.Remove('sha256')
            $file | ConvertTo-Json -Depth 20 | Set-Content old.json
            New-Row 5 | Test-NetworkDrift old.json
            """, "DataSummaryMissing", ErrorCategory.InvalidOperation, "Invoke-NetworkTraining");
    }

    [Fact]
    public void A_cell_that_cannot_be_read_is_an_error_and_the_other_rows_count()
    {
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun("$rows = New-Row 20; $rows[3].Heat = 'warm'; ($rows | Test-NetworkDrift $result)[0].CountNow");
        Assert.Equal("CellNotNumeric", IdOf(Assert.Single(errors)));
        Assert.Equal(19.0, Assert.Single(output).BaseObject);
    }

    [Fact]
    public void Unknown_labels_are_warned_of() =>
        Assert.Equal(["2 labels are not in the metrics, since the network does not know them; the first is 'broken'."], Lines(
            "$rows = New-Row 20; $rows[3].State = 'broken'; $rows[7].State = 'burnt'; $null = $rows | Test-NetworkDrift $result -WarningVariable warning -WarningAction SilentlyContinue; $warning"));
}
