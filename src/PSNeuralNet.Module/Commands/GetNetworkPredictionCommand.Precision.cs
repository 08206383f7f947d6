using PSNeuralNet.Numerics;

namespace PSNeuralNet.Commands;

// The precision of predictions.
public sealed partial class GetNetworkPredictionCommand
{
    /// <summary>
    /// Precision of the passes through the layers. Single is about twice as fast for datasets and wide networks, and predictions differ by some 1e-6 (of the target's deviation, for numbers): a probability
    /// that close to a threshold may be decided otherwise. Metrics, explanations, thresholds and exports are computed in double precision, also of a network that was trained in single precision.
    /// </summary>
    /// <value>Double</value>
    [Parameter]
    public Precision Precision { get; set; }
}
