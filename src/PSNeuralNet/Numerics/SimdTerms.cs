namespace PSNeuralNet.Numerics;

/// <summary>
/// Constants of <see cref="SimdMath"/> in vectors. A kernel loads them once before its loop, so that they stay in registers: constants
/// in the code would be loaded again for every vector, which takes longer than the arithmetic.
/// </summary>
/// <typeparam name="T">The vector type.</typeparam>
internal readonly unsafe struct SimdTerms<T>
    where T : struct, ISimd<T>
{
    public readonly T Whole, WholeAbove, WholeBelow, Magnitude;
    public readonly T One, MinusOne, Half, MinusHalf;

    // 8 / ln 2, -ln 2 / 8 rounded, and -ln 2 / 4 - 2 * that.
    public readonly T EighthsOfLn2, EighthHigh, QuarterLow;

    // Coefficients of (r/2)^2 to (r/2)^9 in e^r.
    public readonly T Exp2, Exp3, Exp4, Exp5, Exp6, Exp7, Exp8, Exp9;

    // Coefficients of y^3 to y^11 in ln(1 + x).
    public readonly T Three, MinusThird, Log3, Log5, Log7, Log9, Log11;

    // e^-746 = 0, tanh 20 = 1 in doubles.
    public readonly T ExpLimit, TanhLimit;

    // 2^-512.
    public readonly T Tiny;

    private const double QuarterError = -5.797617034615749e-18;

    // Layout: tables of four, each twice to fill the widest vector, then the constants.
    private const int TableSize = 8;
    private const int RestAt = TableSize;
    private const int NearAt = 2 * TableSize;
    private const int ReciprocalAt = 3 * TableSize;
    private const int LogAt = 4 * TableSize;
    private const int ConstantsAt = 5 * TableSize;

    private static readonly double[] Constants =
    [
        SimdTables.Whole, SimdTables.Whole + (4 * 512), SimdTables.Whole - 4, BitConverter.Int64BitsToDouble(long.MaxValue),
        1, -1, 0.5, -0.5,
        11.541560327111707, -0.08664339756999316, QuarterError,
        2, 1.3333333333333333, 0.666666666667133, 0.2666666666667515,
        0.0888888876463405, 0.025396825170911064, 0.006350265631806719, 0.0014111273387874433,
        746, 20,
        7.458340731200207e-155,
        3, -SimdTables.Third, 0.6666666666666689, 0.3999999999813384, 0.285714310928667, 0.222210306173075, 0.18411334332437276,
    ];

    private static readonly AlignedBuffer Memory = Fill();

    private readonly double* _tables;
    private readonly T _root, _rest, _near, _reciprocal, _log;

    /// <summary>Loads the constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SimdTerms()
    {
        double* at = Memory.Pointer;
        _tables = at;
        (_root, _rest, _near) = (T.Load(at), T.Load(at + RestAt), T.Load(at + NearAt));
        (_reciprocal, _log) = (T.Load(at + ReciprocalAt), T.Load(at + LogAt));
        at += ConstantsAt;
        (Whole, WholeAbove) = (T.Load(at), T.Load(at + T.Lanes));
        (WholeBelow, Magnitude) = (T.Load(at + (2 * T.Lanes)), T.Load(at + (3 * T.Lanes)));
        (One, MinusOne) = (T.Load(at + (4 * T.Lanes)), T.Load(at + (5 * T.Lanes)));
        (Half, MinusHalf) = (T.Load(at + (6 * T.Lanes)), T.Load(at + (7 * T.Lanes)));
        at += 8 * T.Lanes;
        (EighthsOfLn2, EighthHigh, QuarterLow) = (T.Load(at), T.Load(at + T.Lanes), T.Load(at + (2 * T.Lanes)));
        (Exp2, Exp3, Exp4) = (T.Load(at + (3 * T.Lanes)), T.Load(at + (4 * T.Lanes)), T.Load(at + (5 * T.Lanes)));
        (Exp5, Exp6, Exp7) = (T.Load(at + (6 * T.Lanes)), T.Load(at + (7 * T.Lanes)), T.Load(at + (8 * T.Lanes)));
        (Exp8, Exp9, ExpLimit) = (T.Load(at + (9 * T.Lanes)), T.Load(at + (10 * T.Lanes)), T.Load(at + (11 * T.Lanes)));
        (TanhLimit, Tiny) = (T.Load(at + (12 * T.Lanes)), T.Load(at + (13 * T.Lanes)));
        at += 14 * T.Lanes;
        (Three, MinusThird, Log3) = (T.Load(at), T.Load(at + T.Lanes), T.Load(at + (2 * T.Lanes)));
        (Log5, Log7) = (T.Load(at + (3 * T.Lanes)), T.Load(at + (4 * T.Lanes)));
        (Log9, Log11) = (T.Load(at + (5 * T.Lanes)), T.Load(at + (6 * T.Lanes)));
    }

    /// <summary>2, also the coefficient of (r/2)^2.</summary>
    public T Two => Exp2;

    /// <summary>2^(n/4) for sum = n + <see cref="Whole"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ScaledRoot(T sum) => T.AddExponent(T.PickOfFour(_root, _tables, sum), sum);

    /// <summary>Relative rounding error of <see cref="ScaledRoot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T RootRest(T sum) => T.PickOfFour(_rest, _tables + RestAt, sum);

    /// <summary>
    /// <see cref="RootRest"/> plus the error of (n mod 4) ln 2 / 4. Neglects that of the other n, at most 1e-17 n: enough for tanh, whose
    /// slope falls faster than n grows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T NearCorrection(T sum) => T.PickOfFour(_near, _tables + NearAt, sum);

    /// <summary>1 / (1 + n t), t = <see cref="SimdTables.Third"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Reciprocal(T sum) => T.PickOfFour(_reciprocal, _tables + ReciprocalAt, sum);

    /// <summary>ln(1 + n t), t = <see cref="SimdTables.Third"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Log(T sum) => T.PickOfFour(_log, _tables + LogAt, sum);

    private static AlignedBuffer Fill()
    {
        var memory = new AlignedBuffer(ConstantsAt + (Constants.Length * T.Lanes));
        Span<double> rest = memory.Span;
        for (int j = 0; j < TableSize; j++)
        {
            // AddExponent also adds n mod 4 to the two bits below the exponent: subtracted here.
            long bits = BitConverter.DoubleToInt64Bits(SimdTables.Root[j % 4]) - ((j % 4L) << 50);
            rest[j] = BitConverter.Int64BitsToDouble(bits);
            rest[RestAt + j] = SimdTables.RootRest[j % 4];
            rest[NearAt + j] = SimdTables.RootRest[j % 4] + (QuarterError * (j % 4));
            rest[ReciprocalAt + j] = SimdTables.Reciprocal[j % 4];
            rest[LogAt + j] = SimdTables.Log[j % 4];
        }

        rest = rest[ConstantsAt..];
        for (int i = 0; i < Constants.Length; i++)
        {
            rest.Slice(i * T.Lanes, T.Lanes).Fill(Constants[i]);
        }

        return memory;
    }
}
