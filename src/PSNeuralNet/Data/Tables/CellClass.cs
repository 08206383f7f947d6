namespace PSNeuralNet.Data;

/// <summary>Kind of value that a cell can be read as.</summary>
internal enum CellClass
{
    /// <summary>A mark of a missing cell, in columns of numbers.</summary>
    Mark,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A span of time.</summary>
    Duration,

    /// <summary>A value of an enumeration.</summary>
    Enumeration,

    /// <summary>Any other text or value.</summary>
    Text,
}
