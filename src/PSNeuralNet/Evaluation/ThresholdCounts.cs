namespace PSNeuralNet.Evaluation;

/// <summary>
/// What a two-class decision "score >= threshold" gets right and wrong, for every score in the data as the threshold, highest
/// first. Samples with equal scores cannot be told apart by any threshold, so they enter together; samples of weight 0 do not
/// enter at all. This is scikit-learn's _binary_clf_curve, from which its ROC and precision-recall metrics follow.
/// </summary>
internal sealed class ThresholdCounts
{
    private ThresholdCounts(double[] threshold, double[] truePositive, double[] falsePositive)
    {
        Threshold = threshold;
        TruePositive = truePositive;
        FalsePositive = falsePositive;
    }

    /// <summary>The distinct scores, highest first: at least one.</summary>
    public double[] Threshold { get; }

    /// <summary>The weight of the positive samples with a score of at least the threshold.</summary>
    public double[] TruePositive { get; }

    /// <summary>The weight of the negative samples with a score of at least the threshold.</summary>
    public double[] FalsePositive { get; }

    /// <summary>The weight of all positive samples.</summary>
    public double Positives => TruePositive[^1];

    /// <summary>The weight of all negative samples.</summary>
    public double Negatives => FalsePositive[^1];

    /// <summary>Checks the samples, and counts.</summary>
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

        return Create(positive, score, weights);
    }

    /// <summary>Counts, with scores and weights that were checked.</summary>
    public static ThresholdCounts Create(bool[] positive, double[] score, SampleWeights weight)
    {
        int[] order = [.. Enumerable.Range(0, score.Length).Where(s => weight[s] > 0)];
        double[] ascending = [.. order.Select(s => score[s])];
        Array.Sort(ascending, order);

        var threshold = new List<double>();
        var truePositive = new List<double>();
        var falsePositive = new List<double>();
        double hits = 0, misses = 0;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            int s = order[i];
            hits += positive[s] ? weight[s] : 0;
            misses += positive[s] ? 0 : weight[s];
            if (i == 0 || ascending[i - 1] != ascending[i])
            {
                threshold.Add(ascending[i]);
                truePositive.Add(hits);
                falsePositive.Add(misses);
            }
        }

        return new ThresholdCounts([.. threshold], [.. truePositive], [.. falsePositive]);
    }

    /// <summary>
    /// The area under the ROC curve by trapezoids, sum of (FPR_n - FPR_n-1) (TPR_n + TPR_n-1) / 2: the probability that a
    /// positive sample scores above a negative one, equal scores counting 1/2. NaN without a positive or without a negative.
    /// </summary>
    public double RocArea()
    {
        if (Positives == 0 || Negatives == 0)
        {
            return double.NaN;
        }

        double area = 0, lastHits = 0, lastMisses = 0;
        for (int n = 0; n < Threshold.Length; n++)
        {
            double width = (FalsePositive[n] - lastMisses) / Negatives;
            area += width * ((TruePositive[n] + lastHits) / Positives) / 2;
            (lastHits, lastMisses) = (TruePositive[n], FalsePositive[n]);
        }

        return area;
    }

    /// <summary>
    /// The average precision, sum of (R_n - R_n-1) P_n, without interpolation. 0 without a positive (scikit-learn's value), 1
    /// without a negative.
    /// </summary>
    public double AveragePrecision()
    {
        if (Positives == 0)
        {
            return 0;
        }

        double sum = 0, lastHits = 0;
        for (int n = 0; n < Threshold.Length; n++)
        {
            double gain = (TruePositive[n] - lastHits) / Positives;
            sum += gain * Precision(n);
            lastHits = TruePositive[n];
        }

        return sum;
    }

    /// <summary>The share of the positives among the samples with a score of at least a threshold.</summary>
    /// <param name="n">The threshold's place.</param>
    public double Precision(int n)
    {
        return TruePositive[n] / (TruePositive[n] + FalsePositive[n]);
    }
}
