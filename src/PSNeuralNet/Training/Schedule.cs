namespace PSNeuralNet.Training;

/// <summary>How the learning rate changes from epoch to epoch. With the base rate r and the epoch k, from 0:</summary>
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

    /// <summary>Times the decay whenever the cost (with validation, the validation cost) has not fallen for so many epochs.</summary>
    ReduceOnPlateau,
}
