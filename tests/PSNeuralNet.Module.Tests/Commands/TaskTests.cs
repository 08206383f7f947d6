namespace PSNeuralNet.Tests.Commands;

/// <summary>Tasks, activations and optimizers beyond the tutorial.</summary>
public class TaskTests : CommandTest
{
    private const string Iris = "$iris = Import-Csv (Join-Path $args[0] iris.csv) | ConvertTo-NetworkDataset species;";

    [Fact]
    public void Three_classes_from_a_file()
    {
        Assert.Equal(["MultiClass", "setosa versicolor virginica", "4-8-3 tanh/softmax", true, true], Run(Iris + """
            "$($iris.Task)"; "$($iris.ClassName)"
            $r = $iris | Invoke-NetworkTraining -HiddenSize 8 -Initialization Xavier -Preset Tutorial -Optimizer Adam -LearningRate 0.01 -Epochs 200 -Standardize -Seed 7
            "$($r.Parameter)"
            [Math]::Abs($r.FirstCost - 0.9971454225571849) -lt 1e-9      # PyTorch's: tests/reference/iris_4-8-3_tanh_adam.json
            $r.Accuracy -gt 0.97
            """, ReferenceFolder).Select(value => value.BaseObject));
        PSObject[] predictions = [.. Run("$iris | Get-NetworkPrediction $r -AllProbability | Where-Object species -eq virginica")];
        Assert.Equal(
            ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm", "species", "Prediction", "Probability", "P(setosa)", "P(versicolor)", "P(virginica)"],
            predictions[0].Properties.Select(property => property.Name));
        Assert.All(predictions, row =>
        {
            double[] p = [.. row.Properties.Skip(7).Select(property => (double)property.Value)];
            Assert.Equal(1, p.Sum(), 1e-12);
            Assert.Equal(p.Max(), row.Properties["Probability"].Value);
        });
        Assert.True(predictions.Count(row => (string)row.Properties["Prediction"].Value == "virginica") >= 48);
    }

    [Fact]
    public void Numbers_to_predict_in_one_column_or_several()
    {
        PSObject row = Assert.Single(Run("""
            $rows = foreach ($i in 0..60) { [pscustomobject]@{ x = 100 * $i; y = 5000 - 30 * $i; z = $i } }
            $r = $rows | ConvertTo-NetworkDataset y, z | Invoke-NetworkTraining -HiddenSize @() -Standardize -LearningRate 0.2 -Epochs 300 -Seed 1
            @{ x = 1050 } | Get-NetworkPrediction $r
            """));
        Assert.Equal(["x", "Prediction(y)", "Prediction(z)"], row.Properties.Select(property => property.Name));
        Assert.Equal(5000 - (30 * 10.5), (double)row.Properties["Prediction(y)"].Value, 1e-6);
        Assert.Equal(10.5, (double)row.Properties["Prediction(z)"].Value, 1e-6);
        Assert.True(Get<bool>("$null -eq $r.Accuracy"));
    }

    [Fact]
    public void The_target_shows_the_task_and_verbose_tells_it()
    {
        Run("$rows = 1..60 | ForEach-Object { [pscustomobject]@{ x = $_; two = [char] (97 + $_ % 2); text = \"t$($_ % 3)\"; few = $_ % 4; price = $_ / 8 } }");
        Assert.Equal(
            ["Binary", "MultiClass", "MultiClass", "Regression", "Regression", "Regression"],
            Run("""
                'two', 'text', 'few', 'price', ('few', 'price') | ForEach-Object { "$(($rows | ConvertTo-NetworkDataset $_ -Feature x).Task)" }
                "$(($rows | ConvertTo-NetworkDataset few -Feature x -Task Regression).Task)"
                """).Select(value => value.BaseObject));
        Assert.Contains("The task is MultiClass, inferred from the target: x -> few (0, 1, 2, 3).", Get<string>("$rows | ConvertTo-NetworkDataset few -Feature x -Verbose 4>&1 | Out-String"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_threshold_moves_the_cut()
    {
        Assert.Equal([true, true, true], Run("""
            $moons = New-MoonsDataset -Seed 0
            $r = $moons | Invoke-NetworkTraining -Seed 3
            $usual, $bold, $careful = 0.5, 0.1, 0.9 | ForEach-Object { @($moons | Get-NetworkPrediction $r -Threshold $_ | Where-Object Prediction -eq 1).Count }
            $bold -gt $usual
            $careful -lt $usual
            @($moons | Get-NetworkPrediction $r -Threshold 0.9 | Where-Object { $_.Prediction -eq 0 -and $_.Probability -lt 0.5 }).Count -gt 0
            """).Select(value => value.BaseObject));
    }

    [Fact]
    public void A_changing_rate_is_in_the_cost_history() =>
        Assert.Equal([0.1, 0.05, 0.025], Run("(New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -LearningRate 0.1 -Schedule Exponential -Decay 0.5 -Epochs 3 -Seed 1).CostHistory.LearningRate").Select(value => value.BaseObject));

    [Fact]
    public void Each_optimizer_goes_its_own_way_down()
    {
        var costs = Run("""
            foreach ($optimizer in [enum]::GetNames([PSNeuralNet.Training.Optimizer])) {
                $r = New-MoonsDataset -Seed 0 | Invoke-NetworkTraining -Optimizer $optimizer -BatchSize ($optimizer -eq 'LBFGS' ? 0 : 50) -Epochs 20 -Seed 3
                if ($r.LastCost -lt $r.FirstCost) { $r.LastCost }
            }
            """);
        Assert.Equal(8, costs.Select(cost => cost.BaseObject).Distinct().Count());
    }

    [Theory]
    [InlineData("Get-NetworkPrediction $p -Threshold 0", "ThresholdInvalid")]
    [InlineData("Invoke-NetworkTraining -BatchSize -1", "BatchSizeInvalid")]
    [InlineData("Invoke-NetworkTraining -Dropout 1", "DropoutInvalid")]
    [InlineData("Invoke-NetworkTraining -Momentum 1", "ConstantInvalid")]
    [InlineData("Invoke-NetworkTraining -Schedule Step -Decay 0.5", "ScheduleConstantMissing")]
    [InlineData("Invoke-NetworkTraining -HiddenSize 5,3 -Activation Tanh,ReLU,Tanh", "ActivationCountMismatch")]
    [InlineData("Invoke-NetworkTraining -Activation Softmax", "ActivationInvalid")]
    [InlineData("Invoke-NetworkTraining -ClassWeight @{ dog = 2 }", "ClassWeightUnknown")]
    [InlineData("ConvertFrom-NetworkDataset | ConvertTo-NetworkDataset Label -Task MultiClass", "TaskMismatch")]
    [InlineData("ConvertFrom-NetworkDataset | ConvertTo-NetworkDataset X2, Label -Task Binary", "TaskMismatch")]
    [InlineData("ConvertFrom-NetworkDataset | ConvertTo-NetworkDataset X2 -Task Binary", "TargetNotBinary")]
    [InlineData("ConvertFrom-NetworkDataset | ConvertTo-NetworkDataset X1 -Task Regression | Invoke-NetworkTraining -Parameter $p", "NetworkTaskMismatch")]
    [InlineData("ConvertFrom-NetworkDataset | ForEach-Object { @{ X1 = $_.X1; X2 = $_.X2; y = $_.X1 } } | ConvertTo-NetworkDataset y -Task Regression | Invoke-NetworkTraining -Parameter $p", "NetworkTaskMismatch")]
    [InlineData("ConvertFrom-NetworkDataset | ConvertTo-NetworkDataset Label -SampleWeight X1", "SampleWeightInvalid")]
    [InlineData("ConvertFrom-NetworkDataset | ConvertTo-NetworkDataset Label -SampleWeight nope", "SampleWeightMissing")]
    [InlineData("ConvertFrom-NetworkDataset | ForEach-Object { @{ X1 = $_.X1; w = 'much'; k = $_.Label } } | ConvertTo-NetworkDataset k -SampleWeight w", "SampleWeightNotNumeric")]
    public void Problems_have_an_id(string command, string id) =>
        Fails("$moons = New-MoonsDataset -Seed 0; $p = $moons | Initialize-NetworkParameter -Seed 1; $moons | " + command, id);

    private static string ReferenceFolder => Path.Combine(MarkdownBlocks.Root(), "tests/reference");
}
