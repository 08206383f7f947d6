using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = z, a' = 1.</summary>
internal readonly struct IdentityActivation : IActivation
{
    public static ActivationCode Code => new()
    {
        PowerShell = "{ }",
        CSharp = "return z;",
        JavaScript = "(z) => z",
        Onnx = "",
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, T exponential, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => T.Broadcast(1);
}
