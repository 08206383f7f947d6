using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Which classes were taken for which: entry [i, j] is the number of samples of class i that were predicted as class j, or the
/// sum of their weights. Rows are the actual classes, columns the predicted ones, as in scikit-learn's confusion_matrix.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly double[,] _count;
    private readonly double[] _actual;
    private readonly double[] _predicted;

    private ConfusionMatrix(IReadOnlyList<string> className, double[,] count, int sampleCount)
    {
        _count = count;
        _actual = new double[className.Count];
        _predicted = new double[className.Count];
        ClassName = className;
        SampleCount = sampleCount;
        for (int i = 0; i < className.Count; i++)
        {
            Correct += count[i, i];
            for (int j = 0; j < className.Count; j++)
            {
                _actual[i] += count[i, j];
                _predicted[j] += count[i, j];
            }
        }

        // Summed as the rows are: for data of one class its row is exactly the total, and shares of it are exactly 1.
        Total = _actual.Sum();
    }

    /// <summary>The names of the classes: of the rows and, likewise, of the columns.</summary>
    public IReadOnlyList<string> ClassName { get; }

    /// <summary>How many samples were counted, those with weight 0 too.</summary>
    public int SampleCount { get; }

    /// <summary>The number of samples, or the sum of their weights: the sum of all entries.</summary>
    public double Total { get; }

    /// <summary>The number (or weight) of the samples predicted rightly: the sum of the diagonal.</summary>
    public double Correct { get; }

    /// <summary>The number (or weight) of the samples of one class that were predicted as another, or as the same.</summary>
    /// <param name="actual">The actual class, from 0: the row.</param>
    /// <param name="predicted">The predicted class, from 0: the column.</param>
    public double this[int actual, int predicted] => _count[actual, predicted];

    /// <summary>Counts.</summary>
    /// <param name="className">The names of the classes, 2 or more, in the order of their indices.</param>
    /// <param name="actual">The actual class of each sample: 0 to classes - 1.</param>
    /// <param name="predicted">The predicted class of each sample, likewise.</param>
    /// <param name="weight">How much each sample counts: finite, not negative, not all 0; null for 1 each.</param>
    /// <exception cref="NetworkException">Lengths disagree, there is no sample, or a class index or a weight is out of range.</exception>
    public static ConfusionMatrix Create(IReadOnlyList<string> className, int[] actual, int[] predicted, double[]? weight = null)
    {
        ArgumentNullException.ThrowIfNull(className);
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        return Create(className, actual, predicted, new SampleWeights(weight, actual.Length));
    }

    /// <summary>The number (or weight) of the samples of a class: the sum of its row.</summary>
    /// <param name="index">The class, from 0.</param>
    public double ActualCount(int index)
    {
        return _actual[index];
    }

    /// <summary>The number (or weight) of the samples predicted as a class: the sum of its column.</summary>
    /// <param name="index">The class, from 0.</param>
    public double PredictedCount(int index)
    {
        return _predicted[index];
    }

    /// <summary>The entries as a new matrix, actual x predicted classes.</summary>
    public Matrix<double> ToMatrix()
    {
        return Matrix<double>.Build.DenseOfArray(_count);
    }

    /// <summary>In a few words: "3 x 3, 147 of 150 right".</summary>
    public override string ToString()
    {
        return string.Create(CultureInfo.InvariantCulture, $"{ClassName.Count} x {ClassName.Count}, {Correct:0.####} of {Total:0.####} right");
    }

    /// <summary>Counts, with weights that were checked.</summary>
    internal static ConfusionMatrix Create(IReadOnlyList<string> className, int[] actual, int[] predicted, SampleWeights weight)
    {
        int classCount = className.Count;
        if (classCount < 2)
        {
            throw GeneratorErrors.ClassCountInvalid(classCount);
        }

        if (predicted.Length != actual.Length)
        {
            throw EvaluationErrors.SampleCountMismatch("predicted classes", predicted.Length, "actual classes", actual.Length);
        }

        var count = new double[classCount, classCount];
        for (int s = 0; s < actual.Length; s++)
        {
            RequireClass(s, "actual", actual[s], classCount);
            RequireClass(s, "predicted", predicted[s], classCount);
            count[actual[s], predicted[s]] += weight[s];
        }

        return new ConfusionMatrix(Array.AsReadOnly(className.ToArray()), count, actual.Length);
    }

    private static void RequireClass(int sample, string kind, int index, int classCount)
    {
        if ((uint)index >= (uint)classCount)
        {
            throw EvaluationErrors.ClassIndexInvalid(sample + 1, kind, index, classCount);
        }
    }
}
