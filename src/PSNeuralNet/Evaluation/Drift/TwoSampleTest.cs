using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace PSNeuralNet.Evaluation;

/// <summary>Tests of two independent samples: do they come from one distribution?</summary>
public static class TwoSampleTest
{
    /// <summary>The least expected count of a group of the chi-squared test; rarer ones are pooled.</summary>
    public const double LeastExpected = 5;

    // Steps of the exact Kolmogorov-Smirnov test: some milliseconds.
    private const double MaximumPaths = 1e6;

    /// <summary>
    /// Two-sided p of the Kolmogorov-Smirnov test (N. Smirnov, 1939). Of whole counts with a product of up to 1,000,000 it is exact for samples without ties (scipy: ks_2samp(method='exact')), and
    /// not below it for others; else Kolmogorov's limit 2 sum of (-1)^(k-1) exp(-2 k^2 x^2) at x = D sqrt(n m / (n + m)) (scipy: kstwobign.sf(x)).
    /// </summary>
    /// <param name="distance">The largest distance D of the two distribution functions, 0 to 1.</param>
    /// <param name="first">The number of samples n, above 0.</param>
    /// <param name="second">The number of samples m of the other distribution, above 0.</param>
    public static double KolmogorovSmirnov(double distance, double first, double second)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(second);
        return double.IsInteger(first) && double.IsInteger(second) && first * second <= MaximumPaths
            ? Paths(distance, (int)Math.Max(first, second), (int)Math.Min(first, second))
            : Limit(distance * Math.Sqrt(first / (first + second) * second));
    }

    /// <summary>
    /// Chi-squared test of counts of two samples in the same groups, without correction (K. Pearson, 1900; scipy: chi2_contingency(correction=False)). Groups with an expected count below
    /// <see cref="LeastExpected"/> in one of the samples are pooled into one, if need be with the next larger group; where two groups are left of which one is still that small, p is that of Fisher's exact
    /// test (scipy: fisher_exact). With fewer than two groups the statistic is 0, and p is 1.
    /// </summary>
    /// <param name="first">The counts of a sample by group; they need not be whole numbers.</param>
    /// <param name="second">The counts of the other sample.</param>
    public static TestOutcome ChiSquared(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double n = first.Sum(), m = second.Sum(), least = Math.Min(n, m) / (n + m);
        (double First, double Second)[] groups = [.. first.Zip(second).Where(pair => pair.First + pair.Second > 0).OrderBy(pair => pair.First + pair.Second)];
        if (n == 0 || m == 0 || groups.Length < 2)
        {
            return new TestOutcome(0, 1, false);
        }

        // The smallest groups, until their sum is large enough; two groups stay in any case.
        int pooled = Array.FindIndex(groups, pair => (pair.First + pair.Second) * least >= LeastExpected) is >= 0 and var found ? found : groups.Length;
        (double First, double Second) rare = (groups[..pooled].Sum(pair => pair.First), groups[..pooled].Sum(pair => pair.Second));
        while (pooled > 0 && pooled < groups.Length - 1 && (rare.First + rare.Second) * least < LeastExpected)
        {
            rare = (rare.First + groups[pooled].First, rare.Second + groups[pooled].Second);
            pooled++;
        }

        if (pooled == groups.Length)
        {
            // All groups are rare: the largest one against the others.
            pooled--;
            rare = (rare.First - groups[pooled].First, rare.Second - groups[pooled].Second);
        }

        groups = pooled == 0 ? groups : [rare, .. groups[pooled..]];
        double statistic = 0;
        foreach ((double a, double b) in groups)
        {
            double expected = (a + b) * (n / (n + m)), other = (a + b) * (m / (n + m));
            statistic += ((a - expected) * (a - expected) / expected) + ((b - other) * (b - other) / other);
        }

        bool isExact = groups.Length == 2 && groups.Min(pair => pair.First + pair.Second) * least < LeastExpected;
        double p = isExact ? Fisher(groups[0].First, groups[1].First, groups[0].Second, groups[1].Second) : SpecialFunctions.GammaUpperRegularized((groups.Length - 1) / 2.0, statistic / 2);
        return new TestOutcome(statistic, p, isExact);
    }

    /// <summary>
    /// Two-sided p of Fisher's exact test of a 2 x 2 table (R. Fisher, 1935): the probability of all tables with the same sums that are not more probable than this one. Counts are rounded to whole ones.
    /// </summary>
    public static double Fisher(double a, double b, double c, double d)
    {
        int first = Round(a + b), second = Round(c + d), marked = Round(a + c), count = Math.Clamp(Round(a), Math.Max(0, marked - second), Math.Min(marked, first));
        int lowest = Math.Max(0, marked - second), highest = Math.Min(marked, first);
        double own = Hypergeometric.PMFLn(first + second, marked, first, count), sum = 0;
        for (int i = lowest; i <= highest; i++)
        {
            double probability = Hypergeometric.PMFLn(first + second, marked, first, i);

            // Equal ones differ in their last digits.
            sum += probability <= own + 1e-7 ? Math.Exp(probability) : 0;
        }

        return Math.Min(1, sum);

        static int Round(double count) => (int)Math.Round(count);
    }

    /// <summary>
    /// p-values that hold for all tests together (S. Holm, 1979): the smallest of k times k, the next one times k - 1, and so on, none below one before it, and up to 1. The probability that any of them is
    /// below a, where nothing differs, is a at most.
    /// </summary>
    /// <param name="p">The p-value of each test; NaN for none, which stays.</param>
    public static double[] Holm(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        double[] adjusted = [.. p];
        int[] order = [.. Enumerable.Range(0, adjusted.Length).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i])];
        double last = 0;
        for (int i = 0; i < order.Length; i++)
        {
            last = adjusted[order[i]] = Math.Max(last, Math.Min(1, (order.Length - i) * p[order[i]]));
        }

        return adjusted;
    }

    /// <summary>
    /// The share of paths of n steps to the right and m steps up that reach |i/n - j/m| >= D: the share for each point comes from those of the two points before it, of which the path came from the
    /// first one with the probability i / (i + j).
    /// </summary>
    private static double Paths(double distance, int n, int m)
    {
        // Both sides in whole numbers: a rounded D must not miss the points at its distance.
        double limit = Math.Round(distance * n * m) is var whole && Math.Abs(whole - (distance * n * m)) < 1e-6 ? whole : distance * n * m;
        var share = new double[m + 1];
        for (int j = 0; j <= m; j++)
        {
            share[j] = (double)j * n >= limit ? 1 : 0;
        }

        for (int i = 1; i <= n; i++)
        {
            double across = (double)i * m;
            share[0] = across >= limit ? 1 : share[0];
            for (int j = 1; j <= m; j++)
            {
                share[j] = Math.Abs(across - ((double)j * n)) >= limit ? 1 : ((i * share[j]) + (j * share[j - 1])) / (i + j);
            }
        }

        return share[m];
    }

    /// <summary>Kolmogorov's distribution, above x; below 1.18 from its other series, which converges faster there.</summary>
    private static double Limit(double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        double sum = 0;
        if (x < 1.18)
        {
            double step = Math.PI * Math.PI / (8 * x * x);
            for (int k = 1; k <= 9; k += 2)
            {
                sum += Math.Exp(-k * k * step);
            }

            return 1 - (Math.Sqrt(2 * Math.PI) / x * sum);
        }

        for (int k = 1; k <= 6; k++)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * x * x);
        }

        return sum;
    }
}

/// <summary>The result of a test.</summary>
/// <param name="Statistic">The statistic.</param>
/// <param name="P">The probability of a statistic as large as this, or larger, where nothing differs.</param>
/// <param name="IsExact">True where p is that of Fisher's exact test.</param>
public readonly record struct TestOutcome(double Statistic, double P, bool IsExact);
