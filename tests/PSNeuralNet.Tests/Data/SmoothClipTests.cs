namespace PSNeuralNet.Tests.Data;

/// <summary>Smooth clipping of standardized features.</summary>
public class SmoothClipTests
{
    [Fact]
    public void A_standardized_number_is_bounded_by_the_limit()
    {
        // Mean 5 and deviation 3 of 2 and 8, a constant column 0 and 1.
        Scaling scaling = Fit([[2, 8], [3, 3]]);
        Assert.Equal([3, 3], scaling.FeatureClip);
        Assert.Equal((5, 3.0), (scaling.FeatureMean[0], scaling.FeatureDeviation[0]));
        double x = (100 - 5) / 3.0;
        Assert.Equal(x / Math.Sqrt(1 + (x * x / 9)), scaling.Standardize(0, 100), 1e-15);
        Assert.Equal(0, scaling.Standardize(0, 5));
        Assert.Equal(3, scaling.Standardize(0, 1e200), 1e-15);
        Assert.Equal(-3, scaling.Standardize(0, -1e300), 1e-15);
    }

    [Fact]
    public void A_network_predicts_one_by_one_as_in_blocks_and_continues_as_one_training()
    {
        Dataset data = RegressionGenerator.Generate(90, 70, 5, 1, 1, shuffle: true, seed: 3);
        var options = new TrainingOptions { Standardize = true, FeatureClip = 3, Optimizer = Optimizer.Adam, EpochCount = 20 };
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

        NeuralNetwork read = NetworkFile.Parse(NetworkFile.ToJson(result.Network), "clipped");
        Assert.Equal(together.Row(0), new Predictor(read.Parameter).Predict(data).Row(0));
        Assert.Equal("standardizes 70 features and 1 target, clips features", read.Scaling!.ToString());
    }

    [Fact]
    public void Sparse_rows_are_clipped_likewise()
    {
        var random = new RandomState(3);
        Matrix<double> x = Matrix<double>.Build.Dense(80, 200, (_, _) => Math.Abs(random.StandardNormal()) > 2 ? 10 * random.StandardNormal() : 0);
        var data = new Dataset(x, x.SubMatrix(0, 1, 0, 200), DataSchema.DefaultRegression(80, 1));
        var scaling = new Scaling(new double[80], [.. Enumerable.Repeat(2.0, 80)], [], []) { FeatureClip = [.. Enumerable.Repeat(3.0, 80)] };
        SparseRows<double> rows = SparseFeatures.Of(data, scaling)!;
        for (int s = 0; s < 200; s++)
        {
            for (int at = rows.Start[s]; at < rows.Start[s + 1]; at++)
            {
                Assert.Equal(scaling.Standardize(rows.Column[at], x[rows.Column[at], s]), rows.Value[at]);
            }
        }
    }

    private static Scaling Fit(double[][] rows) => Scaling.Of(
        new Dataset(Matrix<double>.Build.DenseOfRowArrays(rows), Matrix<double>.Build.Dense(1, rows[0].Length, (_, s) => s), DataSchema.DefaultRegression(rows.Length, 1)),
        new ScalingPlan { Standardizes = true, FeatureClip = 3 })!;
}
