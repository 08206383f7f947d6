using PSNeuralNet.Numerics;

namespace PSNeuralNet.Search;

/// <summary>
/// Parzen estimator of one parameter: the density of the coordinates of some trials (see <see cref="SearchParameter.CoordinateOf"/>), a mixture of one kernel for each trial and of a prior.
/// </summary>
/// <remarks>Source: J. Bergstra et al., NeurIPS 2011; constants, weights and deviations are those of the univariate TPESampler of Optuna 4.9 (T. Akiba et al., KDD 2019).</remarks>
internal abstract class ParzenEstimator
{
    /// <summary>The weight of the prior, where a recent trial has the weight 1.</summary>
    public const double PriorWeight = 1;

    // Trials that have the full weight; older ones have less.
    private const int RecentCount = 25;

    private readonly double[] _cumulative;

    /// <summary>Creates the mixture's weights.</summary>
    /// <param name="count">The number of trials.</param>
    protected ParzenEstimator(int count)
    {
        double[] weights = [.. Weights(count), PriorWeight];
        double sum = weights.Sum();
        LogWeight = Array.ConvertAll(weights, weight => Math.Log(weight / sum));
        _cumulative = new double[weights.Length];
        double before = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            _cumulative[i] = before += weights[i] / sum;
        }
    }

    /// <summary>The logarithm of each kernel's weight, the prior's last; their weights add up to 1.</summary>
    protected double[] LogWeight { get; }

    /// <summary>The estimator of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="coordinates">The coordinates of the trials, the oldest first.</param>
    public static ParzenEstimator Of(SearchParameter parameter, IReadOnlyList<double> coordinates) =>
        parameter.IsRange ? new NumberEstimator(parameter, coordinates) : new CandidateEstimator(parameter.Candidate.Count, coordinates);

    /// <summary>Weights of trials, the oldest first: 1 for the last 25, and evenly from 1/n up to 1 for those before.</summary>
    public static double[] Weights(int count)
    {
        var weights = new double[count];
        int older = Math.Max(0, count - RecentCount);
        for (int i = 0; i < count; i++)
        {
            weights[i] = i >= older ? 1 : older == 1 ? 1.0 / count : (1.0 / count) + (i * (1 - (1.0 / count)) / (older - 1));
        }

        return weights;
    }

    /// <summary>Draws a coordinate.</summary>
    public double Sample(RandomState random)
    {
        double share = random.Uniform();
        int kernel = Array.FindIndex(_cumulative, sum => share < sum);
        return Sample(kernel < 0 ? _cumulative.Length - 1 : kernel, random.Uniform());
    }

    /// <summary>The logarithm of the density at a coordinate.</summary>
    public double LogDensity(double coordinate)
    {
        double largest = double.NegativeInfinity;
        Span<double> terms = LogWeight.Length <= 256 ? stackalloc double[LogWeight.Length] : new double[LogWeight.Length];
        for (int kernel = 0; kernel < terms.Length; kernel++)
        {
            terms[kernel] = LogWeight[kernel] + LogKernel(kernel, coordinate);
            largest = Math.Max(largest, terms[kernel]);
        }

        double sum = 0;
        foreach (double term in terms)
        {
            sum += Math.Exp(term - largest);
        }

        return largest + Math.Log(sum);
    }

    /// <summary>The coordinate at a quantile of a kernel.</summary>
    protected abstract double Sample(int kernel, double quantile);

    /// <summary>The logarithm of the density of a kernel at a coordinate.</summary>
    protected abstract double LogKernel(int kernel, double coordinate);
}
