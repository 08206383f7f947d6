namespace PSNeuralNet.Data;

/// <summary>Task of a network: classification, regression, or anomaly detection.</summary>
public enum NetworkTask
{
    /// <summary>Binary classification: one output, the probability of the second class.</summary>
    Binary,

    /// <summary>Multi-class classification: one output per class, probabilities with sum 1.</summary>
    MultiClass,

    /// <summary>Regression: one output per target column.</summary>
    Regression,

    /// <summary>Multi-label classification: several target columns of two classes each, and one output per column, the probability of its positive class.</summary>
    MultiLabel,

    /// <summary>
    /// Anomaly detection, without labels: an output for each feature, which is the feature itself as the other columns let it expect. Datasets and weights of the task are those of a
    /// <see cref="Regression"/> of the features.
    /// </summary>
    Anomaly,
}

/// <summary>Kinds of tasks.</summary>
internal static class NetworkTasks
{
    /// <summary>True for tasks whose samples are of one class each: two classes or several, but not several labels.</summary>
    public static bool HasClasses(this NetworkTask task) => task is NetworkTask.Binary or NetworkTask.MultiClass;
}
