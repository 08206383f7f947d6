namespace PSNeuralNet.Tests.Commands;

/// <summary>-CategoryEncoding and -MaximumCategory, from rows to predictions, files and splits.</summary>
public class CategoryEncodingTests : CommandTest
{
    public CategoryEncodingTests()
    {
        Run("""
            $rows = 0..299 | ForEach-Object { [pscustomobject]@{ Host = "host$($_ * 7 % 60)"; Load = $_ * 13 % 17; Failed = ('no', 'yes')[[int] (($_ * 7 % 60) % 3 -eq 0)] } }
            """);
    }

    [Fact]
    public void A_column_of_many_texts_is_one_feature_of_statistics()
    {
        Assert.Equal(["Host, Load", "True", "True", "True", "True", "host7", "6", "True"], Lines("""
            $rows | Export-Csv hosts.csv
            $r = $rows | Invoke-NetworkTraining -Target Failed -CategoryEncoding Target -Optimizer Adam -LearningRate 0.02 -Epochs 300 -ValidationFraction 0.2 -Seed 1
            ($r | Get-NetworkFeature).Feature -join ', '
            $r.ValidationAccuracy -gt 0.9
            $r | Export-Network n.json
            $p = $rows | Get-NetworkPrediction $r
            -not (Compare-Object $p.Probability ($rows | Get-NetworkPrediction n.json).Probability)
            $data = $rows | ConvertTo-NetworkDataset Failed -CategoryEncoding Target
            -not (Compare-Object $p.Probability ($data | Get-NetworkPrediction $r).Probability)
            $file = Import-NetworkDataset hosts.csv -Target Failed -CategoryEncoding Target
            -not (Compare-Object $file.X.Row(0) $data.X.Row(0))
            ($data | ConvertFrom-NetworkDataset)[1].Host
            (Get-Content n.json -Raw | ConvertFrom-Json).formatVersion
            $new = [pscustomobject]@{ Host = 'new'; Load = 3 } | Get-NetworkPrediction $r -WarningVariable w -WarningAction SilentlyContinue
            "$w" -like "Row 1, column 'Host': 'new' was not in the training data*"
            """));
    }

    [Fact]
    public void Rare_values_share_a_feature_from_training_to_prediction()
    {
        Assert.Equal(["62", "Host (other)", "True", "", "True", "(other)"], Lines("""
            $many = $rows + (0..39 | ForEach-Object { [pscustomobject]@{ Host = "rare$_"; Load = $_ % 17; Failed = 'no' } })
            $data = $many | ConvertTo-NetworkDataset Failed -MaximumCategory 60 -WarningVariable w -WarningAction SilentlyContinue
            $data.FeatureCount; $data.FeatureName[60]
            "$w" -like "The column 'Host' has more different values than -MaximumCategory*40 of 100*"
            $r = $data | Invoke-NetworkTraining -Epochs 50 -Seed 1
            $r | Export-Network n.json
            $unseen = 'rare3', 'unseen' | ForEach-Object { [pscustomobject]@{ Host = $_; Load = 3 } }
            $p = $unseen | Get-NetworkPrediction n.json -UnknownCategory Error -WarningVariable w
            "$w"
            $p[0].Probability -eq $p[1].Probability
            ($data | ConvertFrom-NetworkDataset)[-1].Host
            """));
    }
}
