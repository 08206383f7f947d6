using MathNet.Numerics.Distributions;

namespace PSNeuralNet.Evaluation;

/// <summary>Mean, deviation and confidence interval of the scores of folds.</summary>
/// <param name="Count">Number of scores that are defined.</param>
/// <param name="UndefinedCount">Number of scores that are NaN, which are left out.</param>
/// <param name="Mean">The mean of the scores; NaN for none.</param>
/// <param name="Deviation">The sample standard deviation s of the scores, by n - 1; NaN for fewer than two.</param>
/// <param name="StandardError">The standard error of the mean: sqrt((1/n + r) s^2), r the ratio of test to training samples; NaN for fewer than two.</param>
/// <param name="Lower">The lower end of the confidence interval: mean - t * standard error, t of Student's distribution with n - 1 degrees of freedom.</param>
/// <param name="Upper">The upper end of the confidence interval.</param>
/// <param name="Confidence">The confidence: 0.95 for 95 %.</param>
public sealed record FoldStatistics(int Count, int UndefinedCount, double Mean, double Deviation, double StandardError, double Lower, double Upper, double Confidence)
{
    /// <summary>Statistics of scores.</summary>
    /// <param name="score">The scores of the folds; NaN for an undefined one.</param>
    /// <param name="testRatio">
    /// Test samples by training samples of a fold, 1 / (k - 1) for k folds: corrects for training sets that overlap (C. Nadeau, Y. Bengio, 2003), as
    /// those of repeated folds do. 0 takes the scores as independent, for which intervals are too narrow.
    /// </param>
    /// <param name="confidence">The confidence, between 0 and 1.</param>
    /// <exception cref="NetworkException">The confidence or the ratio is out of range.</exception>
    public static FoldStatistics Of(IEnumerable<double> score, double testRatio = 0, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(score);
        PairedComparison.RequireConfidence(confidence);
        if (!double.IsFinite(testRatio) || testRatio < 0)
        {
            throw EvaluationErrors.TestRatioInvalid(testRatio);
        }

        double[] all = [.. score], defined = Array.FindAll(all, value => !double.IsNaN(value));
        int count = defined.Length;
        double mean = count == 0 ? double.NaN : defined.Average();
        double variance = count < 2 ? double.NaN : defined.Sum(value => (value - mean) * (value - mean)) / (count - 1);
        double error = Math.Sqrt(((1.0 / count) + testRatio) * variance);
        double reach = count < 2 ? double.NaN : StudentT.InvCDF(0, 1, count - 1, 0.5 + (confidence / 2)) * error;
        return new FoldStatistics(count, all.Length - count, mean, Math.Sqrt(variance), error, mean - reach, mean + reach, confidence);
    }

    /// <summary>Short text: "0.9021 +- 0.0142 (5 folds)".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Mean:0.0000} +- {Deviation:0.0000} ({Count} fold{(Count == 1 ? "" : "s")})");
}
