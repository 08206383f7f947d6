namespace PSNeuralNet.Evaluation;

/// <summary>Measurements of what a column is to a network.</summary>
public enum FeatureMethod
{
    /// <summary>Permutation importance: how much a metric worsens when the cells of the column are shuffled.</summary>
    Permutation,

    /// <summary>Partial dependence: the mean prediction where all rows have one value in the column, for each value of a grid.</summary>
    PartialDependence,
}
