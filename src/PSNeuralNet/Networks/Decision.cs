namespace PSNeuralNet.Networks;

/// <summary>The predicted class and its probability.</summary>
/// <param name="ClassIndex">The class, from 0.</param>
/// <param name="Probability">The probability of that class.</param>
public readonly record struct Decision(int ClassIndex, double Probability)
{
    /// <summary>The class with the highest probability (argmax), the first one of equals; with two classes, the second one above the threshold.</summary>
    /// <param name="probability">The probability of each class.</param>
    /// <param name="threshold">The probability that the second of two classes has to exceed.</param>
    public static Decision Of(ReadOnlySpan<double> probability, double threshold = 0.5)
    {
        int best = 0;
        if (probability.Length == 2)
        {
            best = probability[1] > threshold ? 1 : 0;
        }
        else
        {
            for (int i = 1; i < probability.Length; i++)
            {
                best = probability[i] > probability[best] ? i : best;
            }
        }

        return new Decision(best, probability[best]);
    }

    /// <summary>Throws for a threshold that is no probability between 0 and 1.</summary>
    /// <param name="threshold">The threshold.</param>
    /// <exception cref="NetworkException">It is not between 0 and 1.</exception>
    public static void RequireThreshold(double threshold)
    {
        if (threshold is not (> 0 and < 1))
        {
            throw NetworkErrors.ThresholdInvalid(threshold);
        }
    }
}
