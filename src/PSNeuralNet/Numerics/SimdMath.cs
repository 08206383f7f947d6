using System.Runtime.CompilerServices;

namespace PSNeuralNet.Numerics;

/// <summary>Exponential functions on vectors, each within 2 units in the last place over the whole range.</summary>
internal static class SimdMath
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts; the high one has trailing zeros, so that its product with a whole number is exact.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;

    private static ReadOnlySpan<double> ErfcCoefficients =>
    [
        -1.3026537197817094342, 0.6419697923564902603, 0.019476473204185836312,
        -0.0095615147868086316419, -0.0009465953444820368663, 0.00036683949785276145187,
        0.000042523324806907771645, -0.000020278578112534243154, -1.6242900046470255135e-6,
        1.3036558355805232018e-6, 1.5626441722066143178e-8, -8.5238095914926542525e-8,
        6.5290544390988514964e-9, 5.0593434955514689418e-9, -9.9136415649303308674e-10,
        -2.2736512229318358557e-10, 9.646791102015526802e-11, 2.3940380830391147447e-12,
        -6.8860275264975533984e-12, 8.9448792730907257167e-13, 3.1309213993429580783e-13,
        -1.1270822361367252366e-13, 3.8109052551892320552e-16, 7.1060976136092369878e-15,
        -1.5230282014571043043e-15, -9.4574945712912340005e-17, 1.2102371892242789923e-16,
    ];

    /// <summary>e^x. Overflows to infinity above 709.78, falls through the subnormals to 0 below -745.13.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, ISimd<T>
    {
        x = T.AtLeast(T.Broadcast(-746), T.AtMost(T.Broadcast(710), x));
        T power = Reduce(x, out T r);

        // 1 + r + rest, with what rounding takes from 1 + r given back.
        T one = T.Broadcast(1);
        T sum = one + r;
        T value = sum + (one - sum + r + SeriesFromSquare(r));

        // Two factors, since 2^power itself may be no normal number where the result still is one.
        T half = T.Round(power * T.Broadcast(0.5));
        return value * T.PowerOfTwo(half) * T.PowerOfTwo(power - half);
    }

    /// <summary>
    /// tanh x. Beyond 0.55 it is 1 - 2e / (1 + e) with e = e^(-2|x|), where the errors of the quotient are small beside 1;
    /// nearer to 0 it is x - x s C(s) / A(s), s = x^2, Lambert's continued fraction 1 + s / (3 + s / (5 + ... s / 15)) turned
    /// into one quotient, where likewise x is the large part. One division serves both.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, ISimd<T>
    {
        T one = T.Broadcast(1);

        // tanh 20 rounds to 1.
        T magnitude = T.AtMost(T.Broadcast(20), T.Abs(x));
        T power = Reduce(magnitude * T.Broadcast(-2), out T r);
        T scale = T.PowerOfTwo(power);
        T e = T.MultiplyAdd(scale, r + SeriesFromSquare(r), scale);

        T s = magnitude * magnitude;
        T c = T.MultiplyAdd(T.MultiplyAdd(T.MultiplyAdd(one, s, T.Broadcast(594)), s, T.Broadcast(45045)), s, T.Broadcast(675675));
        T a = T.MultiplyAdd(
            T.MultiplyAdd(T.MultiplyAdd(T.MultiplyAdd(one, s, T.Broadcast(630)), s, T.Broadcast(51975)), s, T.Broadcast(945945)), s, T.Broadcast(2027025));

        T isLarge = T.Broadcast(0.55) - magnitude;
        T quotient = T.IfNegative(isLarge, e + e, magnitude * s * c) / T.IfNegative(isLarge, e + one, a);
        return T.CopySign(T.IfNegative(isLarge, one, magnitude) - quotient, x);
    }

    /// <summary>1 / (1 + e^-x), from e^-|x|: no overflow, full precision on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : struct, ISimd<T>
    {
        T one = T.Broadcast(1);
        T e = Exp(-T.Abs(x));
        return T.IfNegative(x, e, one) / (one + e);
    }

    /// <summary>ln(1 + x) for 0 to 1: 2 artanh(x / (2 + x)), as its series in s^2 (at most 1/9), in two sums as above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1POfUnit<T>(T x)
        where T : struct, ISimd<T>
    {
        T s = x / (x + T.Broadcast(2));
        T square = s * s;
        T fourth = square * square;
        T even = T.Broadcast(1.0 / 33);
        T odd = T.Broadcast(1.0 / 31);
        even = T.MultiplyAdd(even, fourth, T.Broadcast(1.0 / 29));
        odd = T.MultiplyAdd(odd, fourth, T.Broadcast(1.0 / 27));
        even = T.MultiplyAdd(even, fourth, T.Broadcast(1.0 / 25));
        odd = T.MultiplyAdd(odd, fourth, T.Broadcast(1.0 / 23));
        even = T.MultiplyAdd(even, fourth, T.Broadcast(1.0 / 21));
        odd = T.MultiplyAdd(odd, fourth, T.Broadcast(1.0 / 19));
        even = T.MultiplyAdd(even, fourth, T.Broadcast(1.0 / 17));
        odd = T.MultiplyAdd(odd, fourth, T.Broadcast(1.0 / 15));
        even = T.MultiplyAdd(even, fourth, T.Broadcast(1.0 / 13));
        odd = T.MultiplyAdd(odd, fourth, T.Broadcast(1.0 / 11));
        even = T.MultiplyAdd(even, fourth, T.Broadcast(1.0 / 9));
        odd = T.MultiplyAdd(odd, fourth, T.Broadcast(1.0 / 7));
        even = T.MultiplyAdd(even, fourth, T.Broadcast(1.0 / 5));
        odd = T.MultiplyAdd(odd, fourth, T.Broadcast(1.0 / 3));
        T rest = T.MultiplyAdd(even, square, odd) * square;
        T twice = s + s;
        return T.MultiplyAdd(twice, rest, twice);
    }

    /// <summary>The standard normal distribution Phi(z) = erfc(-z / sqrt 2) / 2, to about 1e-15.</summary>
    /// <remarks>
    /// With x = |z| / sqrt 2 and t = 2 / (2 + x), erfc x = t e^(p - x^2), where p is a series of Chebyshev polynomials in 2t - 1
    /// (the form is that of N. Schonfelder, 1978; the coefficients were computed with 60 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NormalDistribution<T>(T z)
        where T : struct, ISimd<T>
    {
        T x = T.Abs(z) * T.Broadcast(0.7071067811865476);
        T t = T.Broadcast(2) / (x + T.Broadcast(2));
        T twice = T.MultiplyAdd(t, T.Broadcast(4), T.Broadcast(-2));

        // Clenshaw's recurrence.
        T next = T.Zero, sum = T.Zero;
        ReadOnlySpan<double> coefficients = ErfcCoefficients;
        for (int i = coefficients.Length - 1; i > 0; i--)
        {
            T current = T.MultiplyAdd(twice, sum, T.Broadcast(coefficients[i]) - next);
            next = sum;
            sum = current;
        }

        T p = T.MultiplyAdd(twice * T.Broadcast(0.5), sum, T.Broadcast(coefficients[0] / 2) - next);
        T half = T.Broadcast(0.5) * t * Exp(p - (x * x));
        return T.IfNegative(z, half, T.Broadcast(1) - half);
    }

    /// <summary>Splits x into power * ln 2 + r, with a whole power and |r| at most ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, out T r)
        where T : struct, ISimd<T>
    {
        T power = T.Round(x * T.Broadcast(Log2E));
        r = T.MultiplyAdd(power, T.Broadcast(-Ln2High), x);
        r = T.MultiplyAdd(power, T.Broadcast(-Ln2Low), r);
        return power;
    }

    /// <summary>
    /// e^r - 1 - r for |r| at most ln 2 / 2: the series from r^2 / 2! to r^13 / 13!, whose rest is below 2^-57. Even and odd
    /// powers are summed side by side, which the processor does at the same time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SeriesFromSquare<T>(T r)
        where T : struct, ISimd<T>
    {
        T square = r * r;
        T even = T.Broadcast(1.0 / 479001600);
        T odd = T.Broadcast(1.0 / 6227020800);
        even = T.MultiplyAdd(even, square, T.Broadcast(1.0 / 3628800));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(1.0 / 39916800));
        even = T.MultiplyAdd(even, square, T.Broadcast(1.0 / 40320));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(1.0 / 362880));
        even = T.MultiplyAdd(even, square, T.Broadcast(1.0 / 720));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(1.0 / 5040));
        even = T.MultiplyAdd(even, square, T.Broadcast(1.0 / 24));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(1.0 / 120));
        even = T.MultiplyAdd(even, square, T.Broadcast(1.0 / 2));
        odd = T.MultiplyAdd(odd, square, T.Broadcast(1.0 / 6));
        return square * T.MultiplyAdd(odd, r, even);
    }
}
