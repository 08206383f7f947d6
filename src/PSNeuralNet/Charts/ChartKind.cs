namespace PSNeuralNet.Charts;

/// <summary>What a chart shows.</summary>
public enum ChartKind
{
    /// <summary>The cost of each epoch of a training, or of several; with validation, that of the validation samples too.</summary>
    Cost,

    /// <summary>Which class a network sees where, over the range of two features, with the samples on top.</summary>
    DecisionBoundary,

    /// <summary>Which classes were taken for which.</summary>
    ConfusionMatrix,

    /// <summary>True-positive rate against false-positive rate, for every threshold.</summary>
    Roc,

    /// <summary>Precision against recall, for every threshold.</summary>
    PrecisionRecall,

    /// <summary>Predicted numbers against actual ones.</summary>
    PredictedVsActual,

    /// <summary>What is left, actual less predicted, against the predicted numbers.</summary>
    Residual,

    /// <summary>What each column is worth to a network.</summary>
    Importance,

    /// <summary>The weights of each layer, as a heat map.</summary>
    Weights,

    /// <summary>The units of each layer, and the signs and strengths of the weights between them.</summary>
    Network,
}
