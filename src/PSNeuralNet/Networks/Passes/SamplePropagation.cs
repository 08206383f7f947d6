using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// The forward pass of one sample with fixed parameters. A block of one would be padding for the most part, so vectors go across the units of a
/// layer here, not across samples; each sum has the same terms in the same order as in <see cref="Propagation"/>, and the same bits.
/// </summary>
internal sealed unsafe class SamplePropagation
{
    // With fewer units, one sum after the other.
    private const int MinimumUnits = 4;

    private readonly NetworkShape _shape;
    private readonly AlignedBuffer _values;
    private readonly ActivationFunction[] _activation;
    private readonly LossFunction _output;
    private readonly AlignedBuffer?[] _transposed;
    private readonly AlignedBuffer _z;
    private readonly AlignedBuffer _a;

    /// <param name="shape">The network.</param>
    /// <param name="values">Its weights and biases, which stay as they are.</param>
    public SamplePropagation(NetworkShape shape, AlignedBuffer values)
    {
        _shape = shape;
        _values = values;
        _activation = [.. shape.Activation.SkipLast(1).Select(Activations.Get)];
        _output = shape.LossFunction;
        _transposed = [.. Enumerable.Range(1, shape.LayerCount).Select(Transposed)];

        int widest = Simd.Padded(shape.LayerSize.Skip(1).Max());
        int last = checked(shape.OutputSize * Simd.Padding);
        AlignedBuffer[] buffers = AlignedBuffer.Adjacent(isApart: true, widest, widest, last, last);
        (_z, _a, LastZ, LastA) = (buffers[0], buffers[1], buffers[2], buffers[3]);
    }

    /// <summary>The weighted sums of the last layer: those of a block of one sample.</summary>
    public AlignedBuffer LastZ { get; }

    /// <summary>The outputs of the last layer, likewise.</summary>
    public AlignedBuffer LastA { get; }

    /// <summary>Computes Z and A of all layers.</summary>
    /// <param name="sample">A block of one sample.</param>
    public void Forward(SampleBlock sample)
    {
        double* input = sample.X, z = _z.Pointer, a = _a.Pointer;
        int step = sample.Stride;
        for (int layer = 1; layer <= _shape.LayerCount; layer++)
        {
            Sums(layer, input, step, z);
            if (layer < _shape.LayerCount)
            {
                _activation[layer - 1].Apply(z, a, Simd.Padded(_shape.Units(layer)));
                input = a;
                step = 1;
            }
        }

        Panel.TransposeRow(z, _shape.OutputSize, LastZ.Pointer, Simd.Padding);
        _output.Apply(LastZ.Pointer, LastA.Pointer, _shape.OutputSize, Simd.Padding, Simd.Padding);
        GC.KeepAlive(sample);
        GC.KeepAlive(this);
    }

    private void Sums(int layer, double* input, int step, double* z)
    {
        int units = _shape.Units(layer), inputs = _shape.Inputs(layer);
        if (_transposed[layer - 1] is { } transposed)
        {
            MatrixKernel.MultiplyOne(transposed.Pointer + Simd.Padded(units), transposed.Pointer, input, step, z, inputs, Simd.Padded(units));
            return;
        }

        double* weight = _values.Pointer + _shape.WeightOffset(layer), bias = _values.Pointer + _shape.BiasOffset(layer);
        for (int unit = 0; unit < units; unit++)
        {
            double sum = bias[unit];
            for (int k = 0; k < inputs; k++)
            {
                sum = Math.FusedMultiplyAdd(weight[k], input[(nint)k * step], sum);
            }

            z[unit] = sum;
            weight += inputs;
        }
    }

    /// <summary>A layer's biases, and below them its weights with a row for each input; none where that does not pay.</summary>
    private AlignedBuffer? Transposed(int layer)
    {
        int units = _shape.Units(layer), inputs = _shape.Inputs(layer), row = Simd.Padded(units);
        if (units < MinimumUnits)
        {
            return null;
        }

        var transposed = new AlignedBuffer(checked((inputs + 1) * row));
        Panel.Copy(_values.Pointer + _shape.BiasOffset(layer), units, 1, units, transposed.Pointer, row);
        Panel.Transpose(_values.Pointer + _shape.WeightOffset(layer), inputs, units, inputs, transposed.Pointer + row, row);
        return transposed;
    }
}
