namespace PSNeuralNet.Evaluation;

/// <summary>
/// Areas under the ROC curves of each class against each single other one (D. Hand, R. Till, 2001), the probability of the first as the score. One walk through the sorted samples
/// of a class gives its areas against all others.
/// </summary>
internal sealed class PairwiseAreas
{
    private readonly int[] _actual;
    private readonly SampleWeights _weight;
    private readonly double[] _sum;
    private readonly double[] _total;
    private readonly double[] _unit;

    public PairwiseAreas(ConfusionMatrix confusion, int[] actual, SampleWeights weight)
    {
        (_actual, _weight) = (actual, weight);
        _sum = new double[confusion.ClassName.Count];
        _unit = [.. Enumerable.Range(0, _sum.Length).Select(c => ThresholdCounts.Unit(confusion.ActualCount(c)))];
        _total = [.. _unit.Select((unit, c) => unit * confusion.ActualCount(c))];
    }

    /// <summary>
    /// The mean area of all ordered pairs of classes that have samples (scikit-learn: multi_class="ovo", average="macro"), once every class was added; NaN for fewer than two such
    /// classes.
    /// </summary>
    public double Mean
    {
        get
        {
            double count = _total.Count(total => total > 0);
            return count < 2 ? double.NaN : _sum.Sum() / (count * (count - 1));
        }
    }

    /// <summary>Adds a class; different ones can be added at the same time.</summary>
    /// <param name="index">The class.</param>
    /// <param name="counts">The samples, sorted by the probability of the class.</param>
    /// <param name="pair">A buffer of one number for each class.</param>
    public void Add(int index, ThresholdCounts counts, double[] pair)
    {
        if (_total[index] == 0)
        {
            return;
        }

        ReadOnlySpan<int> order = counts.Order;
        ReadOnlySpan<double> score = counts.Score;
        Array.Clear(pair);
        double above = 0;
        for (int top = order.Length - 1, end; top >= 0; top = end)
        {
            double tied = 0;
            for (end = top; end >= 0 && score[end] == score[top]; end--)
            {
                tied += _actual[order[end]] == index ? _weight[order[end]] * _unit[index] : 0;
            }

            for (int i = top; i > end; i--)
            {
                int other = _actual[order[i]];
                pair[other] += _weight[order[i]] * _unit[other] * (above + (tied / 2));
            }

            above += tied;
        }

        for (int other = 0; other < pair.Length; other++)
        {
            _sum[index] += other != index && _total[other] > 0 ? pair[other] / (_total[other] * _total[index]) : 0;
        }
    }
}
