namespace PSNeuralNet.Tests.Commands;

/// <summary>Networks with the defaults of tables, four with bins, in other commands than training and prediction.</summary>
public class DefaultNetworkTests : CommandTest
{
    public DefaultNetworkTests()
    {
        Run("""
            $rows = 1..120 | ForEach-Object { [pscustomobject]@{ Kind = ('a', 'b', 'c')[$_ % 3]; Size = $_ * 7 % 31; Depth = $_ * 13 % 47; Y = ('no', 'yes')[[int] ($_ * 7 % 31 + $_ % 3 * 5 -gt 18)] } }
            $data = $rows | ConvertTo-NetworkDataset Y
            $r = $data | Invoke-NetworkTraining -Epochs 6 -Seed 1
            $member = $r.Network.Member[1]
            """);
    }

    [Fact]
    public void A_member_is_trained_further_with_the_settings_of_the_ensemble()
    {
        Assert.Equal(["AdamW", "0.003", "1", "0.125", "3", "AdamW", "True"], Lines("""
            $one = $data | Invoke-NetworkTraining -Network $member -Epochs 3 -Seed 2
            $one.Optimizer; $one.LearningRate; [Math]::Max(1, $one.Network.Member.Count); [regex]::Match($one.Network.Training.Setting, 'ValidationFraction=([0-9.]+)').Groups[1].Value; $one.EpochCount
            $member | Export-Network m.json
            $read = $data | Invoke-NetworkTraining -Network m.json -Epochs 3 -Seed 2
            $read.Optimizer
            $read.LastCost -eq $one.LastCost
            """));
    }

    [Fact]
    public void A_member_is_a_network_in_every_command()
    {
        Assert.Equal(["True", "Depth, Kind, Size", "True", "True", "True", "True"], Lines("""
            $probability = ($rows | Get-NetworkPrediction $member).Probability
            $member | Export-Network m.json
            -not (Compare-Object ($rows | Get-NetworkPrediction m.json).Probability $probability)
            ($data | Measure-NetworkFeature $member -Repeat 1 -Seed 1).Name | Sort-Object | Join-String -Separator ', '
            foreach ($kind in 'Network', 'Weights') { $member | Export-NetworkChart "$kind.svg" -Kind $kind; (Get-Item "$kind.svg").Length -gt 1000 }
            $step = $data | Invoke-ForwardPropagation $member.Parameter | Invoke-BackPropagation | Update-NetworkParameter -LearningRate 0.01
            "$($step.Scaling)" -eq "$($member.Scaling)"
            -not ($data | Test-NetworkGradient $step | Where-Object { -not [double]::IsFinite($_.RelativeDifference) })
            """));
    }

    [Theory]
    [InlineData("$data | Invoke-ForwardPropagation $r.Network.Parameter")]
    [InlineData("$data | Test-NetworkGradient $r.Network.Parameter")]
    [InlineData("$r | Export-NetworkChart w.svg -Kind Weights")]
    [InlineData("$r | Export-NetworkChart w.svg -Kind Network")]
    public void An_ensemble_has_no_weights_and_names_its_members(string script) => Fails(script, "EnsembleMemberRequired", text: ".Member[0] to .Member[3]");
}
