namespace PSNeuralNet.Tests.Commands;

/// <summary>Training a network further on new rows: target, columns and classes of the network, new categories, moved columns.</summary>
public class RetrainingTests : CommandTest
{
    public RetrainingTests() => Run("""
        $rows = foreach ($i in 1..60) { [pscustomobject]@{ Disk = ('hdd', 'ssd')[$i % 2]; Hours = 50 * $i; Failed = if ($i -gt 35) { 'yes' } else { 'no' } } }
        $old = $rows | Invoke-NetworkTraining Failed -Epochs 200 -Seed 1
        $old | Export-Network old.json
        $single = $rows | Invoke-NetworkTraining Failed -Preset Tutorial -Epochs 200 -Seed 1
        $single | Export-Network single.json
        $new = foreach ($i in 1..40) { [pscustomobject]@{ Failed = if ($i -gt 25) { 'yes' } else { 'no' }; Hours = 75 * $i; Disk = ('hdd', 'ssd')[$i % 2]; Other = $i } }
        """);

    [Theory]
    [InlineData("old.json")]
    [InlineData("$old")]
    [InlineData("$old.Network")]
    public void Rows_need_no_target(string network)
    {
        Assert.Equal(["Hours Disk=hdd Disk=ssd", "no yes", "True", "True"], Lines($$"""
            $r = $new | Invoke-NetworkTraining -Network {{network}} -Epochs 20 -Seed 1 -WarningVariable warnings
            "$($r.Parameter.FeatureName | Sort-Object { $_ -like 'Disk*' }, { $_ })"; "$($r.Network.ClassName)"; "$(@($warnings -notlike '*may be a leak*').Count -eq 0)"
            "$($r.LastCost -eq ($new | ConvertTo-NetworkDataset Failed -Feature Disk, Hours | Invoke-NetworkTraining -Network {{network}} -Epochs 20 -Seed 1).LastCost)"
            """));
    }

    [Fact]
    public void Rows_of_one_class_are_trained_on_and_a_new_class_is_an_error()
    {
        Assert.Equal(["no yes", "15"], Lines("""
            $r = $new | Where-Object Failed -eq yes | Invoke-NetworkTraining -Network old.json -Epochs 20 -Seed 1
            "$($r.Network.ClassName)"; $r.Dataset.SampleCount
            """));
        Fails("@{ Disk = 'hdd'; Hours = 100; Failed = 'maybe' } | Invoke-NetworkTraining -Network old.json -Epochs 2", "ClassUnknown", ErrorCategory.InvalidOperation, "train a new network");
        Fails("@() | Invoke-NetworkTraining -Network old.json -Epochs 2", "TableEmpty");
        Fails("@{ Disk = 'hdd'; Failed = 'no' } | Invoke-NetworkTraining -Network old.json -Epochs 2", "FeatureMissing");
    }

    [Fact]
    public void New_categories_are_learned()
    {
        Assert.Equal(
            [
                "The network learns 2 new categories: 'nvme', 'tape' of the column 'Disk'. Its first layer has 5 features now, 2 more than before.",
                "Disk=hdd Disk=nvme Disk=ssd Disk=tape Hours", "True", "yes", "no", "True", "5-5-1 tanh/sigmoid",
            ],
            Lines("""
                $more = $new + 1..30 | ForEach-Object { $i = 0 } { if ($_ -is [int]) { [pscustomobject]@{ Disk = ('tape', 'nvme')[$_ % 2]; Hours = 1500; Failed = ('no', 'yes')[$_ % 2] } } else { $_ } }
                $r = $more | Invoke-NetworkTraining -Network single.json -Epochs 3000 -LearningRate 0.5 -Seed 1 -WarningVariable warnings -WarningAction SilentlyContinue
                "$warnings"
                "$($r.Parameter.FeatureName)"
                "$($r.LastCost -eq ($more | Invoke-NetworkTraining -Network $single.Network -Epochs 3000 -LearningRate 0.5 -Seed 1 -WarningAction Ignore).LastCost)"
                ('nvme', 'tape' | ForEach-Object { @{ Disk = $_; Hours = 1500 } } | Get-NetworkPrediction $r).Prediction
                $r | Export-Network more.json
                "$($r.LastCost -gt ($more | Invoke-NetworkTraining -Network more.json -Epochs 20 -WarningAction Stop).LastCost - 1e-3)"
                "$((Import-Network more.json).Parameter)"
                """));
        Assert.Equal("tape", Fails("@{ Disk = 'tape'; Hours = 1; Failed = 'no' } | Invoke-NetworkTraining -Network $single -Epochs 2 -UnknownCategory Error", "CategoryUnknown").TargetObject);
    }

    [Fact]
    public void New_categories_are_learned_by_all_networks_of_the_defaults()
    {
        Assert.Equal(["1", "4", "Disk=hdd Disk=nvme Disk=ssd Disk=tape Hours", "yes", "no", "True"], Lines("""
            $more = $new + 1..30 | ForEach-Object { if ($_ -is [int]) { [pscustomobject]@{ Disk = ('tape', 'nvme')[$_ % 2]; Hours = 1500; Failed = ('no', 'yes')[$_ % 2] } } else { $_ } }
            $r = $more | Invoke-NetworkTraining -Network $old -Epochs 400 -Seed 1 -WarningVariable warnings -WarningAction SilentlyContinue
            @($warnings -like "The network learns 2 new categories: 'nvme', 'tape' of the column 'Disk'.*").Count
            $r.Member.Count; "$($r.Parameter.FeatureName)"
            ('nvme', 'tape' | ForEach-Object { @{ Disk = $_; Hours = 1500 } } | Get-NetworkPrediction $r).Prediction
            $r | Export-Network more.json
            -not (Compare-Object ($more | Get-NetworkPrediction more.json).Probability ($more | Get-NetworkPrediction $r).Probability -SyncWindow 0)
            """));
    }

    [Theory]
    [InlineData("-Preset Tutorial -Epochs 3000")]
    [InlineData("")]
    public void A_moved_column_is_warned_of_or_its_scaling_is_learned_anew(string settings)
    {
        Assert.Equal(["0.99", "True", "True", "True", "True", "0"], Lines($$"""
            $points = foreach ($i in 0..99) { [pscustomobject]@{ x = $i / 10; z = $i % 7; y = [Math]::Sin($i / 20) } }
            $sine = $points | Invoke-NetworkTraining y {{settings}} -Seed 1
            "{0:0.00}" -f [Math]::Min(0.99, ($points | Measure-Network $sine).R2)
            $moved = $points | Select-Object @{ Name = 'x'; Expression = { $_.x + 1000 } }, z, y
            $bad = $moved | Invoke-NetworkTraining -Network $sine -Epochs 200 -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
            $warnings = @($warnings -notlike 'The network is no better than*')
            "$($warnings.Count -eq 1 -and "$warnings" -like "The scaling that the network learned does not fit the new data: the mean of 'x' was 4.95 and is 1005, its standard deviation 2.887 and 2.887. Train with -Rescale*")"
            "$(($moved | Measure-Network $bad).R2 -lt 0.5)"
            $good = $moved | Invoke-NetworkTraining -Network $sine -Epochs 200 -Rescale -WarningVariable warnings2
            "$(($moved | Measure-Network $good).R2 -gt 0.99)"
            "$([Math]::Abs($good.Network.Scaling.FeatureMean[0] - 1004.95) -lt 1e-9)"
            $warnings2.Count
            """));
    }

    [Fact]
    public void Rows_to_validate_with_are_read_for_each_dataset()
    {
        Assert.Equal([true, 0], Run("""
            function New-Table($offset) { foreach ($i in 1..40) { [pscustomobject]@{ n = $i; c = ('a', 'b', 'c', 'd')[($i + $offset) % 3 + $offset]; y = $i % 2 } } }
            $valid = New-Table 1
            $first = New-Table 0 | ConvertTo-NetworkDataset y; $second = New-Table 1 | ConvertTo-NetworkDataset y
            $both = $first, $second | Invoke-NetworkTraining -ValidationDataset $valid -Epochs 30 -Seed 1 -WarningAction Ignore
            $alone = $second | Invoke-NetworkTraining -ValidationDataset $valid -Epochs 30 -Seed 1 -WarningVariable warnings
            $both[1].ValidationAccuracy -eq $alone.ValidationAccuracy -and $both[1].CostHistory[-1].ValidationCost -eq $alone.CostHistory[-1].ValidationCost -and $both[0].ValidationCost -ne $both[1].ValidationCost
            @($warnings | Where-Object { "$_" -like '*not in the training data*' }).Count
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Rows_with_missing_cells_are_told_in_retraining_and_measuring()
    {
        Assert.Equal(
            [
                "The column 'x' has missing cells, which are filled in as in the training: 30 of 60, with the mean.",
                "The column 'x' has missing cells, which are filled in as in the training: 60 of 60, with the mean.",
            ],
            Lines("""
            $rows = foreach ($i in 1..60) { [pscustomobject]@{ x = $i; z = $i % 7; y = ('no', 'yes')[$i -gt 30] } }
            $r = $rows | Invoke-NetworkTraining y -Epochs 20 -Seed 1
            $half = foreach ($row in $rows) { [pscustomobject]@{ x = if ($row.x % 2) { $row.x }; z = $row.z; y = $row.y } }
            $null = $half | Invoke-NetworkTraining -Network $r -Epochs 2 -WarningVariable first -WarningAction SilentlyContinue
            $null = $rows | Select-Object @{ Name = 'x'; Expression = { $null } }, z, y | Measure-Network $r -WarningVariable second -WarningAction SilentlyContinue
            @($first.Message) -like '*missing cells*'; @($second.Message) -like '*missing cells*'
            """));
    }

    [Fact]
    public void Parameters_that_cannot_change_the_columns_of_a_network_are_told()
    {
        Assert.Equal("-MissingValue and -MaximumCategory have no effect on columns that the network or the other dataset has: they are encoded as there.", Get<string>("""
            $rows = foreach ($i in 1..40) { [pscustomobject]@{ x = $i; y = ('no', 'yes')[$i % 2] } }
            $data = $rows | ConvertTo-NetworkDataset y
            $null = $rows | ConvertTo-NetworkDataset -Schema $data -MissingValue Median -MaximumCategory 3 -WarningVariable told -WarningAction SilentlyContinue
            "$told"
            """));
    }

    [Fact]
    public void A_single_row_has_no_scaling_to_learn() =>
        Fails("""
            $rows = foreach ($i in 1..40) { [pscustomobject]@{ x = $i; y = 100.5 * $i } }
            $r = $rows | Invoke-NetworkTraining y -Epochs 20 -Seed 1
            $rows[7] | Invoke-NetworkTraining -Network $r -Rescale -Epochs 5
            """, "RescaleWithoutVariation", ErrorCategory.InvalidData);
}
