namespace PSNeuralNet.Evaluation;

/// <summary>What the importance of a column is measured by.</summary>
public enum ImportanceMetric
{
    /// <summary>Classes: the share of samples whose class is predicted right.</summary>
    Accuracy,

    /// <summary>Classes: the mean of -ln p of each sample's actual class; how sure the network is counts.</summary>
    LogLoss,

    /// <summary>Numbers: the coefficient of determination.</summary>
    R2,

    /// <summary>Numbers: the mean squared error.</summary>
    MeanSquaredError,
}
