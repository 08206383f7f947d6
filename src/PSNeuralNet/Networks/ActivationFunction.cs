using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>An activation: its value and its derivative, side by side, written once for every vector width.</summary>
internal interface IActivation
{
    /// <summary>a = f(z).</summary>
    static abstract T Value<T>(T z)
        where T : struct, ISimd<T>;

    /// <summary>f'(z), given both z and a = f(z).</summary>
    static abstract T Derivative<T>(T z, T a)
        where T : struct, ISimd<T>;
}

/// <summary>An activation applied to rows of samples.</summary>
internal abstract unsafe class ActivationFunction
{
    /// <summary>a = f(z) for each of <paramref name="count"/> values.</summary>
    public abstract void Apply(double* z, double* a, int count);

    /// <summary>gradient = gradient * f'(z): the chain rule, from the layer's outputs back to its weighted sums.</summary>
    public abstract void Chain(double* z, double* a, double* gradient, int count);
}

/// <inheritdoc/>
/// <typeparam name="TActivation">The formulas.</typeparam>
internal sealed unsafe class ActivationFunction<TActivation> : ActivationFunction
    where TActivation : struct, IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(double* z, double* a, int count)
    {
        ElementKernel.Map<ValueOf>(z, a, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Chain(double* z, double* a, double* gradient, int count)
    {
        ElementKernel.Update<ChainOf>(z, a, gradient, count);
    }

    private readonly struct ValueOf : IUnaryFunction
    {
        public static T Invoke<T>(T x)
            where T : struct, ISimd<T>
        {
            return TActivation.Value(x);
        }
    }

    private readonly struct ChainOf : ITernaryFunction
    {
        public static T Invoke<T>(T x, T y, T z)
            where T : struct, ISimd<T>
        {
            return z * TActivation.Derivative(x, y);
        }
    }
}
