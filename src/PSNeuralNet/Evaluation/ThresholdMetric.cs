namespace PSNeuralNet.Evaluation;

/// <summary>Decisions of a network for two classes at one threshold: a sample is an alarm where the probability of the positive class is above it.</summary>
/// <param name="Threshold">The threshold: half way between two neighboring probabilities of the samples, so that no rounding changes a decision.</param>
/// <param name="Precision">TP / (TP + FP): the share of alarms that are right.</param>
/// <param name="Recall">TP / (TP + FN): the share of the positive class that is found.</param>
/// <param name="F1">2 TP / (2 TP + FP + FN), the harmonic mean of both.</param>
/// <param name="AlarmsPerThousand">1000 (TP + FP) / samples.</param>
/// <param name="Cost">The cost of all false alarms and misses on the samples; null where no costs are given.</param>
public sealed record ThresholdMetric(double Threshold, double Precision, double Recall, double F1, double AlarmsPerThousand, double? Cost)
{
    /// <summary>TP, the number of right alarms, or the sum of their weights.</summary>
    public required double TruePositive { get; init; }

    /// <summary>FP, the number of false alarms, or the sum of their weights.</summary>
    public required double FalsePositive { get; init; }

    /// <summary>FN, the number of misses, or the sum of their weights.</summary>
    public required double FalseNegative { get; init; }

    /// <summary>TN, the number of the others, or the sum of their weights.</summary>
    public required double TrueNegative { get; init; }

    /// <summary>Short text: "threshold 0.2: precision 0.5, recall 0.9, F1 0.6429, 90 alarms in 1000".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"threshold {Threshold:0.####}: precision {Precision:0.####}, recall {Recall:0.####}, F1 {F1:0.####}, {AlarmsPerThousand:0.#} alarms in 1000{(Cost is { } cost ? $", cost {cost:0.####}" : "")}");

    /// <summary>The metrics of counts.</summary>
    /// <param name="threshold">The threshold.</param>
    /// <param name="truePositive">The weight of the right alarms.</param>
    /// <param name="falsePositive">The weight of the false alarms.</param>
    /// <param name="positives">The weight of the positive samples, above 0.</param>
    /// <param name="negatives">The weight of the others.</param>
    /// <param name="cost">The costs of mistakes; null for none.</param>
    internal static ThresholdMetric Of(double threshold, double truePositive, double falsePositive, double positives, double negatives, MistakeCost? cost)
    {
        double alarms = truePositive + falsePositive, misses = positives - truePositive;
        return new ThresholdMetric(
            threshold,
            alarms == 0 ? 0 : truePositive / alarms,
            truePositive / positives,
            2 * truePositive / (alarms + positives),
            1000 * alarms / (positives + negatives),
            cost?.Of(falsePositive, misses))
        {
            TruePositive = truePositive,
            FalsePositive = falsePositive,
            FalseNegative = misses,
            TrueNegative = negatives - falsePositive,
        };
    }
}
