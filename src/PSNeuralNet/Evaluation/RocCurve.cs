using System.Collections.ObjectModel;

namespace PSNeuralNet.Evaluation;

/// <summary>One point of a ROC curve: rates of the decision "score &gt;= threshold is positive".</summary>
/// <param name="FalsePositiveRate">FP / (FP + TN): 0 to 1; NaN without negative samples.</param>
/// <param name="TruePositiveRate">TP / (TP + FN): 0 to 1; NaN without positive samples.</param>
/// <param name="Threshold">The threshold; infinity for the point without positive predictions.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold)
{
    /// <summary>Short text: "(0.5, 1) at 0.35".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"({FalsePositiveRate:0.####}, {TruePositiveRate:0.####}) at {Threshold:G4}");
}

/// <summary>
/// Receiver operating characteristic (ROC): true-positive rate against false-positive rate, from (0, 0) to (1, 1), with one point for
/// every distinct score, highest first: the points of scikit-learn's roc_curve with drop_intermediate=False. The first threshold is
/// infinity, as from scikit-learn 1.3 on. Samples of weight 0 are left out.
/// </summary>
public sealed class RocCurve : ReadOnlyCollection<RocPoint>
{
    private RocCurve(RocPoint[] points, double area)
        : base(points)
    {
        Area = area;
    }

    /// <summary>
    /// Area under the curve (ROC AUC): the probability that a positive sample scores above a negative one, equal scores counting 1/2. NaN
    /// without positive or without negative samples.
    /// </summary>
    public double Area { get; }

    /// <summary>Computes the curve.</summary>
    /// <param name="positive">True for samples of the positive class.</param>
    /// <param name="score">The score of each sample, finite: a probability, or any number that is higher for positive samples.</param>
    /// <param name="weight">Sample weights: finite, at least 0, not all 0; null for 1 each.</param>
    /// <exception cref="NetworkException">Lengths disagree, there is no sample, or a score or a weight is out of range.</exception>
    public static RocCurve Create(bool[] positive, double[] score, double[]? weight = null)
    {
        ThresholdCounts counts = ThresholdCounts.Create(positive, score, weight);
        var points = new RocPoint[counts.Threshold.Length + 1];
        points[0] = Point(counts, 0, 0, double.PositiveInfinity);
        for (int n = 0; n < counts.Threshold.Length; n++)
        {
            points[n + 1] = Point(counts, counts.FalsePositive[n], counts.TruePositive[n], counts.Threshold[n]);
        }

        return new RocCurve(points, counts.RocArea());
    }

    /// <summary>Short text: "area 0.7500, 5 points".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"area {Area:0.0000}, {Count} points");

    // 0 / 0 is NaN: a rate without samples.
    private static RocPoint Point(ThresholdCounts counts, double misses, double hits, double threshold) =>
        new RocPoint(misses / counts.Negatives, hits / counts.Positives, threshold);
}
