namespace PSNeuralNet.Data;

/// <summary>Codes of short texts of a column, by their bytes: most texts of categories and classes were there before.</summary>
internal sealed unsafe class KnownTexts
{
    /// <summary>Length of the longest text, in bytes.</summary>
    public const int MaximumBytes = 15;

    /// <summary>Number of bytes that may be read from the start of a text.</summary>
    public const int ReadableBytes = 16;

    private const int Bits = 6;
    private readonly (ulong Low, ulong High, double Value)[] _entries = new (ulong, ulong, double)[1 << Bits];

    /// <summary>Finds a text.</summary>
    /// <param name="text">The text, from which <see cref="ReadableBytes"/> can be read.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="value">The value of its code.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(byte* text, int length, out double value)
    {
        if (length is 0 or > MaximumBytes)
        {
            value = 0;
            return false;
        }

        (ulong low, ulong high) = Key(text, length);
        ref (ulong Low, ulong High, double Value) entry = ref _entries[Place(low, high)];
        value = entry.Value;
        return entry.Low == low && entry.High == high;
    }

    /// <summary>Adds a text, in the place of another one.</summary>
    /// <param name="text">The text, from which <see cref="ReadableBytes"/> can be read.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="value">Its value; nothing is added for one that is no code.</param>
    public void Add(byte* text, int length, double value)
    {
        if (length is > 0 and <= MaximumBytes && CellCode.Of(value) >= 0)
        {
            (ulong low, ulong high) = Key(text, length);
            _entries[Place(low, high)] = (low, high, value);
        }
    }

    /// <summary>The bytes, with the length as the last one; never 0.</summary>
    private static (ulong Low, ulong High) Key(byte* text, int length)
    {
        ulong low = Unsafe.ReadUnaligned<ulong>(text), high = Unsafe.ReadUnaligned<ulong>(text + 8);
        int first = Math.Min(length, 8), second = length - first;
        return (low & (ulong.MaxValue >> (64 - (8 * first))), (high & ~(ulong.MaxValue << (8 * second))) | ((ulong)length << 56));
    }

    private static int Place(ulong low, ulong high) => (int)(((low ^ (high * 0x9E3779B97F4A7C15)) * 0xC2B2AE3D27D4EB4F) >> (64 - Bits));
}
