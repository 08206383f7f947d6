namespace PSNeuralNet.Data;

/// <summary>Task of a network: classification or regression.</summary>
public enum NetworkTask
{
    /// <summary>One of two classes: one output, the probability of the second class.</summary>
    Binary,

    /// <summary>One of three or more classes: one output a class, probabilities that add up to 1.</summary>
    MultiClass,

    /// <summary>Numbers: one output a target column.</summary>
    Regression,
}
