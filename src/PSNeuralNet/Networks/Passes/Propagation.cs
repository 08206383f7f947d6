using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// The forward pass and the backward pass over one block of samples, on plain arrays. This is all the mathematics of a network;
/// training, prediction and the step-by-step cmdlets run through it, or through what gives the same bits (<see cref="TwoLayerPropagation"/>,
/// <see cref="SamplePropagation"/>), so their numbers are the same.
/// </summary>
/// <remarks>
/// Forward, layer by layer: Z = W A' + b, A = f(Z), where A' are the outputs of the layer before (X at first).
/// Backward, from the last layer: dZ = dA * f'(Z), dW = dZ A'^T, db = row sums of dZ, dA' = W^T dZ; the last layer's dZ
/// comes from the loss. The weight of each sample (1 / m) is in dZ already.
/// </remarks>
internal sealed unsafe class Propagation : BlockPropagation
{
    private readonly ActivationFunction[] _activation;
    private readonly AlignedBuffer[] _z;
    private readonly AlignedBuffer[] _a;
    private readonly AlignedBuffer[] _gradient;
    private readonly AlignedBuffer?[] _dropped;
    private readonly AlignedBuffer?[] _mask;
    private readonly SparseLayer? _sparse;
    private readonly AlignedBuffer? _panels;
    private MaskSeries? _chance;
    private bool _isDropping;

    /// <summary>Creates the buffers for blocks of up to <paramref name="capacity"/> samples.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="capacity">The most samples in a block.</param>
    /// <param name="keepsSums">True to keep <see cref="Z"/> of hidden layers; false lets A overwrite it where the derivative does not need it.</param>
    /// <param name="sparse">The first layer over sparse rows; null for dense blocks.</param>
    public Propagation(NetworkShape shape, int capacity, bool keepsSums = true, SparseLayer? sparse = null)
        : base(shape, capacity, isApart: !keepsSums)
    {
        _activation = [.. shape.Activation.SkipLast(1).Select(Activations.Get)];
        _z = NewBuffers(LastZ);
        _a = [.. _activation.Select((activation, i) => activation.IsDerivedFromOutput && !keepsSums ? _z[i] : NewBuffer(shape.LayerSize[i + 1])), LastA];
        _gradient = NewBuffers(LastGradient);
        _dropped = new AlignedBuffer?[shape.LayerCount];
        _mask = new AlignedBuffer?[shape.LayerCount];
        _sparse = sparse;
        _panels = sparse is null ? null : NewBuffer(sparse.PanelCount * SparseKernel.Width);
    }

    /// <summary>The weighted sums of a layer, after <see cref="Forward"/>: units x samples, rows a block's stride apart.</summary>
    public double* Z(int layer) => _z[layer - 1].Pointer;

    /// <summary>The outputs of a layer, after <see cref="Forward"/>; of the last one, after <see cref="BlockPropagation.Output"/> or <see cref="BlockPropagation.Loss"/>.</summary>
    public double* A(int layer) => _a[layer - 1].Pointer;

    /// <inheritdoc/>
    public override void Forward(double* parameter, SampleBlock block, CancellationToken cancellation = default)
    {
        RequireCapacity(block);
        double* input = null;
        for (int layer = 1; layer <= Shape.LayerCount; layer++)
        {
            cancellation.ThrowIfCancellationRequested();
            int units = Shape.Units(layer), inputs = Shape.Inputs(layer);
            double* weight = parameter + Shape.WeightOffset(layer), bias = parameter + Shape.BiasOffset(layer);
            if (layer == 1 && _sparse is not null)
            {
                _sparse.Multiply(block, Z(layer), _panels!.Pointer);
            }
            else
            {
                MatrixKernel.Multiply(weight, inputs, 1, bias, layer == 1 ? block.X : input, Z(layer), units, inputs, block.Stride, block.PaddedCount);
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
    public void Drop(double[] share, long seed, SampleBlock block)
    {
        _isDropping = true;
        RandomState chance = (_chance ??= new MaskSeries()).Begin(seed, Dropout.SeedStep);
        for (int layer = 1; layer < Shape.LayerCount; layer++)
        {
            if (share[layer - 1] == 0)
            {
                continue;
            }

            AlignedBuffer mask = _mask[layer - 1] ??= new AlignedBuffer(_a[layer - 1].Length, isApart: true);
            _dropped[layer - 1] ??= new AlignedBuffer(_a[layer - 1].Length, isApart: true);
            double kept = 1 / (1 - share[layer - 1]);
            bool isWhole = block.Count == block.Stride;
            int rows = isWhole ? 1 : Shape.Units(layer), length = isWhole ? Shape.Units(layer) * block.Stride : block.Count;
            for (int row = 0; row < rows; row++)
            {
                chance.Mask(new Span<double>(mask.Pointer + (row * block.Stride), length), share[layer - 1], kept);
            }
        }
    }

    /// <summary>Ends dropout: no unit is left out.</summary>
    public void DropNothing() => _isDropping = false;

    /// <inheritdoc/>
    public override void Backward(double* parameter, SampleBlock block, double* gradient, CancellationToken cancellation = default)
    {
        BackwardSums(parameter, block, cancellation);
        for (int layer = Shape.LayerCount; layer >= 1; layer--)
        {
            int units = Shape.Units(layer), inputs = Shape.Inputs(layer);
            SumKernel.AddProducts(
                Gradient(layer), Input(layer, block), gradient + Shape.WeightOffset(layer), gradient + Shape.BiasOffset(layer), units, inputs,
                block.Stride, block.PaddedCount);
        }

        KeepAlive(block);
    }

    /// <summary>Computes dZ of all layers but the last one, whose dZ is there after <see cref="BlockPropagation.Loss"/>.</summary>
    /// <inheritdoc cref="Backward"/>
    public void BackwardSums(double* parameter, SampleBlock block, CancellationToken cancellation = default)
    {
        int stride = block.Stride, count = block.PaddedCount;
        for (int layer = Shape.LayerCount; layer > 1; layer--)
        {
            cancellation.ThrowIfCancellationRequested();
            int units = Shape.Units(layer), inputs = Shape.Inputs(layer);
            double* before = Gradient(layer - 1);
            MatrixKernel.Multiply(parameter + Shape.WeightOffset(layer), 1, inputs, null, Gradient(layer), before, inputs, units, stride, count);
            (int rows, int length) = Rows(layer - 1, block);
            for (int row = 0; row < rows; row++)
            {
                int at = row * stride;
                if (IsDropping(layer - 1))
                {
                    ElementKernel.Multiply(before + at, _mask[layer - 2]!.Pointer + at, before + at, length);
                }

                _activation[layer - 2].Chain(Z(layer - 1) + at, A(layer - 1) + at, before + at, length);
            }
        }

        _sparse?.ToPanels(block, Gradient(1), GradientPanels);
        KeepAlive(block);
    }

    /// <summary>dZ1 in panels of units, after <see cref="BackwardSums"/> with sparse rows.</summary>
    public double* GradientPanels => _panels!.Pointer;

    /// <summary>dZ of a layer, after <see cref="BlockPropagation.Loss"/> and <see cref="BackwardSums"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double* Gradient(int layer) => _gradient[layer - 1].Pointer;

    /// <summary>The inputs of a layer: X, or the outputs of the layer before after dropout.</summary>
    public double* Input(int layer, SampleBlock block) =>
        layer == 1 ? block.X : IsDropping(layer - 1) ? _dropped[layer - 2]!.Pointer : A(layer - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsDropping(int layer) => _isDropping && _mask[layer - 1] is not null;

    /// <summary>A layer's outputs after dropout.</summary>
    private double* Dropped(int layer, SampleBlock block)
    {
        if (!IsDropping(layer))
        {
            return A(layer);
        }

        double* dropped = _dropped[layer - 1]!.Pointer;
        (int rows, int length) = Rows(layer, block);
        for (int row = 0; row < rows; row++)
        {
            int at = row * block.Stride;
            ElementKernel.Multiply(A(layer) + at, _mask[layer - 1]!.Pointer + at, dropped + at, length);
        }

        return dropped;
    }

    private void Activate(int layer, SampleBlock block)
    {
        (int rows, int length) = Rows(layer, block);
        for (int row = 0; row < rows; row++)
        {
            int at = row * block.Stride;
            _activation[layer - 1].Apply(Z(layer) + at, A(layer) + at, length);
        }
    }

    /// <summary>The rows of a layer, and their length; where rows follow each other without a gap, they are one.</summary>
    private (int Rows, int Length) Rows(int layer, SampleBlock block)
    {
        int units = Shape.Units(layer), count = block.PaddedCount;
        return block.Stride == count ? (1, units * count) : (units, count);
    }

    private AlignedBuffer[] NewBuffers(AlignedBuffer last) => [.. Shape.LayerSize.Skip(1).SkipLast(1).Select(NewBuffer), last];
}
