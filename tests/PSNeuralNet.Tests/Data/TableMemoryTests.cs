using System.IO.Compression;
using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Tables larger than the memory: an error while rows arrive, before the memory is taken.</summary>
public class TableMemoryTests
{
    private const int Rows = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Numbers_are_counted_as_rows_arrive(int columns)
    {
        string table = string.Join(',', Enumerable.Range(0, columns).Select(i => $"c{i}")) + ",y\n"
            + string.Concat(Enumerable.Range(0, Rows).Select(i => string.Concat(Enumerable.Range(0, columns).Select(column => $"{(i + column) % 9},")) + $"{i % 2}\n"));

        // Cells and labels.
        Refused(table, (Rows * 8 * (columns + 3)) - 1);

        // Labels, cells and features.
        Read(table, (Rows * 8 * ((2 * columns) + 3)) + 1000);
    }

    [Fact]
    public void Constant_columns_count_too()
    {
        string table = "a,b,c,y\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"1,2,{i % 7},{i % 2}\n"));
        Refused(table, (Rows * (24 + 24)) - 1);
        Refused(table, Rows * (24 + 24 + 8));
        Read(table, (Rows * (24 + 24 + 8)) + 1000);
    }

    [Fact]
    public void Long_texts_count()
    {
        string table = "a,c,y\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{i},{i % 40}{new string('x', 1000)},{i % 2}\n"));
        Refused(table, 40 * 4000);
        Read(table, 500_000);
    }

    [Fact]
    public void Long_labels_count()
    {
        string table = "a,y\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"{i},{i % 100}{new string('x', 1000)}\n"));
        Refused(table, 100 * 2000);
        Read(table, 1_000_000);
    }

    [Fact]
    public void Features_of_categories_are_counted_before_they_are_made()
    {
        string table = "c,y\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"t{i % 50},{i % 2}\n"));
        Refused(table, Rows * 50 * 8);
        Read(table, Rows * (50 + 8) * 8);
    }

    [Fact]
    public void Rows_of_objects_are_counted()
    {
        TableReader reader = Reader(Options() with { MemoryLimit = 1500 }, Column("a", [.. Enumerable.Range(0, 20).Select(i => (object?)i)]));
        Assert.Equal(20, reader.RowCount);
        NetworkException error = Failing(() => Reader(Options() with { MemoryLimit = 1500 }, Column("a", [.. Enumerable.Range(0, 40).Select(i => (object?)i)])));
        Assert.Equal(("TableTooLarge", FailureCategory.LimitsExceeded), (error.Id, error.Category));
    }

    [Fact]
    public void An_endless_line_is_an_error()
    {
        byte[] bytes = Gzip(stream =>
        {
            stream.Write("a,y\n"u8);
            byte[] piece = new byte[1 << 20];
            Array.Fill(piece, (byte)'7');
            for (int i = 0; i < 64; i++)
            {
                stream.Write(piece);
            }
        });
        Assert.InRange(bytes.Length, 1, 1 << 20);
        Assert.Equal("CsvFormatInvalid", Failing(() => TableFile.Read(Source(bytes), Options(), null, null, CancellationToken.None)).Id);
    }

    [Fact]
    public void A_network_of_too_many_values_is_refused_before_it_is_parsed()
    {
        byte[] json = Encoding.UTF8.GetBytes("[" + string.Concat(Enumerable.Repeat("0,", 1000)) + "0]");
        Assert.False(NetworkFile.IsTooLarge(json, 40_000));
        Assert.True(NetworkFile.IsTooLarge(json, 30_000));
        Assert.True(NetworkFile.IsTooLarge(new byte[1_000_000], 900_000));
    }

    private static void Refused(string table, long limit)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(table);
        foreach (byte[] content in (byte[][])[bytes, Gzip(stream => stream.Write(bytes))])
        {
            foreach (bool isParsed in (bool[])[false, true])
            {
                NetworkException error = Failing(() => TableFile.Read(Source(content), Options() with { MemoryLimit = limit }, null, null, CancellationToken.None, leastBytes: 10_000, isParsed));
                Assert.Equal("TableTooLarge", error.Id);
            }
        }
    }

    private static void Read(string table, long limit)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(table);
        foreach (byte[] content in (byte[][])[bytes, Gzip(stream => stream.Write(bytes))])
        {
            Assert.NotNull(TableFile.Read(Source(content), Options() with { MemoryLimit = limit }, null, null, CancellationToken.None, leastBytes: 10_000).Dataset);
        }
    }

    private static FileSource Source(byte[] bytes) => new("memory", () => new MemoryStream(bytes, writable: false));

    private static byte[] Gzip(Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            write(gzip);
        }

        return bytes.ToArray();
    }
}
