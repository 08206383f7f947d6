namespace PSNeuralNet.Data;

/// <summary>Handling of a category that was not in the training data.</summary>
public enum UnknownCategory
{
    /// <summary>It is 0 in all features of its column, with a warning the first time.</summary>
    Warning,

    /// <summary>It is an error.</summary>
    Error,
}
