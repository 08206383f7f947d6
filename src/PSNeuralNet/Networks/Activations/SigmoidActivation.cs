using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = 1 / (1 + e^-z), a' = a (1 - a).</summary>
internal readonly struct SigmoidActivation : IActivation
{
    public static ActivationCode Code => new()
    {
        PowerShell = "{ $e = [System.Math]::Exp(-[System.Math]::Abs($value)); $value = $(if ($value -lt 0) { $e } else { 1.0 }) / (1 + $e) }",
        CSharp = "return (z < 0 ? Math.Exp(z) : 1) / (1 + Math.Exp(-Math.Abs(z)));",
        JavaScript = "(z) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)))",
        Onnx = "a = Sigmoid(z)",
    };

    public static bool IsExponential => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Half, T Sum) Reduce<T>(T z, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => SimdMath.ReduceNegative(z, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exponential<T>(T half, T sum, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => SimdMath.ExpOfReduced(half, sum, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, T exponential, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => SimdMath.SigmoidOf(exponential, z, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => a * (T.Broadcast(1) - a);
}
