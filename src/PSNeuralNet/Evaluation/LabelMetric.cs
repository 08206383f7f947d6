using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Metrics of one of several labels: of its positive class.</summary>
/// <param name="Label">The name of the label.</param>
/// <param name="PositiveClass">The positive class, whose probability is predicted.</param>
/// <param name="Threshold">The probability above which it is predicted.</param>
/// <param name="Precision">TP / (TP + FP); 0 where no sample was predicted as positive.</param>
/// <param name="Recall">TP / (TP + FN); 0 where no sample is positive.</param>
/// <param name="F1">2 P R / (P + R), the harmonic mean of both; 0 where both are 0.</param>
/// <param name="Support">Number of positive samples, or the sum of their weights.</param>
/// <param name="RocAuc">Area under the ROC curve, with the probability as the score. NaN where all samples are of one class.</param>
/// <param name="AveragePrecision">Average precision, with the probability as the score; 0 where no sample is positive.</param>
/// <param name="LogLoss">The mean of -ln p, p the probability of the actual class.</param>
public sealed record LabelMetric(
    string Label, string PositiveClass, double Threshold, double Precision, double Recall, double F1, double Support, double RocAuc, double AveragePrecision, double LogLoss)
{
    /// <summary>The share of samples whose class is predicted correctly: 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>TP, the number of positive samples predicted as such, or the sum of their weights.</summary>
    public required double TruePositive { get; init; }

    /// <summary>FP, the number of others predicted as positive, or the sum of their weights.</summary>
    public required double FalsePositive { get; init; }

    /// <summary>FN, the number of positive samples that are missed, or the sum of their weights.</summary>
    public required double FalseNegative { get; init; }

    /// <summary>TN, the number of the others, or the sum of their weights.</summary>
    public required double TrueNegative { get; init; }

    /// <summary>The share of positive samples.</summary>
    internal double Share => Support / (TruePositive + FalsePositive + FalseNegative + TrueNegative);

    /// <summary>Short text: "spam: precision 0.9600, recall 0.9796, F1 0.9697, support 49".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Label}: precision {Precision:0.0000}, recall {Recall:0.0000}, F1 {F1:0.0000}, support {Support:0.####}");

    /// <summary>Measures a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="positive">True for samples of its positive class.</param>
    /// <param name="score">The probability of the positive class of each.</param>
    /// <param name="weight">The weight of each.</param>
    /// <param name="threshold">The probability above which the positive class is predicted.</param>
    /// <param name="counts">A buffer for so many samples.</param>
    /// <exception cref="NetworkException">A probability is not 0 to 1.</exception>
    internal static LabelMetric Create(TargetLabel label, bool[] positive, double[] score, SampleWeights weight, double threshold, ThresholdCounts counts)
    {
        var sums = new double[4];
        double loss = 0;
        for (int s = 0; s < score.Length; s++)
        {
            if (score[s] is not (>= 0 and <= 1))
            {
                throw EvaluationErrors.LabelProbabilityInvalid(s + 1, label.Name, score[s]);
            }

            sums[(positive[s] ? 2 : 0) + (score[s] > threshold ? 1 : 0)] += weight[s];
            double clipped = ProbabilityTable.Clip(score[s]);
            loss -= weight[s] * Math.Log(positive[s] ? clipped : 1 - clipped);
        }

        (double trueNegative, double falsePositive, double falseNegative, double truePositive) = (sums[0], sums[1], sums[2], sums[3]);
        double support = truePositive + falseNegative, precision = ClassMetric.Ratio(truePositive, truePositive + falsePositive), recall = ClassMetric.Ratio(truePositive, support);
        counts.Count(positive, score, weight);
        return new LabelMetric(
            label.Name, label.ClassName[1], threshold, precision, recall, ClassMetric.Ratio(2 * precision * recall, precision + recall), support, counts.RocArea(), counts.AveragePrecision(), loss / weight.Total)
        {
            Accuracy = (truePositive + trueNegative) / weight.Total,
            TruePositive = truePositive,
            FalsePositive = falsePositive,
            FalseNegative = falseNegative,
            TrueNegative = trueNegative,
        };
    }
}
