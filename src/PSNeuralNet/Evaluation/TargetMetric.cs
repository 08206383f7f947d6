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

    /// <summary>Measures one target, one value a sample.</summary>
    internal static TargetMetric Create(string target, ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, SampleWeights weight)
    {
        double mean = Mean(actual, weight);
        double squared = 0, absolute = 0, relative = 0, baselineSquared = 0, baselineAbsolute = 0;
        for (int s = 0; s < actual.Length; s++)
        {
            double share = weight[s] / weight.Total, error = Math.Abs(actual[s] - predicted[s]), spread = Math.Abs(actual[s] - mean);
            squared += share * error * error;
            absolute += share * error;
            relative += share * (error / Math.Max(Math.Abs(actual[s]), SmallestDenominator));
            baselineSquared += share * spread * spread;
            baselineAbsolute += share * spread;
        }

        return new TargetMetric(
            target,
            squared,
            Math.Sqrt(squared),
            absolute,
            relative,
            actual.Length < 2 ? double.NaN : Explained(squared, baselineSquared),
            baselineSquared,
            baselineAbsolute);
    }

    // scikit-learn's force_finite=True.
    private static double Explained(double error, double spread)
    {
        return error == 0 ? 1 : spread == 0 ? 0 : 1 - (error / spread);
    }

    /// <summary>The mean, by differences from the first value that counts: exact for a constant, which must have no spread at all.</summary>
    private static double Mean(ReadOnlySpan<double> values, SampleWeights weight)
    {
        int first = 0;
        while (weight[first] == 0)
        {
            first++;
        }

        double difference = 0;
        for (int s = first; s < values.Length; s++)
        {
            difference += weight[s] / weight.Total * (values[s] - values[first]);
        }

        return values[first] + difference;
    }
}
