using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSNeuralNet.Data;

/// <summary>
/// Number parser (invariant culture). Fast path for short decimals (Clinger): an integer of up to 2^53, multiplied or divided by an exact
/// power of ten, is rounded once, and so the value of <see cref="double.Parse(string)"/>.
/// </summary>
internal static unsafe class NumberText
{
    /// <summary>Number of bytes that <see cref="ScanShort"/> reads.</summary>
    public const int ShortBytes = 18;

    private const ulong LargestExact = 1UL << 53;

    // Maximum digits of 64 bits.
    private const int MaximumDigits = 18;

    // No power of ten that is exact has more, and these cannot overflow.
    private const int MaximumExponentDigits = 3;

    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a number written as 1234.5 or 1e-3, which may be NaN or infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        fixed (char* start = text)
        {
            if (text.Length > 0 && Scan((ushort*)start, text.Length, out number) == text.Length)
            {
                return true;
            }
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>
    /// Reads a text of up to 15 digits which the number gives again, with the zeros at its end: 12.5, 12.50 and -3.00, but not +3, 007, -0, 1.
    /// or 1e3. False for other texts.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number.</param>
    /// <param name="zeros">Number of zeros at the end of the decimals.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryPlain(ReadOnlySpan<char> text, out double number, out int zeros)
    {
        const int MaximumKept = 15, MaximumLeading = 3;
        (number, zeros) = (0, 0);
        int at = text.Length > 0 && text[0] == '-' ? 1 : 0, first = at;
        ulong digits = 0;
        if (text.Length - first > MaximumDigits + 1)
        {
            return false;
        }

        for (uint digit; at < text.Length && (digit = text[at] - (uint)'0') <= 9; at++)
        {
            digits = (10 * digits) + digit;
        }

        int whole = at - first, decimals = 0, leading = 0;
        if (whole == 0 || (whole > 1 && text[first] == '0'))
        {
            return false;
        }

        ulong kept = digits;
        if (at < text.Length)
        {
            int point = at++;
            if (text[point] != '.' || at == text.Length)
            {
                return false;
            }

            for (uint digit; at < text.Length && (digit = text[at] - (uint)'0') <= 9; at++)
            {
                leading += digits == 0 && digit == 0 ? 1 : 0;
                digits = (10 * digits) + digit;
                if (digit != 0)
                {
                    (kept, decimals) = (digits, at - point);
                }
            }

            zeros = text.Length - 1 - point - decimals;
        }

        if (at < text.Length || whole + decimals > MaximumKept || (decimals > 0 ? leading > MaximumLeading : kept == 0 && first > 0))
        {
            return false;
        }

        number = kept / PowersOfTen[decimals];
        number = first > 0 ? -number : number;
        return true;
    }

    /// <summary>Parses the number at the start of a text by the fast path.</summary>
    /// <param name="text">The text: bytes of UTF-8, or units of UTF-16.</param>
    /// <param name="length">Length of the text.</param>
    /// <param name="number">The number.</param>
    /// <returns>Length of the number; 0 if the fast path does not apply.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Scan<T>(T* text, int length, out double number)
        where T : unmanaged, IBinaryInteger<T>
    {
        T* at = text, end = text + length;
        bool isNegative = at < end && uint.CreateTruncating(*at) == '-';
        at += isNegative ? 1 : 0;
        T* first = at;
        ulong digits = 0;
        for (uint digit; at < end && (digit = uint.CreateTruncating(*at) - '0') <= 9; at++)
        {
            digits = (10 * digits) + digit;
        }

        int count = (int)(at - first), power = 0;
        if (at < end && uint.CreateTruncating(*at) == '.')
        {
            T* start = ++at;
            for (uint digit; at < end && (digit = uint.CreateTruncating(*at) - '0') <= 9; at++)
            {
                digits = (10 * digits) + digit;
            }

            power = -(int)(at - start);
            count -= power;
        }

        number = 0;
        if (count is 0 or > MaximumDigits || digits > LargestExact)
        {
            return 0;
        }

        if (at < end && (uint.CreateTruncating(*at) | 0x20) == 'e')
        {
            at = Exponent(at + 1, end, ref power);
            if (at is null)
            {
                return 0;
            }
        }

        if (power is < -22 or > 22)
        {
            return 0;
        }

        number = power == 0 ? digits : power < 0 ? digits / PowersOfTen[-power] : digits * PowersOfTen[power];
        number = isNegative ? -number : number;
        return (int)(at - text);
    }

    /// <summary>
    /// <see cref="Scan"/> for at most 15 bytes of digits with an optional minus and point, in one vector: a loop would mispredict the
    /// length. The end is found first, and does not wait for the number.
    /// </summary>
    /// <param name="text">The text, of which <see cref="ShortBytes"/> bytes can be read.</param>
    /// <param name="number">The number.</param>
    /// <returns>Number of bytes of the number; 0 where it may be of another kind.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ScanShort(byte* text, out double number)
    {
        number = 0;
        if (!Sse41.IsSupported)
        {
            return 0;
        }

        Vector128<byte> bytes = Vector128.Load(text), digit = bytes - Vector128.Create((byte)'0');
        uint ends = Vector128.GreaterThan(bytes - Vector128.Create((byte)'-'), Vector128.Create((byte)('9' - '-'))).ExtractMostSignificantBits() | 0x10000;
        int length = BitOperations.TrailingZeroCount(ends), point = length, hasPoint = 0;
        Vector128<byte> isDigit = Vector128.LessThanOrEqual(digit, Vector128.Create((byte)9));
        uint sign = *text == '-' ? 1U : 0, others = (~isDigit.ExtractMostSignificantBits() & ((ends ^ (ends - 1)) >> 1)) ^ sign;
        if (others != 0)
        {
            (point, hasPoint) = (BitOperations.TrailingZeroCount(others), 1);
            if ((others & (others - 1)) != 0 || text[point] != '.')
            {
                return 0;
            }
        }

        int count = length - hasPoint;
        if (count == sign || length == 16 || (text[length] | 0x20) == 'e')
        {
            return 0;
        }

        // Digits without the point, right-aligned, zero-padded.
        Vector128<sbyte> place = Vector128.Create((sbyte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) - Vector128.Create((sbyte)(16 - count));
        place -= Vector128.GreaterThanOrEqual(place, Vector128.Create((sbyte)point));
        digit = Ssse3.Shuffle(digit & isDigit, place.AsByte());

        // Combines pairs of 1, 2 and 4 digits.
        Vector128<short> pairs = Ssse3.MultiplyAddAdjacent(digit, Vector128.Create((sbyte)10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1));
        Vector128<int> fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create((short)100, 1, 100, 1, 100, 1, 100, 1));
        Vector128<int> eights = Sse2.MultiplyAddAdjacent(
            Sse41.PackUnsignedSaturate(fours, fours).AsInt16(), Vector128.Create((short)10000, 1, 10000, 1, 10000, 1, 10000, 1));

        // Up to 15 digits are exact. The sign is set without a branch, which would be mispredicted.
        ulong halves = eights.AsUInt64()[0];
        double whole = (long)(((halves & uint.MaxValue) * 100_000_000) + (halves >> 32));
        double value = whole / Unsafe.Add(ref MemoryMarshal.GetReference(PowersOfTen), count - point);
        number = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(value) ^ ((ulong)sign << 63));
        return length;
    }

    /// <summary>Adds the exponent after e; null if it is not a short number.</summary>
    private static T* Exponent<T>(T* at, T* end, ref int power)
        where T : unmanaged, IBinaryInteger<T>
    {
        bool isNegative = at < end && uint.CreateTruncating(*at) == '-';
        at += isNegative || (at < end && uint.CreateTruncating(*at) == '+') ? 1 : 0;
        T* first = at;
        int exponent = 0;
        for (uint digit; at < end && at - first < MaximumExponentDigits && (digit = uint.CreateTruncating(*at) - '0') <= 9; at++)
        {
            exponent = (10 * exponent) + (int)digit;
        }

        power += isNegative ? -exponent : exponent;
        return at == first || (at < end && uint.CreateTruncating(*at) - '0' <= 9) ? null : at;
    }
}
