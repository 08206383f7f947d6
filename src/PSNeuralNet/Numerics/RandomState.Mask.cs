using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PSNeuralNet.Numerics;

// Many draws at once, for dropout, with wider vectors than code that every process runs may have.
public sealed partial class RandomState
{
    /// <summary>The number of generators that <see cref="Restart(RandomState[], long, long)"/> seeds.</summary>
    internal const int SeededAtOnce = 4;

    /// <summary>
    /// Reseeds four generators with seed, seed + step, ... modulo 2^32. Each word of a state needs the one before it, so four states at once take little more time
    /// than one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Restart(RandomState[] generators, long seed, long step)
    {
        uint a = (uint)seed, b = a + (uint)step, c = b + (uint)step, d = c + (uint)step;
        generators[0].Begin(a);
        generators[1].Begin(b);
        generators[2].Begin(c);
        generators[3].Begin(d);
        Span<uint> first = generators[0]._state, second = generators[1]._state, third = generators[2]._state, fourth = generators[3]._state;
        for (int i = 0; i < StateSize; i++)
        {
            (first[i], second[i], third[i], fourth[i]) = (a, b, c, d);
            uint next = (uint)i + 1u;
            (a, b, c, d) = (Next(a, next), Next(b, next), Next(c, next), Next(d, next));
        }
    }

    /// <summary>Of each value: <see cref="Uniform()"/> &lt; share ? 0 : kept, draw for draw.</summary>
    /// <param name="target">Receives 0 or <paramref name="kept"/>.</param>
    /// <param name="share">The share of zeros on average: 0 to less than 1.</param>
    /// <param name="kept">The other value.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Mask(Span<double> target, double share, double kept)
    {
        // A uniform number is n / 2^53 with a whole n, and it is less than the share where n < share * 2^53: both products are exact.
        long limit = (long)Math.Ceiling(share * 9007199254740992.0);
        int i = 0;
        while (i < target.Length)
        {
            if (_position == StateSize)
            {
                RegenerateWide(_state, _values);
                _position = 0;
            }

            // Two words make a number: n is the first one's upper 27 bits, then the second one's upper 26. In memory they are one little-endian word.
            int pairs = Math.Min((StateSize - _position) / 2, target.Length - i);
            ReadOnlySpan<ulong> words = MemoryMarshal.Cast<uint, ulong>(_values.AsSpan(_position, 2 * pairs));
            int done = BitConverter.IsLittleEndian ? Mask(words, target[i..], limit, kept) : 0;
            i += done;
            _position += 2 * done;
            if (done == 0 || (done < pairs && i < target.Length))
            {
                target[i++] = Uniform() < share ? 0 : kept;
            }
        }
    }

    /// <summary>Of as many words as fill whole vectors; returns their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Mask(ReadOnlySpan<ulong> words, Span<double> target, long limit, double kept)
    {
        Vector256<double> value = Vector256.Create(kept);
        ref ulong from = ref MemoryMarshal.GetReference(words);
        ref double to = ref MemoryMarshal.GetReference(target);
        int i = 0;
        for (; i + Vector256<ulong>.Count <= Math.Min(words.Length, target.Length); i += Vector256<ulong>.Count)
        {
            Vector256<ulong> word = Vector256.LoadUnsafe(ref from, (nuint)i);
            Vector256<ulong> n = ((word & Vector256.Create(0xffffffe0UL)) << 21) | (word >> 38);
            Vector256.AndNot(value, Vector256.LessThan(n.AsInt64(), Vector256.Create(limit)).AsDouble()).StoreUnsafe(ref to, (nuint)i);
        }

        return i;
    }

    /// <summary><see cref="Regenerate"/> with eight words at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RegenerateWide(uint[] state, uint[] values)
    {
        // The references need no checks of bounds: both arrays have StateSize words.
        ref uint from = ref MemoryMarshal.GetArrayDataReference(state);
        ref uint to = ref MemoryMarshal.GetArrayDataReference(values);
        TwistWide(state, 0, StateSize - Shift, Shift);
        TwistWide(state, StateSize - Shift, StateSize - 1, Shift - StateSize);
        state[^1] = Twist(state[^1], state[0], state[Shift - 1]);
        for (int i = 0; i < StateSize; i += Vector256<uint>.Count)
        {
            Vector256<uint> y = Vector256.LoadUnsafe(ref from, (nuint)i);
            y ^= y >> 11;
            y ^= (y << 7) & Vector256.Create(0x9d2c5680u);
            y ^= (y << 15) & Vector256.Create(0xefc60000u);
            (y ^ (y >> 18)).StoreUnsafe(ref to, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwistWide(uint[] state, int start, int end, int far)
    {
        ref uint word = ref MemoryMarshal.GetArrayDataReference(state);
        int i = start;
        for (; i + Vector256<uint>.Count <= end; i += Vector256<uint>.Count)
        {
            Vector256<uint> y = (Vector256.LoadUnsafe(ref word, (nuint)i) & Vector256.Create(0x80000000u)) | (Vector256.LoadUnsafe(ref word, (nuint)(i + 1)) & Vector256.Create(0x7fffffffu));
            Vector256<uint> odd = Vector256<uint>.Zero - (y & Vector256<uint>.One);
            (Vector256.LoadUnsafe(ref word, (nuint)(i + far)) ^ (y >> 1) ^ (odd & Vector256.Create(0x9908b0dfu))).StoreUnsafe(ref word, (nuint)i);
        }

        for (; i < end; i++)
        {
            state[i] = Twist(state[i], state[i + 1], state[i + far]);
        }
    }
}
