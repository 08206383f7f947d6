using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Samples in blocks that fit into the caches. The block size depends on the shape of the network alone, so sums over blocks have the
/// same order, and the same bits, on every machine.
/// </summary>
internal sealed class SampleBlocks
{
    // Doubles per block, layers included: a first-level cache (32 KiB).
    private const int BlockValues = 4096;
    private const int SmallestBlock = 32;

    // With one hidden layer, of which little is kept, larger blocks in the second-level cache are faster.
    private const int TwoLayerValues = 8192;

    // Maximum doubles of data whose blocks are kept between passes (16 MiB).
    private const long KeptValues = 2 * 1024 * 1024;

    private readonly SampleSource _source;
    private readonly int _capacity;
    private readonly int _outputs;
    private readonly SampleBlock?[]? _kept;
    private readonly bool _isFeaturesOnly;
    private int[]? _order;
    private double _total;

    /// <summary>All samples of a source, in their order.</summary>
    /// <param name="source">The samples.</param>
    /// <param name="shape">The network.</param>
    /// <param name="keptValues">Maximum size in doubles of data whose blocks are kept for the next pass.</param>
    /// <param name="isFeaturesOnly">True to load features without targets and weights, for a single pass of prediction.</param>
    public SampleBlocks(SampleSource source, NetworkShape shape, long keptValues = KeptValues, bool isFeaturesOnly = false)
    {
        _isFeaturesOnly = isFeaturesOnly;
        _source = source;
        _capacity = Capacity(shape);
        _outputs = shape.OutputSize;
        _total = source.TotalWeight;
        Length = source.Dataset.SampleCount;
        int features = source.Sparse is null ? source.InputCount : 0;
        long values = (long)Length * (features + _outputs + 1);
        _kept = values <= keptValues && !isFeaturesOnly ? new SampleBlock?[Count] : null;
    }

    private SampleBlocks(SampleSource source, int capacity, int outputs) => (_source, _capacity, _outputs) = (source, capacity, outputs);

    /// <summary>Number of blocks.</summary>
    public int Count => (Length + _capacity - 1) / _capacity;

    /// <summary>Number of samples.</summary>
    public int Length { get; private set; }

    /// <summary>The features as sparse rows; null for dense blocks.</summary>
    public SparseRows? Sparse => _source.Sparse;

    private int Start { get; set; }

    /// <summary>Loads a block. Thread-safe for different blocks.</summary>
    /// <param name="index">Index of the block.</param>
    /// <param name="scratch">
    /// Buffer of a block that is not kept, created on first use; the returned block is valid until its next use.
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

    /// <summary>Block size in samples.</summary>
    public static int Capacity(NetworkShape shape)
    {
        int samples = TwoLayerPropagation.Fits(shape)
            ? TwoLayerValues / (ValuesOfSample(shape) - (2 * shape.LayerSize[1]))
            : BlockValues / ValuesOfSample(shape);
        return Math.Max(SmallestBlock, samples / Simd.Padding * Simd.Padding);
    }

    /// <summary>Doubles per sample, layers included.</summary>
    public static int ValuesOfSample(NetworkShape shape) => 1 + shape.InputSize + shape.OutputSize + (3 * shape.LayerSize.Skip(1).Sum());

    /// <summary>Blocks of mini-batches, selected by <see cref="Take"/>.</summary>
    public SampleBlocks ForBatches()
    {
        _source.KeepInputs();
        return new SampleBlocks(_source, _capacity, _outputs);
    }

    /// <summary>Selects a mini-batch: samples in the order given. Returns the sum of their weights.</summary>
    public double Take(int[] order, int start, int length)
    {
        _order = order;
        Start = start;
        Length = length;
        _total = _source.WeightOf(order.AsSpan(start, length));
        return _total;
    }

    /// <summary>Creates a buffer for a block.</summary>
    /// <param name="isApart">True for a buffer that is written repeatedly.</param>
    public SampleBlock NewBlock(bool isApart = true) =>
        new SampleBlock(_source.InputCount, _outputs, _capacity, isApart, _source.Sparse);

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
            block.RepeatTarget(_source.Dataset.Target.OutputCount);
        }
    }
}
