using System.Globalization;

namespace PSNeuralNet.Evaluation;

/// <summary>How well one target is predicted. With sample weights, every mean is a weighted one.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="MeanSquaredError">The mean of (y - p)^2 for actual values y and predicted ones p, in squared units of the target.</param>
/// <param name="RootMeanSquaredError">Its root, in units of the target.</param>
/// <param name="MeanAbsoluteError">The mean of |y - p|, in units of the target.</param>
/// <param name="MeanAbsolutePercentageError">The mean of |y - p| / max(|y|, 2^-52), as a share: 0.1 for 10 %. Huge where a y is 0.</param>
/// <param name="R2">
/// The share of the variance that is explained: 1 - sum (y - p)^2 / sum (y - mean of y)^2. 1 for perfect predictions; else 0 for a
/// target that is constant. NaN for fewer than two samples.
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

    /// <summary>In a few words: "price: RMSE 12.34, R2 0.8912".</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"{Target}: RMSE {RootMeanSquaredError:G4}, R2 {R2:0.0000}");
    }

    /// <summary>The metrics of one target, one value a sample.</summary>
    internal static TargetMetric Create(string target, double[] actual, double[] predicted, SampleWeights weight)
    {
        var r2 = new R2Accumulator(actual, 0, 1, weight);
        double absolute = 0, relative = 0, baseline = 0;
        for (int s = 0; s < actual.Length; s++)
        {
            double share = weight[s] / weight.Total, error = Math.Abs(actual[s] - predicted[s]);
            r2.Add(share, error);
            absolute += share * error;
            relative += share * (error / Math.Max(Math.Abs(actual[s]), SmallestDenominator));
            baseline += share * Math.Abs(actual[s] - r2.Mean);
        }

        return new TargetMetric(target, r2.MeanSquaredError, Math.Sqrt(r2.MeanSquaredError), absolute, relative, r2.Value, r2.Variance, baseline);
    }
}
