namespace PSNeuralNet.Numerics;

/// <summary>Vectorized exp, tanh, sigmoid, log1p and the normal distribution of doubles and single precision; error at most 2 ulp (2.5 in single precision) over the whole range where not said otherwise.</summary>
internal static class SimdMath
{
    private const double TwoTo512 = 1.3407807929942597e154, TwoTo64 = 18446744073709551616.0;

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

    /// <summary>e^x: infinity above 709.78, subnormal below -708.4, 0 below -745.13; in single precision above 88.72, below -87.34 and -103.97.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        // e^x / 2^512 or e^x * 2^512 (64 in single precision) is always a normal number.
        T whole = T.IfNegative(x, terms.WholeAbove, T.Broadcast(T.IsSingle ? SimdTables.SingleWhole - (4 * 64) : SimdTables.Whole - (4 * 512)));
        T factor = T.IfNegative(x, terms.Tiny, T.Broadcast(T.IsSingle ? TwoTo64 : TwoTo512));
        (T half, T sum) = Reduce(T.AtLeast(T.Broadcast(T.IsSingle ? -104 : -746), T.AtMost(T.Broadcast(T.IsSingle ? 89 : 710), x)) * terms.Half, whole, terms);
        T scale = terms.ScaledRoot(sum);
        return T.MultiplyAdd(scale, Growth(half, Correction(half, sum, whole, terms), terms), scale) * factor;
    }

    /// <summary>e^-|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpOfNegative<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        (T half, T sum) = ReduceNegative(x, terms);
        return ExpOfReduced(half, sum, terms);
    }

    /// <summary>Argument reduction of e^-|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Half, T Sum) ReduceNegative<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => Reduce(T.AtMost(terms.ExpLimit, T.And(terms.Magnitude, x)) * terms.MinusHalf, terms.WholeAbove, terms);

    /// <summary>e^-|x| from the result of <see cref="ReduceNegative"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpOfReduced<T>(T half, T sum, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T scale = terms.ScaledRoot(sum);
        return T.MultiplyAdd(scale, Growth(half, Correction(half, sum, terms.WholeAbove, terms), terms), scale) * terms.Tiny;
    }

    /// <summary>Argument reduction of tanh |x| = e / (1 + e), e = (e^2|x| - 1) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T Half, T Sum) ReduceMagnitude<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => Reduce(T.AtMost(terms.TanhLimit, T.And(terms.Magnitude, x)), terms.WholeBelow, terms);

    /// <summary>(e^2|x| - 1) / 2 from the result of <see cref="ReduceMagnitude"/>; full relative precision near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T HalfOfExpM1<T>(T half, T sum, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T scale = terms.ScaledRoot(sum);
        return T.MultiplyAdd(scale, Growth(half, terms.NearCorrection(sum), terms), scale - terms.Half);
    }

    /// <summary>tanh x = sign(x) e / (1 + e) from e = (e^2|x| - 1) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TanhOf<T>(T halfOfExpM1, T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T> => T.WithSign(terms.Magnitude, Share(halfOfExpM1, terms), x);

    /// <summary>sigmoid(x) = 1 / (1 + e^-x) from e^-|x|: no overflow, full relative precision on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SigmoidOf<T>(T expOfNegative, T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T share = Share(expOfNegative, terms);
        return T.IfNegative(x, share, terms.One - share);
    }

    /// <summary>
    /// ln(1 + x) for 0 &lt;= x &lt;= 1. With a = n t nearest to x (t = <see cref="SimdTables.Third"/>) and r = (x - a) / (1 + a), |r| &lt;= 1/6:
    /// ln(1 + x) = ln(1 + a) + ln(1 + r), and ln(1 + r) = 2 artanh y = 2 y + y p(y^2) with y = r / (2 + r), |y| &lt;= 1/13, where p
    /// interpolates (2 artanh y - 2 y) / y (relative error below 2^-57). 2 y is computed as r - r y, exact in r for x near 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1POfUnit<T>(T x, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T sum = T.MultiplyAdd(x, terms.Three, terms.Whole);
        T r = T.MultiplyAdd(sum - terms.Whole, terms.MinusThird, x) * terms.Reciprocal(sum);
        T y = r / (r + terms.Two);
        T square = y * y;
        T p = T.MultiplyAdd(square, terms.Log11, terms.Log9);
        p = T.MultiplyAdd(square, p, terms.Log7);
        p = T.MultiplyAdd(square, p, terms.Log5);
        p = T.MultiplyAdd(square, p, terms.Log3);
        return T.MultiplyAdd(y, T.MultiplyAdd(square, p, -r), terms.Log(sum)) + r;
    }

    /// <summary>Standard normal cumulative distribution Phi(z) = erfc(-z / sqrt 2) / 2; error about 1e-15, 1e-6 in single precision.</summary>
    /// <remarks>
    /// With x = |z| / sqrt 2 and t = 2 / (2 + x): erfc x = t e^(p - x^2), where p is a Chebyshev series in 2t - 1 (form of
    /// J. L. Schonfelder, 1978; coefficients computed with 60 digits).
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
    /// e / (1 + e) for e &gt;= 0, as a - b / (1 + e) with a = min(e, 1/2), b = a (1 + e) - e = min(e^2, (1 - e) / 2): rounding errors of
    /// divisor, quotient and b are at most halved.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Share<T>(T e, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T reciprocal = terms.MinusOne / (e + terms.One);
        T b = T.AtMost(T.MultiplyAdd(e, terms.MinusHalf, terms.Half), e * e);
        return T.MultiplyAdd(b, reciprocal, T.AtMost(terms.Half, e));
    }

    /// <summary>
    /// Argument reduction e^2x = 2^(n/4) e^r: n is the integer nearest to 8 x / ln 2, r = 2x - n ln 2 / 4, |r| &lt;= ln 2 / 8. A table of
    /// four fits into a vector of any width; a longer one would save a polynomial term but need a gather in narrow vectors.
    /// </summary>
    /// <param name="x">Half the exponent: tanh needs e^2x, and saves the latency of doubling.</param>
    /// <param name="whole">2^52 + 2^51 + 4 k, to scale the result by 2^k.</param>
    /// <param name="terms">The constants.</param>
    /// <returns>r / 2, and n + <paramref name="whole"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Half, T Sum) Reduce<T>(T x, T whole, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T sum = T.MultiplyAdd(x, terms.EighthsOfLn2, whole);
        return (T.MultiplyAdd(sum - whole, terms.EighthHigh, x), sum);
    }

    /// <summary>
    /// e^r - 1 = r + r^2 q(r) + correction, where q, in r / 2, interpolates (e^r - 1 - r) / r^2 (error below 2^-59 of r). The small terms
    /// are summed first, so the result is exact in r near 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Growth<T>(T half, T correction, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T square = half * half;
        T low = T.MultiplyAdd(half, terms.Exp3, terms.Exp2);
        T middle = T.MultiplyAdd(half, terms.Exp5, terms.Exp4);
        if (T.IsSingle)
        {
            // The next term is below 2^-27.
            return T.MultiplyAdd(terms.Two, half, T.MultiplyAdd(square, T.MultiplyAdd(square, middle, low), correction));
        }

        T high = T.MultiplyAdd(half, terms.Exp7, terms.Exp6);
        T top = T.MultiplyAdd(half, terms.Exp9, terms.Exp8);
        high = T.MultiplyAdd(square, top, high);
        middle = T.MultiplyAdd(square, high, middle);
        low = T.MultiplyAdd(square, middle, low);
        return T.MultiplyAdd(terms.Two, half, T.MultiplyAdd(square, low, correction));
    }

    /// <summary>Correction of <see cref="Growth"/>: (relative rounding error of 2^(n/4) - n (rounding error of ln 2 / 4)) e^r, e^r to first order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Correction<T>(T half, T sum, T whole, in SimdTerms<T> terms)
        where T : struct, ISimd<T>
    {
        T correction = T.MultiplyAdd(sum - whole, terms.QuarterLow, terms.RootRest(sum));
        return T.MultiplyAdd(correction, half + half, correction);
    }
}
