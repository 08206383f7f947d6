using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>
/// Hint about skewed targets, such as costs, durations and counts: none is negative, and their skewness is above 2 (that of the exponential distribution). A few
/// large values decide about their mean squared error, and predictions that are not clipped may be negative.
/// </summary>
public static class TargetHint
{
    private const double Skewed = 2;
    private const int MinimumSamples = 20;

    /// <summary>The hint about each target that is skewed and trained as it is: with the mean squared error, and without a target transform.</summary>
    /// <param name="dataset">The samples, 20 or more.</param>
    /// <param name="initial">The network to train.</param>
    /// <param name="options">The settings.</param>
    public static IEnumerable<string> Of(Dataset dataset, NetworkParameter initial, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(initial);
        ArgumentNullException.ThrowIfNull(options);
        bool isPlain = !dataset.Schema.IsAnomaly && dataset.Task == NetworkTask.Regression && dataset.SampleCount >= MinimumSamples
            && options.TargetTransform == TargetTransform.None && initial.Loss == Loss.MeanSquaredError && !initial.Single.Any(one => one.Scaling is { TargetShift.Count: > 0 });
        for (int row = 0; isPlain && row < dataset.Target.OutputCount; row++)
        {
            double skewness = Skewness(dataset, row);
            if (skewness > Skewed)
            {
                yield return FormattableString.Invariant(
                    $"The target '{dataset.TargetName[row]}' is skewed (skewness {skewness:0.0}) and never negative: a few large values decide about the cost{(options.ClipTarget ? "" : ", and predictions may be negative")}. Try -TargetTransform Log, or, for counts, -Loss Poisson.");
            }
        }
    }

    /// <summary>The hint about quantiles without the median; null for others.</summary>
    /// <param name="initial">The network to train.</param>
    public static string? OfQuantiles(NetworkParameter initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return initial.Quantile is { Count: > 0 } quantile && quantile[QuantileOutput.Middle(quantile)] is var middle && middle != 0.5
            ? FormattableString.Invariant($"The quantiles lack 0.5: Prediction, R2 and all other metrics of single predictions are those of the quantile {middle}.")
            : null;
    }

    /// <summary>True for a regression of 20 samples or more with targets that are all skewed and never negative.</summary>
    internal static bool IsSkewed(Dataset dataset) =>
        dataset.Task == NetworkTask.Regression && !dataset.Schema.IsAnomaly && dataset.SampleCount >= MinimumSamples
        && Enumerable.Range(0, dataset.Target.OutputCount).All(row => Skewness(dataset, row) > Skewed);

    /// <summary>The skewness of a target; 0 where one is negative.</summary>
    private static double Skewness(Dataset dataset, int row) =>
        TargetScaling.Values(dataset, row).All(entry => entry.Value >= 0) ? TargetScaling.Skewness(dataset, row) : 0;
}
