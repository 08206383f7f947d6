namespace PSNeuralNet.Networks;

/// <summary>The predicted class and its probability.</summary>
/// <param name="ClassIndex">The class, from 0.</param>
/// <param name="Probability">The probability of that class.</param>
public readonly record struct Decision(int ClassIndex, double Probability)
{
    /// <summary>The class with the highest probability (argmax), the first one of equals.</summary>
    /// <param name="probability">The probability of each class.</param>
    public static Decision Of(ReadOnlySpan<double> probability) => DecisionRule.Default.Decide(probability);
}
