using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Charts;

/// <summary>
/// A curve over all thresholds, of the second of two classes, or of each of several classes against the rest: ROC or precision-recall.
/// </summary>
public sealed record CurveChart : Chart
{
    // What is closer than that, as a share of the axis, cannot be told apart.
    private const double LeastStep = 0.0005;
    private readonly ChartKind _kind;

    private CurveChart(ChartKind kind, string subtitle, IReadOnlyList<CurveSeries> series)
        : base(kind == ChartKind.Roc ? "ROC curve" : "Precision and recall", subtitle)
    {
        _kind = kind;
        Series = series;
    }

    /// <summary>Roc or PrecisionRecall.</summary>
    public override ChartKind Kind => _kind;

    /// <summary>The curves.</summary>
    public IReadOnlyList<CurveSeries> Series { get; }

    /// <summary>The curves of a network on data. Classes that none or all of the samples are of have no curve.</summary>
    /// <param name="kind">Roc or PrecisionRecall.</param>
    /// <param name="network">A network for classes.</param>
    /// <param name="dataset">The samples.</param>
    /// <param name="cancellation">Ends the computation early.</param>
    /// <exception cref="NetworkException">The network predicts numbers, the samples are all of one class, or the data does not suit the network.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static CurveChart Create(ChartKind kind, NetworkParameter network, Dataset dataset, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        if (network.Task == NetworkTask.Regression)
        {
            throw ChartErrors.ChartTaskMismatch(kind, network.Task);
        }

        network.RequireFinite();
        Dataset data = Evaluator.Recode(dataset, network).WithoutWeightless();
        int[] actual = [.. Enumerable.Range(0, data.SampleCount).Select(data.ClassOf)];
        int[] seen = [.. actual.Distinct()];
        if (seen.Length == 1)
        {
            throw ChartErrors.ChartOneClass(kind, network.ClassName[seen[0]]);
        }

        Matrix<double> probability = new Predictor(network).Predict(data, cancellation);
        double[]? weight = data.Weight is null ? null : [.. data.Weight];
        IEnumerable<int> classes = network.Task == NetworkTask.Binary ? [1] : seen.Order();
        return new CurveChart(kind, $"{network}, {dataset}", [.. classes.Select(one => Curve(
            kind, network.ClassName[one], [.. actual.Select(index => index == one)], [.. probability.Row(one)], weight))]);
    }

    /// <summary>The points of a curve that can be told apart, the first and the last among them.</summary>
    internal static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        var kept = new List<(double X, double Y)> { points[0] };
        for (int i = 1; i < points.Count; i++)
        {
            if (i == points.Count - 1 || Math.Abs(points[i].X - kept[^1].X) > LeastStep || Math.Abs(points[i].Y - kept[^1].Y) > LeastStep)
            {
                kept.Add(points[i]);
            }
        }

        return kept;
    }

    private static CurveSeries Curve(ChartKind kind, string name, bool[] positive, double[] score, double[]? weight)
    {
        var counts = new SampleWeights(weight, positive.Length);
        double share = positive.Select((one, i) => one ? counts[i] : 0).Sum() / counts.Total;
        if (kind == ChartKind.Roc)
        {
            var roc = RocCurve.Create(positive, score, weight);
            return new CurveSeries(name, Thin([.. roc.Select(point => (point.FalsePositiveRate, point.TruePositiveRate))]), roc.Area, share);
        }

        var recall = PrecisionRecallCurve.Create(positive, score, weight);
        return new CurveSeries(name, Thin([.. recall.Select(point => (point.Recall, point.Precision))]), recall.AveragePrecision, share);
    }
}

/// <summary>The curve of one class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Point">False-positive rate and true-positive rate, or recall and precision: from the highest threshold to the lowest.</param>
/// <param name="Area">The area under the ROC curve, or the average precision.</param>
/// <param name="Share">The share of the samples that are of the class: the precision of calling everything positive.</param>
public sealed record CurveSeries(string Class, IReadOnlyList<(double X, double Y)> Point, double Area, double Share);
