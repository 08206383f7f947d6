using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Some samples as the kernels take them: a row for each feature and for each target, one column a sample, rows padded with
/// samples of zeros that weigh nothing.
/// </summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class SampleBlock<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private readonly AlignedBuffer<TNumber> _x;
    private readonly AlignedBuffer<TNumber> _y;
    private readonly AlignedBuffer<TNumber> _weight;
    private readonly int[] _sample;
    private readonly int _outputs;

    /// <summary>Creates a block for up to <paramref name="capacity"/> samples.</summary>
    /// <param name="features">Number of features.</param>
    /// <param name="outputs">Number of outputs, which have a target each.</param>
    /// <param name="capacity">Maximum number of samples.</param>
    /// <param name="isApart">True for a buffer that is written repeatedly.</param>
    /// <param name="sparse">The features of all samples as sparse rows; the block then has no X.</param>
    public SampleBlock(int features, int outputs, int capacity, bool isApart = false, SparseRows<TNumber>? sparse = null)
    {
        Sparse = sparse;
        _outputs = outputs;
        features = sparse is null ? features : 0;
        Stride = Simd<TNumber>.Padded(capacity);
        AlignedBuffer<TNumber>[] buffers = AlignedBuffer<TNumber>.Adjacent(isApart, checked(features * Stride), checked(outputs * Stride), Stride);
        (_x, _y, _weight) = (buffers[0], buffers[1], buffers[2]);
        _sample = new int[capacity];
    }

    /// <summary>From one row to the next; also the most samples that fit.</summary>
    public int Stride { get; }

    /// <summary>The number of samples.</summary>
    public int Count { get; private set; }

    /// <summary>The number of columns for the kernels: <see cref="Count"/> and the padding.</summary>
    public int PaddedCount => Simd<TNumber>.Padded(Count);

    /// <summary>The numbers of the samples in the dataset.</summary>
    public ReadOnlySpan<int> Samples => _sample.AsSpan(0, Count);

    /// <summary>The features of all samples of the dataset as sparse rows; null where they are in <see cref="X"/>.</summary>
    public SparseRows<TNumber>? Sparse { get; }

    public TNumber* X => Sparse is null ? _x.Pointer : throw new InvalidOperationException("The features of this block are sparse rows.");

    public TNumber* Y => _y.Pointer;

    public TNumber* Weight => _weight.Pointer;

    /// <summary>Makes room for <paramref name="count"/> samples, all of weight 0.</summary>
    public void Begin(int count)
    {
        Count = count;
        _weight.Span.Clear();
    }

    /// <summary>Copies the first target to the outputs that have none: quantiles are all of one target.</summary>
    /// <param name="targets">The number of targets.</param>
    public void RepeatTarget(int targets)
    {
        for (int output = targets; output < _outputs; output++)
        {
            _y.Span[..Count].CopyTo(_y.Span[(output * Stride)..]);
        }
    }

    /// <summary>Makes room for some samples.</summary>
    public void Begin(ReadOnlySpan<int> samples)
    {
        Begin(samples.Length);
        samples.CopyTo(_sample);
    }

    /// <summary>Makes room for samples that follow each other.</summary>
    public void Begin(int first, int count)
    {
        Begin(count);
        for (int i = 0; i < count; i++)
        {
            _sample[i] = first + i;
        }
    }
}
