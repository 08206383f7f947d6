namespace PSNeuralNet.Tests.Commands;

/// <summary>Settings of trials splatted into Invoke-NetworkTraining: the training is that of -Refit, to the last bit.</summary>
public class SearchSplatTests : SearchTest
{
    public SearchSplatTests() => Run("""
        $numbers = foreach ($i in 1..60) { [pscustomobject]@{ Size = $i % 11; Age = $i % 7; Price = [Math]::Exp(($i % 11) / 3) + $i % 7 } }
        function WeightsOf($result) { "$(if ($result.Member) { $result.Member | ForEach-Object { $_.Parameter.W1 } } else { $result.Parameter.W1 })" }
        function Outcome($result) { "$($result.CostHistory.Cost | ForEach-Object { $_.ToString('R') }) $($result.Score) $($result.Network) $($result.LearningRate) $($result.Optimizer) $($result.Preset)" }
        """);

    [Theory]
    [InlineData("$iris", "species", "LearningRate = 0.01")]
    [InlineData("$iris", "species", "LearningRate = 0.2; Preset = 'Tutorial'")]
    [InlineData("$iris", "species", "HiddenSize = '6,3'; Preset = 'Tutorial'")]
    [InlineData("$iris", "species", "HiddenSize = '6,3'; Activation = 'Tanh,ReLU'; Dropout = '0.1,0.2'")]
    [InlineData("$iris", "species", "HiddenSize = 'none'")]
    [InlineData("$iris", "species", "Initialization = 'XavierUniform'")]
    [InlineData("$iris", "species", "Optimizer = 'RMSProp'; Smoothing = 0.8; Epsilon = 1e-6")]
    [InlineData("$iris", "species", "Optimizer = 'Momentum'; Momentum = 0.7")]
    [InlineData("$iris", "species", "Optimizer = 'Adam'; Beta1 = 0.8; Beta2 = 0.99; LearningRate = 0.02")]
    [InlineData("$iris", "species", "Optimizer = 'LBFGS'; L2 = 0.01")]
    [InlineData("$iris", "species", "BatchSize = 7; WeightDecay = 0.1; ClipNorm = 0.5; Precision = 'Single'")]
    [InlineData("$iris", "species", "Schedule = 'Step'; Decay = 0.5; StepEpochCount = 2; WarmupEpochCount = 1")]
    [InlineData("$iris", "species", "Schedule = 'ReduceOnPlateau'; PlateauThreshold = 0.1; MinimumLearningRate = 1e-4; CooldownEpochCount = 1; StepEpochCount = 1")]
    [InlineData("$iris", "species", "ClassWeight = 'Balanced'; LabelSmoothing = 0.1")]
    [InlineData("$iris", "species", "FeatureClip = 2; BinCount = 4; FeatureScaleRate = 3")]
    [InlineData("$iris", "species", "Standardize = $false")]
    [InlineData("$iris", "species", "ValidationFraction = 0.3; Patience = 2; MinimumDelta = 0.01; Watch = 'Accuracy'")]
    [InlineData("$iris", "species", "Calibration = 'None'")]
    [InlineData("$iris", "species", "Tolerance = 0.5; Patience = 1; ValidationFraction = 0")]
    [InlineData("$numbers", "Price", "Loss = 'Huber'; Delta = 0.5")]
    [InlineData("$numbers", "Price", "TargetTransform = 'Log'; ClipTarget = $true")]
    [InlineData("$numbers", "Price", "TargetTransform = 'None'; ClipTarget = $false")]
    public void A_trial_of_a_table_is_the_training_of_its_settings(string rows, string target, string setting) =>
        Assert.Equal(["True", "True", "1"], Lines($$"""
            $given = @{ {{setting}} }
            $fixed = @{ Epochs = 4; Seed = 5; Fold = 2; Target = '{{target}}'; WarningAction = 'Ignore' }
            $refit = {{rows}} | Search-NetworkHyperparameter @given @fixed -Refit -TrialVariable trials
            $best = $trials[0].Setting
            $trained = {{rows}} | Invoke-NetworkTraining -Target {{target}} @best -Seed 5 -WarningAction Ignore
            "$((Outcome $refit) -eq (Outcome $trained))"
            "$((WeightsOf $refit) -eq (WeightsOf $trained))"
            "$($trials.Count)"
            """));

    [Fact]
    public void A_trial_of_generated_data_is_that_of_the_tutorial() =>
        Assert.Equal(["True", "HiddenSize=4; LearningRate=0.5; EpochCount=30"], Lines("""
            $refit = $moons | Search-NetworkHyperparameter -LearningRate 0.5 -HiddenSize 4 -Epochs 30 -Fold 2 -Seed 3 -Refit -TrialVariable trials
            $best = $trials[0].Setting
            "$((Outcome $refit) -eq (Outcome ($moons | Invoke-NetworkTraining @best -Seed 3)))"
            "$best"
            """));

    [Fact]
    public void Every_setting_is_splatted_by_one_of_the_cases()
    {
        string cases = "; EpochCount = 4; " + string.Join("; ", from attribute in typeof(SearchSplatTests).GetMethod(nameof(A_trial_of_a_table_is_the_training_of_its_settings))!.GetCustomAttributes(inherit: false).OfType<InlineDataAttribute>() select attribute.Data[2]);
        Assert.DoesNotContain(Lines("[PSNeuralNet.Search.SearchSpace]::SettingName"), name => !cases.Contains($"; {name} = ", StringComparison.Ordinal));
    }
}
