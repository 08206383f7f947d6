using System.IO.Compression;
using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Gzip files are whole or an error: every member is compared with its CRC-32 and its length.</summary>
public class GzipContentTests
{
    private static readonly byte[] Long = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i * 7919 % 10007},{i % 2}\n")));

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void A_cut_at_any_byte_is_an_error(CompressionLevel level)
    {
        // The mark of a gzip member in the content misleads nobody.
        byte[] content = [.. "a,y\n1,0\n"u8, 0x1F, 0x8B, 0x08, .. "\n2,1\n"u8, 0x1F, 0x8B, 0x08, 0, 0, .. Long.AsSpan(0, 300)];
        byte[] whole = Member(content, level);
        Assert.Equal(content, Read(whole));
        for (int length = 2; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Read(whole[..length]));
        }
    }

    [Fact]
    public void A_cut_of_several_members_is_an_error_but_between_them()
    {
        byte[] first = Member("a,y\n1,0\n"u8), second = Header(0x1E, [.. BitConverter.GetBytes((ushort)3), 1, 2, 3, .. "name\0comment\0"u8], Member("2,1\n3,0\n"u8)), empty = Member([]);
        byte[] whole = [.. first, .. second, .. empty];
        Assert.Equal("a,y\n1,0\n2,1\n3,0\n", Encoding.UTF8.GetString(Read(whole)));
        for (int length = 2; length < whole.Length; length++)
        {
            if (length == first.Length || length == first.Length + second.Length)
            {
                Read(whole[..length]);
            }
            else
            {
                Assert.Throws<InvalidDataException>(() => Read(whole[..length]));
            }
        }
    }

    [Fact]
    public void A_changed_bit_is_an_error_or_changes_no_content()
    {
        byte[] whole = [.. Member(Long.AsSpan(0, 200)), .. Member("x\n"u8)], content = [.. Long.AsSpan(0, 200), .. "x\n"u8];
        int unchanged = 0;
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] changed = [.. whole];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(content, Read(changed));
                unchanged++;
            }
            catch (InvalidDataException)
            {
                // Detected.
            }
        }

        // Of each member: time, level, operating system and the flag of text, 49 bits; up to 7 that pad the last byte of its data.
        Assert.InRange(unchanged, 2 * 49, 2 * (49 + 7));
    }

    [Fact]
    public void Many_members_are_one_content_however_the_file_is_read()
    {
        var random = new Random(3);
        var file = new MemoryStream();
        var content = new MemoryStream();
        for (int i = 0; i < 400; i++)
        {
            byte[] part = Long[..random.Next(random.Next(10) == 0 ? Long.Length : 40)];
            if (i % 3 == 0)
            {
                random.NextBytes(part);
            }

            content.Write(part);
            file.Write(Member(part, (CompressionLevel)random.Next(4)));
        }

        Assert.Equal(content.ToArray(), Read(file.ToArray()));
        Assert.Equal(content.ToArray(), Read(file.ToArray(), piece: 1));
        Assert.Equal(content.ToArray(), Read(file.ToArray(), piece: 4099));
    }

    [Fact]
    public void Zeros_may_follow_and_nothing_else()
    {
        byte[] member = Member(Long);
        Assert.Equal(Long, Read([.. member, 0]));
        Assert.Equal(Long, Read([.. member, .. new byte[200_000]]));
        Assert.Contains("bytes follow", Assert.Throws<InvalidDataException>(() => Read([.. member, (byte)'x'])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Read([.. member, 0, 0, .. member]));
        Assert.Throws<InvalidDataException>(() => Read([.. member, .. "rubbish"u8]));
        Assert.Throws<InvalidDataException>(() => Read([.. member, .. member[..^1]]));
    }

    [Fact]
    public void Zeros_and_marks_in_the_content_are_content()
    {
        foreach (int length in (int[])[0, 1, 7, 8, 9, 70_000])
        {
            byte[] zeros = new byte[length], marks = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 3 == 0 ? 0x1F : i % 3 == 1 ? 0x8B : 8))];
            foreach (CompressionLevel level in Enum.GetValues<CompressionLevel>())
            {
                Assert.Equal(zeros, Read(Member(zeros, level)));
                Assert.Equal(marks, Read([.. Member(marks, level), 0]));
            }
        }
    }

    [Fact]
    public void Tables_and_images_that_are_cut_off_are_told()
    {
        byte[] table = [.. Member([.. "a,y\n"u8, .. Long]), .. Member("1,0\n2,1\n"u8)];
        Assert.Equal(3002, Table(table).SampleCount);
        var images = Memory(Member(ImageFileTests.Idx(0x08, [2, 2], [1, 2, 3, 4])));
        byte[] labels = Member(ImageFileTests.Idx(0x08, [2], [0, 1]));
        Assert.Equal(2, ImageFile.Read(images, Memory(labels), new TableOptions { Target = ["Label"] }, null, CancellationToken.None).Dataset.SampleCount);
        foreach (int lost in (int[])[1, 5, 8, 9, 12, 20])
        {
            Assert.Equal("FileDamaged", Failing(() => Table(table[..^lost])).Id);
            Assert.Equal("FileDamaged", Failing(() => ImageFile.Read(images, Memory(labels[..^lost]), new TableOptions { Target = ["Label"] }, null, CancellationToken.None)).Id);
        }
    }

    [Fact]
    public void The_checksum_is_that_of_the_standard()
    {
        Assert.Equal(0xCBF43926, Crc32.Append(0, "123456789"u8));
        byte[] bytes = new byte[200];
        new Random(4).NextBytes(bytes);
        for (int length = 0; length < bytes.Length; length++)
        {
            uint expected = uint.MaxValue;
            for (int bit = 0; bit < 8 * length; bit++)
            {
                expected = (expected >> 1) ^ (((expected ^ ((uint)bytes[bit / 8] >> (bit % 8))) & 1) * 0xEDB88320);
            }

            Assert.Equal(~expected, Crc32.Append(0, bytes.AsSpan(0, length)));
            Assert.Equal(~expected, Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, length / 3)), bytes.AsSpan(length / 3, length - (length / 3))));
        }
    }

    private static byte[] Member(ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Fastest)
    {
        var file = new MemoryStream();
        using (var stream = new GZipStream(file, level))
        {
            stream.Write(content);
        }

        byte[] bytes = file.ToArray();
        return content.IsEmpty && bytes.Length == 0 ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0] : bytes;
    }

    /// <summary>The member with another header: flags, the fields for them, and the checksum of all that.</summary>
    private static byte[] Header(byte flags, byte[] fields, byte[] member)
    {
        byte[] header = [0x1F, 0x8B, 8, flags, .. member.AsSpan(4, 6), .. fields];
        return [.. header, .. BitConverter.GetBytes((ushort)Crc32.Append(0, header)), .. member.AsSpan(10)];
    }

    private static Dataset Table(byte[] bytes) => TableFile.Read(Memory(bytes), Options(), null, null, CancellationToken.None).Dataset;

    private static FileSource Memory(byte[] bytes) => new FileSource("memory", () => new MemoryStream(bytes, writable: false));

    private static byte[] Read(byte[] file, int piece = int.MaxValue)
    {
        using var content = new GzipContent(new Pieces(file, piece));
        var all = new MemoryStream();
        content.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>Stream that gives up to so many bytes a read, and does not seek.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : ReadOnlyStream
    {
        private int _position;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            int count = Math.Min(Math.Min(buffer.Length, piece), bytes.Length - _position);
            bytes.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }
    }
}
