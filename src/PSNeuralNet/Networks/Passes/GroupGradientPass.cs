using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// For wide networks: a group of blocks goes through all layers, block by block, and then each layer's gradient is one product over
/// all samples of the group. Threads take blocks, and then strips of columns of the gradients; each sum runs over the samples in order.
/// </summary>
internal sealed unsafe class GroupGradientPass : GradientPass
{
    private const int MaximumBlocks = 16;

    // The most doubles that the layers of a group's blocks take.
    private const long MaximumValues = 8L << 20;

    // With fewer products, fetching what other processors have computed takes longer than computing (measured: 2 million are slower on two threads).
    private const long MinimumShared = 4L << 20;

    private readonly int _groupSize;
    private readonly int _blocksAtOnce;
    private readonly Propagation?[] _propagation;
    private readonly SampleBlock?[] _scratch;
    private readonly SampleBlock[] _block;
    private readonly double[] _cost;
    private readonly (int Layer, int Column)[] _strip;
    private readonly AlignedBuffer[] _packed;
    private readonly AlignedBuffer[] _edge;
    private int _first;
    private int _count;
    private bool _isForward;

    public GroupGradientPass(NetworkShape shape, WorkerGroup team)
        : base(shape, team)
    {
        long values = 3L * SampleBlocks.Capacity(shape) * shape.LayerSize.Sum();
        _groupSize = (int)Math.Clamp(MaximumValues / values, 1, MaximumBlocks);
        _propagation = new Propagation?[_groupSize];
        _scratch = new SampleBlock?[_groupSize];
        _block = new SampleBlock[_groupSize];
        _cost = new double[_groupSize];
        _strip = [.. from layer in Enumerable.Range(1, shape.LayerCount)
                     from strip in Enumerable.Range(0, (shape.Inputs(layer) + TileKernel.Width - 1) / TileKernel.Width)
                     select (layer, strip * TileKernel.Width)];
        int capacity = SampleBlocks.Capacity(shape);
        _blocksAtOnce = TileKernel.Depth / capacity;
        _packed = Buffers(_blocksAtOnce * capacity);
        _edge = Buffers(shape.LayerSize.Skip(1).Max());

        AlignedBuffer[] Buffers(int rows) => [.. Enumerable.Range(0, team.Size).Select(_ => new AlignedBuffer(checked(rows * TileKernel.Width), isApart: true))];
    }

    /// <inheritdoc/>
    public override void Run(int item, int member)
    {
        if (!_isForward)
        {
            Cancellation.ThrowIfCancellationRequested();
            (int layer, int column) = _strip[item];
            AddStrip(layer, column, member);
            return;
        }

        Propagation propagation = _propagation[item]!;
        SampleBlock block = Blocks.Get(_first + item, ref _scratch[item]);
        _block[item] = block;
        _cost[item] = Propagate(propagation, block, _first + item);
        if (Gradient != null)
        {
            propagation.BackwardSums(Parameter, block, Cancellation);
        }
    }

    /// <inheritdoc/>
    protected override double Run()
    {
        double cost = 0;
        for (_first = 0; _first < Blocks.Count; _first += _groupSize)
        {
            _count = Math.Min(_groupSize, Blocks.Count - _first);
            for (int i = 0; i < _count; i++)
            {
                _propagation[i] ??= new Propagation(Shape, SampleBlocks.Capacity(Shape), keepsSums: false);
            }

            _isForward = true;
            Team.Run(this, _count);
            for (int i = 0; i < _count; i++)
            {
                cost += _cost[i];
            }

            if (Gradient != null)
            {
                AddStrips();
            }
        }

        for (int i = 0; i < _groupSize; i++)
        {
            _propagation[i]?.DropNothing();
        }

        return cost;
    }

    private void AddStrips()
    {
        _isForward = false;
        long products = 0;
        for (int i = 0; i < _count; i++)
        {
            products += (long)_block[i].PaddedCount * Shape.ParameterCount;
        }

        if (products >= MinimumShared)
        {
            Team.Run(this, _strip.Length);
            return;
        }

        for (int strip = 0; strip < _strip.Length; strip++)
        {
            Run(strip, 0);
        }
    }

    /// <summary>dW[r, c] = sum over the samples of dZ[r, s] A'[c, s] for a strip of c; with the first one, db too.</summary>
    private void AddStrip(int layer, int column, int member)
    {
        int units = Shape.Units(layer), inputs = Shape.Inputs(layer);
        int width = Math.Min(TileKernel.Width, inputs - column);
        double* weights = Gradient + Shape.WeightOffset(layer) + column;
        double* packed = _packed[member].Pointer, edge = _edge[member].Pointer;
        double** part = stackalloc double*[_blocksAtOnce];
        int* depth = stackalloc int[_blocksAtOnce];
        for (int first = 0; first < _count; first += _blocksAtOnce)
        {
            int parts = Math.Min(_blocksAtOnce, _count - first);
            double* target = packed;
            for (int i = 0; i < parts; i++)
            {
                SampleBlock block = _block[first + i];
                Propagation propagation = _propagation[first + i]!;
                part[i] = propagation.Gradient(layer);
                depth[i] = block.PaddedCount;
                Panel.Transpose(propagation.Input(layer, block) + ((nint)column * block.Stride), block.Stride, width, block.PaddedCount, target, TileKernel.Width);
                target += block.PaddedCount * TileKernel.Width;
                GC.KeepAlive(block);
            }

            bool isFirst = _first + first == 0, isEdge = width < TileKernel.Width;
            var dZ = new TileKernel.Operand { Part = part, Depth = depth, Parts = parts, Row = _block[first].Stride, Column = 1 };
            if (isEdge && first == 0 && !isFirst)
            {
                Panel.Copy(weights, inputs, units, width, edge, TileKernel.Width);
            }

            TileKernel.Multiply(
                dZ, units, packed, TileKernel.Width, isFirst ? TileKernel.Start.Zero : TileKernel.Start.Sum, null, isEdge ? edge : weights, isEdge ? TileKernel.Width : inputs);
            if (isEdge && first + parts == _count)
            {
                Panel.Copy(edge, TileKernel.Width, units, width, weights, inputs);
            }
        }

        if (column == 0)
        {
            AddBias(layer, units);
        }
    }

    private void AddBias(int layer, int units)
    {
        double* bias = Gradient + Shape.BiasOffset(layer);
        if (_first == 0)
        {
            new Span<double>(bias, units).Clear();
        }

        for (int i = 0; i < _count; i++)
        {
            SumKernel.AddRowSums(_propagation[i]!.Gradient(layer), bias, units, _block[i].Stride, _block[i].PaddedCount);
        }
    }
}
