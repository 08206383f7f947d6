namespace PSNeuralNet.Evaluation;

/// <summary>Precision, recall and F1 of one class against the others.</summary>
/// <param name="Class">The name of the class.</param>
/// <param name="Precision">TP / (TP + FP); 0 where no sample was predicted as the class.</param>
/// <param name="Recall">TP / (TP + FN); 0 where the class has no samples.</param>
/// <param name="F1">2 P R / (P + R), the harmonic mean of both; 0 where both are 0.</param>
/// <param name="Support">Number of samples of the class, or the sum of their weights.</param>
/// <param name="RocAuc">
/// Area under the ROC curve, with the probability of the class as the score. NaN where the class has no samples, or all of them.
/// </param>
/// <param name="AveragePrecision">Average precision, with the probability of the class as the score; 0 where the class has no samples.</param>
public sealed record ClassMetric(string Class, double Precision, double Recall, double F1, double Support, double RocAuc, double AveragePrecision)
{
    /// <summary>
    /// F-beta, (1 + b^2) P R / (b^2 P + R) with <see cref="ClassificationReport.Beta"/> as b: recall counts b times as much as precision; 0 where both are 0.
    /// </summary>
    public required double FBeta { get; init; }

    /// <summary>Short text: "virginica: precision 0.9600, recall 0.9796, F1 0.9697, support 49".</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Class}: precision {Precision:0.0000}, recall {Recall:0.0000}, F1 {F1:0.0000}, support {Support:0.####}");

    /// <summary>Metrics from the confusion matrix of all classes and the threshold counts of one against the rest.</summary>
    internal static ClassMetric Create(ConfusionMatrix confusion, int index, ThresholdCounts counts, double beta)
    {
        double right = confusion[index, index], square = beta * beta;
        double precision = Ratio(right, confusion.PredictedCount(index));
        double recall = Ratio(right, confusion.ActualCount(index));
        return new ClassMetric(
            confusion.ClassName[index],
            precision,
            recall,
            Ratio(2 * precision * recall, precision + recall),
            confusion.ActualCount(index),
            counts.RocArea(),
            counts.AveragePrecision())
        {
            FBeta = Ratio((1 + square) * precision * recall, (square * precision) + recall),
        };
    }

    // scikit-learn's zero_division=0.
    internal static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
