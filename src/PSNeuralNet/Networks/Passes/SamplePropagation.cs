using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>
/// The forward pass of one sample with fixed parameters. A block of one would be padding for the most part, so vectors go across the units of a
/// layer here, not across samples; each sum has the same terms in the same order as in <see cref="Propagation{TNumber}"/>, and the same bits.
/// </summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class SamplePropagation<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    // With fewer units, one sum after the other.
    private const int MinimumUnits = 4;

    private readonly NetworkShape _shape;
    private readonly AlignedBuffer<TNumber> _values;
    private readonly ActivationKernel<TNumber>[] _activation;
    private readonly LossFunction _output;
    private readonly AlignedBuffer<TNumber>?[] _transposed;
    private readonly AlignedBuffer<TNumber> _z;
    private readonly AlignedBuffer<TNumber> _a;

    /// <param name="shape">The network.</param>
    /// <param name="values">Its weights and biases, which stay as they are.</param>
    public SamplePropagation(NetworkShape shape, AlignedBuffer<TNumber> values)
    {
        _shape = shape;
        _values = values;
        _activation = [.. shape.Activation.SkipLast(1).Select(one => Activations.Get(one).For<TNumber>())];
        _output = shape.LossFunction;
        _transposed = [.. Enumerable.Range(1, shape.LayerCount).Select(Transposed)];

        int widest = Simd<TNumber>.Padded(shape.LayerSize.Skip(1).Max());
        int last = checked(shape.OutputSize * Simd<TNumber>.Padding);
        AlignedBuffer<TNumber>[] buffers = AlignedBuffer<TNumber>.Adjacent(isApart: true, widest, widest, last, last);
        (_z, _a, LastZ, LastA) = (buffers[0], buffers[1], buffers[2], buffers[3]);
    }

    /// <summary>The weighted sums of the last layer: those of a block of one sample.</summary>
    public AlignedBuffer<TNumber> LastZ { get; }

    /// <summary>The outputs of the last layer, likewise.</summary>
    public AlignedBuffer<TNumber> LastA { get; }

    /// <summary>Computes Z and A of all layers.</summary>
    /// <param name="sample">A block of one sample.</param>
    public void Forward(SampleBlock<TNumber> sample)
    {
        TNumber* input = sample.X, z = _z.Pointer, a = _a.Pointer;
        int step = sample.Stride;
        for (int layer = 1; layer <= _shape.LayerCount; layer++)
        {
            Sums(layer, input, step, z);
            if (layer < _shape.LayerCount)
            {
                _activation[layer - 1].Apply(z, a, Simd<TNumber>.Padded(_shape.Units(layer)));
                input = a;
                step = 1;
            }
        }

        Panel<TNumber>.TransposeRow(z, _shape.OutputSize, LastZ.Pointer, Simd<TNumber>.Padding);
        if (typeof(TNumber) == typeof(double))
        {
            _output.Apply((double*)LastZ.Pointer, (double*)LastA.Pointer, _shape.OutputSize, Simd<TNumber>.Padding, Simd<TNumber>.Padding);
        }
        else
        {
            _output.Apply((float*)LastZ.Pointer, (float*)LastA.Pointer, _shape.OutputSize, Simd<TNumber>.Padding, Simd<TNumber>.Padding);
        }

        GC.KeepAlive(sample);
        GC.KeepAlive(this);
    }

    private void Sums(int layer, TNumber* input, int step, TNumber* z)
    {
        int units = _shape.Units(layer), inputs = _shape.Inputs(layer);
        if (_transposed[layer - 1] is { } transposed)
        {
            MatrixKernel<TNumber>.MultiplyOne(transposed.Pointer + Simd<TNumber>.Padded(units), transposed.Pointer, input, step, z, inputs, Simd<TNumber>.Padded(units));
            return;
        }

        TNumber* weight = _values.Pointer + _shape.WeightOffset(layer), bias = _values.Pointer + _shape.BiasOffset(layer);
        for (int unit = 0; unit < units; unit++)
        {
            TNumber sum = bias[unit];
            for (int k = 0; k < inputs; k++)
            {
                sum = TNumber.FusedMultiplyAdd(weight[k], input[(nint)k * step], sum);
            }

            z[unit] = sum;
            weight += inputs;
        }
    }

    /// <summary>A layer's biases, and below them its weights with a row for each input; none where that does not pay.</summary>
    private AlignedBuffer<TNumber>? Transposed(int layer)
    {
        int units = _shape.Units(layer), inputs = _shape.Inputs(layer), row = Simd<TNumber>.Padded(units);
        if (units < MinimumUnits)
        {
            return null;
        }

        var transposed = new AlignedBuffer<TNumber>(checked((inputs + 1) * row));
        Panel<TNumber>.Copy(_values.Pointer + _shape.BiasOffset(layer), units, 1, units, transposed.Pointer, row);
        Panel<TNumber>.Transpose(_values.Pointer + _shape.WeightOffset(layer), inputs, units, inputs, transposed.Pointer + row, row);
        return transposed;
    }
}
