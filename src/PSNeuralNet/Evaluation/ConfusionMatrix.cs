using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;
using PSNeuralNet.Data;

namespace PSNeuralNet.Evaluation;

/// <summary>
/// Confusion matrix: entry [i, j] is the number of samples of actual class i predicted as class j, or the sum of their weights. Rows
/// and columns as in scikit-learn's confusion_matrix.
/// </summary>
public sealed class ConfusionMatrix
{
    // Entries that are not 0: at most one a sample, however many classes there are.
    private readonly Dictionary<(int Actual, int Predicted), double> _count;
    private readonly double[] _actual;
    private readonly double[] _predicted;

    private ConfusionMatrix(IReadOnlyList<string> className, Dictionary<(int Actual, int Predicted), double> count, int sampleCount)
    {
        _count = count;
        _actual = new double[className.Count];
        _predicted = new double[className.Count];
        ClassName = className;
        SampleCount = sampleCount;
        foreach (((int actual, int predicted), double value) in count.OrderBy(entry => entry.Key))
        {
            Correct += actual == predicted ? value : 0;
            _actual[actual] += value;
            _predicted[predicted] += value;
        }

        // The sum of the rows: for data of a single class its row is exactly the total.
        Total = _actual.Sum();
    }

    /// <summary>The class names of the rows and columns.</summary>
    public IReadOnlyList<string> ClassName { get; }

    /// <summary>Number of samples, those of weight 0 included.</summary>
    public int SampleCount { get; }

    /// <summary>The number of samples, or the sum of their weights: the sum of all entries.</summary>
    public double Total { get; }

    /// <summary>The number (or weight) of correct predictions: the trace.</summary>
    public double Correct { get; }

    /// <summary>The number (or weight) of samples of an actual and a predicted class.</summary>
    /// <param name="actual">The actual class, from 0: the row.</param>
    /// <param name="predicted">The predicted class, from 0: the column.</param>
    public double this[int actual, int predicted] =>
        (uint)actual < (uint)ClassName.Count && (uint)predicted < (uint)ClassName.Count
            ? _count.GetValueOrDefault((actual, predicted))
            : throw new ArgumentOutOfRangeException((uint)actual < (uint)ClassName.Count ? nameof(predicted) : nameof(actual));

    /// <summary>Counts the predictions.</summary>
    /// <param name="className">The names of the classes, 2 or more, in the order of their indices.</param>
    /// <param name="actual">The actual class of each sample: 0 to classes - 1.</param>
    /// <param name="predicted">The predicted class of each sample, likewise.</param>
    /// <param name="weight">Sample weights: finite, at least 0, not all 0; null for 1 each.</param>
    /// <exception cref="NetworkException">Lengths disagree, there is no sample, or a class index or a weight is out of range.</exception>
    public static ConfusionMatrix Create(IReadOnlyList<string> className, int[] actual, int[] predicted, double[]? weight = null)
    {
        ArgumentNullException.ThrowIfNull(className);
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        return Create(className, actual, predicted, new SampleWeights(weight, actual.Length));
    }

    /// <summary>The number (or weight) of samples of a class: its row sum.</summary>
    /// <param name="index">The class, from 0.</param>
    public double ActualCount(int index) => _actual[index];

    /// <summary>The number (or weight) of samples predicted as a class: its column sum.</summary>
    /// <param name="index">The class, from 0.</param>
    public double PredictedCount(int index) => _predicted[index];

    /// <summary>The entries as a new matrix, actual x predicted classes.</summary>
    public Matrix<double> ToMatrix() =>
        Matrix<double>.Build.DenseOfIndexed(ClassName.Count, ClassName.Count, _count.Select(entry => (entry.Key.Actual, entry.Key.Predicted, entry.Value)));

    /// <summary>The entries as shares.</summary>
    /// <param name="by">The divisor: the samples of the actual class, those predicted as the class, or all.</param>
    public NormalizedConfusionMatrix Normalize(ConfusionNormalization by) =>
        Enum.IsDefined(by) ? new(this, by) : throw new ArgumentOutOfRangeException(nameof(by), by, null);

    /// <summary>The entries that are not 0, in the order of the classes, for Export-Csv and ConvertTo-Json.</summary>
    public IReadOnlyList<ConfusionEntry> Entry =>
        _count.Where(entry => entry.Value != 0).OrderBy(entry => entry.Key).Select(entry => new ConfusionEntry(ClassName[entry.Key.Actual], ClassName[entry.Key.Predicted], entry.Value)).ToArray();

    /// <summary>The counts that are not 0.</summary>
    internal IReadOnlyCollection<double> Values => _count.Values;

    /// <summary>Short text: "3 x 3, 147 of 150 right".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ClassName.Count} x {ClassName.Count}, {Correct:0.####} of {Total:0.####} right");

    /// <summary>Counts the predictions, with validated weights.</summary>
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

        var count = new Dictionary<(int Actual, int Predicted), double>();
        for (int s = 0; s < actual.Length; s++)
        {
            RequireClass(s, "actual", actual[s], classCount);
            RequireClass(s, "predicted", predicted[s], classCount);
            CollectionsMarshal.GetValueRefOrAddDefault(count, (actual[s], predicted[s]), out _) += weight[s];
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

/// <summary>Entry of a confusion matrix.</summary>
/// <param name="Actual">The actual class.</param>
/// <param name="Predicted">The predicted class.</param>
/// <param name="Count">The number of samples, or the sum of their weights.</param>
public sealed record ConfusionEntry(string Actual, string Predicted, double Count)
{
    /// <summary>Short text: "no as yes: 2".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Actual} as {Predicted}: {Count}");
}
