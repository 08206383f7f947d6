namespace PSNeuralNet.Tests.Commands;

/// <summary>Tables with columns of every kind: training, prediction, unknown categories.</summary>
public class ColumnTests : CommandTest
{
    [Fact]
    public void Texts_that_differ_in_case_only_are_two_and_rows_and_datasets_agree_on_that()
    {
        Assert.Equal([true, true], Run("""
            $rows = 1..40 | ForEach-Object { [pscustomobject]@{ a = $_; Site = ('North', 'north')[$_ % 2]; y = ('p', 'q')[$_ % 2] } }
            $r = $rows | Invoke-NetworkTraining -Target y -Epochs 300 -Seed 1
            @($rows | Get-NetworkPrediction $r | Where-Object { $_.Prediction -ne $_.y }).Count -eq 0
            $new = 1..4 | ForEach-Object { [pscustomobject]@{ a = $_; Site = ('North', 'NORTH')[$_ % 2]; y = ('p', 'q')[$_ % 2] } }
            $one = ($new | Get-NetworkPrediction $r -WarningAction Ignore).Probability
            $two = ($new | ConvertTo-NetworkDataset y | Get-NetworkPrediction $r).Probability
            -not (0..3 | Where-Object { [Math]::Abs($one[$_] - $two[$_]) -gt 1e-12 })
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void An_enumeration_that_was_learned_as_a_number_is_one_at_prediction()
    {
        Assert.Equal(20, Get<int>("""
            $rows = foreach ($i in 1..20) { [pscustomobject]@{ Day = [System.DayOfWeek] ($i % 7); Free = $i % 7 -in 0, 6 } }
            $r = $rows | Invoke-NetworkTraining -Target Free -Numeric Day -Epochs 10 -Seed 1
            @($rows | Get-NetworkPrediction $r).Count
            """));
    }

    private const string Names = """
        $rows = foreach ($i in 1..4) { [pscustomobject]@{ id = $i; temp_max = 2 * $i; temp_min = $i % 3; 'a[1]' = $i; 'a[' = 3 * $i; a1 = -$i; 'b`' = $i; y = $i % 2 } }

        """;

    private const string Disks = """
        $rows = foreach ($i in 1..90) {
            [pscustomobject]@{ Disk = ('hdd', 'ssd', 'nvme')[$i % 3]; Since = [datetime]::new(2024, 1, 1).AddDays($i); Hours = if ($i % 8) { $i } else { 'NA' }; Site = 'north'
                               Failed = if ($i % 60 -gt 40 -or $i % 3 -eq 1) { 'yes' } else { 'no' } }
        }

        """;

    [Fact]
    public void Text_dates_and_holes_are_trained_on_and_predicted()
    {
        Assert.Equal(["Since Since (month, sine) Since (month, cosine) Since (day of month, sine) Since (day of month, cosine) Since (weekday, sine) Since (weekday, cosine) Disk=hdd Disk=nvme Disk=ssd Hours", true], Run(Disks + """
            $data = $rows | ConvertTo-NetworkDataset Failed -Feature Since, Disk, H* -WarningAction Ignore
            "$($data.FeatureName)"
            $r = $data | Invoke-NetworkTraining -Standardize -HiddenSize 16 -Optimizer Adam -LearningRate 0.02 -Epochs 1500 -Seed 1
            $r.Accuracy -gt 0.95
            """).Select(value => value.BaseObject));
        PSObject[] predictions = [.. Run("$rows | Get-NetworkPrediction $r")];
        Assert.Equal(["Disk", "Since", "Hours", "Site", "Failed", "Prediction", "Probability"], predictions[0].Properties.Select(property => property.Name));
        double[] ofDataset = [.. Run("$data | Get-NetworkPrediction $r | ForEach-Object Probability").Select(value => (double)value.BaseObject)];
        Assert.Equal(ofDataset, predictions.Select(row => (double)row.Properties["Probability"].Value));
        // A subset of rows as a separate table: some columns are constant, some categories are absent.
        double[] few = [.. Run("$rows | Where-Object Disk -eq hdd | ConvertTo-NetworkDataset Failed -WarningAction Ignore | Get-NetworkPrediction $r | ForEach-Object Probability").Select(value => (double)value.BaseObject)];
        Assert.Equal(predictions.Where(row => (string)row.Properties["Disk"].Value == "hdd").Select(row => (double)row.Properties["Probability"].Value), few);
    }

    [Fact]
    public void What_the_columns_became_is_told()
    {
        string output = Get<string>(Disks + "$rows | ConvertTo-NetworkDataset Failed -Verbose *>&1 | ForEach-Object { \"$_\" } | Out-String");
        Assert.Contains("The column 'Site' is left out: all cells are 'north'.", output, StringComparison.Ordinal);
        Assert.Contains("The task is Binary, inferred from the target: Disk, Since, Hours -> Failed (no, yes).", output, StringComparison.Ordinal);
        Assert.Contains("Disk: Category, 3 values, a feature for each.", output, StringComparison.Ordinal);
        Assert.Contains("Since: Date, as days since 1970-01-01, with month, day of month and weekday.", output, StringComparison.Ordinal);
        PSObject[] columns = [.. Run("$rows | ConvertTo-NetworkDataset Failed -WarningAction Ignore | Get-NetworkFeature")];
        Assert.Equal(["Disk Category MostFrequent", "Since Date Mean", "Hours Number Mean", "Site Category "], columns.Select(column => $"{column.Properties["Name"].Value} {column.Properties["Kind"].Value} {column.Properties["MissingValue"].Value}"));
        Assert.Equal(["Name", "Kind", "Feature", "Missing", "Mean", "Deviation"], Get<string>("$rows | ConvertTo-NetworkDataset Failed -WarningAction Ignore | Get-NetworkFeature | Format-Table | Out-String -Width 200").Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void Dates_of_never_are_missing_from_training_to_prediction_and_report()
    {
        Assert.Equal(
            [
                "The column 'accountExpires' has 30 times that stand for never, first in row 1: '12/31/9999 23:59:59'. They count as missing, and the feature 'accountExpires (never)' is 1 there.",
                "accountExpires, accountExpires (never)", "Indicator", "lastLogon", "Missing", "accountExpires, lastLogon, Age", "True", "0",
                "Row 1, column 'lastLogon': '01/01/1601 00:00:00' stands for never. The network was trained without such times: this and others in the column count as missing.", "True", "12/31/9999 23:59:59",
            ],
            Lines("""
                $users = foreach ($i in 0..89) {
                    [pscustomobject]@{ accountExpires = if ($i % 3) { [datetime]::new(2026, 1, 1).AddDays($i) } else { [datetime]::MaxValue }; lastLogon = [datetime]::new(2025, 1, 1).AddHours(5 * $i); Age = $i * 7 % 11; Risk = ('low', 'high')[[int] ($i % 3 -eq 0)] }
                }
                $data = $users | ConvertTo-NetworkDataset Risk -DatePart None 3>&1
                "$($data[0])"; $data = $data[-1]
                $r = $data | Invoke-NetworkTraining -Optimizer Adam -LearningRate 0.05 -Epochs 300 -Seed 1
                $columns = $r | Get-NetworkFeature
                $columns[0].Feature -join ', '; $columns[0].SentinelTime; $columns[1].Feature -join ', '; $columns[1].SentinelTime
                ($data | Measure-NetworkFeature $r -Seed 1 | Sort-Object { $columns.Name.IndexOf($_.Name) }).Name -join ', '
                $r.Accuracy -gt 0.99
                $r | Export-Network never.json; $r | Export-NetworkReport never.html; $r | Export-NetworkChart never.svg -Kind DecisionBoundary -Feature accountExpires, Age
                @($users | Get-NetworkPrediction never.json | Where-Object { $_.Prediction -ne $_.Risk }).Count
                $new = 1..3 | ForEach-Object { [pscustomobject]@{ accountExpires = '0001-01-01'; lastLogon = [datetime]::FromFileTimeUtc(0); Age = 3 } }
                $predictions = $new | Get-NetworkPrediction never.json 3>&1
                "$($predictions[0])"; $predictions[1].Prediction -eq 'high'
                [convert]::ToString(($data | ConvertFrom-NetworkDataset | Select-Object -First 1).accountExpires, [cultureinfo]::InvariantCulture)
                """));
    }

    [Fact]
    public void A_network_shows_what_it_learned_of_its_columns()
    {
        Assert.Equal([2.0, 2.0, 0.5, "a", true], Run("""
            $rows = @{ n = 1; c = 'a' ; y = 0 }, @{ n = 3; c = 'b'; y = 1 }, @{ n = $null; c = 'a'; y = 0 }, @{ n = 2; c = ''; y = 1 } | ForEach-Object { [pscustomobject] $_ }
            $r = $rows | ConvertTo-NetworkDataset y | Invoke-NetworkTraining -Standardize -Epochs 5 -Seed 1
            $n, $c = $r | Get-NetworkFeature | Sort-Object Name -Descending
            $n.FillValue; $n.Mean[0]; [Math]::Round($n.Deviation[0] * $n.Deviation[0], 12); $c.FillValue
            $r | Export-Network features.json
            $null -eq ($r.Parameter | Get-NetworkFeature | Where-Object LeftOut) -and ('features.json' | Get-NetworkFeature | Where-Object Name -eq n).FillValue -eq 2
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void A_text_that_training_did_not_have_is_warned_of_once_or_an_error()
    {
        Run(Disks + "$r = $rows | ConvertTo-NetworkDataset Failed -Feature Disk, Hours | Invoke-NetworkTraining -Standardize -Epochs 50 -Seed 1; $new = 'tape', 'ssd', 'tape', 'drum' | ForEach-Object { @{ Disk = $_; Hours = 3 } }");
        Assert.Equal(["3", "tape"], Run("""
            $predictions = $new | Get-NetworkPrediction $r -WarningVariable warnings -WarningAction SilentlyContinue
            "$(@($predictions).Count - 1)"; $warnings | ForEach-Object { ("$_" -split "'")[3] }
            """).Select(value => value.BaseObject));
        (Collection<PSObject> output, ErrorRecord[] errors) = TryRun("$new | Get-NetworkPrediction $r -UnknownCategory Error");
        Assert.Single(output);
        Assert.All(errors, error => Assert.StartsWith("CategoryUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(["tape", "tape", "drum"], errors.Select(error => error.TargetObject));
    }

    [Theory]
    [InlineData("Get-NetworkPrediction $r")]
    [InlineData("Measure-Network $r")]
    [InlineData("Measure-NetworkFeature $r -Repeat 2 -Seed 0")]
    [InlineData("Invoke-ForwardPropagation $single")]
    [InlineData("Test-NetworkGradient $single")]
    [InlineData("Invoke-NetworkTraining -Parameter $r -Epochs 1")]
    public void In_a_dataset_too(string command)
    {
        Run(Disks + """
            $r = $rows | ConvertTo-NetworkDataset Failed -Feature Disk, Hours | Invoke-NetworkTraining -Epochs 5 -Seed 1
            $single = $rows | ConvertTo-NetworkDataset Failed -Feature Disk, Hours | Invoke-NetworkTraining -EnsembleCount 1 -Epochs 5 -Seed 1
            $new = 'tape', 'ssd', 'tape', 'drum' | ForEach-Object { $i = 0 } { $i++; @{ Disk = $_; Hours = $i; Failed = ('no', 'yes')[$i % 2] } } | ConvertTo-NetworkDataset Failed
            """);
        Assert.Equal(["1 tape"], Lines($$"""
            $null = $new | {{command}} -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings -like 'Row*' | ForEach-Object { "$_" -replace "^Row (\d+), column 'Disk': '(\w+)' was not.*not reported[.]$", '$1 $2' }
            """));
        Assert.Equal("tape", Fails($"$new | {command} -UnknownCategory Error", "CategoryUnknown").TargetObject);
    }

    [Fact]
    public void In_the_samples_for_validation_too()
    {
        Run(Disks + """
            $known = $rows | ConvertTo-NetworkDataset Failed -Feature Disk, Hours
            $new = @{ Disk = 'ssd'; Hours = 1; Failed = 'no' }, @{ Disk = 'tape'; Hours = 2; Failed = 'yes' } | ConvertTo-NetworkDataset Failed
            $old = $known | Invoke-NetworkTraining -Epochs 1 -Seed 1
            """);
        foreach (string start in (string[])["-Seed 1", "-Network $old"])
        {
            Assert.Equal("In the validation data: Row 2, column 'Disk': 'tape' was not in the training data, so the network takes it for none of the values it knows; further unknown values of the column are not reported.", Get<string>($$"""
                $null = $known | Invoke-NetworkTraining {{start}} -Epochs 5 -ValidationDataset $new -WarningVariable warnings -WarningAction SilentlyContinue
                "$($warnings -notlike 'The network is no better than*')"
                """));
        }

        Assert.Equal("tape", Fails("$known | Invoke-NetworkTraining -Epochs 5 -ValidationDataset $new -UnknownCategory Error", "CategoryUnknown").TargetObject);
    }

    [Theory]
    [InlineData("-Feature TEMP*", "temp_max, temp_min")]
    [InlineData("-Feature *_m[gi]n, 'a[1]'", "temp_min, a[1]")]
    [InlineData("-ExcludeFeature i?, *min, x*", "temp_max, a[1], a[, a1, b`")]
    [InlineData("-Feature t* -ExcludeFeature temp_min", "temp_max")]
    [InlineData("-Feature 'a`[*'", "a[1], a[")]
    [InlineData("-Feature 'a[', 'a[0-9]'", "a[, a1")]
    [InlineData("-Feature 'a`[1]', 'b``'", "a[1], b`")]
    [InlineData("-ExcludeFeature 'a[', 'b`', [i-t]*", "a[1], a1")]
    [InlineData("-ExcludeFeature *A?B*C", "id, temp_max, temp_min, a[1], a[, a1, b`")]
    public void Patterns_are_those_of_PowerShell(string parameters, string expected) =>
        Assert.Equal(expected, Get<string>(Names + $"($rows | ConvertTo-NetworkDataset y {parameters}).FeatureName -join ', '"));

    [Theory]
    [InlineData("-Feature", "x[b-a]")]
    [InlineData("-ExcludeFeature", "x[b-a]")]
    [InlineData("-ExcludeFeature", "x[")]
    [InlineData("-ExcludeFeature", "[]")]
    [InlineData("-Categorical", "a[]b")]
    [InlineData("-Numeric", "[a-")]
    public void Text_that_is_no_valid_pattern_can_only_be_a_name(string parameter, string text)
    {
        foreach (string command in (string[])["$rows | ConvertTo-NetworkDataset y", "$rows | Invoke-NetworkTraining -Target y"])
        {
            Assert.StartsWith($"Column '{text}' not found.", Fails(Names + $"{command} {parameter} '{text}'", "FeatureMissing", ErrorCategory.ObjectNotFound).Exception.Message);
        }
    }

    [Fact]
    public void Profiles_and_networks_are_taken_by_path_pattern_and_item()
    {
        Assert.Equal(["X1 X2 Label (rows)", "X1 X2 Label (rows)", "X1 X2 Label (rows)", "X1 X2", "X1 X2", "True"], Lines("""
            $moons = New-MoonsDataset 30 -Seed 1
            $moons | ConvertFrom-NetworkDataset | Export-Csv moons.csv
            $moons | Invoke-NetworkTraining -Epochs 3 -Seed 1 | Export-Network moons.json
            "$((Get-NetworkFeature moons.csv -Target Label).Name)"; "$((Get-NetworkFeature moo*.csv).Name)"; "$((Get-Item moons.csv | Get-NetworkFeature -Target Label).Name)"
            "$((Get-NetworkFeature moons.json).Name)"; "$((Get-Item moons.json | Get-NetworkFeature).Name)"
            Set-Content notes.md x; "$((Get-Item notes.md | Get-NetworkFeature).Name -contains 'Length')"
            """));
        Fails("Get-NetworkFeature none.csv", "FileMissing", ErrorCategory.ObjectNotFound, "none.csv");
        Fails("Get-NetworkFeature no*.csv", "FileMissing", ErrorCategory.ObjectNotFound, "no*.csv");
        Fails("Set-Content ab.csv 'a,A,y', '1,2,0', '3,4,1'; Get-NetworkFeature ab.csv", "FeatureRepeated", ErrorCategory.InvalidArgument);
    }

    [Fact]
    public void The_first_argument_after_rows_is_the_target()
    {
        const string Twin = "$rows = foreach ($i in 1..40) { [pscustomobject]@{ twin = 3 * $i; y = 2 * $i } }; $rows | Export-Csv twin.csv; ";
        foreach (string command in (string[])["$rows | Get-NetworkFeature y", "$rows | Get-NetworkFeature -Target y", "Get-NetworkFeature twin.csv y", "'twin.csv' | Get-NetworkFeature y", "Get-NetworkFeature -InputObject $rows y", "Get-NetworkFeature $rows y"])
        {
            Assert.Equal(["it alone tells the target", "40"], Lines(Twin + $"$p = {command}; $p[0].Hint[-1]; $p[0].Count"));
        }

        Assert.Equal(["twin", "twin"], Lines(Twin + "$data = $rows | ConvertTo-NetworkDataset y -Task Regression; (Get-NetworkFeature $data).Name; ($data | Get-NetworkFeature).Name"));
        Fails(Twin + "$rows | Get-NetworkFeature twin.csv y", "FeatureSourceRepeated", ErrorCategory.InvalidArgument);
        Fails("Get-NetworkFeature", "FeatureSourceMissing", ErrorCategory.InvalidArgument);
    }

    [Theory]
    [InlineData("$rows | ConvertTo-NetworkDataset Failed -MaximumCategory 0", "MaximumCategoryInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("$rows | ConvertTo-NetworkDataset Failed -MissingValue Error", "CellIsNaN", ErrorCategory.InvalidData)]
    [InlineData("$rows | ConvertTo-NetworkDataset Failed -Feature Site", "FeatureNone", ErrorCategory.ObjectNotFound)]
    [InlineData("$rows | ConvertTo-NetworkDataset Failed -ExcludeFeature Nothing", "FeatureMissing", ErrorCategory.ObjectNotFound)]
    [InlineData("$rows | ConvertTo-NetworkDataset Hours -MissingTarget Error", "TargetIsEmpty", ErrorCategory.InvalidData)]
    [InlineData("$rows + @{ Disk = 'ssd'; Since = 'soon'; Hours = 1; Site = 'north'; Failed = 'no' } | ConvertTo-NetworkDataset Failed", "CellKindInvalid", ErrorCategory.InvalidData)]
    [InlineData("$data = $rows | ConvertTo-NetworkDataset Failed -Feature Hours; $p = $data | Initialize-NetworkParameter; $data | Invoke-ForwardPropagation $p", "MissingValueUnfilled", ErrorCategory.InvalidOperation)]
    [InlineData("5 | Get-NetworkFeature", "RowInvalid", ErrorCategory.InvalidType)]
    public void Problems_have_an_id(string command, string id, ErrorCategory category) => Fails(Disks + command, id, category);
}
