namespace PSNeuralNet.Data;

/// <summary>Handling of a category that was not in the training data.</summary>
public enum UnknownCategory
{
    /// <summary>Encoded as 0 in all features of the column, with one warning a column.</summary>
    Warning,

    /// <summary>An error.</summary>
    Error,
}
