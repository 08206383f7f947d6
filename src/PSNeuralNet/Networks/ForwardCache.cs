using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSNeuralNet.Data;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// The result of forward propagation, for the cost and for back-propagation: for each layer the weighted sums
/// Z (units x samples) and the outputs A (units x samples).
/// </summary>
public sealed class ForwardCache : NamedMatrices
{
    // Doubles of Z and A: 4 GB.
    private const long MaximumNumbers = 500_000_000;

    // Those of the forward pass: the parameters' matrices may change later.
    private readonly double[] _values;

    private ForwardCache(NetworkParameter parameter, double[] values, Dataset dataset, DenseMatrix[] matrices)
        : base([.. matrices], i => $"{(i % 2 == 0 ? "Z" : "A")}{(i / 2) + 1}")
    {
        _values = values;
        Parameter = parameter;
        Dataset = dataset;
    }

    /// <summary>The parameters it was computed with.</summary>
    public NetworkParameter Parameter { get; }

    /// <summary>The data it was computed from.</summary>
    public Dataset Dataset { get; }

    /// <summary>The network's outputs, outputs x samples: A of the last layer.</summary>
    public Matrix<double> Output => At((2 * Parameter.Shape.LayerCount) - 1);

    /// <summary>Runs a dataset through a network: Z1 = W1 X + b1, A1 = f(Z1), Z2 = W2 A1 + b2, ...</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="parameter">The weights and biases.</param>
    /// <param name="cancellation">Ends the pass early.</param>
    /// <exception cref="NetworkException">The network is an ensemble, takes another number of features, has another number of outputs, or Z and A would be too large.</exception>
    /// <exception cref="OperationCanceledException">The pass was canceled.</exception>
    public static unsafe ForwardCache Compute(Dataset dataset, NetworkParameter parameter, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(parameter);
        parameter.RequireSingle();
        dataset = parameter.Fit(dataset);

        NetworkShape shape = parameter.Shape;
        RequireSize(dataset.SampleCount, shape);
        var matrices = new DenseMatrix[2 * shape.LayerCount];
        for (int i = 0; i < matrices.Length; i++)
        {
            matrices[i] = new DenseMatrix(shape.Units((i / 2) + 1), dataset.SampleCount);
        }

        var blocks = new SampleBlocks<double>(new SampleSource<double>(dataset, parameter.Scaling), shape);
        SampleBlock<double>? scratch = null;
        var propagation = new Propagation<double>(shape, SampleBlocks<double>.Capacity(shape));
        double[] flat = parameter.Flatten();
        var values = new AlignedBuffer<double>(flat);
        for (int i = 0; i < blocks.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            SampleBlock<double> block = blocks.Get(i, ref scratch);
            propagation.Forward(values.Pointer, block, cancellation);
            propagation.Output(block);
            for (int layer = 1; layer <= shape.LayerCount; layer++)
            {
                int units = shape.Units(layer);
                BlockTransform.Scatter(propagation.Z(layer), block.Stride, matrices[2 * (layer - 1)].Values, units, block.Samples);
                BlockTransform.Scatter(propagation.A(layer), block.Stride, matrices[(2 * (layer - 1)) + 1].Values, units, block.Samples);
            }
        }

        GC.KeepAlive(values);
        return new ForwardCache(parameter, flat, dataset, matrices);
    }

    /// <summary>The weighted mean of the loss over the samples, from Z of the last layer (the logits).</summary>
    /// <param name="cancellation">Ends the pass early.</param>
    /// <exception cref="NetworkException">The loss is not defined for a target.</exception>
    /// <exception cref="OperationCanceledException">The pass was canceled.</exception>
    public double Cost(CancellationToken cancellation = default)
    {
        double cost = 0;
        ForEachBlock((propagation, block) => cost += propagation.Loss(block), cancellation);
        return cost;
    }

    /// <summary>Back-propagation: the derivative of the cost by every weight and bias.</summary>
    /// <param name="cancellation">Ends the pass early.</param>
    /// <exception cref="NetworkException">The loss is not defined for a target.</exception>
    /// <exception cref="OperationCanceledException">The pass was canceled.</exception>
    public unsafe NetworkGradient Gradient(CancellationToken cancellation = default)
    {
        var values = new AlignedBuffer<double>(_values);
        var gradient = new AlignedBuffer<double>(values.Length);
        ForEachBlock((propagation, block) =>
        {
            propagation.Loss(block);
            propagation.Backward(values.Pointer, block, gradient.Pointer, cancellation);
        }, cancellation);
        GC.KeepAlive(values);
        return new NetworkGradient(Parameter, gradient.ToArray());
    }

    /// <summary>In a few words: "2-5-1 tanh/sigmoid on moons (500 samples, 2 features)".</summary>
    public override string ToString() => $"{Parameter} on {Dataset}";

    private static void RequireSize(int samples, NetworkShape shape)
    {
        long units = shape.LayerSize.Skip(1).Sum(size => (long)size);
        if (2 * units * samples > MaximumNumbers)
        {
            throw NetworkErrors.ForwardCacheTooLarge(samples, units, MaximumNumbers);
        }
    }

    /// <summary>Calls an action for each block of samples, with the cached Z and A in the buffers.</summary>
    private unsafe void ForEachBlock(Action<Propagation<double>, SampleBlock<double>> action, CancellationToken cancellation)
    {
        NetworkShape shape = Parameter.Shape;
        shape.LossFunction.RequireTargets(Dataset);
        var blocks = new SampleBlocks<double>(new SampleSource<double>(Dataset, Parameter.Scaling), shape);
        SampleBlock<double>? scratch = null;
        var propagation = new Propagation<double>(shape, SampleBlocks<double>.Capacity(shape));
        for (int i = 0; i < blocks.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            SampleBlock<double> block = blocks.Get(i, ref scratch);
            for (int layer = 1; layer <= shape.LayerCount; layer++)
            {
                int units = shape.Units(layer);
                BlockTransform.Gather(((DenseMatrix)At(2 * (layer - 1))).Values, units, block.Samples, propagation.Z(layer), block.Stride);
                BlockTransform.Gather(((DenseMatrix)At((2 * (layer - 1)) + 1)).Values, units, block.Samples, propagation.A(layer), block.Stride);
            }

            action(propagation, block);
        }
    }
}
