using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>Sample weights, validated: those given, or 1 each.</summary>
internal sealed class SampleWeights
{
    private readonly double[]? _weight;

    /// <summary>Validates weights; null for 1 each. The array is not copied.</summary>
    /// <exception cref="NetworkException">
    /// There is no sample, the numbers of samples and weights disagree, a weight is negative or not finite, or all are 0.
    /// </exception>
    public SampleWeights(double[]? weight, int sampleCount)
    {
        if (sampleCount == 0)
        {
            throw EvaluationErrors.SampleNone();
        }

        _weight = weight;
        Count = sampleCount;
        Total = weight is null ? sampleCount : CheckedTotal(weight, sampleCount);
    }

    /// <summary>Number of samples, those of weight 0 included.</summary>
    public int Count { get; }

    /// <summary>The sum of the weights: above 0.</summary>
    public double Total { get; }

    /// <summary>The weight of a sample.</summary>
    public double this[int sample] => _weight is null ? 1 : _weight[sample];

    private static double CheckedTotal(double[] weight, int sampleCount)
    {
        if (weight.Length != sampleCount)
        {
            throw EvaluationErrors.SampleCountMismatch("sample weights", weight.Length, "samples", sampleCount);
        }

        double total = 0;
        for (int s = 0; s < weight.Length; s++)
        {
            if (!double.IsFinite(weight[s]) || weight[s] < 0)
            {
                throw DataErrors.SampleWeightInvalid(s + 1, weight[s]);
            }

            total += weight[s];
        }

        return WeightSum.Require(total);
    }
}
