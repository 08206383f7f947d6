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

    private const string Setup = "$moons = New-MoonsDataset -Seed 0; $p = $moons | Initialize-NetworkParameter -Seed 3; $cache = $moons | Invoke-ForwardPropagation $p;";
}
