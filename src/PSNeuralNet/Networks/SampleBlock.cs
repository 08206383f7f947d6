using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Some samples as the kernels take them: a row for each feature and for each target, one column a sample, rows padded with
/// samples of zeros that weigh nothing.
/// </summary>
internal sealed unsafe class SampleBlock
{
    private readonly AlignedBuffer _x;
    private readonly AlignedBuffer _y;
    private readonly AlignedBuffer _weight;

    /// <summary>Creates a block for up to <paramref name="capacity"/> samples.</summary>
    public SampleBlock(int features, int outputs, int capacity)
    {
        Stride = Simd.Padded(capacity);
        _x = new AlignedBuffer(checked(features * Stride));
        _y = new AlignedBuffer(checked(outputs * Stride));
        _weight = new AlignedBuffer(Stride);
    }

    /// <summary>From one row to the next; also the most samples that fit.</summary>
    public int Stride { get; }

    /// <summary>How many samples are in the block.</summary>
    public int Count { get; private set; }

    /// <summary>How many columns the kernels work on: <see cref="Count"/> and the padding.</summary>
    public int PaddedCount => Simd.Padded(Count);

    /// <summary>The number of the first sample in its dataset.</summary>
    public int Start { get; private set; }

    public double* X => _x.Pointer;

    public double* Y => _y.Pointer;

    public double* Weight => _weight.Pointer;

    /// <summary>Fills the block with samples of a dataset, each weighing the same.</summary>
    public void Load(Dataset dataset, int start, int count, double weight)
    {
        Start = start;
        Count = count;
        Columns.Gather(dataset.Features, dataset.FeatureCount, start, count, X, Stride);
        Columns.Gather(dataset.Targets, dataset.Y.RowCount, start, count, Y, Stride);
        _weight.Span.Clear();
        _weight.Span[..count].Fill(weight);
    }

    /// <summary>Fills the block with one sample without a target.</summary>
    public void Load(ReadOnlySpan<double> features)
    {
        Start = 0;
        Count = 1;
        for (int i = 0; i < features.Length; i++)
        {
            X[i * Stride] = features[i];
        }
    }
}
