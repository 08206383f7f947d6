using System.Globalization;

namespace PSNeuralNet.Evaluation;

/// <summary>How well one class is told from all the others.</summary>
/// <param name="Class">The name of the class.</param>
/// <param name="Precision">The share of its samples among those predicted as it: TP / (TP + FP); 0 where none was.</param>
/// <param name="Recall">The share of those predicted as it among its samples: TP / (TP + FN); 0 where it has none.</param>
/// <param name="F1">The harmonic mean of both, 2 P R / (P + R); 0 where both are 0.</param>
/// <param name="Support">The number of its samples, or the sum of their weights.</param>
/// <param name="RocAuc">
/// The area under its ROC curve, with its probability as the score: the probability that one of its samples scores above one of
/// another class. NaN where it has no samples, or all of them.
/// </param>
/// <param name="AveragePrecision">The average precision of its probability as the score; 0 where it has no samples.</param>
public sealed record ClassMetric(string Class, double Precision, double Recall, double F1, double Support, double RocAuc, double AveragePrecision)
{
    /// <summary>In a few words: "virginica: precision 0.9600, recall 0.9796, F1 0.9697, support 49".</summary>
    public override string ToString()
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Class}: precision {Precision:0.0000}, recall {Recall:0.0000}, F1 {F1:0.0000}, support {Support:0.####}");
    }

    /// <summary>The metrics of one class, from the counts of all classes and from those of the class against the rest.</summary>
    internal static ClassMetric Create(ConfusionMatrix confusion, int index, ThresholdCounts counts)
    {
        double right = confusion[index, index];
        double precision = Ratio(right, confusion.PredictedCount(index));
        double recall = Ratio(right, confusion.ActualCount(index));
        return new ClassMetric(
            confusion.ClassName[index],
            precision,
            recall,
            Ratio(2 * precision * recall, precision + recall),
            confusion.ActualCount(index),
            counts.RocArea(),
            counts.AveragePrecision());
    }

    // scikit-learn's zero_division=0.
    private static double Ratio(double part, double whole)
    {
        return whole == 0 ? 0 : part / whole;
    }
}
