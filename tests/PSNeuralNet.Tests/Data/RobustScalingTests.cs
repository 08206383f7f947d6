namespace PSNeuralNet.Tests.Data;

/// <summary>Median, quartiles and smooth clipping of features.</summary>
public class RobustScalingTests
{
    [Fact]
    public void Center_and_scale_are_median_and_quartiles()
    {
        // numpy.quantile([1, 2, 4, 8, 100, 7], [0.25, 0.5, 0.75]) is 2.5, 5.5, 7.75. A column whose quartiles are equal has half its range, a constant one 1.
        Scaling scaling = Fit([[1, 2, 4, 8, 100, 7], [0, 0, 0, 0, 0, 5], [3, 3, 3, 3, 3, 3]]);
        Reference.AssertClose([5.5, 0, 3], scaling.FeatureMean, 1e-15);
        Reference.AssertClose([5.25 / 1.349, 2.5, 1], scaling.FeatureDeviation, 1e-15);
        Assert.Equal([3, 3, 3], scaling.FeatureClip);
        double x = (100 - 5.5) / (5.25 / 1.349);
        Assert.Equal(x / Math.Sqrt(1 + (x * x / 9)), scaling.Standardize(0, 100), 1e-15);
        Assert.Equal(0, scaling.Standardize(0, 5.5));
        Assert.Equal(3, scaling.Standardize(0, 1e200), 1e-15);
        Assert.Equal(-3, scaling.Standardize(0, -1e300), 1e-15);
    }

    [Fact]
    public void Weighted_rows_are_repeated_rows()
    {
        Scaling weighted = Fit([[5, 1, 9, 4, 2]], [1, 3, 0, 2, 4]), repeated = Fit([[5, 1, 1, 1, 4, 4, 2, 2, 2, 2]]);
        Assert.Equal(repeated.FeatureMean, weighted.FeatureMean);
        Assert.Equal(repeated.FeatureDeviation, weighted.FeatureDeviation);
    }

    [Fact]
    public void A_network_predicts_one_by_one_as_in_blocks_and_continues_as_one_training()
    {
        Dataset data = RegressionGenerator.Generate(90, 70, 5, 1, 1, shuffle: true, seed: 3);
        var options = new TrainingOptions { Standardize = true, RobustScaling = true, Optimizer = Optimizer.Adam, EpochCount = 20 };
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [70, 6, 1], [Activation.Tanh]), Initialization.He, 3, data.Schema);
        TrainingResult result = Trainer.Train(data, start, options);
        var predictor = new Predictor(result.Parameter);
        Matrix<double> together = predictor.Predict(data);
        for (int s = 0; s < data.SampleCount; s++)
        {
            Assert.Equal(together[0, s], predictor.Predict(data.X.Column(s).ToArray())[0], 1e-12);
        }

        // Features as the network sees them, given to the same network without scaling of features.
        Scaling scaling = result.Parameter.Scaling!;
        var seen = new Dataset(data.X.MapIndexed((feature, _, value) => scaling.Standardize(feature, value)), data.Y, data.Schema);
        NetworkParameter plain = result.Parameter.With(new Scaling([], [], [.. scaling.TargetMean], [.. scaling.TargetDeviation]));
        Reference.AssertClose(together.Row(0), new Predictor(plain).Predict(seen).Row(0), 1e-12);
        TrainingResult whole = Trainer.Train(data, start, options with { EpochCount = 40 }), more = Trainer.Train(data, new TrainingStart(result), options);
        Assert.Equal(whole.Parameter.Flatten(), more.Parameter.Flatten());

        NeuralNetwork read = NetworkFile.Parse(NetworkFile.ToJson(result.Network), "robust");
        Assert.Equal(together.Row(0), new Predictor(read.Parameter).Predict(data).Row(0));
        Assert.Equal("standardizes 70 features and 1 target, clips features", read.Scaling!.ToString());
    }

    [Fact]
    public void Sparse_rows_are_clipped_likewise()
    {
        var random = new RandomState(3);
        Matrix<double> x = Matrix<double>.Build.Dense(80, 200, (_, _) => Math.Abs(random.StandardNormal()) > 2 ? 10 * random.StandardNormal() : 0);
        var data = new Dataset(x, x.SubMatrix(0, 1, 0, 200), DataSchema.DefaultRegression(80, 1));
        Scaling scaling = Scaling.Of(data, new ScalingPlan { Standardizes = true, IsRobust = true })!;
        SparseRows rows = SparseFeatures.Of(data, scaling)!;
        for (int s = 0; s < 200; s++)
        {
            for (int at = rows.Start[s]; at < rows.Start[s + 1]; at++)
            {
                Assert.Equal(scaling.Standardize(rows.Column[at], x[rows.Column[at], s]), rows.Value[at]);
            }
        }
    }

    private static Scaling Fit(double[][] rows, double[]? weight = null) => Scaling.Of(
        new Dataset(Matrix<double>.Build.DenseOfRowArrays(rows), Matrix<double>.Build.Dense(1, rows[0].Length, (_, s) => s), DataSchema.DefaultRegression(rows.Length, 1), weight: weight),
        new ScalingPlan { Standardizes = true, IsRobust = true })!;
}
