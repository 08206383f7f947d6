using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Samples in blocks that fit into the caches. The block size depends on the shape of the network alone, so sums over blocks have the
/// same order, and the same bits, on every machine.
/// </summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class SampleBlocks<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    // Numbers per block, layers included: a first-level cache (32 KiB).
    private static readonly int BlockValues = 32768 / sizeof(TNumber);
    private static readonly int SmallestBlock = TileKernel<TNumber>.Width;

    // With one hidden layer, of which little is kept, larger blocks in the second-level cache are faster.
    private static readonly int TwoLayerValues = 65536 / sizeof(TNumber);

    // Maximum numbers of data whose blocks are kept between passes (16 MiB).
    private static readonly long KeptValues = (16L << 20) / sizeof(TNumber);

    private readonly SampleSource<TNumber> _source;
    private readonly int _capacity;
    private readonly int _outputs;
    private readonly SampleBlock<TNumber>?[]? _kept;
    private readonly bool _isFeaturesOnly;
    private int[]? _order;
    private double _total;

    /// <summary>All samples of a source, in their order.</summary>
    /// <param name="source">The samples.</param>
    /// <param name="shape">The network.</param>
    /// <param name="keptValues">Maximum size in numbers of data whose blocks are kept for the next pass.</param>
    /// <param name="isFeaturesOnly">True to load features without targets and weights, for a single pass of prediction.</param>
    public SampleBlocks(SampleSource<TNumber> source, NetworkShape shape, long? keptValues = null, bool isFeaturesOnly = false)
    {
        _isFeaturesOnly = isFeaturesOnly;
        _source = source;
        _capacity = Capacity(shape);
        _outputs = shape.OutputSize;
        _total = source.TotalWeight;
        Length = source.Dataset.SampleCount;
        int features = source.Sparse is null ? source.InputCount : 0;
        long values = (long)Length * (features + _outputs + 1);
        _kept = values <= (keptValues ?? KeptValues) && !isFeaturesOnly ? new SampleBlock<TNumber>?[Count] : null;
    }

    private SampleBlocks(SampleSource<TNumber> source, int capacity, int outputs) => (_source, _capacity, _outputs) = (source, capacity, outputs);

    /// <summary>Number of blocks.</summary>
    public int Count => (Length + _capacity - 1) / _capacity;

    /// <summary>Number of samples.</summary>
    public int Length { get; private set; }

    /// <summary>The features as sparse rows; null for dense blocks.</summary>
    public SparseRows<TNumber>? Sparse => _source.Sparse;

    private int Start { get; set; }

    /// <summary>Loads a block. Thread-safe for different blocks.</summary>
    /// <param name="index">Index of the block.</param>
    /// <param name="scratch">
    /// Buffer of a block that is not kept, created on first use; the returned block is valid until its next use.
    /// </param>
    public SampleBlock<TNumber> Get(int index, ref SampleBlock<TNumber>? scratch)
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
        int samples = TwoLayerPropagation<TNumber>.Fits(shape)
            ? TwoLayerValues / (ValuesOfSample(shape) - (2 * shape.LayerSize[1]))
            : BlockValues / ValuesOfSample(shape);
        return Math.Max(SmallestBlock, samples / Simd<TNumber>.Padding * Simd<TNumber>.Padding);
    }

    /// <summary>Numbers per sample, layers included.</summary>
    public static int ValuesOfSample(NetworkShape shape) => 1 + shape.InputSize + shape.OutputSize + (3 * shape.LayerSize.Skip(1).Sum());

    /// <summary>Blocks of mini-batches, selected by <see cref="Take"/>.</summary>
    public SampleBlocks<TNumber> ForBatches()
    {
        _source.KeepInputs();
        return new SampleBlocks<TNumber>(_source, _capacity, _outputs);
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
    public SampleBlock<TNumber> NewBlock(bool isApart = true) =>
        new SampleBlock<TNumber>(_source.InputCount, _outputs, _capacity, isApart, _source.Sparse);

    private void Load(SampleBlock<TNumber> block, int index)
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
