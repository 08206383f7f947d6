namespace PSNeuralNet.Tests.Commands;

/// <summary>-Precision of trainings, searches and predictions.</summary>
public class PrecisionTests : CommandTest
{
    public PrecisionTests() => Run("""
        $moons = New-MoonsDataset -Seed 0
        $double = $moons | Invoke-NetworkTraining -HiddenSize 20, 10 -Optimizer Adam -BatchSize 50 -Epochs 20 -Seed 3
        $single = $moons | Invoke-NetworkTraining -HiddenSize 20, 10 -Optimizer Adam -BatchSize 50 -Epochs 20 -Seed 3 -Precision Single
        """);

    [Fact]
    public void A_training_in_single_precision_is_near_that_in_double_precision_and_says_so() =>
        Assert.Equal(["True", "True", "True", "True"], Lines("""
            [Math]::Abs($double.LastCost - $single.LastCost) -lt 1e-4
            $double.LastCost -ne $single.LastCost
            $single.Command -like '*-Precision Single*'
            $single | Export-Network single.json
            (Import-Network single.json).Training.Setting -like '*Precision=Single*'
            """));

    [Fact]
    public void Predictions_in_single_precision_are_within_a_hundred_thousandth()
    {
        Assert.Equal(["200", "True"], Lines("""
            $wide = $moons | Get-NetworkPrediction $double
            $narrow = $moons | Get-NetworkPrediction $double -Precision Single
            @(0..199 | Where-Object { [Math]::Abs($wide[$_].Probability - $narrow[$_].Probability) -le 1e-5 }).Count
            @(0..199 | Where-Object { $wide[$_].Probability -ne $narrow[$_].Probability }).Count -gt 100
            """));
        Assert.Equal(["0", "0"], Lines("""
            $rows = $moons | ConvertFrom-NetworkDataset
            $one = $rows | Get-NetworkPrediction $double -Precision Single
            @(0..199 | Where-Object { $one[$_].Probability -ne $narrow[$_].Probability }).Count
            @(Compare-Object ($moons | Get-NetworkPrediction $single).Probability ($rows | Get-NetworkPrediction $single).Probability).Count
            """));
    }

    [Fact]
    public void LBFGS_in_single_precision_is_an_error() => Fails("$moons | Invoke-NetworkTraining -Optimizer LBFGS -Precision Single -Seed 1", "LbfgsMismatch");

    [Fact]
    public void A_search_takes_the_precision() =>
        Assert.Equal(["Double Single"], Lines("""
            "$(($moons | Search-NetworkHyperparameter -Precision Double, Single -Epochs 5 -Fold 2 -Seed 1).Setting.Precision | Sort-Object -Unique)"
            """));
}
