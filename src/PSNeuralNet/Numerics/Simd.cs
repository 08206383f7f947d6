using System.Runtime.Intrinsics;

namespace PSNeuralNet.Numerics;

/// <summary>
/// Vector of numbers with the operations of the kernels. A kernel is generic code over this interface, compiled for the widest
/// vector of the machine: <see cref="Simd512"/> or <see cref="Simd256"/> of doubles, <see cref="Single512"/> or <see cref="Single256"/> of single precision.
/// </summary>
/// <typeparam name="TSelf">The implementing vector type.</typeparam>
internal unsafe interface ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf>
{
    static abstract int Lanes { get; }

    /// <summary>
    /// Lanes of sums over samples, for every vector width: 8 of doubles, 16 of single precision. Sample s is added to lane s mod <see cref="SumLanes"/>, in one wide
    /// vector or two narrow ones. So the bits of a result do not depend on the vectors of the processor.
    /// </summary>
    static abstract int SumLanes { get; }

    /// <summary>True for numbers of single precision; a constant for the JIT.</summary>
    static abstract bool IsSingle { get; }

    /// <summary>All bits but the sign.</summary>
    static abstract TSelf Magnitude { get; }

    /// <summary>Four numbers, repeated to fill the vector.</summary>
    static abstract TSelf Table(ReadOnlySpan<double> numbers);

    /// <summary>Table of 2^(j/4), j = 0 to 3, less the j that <see cref="AddExponent"/> adds to the two bits below the exponent.</summary>
    static abstract TSelf RootTable { get; }

    static abstract TSelf Zero { get; }

    /// <summary>A constant in each lane, rounded to the type of the numbers.</summary>
    static abstract TSelf Broadcast(double value);

    static abstract TSelf Load(void* source);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>
    /// value / divisor, to the last bit, where one divisor is for many values: its reciprocal and two corrections may take the place of the division. With
    /// the reciprocal rounded to nearest and q within one unit in the last place, r = value - q divisor is exact, and q + r reciprocal is rounded as the quotient
    /// is (P. Markstein, IBM Journal of Research and Development 34, 1990).
    /// </summary>
    /// <param name="value">0, infinite, NaN, or between 1E-200 and 1E+200.</param>
    /// <param name="divisor">Between 1E-50 and 1E+50.</param>
    /// <param name="reciprocal">1 / divisor.</param>
    static abstract TSelf Divide(TSelf value, TSelf divisor, TSelf reciprocal);

    /// <summary>left * right + addend, rounded once (fused multiply-add).</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>
    /// sum += left * right, rounded once. In loops one instruction less than <see cref="MultiplyAdd"/>: the JIT keeps the sum in its
    /// register.
    /// </summary>
    static abstract void AddProduct(ref TSelf sum, TSelf left, TSelf right);

    static abstract TSelf SquareRoot(TSelf value);

    /// <summary>min(limit, value); NaN where value is NaN.</summary>
    static abstract TSelf AtMost(TSelf limit, TSelf value);

    /// <summary>max(limit, value); NaN where value is NaN.</summary>
    static abstract TSelf AtLeast(TSelf limit, TSelf value);

    /// <summary>
    /// Table lookup: entry n mod 4 for sum = n + <see cref="SimdTerms{T}.Whole"/>, from the two low bits of each lane (of a NaN, too).
    /// </summary>
    /// <param name="numbers">The table, repeated to fill the vector.</param>
    /// <param name="table">The same table in memory.</param>
    /// <param name="sum">n + <see cref="SimdTerms{T}.Whole"/>.</param>
    static abstract TSelf PickOfFour(TSelf numbers, void* table, TSelf sum);

    /// <summary>Adds n to the bits of value from two below the exponent on, for sum = n + <see cref="SimdTerms{T}.Whole"/>: value * 2^(n/4) for n mod 4 = 0.</summary>
    static abstract TSelf AddExponent(TSelf value, TSelf sum);

    /// <summary>Bitwise mask &amp; value.</summary>
    static abstract TSelf And(TSelf mask, TSelf value);

    /// <summary>copysign(value, signed) for value &gt;= 0.</summary>
    /// <param name="magnitude">Mask of all bits but the sign.</param>
    /// <param name="value">The magnitude.</param>
    /// <param name="signed">The sign.</param>
    static abstract TSelf WithSign(TSelf magnitude, TSelf value, TSelf signed);

    /// <summary>Per lane: tested &lt; 0 ? whenNegative : otherwise.</summary>
    static abstract TSelf IfNegative(TSelf tested, TSelf whenNegative, TSelf otherwise);

    void Store(void* target);
}

/// <summary>Vector of numbers of one type.</summary>
/// <typeparam name="TSelf">The implementing vector type.</typeparam>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal unsafe interface ISimd<TSelf, TNumber> : ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf, TNumber>
    where TNumber : unmanaged
{
    static abstract TSelf Broadcast(TNumber value);

    /// <summary>
    /// Horizontal sum of <see cref="ISimd{TSelf}.SumLanes"/> lanes, in the same order for every width: the lanes of first, or of first and
    /// second where vectors are narrow.
    /// </summary>
    static abstract TNumber Sum(TSelf first, TSelf second);
}

/// <summary>Vector width of the kernels.</summary>
internal static class Simd
{
    /// <summary>True when the hardware has 512-bit vectors; a constant for the JIT.</summary>
    public static bool Is512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
    }
}

/// <summary>Row padding of blocks.</summary>
/// <typeparam name="TNumber">The type of the numbers: double or float.</typeparam>
internal static unsafe class Simd<TNumber>
    where TNumber : unmanaged
{
    /// <summary>
    /// Rows of samples are padded to a multiple of this many numbers, two of the widest vectors, so that kernels need no remainder loop: 16 doubles, 32 of single precision.
    /// </summary>
    public static int Padding
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 128 / sizeof(TNumber);
    }

    /// <summary>Rounds up to a multiple of <see cref="Padding"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Padded(int count) => (count + Padding - 1) / Padding * Padding;

    /// <summary>Rounds an address up to a multiple of the vector size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TNumber* Align<T>(TNumber* memory)
        where T : struct, ISimd<T>
    {
        nuint size = (nuint)(T.Lanes * sizeof(TNumber));
        return (TNumber*)(((nuint)memory + size - 1) / size * size);
    }
}
