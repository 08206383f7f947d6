using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Data;

/// <summary>Profile of whole rows: how many differ, and how many have a missing cell.</summary>
internal static class RowProfile
{
    private const int Block = 1024;

    /// <summary>Profile of the rows.</summary>
    /// <param name="columns">The columns: a value per row, NaN for a missing one.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="parts">Number of threads.</param>
    public static ColumnProfile Of(double[][] columns, int count, int parts)
    {
        (ulong First, ulong Second)[] hashes = new (ulong, ulong)[count];
        int[] missing = new int[parts];
        ParallelParts.Run(parts, part =>
        {
            for (int start = part * Block; start < count; start += parts * Block)
            {
                missing[part] += Hash(columns, start, hashes.AsSpan(start, Math.Min(Block, count - start)));
            }
        });
        int distinct = CountDistinct(hashes), doubled = count - distinct;
        return new ColumnProfile(ColumnProfile.Rows, null, count, missing.Sum(), distinct, doubled == 0 ? [] : [$"{doubled} row{(doubled == 1 ? " is the same as an earlier one" : "s are the same as earlier ones")}"]);
    }

    /// <summary>Hashes of some rows, of 128 bits, so that those of different rows differ.</summary>
    /// <returns>Number of rows with a missing cell.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Hash(double[][] columns, int start, Span<(ulong First, ulong Second)> hashes)
    {
        Span<bool> isMissing = stackalloc bool[hashes.Length];
        hashes.Fill((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F));
        foreach (double[] column in columns)
        {
            ReadOnlySpan<double> values = column.AsSpan(start, hashes.Length);
            for (int i = 0; i < values.Length && i < hashes.Length && i < isMissing.Length; i++)
            {
                bool isNaN = double.IsNaN(values[i]);
                isMissing[i] |= isNaN;

                // -0 is 0.
                ulong bits = isNaN ? ulong.MaxValue : BitConverter.DoubleToUInt64Bits(values[i] + 0.0);
                ref (ulong First, ulong Second) hash = ref hashes[i];
                hash.First = (BitOperations.RotateLeft(hash.First, 27) ^ bits) * 0x9E3779B97F4A7C15;
                hash.Second = BitOperations.RotateLeft(hash.Second + (bits * 0xC2B2AE3D27D4EB4F), 31) * 0x165667B19E3779F9;
            }
        }

        return isMissing.Count(true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountDistinct((ulong First, ulong Second)[] hashes)
    {
        // Index of a row, from 1, in the place of its hash or the next free one.
        int[] rows = new int[BitOperations.RoundUpToPowerOf2((uint)(2 * (long)hashes.Length) + 1)];
        int mask = rows.Length - 1, distinct = 0;
        for (int row = 0; row < hashes.Length; row++)
        {
            (ulong first, ulong second) = hashes[row];
            int place = (int)(first >> 32) & mask;
            while (rows[place] != 0 && hashes[rows[place] - 1] != (first, second))
            {
                place = (place + 1) & mask;
            }

            if (rows[place] == 0)
            {
                rows[place] = row + 1;
                distinct++;
            }
        }

        return distinct;
    }
}
