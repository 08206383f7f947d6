namespace PSNeuralNet.Data;

/// <summary>Task of a network: classification or regression.</summary>
public enum NetworkTask
{
    /// <summary>Binary classification: one output, the probability of the second class.</summary>
    Binary,

    /// <summary>Multi-class classification: one output per class, probabilities with sum 1.</summary>
    MultiClass,

    /// <summary>Regression: one output per target column.</summary>
    Regression,
}
