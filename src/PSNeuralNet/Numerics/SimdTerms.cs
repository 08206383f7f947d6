using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    public readonly T One, Two, MinusHalf;

    // 16 / ln 2, and -ln 2 / 16 in two parts.
    public readonly T SixteenthsOfLn2, SixteenthHigh, SixteenthLow;

    // The polynomial of e^r: the factors of r^2 to r^7.
    public readonly T Exp2, Exp3, Exp4, Exp5, Exp6, Exp7;

    // e^-746 is 0, tanh 20 rounds to 1.
    public readonly T ExpLimit, TanhLimit;

    // 2^-512.
    public readonly T Tiny;

    private const int TableCount = 4;
    private const int TableLength = 16;

    private static readonly double[] Constants =
    [
        SimdTables.Whole, SimdTables.Whole + (16 * 512), BitConverter.Int64BitsToDouble(long.MaxValue),
        1, 2, -0.5,
        23.083120654223414, -0.04332169878499658, -1.4494042586539372e-18,
        0.5, 0.16666666666666669, 0.04166666666358317, 0.008333333332990724, 0.0013889063789935463, 0.00019841464175558392,
        746, 20,
        7.458340731200207e-155,
    ];

    private static readonly AlignedBuffer Memory = Fill();

    private readonly double* _tables;
    private readonly T _rootLow, _rootHigh, _restLow, _restHigh, _reciprocalLow, _reciprocalHigh, _logLow, _logHigh;

    /// <summary>Gets the constants from memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SimdTerms()
    {
        double* at = Memory.Pointer;
        _tables = at;
        (_rootLow, _rootHigh) = (T.Load(at), T.Load(at + T.Lanes));
        (_restLow, _restHigh) = (T.Load(at + TableLength), T.Load(at + TableLength + T.Lanes));
        (_reciprocalLow, _reciprocalHigh) = (T.Load(at + (2 * TableLength)), T.Load(at + (2 * TableLength) + T.Lanes));
        (_logLow, _logHigh) = (T.Load(at + (3 * TableLength)), T.Load(at + (3 * TableLength) + T.Lanes));
        at += TableCount * TableLength;
        (Whole, WholeAbove, Magnitude) = (T.Load(at), T.Load(at + T.Lanes), T.Load(at + (2 * T.Lanes)));
        (One, Two, MinusHalf) = (T.Load(at + (3 * T.Lanes)), T.Load(at + (4 * T.Lanes)), T.Load(at + (5 * T.Lanes)));
        (SixteenthsOfLn2, SixteenthHigh, SixteenthLow) = (T.Load(at + (6 * T.Lanes)), T.Load(at + (7 * T.Lanes)), T.Load(at + (8 * T.Lanes)));
        (Exp2, Exp3, Exp4) = (T.Load(at + (9 * T.Lanes)), T.Load(at + (10 * T.Lanes)), T.Load(at + (11 * T.Lanes)));
        (Exp5, Exp6, Exp7) = (T.Load(at + (12 * T.Lanes)), T.Load(at + (13 * T.Lanes)), T.Load(at + (14 * T.Lanes)));
        (ExpLimit, TanhLimit, Tiny) = (T.Load(at + (15 * T.Lanes)), T.Load(at + (16 * T.Lanes)), T.Load(at + (17 * T.Lanes)));
    }

    /// <summary>1/2, which is the first factor of the polynomial, too.</summary>
    public T Half => Exp2;

    /// <summary>2^(n/16) for the n that was added to <see cref="Whole"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ScaledRoot(T sum)
    {
        return T.AddExponent(T.Pick(_rootLow, _rootHigh, _tables, sum), sum);
    }

    /// <summary>What <see cref="SimdTables.Root"/> lacks of 2^(n/16), relative to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T RootRest(T sum)
    {
        return T.Pick(_restLow, _restHigh, _tables + TableLength, sum);
    }

    /// <summary>1 / (1 + n/15).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Reciprocal(T sum)
    {
        return T.Pick(_reciprocalLow, _reciprocalHigh, _tables + (2 * TableLength), sum);
    }

    /// <summary>ln(1 + n/15).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Log(T sum)
    {
        return T.Pick(_logLow, _logHigh, _tables + (3 * TableLength), sum);
    }

    private static AlignedBuffer Fill()
    {
        var memory = new AlignedBuffer((TableCount * TableLength) + (Constants.Length * T.Lanes));
        Span<double> rest = memory.Span;
        SimdTables.Root.CopyTo(rest);
        SimdTables.RootRest.CopyTo(rest[TableLength..]);
        SimdTables.Reciprocal.CopyTo(rest[(2 * TableLength)..]);
        SimdTables.Log.CopyTo(rest[(3 * TableLength)..]);
        for (int j = 0; j < TableLength; j++)
        {
            // With n shifted into the exponent, n mod 16 gets into the digits below: it is taken off here.
            MemoryMarshal.Cast<double, long>(rest)[j] -= (long)j << 48;
        }

        rest = rest[(TableCount * TableLength)..];
        for (int i = 0; i < Constants.Length; i++)
        {
            rest.Slice(i * T.Lanes, T.Lanes).Fill(Constants[i]);
        }

        return memory;
    }
}
