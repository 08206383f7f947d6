namespace PSNeuralNet.Tests.Commands;

/// <summary>Measure-Network -Fold: settings measured on folds.</summary>
public class CrossValidationTests : SearchTest
{
    [Fact]
    public void Settings_are_measured_as_a_trial_of_a_search()
    {
        Assert.Equal(["True", "True", "150", "5", "LearningRate=0.01; EpochCount=5; Preset=Table", "True"], Lines("""
            $report = $iris | Measure-Network species -Fold 5 -Setting @{ LearningRate = 0.01; Epochs = 5 } -Seed 1
            $trial = $iris | Search-NetworkHyperparameter species -Fold 5 -LearningRate 0.01 -EpochCount 5 -Seed 1
            "$($report.Score -eq $trial.Score -and "$($report.FoldScore)" -eq "$($trial.FoldScore)")"
            "$(($iris | Measure-Network species -Fold 5 -Setting $trial.Setting -Seed 1 -ThrottleLimit 1).Score -eq $trial.Score)"
            "$($report.OutOfFold.Report.SampleCount)"
            "$($report.FoldScore.Count)"
            "$($report.Setting)"
            "$($report.Lower -lt $report.Score -and $report.Upper -gt $report.Score)"
            """));
        Assert.Equal(["Accuracy BalancedAccuracy LogLoss Brier CalibrationError RocAuc", "15", "LogLoss", "1", ""], Lines("""
            "$($report.AllMetric[0..5].Metric)"
            $moonsReport = $moons | Measure-Network -Fold 5 -Repeat 3 -Metric LogLoss -Setting @{ Epochs = 3; HiddenSize = 4, 2; Activation = 'ReLU', 'Tanh' } -Seed 4
            "$($moonsReport.FoldScore.Count)"; "$($moonsReport.Metric)"
            $one = $moons | Measure-Network -Fraction 0.3 -Setting @{} -Preset Tutorial -Seed 4
            "$($one.FoldScore.Count)"; "$($one.Lower)"
            """));
    }

    [Fact]
    public void Groups_and_times_are_no_features() =>
        Assert.Equal(["4", "3"], Lines("""
            "$(($hosts | Select-Object * -ExcludeProperty Day | Measure-Network State -Group Machine -Fold 4 -Setting @{ Epochs = 2 } -Seed 1).FoldScore.Count)"
            "$(($hosts | Measure-Network -Target State -TimeColumn Day -ExcludeFeature Machine -Fold 3 -Setting @{ Epochs = 2 } -Seed 1).FoldScore.Count)"
            """));

    [Fact]
    public void Is_shown_in_six_columns()
    {
        string[] lines = Shown("$moons | Measure-Network -Fold 2 -Setting @{ LearningRate = 0.1; HiddenSize = 4, 2; Epochs = 3 } -Seed 1").Split('\n');
        Assert.Matches("^Metric +Score Deviation +Lower +Upper Setting$", lines[0]);
        Assert.Matches(@"^Accuracy 0\.\d{4} +0\.\d{4} +-?\d\.\d{4} +\d\.\d{4} HiddenSize=4,2; LearningRate=0\.1; EpochCount=3$", lines[2]);
        lines = Shown("($moons | Measure-Network -Fold 2 -Setting @{ Epochs = 3 } -Seed 1).AllMetric").Split('\n');
        Assert.Matches("^Metric +Score Deviation +Lower +Upper$", lines[0]);
        Assert.Equal(25, lines.Length);
    }

    [Theory]
    [InlineData("$moons | Measure-Network -Fold 2 -Setting @{ LearnngRate = 1 }", "SearchParameterUnknown", "'LearningRate'")]
    [InlineData("$moons | Measure-Network -Fold 2 -Setting @{ EnsembleCount = 4 }", "SearchParameterReserved", "Leave it out")]
    [InlineData("$moons | Measure-Network -Fold 2 -Setting @{ LearningRate = 0.1, 0.2 }", "CandidateInvalid", "LearningRate")]
    [InlineData("$moons | Measure-Network -Fold 2 -Setting @{ LearningRate = 1e14; Epochs = 40 }", "CrossValidationFailed", "fold 1 of 2")]
    [InlineData("$moons | Measure-Network -Fold 1", "FoldCountInvalid", "")]
    [InlineData("$moons | Measure-Network -Fold 2 -Confidence 2", "ConfidenceInvalid", "")]
    [InlineData("$moons | Measure-Network -Fold 2 -Seed -1", "SeedInvalid", "")]
    [InlineData("$moons | Measure-Network -Fold 2 -Target Label", "TargetNotUsed", "-Target")]
    [InlineData("$iris | Measure-Network -Fold 2", "TargetNotGiven", "-Target")]
    [InlineData("@() | Measure-Network species -Fold 2", "TableEmpty", "")]
    [InlineData("$iris | Measure-Network net.json -Categorical species", "TableParameterWithNetwork", "-Categorical has no effect with -Network")]
    [InlineData("$iris | Measure-Network species -Fold 2 -Preset Tutorial -Setting @{ Preset = 'Table' }", "PresetAmbiguous", "Tutorial")]
    [InlineData("$moons | Measure-Network -Network net.json -Fold 2", "AmbiguousParameterSet", "")]
    public void Is_told_by_id(string script, string id, string text) => Fails(script, id, null, text);
}
