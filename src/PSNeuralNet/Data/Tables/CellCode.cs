namespace PSNeuralNet.Data;

/// <summary>
/// Codes of cells that are no plain numbers, in the place of one: the payload of a NaN. An empty cell is NaN itself.
/// </summary>
internal static class CellCode
{
    private const long Base = 0x7FF9_0000_0000_0000;

    /// <summary>The value of a code: a NaN.</summary>
    public static double ToValue(int code) => BitConverter.Int64BitsToDouble(Base | (uint)code);

    /// <summary>Code of a value; -1 for a number and an empty cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return bits >> 32 == Base >> 32 ? (int)bits : -1;
    }
}
