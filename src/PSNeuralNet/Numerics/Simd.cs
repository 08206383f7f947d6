using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PSNeuralNet.Numerics;

/// <summary>
/// A vector of doubles with the operations that the kernels need. A kernel is written once, as generic code over this
/// interface, and compiled for the widest vector that the machine has (<see cref="Simd512"/> or <see cref="Simd256"/>).
/// </summary>
/// <typeparam name="TSelf">The implementing vector.</typeparam>
internal unsafe interface ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf>
{
    static abstract int Lanes { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Broadcast(double value);

    static abstract TSelf Load(double* source);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary><paramref name="left"/> * <paramref name="right"/> + <paramref name="addend"/>, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>
    /// Adds <paramref name="left"/> * <paramref name="right"/> to a sum, rounded once: <see cref="MultiplyAdd"/>, but the JIT keeps the sum in
    /// its register, where a new value in each turn of a loop is moved there by an instruction more.
    /// </summary>
    static abstract void AddProduct(ref TSelf sum, TSelf left, TSelf right);

    static abstract TSelf SquareRoot(TSelf value);

    /// <summary>The smaller of a limit and a value; NaN where the value is NaN.</summary>
    static abstract TSelf AtMost(TSelf limit, TSelf value);

    /// <summary>The larger of a limit and a value; NaN where the value is NaN.</summary>
    static abstract TSelf AtLeast(TSelf limit, TSelf value);

    /// <summary>
    /// The numbers of a table of four by the whole number n that was added to 2^52 + 2^51: entry n mod 4. (What a sum's low bits are,
    /// even where it is NaN.)
    /// </summary>
    /// <param name="numbers">The table, as often as there is room.</param>
    /// <param name="table">The table.</param>
    /// <param name="sum">The sum.</param>
    static abstract TSelf PickOfFour(TSelf numbers, double* table, TSelf sum);

    /// <summary>Adds n to the bits from 2^-2 of the exponent on, for the n that was added to 2^52 + 2^51.</summary>
    static abstract TSelf AddExponent(TSelf value, TSelf sum);

    /// <summary>The bits that both have.</summary>
    static abstract TSelf And(TSelf mask, TSelf value);

    /// <summary>A value that is not negative, with the sign of another.</summary>
    /// <param name="magnitude">All bits but the sign.</param>
    /// <param name="value">The value.</param>
    /// <param name="signed">What has the sign.</param>
    static abstract TSelf WithSign(TSelf magnitude, TSelf value, TSelf signed);

    /// <summary>One of two values, lane by lane, by whether the tested value is negative.</summary>
    static abstract TSelf IfNegative(TSelf tested, TSelf whenNegative, TSelf otherwise);

    /// <summary>
    /// The sum of <see cref="Simd.SumLanes"/> lanes, in the same order for every width: those of one wide vector, or those of two
    /// narrow ones.
    /// </summary>
    static abstract double Sum(TSelf first, TSelf second);

    void Store(double* target);
}

/// <summary>What the kernels share: the padding of rows, and the choice of the vector.</summary>
internal static class Simd
{
    /// <summary>
    /// Rows of samples are padded to a multiple of this many values, so that no kernel has a remainder loop:
    /// two of the widest vectors.
    /// </summary>
    public const int Padding = 16;

    /// <summary>
    /// Sums over samples run in this many lanes, whatever the width of a vector: sample s always goes to lane s mod 8. That is why
    /// the bits of a result do not depend on the processor's vectors. A vector of 8 lanes takes them alone, one of 4 in a pair.
    /// </summary>
    public const int SumLanes = 8;

    /// <summary>Whether 512-bit vectors are in hardware here. (A constant for the JIT, so the choice costs nothing.)</summary>
    public static bool Is512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
    }

    /// <summary>The first place from here on where a vector crosses no line of the cache; it is less than a vector away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe double* Align<T>(double* memory)
        where T : struct, ISimd<T>
    {
        nuint size = (nuint)T.Lanes * sizeof(double);
        return (double*)(((nuint)memory + size - 1) / size * size);
    }

    /// <summary>The next multiple of <see cref="Padding"/>.</summary>
    public static int Padded(int count)
    {
        return (count + Padding - 1) / Padding * Padding;
    }
}
