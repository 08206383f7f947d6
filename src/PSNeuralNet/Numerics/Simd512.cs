using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSNeuralNet.Numerics;

/// <summary>8 doubles in a 512-bit vector.</summary>
internal unsafe struct Simd512(Vector512<double> value) : ISimd<Simd512, double>
{
    private Vector512<double> _value = value;

    public static int Lanes => 8;

    public static int SumLanes => 8;

    public static bool IsSingle => false;

    public static Simd512 Magnitude => new(Vector512.Create(long.MaxValue).AsDouble());

    public static Simd512 RootTable => Table(SimdTables.DoubleRoot);

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
    public static Simd512 Divide(Simd512 value, Simd512 divisor, Simd512 reciprocal)
    {
        Vector512<double> product = value._value * reciprocal._value, less = -divisor._value;
        Vector512<double> rest = Vector512.FusedMultiplyAdd(product, less, value._value);
        Vector512<double> quotient = Vector512.FusedMultiplyAdd(rest, reciprocal._value, product);
        rest = Vector512.FusedMultiplyAdd(quotient, less, value._value);
        quotient = Vector512.FusedMultiplyAdd(rest, reciprocal._value, quotient);

        // Of an infinite value, the rest is NaN.
        return new(Vector512.ConditionalSelect(Vector512.Equals(quotient, quotient), quotient, product));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Broadcast(double value) => new(Vector512.Create(value));

    public static Simd512 Table(ReadOnlySpan<double> numbers)
    {
        Vector256<double> four = Vector256.Create(numbers[0], numbers[1], numbers[2], numbers[3]);
        return new(Vector512.Create(four, four));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Load(void* source) => new(Vector512.Load((double*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MultiplyAdd(Simd512 left, Simd512 right, Simd512 addend) =>
        new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Simd512 sum, Simd512 left, Simd512 right) =>
        sum._value = Vector512.FusedMultiplyAdd(left._value, right._value, sum._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 SquareRoot(Simd512 value) => new(Vector512.Sqrt(value._value));

    // The order matters: the hardware returns the second operand where one of them is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 AtMost(Simd512 limit, Simd512 value) => new(Vector512.MinNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 AtLeast(Simd512 limit, Simd512 value) => new(Vector512.MaxNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 PickOfFour(Simd512 numbers, void* table, Simd512 sum)
    {
        Vector512<long> index = sum._value.AsInt64();
        if (Avx512F.IsSupported)
        {
            // The instruction uses the low three bits of an index.
            return new(Avx512F.PermuteVar8x64(numbers._value, index));
        }

        index &= Vector512.Create(3L);
        return new(Vector512.Create(
            ((double*)table)[index[0]], ((double*)table)[index[1]], ((double*)table)[index[2]], ((double*)table)[index[3]], ((double*)table)[index[4]], ((double*)table)[index[5]], ((double*)table)[index[6]], ((double*)table)[index[7]]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 AddExponent(Simd512 value, Simd512 sum)
    {
        // The exponent field begins at bit 52.
        return new((value._value.AsInt64() + (sum._value.AsInt64() << 50)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 And(Simd512 mask, Simd512 value) => new(mask._value & value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 WithSign(Simd512 magnitude, Simd512 value, Simd512 signed) =>
        new(Vector512.ConditionalSelect(magnitude._value, value._value, signed._value));

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
    public readonly void Store(void* target) => _value.Store((double*)target);
}
