using System.Runtime.CompilerServices;

namespace PSNeuralNet.Numerics;

/// <summary>Exponential functions on vectors, each within 2 units in the last place over the whole range.</summary>
internal static class SimdMath
{
    private const double TwoTo512 = 1.3407807929942597e154;

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
    public static T Exp<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        // The result, 2^512 times too large or too small, is always a normal number.
        T whole = T.IfNegative(x, terms.WholeAbove, T.Broadcast(SimdTables.Whole - (4 * 512)));
        T factor = T.IfNegative(x, terms.Tiny, T.Broadcast(TwoTo512));
        (T scale, T rest) = Expand(T.AtLeast(T.Broadcast(-746), T.AtMost(T.Broadcast(710), x)) * terms.Half, whole, terms);
        return T.MultiplyAdd(scale, rest, scale) * factor;
    }

    /// <summary>e^-|x|, for which one factor is enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpOfNegative<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        (T scale, T rest) = Expand(T.AtMost(terms.ExpLimit, T.And(terms.Magnitude, x)) * terms.MinusHalf, terms.WholeAbove, terms);
        return T.MultiplyAdd(scale, rest, scale) * terms.Tiny;
    }

    /// <summary>tanh x = e / (e + 2) with e = e^2x - 1, which is exact to the last digits near 0, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T magnitude = T.AtMost(terms.TanhLimit, T.And(terms.Magnitude, x));
        (T scale, T rest) = Expand(magnitude, terms.Whole, terms);
        T e = T.MultiplyAdd(scale, rest, scale - terms.One);

        // The divisor is that and what rounding took from it. What the quotient q times both lacks of e is divided by e + 2 too,
        // as times (1 - q) / 2.
        T divisor = e + terms.Two;
        T missing = e - (divisor - terms.Two);
        T quotient = e / divisor;
        T share = T.MultiplyAdd(quotient, terms.MinusHalf, terms.Half);
        T lack = T.MultiplyAdd(-quotient, missing, T.MultiplyAdd(-quotient, divisor, e));
        T tanh = T.AtMost(terms.One, T.MultiplyAdd(lack, share, quotient));
        return T.Select(terms.Magnitude, tanh, x);
    }

    /// <summary>1 / (1 + e^-x), from e^-|x|: no overflow, full precision on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T e = ExpOfNegative(x, terms);

        // What the quotient q times the divisor, and times what rounding took from that, lacks of the dividend is divided too: as times
        // 1 / (1 + e), which is 1 - q on the one side, and q on the other.
        T dividend = T.IfNegative(x, e, terms.One);
        T divisor = terms.One + e;
        T missing = e - (divisor - terms.One);
        T quotient = dividend / divisor;
        T share = T.IfNegative(x, terms.One - quotient, quotient);
        T lack = T.MultiplyAdd(-quotient, missing, T.MultiplyAdd(-quotient, divisor, dividend));
        return T.MultiplyAdd(lack, share, quotient);
    }

    /// <summary>
    /// ln(1 + x) for 0 to 1: with a = j/15 near x, ln(1 + a) + ln(1 + r) where r = (x - a) / (1 + a), at most 1/30, and
    /// ln(1 + r) = r + r^2 q(r) with a polynomial that interpolates (ln(1 + r) - r) / r^2 (error below 2^-58 of r).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1POfUnit<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T sum = T.MultiplyAdd(x, T.Broadcast(15), terms.Whole);
        T a = sum - terms.Whole;
        T r = T.MultiplyAdd(a, T.Broadcast(-1.0 / 15), x) * terms.Reciprocal(sum);
        T square = r * r;
        T low = T.MultiplyAdd(r, T.Broadcast(0.33333333333332843), terms.MinusHalf);
        T middle = T.MultiplyAdd(r, T.Broadcast(0.20000000005875068), T.Broadcast(-0.2499999999999955));
        T high = T.MultiplyAdd(r, T.Broadcast(0.1428569527314198), T.Broadcast(-0.16666666672052288));
        T top = T.MultiplyAdd(r, T.Broadcast(0.1113389327139608), T.Broadcast(-0.12499982571388397));
        top = T.MultiplyAdd(square, T.Broadcast(-0.10020884030070827), top);
        high = T.MultiplyAdd(square, top, high);
        middle = T.MultiplyAdd(square, high, middle);
        low = T.MultiplyAdd(square, middle, low);
        return T.MultiplyAdd(square, low, r) + terms.Log(sum);
    }

    /// <summary>The standard normal distribution Phi(z) = erfc(-z / sqrt 2) / 2, to about 1e-15.</summary>
    /// <remarks>
    /// With x = |z| / sqrt 2 and t = 2 / (2 + x), erfc x = t e^(p - x^2), where p is a series of Chebyshev polynomials in 2t - 1
    /// (the form is that of N. Schonfelder, 1978; the coefficients were computed with 60 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NormalDistribution<T>(T z, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T x = T.And(terms.Magnitude, z) * T.Broadcast(0.7071067811865476);
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
        T half = T.Broadcast(0.5) * t * Exp(p - (x * x), terms);
        return T.IfNegative(z, half, T.Broadcast(1) - half);
    }

    /// <summary>
    /// e^2x = scale (1 + rest): with n the nearest whole number to 8 x / ln 2, scale is 2^(n/4), from a table and the exponent, and
    /// rest is e^r - 1 for what is left of 2x, at most ln 2 / 8: r + r^2 q(r) with a polynomial that interpolates (e^r - 1 - r) / r^2
    /// (error below 2^-59 of r), written for r / 2. A table of four fits into a vector of any width; a longer one would save a step of the polynomial,
    /// but has to be fetched from memory number by number where vectors are narrow.
    /// </summary>
    /// <param name="x">Where: of e^2x, since tanh, which needs that, would have to wait for 2x.</param>
    /// <param name="whole">2^52 + 2^51, and 4 times the power of 2 that the scale gets besides.</param>
    /// <param name="terms">The constants.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Scale, T Growth) Expand<T>(T x, T whole, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T sum = T.MultiplyAdd(x, terms.EighthsOfLn2, whole);
        T n = sum - whole;
        T half = T.MultiplyAdd(n, terms.EighthHigh, x);
        T r = half + half;
        T square = half * half;
        T low = T.MultiplyAdd(half, terms.Exp3, terms.Exp2);
        T middle = T.MultiplyAdd(half, terms.Exp5, terms.Exp4);
        T high = T.MultiplyAdd(half, terms.Exp7, terms.Exp6);
        T top = T.MultiplyAdd(half, terms.Exp9, terms.Exp8);
        T fourth = square * square;
        low = T.MultiplyAdd(square, middle, low);
        high = T.MultiplyAdd(square, top, high);
        low = T.MultiplyAdd(fourth, high, low);

        // The small parts first: r itself is exact where the result is near 0.
        T correction = T.MultiplyAdd(n, terms.QuarterLow, terms.RootRest(sum));
        correction = T.MultiplyAdd(correction, r, correction);
        T rest = r + T.MultiplyAdd(square, low, correction);
        return (terms.ScaledRoot(sum), rest);
    }
}
