using System.Buffers;
using System.Runtime.InteropServices;

namespace PSNeuralNet.Numerics;

/// <summary>
/// Radix sort of doubles in ascending order, from the lowest digits to the highest: stable, and in time proportional to the length. Numbers of few
/// decimals are sorted as integers, which have fewer digits. -0 is before 0; NaN is not expected.
/// </summary>
internal static unsafe class RadixSort
{
    private const int Bytes = sizeof(double);
    private const int Values = 256;
    private const ulong SignBit = 1UL << 63;

    // Of integers.
    private const int DigitBits = 11;
    private const int MaximumDecimals = 6;
    private const double MaximumInteger = 1e9;

    /// <summary>Sorts numbers.</summary>
    /// <param name="numbers">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(Span<double> numbers) => Sort(numbers, []);

    /// <summary>Sorts numbers, and items with them.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="items">An item for each number, or none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(Span<double> numbers, Span<int> items)
    {
        if (!TrySortIntegers(numbers, items))
        {
            SortBits(numbers, items);
        }
    }

    /// <summary>Sorts numbers that are integers divided by a power of ten; false for others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TrySortIntegers(Span<double> numbers, Span<int> items)
    {
        int length = numbers.Length, lowest = 0, highest = 0;
        uint[] keys = ArrayPool<uint>.Shared.Rent(2 * length);
        int[] otherItems = items.IsEmpty ? [] : ArrayPool<int>.Shared.Rent(length);
        double scale = 1;
        fixed (double* own = numbers)
        fixed (uint* firstKeys = keys)
        fixed (int* ownItems = items, otherOfItems = otherItems)
        {
            int decimals = 0, read = 0;
            while (decimals <= MaximumDecimals && (read = ToIntegers(own, length, scale, (int*)firstKeys, out lowest, out highest)) < length)
            {
                (decimals, scale) = (decimals + 1, scale * 10);
            }

            if (read == length)
            {
                Sort(own, length, scale, firstKeys, lowest, (uint)(highest - lowest), ownItems, otherOfItems);
            }

            Return(keys);
            Return(otherItems);
            return read == length;
        }
    }

    /// <summary>Sorts integers, and makes numbers of them again.</summary>
    /// <param name="numbers">Receives the numbers.</param>
    /// <param name="length">Number of integers.</param>
    /// <param name="scale">Scale of the numbers.</param>
    /// <param name="keys">The integers, with place for as many again.</param>
    /// <param name="lowest">The lowest integer.</param>
    /// <param name="range">Distance to the highest one.</param>
    /// <param name="items">The items; null for none.</param>
    /// <param name="otherItems">Place for as many items.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort(double* numbers, int length, double scale, uint* keys, int lowest, uint range, int* items, int* otherItems)
    {
        uint* from = keys, to = keys + length;
        int* itemsFrom = items, itemsTo = otherItems;
        for (int i = 0; i < length; i++)
        {
            from[i] -= (uint)lowest;
        }

        for (int shift = 0; shift < 32 && range >> shift > 0; shift += DigitBits)
        {
            Move(from, to, itemsFrom, itemsTo, length, shift);
            uint* sorted = to;
            to = from;
            from = sorted;
            int* moved = itemsTo;
            itemsTo = itemsFrom;
            itemsFrom = moved;
        }

        for (int i = 0; i < length; i++)
        {
            numbers[i] = ((int)from[i] + lowest) / scale;
        }

        if (itemsFrom != items)
        {
            new Span<int>(itemsFrom, length).CopyTo(new Span<int>(items, length));
        }
    }

    /// <summary>Multiplies numbers by a scale, up to the first that is no integer then.</summary>
    /// <returns>Number of integers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ToIntegers(double* numbers, int length, double scale, int* integers, out int lowest, out int highest)
    {
        (lowest, highest) = (int.MaxValue, int.MinValue);
        for (int i = 0; i < length; i++)
        {
            double scaled = Math.Round(numbers[i] * scale);
            int integer = Math.Abs(scaled) <= MaximumInteger ? (int)scaled : 0;
            if (BitConverter.DoubleToInt64Bits(integer / scale) != BitConverter.DoubleToInt64Bits(numbers[i]))
            {
                return i;
            }

            integers[i] = integer;
            lowest = Math.Min(lowest, integer);
            highest = Math.Max(highest, integer);
        }

        return length;
    }

    /// <summary>Moves keys, and items where there are some, into the order of a digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(uint* from, uint* to, int* itemsFrom, int* itemsTo, int length, int shift)
    {
        const uint Mask = (1 << DigitBits) - 1;
        int* places = stackalloc int[1 << DigitBits];
        new Span<int>(places, 1 << DigitBits).Clear();
        for (int i = 0; i < length; i++)
        {
            places[(from[i] >> shift) & Mask]++;
        }

        ToStarts(places, 1 << DigitBits);
        for (int i = 0; i < length; i++)
        {
            int place = places[(from[i] >> shift) & Mask]++;
            to[place] = from[i];
            if (itemsTo != null)
            {
                itemsTo[place] = itemsFrom[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortBits(Span<double> numbers, Span<int> items)
    {
        int length = numbers.Length;
        ulong[] otherKeys = ArrayPool<ulong>.Shared.Rent(length);
        int[] otherItems = items.IsEmpty ? [] : ArrayPool<int>.Shared.Rent(length);
        int* counts = stackalloc int[Bytes * Values];
        new Span<int>(counts, Bytes * Values).Clear();
        fixed (ulong* own = MemoryMarshal.Cast<double, ulong>(numbers), other = otherKeys)
        fixed (int* ownItems = items, otherOfItems = otherItems)
        {
            ulong* from = own, to = other;
            int* itemsFrom = ownItems, itemsTo = otherOfItems;
            Count(from, length, counts);
            for (int i = 0; i < Bytes && length > 1; i++)
            {
                int* places = counts + (i * Values);
                if (places[(byte)(from[0] >> (8 * i))] == length)
                {
                    // The same byte in all.
                    continue;
                }

                ToStarts(places, Values);
                if (items.IsEmpty)
                {
                    Move(from, to, length, 8 * i, places);
                }
                else
                {
                    Move(from, to, itemsFrom, itemsTo, length, 8 * i, places);
                    int* moved = itemsFrom;
                    itemsFrom = itemsTo;
                    itemsTo = moved;
                }

                ulong* sorted = to;
                to = from;
                from = sorted;
            }

            for (int i = 0; i < length; i++)
            {
                ulong key = from[i];
                own[i] = key ^ ((ulong)((long)~key >> 63) | SignBit);
            }

            if (itemsFrom != ownItems)
            {
                otherItems.AsSpan(0, length).CopyTo(items);
            }
        }

        Return(otherKeys);
        Return(otherItems);
    }

    private static void Return<T>(T[] rented)
    {
        if (rented.Length > 0)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    /// <summary>Makes keys of the bits of numbers, which are ordered as the numbers are, and counts their bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ulong* keys, int length, int* counts)
    {
        for (int i = 0; i < length; i++)
        {
            ulong key = keys[i] ^ ((ulong)((long)keys[i] >> 63) | SignBit);
            keys[i] = key;
            for (int at = 0; at < Bytes; at++)
            {
                counts[(at * Values) + (byte)(key >> (8 * at))]++;
            }
        }
    }

    /// <summary>Replaces numbers of keys by the place of the first one.</summary>
    private static void ToStarts(int* counts, int length)
    {
        for (int i = 0, start = 0; i < length; i++)
        {
            (counts[i], start) = (start, start + counts[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(ulong* from, ulong* to, int length, int shift, int* places)
    {
        for (int i = 0; i < length; i++)
        {
            ulong key = from[i];
            to[places[(byte)(key >> shift)]++] = key;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(ulong* from, ulong* to, int* itemsFrom, int* itemsTo, int length, int shift, int* places)
    {
        for (int i = 0; i < length; i++)
        {
            ulong key = from[i];
            int place = places[(byte)(key >> shift)]++;
            to[place] = key;
            itemsTo[place] = itemsFrom[i];
        }
    }
}
