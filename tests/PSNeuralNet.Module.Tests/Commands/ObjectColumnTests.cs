namespace PSNeuralNet.Tests.Commands;

/// <summary>Objects are not only data: properties that say where an object comes from are no columns.</summary>
public class ObjectColumnTests : CommandTest
{
    private const string Table = """
        $table = [System.Data.DataTable]::new('servers')
        'cpu:Double', 'disk:Int32', 'site:String', 'failed:Boolean' | ForEach-Object { $name, $type = $_ -split ':'; [void] $table.Columns.Add($name, [type] "System.$type") }
        foreach ($i in 1..40) { [void] $table.Rows.Add($(if ($i % 8) { $i / 2 } else { [DBNull]::Value }), $i, ('a', 'b', 'c')[$i % 3], ($i -gt 20)) }
        $plain = foreach ($i in 1..40) { [pscustomobject]@{ cpu = if ($i % 8) { $i / 2 } else { $null }; disk = $i; site = ('a', 'b', 'c')[$i % 3]; failed = $i -gt 20 } }
        function Same($a, $b) { [System.Linq.Enumerable]::SequenceEqual([long[]] ($a.X.AsColumnMajorArray() | ForEach-Object { [BitConverter]::DoubleToInt64Bits($_) }), [long[]] ($b.X.AsColumnMajorArray() | ForEach-Object { [BitConverter]::DoubleToInt64Bits($_) })) }

        """;

    [Theory]
    [InlineData("$table.Rows")]
    [InlineData("$table")]
    [InlineData("$table.DefaultView")]
    public void The_cells_of_a_data_row_are_the_columns_of_its_table(string rows)
    {
        Assert.Equal(["The column 'cpu' has missing cells, which are filled in: 5 of 40, with the mean. -MissingValue chooses how.", "cpu disk site=a site=b site=c", "Mean", "True", "True"], Lines(Table + $$"""
            $data = {{rows}} | ConvertTo-NetworkDataset failed -WarningVariable warnings
            "$warnings"
            "$($data.FeatureName)"
            "$(($data | Get-NetworkFeature)[0].MissingValue)"
            Same $data ($plain | ConvertTo-NetworkDataset failed)
            $result = {{rows}} | Invoke-NetworkTraining -Target failed -Epochs 3 -Seed 1 -WarningVariable warnings
            $result.LastCost -eq ($plain | Invoke-NetworkTraining -Target failed -Epochs 3 -Seed 1).LastCost
            """));
    }

    [Fact]
    public void Predictions_pass_data_rows_through()
    {
        Assert.Equal(["cpu disk site failed", "True", "DBNull", "True"], Lines(Table + """
            $result = $table.Rows | Invoke-NetworkTraining -Target failed -Epochs 3 -Seed 1
            $predicted = $table.Rows | Get-NetworkPrediction $result -WarningVariable warnings
            "$($predicted[0].psobject.Properties.Name[0..3])"
            "$($predicted.Probability)" -eq "$(($plain | Get-NetworkPrediction $result).Probability)"
            $predicted[7].cpu.GetType().Name
            $predicted[0].psobject.Properties.Name.Contains('RowState') -and -not "$warnings"
            """));
    }

    [Fact]
    public void A_column_may_be_called_as_a_property_of_data_rows()
    {
        Assert.Equal(["Table cpu", "rowstate"], Lines("""
            $table = [System.Data.DataTable]::new()
            'Table', 'cpu', 'y' | ForEach-Object { [void] $table.Columns.Add($_, [int]) }
            foreach ($i in 1..20) { [void] $table.Rows.Add($i, $i % 7, $i % 2) }
            "$(($table.Rows | ConvertTo-NetworkDataset y).FeatureName)"
            $rows = foreach ($i in 1..20) { [pscustomobject]@{ rowstate = $i; y = $i % 2 } }
            "$(($rows | ConvertTo-NetworkDataset y).FeatureName)"
            """));
    }

    [Fact]
    public void Data_rows_of_other_tables_and_with_added_properties_are_read_each_by_its_own_columns()
    {
        Assert.Equal(["1 2 3 4 5 x 6", "True", "4 Unchanged"], Lines("""
            $first, $second = 1..2 | ForEach-Object { , [System.Data.DataTable]::new("t$_") }
            'a', 'b' | ForEach-Object { [void] $first.Columns.Add($_, [object]) }
            'b', 'c', 'a' | ForEach-Object { [void] $second.Columns.Add($_, [object]) }
            [void] $first.Rows.Add(1, 10); [void] $first.Rows.Add(2, 20); [void] $second.Rows.Add(30, 0, 3); [void] $second.Rows.Add(40, 0, 4)
            $first.AcceptChanges(); $second.AcceptChanges()
            $n = @{ a = 1; y = 0 }, @{ a = 5; y = 1 } | ConvertTo-NetworkDataset y a | Invoke-NetworkTraining -Epochs 1 -Seed 1
            $added = $first.Rows[0] | Add-Member Note x -PassThru
            $rows = @($first.Rows) + @($second.Rows) + @([pscustomobject]@{ a = 5 }) + $added
            $out = $rows | Get-NetworkPrediction $n
            "$($out[0..4].a) $($out[5].Note) $(@($out[3].psobject.Properties.Name).IndexOf('ItemArray'))"
            -not (Compare-Object $out.Probability ($rows | ForEach-Object { [pscustomobject]@{ a = $_.a } | Get-NetworkPrediction $n }).Probability)
            [void] $first.Columns.Add('d', [int])
            $again = $first.Rows | Get-NetworkPrediction $n
            "$(@($again[1].psobject.Properties.Name).IndexOf('RowState')) $($again[1].RowState)"
            """));
    }

    private const string Remote = """
        $rows = foreach ($i in 1..30) {
            [pscustomobject][ordered]@{ Load = $i % 13; Disk = $i * 7 % 11; State = ('ok', 'bad')[$i % 2]; PSComputerName = "srv$($i % 3)"; RunspaceId = [guid]::NewGuid(); PSShowComputerName = $true }
        }

        """;

    [Fact]
    public void Rows_of_remote_sessions_and_jobs_are_used_without_their_origin()
    {
        Assert.Equal(["Load Disk", "0", "", "Load Disk State PSComputerName RunspaceId PSShowComputerName Prediction Probability", ""], Lines(Remote + """
            $data = $rows | ConvertTo-NetworkDataset State -WarningVariable warnings
            "$($data.FeatureName)"
            @(($data | Get-NetworkFeature) | Where-Object LeftOut).Count
            "$warnings"
            $result = $rows | Invoke-NetworkTraining -Target State -Seed 1 -WarningVariable warnings
            "$(($rows | Get-NetworkPrediction $result)[0].psobject.Properties.Name)"
            "$($warnings -notlike 'The network is no better than*')"
            """));
    }

    [Fact]
    public void Profiles_are_without_them_too()
    {
        Assert.Equal(["Load Disk State", "Load Disk State", "cpu disk site failed"], Lines(Remote + Table + """
            "$(($rows | Get-NetworkFeature | Where-Object Name -ne '(rows)').Name)"
            $rows | Export-Csv remote.csv
            "$((Get-NetworkFeature remote.csv | Where-Object Name -ne '(rows)').Name)"
            "$(($table.Rows | Get-NetworkFeature | Where-Object Name -ne '(rows)').Name)"
            """));
    }

    [Fact]
    public void They_are_used_if_named_but_not_by_a_pattern()
    {
        Assert.Equal(["Load PSComputerName=srv0 PSComputerName=srv1 PSComputerName=srv2", "Load", "srv0 srv1 srv2", "Load Disk PSComputerName=srv0 PSComputerName=srv1 PSComputerName=srv2", "Load Disk"], Lines(Remote + """
            "$(($rows | ConvertTo-NetworkDataset State -Feature Load, pscomputername).FeatureName)"
            "$(($rows | ConvertTo-NetworkDataset State -Feature Load, PS*).FeatureName)"
            "$(($rows | ConvertTo-NetworkDataset PSComputerName -Feature Load).ClassName)"
            "$(($rows | ConvertTo-NetworkDataset State -Categorical PSComputerName).FeatureName)"
            "$(($rows | ConvertTo-NetworkDataset State -ExcludeFeature RunspaceId).FeatureName)"
            """));
    }

    [Fact]
    public void Files_of_such_rows_are_read_likewise()
    {
        Assert.Equal(["Load Disk ", "Load PSComputerName=srv0 PSComputerName=srv1 PSComputerName=srv2"], Lines(Remote + """
            $rows | Export-Csv remote.csv
            "$((Import-NetworkDataset remote.csv State -WarningVariable warnings).FeatureName) $warnings"
            "$((Import-NetworkDataset remote.csv State -Feature Load, PSComputerName).FeatureName)"
            """));
    }

    [Fact]
    public void Files_are_used_without_the_properties_of_their_provider()
    {
        Assert.Equal(["Length,Big", "False", "PSPath"], Lines("""
            foreach ($i in 1..12) { Set-Content "f$i.txt" ('x' * $i * $i) }
            $files = Get-ChildItem f*.txt | Add-Member Big -MemberType ScriptProperty { $this.Length -gt 40 } -PassThru
            $result = $files | Invoke-NetworkTraining -Target Big -Feature Length, Ps* -Epochs 3 -Seed 1
            "$($result.Network.FeatureName),$($result.Network.TargetName)"
            $null = $files | Invoke-NetworkTraining -Target Big -Epochs 3 -Seed 1 -ExcludeFeature Directory -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" -match 'PS(Path|ParentPath|ChildName|Drive|Provider|IsContainer)'
            ($files | Get-NetworkPrediction $result)[0].psobject.Properties.Name -eq 'PSPath'
            """));
    }

    [Fact]
    public void Names_of_columns_are_completed_without_them()
    {
        Run(Remote + Table + "$r = $rows; $t = $table.Rows");
        Run("$global:r = $r; $global:t = @($t)");
        Assert.Equal(["Load", "Disk", "State"], Complete("$r | ConvertTo-NetworkDataset -Target "));
        Assert.Equal(["cpu", "disk", "site", "failed"], Complete("$t | ConvertTo-NetworkDataset -Target "));
    }
}
