using System.Runtime.CompilerServices;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = z Phi(z), a' = Phi(z) + z phi(z), with the standard normal distribution and its density.</summary>
internal readonly struct GeluActivation : IActivation
{
    public static bool IsDerivedFromOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, T exponential, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        return z * SimdMath.NormalDistribution(z, terms);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T density = T.Broadcast(0.3989422804014327) * SimdMath.ExpOfNegative(z * z * T.Broadcast(0.5), terms);
        return T.MultiplyAdd(z, density, SimdMath.NormalDistribution(z, terms));
    }
}
