using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>Logits of a trained network of classes for samples that it was not trained on, with their classes and weights, to calibrate it with.</summary>
internal sealed class HeldOutLogits
{
    private readonly double[] _logit;
    private readonly double[] _offset;
    private readonly int[] _class;
    private readonly double[]? _weight;
    private readonly int _classCount;

    /// <param name="logit">The logits, sample after sample: one of each class; of two classes, that of the second one.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="actual">The class of each sample.</param>
    /// <param name="weight">The weight of each sample; null for 1 each.</param>
    /// <param name="offset">The number that is added to the calibrated logit of each class; none for 0.</param>
    public HeldOutLogits(double[] logit, int classCount, int[] actual, double[]? weight, IReadOnlyList<double> offset)
    {
        (_logit, _classCount, _class, _weight) = (logit, classCount, actual, weight);
        _offset = offset.Count == 0 ? new double[Outputs] : NetworkParameter.OffsetOfOutputs(classCount == 2 && logit.Length == actual.Length ? NetworkTask.Binary : NetworkTask.MultiClass, offset);
    }

    /// <summary>The number of samples with a weight above 0.</summary>
    public int Count => Weighted.Count();

    /// <summary>The classes of the samples with a weight above 0.</summary>
    public IEnumerable<int> Classes => Weighted.Select(sample => _class[sample]).Distinct();

    /// <summary>The number of logits.</summary>
    public long Values => (long)_class.Length * _classCount;

    /// <summary>True where all logits are finite.</summary>
    public bool IsFinite => Array.TrueForAll(_logit, double.IsFinite);

    private IEnumerable<int> Weighted => Enumerable.Range(0, _class.Length).Where(sample => Weight(sample) > 0);

    private int Outputs => _class.Length == 0 ? 1 : _logit.Length / _class.Length;

    /// <summary>Computes the logits.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="samples">The samples, with the features and classes of the network, in its order.</param>
    /// <param name="offset">The number that is added to the calibrated logit of each class.</param>
    /// <param name="workers">The threads.</param>
    public static HeldOutLogits Of(NetworkParameter network, Dataset samples, IReadOnlyList<double> offset, WorkerGroup workers) =>
        new HeldOutLogits(
            LogitPass.Run(network, samples, workers),
            samples.ClassName.Count,
            [.. Enumerable.Range(0, samples.SampleCount).Select(samples.ClassOf)],
            samples.Weight is null ? null : [.. samples.Weight],
            offset);

    /// <summary>
    /// Adds the weighted loss -sum of t ln p over the classes, with p = softmax(b z + o) and the smoothed label t, and its first and second derivative in
    /// b: E[z] - sum of t z, and the variance of z, both under p.
    /// </summary>
    /// <param name="inverse">b, the inverse temperature.</param>
    /// <param name="smoothing">The label smoothing.</param>
    /// <param name="sum">Loss, derivatives and weight so far; those of these samples are added.</param>
    /// <param name="stride">The distance of the samples: 1 for all.</param>
    public void Add(double inverse, double smoothing, ref LossSum sum, int stride = 1)
    {
        Span<double> logit = _classCount > 64 ? new double[_classCount] : stackalloc double[_classCount];
        Span<double> shifted = _classCount > 64 ? new double[_classCount] : stackalloc double[_classCount];
        for (int sample = 0; sample < _class.Length; sample += stride)
        {
            double weight = Weight(sample);
            if (weight == 0)
            {
                continue;
            }

            Load(sample, logit);
            Shift(logit, inverse, shifted);
            double share = smoothing / _classCount, target = 0, loss = 0, total = 0, mean = 0, square = 0;
            for (int i = 0; i < _classCount; i++)
            {
                double label = share + (i == _class[sample] ? 1 - smoothing : 0);
                target += label * logit[i];
                loss -= label * shifted[i];
                shifted[i] = Math.Exp(shifted[i]);
                total += shifted[i];
                mean += shifted[i] * logit[i];
            }

            mean /= total;
            for (int i = 0; i < _classCount; i++)
            {
                square += shifted[i] * (logit[i] - mean) * (logit[i] - mean);
            }

            sum = new LossSum(
                sum.Loss + (weight * (loss + Math.Log(total))),
                sum.Slope + (weight * (mean - target)),
                sum.Curvature + (weight * square / total),
                sum.Weight + weight);
        }
    }

    /// <summary>The calibrated probabilities, classes x samples.</summary>
    public DenseMatrix Probability(double inverse)
    {
        var result = new DenseMatrix(_classCount, _class.Length);
        for (int sample = 0; sample < _class.Length; sample++)
        {
            Span<double> one = result.Values.AsSpan(sample * _classCount, _classCount);
            Load(sample, one);
            Shift(one, inverse, one);
            double sum = 0;
            foreach (ref double value in one)
            {
                value = Math.Exp(value);
                sum += value;
            }

            foreach (ref double value in one)
            {
                value /= sum;
            }
        }

        return result;
    }

    /// <summary>The mean loss and the accuracy of the calibrated probabilities.</summary>
    public (double Cost, double Score) Measure(double inverse)
    {
        LossSum sum = default;
        Add(inverse, 0, ref sum);
        double correct = 0;
        double[] probability = Probability(inverse).Values;
        for (int sample = 0; sample < _class.Length; sample++)
        {
            correct += Decision.Of(probability.AsSpan(sample * _classCount, _classCount)).ClassIndex == _class[sample] ? Weight(sample) : 0;
        }

        return (sum.Loss / sum.Weight, correct / sum.Weight);
    }

    private double Weight(int sample) => _weight is null ? 1 : _weight[sample];

    private double Offset(int index) => _offset.Length == _classCount ? _offset[index] : index == 0 ? 0 : _offset[0];

    /// <summary>The calibrated logits b z + o, less the largest of them, so that no exponential overflows.</summary>
    /// <param name="logit">The logits z of a sample.</param>
    /// <param name="inverse">b, the inverse temperature.</param>
    /// <param name="shifted">Receives the values; it may be the logits.</param>
    private void Shift(ReadOnlySpan<double> logit, double inverse, Span<double> shifted)
    {
        double maximum = double.NegativeInfinity;
        for (int i = 0; i < _classCount; i++)
        {
            shifted[i] = (inverse * logit[i]) + Offset(i);
            maximum = Math.Max(maximum, shifted[i]);
        }

        for (int i = 0; i < _classCount; i++)
        {
            shifted[i] -= maximum;
        }
    }

    /// <summary>The logits of the classes; 0 for the first of two.</summary>
    private void Load(int sample, Span<double> logit)
    {
        int outputs = Outputs;
        logit[0] = 0;
        _logit.AsSpan(sample * outputs, outputs).CopyTo(logit[(_classCount - outputs)..]);
    }
}

/// <summary>A weighted loss and its derivatives, summed over samples.</summary>
/// <param name="Loss">The sum of the losses.</param>
/// <param name="Slope">The sum of their first derivatives.</param>
/// <param name="Curvature">The sum of their second derivatives.</param>
/// <param name="Weight">The sum of the weights.</param>
internal readonly record struct LossSum(double Loss, double Slope, double Curvature, double Weight);
