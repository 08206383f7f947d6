using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// The first layer over samples as sparse rows: Z1 = W1 X + b1, and dW1 = dZ1 X^T, over the values that are not 0. W1 and dW1 are kept in panels of
/// <see cref="SparseKernel{TNumber}.Width"/> units with a row for each feature. The terms left out are 0 and the others in the order of the dense products, so Z1 has
/// the bits of <see cref="Propagation{TNumber}"/> over dense blocks, and dW1 those of <see cref="GroupGradientPass{TNumber}"/>.
/// </summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class SparseLayer<TNumber> : IParallelWork
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private static int Width => SparseKernel<TNumber>.Width;

    // Features of one work item, and the number of weights from which they are worth another thread.
    private const int Portion = 2048;
    private const int MinimumShared = 65536;

    private readonly int _units;
    private readonly int _inputs;
    private readonly int _biasOffset;
    private readonly AlignedBuffer<TNumber> _weight;
    private readonly AlignedBuffer<TNumber> _bias;
    private AlignedBuffer<TNumber>? _gradient;
    private TNumber* _parameter;

    /// <summary>Creates the buffers for a network.</summary>
    public SparseLayer(NetworkShape shape)
    {
        (_units, _inputs, _biasOffset) = (shape.Units(1), shape.Inputs(1), shape.BiasOffset(1));
        PanelCount = (_units + Width - 1) / Width;
        _weight = new AlignedBuffer<TNumber>(checked(PanelCount * Width * _inputs), isApart: true);
        _bias = new AlignedBuffer<TNumber>(PanelCount * Width);
    }

    /// <summary>Number of panels of units.</summary>
    public int PanelCount { get; }

    /// <summary>Reads weights and biases of the next passes.</summary>
    /// <param name="parameter">The weights and biases of the network.</param>
    /// <param name="workers">The threads.</param>
    public void Load(AlignedBuffer<TNumber> parameter, WorkerGroup workers)
    {
        _parameter = parameter.Pointer;
        new ReadOnlySpan<TNumber>(_parameter + _biasOffset, _units).CopyTo(_bias.Span);
        int items = PanelCount * Portions;
        if ((long)_units * _inputs >= MinimumShared)
        {
            workers.Run(this, items);
        }
        else
        {
            for (int item = 0; item < items; item++)
            {
                Run(item, 0);
            }
        }

        GC.KeepAlive(parameter);
    }

    /// <inheritdoc/>
    public void Run(int item, int worker)
    {
        (int panel, int portion) = Math.DivRem(item, Portions);
        int first = portion * Portion;
        Panel<TNumber>.Transpose(
            _parameter + ((nint)panel * Width * _inputs) + first, _inputs, UnitsOf(panel), Math.Min(Portion, _inputs - first),
            PanelOf(_weight, panel) + ((nint)first * Width), Width);
    }

    /// <summary>Z1 of a block.</summary>
    /// <param name="block">The samples.</param>
    /// <param name="z">Receives units x samples, rows a block's stride apart.</param>
    /// <param name="scratch">Room for a panel: samples x <see cref="SparseKernel{TNumber}.Width"/>.</param>
    public void Multiply(SampleBlock<TNumber> block, TNumber* z, TNumber* scratch)
    {
        for (int panel = 0; panel < PanelCount; panel++)
        {
            TNumber* bias = _bias.Pointer + (panel * Width);
            SparseKernel<TNumber>.Multiply(block.Sparse!, block.Samples, PanelOf(_weight, panel), bias, scratch);
            for (int s = block.Count; s < block.PaddedCount; s++)
            {
                new ReadOnlySpan<TNumber>(bias, Width).CopyTo(new Span<TNumber>(scratch + (s * Width), Width));
            }

            Panel<TNumber>.Transpose(scratch, Width, block.PaddedCount, UnitsOf(panel), z + ((nint)panel * Width * block.Stride), block.Stride);
        }

        GC.KeepAlive(this);
    }

    /// <summary>Copies dZ1 of a block into panels.</summary>
    /// <param name="block">The samples.</param>
    /// <param name="gradient">dZ1: units x samples.</param>
    /// <param name="scratch">Receives panels of samples x <see cref="SparseKernel{TNumber}.Width"/>.</param>
    public void ToPanels(SampleBlock<TNumber> block, TNumber* gradient, TNumber* scratch)
    {
        for (int panel = 0; panel < PanelCount; panel++)
        {
            Panel<TNumber>.Transpose(
                gradient + ((nint)panel * Width * block.Stride), block.Stride, UnitsOf(panel), block.PaddedCount, scratch + ((nint)panel * Width * block.Stride), Width);
        }
    }

    /// <summary>Creates the buffer of dW1 on first use.</summary>
    public void BeginGradient() => _gradient ??= new AlignedBuffer<TNumber>(_weight.Length, isApart: true);

    /// <summary>Begins the sums of a panel of dW1 with 0.</summary>
    public void Clear(int panel) => new Span<TNumber>(PanelOf(_gradient!, panel), checked(Width * _inputs)).Clear();

    /// <summary>Adds a block to a panel of dW1.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="block">The samples.</param>
    /// <param name="scratch">The panels of <see cref="ToPanels"/>.</param>
    public void AddProducts(int panel, SampleBlock<TNumber> block, TNumber* scratch) =>
        SparseKernel<TNumber>.AddProducts(block.Sparse!, block.Samples, scratch + ((nint)panel * Width * block.Stride), PanelOf(_gradient!, panel));

    /// <summary>Copies a panel of dW1 into the gradient.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="gradient">Receives the derivatives, in the layout of the parameters.</param>
    public void EndGradient(int panel, TNumber* gradient)
    {
        Panel<TNumber>.Transpose(PanelOf(_gradient!, panel), Width, _inputs, UnitsOf(panel), gradient + ((nint)panel * Width * _inputs), _inputs);
        GC.KeepAlive(this);
    }

    private int Portions => (_inputs + Portion - 1) / Portion;

    private int UnitsOf(int panel) => Math.Min(Width, _units - (panel * Width));

    private TNumber* PanelOf(AlignedBuffer<TNumber> buffer, int panel) => buffer.Pointer + ((nint)panel * Width * _inputs);
}
