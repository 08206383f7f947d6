using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Samples cut into blocks that stay in the fast caches. The cut depends on the shape of the network and on nothing else, so
/// sums over blocks always have the same order, and the same bits.
/// </summary>
internal sealed class SampleBlocks
{
    // As many doubles for one block, with all that the layers make of it, as fit in a first-level cache.
    private const int BlockValues = 4096;
    private const int SmallestBlock = 32;

    // One hidden layer of which little is kept is worked on in larger blocks, which stay in the second-level cache.
    private const int TwoLayerValues = 8192;

    // Data up to this many doubles are laid out once and kept (16 MiB); larger ones block by block, again in each pass.
    private const long KeptValues = 2 * 1024 * 1024;

    private readonly SampleSource _source;
    private readonly int _capacity;
    private readonly SampleBlock?[]? _kept;
    private readonly bool _isFeaturesOnly;
    private int[]? _order;
    private double _total;

    /// <summary>All samples of a source, in their order.</summary>
    /// <param name="source">The samples.</param>
    /// <param name="shape">The network they are for.</param>
    /// <param name="keptValues">Maximum size in doubles of data whose blocks are kept for the next pass.</param>
    /// <param name="isFeaturesOnly">True to load features without targets and weights, for a single pass of prediction.</param>
    public SampleBlocks(SampleSource source, NetworkShape shape, long keptValues = KeptValues, bool isFeaturesOnly = false)
    {
        _isFeaturesOnly = isFeaturesOnly;
        _source = source;
        _capacity = Capacity(shape);
        _total = source.TotalWeight;
        Length = source.Dataset.SampleCount;
        long values = (long)Length * (source.Dataset.FeatureCount + source.Dataset.Y.RowCount + 1);
        _kept = values <= keptValues && !isFeaturesOnly ? new SampleBlock?[Count] : null;
    }

    private SampleBlocks(SampleSource source, int capacity)
    {
        _source = source;
        _capacity = capacity;
    }

    /// <summary>How many blocks there are.</summary>
    public int Count => (Length + _capacity - 1) / _capacity;

    /// <summary>How many samples there are.</summary>
    public int Length { get; private set; }

    private int Start { get; set; }

    /// <summary>A block, laid out. Different blocks may be asked for at the same time.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="scratch">
    /// A block to lay it out in where it is not kept, made when it is needed; the one that is given back may be used until this is used again.
    /// </param>
    public SampleBlock Get(int index, ref SampleBlock? scratch)
    {
        if (_kept is null)
        {
            scratch ??= NewBlock();
            Load(scratch, index);
            return scratch;
        }

        if (_kept[index] is not { } block)
        {
            block = NewBlock(isApart: false);
            Load(block, index);
            _kept[index] = block;
        }

        return block;
    }

    /// <summary>The most samples in a block, for a network of this shape.</summary>
    public static int Capacity(NetworkShape shape)
    {
        int samples = TwoLayerPropagation.Fits(shape)
            ? TwoLayerValues / (ValuesOfSample(shape) - (2 * shape.LayerSize[1]))
            : BlockValues / ValuesOfSample(shape);
        return Math.Max(SmallestBlock, samples / Simd.Padding * Simd.Padding);
    }

    /// <summary>How many numbers a sample is, with all that the layers make of it.</summary>
    public static int ValuesOfSample(NetworkShape shape)
    {
        return 1 + shape.InputSize + shape.OutputSize + (3 * shape.LayerSize.Skip(1).Sum());
    }

    /// <summary>Blocks for one batch at a time, to be pointed at one with <see cref="Take"/>.</summary>
    public SampleBlocks ForBatches()
    {
        return new SampleBlocks(_source, _capacity);
    }

    /// <summary>Points at a batch: some of the samples in the order given. Gives the sum of their weights.</summary>
    public double Take(int[] order, int start, int length)
    {
        _order = order;
        Start = start;
        Length = length;
        _total = _source.WeightOf(order.AsSpan(start, length));
        return _total;
    }

    /// <summary>Room for any one of the blocks.</summary>
    /// <param name="isApart">Whether it will be written to again and again.</param>
    public SampleBlock NewBlock(bool isApart = true)
    {
        return new SampleBlock(_source.Dataset.FeatureCount, _source.Dataset.Y.RowCount, _capacity, isApart);
    }

    private void Load(SampleBlock block, int index)
    {
        int start = index * _capacity, count = Math.Min(_capacity, Length - start);
        if (_order is null)
        {
            block.Begin(start, count);
        }
        else
        {
            block.Begin(_order.AsSpan(Start + start, count));
        }

        if (_isFeaturesOnly)
        {
            _source.LoadFeatures(block);
        }
        else
        {
            _source.Load(block, _total);
        }
    }
}
