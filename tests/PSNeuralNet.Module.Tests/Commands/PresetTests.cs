namespace PSNeuralNet.Tests.Commands;

/// <summary>Invoke-NetworkTraining -Preset: the standardization of tables with categories.</summary>
public class PresetTests : CommandTest
{
    public PresetTests()
    {
        Run("""
            $rows = 1..24 | ForEach-Object { [pscustomobject]@{ Kind = ('a', 'b', 'c')[$_ % 3]; Size = $_ * 7 % 11; Y = ('no', 'yes')[$_ * 5 % 7 % 2] } }
            $set = @{ Target = 'Y'; Optimizer = 'Adam'; Epochs = 20; Seed = 4 }
            """);
    }

    [Fact]
    public void Categories_of_tables_are_not_standardized_but_with_the_tutorials_preset()
    {
        Assert.Equal([0.0, 0.0, 0.0, true, true, true, true, "Tutorial"], Run("""
            $table = $rows | Invoke-NetworkTraining @set
            $table.Network.Scaling.FeatureMean | Select-Object -First 3
            $table.Network.Scaling.FeatureMean[3] -gt 4
            $tutorial = $rows | Invoke-NetworkTraining @set -Preset Tutorial
            [Math]::Abs($tutorial.Network.Scaling.FeatureMean[0] - 1 / 3) -lt 1e-12
            $data = $rows | ConvertTo-NetworkDataset Y
            $further = $data | Invoke-NetworkTraining -Network $tutorial.Network -Epochs 5
            $further.Network.Scaling.FeatureMean[0] -gt 0.3
            $more = $data | Invoke-NetworkTraining -Network $tutorial -Epochs 5
            $more.LastCost -eq ($rows | Invoke-NetworkTraining -Target Y -Optimizer Adam -Epochs 25 -Seed 4 -Preset Tutorial).LastCost
            [PSNeuralNet.Training.Preset]::Tutorial.ToString()
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Exports_predict_as_the_network_does()
    {
        Assert.Equal(["True", "True", "True"], Lines("""
            $r = $rows | Invoke-NetworkTraining @set
            $r | Export-Network n.json; $r | Export-Network n.ps1; . ./n.ps1
            $p = $rows | Get-NetworkPrediction $r
            -not (Compare-Object ($rows | Get-NetworkPrediction n.json).Probability $p.Probability)
            $q = $rows | Get-NPrediction
            (0..23 | ForEach-Object { [Math]::Abs($q[$_].Probability - $p[$_].Probability) } | Measure-Object -Maximum).Maximum -lt 1e-12
            $mean = (Get-Content n.json -Raw | ConvertFrom-Json).scaling.featureMean
            $mean[0] -eq 0 -and $mean[3] -eq $r.Network.Scaling.FeatureMean[3]
            """));
    }

    [Fact]
    public void A_checkpoint_from_before_there_were_presets_resumes_with_its_standardization()
    {
        // Written by the module of commit 9aebeaf: the same rows, Adam, 9 epochs, seed 4.
        foreach (string copy in (string[])["a.ckpt", "b.ckpt", "c.ckpt"])
        {
            File.Copy(Path.Combine(MarkdownBlocks.Root(), "tests/reference/checkpoint_table.ckpt"), Path.Combine(Folder, copy));
        }

        Assert.Equal([20, true, true, true], Run("""
            $resumed = $rows | Invoke-NetworkTraining @set -CheckpointPath a.ckpt -Resume
            $resumed.EpochCount
            $whole = $rows | Invoke-NetworkTraining @set -Preset Tutorial
            [Math]::Abs($resumed.LastCost - $whole.LastCost) -lt 1e-12
            $resumed.Network.Scaling.FeatureMean[0] -gt 0.3
            $given = $rows | Invoke-NetworkTraining @set -CheckpointPath b.ckpt -Resume -Preset Tutorial
            $given.LastCost -eq $resumed.LastCost
            """).Select(value => value.BaseObject));
        Fails("$rows | Invoke-NetworkTraining @set -CheckpointPath c.ckpt -Resume -Preset Table", "CheckpointMismatch", text: "preset");
        Assert.Equal([true], Run("""
            $null = $rows | Invoke-NetworkTraining -Target Y -Optimizer Adam -Schedule Constant -Epochs 9 -Seed 4 -CheckpointPath new.ckpt
            ($rows | Invoke-NetworkTraining @set -CheckpointPath new.ckpt -Resume).LastCost -eq ($rows | Invoke-NetworkTraining @set -Schedule Constant).LastCost
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void Categories_of_the_test_part_only_are_warned_of_in_training_and_measurement()
    {
        Assert.Equal(
            [
                "The column 'Kind' has features that are the same in all training samples, so they have no effect: Kind=z.",
                "Row 1, column 'Kind': 'z' was not in the training data, so the network takes it for none of the values it knows; further unknown values of the column are not reported.",
                "Row 1, column 'Kind': 'z' was not in the training data, so the network takes it for none of the values it knows; further unknown values of the column are not reported.",
                "CategoryUnknown",
            ],
            Lines("""
                $all = $rows + [pscustomobject]@{ Kind = 'z'; Size = 3; Y = 'no' } | ConvertTo-NetworkDataset Y
                $split = 0..50 | ForEach-Object { $all | Split-NetworkDataset -Seed $_ } | Where-Object { ($_.Test | ConvertFrom-NetworkDataset)[0].Kind -eq 'z' } | Select-Object -First 1
                $test = $split.Test
                $r = $split.Train | Invoke-NetworkTraining -Seed 1 -WarningVariable w -WarningAction SilentlyContinue; "$($w -notlike 'The network is no better than*')"
                $null = $test | Measure-Network $r -WarningVariable w -WarningAction SilentlyContinue; "$w"
                $null = [pscustomobject]@{ Kind = 'z'; Size = 3 } | Get-NetworkPrediction $r -WarningVariable w -WarningAction SilentlyContinue; "$w"
                try { $test | Measure-Network $r -UnknownCategory Error -ErrorAction Stop } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
                """));
    }
}
