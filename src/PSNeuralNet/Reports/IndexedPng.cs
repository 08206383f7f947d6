using System.Buffers.Binary;
using System.IO.Compression;

namespace PSNeuralNet.Reports;

/// <summary>Pictures of up to 256 colors as PNG files: each pixel is a byte that says which.</summary>
internal static class IndexedPng
{
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>The picture as an address that holds it.</summary>
    /// <param name="width">How many pixels are in a row.</param>
    /// <param name="pixels">The number of the color of each pixel, row by row from the top.</param>
    /// <param name="palette">The colors: red, green, blue, and how opaque.</param>
    public static string DataAddress(int width, byte[] pixels, IReadOnlyList<(byte Red, byte Green, byte Blue, byte Alpha)> palette)
    {
        return "data:image/png;base64," + Convert.ToBase64String(Encode(width, pixels, palette));
    }

    /// <summary>The picture as a file.</summary>
    public static byte[] Encode(int width, byte[] pixels, IReadOnlyList<(byte Red, byte Green, byte Blue, byte Alpha)> palette)
    {
        int height = pixels.Length / width;
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);

        // Eight bits a pixel, with a palette.
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
        Chunk(file, "PLTE"u8, [.. palette.SelectMany(color => new[] { color.Red, color.Green, color.Blue })]);
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
        uint check = uint.MaxValue;
        foreach (byte one in (byte[])[.. name, .. contents])
        {
            check = Remainders[(byte)(check ^ one)] ^ (check >> 8);
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, ~check);
        file.Write(number);
    }

    /// <summary>Of the check of the PNG specification, annex D: what a byte leaves.</summary>
    private static uint Remainder(int value)
    {
        uint rest = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            rest = (rest & 1) == 1 ? 0xEDB88320 ^ (rest >> 1) : rest >> 1;
        }

        return rest;
    }
}
