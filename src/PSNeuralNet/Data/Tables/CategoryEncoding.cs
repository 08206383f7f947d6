namespace PSNeuralNet.Data;

/// <summary>Encoding of the categories of text and enumerations.</summary>
public enum CategoryEncoding
{
    /// <summary>One feature for each category: 1 where a row has it, else 0.</summary>
    OneHot,

    /// <summary>
    /// The mean of the target of each category, drawn towards that of all samples (scikit-learn: TargetEncoder); one feature for numbers and two classes, one for each
    /// class of several. Training samples are encoded from the samples of other folds.
    /// </summary>
    Target,
}
