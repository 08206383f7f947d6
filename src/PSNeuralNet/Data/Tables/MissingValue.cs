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
    /// For a column with missing cells, a feature more that is 1 where the cell is missing. A number is its mean then; text and
    /// enumerations are 0 in all of their features, booleans their most frequent value.
    /// </summary>
    Indicator,

    /// <summary>Nothing: a missing cell is an error.</summary>
    Error,
}
