namespace PSNeuralNet.Evaluation;

/// <summary>Metrics of one target. With sample weights, every mean is a weighted one.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="MeanSquaredError">The mean of (y - p)^2 for actual values y and predicted ones p, in squared units of the target.</param>
/// <param name="RootMeanSquaredError">Its root, in units of the target.</param>
/// <param name="MeanAbsoluteError">The mean of |y - p|, in units of the target.</param>
/// <param name="MeanAbsolutePercentageError">
/// The mean of |y - p| / max(|y|, 2^-52), as a share: 0.1 for 10 %. Samples whose y is 0 are left out; NaN where none is left.
/// </param>
/// <param name="R2">
/// Coefficient of determination, 1 - sum (y - p)^2 / sum (y - mean of y)^2. For a constant target 1 if all predictions are exact, else 0.
/// NaN for fewer than two samples.
/// </param>
/// <param name="BaselineMeanSquaredError">The mean squared error of always predicting the mean of y: the variance of y.</param>
/// <param name="BaselineMeanAbsoluteError">The mean absolute error of always predicting the mean of y.</param>
public sealed record TargetMetric(
    string Target,
    double MeanSquaredError,
    double RootMeanSquaredError,
    double MeanAbsoluteError,
    double MeanAbsolutePercentageError,
    double R2,
    double BaselineMeanSquaredError,
    double BaselineMeanAbsoluteError)
{
    // numpy.finfo(float).eps, 2^-52.
    private const double SmallestDenominator = 2.220446049250313e-16;

    /// <summary>The number of actual values of 0, which the mean absolute percentage error leaves out.</summary>
    public required int ZeroTargetCount { get; init; }

    /// <summary>The median of |y - p|, in units of the target.</summary>
    public required double MedianAbsoluteError { get; init; }

    /// <summary>The largest |y - p| of the samples with a weight above 0, in units of the target.</summary>
    public required double MaximumError { get; init; }

    /// <summary>Explained variance, 1 - Var(y - p) / Var(y). For a constant target 1 if the error is constant, too, else 0.</summary>
    public required double ExplainedVariance { get; init; }

    /// <summary>The mean of (ln(1 + y) - ln(1 + p))^2; NaN where a value is -1 or less.</summary>
    public required double MeanSquaredLogError { get; init; }

    /// <summary>Short text: "price: RMSE 12.34, R2 0.8912".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Target}: RMSE {RootMeanSquaredError:G4}, R2 {R2:0.0000}");

    /// <summary>The metrics of one target, one value a sample.</summary>
    internal static TargetMetric Create(string target, double[] actual, double[] predicted, SampleWeights weight)
    {
        var r2 = new R2Accumulator(actual, 0, 1, weight);
        double absolute = 0, relative = 0, baseline = 0, logarithmic = 0, largest = 0, percentable = 0;
        int zeros = 0;
        var errors = new double[actual.Length];
        for (int s = 0; s < actual.Length; s++)
        {
            double share = weight[s] / weight.Total, error = Math.Abs(actual[s] - predicted[s]);
            errors[s] = error;
            r2.Add(share, error);
            absolute += share * error;
            baseline += share * Math.Abs(actual[s] - r2.Mean);
            if (weight[s] == 0)
            {
                continue;
            }

            largest = Math.Max(largest, error);
            logarithmic += share * SquaredLogError(actual[s], predicted[s]);
            if (actual[s] == 0)
            {
                zeros++;
            }
            else
            {
                percentable += share;
                relative += share * (error / Math.Max(Math.Abs(actual[s]), SmallestDenominator));
            }
        }

        return new TargetMetric(
            target, r2.MeanSquaredError, Math.Sqrt(r2.MeanSquaredError), absolute, zeros == 0 ? relative : relative / percentable, r2.Value, r2.Variance, baseline)
        {
            ZeroTargetCount = zeros,
            MedianAbsoluteError = WeightedMedian.Of(errors, weight),
            MaximumError = largest,
            ExplainedVariance = Explained([.. actual.Zip(predicted, (y, p) => y - p)], r2.Variance, weight),
            MeanSquaredLogError = logarithmic,
        };
    }

    /// <summary>(ln(1 + y) - ln(1 + p))^2; NaN where a value is -1 or less.</summary>
    private static double SquaredLogError(double actual, double predicted)
    {
        double difference = actual > -1 && predicted > -1 ? LogOnePlus(actual) - LogOnePlus(predicted) : double.NaN;
        return difference * difference;
    }

    /// <summary>ln(1 + x), to the last digits for small x, too (D. Goldberg, 1991).</summary>
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }

    private static double Explained(double[] error, double variance, SampleWeights weight)
    {
        double left = new R2Accumulator(error, 0, 1, weight).Variance;
        return left == 0 ? 1 : variance == 0 ? 0 : 1 - (left / variance);
    }
}
