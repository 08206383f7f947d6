using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSNeuralNet.Numerics;

/// <summary>16 numbers of single precision in a 512-bit vector.</summary>
internal unsafe struct Single512(Vector512<float> value) : ISimd<Single512, float>
{
    private Vector512<float> _value = value;

    public static int Lanes => 16;

    public static int SumLanes => 16;

    public static bool IsSingle => true;

    public static Single512 Magnitude => new(Vector512.Create(int.MaxValue).AsSingle());

    public static Single512 RootTable => Table(SimdTables.SingleRoot);

    public static Single512 Zero => new(Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator +(Single512 left, Single512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator -(Single512 left, Single512 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator -(Single512 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator *(Single512 left, Single512 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 operator /(Single512 left, Single512 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Divide(Single512 value, Single512 divisor, Single512 reciprocal) => value / divisor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Broadcast(double value) => new(Vector512.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Broadcast(float value) => new(Vector512.Create(value));

    public static Single512 Table(ReadOnlySpan<double> numbers)
    {
        Vector128<float> four = Vector128.Create((float)numbers[0], (float)numbers[1], (float)numbers[2], (float)numbers[3]);
        return new(Vector512.Create(Vector256.Create(four, four), Vector256.Create(four, four)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Load(void* source) => new(Vector512.Load((float*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 MultiplyAdd(Single512 left, Single512 right, Single512 addend) =>
        new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Single512 sum, Single512 left, Single512 right) =>
        sum._value = Vector512.FusedMultiplyAdd(left._value, right._value, sum._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 SquareRoot(Single512 value) => new(Vector512.Sqrt(value._value));

    // The order matters: the hardware returns the second operand where one of them is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 AtMost(Single512 limit, Single512 value) => new(Vector512.MinNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 AtLeast(Single512 limit, Single512 value) => new(Vector512.MaxNative(limit._value, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 PickOfFour(Single512 numbers, void* table, Single512 sum)
    {
        Vector512<int> index = sum._value.AsInt32();
        if (Avx512F.IsSupported)
        {
            // The instruction uses the low four bits of an index.
            return new(Avx512F.PermuteVar16x32(numbers._value, index));
        }

        float* picked = stackalloc float[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            picked[lane] = ((float*)table)[index[lane] & 3];
        }

        return Load(picked);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 AddExponent(Single512 value, Single512 sum)
    {
        // The exponent field begins at bit 23.
        return new((value._value.AsInt32() + (sum._value.AsInt32() << 21)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 And(Single512 mask, Single512 value) => new(mask._value & value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 WithSign(Single512 magnitude, Single512 value, Single512 signed) =>
        new(Vector512.ConditionalSelect(magnitude._value, value._value, signed._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 IfNegative(Single512 tested, Single512 whenNegative, Single512 otherwise)
    {
        Vector512<float> negative = Vector512.LessThan(tested._value, Vector512<float>.Zero);
        return new(Vector512.ConditionalSelect(negative, whenNegative._value, otherwise._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Single512 first, Single512 second)
    {
        Vector256<float> eight = first._value.GetLower() + first._value.GetUpper();
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two[0] + two[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(void* target) => _value.Store((float*)target);
}
