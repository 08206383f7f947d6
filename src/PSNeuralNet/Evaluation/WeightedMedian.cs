using PSNeuralNet.Numerics;

namespace PSNeuralNet.Evaluation;

/// <summary>Median of values with sample weights.</summary>
internal static class WeightedMedian
{
    // Rounding of sums of weights: half of them, to so much of their sum, is half.
    private const double Tolerance = 1e-12;

    /// <summary>
    /// The value that half of the weight lies below, the mean of two where half of it lies between them (as in scikit-learn from 1.7 on; before, the lower one where there are weights).
    /// A weight counts as that many values.
    /// </summary>
    /// <param name="values">The values, one a sample: not NaN.</param>
    /// <param name="weight">The weights.</param>
    public static double Of(ReadOnlySpan<double> values, SampleWeights weight)
    {
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        RadixSort.Sort(sorted, order);
        double half = weight.Total / 2, near = weight.Total * Tolerance, below = 0;
        int low = 0;
        while ((below += weight[order[low]]) < half - near)
        {
            low++;
        }

        if (below > half + near)
        {
            return sorted[low];
        }

        int high = low + 1;
        while (weight[order[high]] == 0)
        {
            high++;
        }

        return sorted[low] + ((sorted[high] - sorted[low]) / 2);
    }
}
