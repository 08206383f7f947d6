namespace PSNeuralNet.Tests.Networks;

/// <summary>The loss Quantile: values of scikit-learn and NumPy, gradients, predictions that do not cross, and what is refused.</summary>
public unsafe class QuantileLossTests
{
    private static readonly JsonElement Expected = Reference.Load("quantile_loss");
    private static readonly double[] Deciles = [0.1, 0.5, 0.9];

    [Fact]
    public void Loss_and_slope_are_those_of_scikit_learn()
    {
        double[] quantiles = Expected.Doubles("quantiles"), y = Expected.Doubles("y"), weights = Expected.Doubles("weight");
        double[][] predicted = Expected.Rows("predicted");
        foreach (double[]? weight in new[] { null, weights })
        {
            (double wide, double[] slopes) = Evaluate<Simd512>(quantiles, predicted, y, weight);
            Assert.Equal([wide, .. slopes], Evaluate<Simd256>(quantiles, predicted, y, weight) is var (narrow, others) ? [narrow, .. others] : Array.Empty<double>());
            Assert.Equal(Expected.Doubles(weight is null ? "loss" : "weightedLoss").Average(), wide, 1e-12);
            double total = weight?.Sum() ?? y.Length;
            for (int i = 0; i < slopes.Length; i++)
            {
                // -q below the actual value, 1 - q above it, 0 at the corner.
                (int row, int sample) = (i / y.Length, i % y.Length);
                int side = predicted[row][sample].CompareTo(y[sample]);
                double slope = side < 0 ? -quantiles[row] : side > 0 ? 1 - quantiles[row] : 0;
                Assert.Equal(slope * (weight?[sample] ?? 1) / total / quantiles.Length, slopes[i], 1e-15);
            }
        }
    }

    [Fact]
    public void Metrics_are_those_of_scikit_learn()
    {
        double[] quantiles = Expected.Doubles("quantiles"), y = Expected.Doubles("y"), weight = Expected.Doubles("weight");
        Matrix<double> actual = Matrix<double>.Build.DenseOfRowArrays(y), predicted = Matrix<double>.Build.DenseOfRowArrays(Expected.Rows("predicted"));
        RegressionReport plain = RegressionReport.Create(actual, predicted.SubMatrix(2, 1, 0, y.Length)).WithQuantiles(y, predicted, quantiles, null);
        Reference.AssertClose(Expected.Doubles("loss"), plain.Quantile.Select(one => one.PinballLoss), 1e-12);
        Assert.Equal(Expected.Doubles("loss").Average(), plain.PinballLoss!.Value, 1e-12);
        Assert.Equal(Enumerable.Range(0, y.Length).Count(i => predicted[0, i] <= y[i] && y[i] <= predicted[4, i]) / (double)y.Length, plain.Coverage!.Value, 1e-12);
        Assert.Equal(Enumerable.Range(0, y.Length).Count(i => y[i] <= predicted[1, i]) / (double)y.Length, plain.Quantile[1].ShareBelow, 1e-12);

        // That of the median is half the mean absolute error.
        Assert.Equal(plain.MeanAbsoluteError / 2, plain.Quantile[2].PinballLoss, 1e-12);
        RegressionReport weighted = RegressionReport.Create(actual, predicted.SubMatrix(2, 1, 0, y.Length), weight).WithQuantiles(y, predicted, quantiles, weight);
        Reference.AssertClose(Expected.Doubles("weightedLoss"), weighted.Quantile.Select(one => one.PinballLoss), 1e-12);
        Assert.Null(RegressionReport.Create(actual, actual).WithQuantiles(y, actual, [0.5], null).Coverage);
        Assert.Null(RegressionReport.Create(actual, actual).PinballLoss);
    }

    [Fact]
    public void Without_features_the_outputs_become_the_quantiles_of_the_targets()
    {
        double[] quantiles = Expected.Doubles("quantiles"), y = Expected.Doubles("y");
        var data = new Dataset(Matrix<double>.Build.Dense(1, y.Length), Matrix<double>.Build.DenseOfRowArrays(y), DataSchema.DefaultRegression(1));
        TrainingResult result = Train(data, [], quantiles, new TrainingOptions { EpochCount = 4000, Optimizer = Optimizer.Adam, LearningRate = 0.02, Schedule = Schedule.Cosine, Standardize = true });
        double[] predicted = [.. new Predictor(result.Parameter, allQuantiles: true).Predict(data).Column(0)], sorted = [.. y.Order()];
        double[] empirical = Expected.Doubles("empirical");
        for (int i = 0; i < quantiles.Length; i++)
        {
            // Of 60 values, every number from one of two neighbors to the other has the same share below it.
            double place = quantiles[i] * (y.Length - 1), spread = sorted[Math.Min(y.Length - 1, (int)place + 2)] - sorted[Math.Max(0, (int)place - 1)];
            Assert.Equal(empirical[i], predicted[i], spread);
        }

        // The loss itself is that of the empirical quantiles, to a thousandth.
        double best = quantiles.Select((q, i) => y.Average(value => value >= empirical[i] ? q * (value - empirical[i]) : (1 - q) * (empirical[i] - value))).Average();
        double loss = ((RegressionReport)Evaluator.Measure(data, result.Parameter)).PinballLoss!.Value;
        Assert.InRange(loss, 0, best * 1.001);
    }

    [Fact]
    public void A_network_without_hidden_layers_is_the_regression_of_scikit_learn()
    {
        double[] x = Expected.Doubles("x"), y = Expected.Doubles("line");
        var data = new Dataset(Matrix<double>.Build.DenseOfRowArrays(x), Matrix<double>.Build.DenseOfRowArrays(y), DataSchema.DefaultRegression(1));
        TrainingResult result = Train(data, [], Deciles, new TrainingOptions { EpochCount = 6000, Optimizer = Optimizer.Adam, LearningRate = 0.02, Schedule = Schedule.Cosine, Standardize = true });
        var report = (RegressionReport)Evaluator.Measure(data, result.Parameter);
        Assert.All(report.Quantile.Zip(Expected.Doubles("lineLoss")), pair => Assert.InRange(pair.First.PinballLoss, pair.Second * (1 - 1e-12), pair.Second * 1.001));
        Matrix<double> ends = new Predictor(result.Parameter, allQuantiles: true).Predict(new Dataset(Matrix<double>.Build.DenseOfRowArrays([0.0, 1.0]), Matrix<double>.Build.Dense(1, 2), DataSchema.DefaultRegression(1)));
        Assert.All(Expected.Rows("linePredicted"), (line, i) => Reference.AssertClose(line, ends.Row(i), 0.1));
        Assert.InRange(report.Coverage!.Value, 0.76, 0.84);
    }

    [Theory]
    [InlineData(TargetTransform.None)]
    [InlineData(TargetTransform.Log)]
    public void The_gradient_is_that_of_differences(TargetTransform transform)
    {
        Dataset data = Skewed(50);
        NetworkParameter parameter = Train(data, [4], Deciles, new TrainingOptions { EpochCount = 3, LearningRate = 0.1, Standardize = true, TargetTransform = transform }).Parameter;
        Assert.All(GradientCheck.Run(data, parameter), difference => Assert.InRange(difference.RelativeDifference, 0, 1e-6));
    }

    [Fact]
    public void One_update_by_hand()
    {
        // z = (1, 1, 1) for x = 2 and y = 3, and for x = 4 and y = 0: slopes (-q + (1 - q) x) / 2 / 3.
        var data = new Dataset(Matrix<double>.Build.DenseOfRowArrays([2.0, 4.0]), Matrix<double>.Build.DenseOfRowArrays([3.0, 0.0]), DataSchema.DefaultRegression(1));
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [1, 1], null, Loss.Quantile, null, Deciles);
        var start = new NetworkParameter(shape, [0, 0, 0, 1, 1, 1], data.Schema);
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions { EpochCount = 1, LearningRate = 1 });
        Assert.Equal(Deciles.Average(q => ((q * 2) + ((1 - q) * 1)) / 2), result.CostHistory[0].Cost, 1e-15);
        Reference.AssertClose(Deciles.Select(q => -((-q * 2) + ((1 - q) * 4)) / 6), result.Parameter["W1"].Column(0), 1e-15);
        Reference.AssertClose(Deciles.Select(q => 1 - ((-q + 1 - q) / 6)), result.Parameter["b1"].Column(0), 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Predictions_do_not_cross(int ensemble)
    {
        Dataset data = Skewed(120);
        var options = new TrainingOptions { EpochCount = 4, Optimizer = Optimizer.Adam, Standardize = true, EnsembleCount = ensemble, Seed = 5 };
        NetworkParameter network = Train(data, [6], [0.2, 0.4, 0.5, 0.6, 0.8], options).Parameter;
        bool crosses = false;
        foreach (NetworkParameter one in network.Single)
        {
            Matrix<double> raw = ForwardCache.Compute(data, one).Output, sorted = new Predictor(one, allQuantiles: true).Predict(data);
            for (int s = 0; s < data.SampleCount; s++)
            {
                double[] outputs = [.. raw.Column(s).Select(z => (z * one.Scaling!.TargetDeviation[0]) + one.Scaling.TargetMean[0])];
                crosses |= !outputs.SequenceEqual(outputs.Order());
                Reference.AssertClose(outputs.Order(), sorted.Column(s), 1e-12);
            }
        }

        Assert.True(crosses);
        var all = new Predictor(network, allQuantiles: true);
        Matrix<double> predicted = all.Predict(data), middle = new Predictor(network).Predict(data);
        Assert.Equal((5, 1), (predicted.RowCount, middle.RowCount));
        for (int s = 0; s < data.SampleCount; s++)
        {
            Assert.Equal(predicted.Column(s).Order(), predicted.Column(s));
            Assert.Equal(predicted[2, s], middle[0, s]);
            Reference.AssertClose(predicted.Column(s), all.Predict([.. data.X.Column(s)]).ToArray(), 1e-12);
            Reference.AssertClose(predicted.Column(s), Enumerable.Range(0, 5).Select(row => network.Single.Average(one => new Predictor(one, allQuantiles: true).Predict([.. data.X.Column(s)])[row])), 1e-12);
        }
    }

    [Fact]
    public void Logarithms_and_ranges_keep_the_order_of_quantiles()
    {
        Dataset data = Skewed(150);
        var options = new TrainingOptions { EpochCount = 200, Optimizer = Optimizer.Adam, LearningRate = 0.02, Standardize = true, TargetTransform = TargetTransform.Log, ClipTarget = true };
        NetworkParameter network = Train(data, [6], Deciles, options).Parameter;
        Scaling scaling = network.Scaling!;
        Matrix<double> raw = ForwardCache.Compute(data, network).Output, predicted = new Predictor(network, allQuantiles: true).Predict(data);
        for (int s = 0; s < data.SampleCount; s++)
        {
            // The quantile of the logarithm is the logarithm of the quantile.
            double[] numbers = [.. raw.Column(s).Order().Select(z => Math.Exp((z * scaling.TargetDeviation[0]) + scaling.TargetMean[0]) - scaling.TargetShift[0])];
            Reference.AssertClose(numbers.Select(number => Math.Clamp(number, scaling.TargetMinimum[0], scaling.TargetMaximum[0])), predicted.Column(s), 1e-9);
        }

        var report = (RegressionReport)Evaluator.Measure(data, network);
        Assert.InRange(report.Quantile[0].ShareBelow, 0.04, 0.16);
        Assert.InRange(report.Quantile[2].ShareBelow, 0.84, 0.96);
    }

    [Fact]
    public void A_network_that_is_trained_further_on_another_scale_predicts_the_same()
    {
        Dataset data = Skewed(100);
        NetworkParameter network = Train(data, [3], Deciles, new TrainingOptions { EpochCount = 20, Optimizer = Optimizer.Adam, Standardize = true }).Parameter;
        Dataset other = data.Take([.. Enumerable.Range(0, 40)]);
        NetworkParameter adapted = ScalingFit.Adapt(network, Scaling.Of(other));
        Assert.NotEqual(network.Scaling!.TargetMean[0], adapted.Scaling!.TargetMean[0]);
        Reference.AssertClose(new Predictor(network, allQuantiles: true).Predict(data).Enumerate(), new Predictor(adapted, allQuantiles: true).Predict(data).Enumerate(), 1e-9);
    }

    [Theory]
    [InlineData(new[] { 0.5, 0.1 }, "QuantileInvalid", "0.1 comes after 0.5")]
    [InlineData(new[] { 0.1, 0.1, 0.5 }, "QuantileInvalid", "0.1 is there twice")]
    [InlineData(new[] { 0.0, 0.5 }, "QuantileInvalid", "0 is not above 0")]
    [InlineData(new[] { 0.5, 1.0 }, "QuantileInvalid", "1 is not above 0 and below 1")]
    [InlineData(new[] { 0.5, double.NaN }, "QuantileInvalid", "NaN is not")]
    [InlineData(new double[0], "QuantileInvalid", "there are 0")]
    public void Quantiles_that_are_none_are_refused(double[] quantiles, string id, string text)
    {
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkShape.For(NetworkTask.Regression, [2, 1], null, Loss.Quantile, null, quantiles));
        Assert.Equal(id, error.Id);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_go_with_quantiles_is_refused()
    {
        string IdOf(NetworkTask task, int targets, Loss? loss, double? delta, double[]? quantiles) =>
            Assert.Throws<NetworkException>(() => NetworkShape.For(task, [2, targets], null, loss, delta, quantiles)).Id;
        Assert.Equal("QuantileTargets", IdOf(NetworkTask.Regression, 2, Loss.Quantile, null, null));
        Assert.Equal("QuantileMismatch", IdOf(NetworkTask.Regression, 1, null, null, Deciles));
        Assert.Equal("QuantileMismatch", IdOf(NetworkTask.Regression, 1, Loss.Huber, null, Deciles));
        Assert.Equal("DeltaMismatch", IdOf(NetworkTask.Regression, 1, Loss.Quantile, 1, Deciles));
        Assert.Equal("LossMismatch", IdOf(NetworkTask.Binary, 1, Loss.Quantile, null, null));
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [2, 3, 1], null, Loss.Quantile);
        Assert.Equal((3, 1, "Quantile 0.1, 0.5, 0.9"), (shape.OutputSize, shape.TargetCount, shape.LossText));
        Dataset data = Skewed(30);
        Assert.Equal("LbfgsMismatch", Assert.Throws<NetworkException>(() => Train(data, [3], Deciles, new TrainingOptions { EpochCount = 5, Optimizer = Optimizer.LBFGS })).Id);
    }

    [Theory]
    [InlineData(new[] { 0.1, 0.5, 0.9 }, 1, "Quantile10 Quantile50 Quantile90")]
    [InlineData(new[] { 0.025, 0.975 }, 0, "Quantile2_5 Quantile97_5")]
    [InlineData(new[] { 0.3, 0.6, 0.7 }, 1, "Quantile30 Quantile60 Quantile70")]
    [InlineData(new[] { 1e-9, 0.07, 0.57 }, 2, "Quantile0_0000001 Quantile7 Quantile57")]
    [InlineData(new[] { 0.1, 0.9 }, 0, "Quantile10 Quantile90")]
    public void The_prediction_is_the_quantile_nearest_to_the_median(double[] quantiles, int middle, string names)
    {
        Assert.Equal(middle, QuantileOutput.Middle(quantiles));
        Assert.Equal(names, string.Join(' ', quantiles.Select(QuantileOutput.NameOf)));
    }

    private static TrainingResult Train(Dataset data, int[] hidden, double[] quantiles, TrainingOptions options)
    {
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [data.FeatureCount, .. hidden, 1], null, Loss.Quantile, null, quantiles);
        return Trainer.Train(data, Initializer.Initialize(shape, Initialization.Xavier, 7, data.Schema), options);
    }

    /// <summary>Positive numbers with a long tail, by two features.</summary>
    private static Dataset Skewed(int samples)
    {
        var random = new RandomState(11);
        Matrix<double> x = Matrix<double>.Build.Dense(2, samples, (_, _) => random.StandardNormal());
        Matrix<double> y = Matrix<double>.Build.Dense(1, samples, (_, s) => Math.Exp(1 + (0.6 * x[0, s]) - (0.3 * x[1, s]) + (0.5 * random.StandardNormal())));
        return new Dataset(x, y, DataSchema.DefaultRegression(2));
    }

    /// <summary>The mean loss of predictions, quantiles x samples, and its slopes by them.</summary>
    private static (double Loss, double[] Slope) Evaluate<T>(double[] quantiles, double[][] predicted, double[] y, double[]? weight)
        where T : struct, ISimd<T, double>
    {
        int stride = Simd<double>.Padded(y.Length), rows = quantiles.Length;
        AlignedBuffer<double> z = new(rows * stride), target = new(rows * stride), weights = new(stride), output = new(rows * stride), gradient = new(rows * stride);
        for (int row = 0; row < rows; row++)
        {
            predicted[row].CopyTo(z.Span[(row * stride)..]);
            y.CopyTo(target.Span[(row * stride)..]);
        }

        double total = weight?.Sum() ?? y.Length;
        y.Select((_, s) => (weight?[s] ?? 1) / total).ToArray().CopyTo(weights.Span);
        var loss = (QuantileLoss)LossFunction.For(NetworkTask.Regression, Loss.Quantile, null, quantiles);
        double sum = loss.Evaluate<T, double>(z.Pointer, target.Pointer, weights.Pointer, output.Pointer, gradient.Pointer, rows, stride, stride);
        double[] slopes = [.. Enumerable.Range(0, rows).SelectMany(row => gradient.Span.Slice(row * stride, y.Length).ToArray())];
        GC.KeepAlive(z);
        GC.KeepAlive(target);
        GC.KeepAlive(weights);
        GC.KeepAlive(output);
        return (sum, slopes);
    }
}
