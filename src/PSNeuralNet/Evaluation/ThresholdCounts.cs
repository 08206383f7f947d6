namespace PSNeuralNet.Evaluation;

/// <summary>
/// True and false positives of the decision "score &gt;= threshold", for every distinct score as the threshold, highest first
/// (scikit-learn's _binary_clf_curve). Samples of weight 0 are left out.
/// </summary>
internal sealed class ThresholdCounts
{
    private readonly int[] _order;
    private readonly double[] _ascending;
    private readonly double[] _threshold;
    private readonly double[] _truePositive;
    private readonly double[] _falsePositive;
    private int _counting;
    private int _count;

    /// <summary>Creates buffers for so many samples, which <see cref="Count"/> may fill again and again.</summary>
    public ThresholdCounts(int sampleCount)
    {
        _order = new int[sampleCount];
        (_ascending, _threshold, _truePositive, _falsePositive) = (new double[sampleCount], new double[sampleCount], new double[sampleCount], new double[sampleCount]);
    }

    /// <summary>The samples with a weight above 0, by ascending score.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, _counting);

    /// <summary>The scores of <see cref="Order"/>.</summary>
    public ReadOnlySpan<double> Score => _ascending.AsSpan(0, _counting);

    /// <summary>The distinct scores, highest first: at least one.</summary>
    public ReadOnlySpan<double> Threshold => _threshold.AsSpan(0, _count);

    /// <summary>The weight of the positive samples with a score of at least the threshold.</summary>
    public ReadOnlySpan<double> TruePositive => _truePositive.AsSpan(0, _count);

    /// <summary>The weight of the negative samples with a score of at least the threshold.</summary>
    public ReadOnlySpan<double> FalsePositive => _falsePositive.AsSpan(0, _count);

    /// <summary>The weight of all positive samples.</summary>
    public double Positives => TruePositive[^1];

    /// <summary>The weight of all negative samples.</summary>
    public double Negatives => FalsePositive[^1];

    /// <summary>Validates the samples, and counts.</summary>
    /// <exception cref="NetworkException">Lengths disagree, there is no sample, or a score or a weight is out of range.</exception>
    public static ThresholdCounts Create(bool[] positive, double[] score, double[]? weight)
    {
        ArgumentNullException.ThrowIfNull(positive);
        ArgumentNullException.ThrowIfNull(score);
        var weights = new SampleWeights(weight, positive.Length);
        if (score.Length != positive.Length)
        {
            throw EvaluationErrors.SampleCountMismatch("scores", score.Length, "actual classes", positive.Length);
        }

        for (int s = 0; s < score.Length; s++)
        {
            if (!double.IsFinite(score[s]))
            {
                throw EvaluationErrors.ScoreInvalid(s + 1, score[s]);
            }
        }

        var counts = new ThresholdCounts(score.Length);
        counts.Count(positive, score, weights);
        return counts;
    }

    /// <summary>Counts, with validated scores and weights. Counts of before are overwritten.</summary>
    public void Count(ReadOnlySpan<bool> positive, ReadOnlySpan<double> score, SampleWeights weight)
    {
        int counting = 0;
        for (int s = 0; s < score.Length; s++)
        {
            if (weight[s] > 0)
            {
                (_order[counting], _ascending[counting]) = (s, score[s]);
                counting++;
            }
        }

        Array.Sort(_ascending, _order, 0, counting);
        (_counting, _count) = (counting, 0);
        double hits = 0, misses = 0;
        for (int i = counting - 1; i >= 0; i--)
        {
            int s = _order[i];
            hits += positive[s] ? weight[s] : 0;
            misses += positive[s] ? 0 : weight[s];
            if (i == 0 || _ascending[i - 1] != _ascending[i])
            {
                (_threshold[_count], _truePositive[_count], _falsePositive[_count]) = (_ascending[i], hits, misses);
                _count++;
            }
        }
    }

    /// <summary>A power of two near 1 / sum: products of weights times it neither overflow nor vanish, and counts stay whole up to a power of two. 0 for a sum of 0.</summary>
    public static double Unit(double sum) => sum == 0 ? 0 : Math.ScaleB(1, -Math.ILogB(sum));

    /// <summary>
    /// Area under the ROC curve: the pairs of a positive and a negative sample in the right order, by all pairs, a tie half right and half wrong. Counts are summed and divided once, so
    /// that a perfect order gives exactly 1. NaN without positive or without negative samples.
    /// </summary>
    public double RocArea()
    {
        if (Positives == 0 || Negatives == 0)
        {
            return double.NaN;
        }

        double right = 0, wrong = 0, lastHits = 0, lastMisses = 0, hitUnit = Unit(Positives), missUnit = Unit(Negatives);
        for (int n = 0; n < Threshold.Length; n++)
        {
            double hits = TruePositive[n] * hitUnit, misses = FalsePositive[n] * missUnit;
            right += (misses - lastMisses) * (hits + lastHits);
            wrong += (hits - lastHits) * (misses + lastMisses);
            (lastHits, lastMisses) = (hits, misses);
        }

        return right / (right + wrong);
    }

    /// <summary>
    /// Average precision, sum of (R_n - R_n-1) P_n, without interpolation: exactly 1 where no negative sample scores as high as a positive one. 0 without positive samples
    /// (scikit-learn's value).
    /// </summary>
    public double AveragePrecision()
    {
        if (Positives == 0)
        {
            return 0;
        }

        double sum = 0, lastHits = 0;
        bool isPerfect = true;
        for (int n = 0; n < Threshold.Length; n++)
        {
            double gain = TruePositive[n] - lastHits;
            sum += gain * Precision(n);
            isPerfect &= gain == 0 || FalsePositive[n] == 0;
            lastHits = TruePositive[n];
        }

        return isPerfect ? 1 : sum / Positives;
    }

    /// <summary>Precision TP / (TP + FP) at a threshold.</summary>
    /// <param name="n">Index of the threshold.</param>
    public double Precision(int n) => TruePositive[n] / (TruePositive[n] + FalsePositive[n]);
}
