namespace PSNeuralNet.Training;

/// <summary>Samples that a score is measured on.</summary>
public enum ScoreSource
{
    /// <summary>The training samples: on others, the score is likely to be worse.</summary>
    Training,

    /// <summary>The validation samples, which chose the epoch of the returned parameters.</summary>
    Validation,

    /// <summary>The training samples of an ensemble, each predicted by the networks that were not trained on it (but whose epoch it chose).</summary>
    OutOfFold,
}
