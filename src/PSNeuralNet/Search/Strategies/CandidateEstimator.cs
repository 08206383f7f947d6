namespace PSNeuralNet.Search;

/// <summary>
/// Parzen estimator of candidates. The kernel of a trial gives its own candidate 1 + p and the others p, divided by their sum, with p = 1 / (trials + 1); that of the prior is the same for all.
/// </summary>
internal sealed class CandidateEstimator : ParzenEstimator
{
    private readonly double[][] _share;

    /// <summary>Creates the estimator.</summary>
    /// <param name="candidates">The number of candidates.</param>
    /// <param name="indexes">The candidate of each trial, the oldest first.</param>
    public CandidateEstimator(int candidates, IReadOnlyList<double> indexes)
        : base(indexes.Count)
    {
        double prior = PriorWeight / (indexes.Count + 1);
        _share = [.. indexes.Select(Kernel), Kernel(-1)];

        double[] Kernel(double index)
        {
            double[] shares = [.. Enumerable.Range(0, candidates).Select(candidate => prior + (candidate == index ? 1 : 0))];
            double sum = shares.Sum();
            return Array.ConvertAll(shares, share => share / sum);
        }
    }

    /// <inheritdoc/>
    protected override double Sample(int kernel, double quantile)
    {
        double[] shares = _share[kernel];
        int candidate = 0;
        for (double sum = shares[0]; sum <= quantile && candidate < shares.Length - 1; sum += shares[candidate])
        {
            candidate++;
        }

        return candidate;
    }

    /// <inheritdoc/>
    protected override double LogKernel(int kernel, double coordinate) => Math.Log(_share[kernel][(int)coordinate]);
}
