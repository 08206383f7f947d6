using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = tanh z, a' = 1 - a^2.</summary>
internal readonly struct TanhActivation : IActivation
{
    public static ActivationCode Code => new()
    {
        PowerShell = "{ $value = [System.Math]::Tanh($value) }",
        CSharp = "return Math.Tanh(z);",
        JavaScript = "Math.tanh",
        Onnx = "a = Tanh(z)",
    };

    public static bool IsExponential => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Half, T Sum) Reduce<T>(T z, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => SimdMath.ReduceMagnitude(z, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exponential<T>(T half, T sum, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => SimdMath.HalfOfExpM1(half, sum, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, T exponential, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => SimdMath.TanhOf(exponential, z, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => T.Broadcast(1) - (a * a);
}
