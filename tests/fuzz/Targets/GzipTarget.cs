using System.IO.Compression;

namespace PSNeuralNet.Fuzz;

/// <summary>
/// Gzip files of one or more members. An input describes a file and a damage: whole files give their content; damaged ones an error, or
/// the content where the damage is in bytes without meaning.
/// </summary>
internal sealed class GzipTarget : FuzzTarget
{
    private const int Instructions = 8, HeaderCrc = 2, LongestHeader = 10 + 7 + 10 + 10;

    /// <inheritdoc/>
    public override string Name => "gzip";

    /// <inheritdoc/>
    public override int Turns => 8;

    /// <summary>Length of what a file holds; that of its bytes if it is damaged.</summary>
    /// <param name="bytes">The file.</param>
    public static long UnpackedLength(byte[] bytes)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes, writable: false), CompressionMode.Decompress);
            byte[] buffer = new byte[1 << 16];
            long length = 0;
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                length += read;
            }

            return length;
        }
        catch (InvalidDataException)
        {
            return bytes.Length;
        }
    }

    /// <inheritdoc/>
    public override byte[] Generate(Random random)
    {
        byte[] input = new byte[Instructions + random.Next(random.Next(50) == 0 ? 100_000 : 300)];
        random.NextBytes(input);
        if (random.Next(2) == 0)
        {
            // Compressible, with headers of members in it.
            byte[] pattern = [0x1F, 0x8B, 0x08, 0, 65, 66];
            for (int i = Instructions; i < input.Length; i++)
            {
                input[i] = pattern[i % (1 + (input[0] % pattern.Length))];
            }
        }

        return input;
    }

    /// <inheritdoc/>
    public override long Check(byte[] input)
    {
        byte[] choices = new byte[Instructions];
        input.AsSpan(0, Math.Min(input.Length, Instructions)).CopyTo(choices);
        byte[] content = input.Length > Instructions ? input[Instructions..] : [];
        int members = 1 + (choices[0] % 3);
        var file = new List<byte>();
        var ends = new List<(int File, int Content)> { (0, 0) };
        for (int member = 0; member < members; member++)
        {
            int from = content.Length * member / members, to = content.Length * (member + 1) / members;
            file.AddRange(Member(content.AsSpan(from, to - from), choices[1], (choices[2] % 4) == 0 ? CompressionLevel.NoCompression : CompressionLevel.Fastest));
            ends.Add((file.Count, to));
        }

        byte[] whole = [.. file];
        int at = (choices[4] | (choices[5] << 8) | (choices[6] << 16)) % whole.Length;

        // A header without a checksum of its own: a changed length of a field in it may skip to the next member.
        int start = ends.Last(end => end.File <= at).File;
        bool isUnchecked = (choices[1] & HeaderCrc) == 0 && at - start < LongestHeader;
        (string damage, byte[] bytes) = (choices[3] % 5) switch
        {
            0 => ("nothing", whole),
            1 => ("a cut", whole[..at]),
            2 => ("a flipped bit", Flipped(whole, at, choices[7])),
            3 => ("zeros after the end", [.. whole, .. new byte[1 + (choices[7] * 7)]]),
            _ => ("bytes after the end", [.. whole, .. choices]),
        };
        if (bytes.Length < 2 || bytes[0] != 0x1F || bytes[1] != 0x8B)
        {
            // No gzip file, but text.
            return whole.Length;
        }

        (byte[]? actual, NetworkException? error) = Try(() => Content(bytes));
        bool mustRead = damage is "nothing" or "zeros after the end";
        Require(!mustRead || error is null, $"gzip with {damage} is an error: {error?.Message}");

        // A cut between two members leaves a whole file of fewer members.
        int length = damage == "a cut" && ends.FirstOrDefault(end => end.File == at && at > 0) is { File: > 0 } end ? end.Content : damage == "a cut" ? -1 : content.Length;
        Require(actual is null || (damage == "a flipped bit" && isUnchecked) || (length >= 0 && actual.AsSpan().SequenceEqual(content.AsSpan(0, length))), $"gzip with {damage} is read as other content: {actual?.Length} of {content.Length} bytes");
        return Math.Max(content.Length, whole.Length);
    }

    private static byte[] Content(byte[] bytes)
    {
        return DataFile.Reading("memory", () =>
        {
            using var gzip = new GzipContent(new MemoryStream(bytes, writable: false));
            using var content = new MemoryStream();
            gzip.CopyTo(content);
            return content.ToArray();
        });
    }

    private static byte[] Flipped(byte[] whole, int at, byte bit)
    {
        byte[] damaged = [.. whole];
        damaged[at] ^= (byte)(1 << (bit % 8));
        return damaged;
    }

    /// <summary>A member with any of the optional fields of RFC 1952.</summary>
    private static byte[] Member(ReadOnlySpan<byte> content, byte flags, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(content);
            if (content.IsEmpty)
            {
                gzip.Flush();
            }
        }

        byte[] plain = packed.ToArray();
        if (plain.Length == 0)
        {
            // The runtime writes nothing for no content.
            plain = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        }

        const int Fixed = 10, Text = 1, Extra = 4, NameField = 8, Comment = 16;
        int used = flags & (Text | HeaderCrc | Extra | NameField | Comment);
        List<byte> header = [.. plain.AsSpan(0, Fixed)];
        header[3] = (byte)used;
        header.AddRange((used & Extra) != 0 ? [5, 0, 1, 0x1F, 0x8B, 8, 4] : []);
        header.AddRange((used & NameField) != 0 ? "table.csv\0"u8 : []);
        header.AddRange((used & Comment) != 0 ? "a comment\0"u8 : []);
        if ((used & HeaderCrc) != 0)
        {
            uint crc = Crc([.. header]);
            header.AddRange([(byte)crc, (byte)(crc >> 8)]);
        }

        return [.. header, .. plain.AsSpan(Fixed)];
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
