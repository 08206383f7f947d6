namespace PSNeuralNet.Evaluation;

/// <summary>How good a network is on data: a <see cref="ClassificationReport"/> or a <see cref="RegressionReport"/>.</summary>
public abstract record NetworkReport
{
    /// <summary>How many samples were measured, those with weight 0 too.</summary>
    public abstract int SampleCount { get; init; }
}
