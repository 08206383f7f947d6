using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Base class of the forward and the backward pass over one block of samples.</summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal abstract unsafe class BlockPropagation<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private readonly LossFunction _output;
    private readonly int _capacity;
    private readonly bool _isApart;

    /// <summary>Creates the buffers of the last layer for blocks of up to <paramref name="capacity"/> samples.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="capacity">The most samples in a block.</param>
    /// <param name="isApart">True for buffers that are used for many blocks beside other threads.</param>
    protected BlockPropagation(NetworkShape shape, int capacity, bool isApart)
    {
        Shape = shape;
        _isApart = isApart;
        _capacity = Simd<TNumber>.Padded(capacity);
        _output = shape.LossFunction;
        int length = checked(shape.OutputSize * _capacity);
        AlignedBuffer<TNumber>[] buffers = AlignedBuffer<TNumber>.Adjacent(isApart, length, length, length);
        (LastZ, LastA, LastGradient) = (buffers[0], buffers[1], buffers[2]);
    }

    /// <summary>The weighted sums of the last layer, after <see cref="Forward"/>: units x samples, rows a block's stride apart.</summary>
    public AlignedBuffer<TNumber> LastZ { get; }

    /// <summary>The outputs of the last layer, after <see cref="Output"/> or <see cref="Loss"/>.</summary>
    public AlignedBuffer<TNumber> LastA { get; }

    /// <summary>dZ of the last layer, after <see cref="Loss"/>.</summary>
    protected AlignedBuffer<TNumber> LastGradient { get; }

    /// <summary>The network.</summary>
    protected NetworkShape Shape { get; }

    /// <summary>Creates the faster pass for a shape whose hidden layers need not be read.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="capacity">The most samples in a block.</param>
    /// <param name="hasDropout">True for a training with dropout.</param>
    /// <param name="sparse">The first layer over sparse rows; null for dense blocks.</param>
    public static BlockPropagation<TNumber> Create(NetworkShape shape, int capacity, bool hasDropout = false, SparseLayer<TNumber>? sparse = null) =>
        TwoLayerPropagation<TNumber>.Fits(shape) && !hasDropout && sparse is null
            ? new TwoLayerPropagation<TNumber>(shape, capacity)
            : new Propagation<TNumber>(shape, capacity, keepsSums: false, sparse);

    /// <summary>Computes Z and A of all layers but the last one's A.</summary>
    /// <param name="parameter">Weights and biases, as <see cref="NetworkShape"/> lays them out.</param>
    /// <param name="block">The samples.</param>
    /// <param name="cancellation">Ends the pass early, between layers.</param>
    /// <exception cref="OperationCanceledException">The pass was canceled.</exception>
    public abstract void Forward(TNumber* parameter, SampleBlock<TNumber> block, CancellationToken cancellation = default);

    /// <summary>Adds the block's part of dW1, db1, dW2, ... to <paramref name="gradient"/>, which is laid out as the parameters are.</summary>
    /// <param name="parameter">Weights and biases, as <see cref="NetworkShape"/> lays them out.</param>
    /// <param name="block">The samples.</param>
    /// <param name="gradient">The gradient so far; the block's part is added.</param>
    /// <param name="cancellation">Ends the pass early, between layers.</param>
    /// <exception cref="OperationCanceledException">The pass was canceled.</exception>
    public abstract void Backward(TNumber* parameter, SampleBlock<TNumber> block, TNumber* gradient, CancellationToken cancellation = default);

    /// <summary>Computes the last layer's A from its Z.</summary>
    public void Output(SampleBlock<TNumber> block)
    {
        if (typeof(TNumber) == typeof(double))
        {
            _output.Apply((double*)LastZ.Pointer, (double*)LastA.Pointer, Shape.OutputSize, block.Stride, block.PaddedCount);
        }
        else
        {
            _output.Apply((float*)LastZ.Pointer, (float*)LastA.Pointer, Shape.OutputSize, block.Stride, block.PaddedCount);
        }

        KeepAlive(block);
    }

    /// <summary>Computes the last layer's A and dZ, and gives the weighted sum of the samples' losses.</summary>
    public double Loss(SampleBlock<TNumber> block)
    {
        double loss = typeof(TNumber) == typeof(double)
            ? _output.Evaluate(
                (double*)LastZ.Pointer, (double*)block.Y, (double*)block.Weight, (double*)LastA.Pointer, (double*)LastGradient.Pointer, Shape.OutputSize, block.Stride, block.PaddedCount)
            : _output.Evaluate(
                (float*)LastZ.Pointer, (float*)block.Y, (float*)block.Weight, (float*)LastA.Pointer, (float*)LastGradient.Pointer, Shape.OutputSize, block.Stride, block.PaddedCount);
        KeepAlive(block);
        return loss;
    }

    /// <summary>Room for a row of samples for each of some units.</summary>
    protected AlignedBuffer<TNumber> NewBuffer(int units) => new(checked(units * _capacity), _isApart);

    /// <summary>The kernels hold addresses only: without this, the garbage collector may take the buffers from under the last one.</summary>
    protected void KeepAlive(SampleBlock<TNumber> block)
    {
        GC.KeepAlive(block);
        GC.KeepAlive(this);
    }

    /// <summary>The kernels write through pointers: a block that is too large would overrun the buffers.</summary>
    protected void RequireCapacity(SampleBlock<TNumber> block)
    {
        if (block.Stride > _capacity)
        {
            throw new ArgumentException($"A block of {block.Stride} samples is too large for buffers of {_capacity}.", nameof(block));
        }
    }
}
