namespace PSNeuralNet.Tests.Commands;

/// <summary>The default views, as text.</summary>
public class ViewTests : CommandTest
{
    [Theory]
    [InlineData("$moons", """
        Name  SampleCount FeatureCount FeatureName ClassName Seed
        ----  ----------- ------------ ----------- --------- ----
        moons         500            2 X1, X2      0, 1         0
        """)]
    [InlineData("$p", """
        Network            ParameterCount Seed Matrices
        -------            -------------- ---- --------
        2-5-1 tanh/sigmoid             21    3 W1 5x2, b1 5x1, W2 1x5, b2 1x1
        """)]
    [InlineData("$cache", """
        Network            Dataset                         Matrices
        -------            -------                         --------
        2-5-1 tanh/sigmoid moons (500 samples, 2 features) Z1 5x500, A1 5x500, Z2 1x500, A2 1x500
        """)]
    [InlineData("$cache | Invoke-BackPropagation", """
        Network                Norm Matrices
        -------                ---- --------
        2-5-1 tanh/sigmoid 0.636493 dW1 5x2, db1 5x1, dW2 1x5, db2 1x1
        """)]
    [InlineData("$moons | Invoke-NetworkTraining -Seed 3", """
        LearningRate HiddenSize EpochCount LastCost Accuracy StopReason
        ------------ ---------- ---------- -------- -------- ----------
                 0.3          5       5000 0.075904   0.9700 Completed
        """)]
    [InlineData("($moons | Invoke-NetworkTraining -Seed 3 -Epochs 2).CostHistory", """
            Epoch             Cost
            -----             ----
                0       0.73132202
                1       0.61967755
        """)]
    [InlineData("$p.W1", """
        5 x 2
           1.78863    0.43651
         0.0964975   -1.86349
         -0.277388  -0.354759
        -0.0827415  -0.627001
        -0.0438182  -0.477218
        """)]
    [InlineData("[MathNet.Numerics.LinearAlgebra.Matrix[double]]::Build.Dense(14, 12, 0.25)", """
        14 x 12
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
         ...   ...   ...   ...   ...   ...   ...   ...  ...   ...
        0.25  0.25  0.25  0.25  0.25  0.25  0.25  0.25  ...  0.25
        """)]
    public void Is_a_short_table_or_the_numbers(string script, string expected) => Assert.Equal(Normalized(expected), Shown(Setup + script));

    [Theory]
    [InlineData(80, "", """
        Prediction           Probability Row
        ----------           ----------- ---
        """, @"^(yes|no) {18,19} {5}[01]\.\d{4} Serial=\d{7}; Alpha=\d\.\d+; Beta=\d.*…$")]
    [InlineData(120, "", """
        Prediction           Probability Row
        ----------           ----------- ---
        """, @"^(yes|no) {18,19} {5}[01]\.\d{4} Serial=\d{7}; Alpha=\d\.\d+; Beta=\d+; Gamma=\d+; Delta=2026-01-\d\d; Note=a.*…$")]
    [InlineData(80, "-AllProbability", """
        Prediction           Probability Row
        ----------           ----------- ---
        """, @"^(yes|no) {18,19} {5}[01]\.\d{4} P\(no\)=[\d.E-]+; P\(yes\)=[\d.E-]+; Serial=.*…$")]
    [InlineData(80, "-PredictionSet 0.9", """
        Prediction           Probability PredictionSet            Row
        ----------           ----------- -------------            ---
        """, @"^(yes|no) {18,19} {5}[01]\.\d{4} (yes|no)(; (yes|no))? +Serial=\d.*…$")]
    [InlineData(80, "-Novelty", """
        Prediction           Probability Row
        ----------           ----------- ---
        """, @"^(yes|no) {18,19} {5}[01]\.\d{4} Novelty=0; NoveltyColumn=; Serial=\d.*…$")]
    public void Predictions_of_wide_rows_show_the_prediction_first(int width, string switches, string heading, string line)
    {
        string[] lines = Normalized(string.Concat(Lines(Wide + $"$rows | Select-Object -First 5 | Get-NetworkPrediction $result {switches} | Out-String -Width {width}"))).Split('\n');
        Assert.Equal(Normalized(heading).Split('\n'), lines[..2]);
        Assert.Equal(7, lines.Length);
        Assert.All(lines[2..], one => Assert.Matches(line, one));
        Assert.All(lines, one => Assert.InRange(one.Length, 1, width));
    }

    [Fact]
    public void Predicted_numbers_are_rounded_with_their_intervals()
    {
        string[] lines = Normalized(string.Concat(Lines("$data = New-RegressionDataset -SampleCount 80 -Seed 1; $r = $data | Invoke-NetworkTraining -Standardize -Epochs 9 -ValidationFraction 0.3 -Seed 1; $data | Get-NetworkPrediction $r -Interval 0.8 | Out-String -Width 80"))).Split('\n');
        Assert.Equal(["  Prediction   LowerBound   UpperBound Row", "  ----------   ----------   ---------- ---"], lines[..2]);
        Assert.All(lines[2..], line => Assert.Matches(@"^( +-?\d+\.?\d*(E-\d+)?){3} X1=-?[\d.E-]+; X2=-?[\d.E-]+; X3=.*$", line));
        Assert.All(lines, line => Assert.DoesNotMatch("[1-9][0-9.]{8}", line));
        lines = Shown("$two = New-RegressionDataset -SampleCount 40 -TargetCount 2 -Seed 1; $two | Get-NetworkPrediction ($two | Invoke-NetworkTraining -Standardize -Epochs 9 -Seed 1)").Split('\n');
        Assert.StartsWith("Prediction ", lines[0], StringComparison.Ordinal);
        Assert.All(lines[2..], line => Assert.Matches(@"^Y1=-?[\d.E-]+; Y2=-?[\d.E-]+ +X1=", line));
    }

    [Fact]
    public void Predictions_are_custom_objects_with_all_properties_in_order()
    {
        Run(Wide + "$one = $rows[0] | Get-NetworkPrediction $result");
        Assert.Equal(["Serial", "Alpha", "Beta", "Gamma", "Delta", "Note", "Fails", "Prediction", "Probability"], Lines("$one.PSObject.Properties.Name"));
        Assert.Equal("PSNeuralNet.ClassPrediction System.Management.Automation.PSCustomObject System.Object", Get<string>("\"$($one.PSObject.TypeNames)\""));
        Assert.Equal("True", Get<string>("\"$($one -is [pscustomobject])\""));
        Assert.Equal(9, Shown("$one | Format-List *").Split('\n').Length);
        Assert.Matches("^Beta +Probability$", Shown("$one | Format-Table Beta, Probability").Split('\n')[0]);
    }

    [Fact]
    public void Explanations_are_rounded()
    {
        Run(Wide + "$explained = $rows | Select-Object -First 3 | Get-NetworkPrediction $result -Explain");
        foreach (string shown in new[] { Shown("$explained"), Shown("$explained.Explanation"), Shown("$explained | Format-Table Explanation -Wrap"), Shown("$explained | ForEach-Object { \"$($_.Explanation)\" }") })
        {
            Assert.Contains("Alpha", shown, StringComparison.Ordinal);
            Assert.DoesNotMatch("[1-9][0-9.]{8}", shown);
        }

        Assert.Contains("Serial=1000001", "Serial=" + Get<string>("[PSNeuralNet.Evaluation.Contribution]::NumberText(1000001)"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_gradient_check_is_a_table_of_six_columns()
    {
        string[] lines = Shown(Setup + "$moons | Test-NetworkGradient $p").Split('\n');
        Assert.Equal("Matrix RelativeDifference Row Column      Analytic       Numeric", lines[0]);
        Assert.Matches(@"^dW1 +\d\.\dE-\d+ +3 +0 -0\.3992243578 -0\.3992243578$", lines[2]);
    }

    [Fact]
    public void A_matrix_is_fitted_to_the_window()
    {
        string[] lines = Shown(Setup + "[PSNeuralNet.Commands.MatrixView]::ToText($p.W1 * $moons.X, 50)").Split('\n');
        Assert.Equal("5 x 500", lines[0]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 49));
        Assert.Contains("...", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$moons", "moons (500 samples, 2 features)")]
    [InlineData("$p", "2-5-1 tanh/sigmoid")]
    [InlineData("$cache", "2-5-1 tanh/sigmoid on moons (500 samples, 2 features)")]
    [InlineData("($cache | Invoke-BackPropagation)", "gradient of 2-5-1 tanh/sigmoid")]
    [InlineData("($moons | Invoke-NetworkTraining -Seed 3)", "2-5-1 tanh/sigmoid, 5000 epochs, 0.7313 to 0.0759")]
    [InlineData("($moons | Invoke-NetworkTraining -Seed 3).CostHistory[100]", "epoch 100: 0.2937")]
    [InlineData("$moons.Schema", "X1, X2 -> Label (0, 1)")]
    public void The_text_of_each_type_is_short(string expression, string expected) =>
        Assert.Equal(expected, Get<string>(Setup + expression + ".ToString()"));

    private const string Wide = """
        $rows = foreach ($i in 1..80) { [pscustomobject]@{ Serial = 1000000 + $i; Alpha = $i / 7; Beta = $i % 5; Gamma = $i % 3; Delta = ([datetime] '2026-01-01').AddDays($i % 20); Note = "a text that is not short, of row $i"; Fails = if ($i % 5 + $i % 3 -gt 3) { 'yes' } else { 'no' } } }
        $result = $rows | Invoke-NetworkTraining Fails -ExcludeFeature Serial, Note -Epochs 20 -Seed 1 3>$null

        """;

    private const string Setup = "$moons = New-MoonsDataset -Seed 0; $p = $moons | Initialize-NetworkParameter -Seed 3; $cache = $moons | Invoke-ForwardPropagation $p;";
}
