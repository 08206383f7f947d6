using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Gradient of wide networks: a group of blocks goes through all layers, block by block, then each layer's dW is one product over
/// all samples of the group. Work items are blocks, then panels of columns of dW; each sum runs over the samples in order. For sparse rows, dW1 is in
/// panels of units (<see cref="SparseLayer{TNumber}"/>).
/// </summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class GroupGradientPass<TNumber> : GradientPass<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private const int MaximumBlocks = 16;

    // Maximum numbers in the layers of a group's blocks.
    private static readonly long MaximumValues = (64L << 20) / sizeof(TNumber);

    // A product of sparse rows takes as long as so many of dense blocks (measured).
    private const int SparseProduct = 4;

    // With fewer products, fetching what other processors have computed takes longer than computing (measured: 2 million are slower on two threads).
    private const long MinimumShared = 4L << 20;

    private readonly int _groupSize;
    private readonly int _blocksAtOnce;
    private readonly Propagation<TNumber>[] _propagation;
    private readonly SampleBlock<TNumber>[] _block;
    private readonly double[] _cost;
    private (int Layer, int Column)[] _panel = [];
    private readonly AlignedBuffer<TNumber>[] _packed;
    private readonly AlignedBuffer<TNumber>[] _edge;
    private int _first;
    private int _count;
    private bool _isForward;

    public GroupGradientPass(NetworkShape shape, WorkerGroup workers)
        : base(shape, workers, GroupSize(shape))
    {
        _groupSize = GroupSize(shape);
        _propagation = new Propagation<TNumber>[_groupSize];
        _block = new SampleBlock<TNumber>[_groupSize];
        _cost = new double[_groupSize];
        int capacity = SampleBlocks<TNumber>.Capacity(shape);
        _blocksAtOnce = TileKernel<TNumber>.Depth / capacity;
        _packed = Buffers(_blocksAtOnce * capacity);
        _edge = Buffers(shape.LayerSize.Skip(1).Max());

        AlignedBuffer<TNumber>[] Buffers(int rows) => [.. Enumerable.Range(0, workers.Size).Select(_ => new AlignedBuffer<TNumber>(checked(rows * TileKernel<TNumber>.Width), isApart: true))];
    }

    /// <inheritdoc/>
    public override void Run(int item, int worker)
    {
        if (_isForward)
        {
            Forward(_first + item, _first + item + 1, item, item);
            return;
        }

        Cancellation.ThrowIfCancellationRequested();
        (int layer, int column) = _panel[item];
        if (layer == 1 && Sparse is { } sparse)
        {
            AddSparsePanel(sparse, column);
        }
        else
        {
            AddPanel(layer, column, worker);
        }
    }

    /// <inheritdoc/>
    protected override double Run()
    {
        _panel = _panel.Length == 0 ? Panels() : _panel;
        if (Gradient != null)
        {
            Sparse?.BeginGradient();
        }

        double cost = 0;
        for (_first = 0; _first < Blocks.Count; _first += _groupSize)
        {
            _count = Math.Min(_groupSize, Blocks.Count - _first);
            _isForward = true;
            Workers.Run(this, _count);
            for (int i = 0; i < _count; i++)
            {
                cost += _cost[i];
            }

            if (Gradient != null)
            {
                AddPanels();
            }
        }

        return cost;
    }

    /// <inheritdoc/>
    protected override BlockPropagation<TNumber> NewPropagation() => new Propagation<TNumber>(Shape, SampleBlocks<TNumber>.Capacity(Shape), keepsSums: false, Sparse);

    /// <inheritdoc/>
    protected override void Process(BlockPropagation<TNumber> propagation, SampleBlock<TNumber> block, int item, int slot)
    {
        (_block[item], _propagation[item]) = (block, (Propagation<TNumber>)propagation);
        _cost[item] = propagation.Loss(block);
        if (Gradient != null)
        {
            _propagation[item].BackwardSums(Parameter, block, Cancellation);
        }
    }

    /// <summary>The panels of all layers: of columns; with sparse rows, of units in the first layer.</summary>
    private (int Layer, int Column)[] Panels() =>
        [.. from layer in Enumerable.Range(1, Shape.LayerCount)
            let isSparse = layer == 1 && Sparse is not null
            from panel in Enumerable.Range(0, isSparse ? Sparse!.PanelCount : (Shape.Inputs(layer) + TileKernel<TNumber>.Width - 1) / TileKernel<TNumber>.Width)
            select (layer, isSparse ? panel : panel * TileKernel<TNumber>.Width)];

    private static int GroupSize(NetworkShape shape) =>
        (int)Math.Clamp(MaximumValues / (3L * SampleBlocks<TNumber>.Capacity(shape) * shape.LayerSize.Sum()), 1, MaximumBlocks);

    private void AddPanels()
    {
        _isForward = false;
        long products = 0, productsOfSample = Blocks.Sparse is null
            ? Shape.ParameterCount
            : Shape.ParameterCount - Shape.BiasOffset(1) + ((long)SparseProduct * Blocks.Sparse.ValuesPerRow * Shape.Units(1));
        for (int i = 0; i < _count; i++)
        {
            products += _block[i].PaddedCount * productsOfSample;
        }

        if (products >= MinimumShared)
        {
            Workers.Run(this, _panel.Length);
            return;
        }

        for (int panel = 0; panel < _panel.Length; panel++)
        {
            Run(panel, 0);
        }
    }

    /// <summary>dW[r, c] = sum over the samples of dZ[r, s] A'[c, s] for a panel of columns c; with the first one, db too.</summary>
    private void AddPanel(int layer, int column, int worker)
    {
        int units = Shape.Units(layer), inputs = Shape.Inputs(layer);
        int width = Math.Min(TileKernel<TNumber>.Width, inputs - column);
        TNumber* weights = Gradient + Shape.WeightOffset(layer) + column;
        TNumber* packed = _packed[worker].Pointer, edge = _edge[worker].Pointer;
        void** part = stackalloc void*[_blocksAtOnce];
        int* depth = stackalloc int[_blocksAtOnce];
        for (int first = 0; first < _count; first += _blocksAtOnce)
        {
            int parts = Math.Min(_blocksAtOnce, _count - first);
            TNumber* target = packed;
            for (int i = 0; i < parts; i++)
            {
                SampleBlock<TNumber> block = _block[first + i];
                Propagation<TNumber> propagation = _propagation[first + i];
                part[i] = propagation.Gradient(layer);
                depth[i] = block.PaddedCount;
                Panel<TNumber>.Transpose(propagation.Input(layer, block) + ((nint)column * block.Stride), block.Stride, width, block.PaddedCount, target, TileKernel<TNumber>.Width);
                target += block.PaddedCount * TileKernel<TNumber>.Width;
                GC.KeepAlive(block);
            }

            bool isFirst = _first + first == 0, isEdge = width < TileKernel<TNumber>.Width;
            var dZ = new TileOperand { Part = part, Depth = depth, Parts = parts, Row = _block[first].Stride, Column = 1 };
            if (isEdge && first == 0 && !isFirst)
            {
                Panel<TNumber>.Copy(weights, inputs, units, width, edge, TileKernel<TNumber>.Width);
            }

            TileKernel<TNumber>.Multiply(
                dZ, units, packed, TileKernel<TNumber>.Width, isFirst ? TileStart.Zero : TileStart.Sum, null, isEdge ? edge : weights, isEdge ? TileKernel<TNumber>.Width : inputs, width);
            if (isEdge && first + parts == _count)
            {
                Panel<TNumber>.Copy(edge, TileKernel<TNumber>.Width, units, width, weights, inputs);
            }
        }

        if (column == 0)
        {
            AddBias(layer, units);
        }
    }

    /// <summary>dW1 of a panel of units; with the first one, db1 too.</summary>
    private void AddSparsePanel(SparseLayer<TNumber> sparse, int panel)
    {
        if (_first == 0)
        {
            sparse.Clear(panel);
        }

        for (int i = 0; i < _count; i++)
        {
            sparse.AddProducts(panel, _block[i], _propagation[i].GradientPanels);
        }

        if (_first + _count == Blocks.Count)
        {
            sparse.EndGradient(panel, Gradient);
        }

        if (panel == 0)
        {
            AddBias(1, Shape.Units(1));
        }
    }

    private void AddBias(int layer, int units)
    {
        TNumber* bias = Gradient + Shape.BiasOffset(layer);
        if (_first == 0)
        {
            new Span<TNumber>(bias, units).Clear();
        }

        for (int i = 0; i < _count; i++)
        {
            SumKernel<TNumber>.AddRowSums(_propagation[i].Gradient(layer), bias, units, _block[i].Stride, _block[i].PaddedCount);
        }
    }
}
