using System.Collections.ObjectModel;
using System.Globalization;

namespace PSNeuralNet.Evaluation;

/// <summary>One point of a precision-recall curve: what calling every sample with a score of at least the threshold positive gives.</summary>
/// <param name="Recall">The share of the positive samples that are called positive: 0 to 1.</param>
/// <param name="Precision">The share of the positive samples among those called positive: 0 to 1.</param>
/// <param name="Threshold">The threshold; infinity for the point where nothing is called positive.</param>
public readonly record struct PrecisionRecallPoint(double Recall, double Precision, double Threshold)
{
    /// <summary>In a few words: "recall 1, precision 0.6667 at 0.35".</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"recall {Recall:0.####}, precision {Precision:0.####} at {Threshold:G4}");
    }
}

/// <summary>
/// Precision against recall, from recall 0 and precision 1 (nothing is called positive) to recall 1, with one point for every
/// distinct score, highest first. It has the points of scikit-learn's precision_recall_curve in the reverse order, which is that
/// of <see cref="RocCurve"/>. Samples of weight 0 are left out. Where there is no positive sample, every recall but the first is 1.
/// </summary>
public sealed class PrecisionRecallCurve : ReadOnlyCollection<PrecisionRecallPoint>
{
    private PrecisionRecallCurve(PrecisionRecallPoint[] points, double averagePrecision)
        : base(points)
    {
        AveragePrecision = averagePrecision;
    }

    /// <summary>
    /// The average precision: sum of (R_n - R_n-1) P_n over the points, which is the area under the curve as a staircase, not
    /// interpolated. 0 where there is no positive sample.
    /// </summary>
    public double AveragePrecision { get; }

    /// <summary>Computes the curve.</summary>
    /// <param name="positive">Whether each sample is of the positive class.</param>
    /// <param name="score">The score of each sample, finite: the higher, the more likely positive. A probability, or any other order.</param>
    /// <param name="weight">How much each sample counts: finite, not negative, not all 0; null for 1 each.</param>
    /// <exception cref="NetworkException">Lengths disagree, there is no sample, or a score or a weight is out of range.</exception>
    public static PrecisionRecallCurve Create(bool[] positive, double[] score, double[]? weight = null)
    {
        ThresholdCounts counts = ThresholdCounts.Create(positive, score, weight);
        var points = new PrecisionRecallPoint[counts.Threshold.Length + 1];
        points[0] = new PrecisionRecallPoint(0, 1, double.PositiveInfinity);
        for (int n = 0; n < counts.Threshold.Length; n++)
        {
            double recall = counts.Positives == 0 ? 1 : counts.TruePositive[n] / counts.Positives;
            points[n + 1] = new PrecisionRecallPoint(recall, counts.Precision(n), counts.Threshold[n]);
        }

        return new PrecisionRecallCurve(points, counts.AveragePrecision());
    }

    /// <summary>In a few words: "average precision 0.8333, 5 points".</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"average precision {AveragePrecision:0.0000}, {Count} points");
    }
}
