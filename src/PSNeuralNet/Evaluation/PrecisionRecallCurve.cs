using System.Collections.ObjectModel;

namespace PSNeuralNet.Evaluation;

/// <summary>One point of a precision-recall curve: rates of the decision "score &gt;= threshold is positive".</summary>
/// <param name="Recall">TP / (TP + FN): 0 to 1.</param>
/// <param name="Precision">TP / (TP + FP): 0 to 1.</param>
/// <param name="Threshold">The threshold; infinity for the point without positive predictions.</param>
public readonly record struct PrecisionRecallPoint(double Recall, double Precision, double Threshold)
{
    /// <summary>Short text: "recall 1, precision 0.6667 at 0.35".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"recall {Recall:0.####}, precision {Precision:0.####} at {Threshold:G4}");
}

/// <summary>
/// Precision against recall, from recall 0 and precision 1 to recall 1, with one point for every distinct score, highest first: the
/// points of scikit-learn's precision_recall_curve in reverse order. Samples of weight 0 are left out. Without positive samples every
/// recall but the first is 1.
/// </summary>
public sealed class PrecisionRecallCurve : ReadOnlyCollection<PrecisionRecallPoint>
{
    private PrecisionRecallCurve(PrecisionRecallPoint[] points, double averagePrecision)
        : base(points)
    {
        AveragePrecision = averagePrecision;
    }

    /// <summary>
    /// Average precision: sum of (R_n - R_n-1) P_n over the points, the area under the curve without interpolation. 0 without positive
    /// samples.
    /// </summary>
    public double AveragePrecision { get; }

    /// <summary>Computes the curve.</summary>
    /// <param name="positive">True for samples of the positive class.</param>
    /// <param name="score">The score of each sample, finite: a probability, or any number that is higher for positive samples.</param>
    /// <param name="weight">Sample weights: finite, at least 0, not all 0; null for 1 each.</param>
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

    /// <summary>Short text: "average precision 0.8333, 5 points".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"average precision {AveragePrecision:0.0000}, {Count} points");
}
