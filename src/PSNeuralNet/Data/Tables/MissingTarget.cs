namespace PSNeuralNet.Data;

/// <summary>Handling of a row without a label: its target is empty, or has a text that stands for a missing value.</summary>
public enum MissingTarget
{
    /// <summary>The row is left out, with one warning for all of them.</summary>
    Skip,

    /// <summary>An error.</summary>
    Error,
}
