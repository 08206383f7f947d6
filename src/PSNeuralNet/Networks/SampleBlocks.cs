using PSNeuralNet.Data;

namespace PSNeuralNet.Networks;

/// <summary>
/// A dataset cut into blocks of samples that stay in the fast caches. The cut depends on the shape of the network and on
/// nothing else, so sums over blocks always have the same order, and the same bits.
/// </summary>
internal sealed class SampleBlocks
{
    // As many doubles for one block, with all that the layers make of it, as fit in a first-level cache.
    private const int BlockValues = 4096;
    private const int SmallestBlock = 32;

    // Data up to this many doubles are laid out once and kept (16 MiB); larger ones block by block, again in each pass.
    private const long KeptValues = 2 * 1024 * 1024;

    private readonly Dataset _dataset;
    private readonly SampleBlock?[] _kept;
    private readonly SampleBlock? _scratch;
    private readonly int _capacity;

    /// <param name="dataset">The samples.</param>
    /// <param name="shape">The network they are for.</param>
    /// <param name="keptValues">The most doubles that are kept laid out.</param>
    public SampleBlocks(Dataset dataset, NetworkShape shape, long keptValues = KeptValues)
    {
        _dataset = dataset;
        _capacity = Capacity(shape);
        Count = (dataset.SampleCount + _capacity - 1) / _capacity;
        _kept = new SampleBlock?[Count];
        long values = (long)dataset.SampleCount * (dataset.FeatureCount + dataset.Y.RowCount + 1);
        if (values > keptValues)
        {
            _scratch = NewBlock(_capacity);
        }
    }

    /// <summary>How many blocks there are.</summary>
    public int Count { get; }

    /// <summary>A block, laid out. It may be used until the next one is asked for.</summary>
    public SampleBlock this[int index]
    {
        get
        {
            int start = index * _capacity;
            int count = Math.Min(_capacity, _dataset.SampleCount - start);
            double weight = 1.0 / _dataset.SampleCount;
            if (_scratch is not null)
            {
                _scratch.Load(_dataset, start, count, weight);
                return _scratch;
            }

            if (_kept[index] is not { } block)
            {
                block = NewBlock(count);
                block.Load(_dataset, start, count, weight);
                _kept[index] = block;
            }

            return block;
        }
    }

    /// <summary>The most samples in a block, for a network of this shape.</summary>
    public static int Capacity(NetworkShape shape)
    {
        int valuesPerSample = 1 + shape.InputSize + shape.OutputSize + (3 * shape.LayerSize.Skip(1).Sum());
        int samples = Math.Max(SmallestBlock, BlockValues / valuesPerSample);
        return samples / Numerics.Simd.Padding * Numerics.Simd.Padding;
    }

    private SampleBlock NewBlock(int capacity)
    {
        return new SampleBlock(_dataset.FeatureCount, _dataset.Y.RowCount, capacity);
    }
}
