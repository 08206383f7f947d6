namespace PSNeuralNet.Tests.Networks;

/// <summary>The losses of numbers (but for that of quantiles, in QuantileLossTests): values by hand, a training against plain loops, files, and what is refused.</summary>
public unsafe class LossTests
{
    private const double Delta = 1.5;

    public static TheoryData<Loss> ForNumbers => [.. LossFunction.All.Where(loss => loss.Task == NetworkTask.Regression && loss.Quantile.Count == 0).Select(loss => loss.Loss)];

    // c and dc/dz by the formulas of PyTorch's HuberLoss, L1Loss and PoissonNLLLoss(log_input), by hand; e^700 stands for e^1000.
    [Theory]
    [InlineData(Loss.Huber, 3.0, 2.0, 0.5, 1.0)]
    [InlineData(Loss.Huber, 2.0, 3.5, 1.125, -1.5)]
    [InlineData(Loss.Huber, 6.0, 2.0, 4.875, 1.5)]
    [InlineData(Loss.Huber, -1000.0, 0.0, 1498.875, -1.5)]
    [InlineData(Loss.Huber, 1000.0, 0.0, 1498.875, 1.5)]
    [InlineData(Loss.MeanAbsoluteError, 2.0, 2.0, 0.0, 0.0)]
    [InlineData(Loss.MeanAbsoluteError, 1.0, 3.0, 2.0, -1.0)]
    [InlineData(Loss.MeanAbsoluteError, 1000.0, -1000.0, 2000.0, 1.0)]
    [InlineData(Loss.MeanAbsoluteError, -1000.0, 1.0, 1001.0, -1.0)]
    [InlineData(Loss.MeanSquaredError, 1000.0, -1000.0, 4e6, 4000.0)]
    [InlineData(Loss.Poisson, 0.0, 3.0, 1.0, -2.0)]
    [InlineData(Loss.Poisson, 1.0, 2.0, 0.7182818284590451, 0.7182818284590451)]
    [InlineData(Loss.Poisson, -1000.0, 5.0, 5000.0, -5.0)]
    [InlineData(Loss.Poisson, 1000.0, 5.0, 1.0142320547350045e304, 1.0142320547350045e304)]
    public void Values_and_slopes_are_those_of_the_formulas(Loss loss, double z, double y, double value, double slope)
    {
        double[] wide = Evaluate<Simd512>(loss, z, y), narrow = Evaluate<Simd256>(loss, z, y);
        Assert.Equal(wide, narrow);

        // The mean over two targets, of which the other one is fitted exactly (of Poisson, 1 with z = 0).
        double other = loss == Loss.Poisson ? 1 : 0;
        Close((value + other) / 2, wide[0]);
        Close(slope / 2, wide[1]);
        Assert.Equal(0, wide[2]);
    }

    [Theory, MemberData(nameof(ForNumbers))]
    public void A_training_is_that_of_plain_loops(Loss loss)
    {
        Dataset data = Counts(60);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [2, 3, 2], null, loss, loss == Loss.Huber ? Delta : null), Initialization.Xavier, 7, data.Schema);
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions { EpochCount = 40, LearningRate = 0.05 });
        Reference.AssertClose(PlainCosts(data, start, loss, 40, 0.05), result.CostHistory.Select(epoch => epoch.Cost), 1e-11);
    }

    [Theory, MemberData(nameof(ForNumbers))]
    public void Standardized_targets_have_the_gradient_of_differences_too(Loss loss)
    {
        Dataset data = Counts(50);
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [2, 4, 2], null, loss);
        NetworkParameter parameter = Initializer.Initialize(shape, Initialization.Xavier, 7, data.Schema).With(Scaling.Of(data, true, shape.LossFunction.AllowsStandardizedTarget));
        Assert.Equal(loss == Loss.Poisson ? 0 : 2, parameter.Scaling!.TargetMean.Count);
        Assert.All(GradientCheck.Run(data, parameter), difference => Assert.InRange(difference.RelativeDifference, 0, 1e-6));
    }

    [Fact]
    public void Delta_is_in_the_unit_of_the_target()
    {
        Dataset data = Counts(50);
        var schema = DataSchema.DefaultRegression(2);
        data = new Dataset(data.X, data.Y.SubMatrix(0, 1, 0, 50), schema);
        NetworkParameter parameter = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [2, 3, 1], null, Loss.Huber, 0.8), Initialization.Xavier, 7, schema).With(Scaling.Of(data));
        double deviation = parameter.Scaling!.TargetDeviation[0];
        double[] predicted = [.. new Predictor(parameter).Predict(data).Enumerate()];
        double cost = predicted.Select((number, i) => Math.Abs(number - data.Y[0, i])).Average(d => d <= 0.8 ? d * d / 2 : 0.8 * (d - 0.4));
        Assert.Equal(cost / (deviation * deviation), ForwardCache.Compute(data, parameter).Cost(), 1e-12);
    }

    [Theory, MemberData(nameof(ForNumbers))]
    public void Trained_networks_come_back_from_files(Loss loss)
    {
        Dataset data = Counts(60);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [2, 3, 2], null, loss, loss == Loss.Huber ? Delta : null), Initialization.Xavier, 7, data.Schema);
        TrainingResult result = Trainer.Train(data, start, new TrainingOptions { EpochCount = 30, Optimizer = Optimizer.Adam, LearningRate = 0.05, Standardize = true });
        byte[] json = NetworkFile.ToJson(result.Network);
        Assert.Contains($"\"formatVersion\": {(loss == Loss.MeanSquaredError ? 1 : 2)},", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        NeuralNetwork read = NetworkFile.Parse(json, "x.json");
        Assert.Equal((loss, start.Shape.Delta), (read.Loss, read.Parameter.Shape.Delta));
        Assert.Equal(json, NetworkFile.ToJson(read));
        double[] predicted = [.. new Predictor(result.Parameter).Predict(data).Enumerate()];
        Assert.Equal(predicted, new Predictor(read.Parameter).Predict(data).Enumerate());
        Assert.Equal(ForwardCache.Compute(data, result.Parameter).Cost(), ForwardCache.Compute(data, read.Parameter).Cost());
        Assert.True(loss != Loss.Poisson || predicted.Min() >= 0);
        Assert.True(result.CostHistory[^1].Cost < result.CostHistory[0].Cost);
    }

    [Theory]
    [InlineData("\"loss\": \"Huber\"", "\"loss\": \"CategoricalCrossEntropy\"")]
    [InlineData("\"loss\": \"Huber\"", "\"loss\": \"Poisson\"")]
    [InlineData("\"loss\": \"Huber\"", "\"loss\": \"Hinge\"")]
    [InlineData("\"delta\": 1.5", "\"delta\": 0")]
    [InlineData("\"delta\": 1.5", "\"delta\": \"1\"")]
    public void A_file_with_a_loss_that_does_not_fit_is_refused(string text, string other)
    {
        NetworkShape shape = NetworkShape.For(NetworkTask.Regression, [2, 3, 2], null, Loss.Huber, Delta);
        string json = Encoding.UTF8.GetString(NetworkFile.ToJson(new NeuralNetwork(Initializer.Initialize(shape, Initialization.He, 1))));
        Assert.Contains(text, json, StringComparison.Ordinal);
        byte[] changed = Encoding.UTF8.GetBytes(json.Replace(text, other, StringComparison.Ordinal));
        Assert.Equal("NetworkFileInvalid", Assert.Throws<NetworkException>(() => NetworkFile.Parse(changed, "x.json")).Id);
    }

    [Theory]
    [InlineData(NetworkTask.Binary, Loss.Huber, null, "LossMismatch")]
    [InlineData(NetworkTask.MultiClass, Loss.BinaryCrossEntropy, null, "LossMismatch")]
    [InlineData(NetworkTask.Regression, Loss.CategoricalCrossEntropy, null, "LossMismatch")]
    [InlineData(NetworkTask.Regression, Loss.Poisson, 1.0, "DeltaMismatch")]
    [InlineData(NetworkTask.Regression, null, 1.0, "DeltaMismatch")]
    [InlineData(NetworkTask.Regression, Loss.Huber, 0.0, "DeltaInvalid")]
    [InlineData(NetworkTask.Regression, Loss.Huber, double.PositiveInfinity, "DeltaInvalid")]
    public void A_loss_that_does_not_fit_is_refused(NetworkTask task, Loss? loss, double? delta, string id) =>
        Assert.Equal(id, Assert.Throws<NetworkException>(() => NetworkShape.For(task, [2, 3, task == NetworkTask.MultiClass ? 3 : 1], null, loss, delta)).Id);

    [Fact]
    public void Poisson_refuses_negative_targets_by_their_row()
    {
        Dataset data = Counts(20);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [2, 3, 2], null, Loss.Poisson), Initialization.He, 1, data.Schema);
        Matrix<double> y = data.Y.Clone();
        y[1, 6] = -2;
        var wrong = new Dataset(data.X, y, data.Schema);
        NetworkException[] errors =
        [
            Assert.Throws<NetworkException>(() => Trainer.Train(wrong, start, new TrainingOptions())),
            Assert.Throws<NetworkException>(() => Trainer.Train(data, start, new TrainingOptions { ValidationDataset = wrong })),
            Assert.Throws<NetworkException>(() => ForwardCache.Compute(wrong, start).Cost()),
            Assert.Throws<NetworkException>(() => GradientCheck.Run(wrong, start)),
        ];
        Assert.All(errors, error => Assert.Equal("TargetNegative", error.Id));
        Assert.All(errors, error => Assert.Contains("Row 7 has the target 'Y2' = -2", error.Message, StringComparison.Ordinal));

        // A sample of weight 0 is left out, whatever its target is.
        var left = new Dataset(data.X, y, data.Schema, weight: Enumerable.Range(0, 20).Select(sample => sample == 6 ? 0.0 : 1));
        Assert.Equal(StopReason.Completed, Trainer.Train(left, start, new TrainingOptions { EpochCount = 2, LearningRate = 0.01 }).StopReason);
    }

    [Fact]
    public void Divergence_is_relative_to_the_size_of_a_negative_cost()
    {
        var check = new DivergenceCheck();
        Assert.True(check.IsStable(2000, firstCost: -500));
        Assert.False(check.IsStable(500_001, firstCost: -500));
    }

    [Theory, MemberData(nameof(ForNumbers))]
    public void LBFGS_takes_losses_with_a_curvature(Loss loss)
    {
        Dataset data = Counts(60);
        NetworkParameter start = Initializer.Initialize(NetworkShape.For(NetworkTask.Regression, [2, 3, 2], null, loss), Initialization.Xavier, 7, data.Schema);
        var options = new TrainingOptions { EpochCount = 30, Optimizer = Optimizer.LBFGS };
        if (loss == Loss.MeanAbsoluteError)
        {
            Assert.Equal("LbfgsMismatch", Assert.Throws<NetworkException>(() => Trainer.Train(data, start, options)).Id);
            return;
        }

        TrainingResult result = Trainer.Train(data, start, options);
        Assert.True(result.CostHistory[^1].Cost < result.CostHistory[0].Cost);
    }

    /// <summary>Two counts, by two features.</summary>
    private static Dataset Counts(int samples)
    {
        var random = new RandomState(11);
        Matrix<double> x = Matrix<double>.Build.Dense(2, samples, (_, _) => random.StandardNormal());
        Matrix<double> y = Matrix<double>.Build.Dense(2, samples, (row, s) => Math.Floor(Math.Exp((0.6 * x[row, s]) - (0.3 * x[1 - row, s])) + (2 * random.Uniform())));
        return new Dataset(x, y, DataSchema.DefaultRegression(2, 2));
    }

    /// <summary>The loss of z and y in the first row, and of a fitted target in the second; and their slopes.</summary>
    private static double[] Evaluate<T>(Loss loss, double z, double y)
        where T : struct, ISimd<T, double>
    {
        int Stride = Simd<double>.Padding;
        var rows = new AlignedBuffer<double>(6 * Stride);
        double* at = rows.Pointer;
        (at[0], at[2 * Stride], at[4 * Stride]) = (z, y, 1);
        at[3 * Stride] = loss == Loss.Poisson ? 1 : 0;
        var output = new AlignedBuffer<double>(2 * Stride);
        var gradient = new AlignedBuffer<double>(2 * Stride);
        LossFunction function = LossFunction.For(NetworkTask.Regression, loss, loss == Loss.Huber ? Delta : null);
        function.Apply(at, output.Pointer, 2, Stride, Stride);
        double sum = function switch
        {
            Huber huber => huber.Evaluate<T, double>(at, at + (2 * Stride), at + (4 * Stride), output.Pointer, gradient.Pointer, 2, Stride, Stride),
            MeanAbsoluteError absolute => absolute.Evaluate<T, double>(at, at + (2 * Stride), at + (4 * Stride), output.Pointer, gradient.Pointer, 2, Stride, Stride),
            Poisson poisson => poisson.Evaluate<T, double>(at, at + (2 * Stride), at + (4 * Stride), output.Pointer, gradient.Pointer, 2, Stride, Stride),
            MeanSquaredError => MeanSquaredError.Evaluate<T, double>(at, at + (2 * Stride), at + (4 * Stride), output.Pointer, gradient.Pointer, 2, Stride, Stride),
            _ => throw new ArgumentException($"{loss} has no line here.", nameof(loss)),
        };
        double[] result = [sum, gradient.Span[0], gradient.Span[Stride]];
        GC.KeepAlive(rows);
        GC.KeepAlive(output);
        GC.KeepAlive(gradient);
        return result;
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-12 * Math.Max(1, Math.Abs(expected)));

    /// <summary>Full-batch gradient descent in loops over plain arrays: a = tanh(W1 x + b1), z = W2 a + b2.</summary>
    private static double[] PlainCosts(Dataset data, NetworkParameter start, Loss loss, int epochs, double rate)
    {
        double[,] w1 = start["W1"].ToArray(), w2 = start["W2"].ToArray(), b1 = start["b1"].ToArray(), b2 = start["b2"].ToArray();
        int units = w1.GetLength(0), inputs = w1.GetLength(1), outputs = w2.GetLength(0), samples = data.SampleCount;
        var costs = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            double[,] dw1 = new double[units, inputs], dw2 = new double[outputs, units], db1 = new double[units, 1], db2 = new double[outputs, 1];
            for (int s = 0; s < samples; s++)
            {
                var a = new double[units];
                for (int u = 0; u < units; u++)
                {
                    a[u] = Math.Tanh(b1[u, 0] + Enumerable.Range(0, inputs).Sum(k => w1[u, k] * data.X[k, s]));
                }

                var da = new double[units];
                for (int o = 0; o < outputs; o++)
                {
                    double z = b2[o, 0] + Enumerable.Range(0, units).Sum(u => w2[o, u] * a[u]), y = data.Y[o, s], d = z - y;
                    (double c, double slope) = loss switch
                    {
                        Loss.Huber => Math.Abs(d) <= Delta ? (d * d / 2, d) : (Delta * (Math.Abs(d) - (Delta / 2)), Delta * Math.Sign(d)),
                        Loss.MeanAbsoluteError => (Math.Abs(d), Math.Sign(d)),
                        Loss.Poisson => (Math.Exp(z) - (y * z), Math.Exp(z) - y),
                        _ => (d * d, 2 * d),
                    };
                    costs[epoch] += c / outputs / samples;
                    double dz = slope / outputs / samples;
                    db2[o, 0] += dz;
                    for (int u = 0; u < units; u++)
                    {
                        dw2[o, u] += dz * a[u];
                        da[u] += dz * w2[o, u];
                    }
                }

                for (int u = 0; u < units; u++)
                {
                    double dz = da[u] * (1 - (a[u] * a[u]));
                    db1[u, 0] += dz;
                    for (int k = 0; k < inputs; k++)
                    {
                        dw1[u, k] += dz * data.X[k, s];
                    }
                }
            }

            foreach ((double[,] values, double[,] slopes) in new[] { (w1, dw1), (w2, dw2), (b1, db1), (b2, db2) })
            {
                for (int i = 0; i < values.GetLength(0); i++)
                {
                    for (int j = 0; j < values.GetLength(1); j++)
                    {
                        values[i, j] -= rate * slopes[i, j];
                    }
                }
            }
        }

        return costs;
    }
}
