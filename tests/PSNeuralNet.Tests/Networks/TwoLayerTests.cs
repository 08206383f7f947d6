namespace PSNeuralNet.Tests.Networks;

/// <summary>The loops for one hidden layer and one output: against the way layer by layer, for every activation and number of inputs.</summary>
public unsafe class TwoLayerTests
{
    private const int Count = 48;
    private const int Units = 7;

    public static TheoryData<Activation, int> Cases
    {
        get
        {
            var data = new TheoryData<Activation, int>();
            foreach (Activation activation in new[] { Activation.Tanh, Activation.ReLU, Activation.LeakyReLU, Activation.Sigmoid, Activation.Identity })
            {
                for (int inputs = 1; inputs <= 6; inputs++)
                {
                    data.Add(activation, inputs);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void As_layer_by_layer(Activation activation, int inputs)
    {
        var shape = new NetworkShape([inputs, Units, 1], [activation]);
        Assert.IsType<TwoLayerPropagation<double>>(BlockPropagation<double>.Create(shape, Count));
        (SampleBlock<double> block, AlignedBuffer<double> values) = Create(shape);
        (double cost, double[] z, double[] gradient) = Run(new Propagation<double>(shape, Count), block, values);
        (double own, double[] ownZ, double[] ownGradient) = Run(new TwoLayerPropagation<double>(shape, Count), block, values);
        Assert.Equal(z, ownZ);
        Assert.Equal(cost, own);
        Reference.AssertClose(gradient, ownGradient, 1e-15);
        Assert.Contains(gradient, value => Math.Abs(value) > 1e-3);
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_same_bits_with_vectors_of_any_width(Activation activation, int inputs)
    {
        var shape = new NetworkShape([inputs, Units, 1], [activation]);
        (SampleBlock<double> block, AlignedBuffer<double> values) = Create(shape);
        (double[] wide, double[] narrow) = activation switch
        {
            Activation.Tanh => (Run<TanhActivation, Simd512>(shape, block, values), Run<TanhActivation, Simd256>(shape, block, values)),
            Activation.ReLU => (Run<ReLUActivation, Simd512>(shape, block, values), Run<ReLUActivation, Simd256>(shape, block, values)),
            Activation.LeakyReLU => (Run<LeakyReLUActivation, Simd512>(shape, block, values), Run<LeakyReLUActivation, Simd256>(shape, block, values)),
            Activation.Sigmoid => (Run<SigmoidActivation, Simd512>(shape, block, values), Run<SigmoidActivation, Simd256>(shape, block, values)),
            _ => (Run<IdentityActivation, Simd512>(shape, block, values), Run<IdentityActivation, Simd256>(shape, block, values)),
        };
        Assert.Equal(wide, narrow);
        Assert.DoesNotContain(wide, double.IsNaN);
    }

    [Fact]
    public void Other_networks_go_layer_by_layer()
    {
        Assert.True(TwoLayerPropagation<double>.Fits(new NetworkShape([2, 5, 1])));
        Assert.False(TwoLayerPropagation<double>.Fits(new NetworkShape([2, 5, 1], [Activation.GELU])));
        Assert.False(TwoLayerPropagation<double>.Fits(new NetworkShape([2, 1])));
        Assert.False(TwoLayerPropagation<double>.Fits(new NetworkShape([2, 5, 5, 1])));
        Assert.False(TwoLayerPropagation<double>.Fits(NetworkShape.For(PSNeuralNet.Data.NetworkTask.MultiClass, [2, 5, 3])));
        Assert.False(TwoLayerPropagation<double>.Fits(new NetworkShape([100, 50, 1])));
        Assert.IsType<Propagation<double>>(BlockPropagation<double>.Create(new NetworkShape([2, 5, 1]), 16, hasDropout: true));
    }

    private static (SampleBlock<double> Block, AlignedBuffer<double> Values) Create(NetworkShape shape)
    {
        var random = new RandomState(11);
        var block = new SampleBlock<double>(shape.InputSize, 1, Count);
        block.Begin(Count - 3);
        for (int s = 0; s < block.Count; s++)
        {
            for (int k = 0; k < shape.InputSize; k++)
            {
                block.X[(k * block.Stride) + s] = random.StandardNormal();
            }

            block.Y[s] = s % 2;
            block.Weight[s] = 1.0 / block.Count;
        }

        return (block, new AlignedBuffer<double>([.. Enumerable.Range(0, shape.ParameterCount).Select(_ => random.StandardNormal())]));
    }

    private static (double Cost, double[] Z, double[] Gradient) Run(BlockPropagation<double> propagation, SampleBlock<double> block, AlignedBuffer<double> values)
    {
        var gradient = new AlignedBuffer<double>(values.Length);
        propagation.Forward(values.Pointer, block);
        double cost = propagation.Loss(block);
        propagation.Backward(values.Pointer, block, gradient.Pointer);
        return (cost, propagation.LastZ.ToArray(), gradient.ToArray());
    }

    private static double[] Run<TActivation, T>(NetworkShape shape, SampleBlock<double> block, AlignedBuffer<double> values)
        where TActivation : struct, IActivation
        where T : struct, ISimd<T, double>
    {
        return Math.Min(shape.InputSize, 5) switch
        {
            1 => Run<TActivation, T, InputCounts.One>(shape, block, values),
            2 => Run<TActivation, T, InputCounts.Two>(shape, block, values),
            3 => Run<TActivation, T, InputCounts.Three>(shape, block, values),
            4 => Run<TActivation, T, InputCounts.Four>(shape, block, values),
            _ => Run<TActivation, T, InputCounts.None>(shape, block, values),
        };
    }

    /// <summary>All that the two loops write.</summary>
    private static double[] Run<TActivation, T, TInputs>(NetworkShape shape, SampleBlock<double> block, AlignedBuffer<double> values)
        where TActivation : struct, IActivation
        where T : struct, ISimd<T, double>
        where TInputs : struct, IInputCount
    {
        AlignedBuffer<double> hidden = new(Units * Count), z = new(Count), dZ = new(Count), gradient = new(values.Length);
        for (int i = 0; i < Count; i++)
        {
            dZ.Span[i] = Math.Sin(i);
            hidden.Span[i] = Math.Cos(i);
        }

        var layers = new TwoLayers<double>
        {
            Weight1 = values.Pointer,
            Bias1 = values.Pointer + shape.BiasOffset(1),
            Weight2 = values.Pointer + shape.WeightOffset(2),
            Bias2 = values.Pointer + shape.BiasOffset(2),
            X = block.X,
            Hidden = hidden.Pointer,
            Z2 = z.Pointer,
            Gradient2 = dZ.Pointer,
            Inputs = shape.InputSize,
            DirectInputs = TInputs.Value,
            Units = Units,
            Stride = Count,
            Count = Count,
        };
        TwoLayerKernel<double>.Forward<TActivation, T, TInputs>(layers);
        double[] outputs = [.. hidden.ToArray(), .. z.ToArray()];
        double* target = gradient.Pointer;
        TwoLayerKernel<double>.Backward<TActivation, T, TInputs>(
            layers, target, target + shape.BiasOffset(1), target + shape.WeightOffset(2), target + shape.BiasOffset(2));
        return [.. outputs, .. hidden.ToArray(), .. gradient.ToArray()];
    }
}
