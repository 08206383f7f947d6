using System.Numerics;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Training;

/// <summary>State of learned feature scales between two steps.</summary>
/// <param name="Weight">The weights V of the first layer before they are scaled, units x inputs, row by row.</param>
/// <param name="Scale">The scale s of each input.</param>
/// <param name="Optimizer">Moments and step count of the scales.</param>
internal sealed record FeatureScaleState(double[] Weight, double[] Scale, OptimizerState Optimizer);

/// <summary>
/// Learned scale of each input of the first layer: W1 = V diag(s), with s = 1 at the start. With G = dL/dW1, the L2 penalty included and clipped as for other
/// weights: dV = G diag(s), ds_i = sum over the units j of V_ji G_ji. The optimizer's rule updates V with the learning rate, and s, without weight
/// decay, with the rate of the scales times that.
/// </summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class FeatureScale<TNumber>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private readonly int _units;
    private readonly int _inputs;
    private readonly int _offset;
    private readonly double _factor;
    private readonly TNumber[] _parameter;
    private readonly TNumber[] _scale;
    private readonly TNumber[] _gradient;
    private readonly UpdateRule _rule;

    private FeatureScale(TrainingOptions options, NetworkShape shape, ReadOnlySpan<double> values)
    {
        (_units, _inputs, _offset, _factor) = (shape.Units(1), shape.Inputs(1), shape.WeightOffset(1), options.FeatureScaleRate);
        _parameter = HugePages.NewArray<TNumber>(values.Length);
        NumberConversion.Convert<TNumber>(values, _parameter);
        _scale = new TNumber[_inputs];
        Array.Fill(_scale, TNumber.One);
        _gradient = new TNumber[_inputs];
        _rule = UpdateRule.Create(options with { WeightDecay = 0 }, _inputs);
    }

    /// <summary>The state.</summary>
    public FeatureScaleState State => new(NumberConversion.ToDoubles<TNumber>(Weight), NumberConversion.ToDoubles<TNumber>(_scale), _rule.State);

    // V, in the place of W1 among all weights and biases.
    private Span<TNumber> Weight => _parameter.AsSpan(_offset, _units * _inputs);

    /// <summary>The scales of a training's inputs; null where its settings have none.</summary>
    public static FeatureScale<TNumber>? Create(TrainingOptions options, NetworkShape shape, ReadOnlySpan<double> values) =>
        options.FeatureScaleRate == 0 ? null : new FeatureScale<TNumber>(options, shape, values);

    /// <summary>Continues from the state of an earlier training, which is copied.</summary>
    public void Restore(FeatureScaleState state)
    {
        NumberConversion.Convert(state.Weight, Weight);
        NumberConversion.Convert<TNumber>(state.Scale, _scale);
        _rule.Restore(state.Optimizer);
    }

    /// <summary>One update of weights, biases and scales.</summary>
    /// <param name="rule">The update rule of weights and biases.</param>
    /// <param name="values">Receives weights and biases, with W1 = V diag(s).</param>
    /// <param name="gradient">The derivatives by these. Those by W1 become those by V.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="workers">The threads that share the step.</param>
    public void Step(UpdateRule rule, Span<TNumber> values, Span<TNumber> gradient, double rate, WorkerGroup workers)
    {
        fixed (TNumber* weight = Weight, scale = _scale, sum = _gradient, w = &values[_offset], g = &gradient[_offset])
        {
            Split(weight, scale, sum, g, _units, _inputs);

            rule.Step<TNumber>(_parameter, gradient, rate, workers);
            _rule.Step<TNumber>(_scale, _gradient, rate * _factor);
            _parameter.CopyTo(values);
            Merge(scale, w, _units, _inputs);
        }
    }

    private static void Split(TNumber* weight, TNumber* scale, TNumber* sum, TNumber* gradient, int units, int inputs)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                FeatureScale<double>.Split<Simd512>((double*)weight, (double*)scale, (double*)sum, (double*)gradient, units, inputs);
            }
            else
            {
                FeatureScale<double>.Split<Simd256>((double*)weight, (double*)scale, (double*)sum, (double*)gradient, units, inputs);
            }
        }
        else if (Simd.Is512)
        {
            FeatureScale<float>.Split<Single512>((float*)weight, (float*)scale, (float*)sum, (float*)gradient, units, inputs);
        }
        else
        {
            FeatureScale<float>.Split<Single256>((float*)weight, (float*)scale, (float*)sum, (float*)gradient, units, inputs);
        }
    }

    private static void Merge(TNumber* scale, TNumber* value, int units, int inputs)
    {
        if (typeof(TNumber) == typeof(double))
        {
            if (Simd.Is512)
            {
                FeatureScale<double>.Merge<Simd512>((double*)scale, (double*)value, units, inputs);
            }
            else
            {
                FeatureScale<double>.Merge<Simd256>((double*)scale, (double*)value, units, inputs);
            }
        }
        else if (Simd.Is512)
        {
            FeatureScale<float>.Merge<Single512>((float*)scale, (float*)value, units, inputs);
        }
        else
        {
            FeatureScale<float>.Merge<Single256>((float*)scale, (float*)value, units, inputs);
        }
    }

    /// <summary>ds_i = sum over the units j of V_ji G_ji, in their order; then dV = G diag(s) in the place of G.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split<T>(TNumber* weight, TNumber* scale, TNumber* sum, TNumber* gradient, int units, int inputs)
        where T : struct, ISimd<T, TNumber>
    {
        // Two vectors of inputs at a time: their sums stay in registers, and do not wait for each other.
        int i = 0;
        for (; i + (2 * T.Lanes) <= inputs; i += 2 * T.Lanes)
        {
            TNumber* v = weight + i, g = gradient + i;
            T s0 = T.Load(scale + i), s1 = T.Load(scale + i + T.Lanes), sum0 = T.Zero, sum1 = T.Zero;
            for (int unit = 0; unit < units; unit++)
            {
                T g0 = T.Load(g), g1 = T.Load(g + T.Lanes);
                sum0 += T.Load(v) * g0;
                sum1 += T.Load(v + T.Lanes) * g1;
                (g0 * s0).Store(g);
                (g1 * s1).Store(g + T.Lanes);
                v += inputs;
                g += inputs;
            }

            sum0.Store(sum + i);
            sum1.Store(sum + i + T.Lanes);
        }

        for (; i < inputs; i++)
        {
            TNumber total = TNumber.Zero;
            for (int at = i; at < units * inputs; at += inputs)
            {
                total += weight[at] * gradient[at];
                gradient[at] *= scale[i];
            }

            sum[i] = total;
        }
    }

    /// <summary>W1 = V diag(s), in the place of V.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge<T>(TNumber* scale, TNumber* value, int units, int inputs)
        where T : struct, ISimd<T, TNumber>
    {
        int whole = inputs / T.Lanes * T.Lanes;
        for (int unit = 0; unit < units; unit++)
        {
            for (int i = 0; i < whole; i += T.Lanes)
            {
                (T.Load(value + i) * T.Load(scale + i)).Store(value + i);
            }

            for (int i = whole; i < inputs; i++)
            {
                value[i] *= scale[i];
            }

            value += inputs;
        }
    }
}
