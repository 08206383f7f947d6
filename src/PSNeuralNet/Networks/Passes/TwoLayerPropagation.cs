using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// Both passes over a block for the commonest small network: one hidden layer, one output. Each pass goes through all units for some
/// samples at a time: sums of the gradient stay in registers, tanh and sigmoid in a scratch of a few vectors; of the hidden layer, only the
/// outputs are kept.
/// </summary>
/// <remarks>The forward pass gives the same bits as <see cref="Propagation{TNumber}"/>; the gradient is the same sum in another order.</remarks>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class TwoLayerPropagation<TNumber> : BlockPropagation<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    // Up to this many inputs, the first layer's products are in the loops; of more, they are apart, with tiles in registers.
    private const int MaximumDirectInputs = 4;

    private readonly ActivationKernel<TNumber> _activation;
    private readonly AlignedBuffer<TNumber> _hidden;
    private readonly bool _isDirect;

    /// <summary>Creates the buffers for blocks of up to <paramref name="capacity"/> samples.</summary>
    public TwoLayerPropagation(NetworkShape shape, int capacity)
        : base(shape, capacity, isApart: true)
    {
        _activation = Activations.Get(shape.Activation[0]).For<TNumber>();
        _isDirect = shape.InputSize <= MaximumDirectInputs;
        _hidden = NewBuffer(shape.LayerSize[1]);
    }

    /// <summary>True for a network with one hidden layer and one output that these loops can do.</summary>
    public static bool Fits(NetworkShape shape) =>
        shape.LayerCount == 2 && shape.OutputSize == 1 && !GradientPass<TNumber>.IsWide(shape) && Activations.Get(shape.Activation[0]).IsDerivedFromOutput;

    /// <inheritdoc/>
    public override void Forward(TNumber* parameter, SampleBlock<TNumber> block, CancellationToken cancellation = default)
    {
        RequireCapacity(block);
        cancellation.ThrowIfCancellationRequested();
        TwoLayers<TNumber> layers = Layers(parameter, block);
        if (!_isDirect)
        {
            MatrixKernel<TNumber>.Multiply(
                layers.Weight1, layers.Inputs, 1, layers.Bias1, block.X, layers.Hidden, layers.Units, layers.Inputs, layers.Stride, layers.Count);
        }

        _activation.Forward(layers);
        KeepAlive(block);
    }

    /// <inheritdoc/>
    public override void Backward(TNumber* parameter, SampleBlock<TNumber> block, TNumber* gradient, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        TwoLayers<TNumber> layers = Layers(parameter, block);
        TNumber* weight1 = gradient + Shape.WeightOffset(1), bias1 = gradient + Shape.BiasOffset(1);
        _activation.Backward(layers, weight1, bias1, gradient + Shape.WeightOffset(2), gradient + Shape.BiasOffset(2));
        if (!_isDirect)
        {
            SumKernel<TNumber>.AddProducts(layers.Hidden, block.X, weight1, bias1, layers.Units, layers.Inputs, layers.Stride, layers.Count);
        }

        KeepAlive(block);
    }

    private TwoLayers<TNumber> Layers(TNumber* parameter, SampleBlock<TNumber> block) =>
        new TwoLayers<TNumber>
        {
            Weight1 = parameter + Shape.WeightOffset(1),
            Bias1 = parameter + Shape.BiasOffset(1),
            Weight2 = parameter + Shape.WeightOffset(2),
            Bias2 = parameter + Shape.BiasOffset(2),
            X = block.X,
            Hidden = _hidden.Pointer,
            Z2 = LastZ.Pointer,
            Gradient2 = LastGradient.Pointer,
            Inputs = Shape.InputSize,
            DirectInputs = _isDirect ? Shape.InputSize : 0,
            Units = Shape.Units(1),
            Stride = block.Stride,
            Count = block.PaddedCount,
        };
}
