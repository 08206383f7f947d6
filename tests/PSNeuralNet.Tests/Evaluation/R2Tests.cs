namespace PSNeuralNet.Tests.Evaluation;

/// <summary>R2 in training, validation, reports and importance: the values of scikit-learn's r2_score, the same in all four.</summary>
public class R2Tests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    // x = +-1 in turn has the mean 0 and the variance 1, so predicting x + d has R2 = 1 - d^2.
    private static readonly double[] X = [.. Enumerable.Range(0, 300).Select(s => s % 2 == 0 ? 1.0 : -1)];

    [Theory]
    [InlineData(0.1, 0.25, 0)]
    [InlineData(0.1, 0.1, 1)]
    [InlineData(1e15 / 7, 0, 0)]
    public void A_constant_target_has_one_where_every_prediction_is_exact_and_zero_otherwise(double constant, double predicted, double expected)
    {
        Matrix<double> y = Build.Dense(1, X.Length, constant);
        AssertAll(expected, y, null, [0], [predicted]);
        AssertAll(expected, y, [.. X.Select((_, s) => 0.1 + (s % 7))], [0], [predicted]);
    }

    [Fact]
    public void Several_targets_have_the_mean_of_theirs()
    {
        Matrix<double> y = Build.Dense(2, X.Length, (target, s) => target == 0 ? 0.1 : X[s]);
        AssertAll(0.4985, y, null, [0, 1], [0.25, Math.Sqrt(0.003)]);
        AssertAll(0.9985, y, null, [0, 1], [0.1, Math.Sqrt(0.003)]);
    }

    [Fact]
    public void Weights_count_and_samples_of_weight_zero_do_not()
    {
        // The weighted mean of x is 1/2 and its variance 3/4; a row of weight 0 does not keep a target from being constant.
        double[] weight = [.. X.Select(x => x > 0 ? 3.0 : 1)];
        AssertAll(1 - (0.03 / 0.75), Build.Dense(1, X.Length, X), weight, [1], [Math.Sqrt(0.03)]);
        Matrix<double> y = Build.Dense(1, X.Length, 0.1);
        (y[0, 0], weight[0]) = (1e9, 0);
        AssertAll(0, y, weight, [0], [0.25]);
    }

    [Fact]
    public void One_sample_has_none() => AssertAll(double.NaN, Build.Dense(1, 1, 0.1), null, [0], [0.25]);

    /// <summary>R2 of the predictions slope * x + bias, from all that measure it.</summary>
    private static void AssertAll(double expected, Matrix<double> y, double[]? weight, double[] slope, double[] bias)
    {
        var data = new Dataset(Build.Dense(1, y.ColumnCount, X[..y.ColumnCount]), y, new DataSchema(["x"], y.RowCount == 1 ? ["y"] : ["y1", "y2"], []), weight: weight);
        var network = new NetworkParameter([Build.DenseOfColumnArrays(slope), Build.DenseOfColumnArrays(bias)], data.Schema);
        var options = new TrainingOptions { EpochCount = 1, LearningRate = 1e-300, ValidationDataset = data };
        TrainingResult result = Trainer.Train(data, network, options);
        Assert.Equal(expected, result.R2!.Value, 1e-14);
        Assert.Equal(expected, result.ValidationR2!.Value, 1e-14);
        Assert.Equal(expected, ((RegressionReport)Evaluator.Measure(data, network)).R2, 1e-14);
        Assert.Equal(expected, Assert.Single(PermutationImportance.Measure(data, network, repeat: 1)).Baseline, 1e-14);
    }
}
