using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = max(z, 0), a' = 1 where z is positive, else 0.</summary>
internal readonly struct ReLUActivation : IActivation
{
    public static ActivationCode Code => new()
    {
        PowerShell = "{ $value = [System.Math]::Max(0.0, $value) }",
        CSharp = "return Math.Max(0, z);",
        JavaScript = "(z) => Math.max(0, z)",
        Onnx = "a = Relu(z)",
    };

    public static bool IsSmooth => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, T exponential, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => T.AtLeast(T.Zero, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => T.IfNegative(-a, T.Broadcast(1), T.Zero);
}
