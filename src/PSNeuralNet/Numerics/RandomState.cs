using System.Numerics;
using System.Runtime.Intrinsics;

namespace PSNeuralNet.Numerics;

/// <summary>
/// Random number generator that reproduces <c>numpy.random.RandomState(seed)</c> value for value:
/// MT19937, 53-bit uniforms, legacy polar Gaussians, masked-rejection integers, Fisher-Yates shuffles.
/// </summary>
/// <remarks>
/// Source: M. Matsumoto, T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); the order in which raw values are used is
/// that of NumPy's legacy generator. Not thread-safe: one instance for each stream of values.
/// </remarks>
public sealed partial class RandomState
{
    private const int StateSize = 624;
    private const int Shift = 397;

    private readonly uint[] _state = new uint[StateSize];
    private readonly uint[] _values = new uint[StateSize];
    private int _position = StateSize;
    private double _spareGaussian;
    private bool _hasSpareGaussian;

    /// <summary>Creates the generator that <c>numpy.random.RandomState(seed)</c> creates.</summary>
    /// <param name="seed">0 to 4294967295 (2^32 - 1).</param>
    /// <exception cref="NetworkException">The seed is outside that range.</exception>
    public RandomState(long seed) => Restart(seed);

    /// <summary>The seed.</summary>
    public long Seed { get; private set; }

    /// <summary>A random seed, 0 to 2^32 - 1, from the operating system, for callers that were given none.</summary>
    public static long DrawSeed() => Random.Shared.NextInt64(0, (long)uint.MaxValue + 1);

    /// <summary>The next value of <c>random_sample()</c>: uniform in [0, 1), a multiple of 2^-53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Uniform()
    {
        uint high = NextUInt32() >> 5;
        uint low = NextUInt32() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>The next value of <c>uniform(low, high)</c>: uniform in [low, high).</summary>
    /// <param name="low">The lower bound, included.</param>
    /// <param name="high">The upper bound.</param>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>The next value of <c>standard_normal()</c>: Gaussian, mean 0, deviation 1.</summary>
    /// <remarks>Marsaglia's polar method gives pairs; the second value of each is kept for the next call.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double StandardNormal()
    {
        if (_hasSpareGaussian)
        {
            _hasSpareGaussian = false;
            return _spareGaussian;
        }

        double x, y, radius;
        do
        {
            x = (2.0 * Uniform()) - 1.0;
            y = (2.0 * Uniform()) - 1.0;
            radius = (x * x) + (y * y);
        }
        while (radius is >= 1.0 or 0.0);

        double factor = Math.Sqrt(-2.0 * Math.Log(radius) / radius);
        _spareGaussian = factor * x;
        _hasSpareGaussian = true;
        return factor * y;
    }

    /// <summary>The next value of <c>normal(mean, deviation)</c>.</summary>
    /// <param name="mean">The mean (NumPy: loc).</param>
    /// <param name="deviation">The standard deviation (NumPy: scale).</param>
    public double Normal(double mean, double deviation) => mean + (deviation * StandardNormal());

    /// <summary>The next value of <c>randint(low, high)</c>: a whole number, uniform in [low, high).</summary>
    /// <param name="low">The lowest value.</param>
    /// <param name="high">One above the highest value; more than <paramref name="low"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no number in [low, high).</exception>
    public long RandInt(long low, long high)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        ulong range = (ulong)high - (ulong)low - 1;
        return (long)((ulong)low + Interval(range));
    }

    /// <summary><c>shuffle(values)</c>: Fisher-Yates shuffle, in place.</summary>
    /// <param name="values">The values to shuffle.</param>
    /// <param name="cancellation">Cancels the shuffle, which leaves the values partly shuffled.</param>
    /// <exception cref="OperationCanceledException">The shuffle was canceled.</exception>
    public void Shuffle<T>(Span<T> values, CancellationToken cancellation = default)
    {
        const int ValuesPerCheck = 4096;
        for (int i = values.Length - 1; i > 0; i--)
        {
            if (i % ValuesPerCheck == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            int j = (int)Interval((ulong)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary><c>permutation(count)</c>: the numbers 0 to count - 1 in random order.</summary>
    /// <param name="count">Number of values.</param>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var values = new int[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = i;
        }

        Shuffle<int>(values);
        return values;
    }

    /// <summary>Uniform integer in [0, maximum] by rejection: draws of the fewest bits that hold maximum, until one is in range.</summary>
    private ulong Interval(ulong maximum)
    {
        if (maximum == 0)
        {
            return 0;
        }

        ulong mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(maximum);
        ulong value;
        do
        {
            value = (maximum <= uint.MaxValue ? NextUInt32() : NextUInt64()) & mask;
        }
        while (value > maximum);
        return value;
    }

    /// <summary>Makes sure that a seed is in its range.</summary>
    /// <exception cref="NetworkException">It is not.</exception>
    internal static void RequireSeed(long seed)
    {
        if (seed is < 0 or > uint.MaxValue)
        {
            throw NumericsErrors.SeedInvalid(seed);
        }
    }

    /// <summary>Reseeds: the state of a new generator with this seed.</summary>
    internal void Restart(long seed)
    {
        RequireSeed(seed);
        Begin(seed);
        uint value = (uint)seed;
        for (int i = 0; i < StateSize; i++)
        {
            _state[i] = value;
            value = Next(value, (uint)i + 1u);
        }
    }

    private void Begin(long seed)
    {
        Seed = seed;
        _position = StateSize;
        _hasSpareGaussian = false;
    }

    /// <summary>The next word of the state of a seed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Next(uint word, uint index) => (1812433253u * (word ^ (word >> 30))) + index;

    private ulong NextUInt64()
    {
        ulong high = NextUInt32();
        return (high << 32) | NextUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint NextUInt32()
    {
        if (_position == StateSize)
        {
            Regenerate();
        }

        return _values[_position++];
    }

    /// <summary>The next 624 values.</summary>
    private void Regenerate()
    {
        // state[i] from state[i + 1] and state[i + 397], modulo 624: in three loops without remainders.
        Span<uint> state = _state;
        Twist(state, 0, StateSize - Shift, Shift);
        Twist(state, StateSize - Shift, StateSize - 1, Shift - StateSize);
        state[^1] = Twist(state[^1], state[0], state[Shift - 1]);
        Temper(state, _values);
        _position = 0;
    }

    /// <summary>Of the words from start to end - 1, four at a time: each needs the old word after it, and one that is at least 227 words away.</summary>
    private static void Twist(Span<uint> state, int start, int end, int far)
    {
        int i = start;
        for (; i + Vector128<uint>.Count <= end; i += Vector128<uint>.Count)
        {
            Vector128<uint> y = (Vector128.Create(state[i..]) & Vector128.Create(0x80000000u)) | (Vector128.Create(state[(i + 1)..]) & Vector128.Create(0x7fffffffu));
            Vector128<uint> odd = Vector128<uint>.Zero - (y & Vector128<uint>.One);
            (Vector128.Create(state[(i + far)..]) ^ (y >> 1) ^ (odd & Vector128.Create(0x9908b0dfu))).CopyTo(state[i..]);
        }

        for (; i < end; i++)
        {
            state[i] = Twist(state[i], state[i + 1], state[i + far]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Twist(uint word, uint next, uint far)
    {
        uint y = (word & 0x80000000u) | (next & 0x7fffffffu);
        return far ^ (y >> 1) ^ ((y & 1u) * 0x9908b0dfu);
    }

    private static void Temper(ReadOnlySpan<uint> state, Span<uint> values)
    {
        // 128 bits: precompiled code may not assume wider vectors, and would be compiled again in each process.
        for (int i = 0; i < StateSize; i += Vector128<uint>.Count)
        {
            Vector128<uint> y = Vector128.Create(state[i..]);
            y ^= y >> 11;
            y ^= (y << 7) & Vector128.Create(0x9d2c5680u);
            y ^= (y << 15) & Vector128.Create(0xefc60000u);
            (y ^ (y >> 18)).CopyTo(values[i..]);
        }
    }
}
