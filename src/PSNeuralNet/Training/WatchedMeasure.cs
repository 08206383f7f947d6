namespace PSNeuralNet.Training;

/// <summary>Measure on the validation samples that early stopping and the best epoch look at.</summary>
public enum WatchedMeasure
{
    /// <summary>The validation cost: lower is better.</summary>
    Cost,

    /// <summary>The share of the validation samples that is classified correctly: higher is better, of equal ones that with the lower cost. For classes.</summary>
    Accuracy,

    /// <summary>The coefficient of determination, in the target's own unit: higher is better. For numbers.</summary>
    R2,
}
