using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>
/// Assignment of groups to folds, all samples of a group to the same one: GroupKFold and StratifiedGroupKFold of scikit-learn. With a random
/// state, groups come in random order, which decides among those that are alike.
/// </summary>
internal static class GroupFolds
{
    /// <summary>Fold of each sample, with sizes as equal as greedy assignment makes them: the largest group left goes to the smallest fold (GroupKFold).</summary>
    /// <param name="groupOf">The group of each sample, from 0.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="count">Number of folds.</param>
    /// <param name="random">Order of groups of the same size; null for the last one first.</param>
    public static int[] BySize(int[] groupOf, int groups, int count, RandomState? random)
    {
        var sizes = new int[groups];
        Array.ForEach(groupOf, group => sizes[group]++);
        int[] order = random?.Permutation(groups) ?? [.. Enumerable.Range(0, groups).Reverse()];
        var foldSizes = new int[count];
        var foldOfGroup = new int[groups];
        foreach (int group in order.OrderByDescending(group => sizes[group]))
        {
            int smallest = Array.IndexOf(foldSizes, foldSizes.Min());
            foldOfGroup[group] = smallest;
            foldSizes[smallest] += sizes[group];
        }

        return Array.ConvertAll(groupOf, group => foldOfGroup[group]);
    }

    /// <summary>
    /// Fold of each sample, with class proportions as equal as greedy assignment makes them: groups by descending standard deviation of their
    /// class counts, each to the fold with the lowest mean over the classes of the standard deviation of the folds' shares (StratifiedGroupKFold).
    /// </summary>
    /// <param name="classOf">The class of each sample, from 0, without classes that have no sample.</param>
    /// <param name="groupOf">The group of each sample, from 0.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="count">Number of folds.</param>
    /// <param name="random">Order of groups of the same deviation; null for the first one first.</param>
    /// <param name="cancellation">Cancels the assignment.</param>
    public static int[] ByClass(int[] classOf, int[] groupOf, int groups, int count, RandomState? random, CancellationToken cancellation)
    {
        int classes = classOf.Max() + 1;
        var total = new double[classes];
        double[][] ofGroup = [.. Enumerable.Range(0, groups).Select(_ => new double[classes])];
        double[][] ofFold = [.. Enumerable.Range(0, count).Select(_ => new double[classes])];
        for (int sample = 0; sample < classOf.Length; sample++)
        {
            total[classOf[sample]]++;
            ofGroup[groupOf[sample]][classOf[sample]]++;
        }

        var foldOfGroup = new int[groups];
        double[] deviation = Array.ConvertAll(ofGroup, Deviation);
        int[] order = random?.Permutation(groups) ?? [.. Enumerable.Range(0, groups)];
        foreach (int group in order.OrderByDescending(group => deviation[group]))
        {
            cancellation.ThrowIfCancellationRequested();
            int fold = foldOfGroup[group] = BestFold(ofFold, ofGroup[group], total);
            Add(ofFold[fold], ofGroup[group], 1);
        }

        return Array.ConvertAll(groupOf, group => foldOfGroup[group]);
    }

    private static int BestFold(double[][] ofFold, double[] group, double[] total)
    {
        // numpy.isclose.
        const double Absolute = 1e-8, Relative = 1e-5;
        int best = 0;
        double lowest = double.PositiveInfinity, fewest = double.PositiveInfinity;
        var shares = new double[ofFold.Length];
        for (int fold = 0; fold < ofFold.Length; fold++)
        {
            Add(ofFold[fold], group, 1);
            double sum = 0;
            for (int c = 0; c < total.Length; c++)
            {
                for (int other = 0; other < shares.Length; other++)
                {
                    shares[other] = ofFold[other][c] / total[c];
                }

                sum += Deviation(shares);
            }

            Add(ofFold[fold], group, -1);
            double mean = sum / total.Length, samples = ofFold[fold].Sum();
            if (mean < lowest || (Math.Abs(mean - lowest) <= Absolute + (Relative * lowest) && samples < fewest))
            {
                (best, lowest, fewest) = (fold, mean, samples);
            }
        }

        return best;
    }

    private static void Add(double[] counts, double[] group, int sign)
    {
        for (int c = 0; c < counts.Length; c++)
        {
            counts[c] += sign * group[c];
        }
    }

    /// <summary>Population standard deviation, summed in order as numpy.std does.</summary>
    private static double Deviation(double[] values)
    {
        double sum = 0, squares = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / values.Length);
    }
}
