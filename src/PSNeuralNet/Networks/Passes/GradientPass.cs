using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Weighted sum of the samples' losses and its gradient: all blocks forward and backward through the network. The order of
/// summation depends on the shape of the network and the number of samples alone, so the bits are the same on any number of threads.
/// </summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal abstract unsafe class GradientPass<TNumber>(NetworkShape shape, WorkerGroup workers, int slots) : BlockPass<TNumber>(shape, workers, slots)
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    // Layers with this many weights or more: one product over a group of blocks is faster than one per block (measured).
    private const int WideLayer = 2048;

    /// <summary>Receives the derivatives of the current pass; null for the cost alone.</summary>
    protected TNumber* Gradient { get; private set; }

    /// <summary>The faster pass for a shape.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="workers">The threads.</param>
    /// <param name="hasDropout">True to allow dropout.</param>
    /// <param name="isSparse">True for samples as sparse rows.</param>
    public static GradientPass<TNumber> Create(NetworkShape shape, WorkerGroup workers, bool hasDropout = false, bool isSparse = false) =>
        IsWide(shape) || isSparse ? new GroupGradientPass<TNumber>(shape, workers) : new BlockGradientPass<TNumber>(shape, workers, hasDropout);

    /// <summary>True for a network with a layer large enough for products over many blocks.</summary>
    public static bool IsWide(NetworkShape shape) =>
        Enumerable.Range(1, shape.LayerCount).Any(layer => shape.Units(layer) * shape.Inputs(layer) >= WideLayer);

    /// <summary>Weighted sum of the losses.</summary>
    /// <param name="blocks">The samples.</param>
    /// <param name="parameter">Weights and biases.</param>
    /// <param name="gradient">Receives the derivatives, in the layout of the parameters; null for none.</param>
    /// <param name="dropout">Dropout; null for none.</param>
    /// <param name="cancellation">Cancels the pass.</param>
    /// <exception cref="OperationCanceledException">The pass was canceled.</exception>
    public double Run(SampleBlocks<TNumber> blocks, AlignedBuffer<TNumber> parameter, AlignedBuffer<TNumber>? gradient, Dropout? dropout, CancellationToken cancellation)
    {
        Begin(blocks, parameter, cancellation);
        Gradient = gradient is null ? null : gradient.Pointer;
        Dropout = dropout;
        double cost = Run();
        GC.KeepAlive(parameter);
        GC.KeepAlive(gradient);
        return cost;
    }

    /// <summary>The pass over all blocks.</summary>
    protected abstract double Run();
}
