using System.Collections.ObjectModel;
using System.Globalization;

namespace PSNeuralNet.Evaluation;

/// <summary>One point of a ROC curve: what calling every sample with a score of at least the threshold positive gives.</summary>
/// <param name="FalsePositiveRate">The share of the negative samples that are called positive: 0 to 1; NaN where there is no negative.</param>
/// <param name="TruePositiveRate">The share of the positive samples that are called positive: 0 to 1; NaN where there is no positive.</param>
/// <param name="Threshold">The threshold; infinity for the point where nothing is called positive.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold)
{
    /// <summary>In a few words: "(0.5, 1) at 0.35".</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"({FalsePositiveRate:0.####}, {TruePositiveRate:0.####}) at {Threshold:G4}");
    }
}

/// <summary>
/// The receiver operating characteristic: true-positive rate against false-positive rate, from (0, 0) to (1, 1), with one point
/// for every distinct score, highest first. It has the points of scikit-learn's roc_curve with drop_intermediate=False; the
/// threshold of the first is infinity, as from scikit-learn 1.3 on. Samples of weight 0 are left out.
/// </summary>
public sealed class RocCurve : ReadOnlyCollection<RocPoint>
{
    private RocCurve(RocPoint[] points, double area)
        : base(points)
    {
        Area = area;
    }

    /// <summary>
    /// The area under the curve (ROC AUC): the probability that a positive sample scores above a negative one, equal scores counting
    /// 1/2. NaN where there is no positive or no negative sample.
    /// </summary>
    public double Area { get; }

    /// <summary>Computes the curve.</summary>
    /// <param name="positive">Whether each sample is of the positive class.</param>
    /// <param name="score">The score of each sample, finite: the higher, the more likely positive. A probability, or any other order.</param>
    /// <param name="weight">How much each sample counts: finite, not negative, not all 0; null for 1 each.</param>
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

    /// <summary>In a few words: "area 0.7500, 5 points".</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"area {Area:0.0000}, {Count} points");
    }

    // 0 / 0 is the NaN of a rate among no samples.
    private static RocPoint Point(ThresholdCounts counts, double misses, double hits, double threshold)
    {
        return new RocPoint(misses / counts.Negatives, hits / counts.Positives, threshold);
    }
}
