using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = tanh z, a' = 1 - a^2.</summary>
internal readonly struct TanhActivation : IActivation
{
    public static bool IsExponential => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Half, T Sum) Reduce<T>(T z, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        return SimdMath.ReduceMagnitude(z, terms);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exponential<T>(T half, T sum, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        return SimdMath.HalfOfExpM1(half, sum, terms);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, T exponential, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        return SimdMath.TanhOf(exponential, z, terms);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        return T.Broadcast(1) - (a * a);
    }
}
