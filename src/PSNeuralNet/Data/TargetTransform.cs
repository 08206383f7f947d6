namespace PSNeuralNet.Data;

/// <summary>Transform of a regression's targets: what the network is trained to predict. Its predictions are in the target's own unit.</summary>
public enum TargetTransform
{
    /// <summary>The target itself.</summary>
    None,

    /// <summary>
    /// t = ln(y + c), for targets of 0 or more (costs, durations, counts); c is a tenth of the median of the positive training targets. The prediction is
    /// e^t - c, and never negative.
    /// </summary>
    Log,
}
