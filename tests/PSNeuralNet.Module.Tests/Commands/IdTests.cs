namespace PSNeuralNet.Tests.Commands;

/// <summary>Columns of -Id: no features, stored with a dataset, and back with its predictions.</summary>
public class IdTests : CommandTest
{
    public IdTests() => Run("""
        $rows = foreach ($i in 1..40) { [pscustomobject]@{ Id = "host-$i"; Load = $i % 10; Owner = ('ann', 'bob', '')[$i % 3]; IdNumber = '{0:000}' -f $i; State = if ($i % 10 -gt 4) { 'hot' } else { 'fine' } } }
        $rows | Export-Csv hosts.csv
        $file = [System.IO.File]::Create("$pwd/hosts.csv.gz")
        $gzip = [System.IO.Compression.GZipStream]::new($file, [System.IO.Compression.CompressionLevel]::Fastest)
        $gzip.Write([System.IO.File]::ReadAllBytes("$pwd/hosts.csv")); $gzip.Dispose(); $file.Dispose()
        """);

    public static TheoryData<string> Sources { get; } =
    [
        "$rows | ConvertTo-NetworkDataset State -Id Id*, Owner",
        "Import-Csv hosts.csv | ConvertTo-NetworkDataset State -Id Id*, Owner",
        "Import-NetworkDataset hosts.csv State -Id Id*, Owner",
        "Import-NetworkDataset hosts.csv State -Id Id, IdNumber, owner",
        "Import-NetworkDataset hosts.csv.gz State -Id Id*, Owner",
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Ids_are_stored_and_come_back(string source)
    {
        Assert.Equal(["Load", "Id, IdNumber, Owner", "40", "host-1 bob 001 1 fine", "Id, IdNumber, Load, Owner, Prediction, Probability, State", "host-40 040 fine"], Lines($$"""
            $data = {{source}}
            "$($data.FeatureName)"; ($data.Id.Name | Sort-Object) -join ', '; $data.Id[0].Count
            $first = $data | ConvertFrom-NetworkDataset | Select-Object -First 1
            "$($first.Id) $($first.Owner) $($first.IdNumber) $($first.Load) $($first.State)"
            $r = $data | Invoke-NetworkTraining -Epochs 500 -Seed 1
            $predictions = $data | Get-NetworkPrediction $r
            ($predictions[0].psobject.Properties.Name | Sort-Object) -join ', '
            "$($predictions[39].Id) $($predictions[39].IdNumber) $($predictions[39].Prediction)"
            """));
    }

    [Fact]
    public void Ids_go_through_a_split_and_are_unknown_to_the_network()
    {
        Assert.Equal(["32 8", "True", "Load", "True", "True"], Lines("""
            $split = $rows | Split-NetworkDataset .2 -Target State -Id Id -ExcludeFeature IdNumber, Owner -Seed 1
            "$($split.Train.Id[0].Count) $($split.Test.Id[0].Count)"
            $state = @{}; $rows | ForEach-Object { $state[$_.Id] = $_ }
            "$(-not ($split.Test | ConvertFrom-NetworkDataset | Where-Object { $state[$_.Id].Load -ne $_.Load -or $state[$_.Id].State -ne $_.State }))"
            $r = $rows | Invoke-NetworkTraining State -Id Id, IdNumber -ExcludeFeature Owner -Epochs 5 -Seed 1
            "$($r.Parameter.FeatureName)"
            "$($r.LastCost -eq ($rows | Invoke-NetworkTraining State -Feature Load -Epochs 5 -Seed 1).LastCost)"
            $r | Export-Network id.json; "$((Get-Content -Raw id.json) -notlike '*host-*')"
            """));
    }

    [Fact]
    public void Id_columns_are_there_and_no_features()
    {
        Fails("$rows | ConvertTo-NetworkDataset State -Id Key", "FeatureMissing", ErrorCategory.ObjectNotFound, "'Key'");
        Fails("Import-NetworkDataset hosts.csv State -Id Key*", "FeatureMissing", ErrorCategory.ObjectNotFound, "'Key*'");
        Fails("$rows | ConvertTo-NetworkDataset State -Feature Load, Id -Id Id", "FeatureRepeated");
        Fails("$rows | ConvertTo-NetworkDataset State -Id State", "FeatureRepeated");
    }
}
