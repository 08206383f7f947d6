using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = z where z is positive, else 0.01 z; a' = 1 or 0.01.</summary>
internal readonly struct LeakyReLUActivation : IActivation
{
    public static ActivationCode Code => new()
    {
        PowerShell = "{ if ($value -lt 0) { $value *= 0.01 } }",
        CSharp = "return z < 0 ? 0.01 * z : z;",
        JavaScript = "(z) => (z < 0 ? 0.01 * z : z)",
        // Not ONNX's LeakyRelu, which ONNX Runtime has in single precision only.
        Onnx = """
            low = Mul(z, slope: 0.01)
            a = Max(z, low)
            """,
    };

    public static bool IsSmooth => false;

    private const double Slope = 0.01;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, T exponential, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => T.IfNegative(z, z * T.Broadcast(Slope), z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => T.IfNegative(-a, T.Broadcast(1), T.Broadcast(Slope));
}
