namespace PSNeuralNet.Tests.Commands;

/// <summary>Objects in PowerShell: properties, matrices, rows.</summary>
public class ObjectTests : PowerShellTest
{
    [Fact]
    public void Matrices_are_properties_for_any_number_of_layers()
    {
        Assert.Equal(["W1", "b1", "W2", "b2", "W3", "b3"], Run("""
            $p = Initialize-NetworkParameter -InputSize 2 -HiddenSize 4,3 -Seed 0
            $p.psobject.Properties.Name | Where-Object { $_ -match '^[Wb]\d$' }
            """).Select(name => name.BaseObject));
        Assert.Equal([31, 0L, "W1"], Run("$p.ParameterCount; $p.Seed; ($p | Get-Member -MemberType Property | Where-Object Name -eq W1).Name").Select(value => value.BaseObject));
        Assert.Equal([3, 4, 3, 1], Run("$p.W2.RowCount; $p.W2.ColumnCount; $p.B2.RowCount; $p['b2'].ColumnCount").Select(value => value.BaseObject));
        Assert.True(Get<bool>("$null -eq $p.W4"));
    }

    [Fact]
    public void Caches_and_gradients_have_their_matrices_too()
    {
        Run("$moons = New-MoonsDataset -Seed 0; $cache = $moons | Invoke-ForwardPropagation ($moons | Initialize-NetworkParameter -Seed 3)");
        Assert.Equal("5 x 500, 5 x 500, 1 x 500, 1 x 500", Get<string>("(($cache.Z1, $cache.A1, $cache.Z2, $cache.A2) | ForEach-Object { \"$($_.RowCount) x $($_.ColumnCount)\" }) -join ', '"));
        Assert.Equal(-0.16393601811717023, Get<double>("($cache | Invoke-BackPropagation).db2[0,0]"), 1e-12);
    }

    [Fact]
    public void Matrices_can_be_calculated_with()
    {
        Assert.Equal([5, 500, 2.19193751191443, true], Run("""
            $moons = New-MoonsDataset -Seed 0
            $p = $moons | Initialize-NetworkParameter -Seed 3
            $z = $p.W1 * $moons.X
            $z.RowCount; $z.ColumnCount
            [Math]::Round($p.W1.L2Norm(), 14)
            $p.W1.Transpose().Transpose().Equals($p.W1)
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void A_matrix_cannot_be_replaced_but_its_values_can_be_changed()
    {
        Assert.Contains("W1 cannot be replaced", Fail("$p = Initialize-NetworkParameter -InputSize 1 -Seed 0; $p.W1 = 3").ToString(), StringComparison.Ordinal);
        Assert.Equal(7.5, Get<double>("$p.W1[0,0] = 7.5; $p.W1[0,0]"));
    }

    [Fact]
    public void A_dataset_is_one_object()
    {
        PSObject moons = Assert.Single(Run("New-MoonsDataset -SampleCount 10 -Seed 0"));
        Assert.Equal((10, 2, "Label", 0L), ((int)moons.Properties["SampleCount"].Value, (int)moons.Properties["FeatureCount"].Value, ((IEnumerable<string>)moons.Properties["TargetName"].Value).Single(), (long)moons.Properties["Seed"].Value));
        Assert.Equal("X1 X2/0 1", Get<string>("$m = New-MoonsDataset; \"$($m.FeatureName)/$($m.ClassName)\""));
    }

    [Fact]
    public void Samples_are_rows_with_features_and_label()
    {
        var rows = Run("New-MoonsDataset -SampleCount 4 -Noise 0 -NoShuffle | ConvertFrom-NetworkDataset");
        Assert.Equal(["X1", "X2", "Label"], rows[0].Properties.Select(property => property.Name));
        Assert.Equal([0, 0, 1, 1], rows.Select(row => row.Properties["Label"].Value));
        Assert.Equal([1.0, -1.0, 0.0, 2.0], rows.Select(row => row.Properties["X1"].Value));
    }

    [Fact]
    public void Rows_and_datasets_go_round()
    {
        Assert.Equal([true, true, "Label"], Run("""
            $moons = New-MoonsDataset -Seed 2
            $again = $moons | ConvertFrom-NetworkDataset | ConvertTo-NetworkDataset -Target Label
            $again.X.Equals($moons.X); $again.Y.Equals($moons.Y); $again.TargetName
            """).Select(value => value.BaseObject));
        Run("$moons | ConvertFrom-NetworkDataset | Export-Csv moons.csv");
        Assert.True(Get<bool>("(Import-Csv moons.csv | ConvertTo-NetworkDataset Label).X.Equals($moons.X)"));
    }

    [Fact]
    public void Rows_may_be_hashtables_and_objects_of_any_kind()
    {
        Assert.Equal("a", Get<string>("""
            (1..6 | ForEach-Object { @{ a = $_; kind = "k$($_ % 2)" } } | ConvertTo-NetworkDataset -Target kind).FeatureName[0]
            """));
        Assert.Equal(["Length"], Run("""
            ('a' * 3), ('b' * 40) | ForEach-Object { [System.Text.StringBuilder]::new($_) } | ConvertTo-NetworkDataset -Target Capacity -Feature Length | ForEach-Object FeatureName
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Text_labels_come_back_as_the_same_text()
    {
        Run("""
            $rows = foreach ($i in 1..40) { [pscustomobject]@{ size = $i; kind = if ($i -gt 20) { 'dog' } else { 'cat' } } }
            $r = $rows | ConvertTo-NetworkDataset -Target kind | Invoke-NetworkTraining -Seed 1 -Epochs 3000
            """);
        Assert.Equal(["cat", "dog"], Run("[pscustomobject]@{ size = 2 }, [pscustomobject]@{ size = 39 } | Get-NetworkPrediction $r | ForEach-Object Prediction").Select(value => value.BaseObject));
        Assert.Equal("cat", Get<string>("(@{ size = '2' } | Get-NetworkPrediction -Network $r.Parameter).Prediction"));
    }

    [Fact]
    public void Predictions_keep_all_columns_in_order_and_do_not_touch_the_row()
    {
        Run("$r = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Seed 3");
        PSObject prediction = Assert.Single(Run("""
            $row = [pscustomobject][ordered]@{ Name = 'first'; x2 = '0.1'; Other = $null; X1 = 1.5; Prediction = 'old' }
            $row | Get-NetworkPrediction -Network $r -WarningVariable warned -WarningAction SilentlyContinue
            """));
        Assert.Equal(["Name", "x2", "Other", "X1", "Prediction", "Probability"], prediction.Properties.Select(property => property.Name));
        Assert.Equal(["first", "0.1", null, 1.5, 1], prediction.Properties.Take(5).Select(property => property.Value));
        Assert.InRange((double)prediction.Properties["Probability"].Value, 0.9, 0.91);
        Assert.Contains("the column Prediction", Get<string>("\"$warned\""), StringComparison.Ordinal);
        Assert.Equal("old", Get<string>("$row.Prediction"));
        Assert.Equal(5, Get<int>("@($row.psobject.Properties).Count"));
    }

    [Fact]
    public void Predictions_hand_on_what_is_in_a_row_as_it_is()
    {
        Assert.Equal([7, "noted"], Run("""
            $p = Initialize-NetworkParameter -InputSize 1 -Seed 0
            $text = 'abc' | ForEach-Object { $_.psobject.Properties.Add([psnoteproperty]::new('Note', 'noted')); $_ }
            $row = [pscustomobject]@{ X1 = 1; Meta = [pscustomobject]@{ a = 7 }; Text = $text } | Get-NetworkPrediction $p
            $row.Meta.a
            $row.Text.Note
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Probability_is_that_of_the_predicted_class()
    {
        var rows = Run("""
            $moons = New-MoonsDataset -Seed 0
            $r = $moons | Invoke-NetworkTraining -Seed 3
            $a = ($moons | Invoke-ForwardPropagation $r).A2
            $i = 0
            foreach ($row in $moons | Get-NetworkPrediction $r) {
                $p = $a[0, $i++]
                [Math]::Abs($row.Probability - $(if ($p -gt 0.5) { $p } else { 1 - $p })) -lt 1e-12
                $row.Prediction -eq [int]($p -gt 0.5)
            }
            """);
        Assert.Equal(1000, rows.Count);
        Assert.All(rows, row => Assert.Equal(true, row.BaseObject));
    }

    [Fact]
    public void Predictions_stream()
    {
        Assert.Equal(["made 1", "predicted", "made 2", "predicted"], Run("""
            $p = Initialize-NetworkParameter -InputSize 1 -Seed 0
            $seen = [System.Collections.Generic.List[string]]::new()
            1..2 | ForEach-Object { $seen.Add("made $_"); @{ X1 = $_ } } | Get-NetworkPrediction $p | ForEach-Object { $seen.Add('predicted') }
            $seen
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Training_and_the_steps_find_features_by_name_too()
    {
        Assert.Equal([true, true], Run("""
            $rows = New-MoonsDataset -Seed 0 | ConvertFrom-NetworkDataset
            $straight = $rows | ConvertTo-NetworkDataset Label
            $turned = $rows | ConvertTo-NetworkDataset Label -Feature X2, X1
            $r = $straight | Invoke-NetworkTraining -Preset Tutorial -Seed 3 -Epochs 300
            ($turned | Invoke-ForwardPropagation $r | Measure-NetworkCost) -eq ($straight | Invoke-ForwardPropagation $r | Measure-NetworkCost)
            ($turned | Invoke-NetworkTraining -Parameter $r -Preset Tutorial -Epochs 1).FirstCost -eq ($straight | Invoke-ForwardPropagation $r | Measure-NetworkCost)
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Parameters_without_names_take_those_of_the_data()
    {
        Assert.Equal(["a", "size"], Run("""
            $data = @{ size = 1; k = 'a' }, @{ size = 2; k = 'b' } | ConvertTo-NetworkDataset k
            $r = $data | Invoke-NetworkTraining -Parameter (Initialize-NetworkParameter -InputSize 1 -Seed 1) -Preset Tutorial -Epochs 500
            (@{ size = 1 } | Get-NetworkPrediction $r).Prediction
            $r.Parameter.FeatureName
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Features_of_a_dataset_are_found_by_name()
    {
        Assert.Equal([true, true], Run("""
            $rows = New-MoonsDataset -Seed 0 | ConvertFrom-NetworkDataset
            $r = $rows | ConvertTo-NetworkDataset Label | Invoke-NetworkTraining -Seed 3 -Epochs 300
            $straight = $rows | ConvertTo-NetworkDataset Label | Get-NetworkPrediction $r
            $turned = $rows | ConvertTo-NetworkDataset Label -Feature X2, X1 | Get-NetworkPrediction $r
            ($straight.Probability -join ' ') -eq ($turned.Probability -join ' ')
            ($turned[0].psobject.Properties.Name -join ' ') -eq 'X2 X1 Label Prediction Probability'
            """).Select(value => value.BaseObject));
    }
}
