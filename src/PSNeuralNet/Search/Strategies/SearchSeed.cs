namespace PSNeuralNet.Search;

/// <summary>Seeds of a search's own random streams: each depends on the seed of the search and a number only, so on no order of arrival.</summary>
internal static class SearchSeed
{
    /// <summary>The number of the stream that the Sobol sequence is scrambled with; trials have their own numbers, from 0.</summary>
    public const long Sequence = -1;

    /// <summary>The odd constant of SplitMix64 that neighbouring numbers are set apart by.</summary>
    public const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>A seed of <see cref="Numerics.RandomState"/>, 0 to 2^32 - 1. Neighbouring seeds and numbers have unrelated seeds.</summary>
    /// <param name="seed">The seed of the search.</param>
    /// <param name="number">The number of the trial or stream.</param>
    public static long Of(long seed, long number) => (long)(Mixed(Mixed((ulong)seed + Gamma) + (ulong)number + Gamma) >> 32);

    /// <summary>A number whose bits have nothing in common with those of its neighbours.</summary>
    /// <remarks>Source: the output function of SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014).</remarks>
    /// <param name="value">The number.</param>
    public static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
