using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = 1 / (1 + e^-z), a' = a (1 - a).</summary>
internal readonly struct SigmoidActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        return SimdMath.Sigmoid(z, terms);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        return a * (T.Broadcast(1) - a);
    }
}
