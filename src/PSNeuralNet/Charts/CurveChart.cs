using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;
using PSNeuralNet.Evaluation;
using PSNeuralNet.Training;

namespace PSNeuralNet.Charts;

/// <summary>ROC or precision-recall curves: of the positive one of two classes, or of each of several classes against the rest.</summary>
/// <param name="Kind">Roc or PrecisionRecall.</param>
/// <param name="Subtitle">The network and the data.</param>
/// <param name="Series">The curves.</param>
internal sealed record CurveChart(ChartKind Kind, string Subtitle, IReadOnlyList<CurveSeries> Series)
    : Chart(Kind, Kind == ChartKind.Roc ? "ROC curve" : "Precision and recall", Subtitle)
{
    // Points closer than this share of the axis look the same.
    private const double MinimumStep = 0.0005;

    // More cannot be told apart.
    private const int MaximumCurves = 100;

    public ChartAxis X => Axis(IsRoc ? "False positive rate" : "Recall");

    public ChartAxis Y => Axis(IsRoc ? "True positive rate" : "Precision");

    /// <summary>The name of the area under a curve.</summary>
    public string AreaName => IsRoc ? "AUC" : "average precision";

    /// <summary>The line of random guessing; null for several precision-recall curves, each of which has another one.</summary>
    public (double From, double To)? Chance => IsRoc ? (0, 1) : Series.Count == 1 ? (Series[0].Share, Series[0].Share) : null;

    private bool IsRoc => Kind == ChartKind.Roc;

    /// <summary>The curves of a network for classes on samples. A class of none or all of the samples has no curve.</summary>
    /// <exception cref="NetworkException">The network predicts numbers, the samples are all of one class, or the data does not suit the network.</exception>
    public static CurveChart Create(ChartKind kind, MeasuredRows rows, CancellationToken cancellation = default)
    {
        RequireTask(kind, rows, isRegression: false);
        Dataset data = rows.Samples;
        int[] actual = [.. rows.Counting.Select(data.ClassOf)];
        int[] present = [.. actual.Distinct()];
        if (present.Length == 1)
        {
            throw ChartErrors.ChartOneClass(kind, data.ClassName[present[0]]);
        }

        Matrix<double> probability = rows.Predict(cancellation);
        double[]? weight = data.Weight is null ? null : [.. rows.Counting.Select(sample => data.Weight[sample])];
        IEnumerable<int> classes = rows.Task == NetworkTask.Binary ? [data.Schema.PositiveIndex] : present.Order().Take(MaximumCurves);
        string part = present.Length > MaximumCurves ? FormattableString.Invariant($", the first {MaximumCurves} of {present.Length} classes") : "";
        return new CurveChart(kind, RowsLabel.Subtitle(rows) + part, [.. classes.Select(one => Curve(
            kind, data.ClassName[one], [.. actual.Select(index => index == one)], [.. rows.Counting.Select(sample => probability[one, sample])], weight))])
        {
            Rows = RowsLabel.Of(rows),
        };
    }

    /// <summary>The text of the legend for a curve: "dog (AUC 0.9876)".</summary>
    public string Label(CurveSeries series, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} ({AreaName} {series.Area:0.0000})");

    /// <summary>The corners of a curve: precision is constant between two thresholds, not interpolated.</summary>
    public IEnumerable<(double X, double Y)> Corners(CurveSeries series) =>
        IsRoc ? series.Point : series.Point.Take(1).Concat(series.Point.Zip(series.Point.Skip(1)).SelectMany(pair => new[] { (pair.First.X, pair.Second.Y), pair.Second }));

    internal override void Draw(TextSheet sheet) => CurveText.Draw(sheet, this);

    /// <summary>The points that can be told apart, with the first and the last one.</summary>
    internal static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        var kept = new List<(double X, double Y)> { points[0] };
        for (int i = 1; i < points.Count; i++)
        {
            if (i == points.Count - 1 || Math.Abs(points[i].X - kept[^1].X) > MinimumStep || Math.Abs(points[i].Y - kept[^1].Y) > MinimumStep)
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

    private static ChartAxis Axis(string name) => new ChartAxis(name, 0, 1) { MaximumTicks = 6, Room = 0.02 };
}

/// <summary>The curve of one class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Point">False-positive and true-positive rate, or recall and precision, from the highest threshold to the lowest.</param>
/// <param name="Area">The area under the ROC curve, or the average precision.</param>
/// <param name="Share">The share of samples of the class: the precision of predicting it always.</param>
internal sealed record CurveSeries(string Class, IReadOnlyList<(double X, double Y)> Point, double Area, double Share);
