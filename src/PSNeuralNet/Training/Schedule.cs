namespace PSNeuralNet.Training;

/// <summary>Learning-rate schedule: the rate of epoch k, from 0, with the base rate r.</summary>
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

    /// <summary>
    /// r (1 + cos(pi (k - w) / (n - w))) / 2, down to 0 after all n epochs; in the first w epochs, the warm-up, r (k + 1) / w.
    /// </summary>
    Cosine,

    /// <summary>Times the decay whenever the cost (with validation, the validation cost) has not improved for a number of epochs.</summary>
    ReduceOnPlateau,
}
