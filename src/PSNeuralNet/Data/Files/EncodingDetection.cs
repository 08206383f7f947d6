using System.Text.Unicode;

namespace PSNeuralNet.Data;

/// <summary>Encoding of a text by its first bytes: a byte order mark, or the zero bytes of UTF-16 and UTF-32.</summary>
internal static class EncodingDetection
{
    /// <summary>Number of bytes that are looked at.</summary>
    public const int HeadSize = 1 << 12;

    private static readonly UTF32Encoding Utf32BigEndian = new(bigEndian: true, byteOrderMark: true);

    /// <summary>The encoding that a byte order mark tells; null for none.</summary>
    public static Encoding? Marked(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        [0, 0, 0xFE, 0xFF, ..] => Utf32BigEndian,
        _ => null,
    };

    /// <summary>
    /// UTF-16 or UTF-32 without a mark; null for other text, also with single zero bytes. Most characters of a table, or its delimiters,
    /// digits and line ends at least, are below U+0100, so the upper bytes are zero and the lowest ones are not.
    /// </summary>
    public static Encoding? Guess(ReadOnlySpan<byte> head)
    {
        int quads = head.Length / 4;
        Span<int> zeros = stackalloc int[4];
        for (int i = 0; i < 4 * quads; i++)
        {
            zeros[i % 4] += head[i] == 0 ? 1 : 0;
        }

        int even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
        return quads == 0 || even + odd == 0 ? null
            : zeros[3] == quads && 10 * zeros[2] >= 9 * quads && 4 * zeros[0] <= quads ? Encoding.UTF32
            : zeros[0] == quads && 10 * zeros[1] >= 9 * quads && 4 * zeros[3] <= quads ? Utf32BigEndian
            : IsWide(odd, even, 2 * quads, head) ? Encoding.Unicode
            : IsWide(even, odd, 2 * quads, head) ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>True for an encoding of 2 or 4 bytes a unit.</summary>
    public static bool IsWide(Encoding encoding) => encoding.CodePage is 1200 or 1201 or 12000 or 12001;

    /// <summary>True for UTF-16 with these numbers of upper and lower bytes that are zero.</summary>
    private static bool IsWide(int upper, int lower, int units, ReadOnlySpan<byte> head) =>
        2 * lower < upper && (10 * upper >= 7 * units || (8 * upper >= units && !IsUtf8(head)));

    /// <summary>True for UTF-8, perhaps cut within its last character.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> head) =>
        Utf8.IsValid(head) || Utf8.IsValid(head[..^1]) || Utf8.IsValid(head[..^2]) || Utf8.IsValid(head[..^3]);
}
