using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = tanh z, a' = 1 - a^2.</summary>
internal readonly struct TanhActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        return SimdMath.Tanh(z, terms);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        return T.Broadcast(1) - (a * a);
    }
}
