using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Evaluation;

/// <summary>Metrics of a predicted quantile. With sample weights, every mean is a weighted one.</summary>
/// <param name="Quantile">The quantile q: 0.9.</param>
/// <param name="PinballLoss">The mean of q max(y - p, 0) + (1 - q) max(p - y, 0), for actual values y and predicted quantiles p, in units of the target (scikit-learn: mean_pinball_loss).</param>
/// <param name="ShareBelow">The share of the actual values that are not above the predicted quantile: near q where the quantiles are right.</param>
public sealed record QuantileMetric(double Quantile, double PinballLoss, double ShareBelow)
{
    /// <summary>Short text: "0.9: pinball loss 1.234, 89.5 % below".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Quantile}: pinball loss {PinballLoss:G4}, {100 * ShareBelow:0.#} % below");

    /// <summary>The metrics of each quantile.</summary>
    /// <param name="actual">The actual values of the target.</param>
    /// <param name="predicted">The predicted quantiles, quantiles x samples.</param>
    /// <param name="quantile">The quantiles, in the order of the rows.</param>
    /// <param name="weight">Sample weights.</param>
    internal static QuantileMetric[] Of(double[] actual, Matrix<double> predicted, IReadOnlyList<double> quantile, SampleWeights weight) =>
        [.. quantile.Select((q, row) =>
        {
            double loss = 0, below = 0;
            for (int sample = 0; sample < actual.Length; sample++)
            {
                double share = weight[sample] / weight.Total, error = actual[sample] - predicted[row, sample];
                loss += share * (error >= 0 ? q * error : (q - 1) * error);
                below += error <= 0 ? share : 0;
            }

            return new QuantileMetric(q, loss, below);
        })];
}
