using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Evaluation;

/// <summary>Coverage and width of the prediction intervals of a target, on labeled samples.</summary>
/// <param name="Target">The target.</param>
/// <param name="Confidence">The confidence of the intervals.</param>
/// <param name="Coverage">The weighted share of the samples whose actual number is inside: near the confidence for new samples like those of the calibration.</param>
/// <param name="MeanWidth">The weighted mean width, in the unit of the target.</param>
public sealed record IntervalCoverage(string Target, double Confidence, double Coverage, double MeanWidth)
{
    /// <summary>Measures the intervals of each target.</summary>
    /// <param name="samples">The samples, with the targets of the network, in its order.</param>
    /// <param name="prediction">Their predictions, targets x samples; or the predicted quantiles of one target, quantiles x samples.</param>
    /// <param name="quantile">The quantiles; none for predictions.</param>
    /// <param name="calibration">The calibration of the intervals.</param>
    /// <param name="confidence">The confidence.</param>
    /// <exception cref="NetworkException">The calibration has too few samples for the confidence.</exception>
    internal static IReadOnlyList<IntervalCoverage> Measure(Dataset samples, Matrix<double> prediction, IReadOnlyList<double> quantile, ConformalCalibration calibration, double confidence)
    {
        var interval = new PredictionInterval(calibration, confidence);
        var weight = new SampleWeights(samples.Weight is null ? null : [.. samples.Weight], samples.SampleCount);
        int outputs = samples.TargetName.Count, middle = QuantileOutput.Middle(quantile);
        return
        [
            .. samples.TargetName.Select((name, target) =>
            {
                double inside = 0, width = 0;
                for (int sample = 0; sample < samples.SampleCount; sample++)
                {
                    (double lower, double upper) = quantile.Count == 0 ? interval.Of(target, prediction[target, sample])
                        : interval.Of(prediction[middle, sample], prediction[0, sample], prediction[quantile.Count - 1, sample]);
                    double share = weight[sample] / weight.Total, actual = samples.Targets[(sample * outputs) + target];
                    inside += lower <= actual && actual <= upper ? share : 0;
                    width += share * (upper - lower);
                }

                return new IntervalCoverage(name, confidence, inside, width);
            }),
        ];
    }
}
