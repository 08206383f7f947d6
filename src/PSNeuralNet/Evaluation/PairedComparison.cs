using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>Tests of the difference of two predictions of the same samples: McNemar's, and the paired bootstrap.</summary>
public static class PairedComparison
{
    private const int MinimumDraws = 100, MaximumDraws = 1_000_000;

    /// <summary>
    /// Exact McNemar test (Q. McNemar, 1947): are two predictions correct equally often? Of the samples that only one of them has right, each has
    /// half of them on average (scipy: binomtest(min(b, c), b + c)).
    /// </summary>
    /// <param name="onlyFirst">Samples that only the first prediction has right.</param>
    /// <param name="onlySecond">Samples that only the second prediction has right.</param>
    /// <param name="count">Number of all samples.</param>
    /// <param name="confidence">The confidence of the interval, between 0 and 1.</param>
    /// <returns>
    /// The difference of accuracies, second - first; its interval, given the number of samples that only one has right (Clopper and Pearson, 1934),
    /// which excludes 0 where p is below 1 - confidence; and p, two-sided.
    /// </returns>
    /// <exception cref="NetworkException">The confidence is out of range.</exception>
    public static DifferenceEstimate McNemar(int onlyFirst, int onlySecond, int count, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, Math.Max(1, onlyFirst + onlySecond));
        RequireConfidence(confidence);
        int either = onlyFirst + onlySecond;
        double p = onlyFirst == onlySecond ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, either, Math.Min(onlyFirst, onlySecond)));
        double tail = (1 - confidence) / 2;
        double low = onlySecond == 0 ? 0 : Beta.InvCDF(onlySecond, onlyFirst + 1, tail), high = onlyFirst == 0 ? 1 : Beta.InvCDF(onlySecond + 1, onlyFirst, 1 - tail);
        double share = (double)either / count;
        return new DifferenceEstimate((double)(onlySecond - onlyFirst) / count, either == 0 ? 0 : share * ((2 * low) - 1), either == 0 ? 0 : share * ((2 * high) - 1), p);
    }

    /// <summary>
    /// Paired bootstrap (B. Efron, R. Tibshirani, 1993): the difference on samples drawn with replacement, the same for both predictions.
    /// </summary>
    /// <param name="difference">
    /// The difference where each sample counts as often as it is drawn (all 1 for the samples as they are); NaN where it is undefined. Called on
    /// several threads.
    /// </param>
    /// <param name="count">Number of samples.</param>
    /// <param name="draws">Number of draws, 100 to 1,000,000.</param>
    /// <param name="seed">0 to 4294967295.</param>
    /// <param name="confidence">The confidence of the interval, between 0 and 1.</param>
    /// <param name="progress">Called with the number of finished draws and of all; null for none.</param>
    /// <param name="cancellation">Cancels the draws.</param>
    /// <returns>
    /// The difference on all samples; the quantiles of the draws as its interval; and p, two-sided: twice the share of draws on the other side of 0,
    /// those of 0 on both sides, each count plus one (A. Davison, D. Hinkley, 1997). NaN where more than half of the draws are undefined.
    /// </returns>
    /// <exception cref="NetworkException">The number of draws, the confidence or the seed is out of range.</exception>
    /// <exception cref="OperationCanceledException">The draws were canceled.</exception>
    public static DifferenceEstimate Bootstrap(
        Func<double[], double> difference, int count, int draws = 2000, long seed = 0, double confidence = 0.95, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(difference);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        RequireConfidence(confidence);
        if (draws is < MinimumDraws or > MaximumDraws)
        {
            throw EvaluationErrors.DrawCountInvalid(draws, MinimumDraws, MaximumDraws);
        }

        // A seed for each draw, so that threads change nothing.
        var seeds = new RandomState(seed);
        long[] ofDraw = [.. Enumerable.Range(0, draws).Select(_ => seeds.RandInt(0, (long)uint.MaxValue + 1))];
        double[] ones = new double[count], differences = new double[draws];
        Array.Fill(ones, 1);
        double value = difference(ones);
        int done = 0, next = -1;
        ParallelParts.Run(
            Math.Min(Environment.ProcessorCount, draws),
            _ =>
            {
                var times = new double[count];
                for (int draw; (draw = Interlocked.Increment(ref next)) < draws; Interlocked.Increment(ref done))
                {
                    cancellation.ThrowIfCancellationRequested();
                    Array.Clear(times);
                    var random = new RandomState(ofDraw[draw]);
                    for (int i = 0; i < count; i++)
                    {
                        times[random.RandInt(0, count)]++;
                    }

                    differences[draw] = difference(times);
                }
            },
            () => progress?.Invoke(done, draws));
        double[] defined = Array.FindAll(differences, one => !double.IsNaN(one));
        if (double.IsNaN(value) || defined.Length * 2 < draws)
        {
            return new DifferenceEstimate(value, double.NaN, double.NaN, double.NaN);
        }

        int notAbove = defined.Count(one => one <= 0), notBelow = defined.Count(one => one >= 0);
        double tail = (1 - confidence) / 2;
        Array.Sort(defined);
        return new DifferenceEstimate(
            value,
            SortedArrayStatistics.QuantileCustom(defined, tail, QuantileDefinition.R7),
            SortedArrayStatistics.QuantileCustom(defined, 1 - tail, QuantileDefinition.R7),
            Math.Min(1, 2.0 * (Math.Min(notAbove, notBelow) + 1) / (defined.Length + 1)));
    }

    internal static void RequireConfidence(double confidence)
    {
        if (confidence is not (> 0 and < 1))
        {
            throw EvaluationErrors.ConfidenceInvalid(confidence);
        }
    }
}

/// <summary>Estimate of a difference, second - first.</summary>
/// <param name="Value">The difference.</param>
/// <param name="Lower">The lower end of its confidence interval.</param>
/// <param name="Upper">The upper end of its confidence interval.</param>
/// <param name="P">The probability of a difference as large as this, or larger, where there is none (two-sided).</param>
public sealed record DifferenceEstimate(double Value, double Lower, double Upper, double P);
