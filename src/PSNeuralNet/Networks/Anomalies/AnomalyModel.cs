using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// Scores of anomalies: what is usual in each column of rows that a network of the task Anomaly did not train on, and the threshold. The surprise of a row in a column, in nats, is (r / s)^2 / 2 of a number with
/// the residual r, where s is the root mean square of the residuals of the column; -ln p of a category with the reconstructed probability p; less its mean over those rows, so 0 is as usual, and a missing cell
/// counts 0. The score is the sum of the surprises of all columns, divided by <see cref="Unit"/>: 0 for a row as surprising as the mean one, 1 for one that 1 % of the rows exceed.
/// </summary>
public sealed record AnomalyModel
{
    /// <summary>The default quantile of the scores of rows that were not trained on, above which a row is an anomaly.</summary>
    public const double DefaultQuantile = 0.99;

    // A residual of a column that is always reconstructed exactly is not divided by 0.
    private const double SmallestDeviation = 1e-3;

    /// <summary>The smallest probability of a category is this, divided by the number of categories: that of one which the training hardly had.</summary>
    internal const double SmallestProbability = 0.01;

    /// <summary>The score above which a row is an anomaly.</summary>
    public required double Threshold { get; init; }

    /// <summary>The share of the training rows that the threshold was chosen to exceed; null for the 0.99 quantile of rows that were not trained on.</summary>
    public double? Contamination { get; init; }

    /// <summary>The number of rows that the scores are compared with.</summary>
    public required int SampleCount { get; init; }

    /// <summary>True where these rows were not trained on.</summary>
    public required bool IsHeldOut { get; init; }

    /// <summary>The surprise, in nats, of a score of 1.</summary>
    public required double Unit { get; init; }

    /// <summary>Root mean square of the residuals of each reconstructed feature; 0 for features of 0 and 1.</summary>
    public required IReadOnlyList<double> Deviation { get; init; }

    /// <summary>Mean surprise of each column that is reconstructed.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Short text: "threshold 1, from 750 rows".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"threshold {Threshold:0.####}, from {SampleCount} row{(SampleCount == 1 ? "" : "s")}");

    /// <summary>The surprise of a column in nats, before the mean is subtracted; NaN for a missing cell.</summary>
    /// <param name="column">The column.</param>
    /// <param name="target">The targets of the column.</param>
    /// <param name="features">The features of the row.</param>
    /// <param name="prediction">The reconstructed targets of the column.</param>
    /// <param name="deviation">The root mean squares of the residuals of these targets.</param>
    internal static double Surprise(FeatureColumn column, ReadOnlySpan<ReconstructedFeature> target, ReadOnlySpan<double> features, ReadOnlySpan<double> prediction, ReadOnlySpan<double> deviation)
    {
        int categories = column.IsOneHot ? column.ValueCount : 0;
        bool isAbsent = column.MissingValue == MissingValue.Indicator && features[target[^1].Feature] == 1;
        double sum = categories == 0 || isAbsent ? 0 : OfCategory(target[..categories], features, prediction);
        bool isMissing = categories == 0 || double.IsNaN(sum);
        for (int i = categories; i < target.Length; i++)
        {
            double value = features[target[i].Feature];
            if (!double.IsNaN(value))
            {
                double residual = (target[i].Target(value) - prediction[i]) / deviation[i];
                sum += target[i].IsIndicator ? -Math.Log(Math.Clamp(value == 1 ? prediction[i] : 1 - prediction[i], SmallestProbability / 2, 1)) : residual * residual / 2;
                isMissing = false;
            }
        }

        return isMissing ? double.NaN : sum;
    }

    /// <summary>The root mean square of residuals, not less than a thousandth.</summary>
    internal static double DeviationOf(double meanSquare) => Math.Max(SmallestDeviation, Math.Sqrt(meanSquare));

    /// <summary>
    /// -ln of the probability of the category, from reconstructed indicators that are made positive, and their sum 1; NaN for a missing one. A category that the training did not have is as improbable as
    /// the most improbable one.
    /// </summary>
    private static double OfCategory(ReadOnlySpan<ReconstructedFeature> target, ReadOnlySpan<double> features, ReadOnlySpan<double> prediction)
    {
        double smallest = SmallestProbability / target.Length, sum = 0, own = smallest;
        for (int i = 0; i < target.Length; i++)
        {
            double value = features[target[i].Feature], share = Math.Max(smallest, prediction[i]);
            if (double.IsNaN(value))
            {
                return double.NaN;
            }

            sum += share;
            own = value == 1 ? share : own;
        }

        return -Math.Log(own / sum);
    }
}
