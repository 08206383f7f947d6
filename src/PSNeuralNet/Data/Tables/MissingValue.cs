namespace PSNeuralNet.Data;

/// <summary>Imputation: the value for a cell that is missing (empty, null, NA or NaN).</summary>
public enum MissingValue
{
    /// <summary>The mean of the column in the training data; for text, enumerations and booleans the most frequent value.</summary>
    Mean,

    /// <summary>The median of the column in the training data; for text, enumerations and booleans the most frequent value.</summary>
    Median,

    /// <summary>The most frequent value of the column in the training data; of several the smallest, or the first in order.</summary>
    MostFrequent,

    /// <summary>
    /// Missing indicator: an additional feature, 1 for a missing cell. Numbers are imputed by the mean, booleans by the most frequent
    /// value; text and enumerations are 0 in all features.
    /// </summary>
    Indicator,

    /// <summary>No imputation: a missing cell is an error.</summary>
    Error,
}
