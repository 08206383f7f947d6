using System.Runtime.InteropServices;
using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// The forward pass and the backward pass over one block of samples, on plain arrays. This is all the mathematics of a network;
/// training, prediction and the step-by-step cmdlets run through it, or through what gives the same bits (<see cref="TwoLayerPropagation{TNumber}"/>,
/// <see cref="SamplePropagation{TNumber}"/>), so their numbers are the same.
/// </summary>
/// <remarks>
/// Forward, layer by layer: Z = W A' + b, A = f(Z), where A' are the outputs of the layer before (X at first).
/// Backward, from the last layer: dZ = dA * f'(Z), dW = dZ A'^T, db = row sums of dZ, dA' = W^T dZ; the last layer's dZ
/// comes from the loss. The weight of each sample (1 / m) is in dZ already.
/// </remarks>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class Propagation<TNumber> : BlockPropagation<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private readonly ActivationKernel<TNumber>[] _activation;
    private readonly AlignedBuffer<TNumber>[] _z;
    private readonly AlignedBuffer<TNumber>[] _a;
    private readonly AlignedBuffer<TNumber>[] _gradient;
    private readonly AlignedBuffer<TNumber>?[] _dropped;
    private readonly AlignedBuffer<TNumber>?[] _mask;
    private readonly SparseLayer<TNumber>? _sparse;
    private readonly AlignedBuffer<TNumber>? _panels;
    private double[] _wideMask = [];
    private MaskSeries? _chance;
    private bool _isDropping;

    /// <summary>Creates the buffers for blocks of up to <paramref name="capacity"/> samples.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="capacity">The most samples in a block.</param>
    /// <param name="keepsSums">True to keep <see cref="Z"/> of hidden layers; false lets A overwrite it where the derivative does not need it.</param>
    /// <param name="sparse">The first layer over sparse rows; null for dense blocks.</param>
    public Propagation(NetworkShape shape, int capacity, bool keepsSums = true, SparseLayer<TNumber>? sparse = null)
        : base(shape, capacity, isApart: !keepsSums)
    {
        ActivationFunction[] functions = [.. shape.Activation.SkipLast(1).Select(Activations.Get)];
        _activation = [.. functions.Select(function => function.For<TNumber>())];
        _z = NewBuffers(LastZ);
        _a = [.. functions.Select((function, i) => function.IsDerivedFromOutput && !keepsSums ? _z[i] : NewBuffer(shape.LayerSize[i + 1])), LastA];
        _gradient = NewBuffers(LastGradient);
        _dropped = new AlignedBuffer<TNumber>?[shape.LayerCount];
        _mask = new AlignedBuffer<TNumber>?[shape.LayerCount];
        _sparse = sparse;
        _panels = sparse is null ? null : NewBuffer(sparse.PanelCount * SparseKernel<TNumber>.Width);
    }

    /// <summary>The weighted sums of a layer, after <see cref="Forward"/>: units x samples, rows a block's stride apart.</summary>
    public TNumber* Z(int layer) => _z[layer - 1].Pointer;

    /// <summary>The outputs of a layer, after <see cref="Forward"/>; of the last one, after <see cref="BlockPropagation{TNumber}.Output"/> or <see cref="BlockPropagation{TNumber}.Loss"/>.</summary>
    public TNumber* A(int layer) => _a[layer - 1].Pointer;

    /// <inheritdoc/>
    public override void Forward(TNumber* parameter, SampleBlock<TNumber> block, CancellationToken cancellation = default)
    {
        RequireCapacity(block);
        TNumber* input = null;
        for (int layer = 1; layer <= Shape.LayerCount; layer++)
        {
            cancellation.ThrowIfCancellationRequested();
            int units = Shape.Units(layer), inputs = Shape.Inputs(layer);
            TNumber* weight = parameter + Shape.WeightOffset(layer), bias = parameter + Shape.BiasOffset(layer);
            if (layer == 1 && _sparse is not null)
            {
                _sparse.Multiply(block, Z(layer), _panels!.Pointer);
            }
            else
            {
                MatrixKernel<TNumber>.Multiply(weight, inputs, 1, bias, layer == 1 ? block.X : input, Z(layer), units, inputs, block.Stride, block.PaddedCount);
            }

            if (layer < Shape.LayerCount)
            {
                Activate(layer, block);
                input = Dropped(layer, block);
            }
        }

        KeepAlive(block);
    }

    /// <summary>
    /// Draws which units of the hidden layers are left out, for each sample of a block (inverted dropout: what stays is divided by
    /// the share that stays). Holds for the passes until the next call.
    /// </summary>
    /// <param name="share">The share to leave out, of each hidden layer.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="block">The block that is to go through.</param>
    public void Drop(double[] share, long seed, SampleBlock<TNumber> block)
    {
        _isDropping = true;
        RandomState chance = (_chance ??= new MaskSeries()).Begin(seed, Dropout.SeedStep);
        for (int layer = 1; layer < Shape.LayerCount; layer++)
        {
            if (share[layer - 1] == 0)
            {
                continue;
            }

            AlignedBuffer<TNumber> mask = _mask[layer - 1] ??= new AlignedBuffer<TNumber>(_a[layer - 1].Length, isApart: true);
            _dropped[layer - 1] ??= new AlignedBuffer<TNumber>(_a[layer - 1].Length, isApart: true);
            double kept = 1 / (1 - share[layer - 1]);
            bool isWhole = block.Count == block.Stride;
            int rows = isWhole ? 1 : Shape.Units(layer), length = isWhole ? Shape.Units(layer) * block.Stride : block.Count;
            for (int row = 0; row < rows; row++)
            {
                DrawMask(chance, new Span<TNumber>(mask.Pointer + (row * block.Stride), length), share[layer - 1], kept);
            }
        }
    }

    private void DrawMask(RandomState chance, Span<TNumber> mask, double share, double kept)
    {
        if (typeof(TNumber) == typeof(double))
        {
            chance.Mask(MemoryMarshal.Cast<TNumber, double>(mask), share, kept);
            return;
        }

        if (_wideMask.Length < mask.Length)
        {
            _wideMask = new double[mask.Length];
        }

        Span<double> wide = _wideMask.AsSpan(0, mask.Length);
        chance.Mask(wide, share, kept);
        NumberConversion.Convert(wide, mask);
    }

    /// <summary>Ends dropout: no unit is left out.</summary>
    public void DropNothing() => _isDropping = false;

    /// <inheritdoc/>
    public override void Backward(TNumber* parameter, SampleBlock<TNumber> block, TNumber* gradient, CancellationToken cancellation = default)
    {
        BackwardSums(parameter, block, cancellation);
        for (int layer = Shape.LayerCount; layer >= 1; layer--)
        {
            int units = Shape.Units(layer), inputs = Shape.Inputs(layer);
            SumKernel<TNumber>.AddProducts(
                Gradient(layer), Input(layer, block), gradient + Shape.WeightOffset(layer), gradient + Shape.BiasOffset(layer), units, inputs,
                block.Stride, block.PaddedCount);
        }

        KeepAlive(block);
    }

    /// <summary>Computes dZ of all layers but the last one, whose dZ is there after <see cref="BlockPropagation{TNumber}.Loss"/>.</summary>
    /// <inheritdoc cref="Backward"/>
    public void BackwardSums(TNumber* parameter, SampleBlock<TNumber> block, CancellationToken cancellation = default)
    {
        int stride = block.Stride, count = block.PaddedCount;
        for (int layer = Shape.LayerCount; layer > 1; layer--)
        {
            cancellation.ThrowIfCancellationRequested();
            int units = Shape.Units(layer), inputs = Shape.Inputs(layer);
            TNumber* before = Gradient(layer - 1);
            MatrixKernel<TNumber>.Multiply(parameter + Shape.WeightOffset(layer), 1, inputs, null, Gradient(layer), before, inputs, units, stride, count);
            (int rows, int length) = Rows(layer - 1, block);
            for (int row = 0; row < rows; row++)
            {
                int at = row * stride;
                if (IsDropping(layer - 1))
                {
                    ElementKernel<TNumber>.Multiply(before + at, _mask[layer - 2]!.Pointer + at, before + at, length);
                }

                _activation[layer - 2].Chain(Z(layer - 1) + at, A(layer - 1) + at, before + at, length);
            }
        }

        _sparse?.ToPanels(block, Gradient(1), GradientPanels);
        KeepAlive(block);
    }

    /// <summary>dZ1 in panels of units, after <see cref="BackwardSums"/> with sparse rows.</summary>
    public TNumber* GradientPanels => _panels!.Pointer;

    /// <summary>dZ of a layer, after <see cref="BlockPropagation{TNumber}.Loss"/> and <see cref="BackwardSums"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TNumber* Gradient(int layer) => _gradient[layer - 1].Pointer;

    /// <summary>The inputs of a layer: X, or the outputs of the layer before after dropout.</summary>
    public TNumber* Input(int layer, SampleBlock<TNumber> block) =>
        layer == 1 ? block.X : IsDropping(layer - 1) ? _dropped[layer - 2]!.Pointer : A(layer - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsDropping(int layer) => _isDropping && _mask[layer - 1] is not null;

    /// <summary>A layer's outputs after dropout.</summary>
    private TNumber* Dropped(int layer, SampleBlock<TNumber> block)
    {
        if (!IsDropping(layer))
        {
            return A(layer);
        }

        TNumber* dropped = _dropped[layer - 1]!.Pointer;
        (int rows, int length) = Rows(layer, block);
        for (int row = 0; row < rows; row++)
        {
            int at = row * block.Stride;
            ElementKernel<TNumber>.Multiply(A(layer) + at, _mask[layer - 1]!.Pointer + at, dropped + at, length);
        }

        return dropped;
    }

    private void Activate(int layer, SampleBlock<TNumber> block)
    {
        (int rows, int length) = Rows(layer, block);
        for (int row = 0; row < rows; row++)
        {
            int at = row * block.Stride;
            _activation[layer - 1].Apply(Z(layer) + at, A(layer) + at, length);
        }
    }

    /// <summary>The rows of a layer, and their length; where rows follow each other without a gap, they are one.</summary>
    private (int Rows, int Length) Rows(int layer, SampleBlock<TNumber> block)
    {
        int units = Shape.Units(layer), count = block.PaddedCount;
        return block.Stride == count ? (1, units * count) : (units, count);
    }

    private AlignedBuffer<TNumber>[] NewBuffers(AlignedBuffer<TNumber> last) => [.. Shape.LayerSize.Skip(1).SkipLast(1).Select(NewBuffer), last];
}
