using System.Buffers.Binary;
using System.IO.Compression;
using PSNeuralNet.Charts;

namespace PSNeuralNet.Reports;

/// <summary>PNG files with a palette of up to 256 colors: each pixel is the index of a color.</summary>
internal static class IndexedPng
{
    /// <summary>The picture as a data URL.</summary>
    /// <param name="width">The number of pixels in a row.</param>
    /// <param name="pixels">The color index of each pixel, row by row from the top.</param>
    /// <param name="palette">The colors and their opacities.</param>
    public static string DataUrl(int width, byte[] pixels, IReadOnlyList<(Rgb Color, byte Alpha)> palette) =>
        "data:image/png;base64," + Convert.ToBase64String(Encode(width, pixels, palette));

    /// <summary>The contents of a file.</summary>
    public static byte[] Encode(int width, byte[] pixels, IReadOnlyList<(Rgb Color, byte Alpha)> palette)
    {
        int height = pixels.Length / width;
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);

        // Bit depth 8, color type 3: indexed.
        (header[8], header[9]) = (8, 3);
        var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int row = 0; row < height; row++)
            {
                packed.WriteByte(0);
                packed.Write(pixels, row * width, width);
            }
        }

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, [.. palette.SelectMany(color => new[] { color.Color.Red, color.Color.Green, color.Color.Blue })]);
        Chunk(file, "tRNS"u8, [.. palette.Select(color => color.Alpha)]);
        Chunk(file, "IDAT"u8, rows.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, byte[] contents)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, contents.Length);
        file.Write(number);
        file.Write(name);
        file.Write(contents);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checksum([.. name, .. contents]));
        file.Write(number);
    }

    /// <summary>CRC-32 of the PNG specification, annex D, before the final complement.</summary>
    private static uint Checksum(byte[] contents)
    {
        uint check = uint.MaxValue;
        foreach (byte one in contents)
        {
            check ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                check = (check & 1) == 1 ? 0xEDB88320 ^ (check >> 1) : check >> 1;
            }
        }

        return check;
    }
}
