using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = e^z, where z above 700 counts as 700, so that sums of it stay finite; a' = a. For output layers only.</summary>
internal readonly struct ExpActivation : IActivation
{
    public static ActivationCode Code => new()
    {
        PowerShell = "{ $value = [System.Math]::Exp([System.Math]::Min($value, 700.0)) }",
        CSharp = "return Math.Exp(Math.Min(z, 700));",
        JavaScript = "(z) => Math.exp(Math.min(z, 700))",
        Onnx = """
            limited = Min(z, limit: 700 or 88)
            a = Exp(limited)
            """,
    };

    public static bool IsForHidden => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, T exponential, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => SimdMath.Exp(T.AtMost(T.Broadcast(700), z), terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => a;
}
