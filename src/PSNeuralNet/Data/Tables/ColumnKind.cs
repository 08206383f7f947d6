namespace PSNeuralNet.Data;

/// <summary>Kind of a column's values.</summary>
public enum ColumnKind
{
    /// <summary>Numbers: the feature is the number.</summary>
    Number,

    /// <summary>True and false: the feature is 1 and 0.</summary>
    Boolean,

    /// <summary>Dates and times: the feature is the number of days since 1970-01-01, with the time as a fraction.</summary>
    Date,

    /// <summary>Spans of time: the feature is the number of seconds.</summary>
    Duration,

    /// <summary>Values of an enumeration: a feature for each that was seen, 1 where a row has it, else 0.</summary>
    Enumeration,

    /// <summary>Text: a feature for each different one, 1 where a row has it, else 0.</summary>
    Category,

    /// <summary>
    /// Free text: a feature for each frequent word and pair of words, its TF-IDF in the row: the number of its occurrences, weighted by its rarity among
    /// all rows, where the features of a row have the Euclidean norm 1.
    /// </summary>
    Text,
}
