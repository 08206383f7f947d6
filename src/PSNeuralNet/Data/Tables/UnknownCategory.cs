namespace PSNeuralNet.Data;

/// <summary>What happens to a text that was not in the training data.</summary>
public enum UnknownCategory
{
    /// <summary>It is 0 in all features of its column, with a warning the first time.</summary>
    Warning,

    /// <summary>It is an error.</summary>
    Error,
}
