namespace PSNeuralNet.Tests.Commands;

/// <summary>Measure-NetworkFeature -Method PartialDependence, and samples of rows.</summary>
public class FeatureMeasureTests : CommandTest
{
    public FeatureMeasureTests() => Run("""
        $rows = foreach ($i in 1..120) { [pscustomobject]@{ Heat = $i % 17; Color = ('red', 'green', 'blue')[$i % 3]; Day = ([datetime] '2024-02-01').AddDays($i); Text = "word$($i % 5) and word$($i % 7)"; Fails = if ($i % 17 + $i % 3 -gt 9) { 'yes' } else { 'no' } } }
        $data = $rows | ConvertTo-NetworkDataset -Target Fails -Text Text
        $r = $data | Invoke-NetworkTraining -Epochs 60 -EnsembleCount 1 -Seed 1
        """);

    [Fact]
    public void Partial_dependence_is_an_object_a_value()
    {
        Assert.Equal(
        [
            "Color blue Category yes 120", "Color green Category yes 120", "Color red Category yes 120", "17 Double", "DateTime 100", "3 Output,Prediction,Value",
        ], Lines("""
            $all = $rows | Measure-NetworkFeature $r -Method PartialDependence -WarningVariable w -WarningAction Ignore
            $all | Where-Object Name -eq Color | ForEach-Object { "$($_.Name) $($_.Value) $($_.Kind) $($_.Output) $($_.SampleCount)" }
            $heat = $all | Where-Object Name -eq Heat; "$($heat.Count) $($heat[0].Value.GetType().Name)"
            $day = $all | Where-Object Name -eq Day; "$($day[0].Value.GetType().Name) $($day.Count)"
            $csv = $all | Where-Object Name -eq Color | Select-Object Value, Output, Prediction | ConvertTo-Csv | ConvertFrom-Csv; "$($csv.Count) $(($csv[0].psobject.Properties.Name | Sort-Object) -join ',')"
            """));
        Assert.Equal("There is no partial dependence on 'Text': free text, or columns without a cell.", Assert.Single(Lines("$w")));
        Assert.Equal("True", Assert.Single(Lines("""
            $same = $rows | ForEach-Object { $one = $_.psobject.Copy(); $one.Color = 'green'; $one } | Get-NetworkPrediction $r
            $mean = ($same | ForEach-Object { $_.Prediction -eq 'yes' ? $_.Probability : 1 - $_.Probability } | Measure-Object -Average).Average
            [math]::Abs($mean - ($all | Where-Object Value -eq green).Prediction) -lt 1e-12
            """)));
    }

    [Fact]
    public void Two_columns_single_rows_and_classes_are_asked_for()
    {
        Assert.Equal(["12", "Color=blue, Heat=0: no", "5", "2", "100 0"], Lines("""
            $two = $rows | Measure-NetworkFeature $r -Method PartialDependence -Feature Color -With Heat -GridResolution 4 -Percentile 0, 1 -Class no -MaximumSample 100 -Seed 1
            $two.Count
            "$($two[0])" -replace ' [\d.]+$'
            $own = $rows | Measure-NetworkFeature $r -Method PartialDependence -Feature Heat -IndividualCount 5 -Seed 1
            @($own.Sample | Where-Object { $_ } | Select-Object -Unique).Count
            @(($own | Where-Object { -not $_.Sample } | Select-Object -First 2).Prediction).Count
            "$($two[0].SampleCount) $(@(Compare-Object $two.Prediction ($rows | Measure-NetworkFeature $r -Method PartialDependence -Feature Color -With Heat -GridResolution 4 -Percentile 0, 1 -Class no -MaximumSample 100 -Seed 1).Prediction).Count)"
            """));
    }

    [Fact]
    public void A_sample_of_rows_is_told()
    {
        string[] told = Lines("""
            ($rows | Measure-NetworkFeature $r -MaximumSample 50 -Seed 2 -Repeat 1 -Verbose 4>&1) | ForEach-Object { "$($_.Message ?? $_.SampleCount)" }
            ($rows | Measure-NetworkFeature $r -Method PartialDependence -Feature Color -MaximumSample 50 -Seed 2 -Verbose 4>&1) | ForEach-Object { "$($_.Message ?? $_.SampleCount)" }
            """);
        Assert.Equal(2, told.Count(text => text == "50 of 120 rows are measured, selected at random. -MaximumSample sets how many."));
        Assert.Equal(4 + 3, told.Count(text => text == "50"));
    }

    [Fact]
    public void Parameters_of_the_other_method_are_warned_of()
    {
        Assert.Equal(
            ["-With has no effect: it applies to -Method PartialDependence.", "-Repeat has no effect: it applies to -Method Permutation."],
            Lines("""
                $rows | Measure-NetworkFeature $r -With Heat -Seed 1 -WarningVariable w -WarningAction Ignore | Out-Null; "$w"
                $rows | Measure-NetworkFeature $r -Method PartialDependence -Feature Heat -Repeat 3 -WarningVariable w -WarningAction Ignore | Out-Null; "$w"
                """));
    }

    [Fact]
    public void The_view_has_the_value_and_the_second_column()
    {
        string[] shown = Shown("$rows | Measure-NetworkFeature $r -Method PartialDependence -Feature Heat -With Day -GridResolution 2 -Percentile 0, 1 | Select-Object -First 1").Split('\n');
        Assert.Equal(["Name", "Value", "With", "Output", "Prediction", "Sample"], shown[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches(@"^Heat +0 Day=2024-02-02 +yes +0\.\d{4}$", shown[2]);
    }

    [Fact]
    public void Names_are_completed()
    {
        Assert.Equal(["Heat"], Complete("$rows | Measure-NetworkFeature $r -Feature He").Order());
        Assert.Equal(["Color", "Day", "Heat"], Complete("$rows | Measure-NetworkFeature $r -With ").Order());
        Assert.Equal(["no", "yes"], Complete("$rows | Measure-NetworkFeature $r -Class ").Order());
    }

    [Fact]
    public void Errors_have_names()
    {
        const string Measure = "$rows | Measure-NetworkFeature $r -Method PartialDependence";
        Fails($"{Measure} -Feature Hat", "FeatureMissing", ErrorCategory.ObjectNotFound, "'Hat'");
        Fails($"{Measure} -Feature Text", "DependenceFeatureInvalid", ErrorCategory.InvalidArgument, "Text: Text");
        Fails($"{Measure} -Feature Heat -With heat", "DependenceFeatureRepeated", ErrorCategory.InvalidArgument);
        Fails($"{Measure} -Class maybe", "ClassUnknown", text: "'maybe'");
        Fails($"{Measure} -GridResolution 1", "GridResolutionInvalid", ErrorCategory.InvalidArgument);
        Fails($"{Measure} -Percentile 0.9, 0.1", "PercentileInvalid", ErrorCategory.InvalidArgument);
        Fails($"{Measure} -IndividualCount -1", "IndividualCountInvalid", ErrorCategory.InvalidArgument);
        Fails($"{Measure} -MaximumSample 0", "SampleMaximumInvalid", ErrorCategory.InvalidArgument);
        Fails("$rows | ForEach-Object { $one = $_.psobject.Copy(); $one.Heat = $null; $one } | Measure-NetworkFeature $r -Method PartialDependence -Feature Heat", "DependenceFeatureEmpty", ErrorCategory.InvalidData);
        Fails("$d = New-RegressionDataset -Seed 1; $d | Measure-NetworkFeature ($d | Invoke-NetworkTraining -Epochs 2 -Seed 1) -Method PartialDependence -Class a", "DependenceClassOfNumbers", ErrorCategory.InvalidOperation);
    }
}
