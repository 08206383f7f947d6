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

    /// <summary>The interval of a prediction; both ends belong to it.</summary>
    /// <param name="target">The target, from 0.</param>
    /// <param name="predicted">The prediction.</param>
    public (double Lower, double Upper) Of(int target, double predicted)
    {
        (double lower, double upper) = _calibration.Target[target].Interval(predicted, _quantile[target]);

        // Back from a scale, a bound may miss the prediction itself by a last digit.
        return (Math.Min(lower, predicted), Math.Max(upper, predicted));
    }
}
