using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// For small networks: one block after the other goes through all layers while it is in the fastest cache. The blocks are cut into
/// parts, each with a gradient of its own; threads take parts, and the parts are summed in order.
/// </summary>
internal sealed unsafe class BlockGradientPass : GradientPass
{
    private const int MaximumParts = 16;

    // A part with fewer values would be done before another thread has noticed it.
    private const int ValuesOfPart = 32768;

    private readonly BlockPropagation?[] _propagation;
    private readonly AlignedBuffer?[] _gradient = new AlignedBuffer?[MaximumParts];
    private readonly double[] _cost = new double[MaximumParts];
    private readonly SampleBlock?[] _scratch;
    private readonly long _valuesOfSample;
    private readonly bool _hasDropout;
    private int _parts;

    public BlockGradientPass(NetworkShape shape, WorkerGroup team, bool hasDropout = false)
        : base(shape, team)
    {
        _propagation = new BlockPropagation?[team.Size];
        _hasDropout = hasDropout;
        _scratch = new SampleBlock?[team.Size];
        _valuesOfSample = SampleBlocks.ValuesOfSample(shape);
    }

    /// <inheritdoc/>
    public override void Run(int item, int member)
    {
        double* gradient = item == 0 ? Gradient : _gradient[item]!.Pointer;
        if (Gradient != null)
        {
            new Span<double>(gradient, Shape.ParameterCount).Clear();
        }

        BlockPropagation propagation = _propagation[member] ??= BlockPropagation.Create(Shape, SampleBlocks.Capacity(Shape), _hasDropout);
        int first = (int)((long)Blocks.Count * item / _parts), end = (int)((long)Blocks.Count * (item + 1) / _parts);
        double cost = 0;
        for (int i = first; i < end; i++)
        {
            SampleBlock block = Blocks.Get(i, ref _scratch[member]);
            cost += Propagate(propagation, block, i);
            if (Gradient != null)
            {
                propagation.Backward(Parameter, block, gradient, Cancellation);
            }
        }

        (propagation as Propagation)?.DropNothing();
        _cost[item] = cost;
    }

    /// <inheritdoc/>
    protected override double Run()
    {
        _parts = (int)Math.Clamp(Blocks.Length * _valuesOfSample / ValuesOfPart, 1, Math.Min(MaximumParts, Blocks.Count));
        for (int part = 1; part < _parts; part++)
        {
            _gradient[part] ??= new AlignedBuffer(Shape.ParameterCount, isApart: true);
        }

        Team.Run(this, _parts);
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
}
