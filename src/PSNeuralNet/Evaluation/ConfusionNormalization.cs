namespace PSNeuralNet.Evaluation;

/// <summary>Divisor of the entries of a confusion matrix.</summary>
public enum ConfusionNormalization
{
    /// <summary>The samples of the actual class: each row adds up to 1, and the diagonal is the recall (scikit-learn: normalize="true").</summary>
    Actual,

    /// <summary>The samples predicted as the class: each column adds up to 1, and the diagonal is the precision (normalize="pred").</summary>
    Predicted,

    /// <summary>All samples: the matrix adds up to 1, and its diagonal to the accuracy (normalize="all").</summary>
    All,
}
