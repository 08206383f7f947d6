using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSNeuralNet.Numerics;

/// <summary>8 doubles in a 512-bit vector.</summary>
internal readonly unsafe struct Simd512(Vector512<double> value) : ISimd<Simd512>
{
    private readonly Vector512<double> _value = value;

    public static int Lanes => 8;

    public static Simd512 Zero => new(Vector512<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator +(Simd512 left, Simd512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 left, Simd512 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator *(Simd512 left, Simd512 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator /(Simd512 left, Simd512 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Broadcast(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Load(double* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MultiplyAdd(Simd512 left, Simd512 right, Simd512 addend)
    {
        return new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Abs(Simd512 value) => new(Vector512.Abs(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 SquareRoot(Simd512 value) => new(Vector512.Sqrt(value._value));

    // The order matters: the hardware returns the second operand where one of them is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 AtMost(Simd512 limit, Simd512 value) => new(Vector512.MinNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 AtLeast(Simd512 limit, Simd512 value) => new(Vector512.MaxNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Round(Simd512 value) => new(Vector512.Round(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 PowerOfTwo(Simd512 exponent)
    {
        // Added to 2^52, the biased exponent stands in the low bits of the sum; shifted, in the exponent field.
        Vector512<double> sum = exponent._value + Vector512.Create(4503599627370496.0 + 1023.0);
        return new((sum.AsInt64() << 52).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Pick<TTable>(Simd512 sum)
        where TTable : struct, ISimdTable
    {
        Vector512<long> index = sum._value.AsInt64();
        if (Avx512F.IsSupported)
        {
            // Looks at the low four bits only.
            return new(Avx512F.PermuteVar8x64x2(TTable.Low, index, TTable.High));
        }

        index &= Vector512.Create(15L);
        ReadOnlySpan<double> table = TTable.All;
        return new(Vector512.Create(
            table[(int)index[0]], table[(int)index[1]], table[(int)index[2]], table[(int)index[3]],
            table[(int)index[4]], table[(int)index[5]], table[(int)index[6]], table[(int)index[7]]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 ScaleBySixteenths(Simd512 value, Simd512 sum)
    {
        // The exponent field begins at bit 52.
        return new((value._value.AsInt64() + ((sum._value.AsInt64() & Vector512.Create(~15L)) << 48)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 CopySign(Simd512 magnitude, Simd512 sign)
    {
        return new(Vector512.ConditionalSelect(Vector512.Create(-0.0), sign._value, magnitude._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 IfNegative(Simd512 tested, Simd512 whenNegative, Simd512 otherwise)
    {
        Vector512<double> negative = Vector512.LessThan(tested._value, Vector512<double>.Zero);
        return new(Vector512.ConditionalSelect(negative, whenNegative._value, otherwise._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Simd512 first, Simd512 second)
    {
        Vector256<double> four = first._value.GetLower() + first._value.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target) => _value.Store(target);
}
