namespace PSNeuralNet.Numerics;

/// <summary>
/// Constants of <see cref="SimdMath"/> in vectors. A kernel loads them once before its loop, so that they stay in registers: constants
/// in the code would be loaded again for every vector, which takes longer than the arithmetic.
/// </summary>
/// <typeparam name="T">The vector type.</typeparam>
internal readonly unsafe struct SimdTerms<T>
    where T : struct, ISimd<T>
{
    // Where adding x rounds it to the nearest integer, in the low bits of the sum: 2^52 + 2^51, in single precision 2^23 + 2^22; that plus 4 * 512 (64), and less 4.
    public readonly T Whole, WholeAbove, WholeBelow, Magnitude;
    public readonly T One, MinusOne, Half, MinusHalf;

    // 8 / ln 2, -ln 2 / 8 rounded, and -ln 2 / 4 - 2 * that.
    public readonly T EighthsOfLn2, EighthHigh, QuarterLow;

    // Coefficients of (r/2)^2 to (r/2)^9 in e^r.
    public readonly T Exp2, Exp3, Exp4, Exp5, Exp6, Exp7, Exp8, Exp9;

    // Coefficients of y^3 to y^11 in ln(1 + x).
    public readonly T Three, MinusThird, Log3, Log5, Log7, Log9, Log11;

    // e^-746 = 0, tanh 20 = 1 in doubles; e^-104 = 0, tanh 10 = 1 in single precision.
    public readonly T ExpLimit, TanhLimit;

    // 2^-512; 2^-64 in single precision.
    public readonly T Tiny;

    private const int TableCount = 5;

    private static readonly AlignedBuffer<double> Memory = Fill();

    private readonly byte* _tables;
    private readonly T _root, _rest, _near, _reciprocal, _log;

    /// <summary>Loads the constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SimdTerms()
    {
        byte* at = (byte*)Memory.Pointer;
        int size = Unsafe.SizeOf<T>();
        _tables = at;
        (_root, _rest, _near) = (T.Load(at), T.Load(at + size), T.Load(at + (2 * size)));
        (_reciprocal, _log) = (T.Load(at + (3 * size)), T.Load(at + (4 * size)));
        at += TableCount * size;
        (Whole, WholeAbove) = (T.Load(at), T.Load(at + size));
        (WholeBelow, Magnitude) = (T.Load(at + (2 * size)), T.Load(at + (3 * size)));
        (One, MinusOne) = (T.Load(at + (4 * size)), T.Load(at + (5 * size)));
        (Half, MinusHalf) = (T.Load(at + (6 * size)), T.Load(at + (7 * size)));
        at += 8 * size;
        (EighthsOfLn2, EighthHigh, QuarterLow) = (T.Load(at), T.Load(at + size), T.Load(at + (2 * size)));
        (Exp2, Exp3, Exp4) = (T.Load(at + (3 * size)), T.Load(at + (4 * size)), T.Load(at + (5 * size)));
        (Exp5, Exp6, Exp7) = (T.Load(at + (6 * size)), T.Load(at + (7 * size)), T.Load(at + (8 * size)));
        (Exp8, Exp9, ExpLimit) = (T.Load(at + (9 * size)), T.Load(at + (10 * size)), T.Load(at + (11 * size)));
        (TanhLimit, Tiny) = (T.Load(at + (12 * size)), T.Load(at + (13 * size)));
        at += 14 * size;
        (Three, MinusThird, Log3) = (T.Load(at), T.Load(at + size), T.Load(at + (2 * size)));
        (Log5, Log7) = (T.Load(at + (3 * size)), T.Load(at + (4 * size)));
        (Log9, Log11) = (T.Load(at + (5 * size)), T.Load(at + (6 * size)));
    }

    /// <summary>2, also the coefficient of (r/2)^2.</summary>
    public T Two => Exp2;

    /// <summary>2^(n/4) for sum = n + <see cref="Whole"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ScaledRoot(T sum) => T.AddExponent(T.PickOfFour(_root, _tables, sum), sum);

    /// <summary>Relative rounding error of <see cref="ScaledRoot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T RootRest(T sum) => T.PickOfFour(_rest, _tables + Unsafe.SizeOf<T>(), sum);

    /// <summary>
    /// <see cref="RootRest"/> plus the error of (n mod 4) ln 2 / 4. Neglects that of the other n, at most 1e-17 n (1e-8 n in single precision): enough for tanh, whose
    /// slope falls faster than n grows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T NearCorrection(T sum) => T.PickOfFour(_near, _tables + (2 * Unsafe.SizeOf<T>()), sum);

    /// <summary>1 / (1 + n t), t = <see cref="SimdTables.Third"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Reciprocal(T sum) => T.PickOfFour(_reciprocal, _tables + (3 * Unsafe.SizeOf<T>()), sum);

    /// <summary>ln(1 + n t), t = <see cref="SimdTables.Third"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Log(T sum) => T.PickOfFour(_log, _tables + (4 * Unsafe.SizeOf<T>()), sum);

    private static AlignedBuffer<double> Fill()
    {
        // Powers of two scale a result that would be subnormal.
        double whole = T.IsSingle ? SimdTables.SingleWhole : SimdTables.Whole, scale = T.IsSingle ? 64 : 512;
        double third = T.IsSingle ? (float)SimdTables.Third : SimdTables.Third, quarterLow = T.IsSingle ? SimdTables.SingleQuarterLow : SimdTables.QuarterLow;
        ReadOnlySpan<double> root = SimdTables.Root, rootRest = T.IsSingle ? SimdTables.SingleRootRest : SimdTables.RootRest, reciprocal = SimdTables.Reciprocal, log = SimdTables.Log;
        Span<double> near = stackalloc double[4], reciprocals = stackalloc double[4], logs = stackalloc double[4];
        for (int j = 0; j < root.Length; j++)
        {
            near[j] = rootRest[j] + (quarterLow * j);
            reciprocals[j] = T.IsSingle ? 1 / (1 + (j * third)) : reciprocal[j];
            logs[j] = T.IsSingle ? Math.Log(1 + (j * third)) : log[j];
        }

        ReadOnlySpan<T> all =
        [
            T.RootTable, T.Table(rootRest), T.Table(near), T.Table(reciprocals), T.Table(logs),
            T.Broadcast(whole), T.Broadcast(whole + (4 * scale)), T.Broadcast(whole - 4), T.Magnitude,
            T.Broadcast(1), T.Broadcast(-1), T.Broadcast(0.5), T.Broadcast(-0.5),
            T.Broadcast(11.541560327111707), T.Broadcast(SimdTables.MinusEighthOfLn2), T.Broadcast(quarterLow),
            T.Broadcast(2), T.Broadcast(1.3333333333333333), T.Broadcast(0.666666666667133), T.Broadcast(0.2666666666667515),
            T.Broadcast(0.0888888876463405), T.Broadcast(0.025396825170911064), T.Broadcast(0.006350265631806719), T.Broadcast(0.0014111273387874433),
            T.Broadcast(T.IsSingle ? 104 : 746), T.Broadcast(T.IsSingle ? 10 : 20),
            T.Broadcast(Math.Pow(2, -scale)),
            T.Broadcast(3), T.Broadcast(-third), T.Broadcast(0.6666666666666689), T.Broadcast(0.3999999999813384), T.Broadcast(0.285714310928667), T.Broadcast(0.222210306173075), T.Broadcast(0.18411334332437276),
        ];
        var memory = new AlignedBuffer<double>(all.Length * Unsafe.SizeOf<T>() / sizeof(double));
        for (int i = 0; i < all.Length; i++)
        {
            all[i].Store((byte*)memory.Pointer + (i * Unsafe.SizeOf<T>()));
        }

        return memory;
    }
}
