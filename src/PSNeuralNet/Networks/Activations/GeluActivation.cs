using PSNeuralNet.Numerics;

namespace PSNeuralNet.Networks;

/// <summary>a = z Phi(z), a' = Phi(z) + z phi(z), with the standard normal distribution and its density.</summary>
internal readonly struct GeluActivation : IActivation
{
    public static ActivationCode Code => new()
    {
        Remark = "z times the normal distribution, by Marsaglia's series.",
        PowerShell = """
            {
                # z times the normal distribution, by Marsaglia's series.
                $sum = $term = $value
                for ($k = 3; $sum + $term -ne $sum -and [System.Math]::Abs($value) -le 9; $k += 2) { $term *= $value * $value / $k; $sum += $term }
                $share = 0.5 + $sum * [System.Math]::Exp(-0.5 * $value * $value) / [System.Math]::Sqrt(2 * [System.Math]::PI)
                $value *= $(if ($value -lt -9) { 0.0 } elseif ($value -gt 9) { 1.0 } else { $share })
            }
            """,
        CSharp = """
            if (Math.Abs(z) > 9)
            {
                return z < 0 ? 0 : z;
            }

            double sum = z, term = z;
            for (int k = 3; sum + term != sum; k += 2)
            {
                term *= z * z / k;
                sum += term;
            }

            return z * (0.5 + (sum * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI)));
            """,
        JavaScript = """
            (z) => {
              // z times the normal distribution, by Marsaglia's series.
              if (Math.abs(z) > 9) {
                return z < 0 ? 0 : z;
              }
              let sum = z;
              for (let term = z, k = 3; sum + term !== sum; k += 2) {
                term *= (z * z) / k;
                sum += term;
              }
              return z * (0.5 + (sum * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI));
            }
            """,

        // z (1 + erf(z / sqrt 2)) / 2; ONNX Runtime has erf in single precision only.
        Onnx = """
            x = Mul(z, root_half: 0.7071067811865476)
            float = Cast(x, Float)
            erf = Erf(float)
            real = Cast(erf, Real)
            sum = Add(real, one: 1)
            share = Mul(sum, half: 0.5)
            a = Mul(z, share)
            """,
    };

    public static bool IsDerivedFromOutput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T z, T exponential, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => z * SimdMath.NormalDistribution(z, terms);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Derivative<T>(T z, T a, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T density = T.Broadcast(0.3989422804014327) * SimdMath.ExpOfNegative(z * z * T.Broadcast(0.5), terms);
        return T.MultiplyAdd(z, density, SimdMath.NormalDistribution(z, terms));
    }
}
