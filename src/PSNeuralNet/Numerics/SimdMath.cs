using System.Runtime.CompilerServices;

namespace PSNeuralNet.Numerics;

/// <summary>Exponential functions on vectors, each within 2 units in the last place over the whole range.</summary>
internal static class SimdMath
{
    // To 2^52 + 2^51 a whole number is added exactly, and then stands in the low bits of the sum.
    private const double Whole = 6755399441055744.0;

    private const double TwoTo512 = 1.3407807929942597e154;

    // 16 / ln 2, and ln 2 / 16 in two parts.
    private const double SixteenthsOfLn2 = 23.083120654223414;
    private const double SixteenthHigh = 0.04332169878499658;
    private const double SixteenthLow = 1.4494042586539372e-18;

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
        // The result, 2^512 times too large or too small, is always a normal number.
        T n = T.IfNegative(x, T.Broadcast(Whole + (16 * 512)), T.Broadcast(Whole - (16 * 512)));
        T factor = T.IfNegative(x, T.Broadcast(1 / TwoTo512), T.Broadcast(TwoTo512));
        (T scale, T rest) = Expand(T.AtLeast(T.Broadcast(-746), T.AtMost(T.Broadcast(710), x)), n);
        return T.MultiplyAdd(scale, rest, scale) * factor;
    }

    /// <summary>e^-|x|, for which one factor is enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpOfNegative<T>(T x)
        where T : struct, ISimd<T>
    {
        (T scale, T rest) = Expand(-T.AtMost(T.Broadcast(746), T.Abs(x)), T.Broadcast(Whole + (16 * 512)));
        return T.MultiplyAdd(scale, rest, scale) * T.Broadcast(1 / TwoTo512);
    }

    /// <summary>tanh x = e / (e + 2) with e = e^2x - 1, which is exact to the last digits near 0, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, ISimd<T>
    {
        // tanh 20 rounds to 1.
        T magnitude = T.AtMost(T.Broadcast(20), T.Abs(x));
        (T scale, T rest) = Expand(magnitude + magnitude, T.Broadcast(Whole));
        T e = T.MultiplyAdd(scale, rest, scale - T.Broadcast(1));

        // What rounding added to the divisor is taken off the quotient q, by q (1 - q) / 2 times that, as 1 / (e + 2) is (1 - q) / 2.
        T two = T.Broadcast(2);
        T divisor = e + two;
        T missing = T.AtMost(two, e) - (divisor - T.AtLeast(two, e));
        T quotient = e / divisor;
        T share = T.MultiplyAdd(quotient, T.Broadcast(-0.5), T.Broadcast(0.5));
        return T.CopySign(T.MultiplyAdd(-(missing * quotient), share, quotient), x);
    }

    /// <summary>1 / (1 + e^-x), from e^-|x|: no overflow, full precision on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : struct, ISimd<T>
    {
        T one = T.Broadcast(1);
        T e = ExpOfNegative(x);
        return T.IfNegative(x, e, one) / (one + e);
    }

    /// <summary>
    /// ln(1 + x) for 0 to 1: with a = j/15 near x, ln(1 + a) + ln(1 + r) where r = (x - a) / (1 + a), at most 1/30, and
    /// ln(1 + r) = r + r^2 q(r) with a polynomial that interpolates (ln(1 + r) - r) / r^2 (error below 2^-58 of r).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1POfUnit<T>(T x)
        where T : struct, ISimd<T>
    {
        T sum = T.MultiplyAdd(x, T.Broadcast(15), T.Broadcast(Whole));
        T a = sum - T.Broadcast(Whole);
        T r = T.MultiplyAdd(a, T.Broadcast(-1.0 / 15), x) * T.Pick<SimdTables.Reciprocal>(sum);
        T square = r * r;
        T low = T.MultiplyAdd(r, T.Broadcast(0.33333333333332843), T.Broadcast(-0.5));
        T middle = T.MultiplyAdd(r, T.Broadcast(0.20000000005875068), T.Broadcast(-0.2499999999999955));
        T high = T.MultiplyAdd(r, T.Broadcast(0.1428569527314198), T.Broadcast(-0.16666666672052288));
        T top = T.MultiplyAdd(r, T.Broadcast(0.1113389327139608), T.Broadcast(-0.12499982571388397));
        top = T.MultiplyAdd(square, T.Broadcast(-0.10020884030070827), top);
        high = T.MultiplyAdd(square, top, high);
        middle = T.MultiplyAdd(square, high, middle);
        low = T.MultiplyAdd(square, middle, low);
        return T.MultiplyAdd(square, low, r) + T.Pick<SimdTables.Log>(sum);
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

    /// <summary>
    /// e^x = scale (1 + rest): with n the nearest whole number to 16 x / ln 2, scale is 2^(n/16), from a table and the exponent, and
    /// rest is e^r - 1 for what is left of x, at most ln 2 / 32: r + r^2 q(r) with a polynomial that interpolates (e^r - 1 - r) / r^2
    /// (error below 2^-58 of r).
    /// </summary>
    /// <param name="x">Where.</param>
    /// <param name="whole">2^52 + 2^51, and 16 times the power of 2 that the scale gets besides.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Scale, T Growth) Expand<T>(T x, T whole)
        where T : struct, ISimd<T>
    {
        T sum = T.MultiplyAdd(x, T.Broadcast(SixteenthsOfLn2), whole);
        T n = sum - whole;
        T r = T.MultiplyAdd(n, T.Broadcast(-SixteenthHigh), x);
        T square = r * r;
        T low = T.MultiplyAdd(r, T.Broadcast(0.16666666666666669), T.Broadcast(0.5));
        T middle = T.MultiplyAdd(r, T.Broadcast(0.008333333332990724), T.Broadcast(0.04166666666358317));
        T high = T.MultiplyAdd(r, T.Broadcast(0.00019841464175558392), T.Broadcast(0.0013889063789935463));
        middle = T.MultiplyAdd(square, high, middle);
        low = T.MultiplyAdd(square, middle, low);

        // The small parts first: r itself is exact where the result is near 0.
        T correction = T.MultiplyAdd(n, T.Broadcast(-SixteenthLow), T.Pick<SimdTables.RootRest>(sum));
        correction = T.MultiplyAdd(correction, r, correction);
        T rest = r + T.MultiplyAdd(square, low, correction);
        return (T.ScaleBySixteenths(T.Pick<SimdTables.Root>(sum), sum), rest);
    }
}
