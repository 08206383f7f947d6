using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>An activation: its value and its derivative, side by side, written once for every vector width.</summary>
internal interface IActivation : IUnaryFunction
{
    /// <summary>The formula in each export language.</summary>
    static abstract ActivationCode Code { get; }

    /// <summary>True when f'(z) follows from a alone, so that z is not needed.</summary>
    static virtual bool IsDerivedFromOutput => true;

    /// <summary>True when f' has no corner, so that differences over a large step approximate it; the gradient check uses this.</summary>
    static virtual bool IsSmooth => true;

    /// <summary>True when hidden layers can have it; false for output layers only.</summary>
    static virtual bool IsForHidden => true;

    /// <summary>f'(z), given both z and a = f(z).</summary>
    static abstract T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T>;
}

/// <summary>Activation function, applied to rows of samples.</summary>
internal abstract unsafe class ActivationFunction
{
    /// <inheritdoc cref="IActivation.Code"/>
    public abstract ActivationCode Code { get; }

    /// <inheritdoc cref="IActivation.IsDerivedFromOutput"/>
    public abstract bool IsDerivedFromOutput { get; }

    /// <inheritdoc cref="IActivation.IsSmooth"/>
    public abstract bool IsSmooth { get; }

    /// <inheritdoc cref="IActivation.IsForHidden"/>
    public abstract bool IsForHidden { get; }

    /// <summary>a = f(z) for each of <paramref name="count"/> values.</summary>
    public abstract void Apply(double* z, double* a, int count);

    /// <summary>gradient = gradient * f'(z): the chain rule, from the layer's outputs back to its weighted sums.</summary>
    public abstract void Chain(double* z, double* a, double* gradient, int count);

    /// <inheritdoc cref="TwoLayerKernel.Forward"/>
    public abstract void Forward(in TwoLayers layers);

    /// <inheritdoc cref="TwoLayerKernel.Backward"/>
    public abstract void Backward(in TwoLayers layers, double* dW1, double* db1, double* dW2, double* db2);
}

/// <inheritdoc/>
/// <typeparam name="TActivation">The formulas.</typeparam>
internal sealed unsafe class ActivationFunction<TActivation> : ActivationFunction
    where TActivation : struct, IActivation
{
    public override ActivationCode Code => TActivation.Code;

    public override bool IsDerivedFromOutput => TActivation.IsDerivedFromOutput;

    public override bool IsSmooth => TActivation.IsSmooth;

    public override bool IsForHidden => TActivation.IsForHidden;

    public override void Apply(double* z, double* a, int count) => ElementKernel.Map<TActivation>(z, a, count);

    public override void Chain(double* z, double* a, double* gradient, int count) => ElementKernel.Update<ChainOf>(z, a, gradient, count);

    public override void Forward(in TwoLayers layers)
    {
        switch (layers.DirectInputs)
        {
            case 0: Forward<TwoLayerKernel.None>(layers); break;
            case 1: Forward<TwoLayerKernel.One>(layers); break;
            case 2: Forward<TwoLayerKernel.Two>(layers); break;
            case 3: Forward<TwoLayerKernel.Three>(layers); break;
            default: Forward<TwoLayerKernel.Four>(layers); break;
        }
    }

    public override void Backward(in TwoLayers layers, double* dW1, double* db1, double* dW2, double* db2)
    {
        switch (layers.DirectInputs)
        {
            case 0: Backward<TwoLayerKernel.None>(layers, dW1, db1, dW2, db2); break;
            case 1: Backward<TwoLayerKernel.One>(layers, dW1, db1, dW2, db2); break;
            case 2: Backward<TwoLayerKernel.Two>(layers, dW1, db1, dW2, db2); break;
            case 3: Backward<TwoLayerKernel.Three>(layers, dW1, db1, dW2, db2); break;
            default: Backward<TwoLayerKernel.Four>(layers, dW1, db1, dW2, db2); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TInputs>(in TwoLayers layers)
        where TInputs : struct, IInputCount
    {
        if (Simd.Is512)
        {
            TwoLayerKernel.Forward<TActivation, Simd512, TInputs>(layers);
        }
        else
        {
            TwoLayerKernel.Forward<TActivation, Simd256, TInputs>(layers);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<TInputs>(in TwoLayers layers, double* dW1, double* db1, double* dW2, double* db2)
        where TInputs : struct, IInputCount
    {
        if (Simd.Is512)
        {
            TwoLayerKernel.Backward<TActivation, Simd512, TInputs>(layers, dW1, db1, dW2, db2);
        }
        else
        {
            TwoLayerKernel.Backward<TActivation, Simd256, TInputs>(layers, dW1, db1, dW2, db2);
        }
    }

    private readonly struct ChainOf : ITernaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Invoke<T>(T x, T y, T z, in SimdTerms<T> terms)
            where T : struct, ISimd<T> => z * TActivation.Derivative(x, y, terms);
    }
}
