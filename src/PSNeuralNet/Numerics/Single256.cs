using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSNeuralNet.Numerics;

/// <summary>8 numbers of single precision in a 256-bit vector; emulated, with the same results, on hardware without AVX.</summary>
internal unsafe struct Single256(Vector256<float> value) : ISimd<Single256, float>
{
    private Vector256<float> _value = value;

    public static int Lanes => 8;

    public static int SumLanes => 16;

    public static bool IsSingle => true;

    public static Single256 Magnitude => new(Vector256.Create(int.MaxValue).AsSingle());

    public static Single256 RootTable => Table(SimdTables.SingleRoot);

    public static Single256 Zero => new(Vector256<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator +(Single256 left, Single256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator -(Single256 left, Single256 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator -(Single256 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator *(Single256 left, Single256 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 operator /(Single256 left, Single256 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Divide(Single256 value, Single256 divisor, Single256 reciprocal) => value / divisor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Broadcast(double value) => new(Vector256.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Broadcast(float value) => new(Vector256.Create(value));

    public static Single256 Table(ReadOnlySpan<double> numbers)
    {
        Vector128<float> four = Vector128.Create((float)numbers[0], (float)numbers[1], (float)numbers[2], (float)numbers[3]);
        return new(Vector256.Create(four, four));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Load(void* source) => new(Vector256.Load((float*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 MultiplyAdd(Single256 left, Single256 right, Single256 addend) =>
        new(Vector256.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Single256 sum, Single256 left, Single256 right) =>
        sum._value = Vector256.FusedMultiplyAdd(left._value, right._value, sum._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 SquareRoot(Single256 value) => new(Vector256.Sqrt(value._value));

    // The order matters: the hardware returns the second operand where one of them is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 AtMost(Single256 limit, Single256 value) => new(Vector256.MinNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 AtLeast(Single256 limit, Single256 value) => new(Vector256.MaxNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 PickOfFour(Single256 numbers, void* table, Single256 sum)
    {
        Vector256<int> index = sum._value.AsInt32();
        if (Avx2.IsSupported)
        {
            // The instruction uses the low three bits of an index.
            return new(Avx2.PermuteVar8x32(numbers._value, index));
        }

        float* picked = stackalloc float[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            picked[lane] = ((float*)table)[index[lane] & 3];
        }

        return Load(picked);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 AddExponent(Single256 value, Single256 sum)
    {
        // The exponent field begins at bit 23.
        return new((value._value.AsInt32() + (sum._value.AsInt32() << 21)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 And(Single256 mask, Single256 value) => new(mask._value & value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 WithSign(Single256 magnitude, Single256 value, Single256 signed) =>
        new(Vector256.AndNot(signed._value, magnitude._value) | value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 IfNegative(Single256 tested, Single256 whenNegative, Single256 otherwise)
    {
        Vector256<float> negative = Vector256.LessThan(tested._value, Vector256<float>.Zero);
        return new(Vector256.ConditionalSelect(negative, whenNegative._value, otherwise._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Single256 first, Single256 second)
    {
        Vector256<float> eight = first._value + second._value;
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two[0] + two[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(void* target) => _value.Store((float*)target);
}
