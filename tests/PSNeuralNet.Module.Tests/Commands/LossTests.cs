namespace PSNeuralNet.Tests.Commands;

/// <summary>-Loss and -Delta.</summary>
public class LossTests : CommandTest
{
    private const string Counts = """
        $counts = 0..79 | ForEach-Object { [pscustomobject] @{ A = $_ % 9; B = $_ % 7; Count = [math]::Floor(($_ % 9) * ($_ % 7) / 6) } }
        $data = $counts | ConvertTo-NetworkDataset -Target Count -Task Regression
        """;

    [Theory]
    [InlineData("New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Loss Huber", "LossMismatch")]
    [InlineData("New-MoonsDataset -Seed 0 | Initialize-NetworkParameter -Loss MeanSquaredError", "LossMismatch")]
    [InlineData("$data | Invoke-NetworkTraining -Loss CategoricalCrossEntropy", "LossMismatch")]
    [InlineData("$data | Invoke-NetworkTraining -Loss Poisson -Delta 2", "DeltaMismatch")]
    [InlineData("$data | Initialize-NetworkParameter -Delta 2", "DeltaMismatch")]
    [InlineData("$data | Invoke-NetworkTraining -Loss Huber -Delta -1", "DeltaInvalid")]
    [InlineData("$data | Invoke-NetworkTraining -Loss MeanAbsoluteError -Optimizer LBFGS", "LbfgsMismatch")]
    public void A_loss_that_does_not_fit_is_refused(string script, string id)
    {
        Run(Counts);
        Fails(script, id, ErrorCategory.InvalidArgument);
    }

    [Fact]
    public void Poisson_names_the_row_of_a_negative_target()
    {
        Run("$data = @{ A = 1; Y = 3 }, @{ A = 2; Y = -1 }, @{ A = 3; Y = 2 } | ForEach-Object { [pscustomobject] $_ } | ConvertTo-NetworkDataset -Target Y -Task Regression");
        Fails("$data | Invoke-NetworkTraining -Loss Poisson", "TargetNegative", ErrorCategory.InvalidData, "Row 2 has the target 'Y' = -1");
    }

    [Theory]
    [InlineData("-Loss Huber -Delta 0.5", "loss:     Huber, delta 0.5")]
    [InlineData("-Loss MeanAbsoluteError", "loss:     MeanAbsoluteError")]
    [InlineData("-Loss Poisson", "loss:     Poisson")]
    [InlineData("", "features: A, B")]
    public void A_network_shows_its_loss_and_goes_on_with_it(string loss, string shown)
    {
        Run(Counts);
        Run($$"""
            $r = $data | Invoke-NetworkTraining {{loss}} -Preset Tutorial -Optimizer Adam -LearningRate 0.02 -Epochs 60 -Seed 1
            $r | Export-Network x.json
            """);
        Assert.Contains(shown, Shown("Import-Network x.json"), StringComparison.Ordinal);
        Assert.True(Get<bool>("($data | Get-NetworkPrediction $r | Measure-Object Prediction -Minimum).Minimum -ge 0") || !loss.Contains("Poisson", StringComparison.Ordinal));
        Assert.True(Get<bool>("""
            $more = $data | Invoke-NetworkTraining -Network $r -Epochs 20
            $long = $data | Invoke-NetworkTraining @args -Preset Tutorial -Optimizer Adam -LearningRate 0.02 -Epochs 80 -Seed 1
            "$($more.Parameter.W1)" -eq "$($long.Parameter.W1)" -and $more.Network.Loss -eq $r.Network.Loss
            """.Replace("@args", loss, StringComparison.Ordinal)));
        Run($$"""
            $four = $data | Invoke-NetworkTraining {{loss}} -Epochs 40 -Seed 1 -WarningAction Ignore
            $four | Export-Network four.json
            """);
        Assert.Contains(shown, Shown("Import-Network four.json"), StringComparison.Ordinal);
        Assert.True(Get<bool>("""
            $more = $data | Invoke-NetworkTraining -Network $four -Epochs 5 -WarningAction Ignore
            $more.Member.Count -eq 4 -and $more.Network.Loss -eq $four.Network.Loss -and $four.Network.Loss -eq $r.Network.Loss
            """));
        Assert.True(Get<bool>($$"""
            $p = $data | Initialize-NetworkParameter -HiddenSize 3 {{loss}} -Seed 2
            $cache = $data | Invoke-ForwardPropagation -Parameter $p
            $next = $cache | Invoke-BackPropagation | Update-NetworkParameter -LearningRate 0.001
            $next.Loss -eq $p.Loss -and ($data | Invoke-ForwardPropagation -Parameter $next | Measure-NetworkCost) -lt ($cache | Measure-NetworkCost) -and
                -not ($data | Test-NetworkGradient -Parameter $p | Where-Object RelativeDifference -gt 1e-5)
            """));
    }

    [Fact]
    public void A_checkpoint_is_of_one_loss()
    {
        Run(Counts);
        Run("$data | Invoke-NetworkTraining -Loss Huber -Delta 0.5 -Schedule Constant -Epochs 10 -Seed 1 -CheckpointPath c.json");
        Assert.Equal(15, Get<int>("($data | Invoke-NetworkTraining -Loss Huber -Delta 0.5 -Epochs 15 -Seed 1 -CheckpointPath c.json -Resume).EpochCount"));
        Fails("$data | Invoke-NetworkTraining -Loss Huber -Delta 0.6 -Epochs 20 -Seed 1 -CheckpointPath c.json -Resume", "CheckpointMismatch");
        Fails("$data | Invoke-NetworkTraining -Loss MeanAbsoluteError -CheckpointPath c.json -Resume", "CheckpointMismatch", text: "MeanAbsoluteError");
        Assert.Equal("Huber, delta 0.5", Get<string>("($data | Invoke-NetworkTraining -Epochs 20 -CheckpointPath c.json -Resume).Parameter.Shape.LossText"));
    }
}
