namespace PSNeuralNet.Data;

/// <summary>Settings of a scaling to be fitted: features, targets, and the way back to predictions.</summary>
internal sealed record ScalingPlan
{
    /// <summary>True to standardize features, and targets where <see cref="StandardizesTarget"/>.</summary>
    public bool Standardizes { get; init; }

    /// <summary>True to standardize the targets of a regression, too.</summary>
    public bool StandardizesTarget { get; init; } = true;

    /// <summary>True to leave features of categories, booleans and indicators 0 or 1.</summary>
    public bool KeepsIndicators { get; init; }

    /// <summary>The limit of the smooth clipping of standardized number features; 0 for none.</summary>
    public double FeatureClip { get; init; }

    /// <summary>The largest number of bins of a number feature; 0 for none.</summary>
    public int BinCount { get; init; }

    /// <summary>The edges of the bins of each feature to keep; empty to learn them.</summary>
    public IReadOnlyList<IReadOnlyList<double>> FeatureEdge { get; init; } = [];

    /// <summary>The transform of the targets.</summary>
    public TargetTransform TargetTransform { get; init; }

    /// <summary>The constants c of <see cref="TargetTransform.Log"/> to keep; empty to learn them.</summary>
    public IReadOnlyList<double> TargetShift { get; init; } = [];

    /// <summary>True to clip predictions to the range of the training targets.</summary>
    public bool ClipsTarget { get; init; }
}
