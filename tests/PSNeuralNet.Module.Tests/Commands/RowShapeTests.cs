namespace PSNeuralNet.Tests.Commands;

/// <summary>
/// Rows of different kinds in one pipeline: predictions keep the properties that the engine shows, also on the fast paths for rows like
/// the previous one.
/// </summary>
public class RowShapeTests : CommandTest
{
    private const string Network = """
        $network = 1..20 | ForEach-Object { [pscustomobject]@{ X = $_; Y = $_ % 3; Label = ('a', 'b')[$_ % 2] } } | Invoke-NetworkTraining -Target Label -Epochs 2 -Seed 1

        # The row as the engine shows it, read after the prediction, because reading changes a row internally.
        function Show($row, [string[]] $without) {
            $columns = foreach ($property in $row.psobject.Properties) {
                if ($property.Name -notin $without) { $value = try { $property.Value } catch { $null }; "$($property.Name)=$value" }
            }
            $columns -join ' '
        }

        function Compare($rows) {
            $results = @($rows | Get-NetworkPrediction $network -WarningAction SilentlyContinue)
            for ($i = 0; $i -lt $rows.Count; $i++) {
                $before = Show $rows[$i]; $after = Show $results[$i] Prediction, Probability
                if ($before -cne $after) { "row ${i}: '$before' became '$after'" }
                $alone = $rows[$i] | Get-NetworkPrediction $network
                if ($alone.Probability -ne $results[$i].Probability) { "row ${i}: $($alone.Probability) alone, $($results[$i].Probability) here" }
            }
            "$($results.Count) rows"
        }

        """;

    [Fact]
    public void The_engine_shows_what_short_ways_need()
    {
        // If an engine update renames the members that InstanceMembers and RowBuilder use, rows take several times as long.
        Assert.Equal(["True", "True", "True"], Lines("""
            $assembly = [PSNeuralNet.Commands.GetNetworkPredictionCommand].Assembly
            $assembly.GetType('PSNeuralNet.Commands.InstanceMembers').GetProperty('IsSupported').GetValue($null)
            $assembly.GetType('PSNeuralNet.Commands.RowBuilder').GetProperty('IsSupported').GetValue($null)
            $assembly.GetType('PSNeuralNet.Commands.SharedTypeNames').GetProperty('IsSupported').GetValue($null)
            """));
    }

    [Fact]
    public void Type_names_of_a_row_can_be_changed_without_those_of_the_others()
    {
        const string Plain = "PSNeuralNet.ClassPrediction System.Management.Automation.PSCustomObject System.Object";
        Assert.Equal(["Own " + Plain, Plain, "Own " + Plain, Plain], Lines(Network + """
            $rows = 1, 3, 5, 7 | ForEach-Object { [pscustomobject]@{ X = $_; Y = 1 } } | Get-NetworkPrediction $network
            $rows[0].psobject.TypeNames.Insert(0, 'Own'); $rows[2].psobject.TypeNames.Insert(0, 'Own')
            $rows | ForEach-Object { "$($_.psobject.TypeNames)" }
            """));
    }

    [Fact]
    public void Every_row_of_the_output_is_an_object_as_any_other()
    {
        // The first one is built through the public API, later ones through internal members.
        const string Expected = "X Y Prediction Probability | True True True True | 99 b | X y Prediction Note | True | System.Management.Automation.PSCustomObject";
        Assert.Equal([Expected, Expected, Expected], Lines(Network + """
            $rows = 1, 3, 5 | ForEach-Object { [pscustomobject]@{ X = $_; Y = 1 } } | Get-NetworkPrediction $network
            foreach ($row in $rows) {
                $copy = $row.psobject.Copy()
                $names = "$($row.psobject.Properties.Name)"
                $kinds = foreach ($property in $row.psobject.Properties) { $property -is [psnoteproperty] -and $property.IsSettable -and $property.IsInstance }
                $row.x = 99; $row.Prediction = 'b'
                $row.psobject.Properties.Remove('PROBABILITY')
                $row.psobject.Properties.Add([psnoteproperty]::new('Note', 'c'))
                $row.psobject.Properties.Add([psnoteproperty]::new('y', 2))
                $isApart = $copy.X -lt 6 -and $copy.Probability -gt 0 -and $null -eq $copy.Note
                "$names | $kinds | $($row.X) $($row.Prediction) | $($row.psobject.Properties.Name) | $isApart | $($row.GetType().FullName)"
            }
            """));
    }

    [Fact]
    public void A_property_of_a_row_comes_before_one_of_the_type_table()
    {
        // Scripts look into the type table first, unless an instance property of this name is registered in the engine. Hashtables register
        // none.
        File.WriteAllText(Path.Combine(Folder, "Shade.psd1"), "@{ ModuleVersion = '1.0'; TypesToProcess = 'Shade.ps1xml' }");
        File.WriteAllText(Path.Combine(Folder, "Shade.ps1xml"), """
            <Types><Type><Name>System.Management.Automation.PSCustomObject</Name><Members>
              <ScriptProperty><Name>Shade</Name><GetScriptBlock>'of the type'</GetScriptBlock></ScriptProperty>
            </Members></Type></Types>
            """);
        Assert.Equal(["of the type", "1 2 3 4 5"], Lines(Network + """
            Import-Module ./Shade.psd1
            $read = [scriptblock]::Create('param($object) $object.Shade')
            & $read ([pscustomobject]@{ Other = 1 })
            $rows = 1..5 | ForEach-Object { [ordered]@{ X = $_; Y = 1; Shade = $_ } } | Get-NetworkPrediction $network
            "$(foreach ($row in $rows) { & $read $row })"
            """));
    }

    [Fact]
    public void Columns_of_a_dataset_give_way_wherever_they_stand()
    {
        Assert.Equal(["X=10 Z=5 Prediction Probability", "X=20 Z=7 Prediction Probability"], Lines("""
            $data = 1..4 | ForEach-Object { [pscustomobject]@{ Probability = $_; X = 10 * $_; Prediction = ('a', 'b')[$_ % 2]; Z = 3 + 2 * $_ } } | ConvertTo-NetworkDataset -Target Prediction
            $network = $data | Invoke-NetworkTraining -EpochCount 2 -Seed 1
            foreach ($row in @($data | Get-NetworkPrediction $network -WarningAction SilentlyContinue)[0, 1]) {
                "$(foreach ($property in $row.psobject.Properties) { if ($property.Name -in 'Prediction', 'Probability') { $property.Name } else { "$($property.Name)=$($property.Value)" } })"
            }
            """));
    }

    [Fact]
    public void Objects_with_properties_of_their_own_come_through_whole()
    {
        Assert.Equal("30 rows", Get<string>(Network + """
            $rows = foreach ($i in 1..3) {
                $scripted = [pscustomobject]@{ X = $i; Y = 1 }
                $scripted.psobject.Properties.Add([psscriptproperty]::new('Sum', { $this.X + $this.Y }))
                $more = [pscustomobject]@{ X = $i; Y = 1 }
                $more.psobject.Properties.Add([psnoteproperty]::new('Later', $i))
                $alias = [pscustomobject]@{ Y = 2; Z = $i }
                $alias.psobject.Properties.Add([psaliasproperty]::new('X', 'Z'))
                $other = [pscustomobject]@{ X = $i; Y = 1 }
                $other.psobject.TypeNames.Insert(0, 'Other')
                $stored = [psobject]::new()
                $variable = [psvariable]::new('X', $i)
                $stored.psobject.Properties.Add([psvariableproperty]::new($variable)); $stored.psobject.Properties.Add([psnoteproperty]::new('Y', 4))
                [pscustomobject]@{ X = $i; Y = 1 }; [pscustomobject]@{ X = $i; Y = 2 }; $scripted; [pscustomobject]@{ X = $i; Y = 3 }; $more
                $other; $alias; [pscustomobject]@{ Y = $i; X = 7 }; $stored; [pscustomobject]@{ x = $i; y = 7 }
            }
            Compare $rows
            """));
    }

    [Fact]
    public void Properties_of_the_type_table_come_through()
    {
        File.WriteAllText(Path.Combine(Folder, "Doubled.psd1"), "@{ ModuleVersion = '1.0'; TypesToProcess = 'Doubled.ps1xml' }");
        File.WriteAllText(Path.Combine(Folder, "Doubled.ps1xml"), """
            <Types><Type><Name>Doubled</Name><Members>
              <ScriptProperty><Name>Double</Name><GetScriptBlock>2 * $this.X</GetScriptBlock></ScriptProperty>
            </Members></Type></Types>
            """);
        Assert.Equal(["6 rows", "2 4"], Lines(Network + """
            Import-Module ./Doubled.psd1
            $rows = foreach ($i in 1..2) { [pscustomobject]@{ X = $i; Y = 1 }; [pscustomobject]@{ PSTypeName = 'Doubled'; X = $i; Y = 1 }; [pscustomobject]@{ X = $i; Y = 2 } }
            Compare $rows
            "$(($rows | Get-NetworkPrediction $network).Double | Where-Object { $_ })"
            """));
    }

    [Fact]
    public void Objects_of_net_types_come_through_whole()
    {
        Assert.Equal("18 rows", Get<string>(Network + """
            class Spot { [double] $X; [int] $Y; hidden [int] $Secret = 3; [string] $Name = 'n' }
            class Place : Spot { [string] $Town = 'Bonn' }
            $rows = foreach ($i in 1..2) {
                $tagged = [Spot]@{ X = $i; Y = 6 }
                $tagged.psobject.Properties.Add([psnoteproperty]::new('Tag', 't'))
                [Spot]@{ X = $i; Y = 1 }; [Spot]@{ X = $i; Y = 2 }; [Place]@{ X = $i; Y = 3 }; $tagged; [Spot]@{ X = $i; Y = 4 }
                [System.Numerics.Vector2]::new($i, 2); [System.Numerics.Vector2]::new($i, 3)
                [System.Drawing.Point]::new($i, 2); [System.Drawing.Point]::new($i, 3)
            }
            Compare $rows
            """));
    }

    [Fact]
    public void The_same_objects_a_second_time()
    {
        Assert.Equal(["6 rows", "6 rows"], Lines(Network + """
            class Spot { [double] $X; [int] $Y }
            $rows = @([pscustomobject]@{ X = 1; Y = 1 }, [pscustomobject]@{ X = 2; Y = 1 }, [pscustomobject]@{ X = 3; Y = 1 }, [Spot]@{ X = 1; Y = 1 }, [Spot]@{ X = 2; Y = 1 }, [Spot]@{ X = 3; Y = 1 })
            Compare $rows; Compare $rows
            """));
    }

    [Fact]
    public void A_getter_that_throws_leaves_an_empty_cell()
    {
        Assert.Equal(["3", "", "8 16 32"], Lines("""
            $network = 1..20 | ForEach-Object { [pscustomobject]@{ Capacity = $_; Label = ('a', 'b')[$_ % 2] } } | Invoke-NetworkTraining -Target Label -Epochs 2 -Seed 1
            $results = 8, 16, 32 | ForEach-Object { [System.IO.MemoryStream]::new([int] $_) } | Get-NetworkPrediction $network
            $results.Count; "$($results.ReadTimeout)".Trim(); "$($results.Capacity)"
            """));
    }

    [Fact]
    public void Rows_from_another_process_have_all_of_their_properties()
    {
        Assert.Equal("8 rows", Get<string>(Network + """
            class Spot { [double] $X; [int] $Y; [string] $Name = 'n' }
            $rows = foreach ($i in 1..2) { [Spot]@{ X = $i; Y = 3 }; [pscustomobject]@{ X = $i; Y = 1 }; [pscustomobject]@{ X = $i; Y = 2 }; [Spot]@{ X = $i; Y = 4 } }
            Compare ([System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($rows)))
            """));
    }

    [Fact]
    public void A_row_is_not_changed()
    {
        Assert.Equal("X Y Note|0", Get<string>(Network + """
            $rows = 1..3 | ForEach-Object { [pscustomobject]@{ X = $_; Y = 1; Note = 'n' } }
            $first = @($rows | Get-NetworkPrediction $network)[1]
            $first.Note = 'changed'; $first.X = 99
            "$($rows[1].psobject.Properties.Name)|$(@($rows | Where-Object { $_.Note -ne 'n' -or $_.X -gt 3 }).Count)"
            """));
    }

    [Fact]
    public void An_empty_hashtable_is_a_bad_row_and_no_more()
    {
        Assert.Equal(["FeatureMissing", "2 3"], Lines(Network + """
            $results = @{}, @{ X = 2; Y = 1 }, @{ X = 3; Y = 1 } | Get-NetworkPrediction $network -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId -replace ',.*'; "$($results.X)"
            """));
    }

    [Fact]
    public void A_row_with_an_empty_key_does_not_keep_others_from_being_read()
    {
        Assert.Equal(["ColumnNameMissing", "2 3"], Lines(Network + """
            $results = @{ X = 2; Y = 1 }, @{ '' = 0; X = 1; Y = 1 }, @{ X = 3; Y = 1 } | Get-NetworkPrediction $network -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId -replace ',.*'; "$($results.X)"
            """));
    }

    [Theory]
    [InlineData("x=1 Y=2 X=9", "X=9")]
    [InlineData("X=9 Y=2 x=1", "x=1")]
    [InlineData("x=9 y=2", "x=9")]
    public void Of_keys_that_differ_in_case_alone_the_very_name_is_meant(string keys, string kept)
    {
        // As from ConvertFrom-Json -AsHashtable. An object cannot have both: the output keeps the later one.
        Assert.Equal(["True", kept], Lines(Network + $$"""
            $row = [System.Collections.Specialized.OrderedDictionary]::new()
            foreach ($pair in -split '{{keys}}') { $name, $value = $pair -split '='; $row.Add($name, $value) }
            $result = $row | Get-NetworkPrediction $network
            "$($result.Probability -eq (@{ X = 9; Y = 2 } | Get-NetworkPrediction $network).Probability)"
            "$($result.psobject.Properties['X'].Name)=$($result.X)"
            """));
    }

    [Fact]
    public void Columns_are_found_in_any_order_and_case()
    {
        Assert.Equal(["True", "True", "True"], Lines(Network + """
            $expected = ([pscustomobject]@{ X = 3; Y = 2 } | Get-NetworkPrediction $network).Probability
            $rows = [pscustomobject]@{ X = 3; Y = 2 }, [pscustomobject]@{ Y = 2; A = 7; X = 3 }, [pscustomobject]@{ y = 2; A = 7; x = 3 }
            $rows | Get-NetworkPrediction $network | ForEach-Object { "$($_.Probability -eq $expected)" }
            """));
    }

    [Fact]
    public void An_alias_of_nothing_is_an_empty_cell()
    {
        Assert.Equal(["1 2|", "Row 1, column 'Y' cannot be read: The member \"Nothing\" is not present."], Lines(Network + """
            $rows = foreach ($i in 1..2) { $row = [pscustomobject]@{ X = $i }; foreach ($name in 'Y', 'Z') { $row.psobject.Properties.Add([psaliasproperty]::new($name, 'Nothing')) }; $row }
            $results = $rows | Get-NetworkPrediction $network -WarningVariable warned -WarningAction SilentlyContinue
            "$($results.X)|$($results[0].Z)"; "$warned" -replace '(?<=present\.).*'
            """));
    }

    [Fact]
    public void A_property_is_asked_once_even_where_it_fails()
    {
        Assert.Equal(["3", "3"], Lines(Network + $$"""
            $rows = 1..3 | ForEach-Object { [{{typeof(Unreliable).FullName}}]::new() }
            $null = $rows | Get-NetworkPrediction $network -WarningAction SilentlyContinue
            [{{typeof(Unreliable).FullName}}]::Asked
            $asked = [int[]]::new(1)
            $rows = 1..3 | ForEach-Object { $row = [pscustomobject]@{ X = 1 }; $row.psobject.Properties.Add([psscriptproperty]::new('Y', { $asked[0]++; throw 'no' }.GetNewClosure())); $row }
            $null = $rows | Get-NetworkPrediction $network -WarningAction SilentlyContinue
            $asked[0]
            """));
    }

    /// <summary>An object with a getter that throws.</summary>
    public sealed class Unreliable
    {
        private static int _asked;

        public static int Asked => _asked;

        public double X { get; } = 1;

        public double Y => Interlocked.Increment(ref _asked) > 0 ? throw new InvalidOperationException("no Y") : X;
    }
}
