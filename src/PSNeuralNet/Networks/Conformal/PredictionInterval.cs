namespace PSNeuralNet.Networks;

/// <summary>
/// Prediction intervals of a regression with a given confidence: of new samples like those of the calibration, so many are expected to have their actual number inside, on average over
/// all samples (marginal coverage), not for each kind of sample.
/// </summary>
public sealed class PredictionInterval
{
    private readonly ConformalCalibration _calibration;
    private readonly double[] _quantile;

    /// <summary>Creates intervals.</summary>
    /// <param name="calibration">The calibration, of a regression.</param>
    /// <param name="confidence">The confidence, between 0 and 1: 0.9.</param>
    /// <exception cref="NetworkException">The confidence is not between 0 and 1, or the calibration has too few samples for it.</exception>
    public PredictionInterval(ConformalCalibration calibration, double confidence)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        _calibration = calibration;
        _quantile = calibration.Quantile(confidence);
    }

    /// <summary>True where an interval is around the lowest and the highest predicted quantile, and not around the prediction.</summary>
    public bool IsQuantile => _calibration.Target[0].IsQuantile;

    /// <summary>The interval of a prediction; both ends belong to it.</summary>
    /// <param name="target">The target, from 0.</param>
    /// <param name="predicted">The prediction.</param>
    /// <exception cref="InvalidOperationException">Intervals are around quantiles.</exception>
    public (double Lower, double Upper) Of(int target, double predicted) =>
        IsQuantile ? throw new InvalidOperationException("These intervals are around predicted quantiles.") : Of(target, predicted, predicted, predicted);

    /// <summary>The interval of the predicted quantiles of one target; both ends belong to it. The prediction is always inside.</summary>
    /// <param name="predicted">The prediction.</param>
    /// <param name="lowest">The lowest quantile.</param>
    /// <param name="highest">The highest quantile.</param>
    public (double Lower, double Upper) Of(double predicted, double lowest, double highest) => IsQuantile ? Of(0, predicted, lowest, highest) : Of(0, predicted);

    private (double Lower, double Upper) Of(int target, double predicted, double lowest, double highest)
    {
        (double lower, double upper) = _calibration.Target[target].Interval(lowest, highest, _quantile[target]);

        // Back from a scale, a bound may miss the prediction itself by a last digit.
        return (Math.Min(lower, predicted), Math.Max(upper, predicted));
    }
}
