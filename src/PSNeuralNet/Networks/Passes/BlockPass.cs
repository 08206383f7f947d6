using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Forward pass over blocks of samples on a worker group: the loop that prediction, validation and gradient share. A work item is a
/// range of blocks with sums of its own, so results do not depend on which worker runs it.
/// </summary>
/// <param name="shape">The network.</param>
/// <param name="workers">The threads.</param>
/// <param name="slots">Number of buffer sets: one for each range of blocks that may run at the same time.</param>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal abstract unsafe class BlockPass<TNumber>(NetworkShape shape, WorkerGroup workers, int slots) : IParallelWork
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private readonly BlockPropagation<TNumber>?[] _propagation = new BlockPropagation<TNumber>?[slots];
    private readonly SampleBlock<TNumber>?[] _scratch = new SampleBlock<TNumber>?[slots];
    private TNumber* _parameter;

    /// <summary>The network.</summary>
    protected NetworkShape Shape { get; } = shape;

    /// <summary>The threads.</summary>
    protected WorkerGroup Workers { get; } = workers;

    /// <summary>The samples of the current pass.</summary>
    protected SampleBlocks<TNumber> Blocks { get; private set; } = null!;

    /// <summary>Weights and biases of the current pass.</summary>
    protected TNumber* Parameter => _parameter;

    /// <summary>The first layer over sparse rows; null for dense blocks.</summary>
    protected SparseLayer<TNumber>? Sparse { get; private set; }

    /// <summary>Dropout of the current pass; null for none.</summary>
    protected Dropout? Dropout { get; set; }

    /// <summary>Cancels the current pass between layers.</summary>
    protected CancellationToken Cancellation { get; private set; }

    /// <inheritdoc/>
    public abstract void Run(int item, int worker);

    /// <summary>
    /// Sets samples and parameters of the next pass. The caller keeps the buffer alive until the pass is over. All passes of one object are
    /// over dense blocks, or all over sparse rows.
    /// </summary>
    protected void Begin(SampleBlocks<TNumber> blocks, AlignedBuffer<TNumber> parameter, CancellationToken cancellation)
    {
        Blocks = blocks;
        _parameter = parameter.Pointer;
        Cancellation = cancellation;
        if (blocks.Sparse is not null)
        {
            Sparse ??= new SparseLayer<TNumber>(Shape);
            Sparse.Load(parameter, Workers);
        }
    }

    /// <summary>Buffers for the layers of one block.</summary>
    protected virtual BlockPropagation<TNumber> NewPropagation() => BlockPropagation<TNumber>.Create(Shape, SampleBlocks<TNumber>.Capacity(Shape), sparse: Sparse);

    /// <summary>Runs blocks <paramref name="first"/> to <paramref name="end"/> - 1 forward, in order, and passes each to <see cref="Process"/>.</summary>
    /// <param name="first">The first block.</param>
    /// <param name="end">The block after the last one.</param>
    /// <param name="item">The work item, for <see cref="Process"/>.</param>
    /// <param name="slot">The buffer set.</param>
    /// <exception cref="OperationCanceledException">The pass was canceled.</exception>
    protected void Forward(int first, int end, int item, int slot)
    {
        BlockPropagation<TNumber> propagation = _propagation[slot] ??= NewPropagation();
        if (Dropout is null)
        {
            (propagation as Propagation<TNumber>)?.DropNothing();
        }

        for (int i = first; i < end; i++)
        {
            SampleBlock<TNumber> block = Blocks.Get(i, ref _scratch[slot]);
            Dropout?.Apply((Propagation<TNumber>)propagation, block, i);
            propagation.Forward(_parameter, block, Cancellation);
            Process(propagation, block, item, slot);
        }
    }

    /// <summary>Uses Z and A of a block after its forward pass: output, loss or gradient.</summary>
    protected abstract void Process(BlockPropagation<TNumber> propagation, SampleBlock<TNumber> block, int item, int slot);
}
