using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>The rule by which the class is predicted from probabilities: of two classes the positive one where its probability is above the threshold; of more the most probable one.</summary>
/// <remarks>
/// At the threshold 0.5 it is the second of two classes if its probability is above 0.5, whichever is the positive one. At any other, a probability equal to the threshold counts as above it where
/// the first class is the positive one, and not where the second one is.
/// </remarks>
public readonly record struct DecisionRule
{
    /// <param name="threshold">The threshold, above 0 and below 1.</param>
    /// <param name="positiveIndex">The index of the positive class of two.</param>
    /// <exception cref="NetworkException">The threshold is not between 0 and 1.</exception>
    internal DecisionRule(double threshold, int positiveIndex)
    {
        RequireThreshold(threshold);
        (Threshold, PositiveIndex) = (threshold, threshold == DefaultThreshold ? PositiveLabel.Default : positiveIndex);
    }

    /// <summary>The rule without a threshold of its own: 0.5.</summary>
    public static DecisionRule Default { get; } = new(DefaultThreshold, PositiveLabel.Default);

    /// <summary>The probability that the positive class of two has to exceed.</summary>
    public double Threshold { get; }

    /// <summary>The probability that the positive class of each of several labels has to exceed; none where it is <see cref="Threshold"/> for all.</summary>
    public IReadOnlyList<double> LabelThreshold { get => field ?? []; init => field = value.Count == 0 ? null : value; }

    /// <summary>The index of the class that the threshold is about: the positive one; at 0.5, where both are the same rule, the second one.</summary>
    internal int PositiveIndex { get; }

    /// <summary>The probability of the second of two classes at which the predicted class changes.</summary>
    internal double SecondThreshold => PositiveIndex == 1 ? Threshold : 1 - Threshold;

    /// <summary>The threshold of networks that have none of their own: the most probable class.</summary>
    internal const double DefaultThreshold = 0.5;

    /// <summary>The predicted class: of several the most probable one, the first one of equals.</summary>
    /// <param name="probability">The probability of each class.</param>
    public Decision Decide(ReadOnlySpan<double> probability)
    {
        int best = 0;
        if (probability.Length == 2)
        {
            best = IsSecond(probability[0], probability[1]) ? 1 : 0;
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

    /// <summary>True where the positive class of one of several labels is predicted.</summary>
    /// <param name="label">The label, from 0.</param>
    /// <param name="probability">The probability of its positive class.</param>
    public bool IsPositive(int label, double probability) => probability > ThresholdOf(label);

    /// <summary>The threshold of one of several labels.</summary>
    /// <param name="label">The label, from 0.</param>
    public double ThresholdOf(int label) => LabelThreshold.Count == 0 ? Threshold : LabelThreshold[label];

    /// <summary>True where the second of two classes is predicted.</summary>
    /// <param name="first">The probability of the first one.</param>
    /// <param name="second">The probability of the second one.</param>
    internal bool IsSecond(double first, double second) => PositiveIndex == 1 ? second > Threshold : first < Threshold;

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

    /// <summary>True where the class of a sample is predicted; of several labels, that of each.</summary>
    /// <param name="output">The probability of each class, or of the positive class of each label.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="sample">The sample, from 0.</param>
    internal bool IsRight(ReadOnlySpan<double> output, Dataset samples, int sample)
    {
        if (samples.Task != NetworkTask.MultiLabel)
        {
            return Decide(output).ClassIndex == samples.ClassOf(sample);
        }

        for (int label = 0; label < output.Length; label++)
        {
            if (IsPositive(label, output[label]) != samples.IsPositive(sample, label))
            {
                return false;
            }
        }

        return true;
    }
}
