using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Evaluation;

/// <summary>Predicted probabilities, classes x samples, validated.</summary>
internal sealed class ProbabilityTable
{
    // Tolerance of sums in scikit-learn's roc_auc_score: numpy.allclose(1, sum).
    private const double Tolerance = 1e-5 + 1e-8;

    // numpy.finfo(float).eps, 2^-52: what log_loss of scikit-learn 1.2 clips to.
    private const double Smallest = 2.220446049250313e-16;

    private readonly double[] _values;
    private readonly int _classCount;

    /// <summary>Validates the probabilities. A dense matrix is not copied.</summary>
    /// <exception cref="NetworkException">The shape is wrong, a value is outside 0 to 1, or the sum of a sample is not 1.</exception>
    public ProbabilityTable(Matrix<double> probability, IReadOnlyList<string> className, int sampleCount)
    {
        _classCount = className.Count;
        if (probability.RowCount != _classCount || probability.ColumnCount != sampleCount)
        {
            throw EvaluationErrors.ProbabilityShapeInvalid(probability.RowCount, probability.ColumnCount, _classCount, sampleCount, probability);
        }

        _values = probability.AsColumnMajorArray() ?? probability.ToColumnMajorArray();
        for (int s = 0; s < sampleCount; s++)
        {
            Check(s, className);
        }
    }

    /// <summary>The probability of a class for a sample.</summary>
    public double this[int index, int sample] => _values[(sample * _classCount) + index];

    /// <summary>
    /// The mean of -ln p of each sample's actual class. As in scikit-learn 1.2, probabilities are first clipped to
    /// [2^-52, 1 - 2^-52] and then divided by their sum, so that the loss of a sample is at most about 36.04.
    /// </summary>
    public double LogLoss(int[] actual, SampleWeights weight)
    {
        double loss = 0;
        for (int s = 0; s < actual.Length; s++)
        {
            ReadOnlySpan<double> sample = Sample(s);
            double sum = 0;
            foreach (double value in sample)
            {
                sum += Clip(value);
            }

            loss -= weight[s] * Math.Log(Clip(sample[actual[s]]) / sum);
        }

        return loss / weight.Total;
    }

    /// <summary>The mean of (p - y)^2 of one of two classes (the same for both), or of its sum over more classes.</summary>
    public double Brier(int[] actual, SampleWeights weight)
    {
        double loss = 0;
        for (int s = 0; s < actual.Length; s++)
        {
            ReadOnlySpan<double> sample = Sample(s);
            double sum = 0;
            for (int c = _classCount == 2 ? 1 : 0; c < sample.Length; c++)
            {
                double error = sample[c] - (actual[s] == c ? 1 : 0);
                sum += error * error;
            }

            loss += weight[s] * sum;
        }

        return loss / weight.Total;
    }

    /// <summary>
    /// The share of the samples whose actual class is among the k most probable ones; of classes with the same probability, the last ones are taken first, as in scikit-learn.
    /// </summary>
    public double TopAccuracy(int[] actual, SampleWeights weight, int top)
    {
        double right = 0;
        for (int s = 0; s < actual.Length; s++)
        {
            ReadOnlySpan<double> sample = Sample(s);
            double own = sample[actual[s]];
            int before = 0;
            for (int c = 0; c < sample.Length; c++)
            {
                before += sample[c] > own || (sample[c] == own && c > actual[s]) ? 1 : 0;
            }

            right += before < top ? weight[s] : 0;
        }

        return right / weight.Total;
    }

    internal static double Clip(double value) => Math.Clamp(value, Smallest, 1 - Smallest);

    private ReadOnlySpan<double> Sample(int sample) => _values.AsSpan(sample * _classCount, _classCount);

    private void Check(int sample, IReadOnlyList<string> className)
    {
        double sum = 0;
        ReadOnlySpan<double> values = Sample(sample);
        for (int c = 0; c < values.Length; c++)
        {
            if (!(values[c] >= -Tolerance && values[c] <= 1 + Tolerance))
            {
                throw EvaluationErrors.ProbabilityInvalid(sample + 1, className[c], values[c]);
            }

            sum += values[c];
        }

        if (Math.Abs(sum - 1) > Tolerance)
        {
            throw EvaluationErrors.ProbabilitySumInvalid(sample + 1, sum);
        }
    }
}
