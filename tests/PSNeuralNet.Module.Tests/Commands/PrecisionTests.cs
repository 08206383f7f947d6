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

    [Fact]
    public void An_ONNX_model_in_single_precision_is_smaller_and_warns_of_columns_that_lose_digits()
    {
        Assert.Equal(["True", "0", "1", "True", "0"], Lines("""
            $double | Export-Network wide.onnx
            $double | Export-Network narrow.onnx -Precision Single -WarningVariable none 3>$null
            (Get-Item narrow.onnx).Length -lt 0.7 * (Get-Item wide.onnx).Length
            $none.Count
            $rows = foreach ($i in 0..99) { [pscustomobject]@{ Unix = 1780000000 + 977 * $i; Load = $i % 7; y = $i % 13 + $i } }
            $unix = $rows | Invoke-NetworkTraining -Target y -Task Regression -Epochs 3 -Seed 1 3>$null
            $unix | Export-Network unix.onnx -Precision Single -WarningVariable told 3>$null
            $told.Count
            "$told" -like "The column 'Unix' has values about 1.78E+09, which single precision holds in steps of 1.3E+02*-Precision Double.*"
            $unix | Export-Network unix2.onnx -WarningVariable silent 3>$null
            $silent.Count
            """));
    }

    [Fact]
    public void Other_formats_in_single_precision_are_an_error_before_the_training()
    {
        Fails("$moons | Invoke-NetworkTraining -Epochs 1000000 | Export-Network x.json -Precision Single", "ExportPrecisionUnsupported", ErrorCategory.InvalidArgument, "written as Json");
        Fails("$double | Export-Network x.ps1 -Precision Single", "ExportPrecisionUnsupported");
        Assert.False(File.Exists(Path.Combine(Folder, "x.json")));
    }
}
