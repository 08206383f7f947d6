using MathNet.Numerics.LinearAlgebra.Double;

namespace PSNeuralNet.Data;

/// <summary>
/// Targets of samples in memory: the class index of each sample for three or more classes; else the numbers of Y, outputs x samples. One-hot
/// columns are made on request: of 10,000 classes they would take 10,000 times the memory.
/// </summary>
internal sealed class TargetValues
{
    private readonly double[]? _numbers;
    private readonly int[]? _classIndex;

    private TargetValues(int outputCount, int sampleCount, double[] numbers)
    {
        (OutputCount, SampleCount) = (outputCount, sampleCount);
        _numbers = numbers;
    }

    private TargetValues(int outputCount, int[] classIndex)
    {
        (OutputCount, SampleCount) = (outputCount, classIndex.Length);
        _classIndex = classIndex;
    }

    /// <summary>The rows of Y.</summary>
    public int OutputCount { get; }

    /// <summary>The columns of Y.</summary>
    public int SampleCount { get; }

    /// <summary>The numbers of Y, sample after sample: for all but class indices.</summary>
    public double[] Numbers => _numbers ?? throw new InvalidOperationException("The targets are class indices.");

    /// <summary>The class of each sample, from 0; null for numbers.</summary>
    public int[]? ClassIndex => _classIndex;

    /// <summary>Numbers, outputs x samples. Not copied.</summary>
    public static TargetValues OfNumbers(DenseMatrix y) => new(y.RowCount, y.ColumnCount, y.Values);

    /// <summary>The classes of samples: 0 and 1 for two classes, else indices. Not copied.</summary>
    public static TargetValues OfClasses(int classCount, int[] classIndex) =>
        classCount == 2 ? new(1, classIndex.Length, Array.ConvertAll(classIndex, index => (double)index)) : new(classCount, classIndex);

    /// <summary>The classes of one-hot columns, each with a single 1.</summary>
    public static TargetValues OfOneHot(DenseMatrix y)
    {
        var classIndex = new int[y.ColumnCount];
        for (int sample = 0; sample < classIndex.Length; sample++)
        {
            classIndex[sample] = y.Values.AsSpan(sample * y.RowCount, y.RowCount).IndexOf(1.0);
        }

        return new TargetValues(y.RowCount, classIndex);
    }

    /// <summary>Y, outputs x samples; classes as one-hot columns.</summary>
    /// <exception cref="NetworkException">It would be too large.</exception>
    public DenseMatrix ToMatrix()
    {
        if (_classIndex is null)
        {
            return new DenseMatrix(OutputCount, SampleCount, Numbers);
        }

        if ((long)OutputCount * SampleCount > Dataset.MaximumValues)
        {
            throw DataErrors.TargetMatrixTooLarge(OutputCount, SampleCount);
        }

        var y = new DenseMatrix(OutputCount, SampleCount);
        for (int sample = 0; sample < SampleCount; sample++)
        {
            y.Values[(sample * OutputCount) + _classIndex[sample]] = 1;
        }

        return y;
    }

    /// <summary>The targets of some samples, in this order.</summary>
    public TargetValues Take(int[] samples) =>
        _classIndex is { } index
            ? new TargetValues(OutputCount, Array.ConvertAll(samples, sample => index[sample]))
            : new TargetValues(OutputCount, samples.Length, Dataset.Columns(Numbers, OutputCount, samples));

    /// <summary>The numbers of Y in pieces, sample after sample. A piece is valid until the next one.</summary>
    public IEnumerable<ReadOnlyMemory<double>> Pieces()
    {
        const int Piece = 1 << 16;
        if (_classIndex is null)
        {
            yield return Numbers;
            yield break;
        }

        int samples = Math.Max(1, Piece / OutputCount);
        var piece = new double[samples * OutputCount];
        for (int start = 0; start < SampleCount; start += samples)
        {
            int count = Math.Min(samples, SampleCount - start);
            Array.Clear(piece);
            for (int i = 0; i < count; i++)
            {
                piece[(i * OutputCount) + _classIndex[start + i]] = 1;
            }

            yield return piece.AsMemory(0, count * OutputCount);
        }
    }
}
