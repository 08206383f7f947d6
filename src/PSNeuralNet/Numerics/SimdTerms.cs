using System.Runtime.CompilerServices;

namespace PSNeuralNet.Numerics;

/// <summary>
/// The constants of <see cref="SimdMath"/>, in vectors. A kernel gets them once, before its loop, so that they stay in registers:
/// constants in the code would be fetched from memory again for every vector, which takes longer than the arithmetic.
/// </summary>
/// <typeparam name="T">The vector.</typeparam>
internal readonly unsafe struct SimdTerms<T>
    where T : struct, ISimd<T>
{
    public readonly T Whole, WholeAbove, Magnitude;
    public readonly T One, Half, MinusHalf;

    // 8 / ln 2, -ln 2 / 8, and what that lacks of -ln 2 / 4 when it is doubled.
    public readonly T EighthsOfLn2, EighthHigh, QuarterLow;

    // The polynomial of e^r: the factors of (r/2)^2 to (r/2)^9.
    public readonly T Exp2, Exp3, Exp4, Exp5, Exp6, Exp7, Exp8, Exp9;

    // e^-746 is 0, tanh 20 rounds to 1.
    public readonly T ExpLimit, TanhLimit;

    // 2^-512.
    public readonly T Tiny;

    // Tables of four stand there twice, for the widest vector; then come those of sixteen, and the constants.
    private const int RestAt = 8;
    private const int ReciprocalAt = 16;
    private const int LogAt = 32;
    private const int ConstantsAt = 48;

    private static readonly double[] Constants =
    [
        SimdTables.Whole, SimdTables.Whole + (4 * 512), BitConverter.Int64BitsToDouble(long.MaxValue),
        1, 0.5, -0.5,
        11.541560327111707, -0.08664339756999316, -5.797617034615749e-18,
        2, 1.3333333333333333, 0.666666666667133, 0.2666666666667515,
        0.0888888876463405, 0.025396825170911064, 0.006350265631806719, 0.0014111273387874433,
        746, 20,
        7.458340731200207e-155,
    ];

    private static readonly AlignedBuffer Memory = Fill();

    private readonly double* _tables;
    private readonly T _root, _rest, _reciprocalLow, _reciprocalHigh, _logLow, _logHigh;

    /// <summary>Gets the constants from memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SimdTerms()
    {
        double* at = Memory.Pointer;
        _tables = at;
        (_root, _rest) = (T.Load(at), T.Load(at + RestAt));
        (_reciprocalLow, _reciprocalHigh) = (T.Load(at + ReciprocalAt), T.Load(at + ReciprocalAt + T.Lanes));
        (_logLow, _logHigh) = (T.Load(at + LogAt), T.Load(at + LogAt + T.Lanes));
        at += ConstantsAt;
        (Whole, WholeAbove, Magnitude) = (T.Load(at), T.Load(at + T.Lanes), T.Load(at + (2 * T.Lanes)));
        (One, Half, MinusHalf) = (T.Load(at + (3 * T.Lanes)), T.Load(at + (4 * T.Lanes)), T.Load(at + (5 * T.Lanes)));
        (EighthsOfLn2, EighthHigh, QuarterLow) = (T.Load(at + (6 * T.Lanes)), T.Load(at + (7 * T.Lanes)), T.Load(at + (8 * T.Lanes)));
        (Exp2, Exp3, Exp4) = (T.Load(at + (9 * T.Lanes)), T.Load(at + (10 * T.Lanes)), T.Load(at + (11 * T.Lanes)));
        (Exp5, Exp6, Exp7) = (T.Load(at + (12 * T.Lanes)), T.Load(at + (13 * T.Lanes)), T.Load(at + (14 * T.Lanes)));
        (Exp8, Exp9, ExpLimit) = (T.Load(at + (15 * T.Lanes)), T.Load(at + (16 * T.Lanes)), T.Load(at + (17 * T.Lanes)));
        (TanhLimit, Tiny) = (T.Load(at + (18 * T.Lanes)), T.Load(at + (19 * T.Lanes)));
    }

    /// <summary>2, which is the first factor of the polynomial, too.</summary>
    public T Two => Exp2;

    /// <summary>2^(n/4) for the n that was added to <see cref="Whole"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ScaledRoot(T sum)
    {
        return T.AddExponent(T.PickOfFour(_root, _tables, sum), sum);
    }

    /// <summary>What <see cref="SimdTables.Root"/> lacks of 2^(n/4), relative to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T RootRest(T sum)
    {
        return T.PickOfFour(_rest, _tables + RestAt, sum);
    }

    /// <summary>1 / (1 + n/15).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Reciprocal(T sum)
    {
        return T.Pick(_reciprocalLow, _reciprocalHigh, _tables + ReciprocalAt, sum);
    }

    /// <summary>ln(1 + n/15).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Log(T sum)
    {
        return T.Pick(_logLow, _logHigh, _tables + LogAt, sum);
    }

    private static AlignedBuffer Fill()
    {
        var memory = new AlignedBuffer(ConstantsAt + (Constants.Length * T.Lanes));
        Span<double> rest = memory.Span;
        for (int j = 0; j < RestAt; j++)
        {
            // With n shifted into the exponent, n mod 4 gets into the digits below: it is taken off here.
            long bits = BitConverter.DoubleToInt64Bits(SimdTables.Root[j % 4]) - ((j % 4L) << 50);
            rest[j] = BitConverter.Int64BitsToDouble(bits);
            rest[RestAt + j] = SimdTables.RootRest[j % 4];
        }

        SimdTables.Reciprocal.CopyTo(rest[ReciprocalAt..]);
        SimdTables.Log.CopyTo(rest[LogAt..]);
        rest = rest[ConstantsAt..];
        for (int i = 0; i < Constants.Length; i++)
        {
            rest.Slice(i * T.Lanes, T.Lanes).Fill(Constants[i]);
        }

        return memory;
    }
}
