using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Gradient of small networks: each block goes forward and backward through all layers while it is in the first-level cache. The
/// blocks are cut into parts with a gradient each, which are summed in order.
/// </summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class BlockGradientPass<TNumber>(NetworkShape shape, WorkerGroup workers, bool hasDropout = false) : GradientPass<TNumber>(shape, workers, workers.Size)
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private const int MaximumParts = 16;

    // Smaller parts take less time than another thread needs to start.
    private static readonly int ValuesPerPart = (256 << 10) / sizeof(TNumber);

    private readonly AlignedBuffer<TNumber>?[] _gradient = new AlignedBuffer<TNumber>?[MaximumParts];
    private readonly double[] _cost = new double[MaximumParts];
    private readonly long _valuesPerSample = SampleBlocks<TNumber>.ValuesOfSample(shape);
    private int _parts;

    /// <inheritdoc/>
    public override void Run(int item, int worker)
    {
        if (Gradient != null)
        {
            new Span<TNumber>(GradientOf(item), Shape.ParameterCount).Clear();
        }

        _cost[item] = 0;
        Forward((int)((long)Blocks.Count * item / _parts), (int)((long)Blocks.Count * (item + 1) / _parts), item, worker);
    }

    /// <inheritdoc/>
    protected override double Run()
    {
        _parts = (int)Math.Clamp(Blocks.Length * _valuesPerSample / ValuesPerPart, 1, Math.Min(MaximumParts, Blocks.Count));
        for (int part = 1; part < _parts; part++)
        {
            _gradient[part] ??= new AlignedBuffer<TNumber>(Shape.ParameterCount, isApart: true);
        }

        Workers.Run(this, _parts);
        double cost = _cost[0];
        for (int part = 1; part < _parts; part++)
        {
            cost += _cost[part];
            for (int i = 0; Gradient != null && i < Shape.ParameterCount; i++)
            {
                Gradient[i] += _gradient[part]!.Pointer[i];
            }
        }

        return cost;
    }

    /// <inheritdoc/>
    protected override BlockPropagation<TNumber> NewPropagation() => BlockPropagation<TNumber>.Create(Shape, SampleBlocks<TNumber>.Capacity(Shape), hasDropout);

    /// <inheritdoc/>
    protected override void Process(BlockPropagation<TNumber> propagation, SampleBlock<TNumber> block, int item, int slot)
    {
        _cost[item] += propagation.Loss(block);
        if (Gradient != null)
        {
            propagation.Backward(Parameter, block, GradientOf(item), Cancellation);
        }
    }

    private TNumber* GradientOf(int part) => part == 0 ? Gradient : _gradient[part]!.Pointer;
}
