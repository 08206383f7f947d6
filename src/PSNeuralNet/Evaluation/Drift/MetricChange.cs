using MathNet.Numerics.Distributions;
using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Change of a metric from the samples that were held out of the training to new ones, with its confidence interval: what is beyond chance.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Then">Its value on the samples that were held out; null where there were none.</param>
/// <param name="Now">Its value on the new samples.</param>
/// <param name="Change">Now - Then; null without Then.</param>
/// <param name="Lower">The lower end of the confidence interval of the change.</param>
/// <param name="Upper">The upper end of the confidence interval of the change.</param>
/// <param name="PValue">The probability of a change as large as this, or larger, where nothing changed (two-sided).</param>
/// <param name="CountThen">The number of samples that were held out; with sample weights, the effective one.</param>
/// <param name="CountNow">The number of new samples with a label, likewise.</param>
public sealed record MetricChange(NetworkMetric Metric, double? Then, double Now, double? Change, double? Lower, double? Upper, double? PValue, double CountThen, double CountNow)
{
    /// <summary>p, corrected for all metrics of the prediction (Holm).</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>True where the metric is worse, and the corrected p is below (1 - confidence) / 5: the samples that were held out also chose the epoch, so their metrics are a little too good.</summary>
    public bool IsWorse { get; init; }

    /// <summary>Short text: "Accuracy 0.9733 -> 0.9210, -0.0523 (-0.0892 to -0.0154), p 0.0056".</summary>
    public override string ToString() => Then is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Metric} {Now:0.0000}")
        : string.Create(CultureInfo.InvariantCulture, $"{Metric} {Then:0.0000} -> {Now:0.0000}, {Change:+0.0000;-0.0000;0.0000} ({Lower:0.0000} to {Upper:0.0000}), p {PValue:0.0000}");

    /// <summary>
    /// Compares two independent estimates: Welch's t-test of their difference (B. Welch, 1947; for means, scipy: ttest_ind(equal_var=False)). For the accuracy, whose error is 0 where all predictions are right, it
    /// is the normal test of A. Agresti and B. Caffo (2000): each share counts one right and one wrong prediction more.
    /// </summary>
    /// <param name="then">The metric of the samples that were held out; null for none.</param>
    /// <param name="now">The metric of the new samples.</param>
    /// <param name="confidence">The confidence of the interval, between 0 and 1.</param>
    public static MetricChange Of(MetricSummary? then, MetricSummary now, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(now);
        PairedComparison.RequireConfidence(confidence);
        NetworkMetric metric = Enum.Parse<NetworkMetric>(now.Metric);
        if (then is null)
        {
            return new MetricChange(metric, null, now.Value, null, null, null, null, 0, now.Count);
        }

        double change = now.Value - then.Value;
        (double difference, double error, double freedom) = metric == NetworkMetric.Accuracy ? Shares(then, now) : Welch(then, now);
        bool isKnown = double.IsFinite(error) && double.IsFinite(difference);
        double width = !isKnown ? double.NaN : error == 0 ? 0 : error * Quantile(freedom, (1 + confidence) / 2);
        double p = !isKnown ? double.NaN : difference == 0 ? 1 : error == 0 ? double.NaN : Math.Min(1, 2 * Below(freedom, -Math.Abs(difference) / error));
        return new MetricChange(metric, then.Value, now.Value, change, difference - width, difference + width, p, then.Count, now.Count);
    }

    private static (double Difference, double Error, double Freedom) Welch(MetricSummary then, MetricSummary now)
    {
        double first = then.StandardError * then.StandardError, second = now.StandardError * now.StandardError, sum = first + second;
        double freedom = sum == 0 ? double.PositiveInfinity : sum * sum / ((first * first / (then.Count - 1)) + (second * second / (now.Count - 1)));
        return (now.Value - then.Value, Math.Sqrt(sum), freedom);
    }

    private static (double Difference, double Error, double Freedom) Shares(MetricSummary then, MetricSummary now)
    {
        (double first, double ofFirst) = One(then);
        (double second, double ofSecond) = One(now);
        return (second - first, Math.Sqrt(ofFirst + ofSecond), double.PositiveInfinity);

        static (double Share, double Variance) One(MetricSummary metric)
        {
            double count = metric.Count + 2, share = ((metric.Value * metric.Count) + 1) / count;
            return (share, share * (1 - share) / count);
        }
    }

    private static double Below(double freedom, double t) => double.IsInfinity(freedom) ? Normal.CDF(0, 1, t) : StudentT.CDF(0, 1, freedom, t);

    private static double Quantile(double freedom, double share) => double.IsInfinity(freedom) ? Normal.InvCDF(0, 1, share) : StudentT.InvCDF(0, 1, freedom, share);
}
