using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>Loops of an activation over rows of samples.</summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal abstract unsafe class ActivationKernel<TNumber>
    where TNumber : unmanaged
{
    /// <summary>a = f(z) for each of <paramref name="count"/> values.</summary>
    public abstract void Apply(TNumber* z, TNumber* a, int count);

    /// <summary>gradient = gradient * f'(z): the chain rule, from the layer's outputs back to its weighted sums.</summary>
    public abstract void Chain(TNumber* z, TNumber* a, TNumber* gradient, int count);

    /// <inheritdoc cref="TwoLayerKernel{TNumber}.Forward"/>
    public abstract void Forward(in TwoLayers<TNumber> layers);

    /// <inheritdoc cref="TwoLayerKernel{TNumber}.Backward"/>
    public abstract void Backward(in TwoLayers<TNumber> layers, TNumber* dW1, TNumber* db1, TNumber* dW2, TNumber* db2);
}

/// <inheritdoc/>
/// <typeparam name="TActivation">The formulas.</typeparam>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal sealed unsafe class ActivationKernel<TActivation, TNumber> : ActivationKernel<TNumber>
    where TActivation : struct, IActivation
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    public override void Apply(TNumber* z, TNumber* a, int count) => ElementKernel<TNumber>.Map<TActivation>(z, a, count);

    public override void Chain(TNumber* z, TNumber* a, TNumber* gradient, int count) => ElementKernel<TNumber>.Update<ChainOf>(z, a, gradient, count);

    public override void Forward(in TwoLayers<TNumber> layers)
    {
        switch (layers.DirectInputs)
        {
            case 0: Forward<InputCounts.None>(layers); break;
            case 1: Forward<InputCounts.One>(layers); break;
            case 2: Forward<InputCounts.Two>(layers); break;
            case 3: Forward<InputCounts.Three>(layers); break;
            default: Forward<InputCounts.Four>(layers); break;
        }
    }

    public override void Backward(in TwoLayers<TNumber> layers, TNumber* dW1, TNumber* db1, TNumber* dW2, TNumber* db2)
    {
        switch (layers.DirectInputs)
        {
            case 0: Backward<InputCounts.None>(layers, dW1, db1, dW2, db2); break;
            case 1: Backward<InputCounts.One>(layers, dW1, db1, dW2, db2); break;
            case 2: Backward<InputCounts.Two>(layers, dW1, db1, dW2, db2); break;
            case 3: Backward<InputCounts.Three>(layers, dW1, db1, dW2, db2); break;
            default: Backward<InputCounts.Four>(layers, dW1, db1, dW2, db2); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TInputs>(in TwoLayers<TNumber> layers)
        where TInputs : struct, IInputCount
    {
        if (typeof(TNumber) == typeof(double))
        {
            ref readonly TwoLayers<double> doubles = ref As<double>(layers);
            if (Simd.Is512)
            {
                TwoLayerKernel<double>.Forward<TActivation, Simd512, TInputs>(doubles);
            }
            else
            {
                TwoLayerKernel<double>.Forward<TActivation, Simd256, TInputs>(doubles);
            }

            return;
        }

        ref readonly TwoLayers<float> singles = ref As<float>(layers);
        if (Simd.Is512)
        {
            TwoLayerKernel<float>.Forward<TActivation, Single512, TInputs>(singles);
        }
        else
        {
            TwoLayerKernel<float>.Forward<TActivation, Single256, TInputs>(singles);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<TInputs>(in TwoLayers<TNumber> layers, TNumber* dW1, TNumber* db1, TNumber* dW2, TNumber* db2)
        where TInputs : struct, IInputCount
    {
        if (typeof(TNumber) == typeof(double))
        {
            ref readonly TwoLayers<double> doubles = ref As<double>(layers);
            if (Simd.Is512)
            {
                TwoLayerKernel<double>.Backward<TActivation, Simd512, TInputs>(doubles, (double*)dW1, (double*)db1, (double*)dW2, (double*)db2);
            }
            else
            {
                TwoLayerKernel<double>.Backward<TActivation, Simd256, TInputs>(doubles, (double*)dW1, (double*)db1, (double*)dW2, (double*)db2);
            }

            return;
        }

        ref readonly TwoLayers<float> singles = ref As<float>(layers);
        if (Simd.Is512)
        {
            TwoLayerKernel<float>.Backward<TActivation, Single512, TInputs>(singles, (float*)dW1, (float*)db1, (float*)dW2, (float*)db2);
        }
        else
        {
            TwoLayerKernel<float>.Backward<TActivation, Single256, TInputs>(singles, (float*)dW1, (float*)db1, (float*)dW2, (float*)db2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly TwoLayers<T> As<T>(in TwoLayers<TNumber> layers)
        where T : unmanaged => ref Unsafe.As<TwoLayers<TNumber>, TwoLayers<T>>(ref Unsafe.AsRef(in layers));

    private readonly struct ChainOf : ITernaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<T>(T x, T y, T z, in SimdTerms<T> terms)
            where T : struct, ISimd<T> => z * TActivation.Derivative(x, y, terms);
    }
}
