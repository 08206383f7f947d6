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
internal sealed unsafe class FeatureScale
{
    private readonly int _units;
    private readonly int _inputs;
    private readonly int _offset;
    private readonly double _factor;
    private readonly double[] _weight;
    private readonly double[] _scale;
    private readonly double[] _gradient;
    private readonly UpdateRule _rule;

    private FeatureScale(TrainingOptions options, NetworkShape shape, ReadOnlySpan<double> values)
    {
        (_units, _inputs, _offset, _factor) = (shape.Units(1), shape.Inputs(1), shape.WeightOffset(1), options.FeatureScaleRate);
        _weight = values.Slice(_offset, _units * _inputs).ToArray();
        _scale = new double[_inputs];
        Array.Fill(_scale, 1);
        _gradient = new double[_inputs];
        _rule = UpdateRule.Create(options with { WeightDecay = 0 }, _inputs);
    }

    /// <summary>The state; the arrays change with the next step.</summary>
    public FeatureScaleState State => new(_weight, _scale, _rule.State);

    /// <summary>The scales of a training's inputs; null where its settings have none.</summary>
    public static FeatureScale? Create(TrainingOptions options, NetworkShape shape, ReadOnlySpan<double> values) =>
        options.FeatureScaleRate == 0 ? null : new FeatureScale(options, shape, values);

    /// <summary>Continues from the state of an earlier training, which is copied.</summary>
    public void Restore(FeatureScaleState state)
    {
        state.Weight.CopyTo(_weight, 0);
        state.Scale.CopyTo(_scale, 0);
        _rule.Restore(state.Optimizer);
    }

    /// <summary>One update of weights, biases and scales.</summary>
    /// <param name="rule">The update rule of weights and biases.</param>
    /// <param name="values">Weights and biases, with W1 = V diag(s) before and after.</param>
    /// <param name="gradient">Their derivatives. Those of W1 become those of V.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="workers">The threads that share the step.</param>
    public void Step(UpdateRule rule, Span<double> values, Span<double> gradient, double rate, WorkerGroup workers)
    {
        Array.Clear(_gradient);
        fixed (double* w = &values[_offset], g = &gradient[_offset])
        {
            Split(w, g);
            rule.Step(values, gradient, rate, workers);
            _rule.Step(_scale, _gradient, rate * _factor);
            Merge(w);
        }
    }

    private void Split(double* values, double* gradient)
    {
        fixed (double* weight = _weight, scale = _scale, sum = _gradient)
        {
            for (int unit = 0; unit < _units; unit++)
            {
                int row = unit * _inputs;
                if (Simd.Is512)
                {
                    Split<Simd512>(weight + row, scale, sum, values + row, gradient + row, _inputs);
                }
                else
                {
                    Split<Simd256>(weight + row, scale, sum, values + row, gradient + row, _inputs);
                }
            }
        }
    }

    private void Merge(double* values)
    {
        fixed (double* weight = _weight, scale = _scale)
        {
            for (int unit = 0; unit < _units; unit++)
            {
                int row = unit * _inputs;
                new ReadOnlySpan<double>(values + row, _inputs).CopyTo(new Span<double>(weight + row, _inputs));
                if (Simd.Is512)
                {
                    Merge<Simd512>(scale, values + row, _inputs);
                }
                else
                {
                    Merge<Simd256>(scale, values + row, _inputs);
                }
            }
        }
    }

    /// <summary>Of one unit: adds V G to ds, and puts dV and V in the places of G and W1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split<T>(double* weight, double* scale, double* sum, double* value, double* gradient, int count)
        where T : struct, ISimd<T>
    {
        int whole = count / T.Lanes * T.Lanes;
        for (int i = 0; i < whole; i += T.Lanes)
        {
            T v = T.Load(weight + i), g = T.Load(gradient + i);
            (T.Load(sum + i) + (v * g)).Store(sum + i);
            (g * T.Load(scale + i)).Store(gradient + i);
            v.Store(value + i);
        }

        for (int i = whole; i < count; i++)
        {
            sum[i] += weight[i] * gradient[i];
            gradient[i] *= scale[i];
            value[i] = weight[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge<T>(double* scale, double* value, int count)
        where T : struct, ISimd<T>
    {
        int whole = count / T.Lanes * T.Lanes;
        for (int i = 0; i < whole; i += T.Lanes)
        {
            (T.Load(value + i) * T.Load(scale + i)).Store(value + i);
        }

        for (int i = whole; i < count; i++)
        {
            value[i] *= scale[i];
        }
    }
}
