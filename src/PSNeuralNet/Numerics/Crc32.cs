using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace PSNeuralNet.Numerics;

/// <summary>
/// CRC-32 of gzip and PNG: polynomial 0x04C11DB7, bits reflected, begun and ended with all bits set. 16 bytes at a time by carry-less
/// multiplication (x64), 8 by the instruction for it (Arm64), else one by a table.
/// </summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc1952#section-8"/>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Shifted((uint)value, 8))];

    // A block of 128 bits moves on by 128 bits: its first half is multiplied by x^(128+32), its second by x^(128-32), modulo the polynomial.
    private static readonly Vector128<ulong> Fold = Vector128.Create(Power(128 + 32), Power(128 - 32));

    /// <summary>CRC of the bytes before and these bytes.</summary>
    /// <param name="crc">CRC of the bytes before; 0 for none.</param>
    /// <param name="bytes">The bytes.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        if (Pclmulqdq.IsSupported && bytes.Length >= 2 * Vector128<byte>.Count)
        {
            int rest = bytes.Length % Vector128<byte>.Count;
            crc = AppendBlocks(crc, bytes[..^rest]);
            bytes = bytes[^rest..];
        }

        if (ArmCrc32.Arm64.IsSupported)
        {
            for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            {
                crc = ArmCrc32.Arm64.ComputeCrc32(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            }
        }

        return ~AppendBytes(crc, bytes);
    }

    private static uint AppendBlocks(uint crc, ReadOnlySpan<byte> bytes)
    {
        Vector128<ulong> block = Vector128.Create(bytes).AsUInt64() ^ Vector128.CreateScalar((ulong)crc);
        for (bytes = bytes[Vector128<byte>.Count..]; !bytes.IsEmpty; bytes = bytes[Vector128<byte>.Count..])
        {
            block = Pclmulqdq.CarrylessMultiply(block, Fold, 0x00) ^ Pclmulqdq.CarrylessMultiply(block, Fold, 0x11) ^ Vector128.Create(bytes).AsUInt64();
        }

        Span<byte> last = stackalloc byte[Vector128<byte>.Count];
        block.AsByte().CopyTo(last);
        return AppendBytes(0, last);
    }

    private static uint AppendBytes(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            crc = Table[(byte)crc ^ value] ^ (crc >> 8);
        }

        return crc;
    }

    /// <summary>x^power modulo the polynomial, bits reflected, for a product whose lowest bit is its 127th.</summary>
    private static ulong Power(int power) => (ulong)Shifted(1u << 31, power) << 1;

    private static uint Shifted(uint value, int bits)
    {
        for (int bit = 0; bit < bits; bit++)
        {
            value = (value >> 1) ^ ((value & 1) * Polynomial);
        }

        return value;
    }
}
