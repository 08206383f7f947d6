namespace PSNeuralNet.Evaluation;

/// <summary>Metric of permutation importance: a property of the report of the same name.</summary>
public enum ImportanceMetric
{
    /// <summary>Classification: the share of correct predictions.</summary>
    Accuracy,

    /// <summary>Classification: the mean of -ln p, p the probability of the actual class.</summary>
    LogLoss,

    /// <summary>Regression: the coefficient of determination.</summary>
    R2,

    /// <summary>Regression: the mean of (y - p)^2.</summary>
    MeanSquaredError,
}

internal static class ImportanceMetrics
{
    /// <summary>True for a score (higher is better), false for an error or a loss.</summary>
    public static bool IsScore(this ImportanceMetric metric) =>
        metric switch
        {
            ImportanceMetric.Accuracy or ImportanceMetric.R2 => true,
            ImportanceMetric.LogLoss or ImportanceMetric.MeanSquaredError => false,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
