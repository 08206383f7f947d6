using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// The cost of samples and its gradient: all blocks forward and backward through the network, on as many threads as pay. What is
/// summed in which order depends on the shape of the network and the number of samples alone, so the bits do not depend on the threads.
/// </summary>
internal abstract unsafe class GradientPass(NetworkShape shape, WorkerGroup team) : IParallelWork
{
    // From this many weights in a layer on, the products of a group of blocks together beat those of one block after the other (measured).
    private const int WideLayer = 2048;

    /// <summary>The network.</summary>
    protected NetworkShape Shape { get; } = shape;

    /// <summary>The threads.</summary>
    protected WorkerGroup Team { get; } = team;

    /// <summary>What the samples are, during a pass.</summary>
    protected SampleBlocks Blocks { get; private set; } = null!;

    /// <summary>The parameters, during a pass.</summary>
    protected double* Parameter { get; private set; }

    /// <summary>Where the gradient goes, during a pass; null where only the cost is wanted.</summary>
    protected double* Gradient { get; private set; }

    /// <summary>What units are dropped at random, during a pass; null for none.</summary>
    protected Dropout? Dropout { get; private set; }

    /// <summary>Ends the pass early.</summary>
    protected CancellationToken Cancellation { get; private set; }

    /// <summary>The way that is the faster one for a shape.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="team">The threads.</param>
    /// <param name="hasDropout">Whether units are to be dropped.</param>
    public static GradientPass Create(NetworkShape shape, WorkerGroup team, bool hasDropout = false)
    {
        return IsWide(shape) ? new GroupGradientPass(shape, team) : new BlockGradientPass(shape, team, hasDropout);
    }

    /// <summary>Whether a network has a layer that is large enough for products of many blocks at once.</summary>
    public static bool IsWide(NetworkShape shape)
    {
        for (int layer = 1; layer <= shape.LayerCount; layer++)
        {
            if (shape.Units(layer) * shape.Inputs(layer) >= WideLayer)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The weighted sum of the losses.</summary>
    /// <param name="blocks">The samples.</param>
    /// <param name="parameter">The weights and biases.</param>
    /// <param name="gradient">Gets the derivatives; null for none.</param>
    /// <param name="dropout">What to drop; null for nothing.</param>
    /// <param name="cancellation">Ends the pass early.</param>
    /// <exception cref="OperationCanceledException">The pass was canceled.</exception>
    public double Run(SampleBlocks blocks, AlignedBuffer parameter, AlignedBuffer? gradient, Dropout? dropout, CancellationToken cancellation)
    {
        Blocks = blocks;
        Parameter = parameter.Pointer;
        Gradient = gradient is null ? null : gradient.Pointer;
        Dropout = dropout;
        Cancellation = cancellation;
        double cost = Run();
        GC.KeepAlive(parameter);
        GC.KeepAlive(gradient);
        return cost;
    }

    /// <inheritdoc/>
    public abstract void Run(int item, int member);

    /// <summary>The pass itself.</summary>
    protected abstract double Run();

    /// <summary>One block forward, its loss, and backward to dZ; dropping units on the way.</summary>
    protected double Propagate(BlockPropagation propagation, SampleBlock block, int index)
    {
        if (Dropout is not null)
        {
            Dropout.Apply((Propagation)propagation, block, index);
        }

        propagation.Forward(Parameter, block, Cancellation);
        return propagation.Loss(block);
    }
}
