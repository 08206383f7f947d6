namespace PSNeuralNet.Training;

/// <summary>
/// Learning-rate schedule: the rate of epoch k, from 0, with the base rate r. With a warm-up of w epochs, these have the rate r (k + 1) / w,
/// and k counts from the end of the warm-up.
/// </summary>
public enum Schedule
{
    /// <summary>r.</summary>
    Constant,

    /// <summary>r d^k, with the decay d.</summary>
    Exponential,

    /// <summary>r / (1 + d k), with the decay d.</summary>
    InverseTime,

    /// <summary>r d^floor(k / n): times the decay d every n epochs.</summary>
    Step,

    /// <summary>r (1 + cos(pi k / n)) / 2, down to 0 after all n epochs, those of the warm-up not counted.</summary>
    Cosine,

    /// <summary>
    /// Times the decay whenever the cost (with validation, the validation cost) has not improved for more than a number of epochs, as PyTorch's
    /// ReduceLROnPlateau.
    /// </summary>
    ReduceOnPlateau,
}
