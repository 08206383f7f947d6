using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSNeuralNet.Numerics;

/// <summary>4 doubles in a 256-bit vector; emulated, with the same results, on hardware without AVX.</summary>
internal unsafe struct Simd256(Vector256<double> value) : ISimd<Simd256, double>
{
    private Vector256<double> _value = value;

    public static int Lanes => 4;

    public static int SumLanes => 8;

    public static bool IsSingle => false;

    public static Simd256 Magnitude => new(Vector256.Create(long.MaxValue).AsDouble());

    public static Simd256 RootTable => Table(SimdTables.DoubleRoot);

    public static Simd256 Zero => new(Vector256<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator +(Simd256 left, Simd256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 left, Simd256 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator *(Simd256 left, Simd256 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator /(Simd256 left, Simd256 right) => new(left._value / right._value);

    // A division of 256 bits takes about as long as the corrections.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Divide(Simd256 value, Simd256 divisor, Simd256 reciprocal) => value / divisor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Broadcast(double value) => new(Vector256.Create(value));

    public static Simd256 Table(ReadOnlySpan<double> numbers)
    {
        Vector256<double> four = Vector256.Create(numbers[0], numbers[1], numbers[2], numbers[3]);
        return new(four);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Load(void* source) => new(Vector256.Load((double*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MultiplyAdd(Simd256 left, Simd256 right, Simd256 addend) =>
        new(Vector256.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Simd256 sum, Simd256 left, Simd256 right) =>
        sum._value = Vector256.FusedMultiplyAdd(left._value, right._value, sum._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 SquareRoot(Simd256 value) => new(Vector256.Sqrt(value._value));

    // The order matters: the hardware returns the second operand where one of them is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 AtMost(Simd256 limit, Simd256 value) => new(Vector256.MinNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 AtLeast(Simd256 limit, Simd256 value) => new(Vector256.MaxNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 PickOfFour(Simd256 numbers, void* table, Simd256 sum)
    {
        if (Avx2.IsSupported)
        {
            // Entry n consists of floats 2n and 2n + 1; the instruction uses the low three bits of an index.
            Vector256<int> low = Avx.DuplicateEvenIndexed(sum._value.AsSingle()).AsInt32();
            return new(Avx2.PermuteVar8x32(numbers._value.AsSingle(), low + low + Vector256.Create(0, 1, 0, 1, 0, 1, 0, 1)).AsDouble());
        }

        Vector256<long> index = sum._value.AsInt64() & Vector256.Create(3L);
        return new(Vector256.Create(((double*)table)[index[0]], ((double*)table)[index[1]], ((double*)table)[index[2]], ((double*)table)[index[3]]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 AddExponent(Simd256 value, Simd256 sum)
    {
        // The exponent field begins at bit 52.
        return new((value._value.AsInt64() + (sum._value.AsInt64() << 50)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 And(Simd256 mask, Simd256 value) => new(mask._value & value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 WithSign(Simd256 magnitude, Simd256 value, Simd256 signed) =>
        new(Vector256.AndNot(signed._value, magnitude._value) | value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 IfNegative(Simd256 tested, Simd256 whenNegative, Simd256 otherwise)
    {
        Vector256<double> negative = Vector256.LessThan(tested._value, Vector256<double>.Zero);
        return new(Vector256.ConditionalSelect(negative, whenNegative._value, otherwise._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Simd256 first, Simd256 second)
    {
        Vector256<double> four = first._value + second._value;
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(void* target) => _value.Store((double*)target);
}
