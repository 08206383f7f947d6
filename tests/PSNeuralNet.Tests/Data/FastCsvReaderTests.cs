using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Rows are read straight from the bytes of plain text, and nobody notices: the parser gives the same.</summary>
public class FastCsvReaderTests
{
    private static readonly string[] Ends = ["\n", "\r\n"];

    [Theory]
    [InlineData("a,b,y\n1,2,n\n3,4,p\n", true)]
    [InlineData("\uFEFFa,b,y\r\n1,2,n\r\n\r\n3,4,p", true)]
    [InlineData("\"a\",\"b\",\"y\"\n\"1\",\"2e3\",\"n \"\"x\"\"\"\n\"3\",\"4\",\"p,\nq\"\n", true)]
    [InlineData(",b,y\n1,2,n\n3,4,p\n", true)]
    [InlineData("a,b,y\r1,2,n\r3,4,p\r", false)]
    [InlineData("a,b,y\n1,2,n\n3,x\"4,p\n", false)]
    [InlineData("a,b,y\n1,2,n\n3,\"4\"5,p\n", false)]
    [InlineData("a,b,y\n1,2,n\n3,4\n", false)]
    [InlineData("a,b,y\n1,2,n\n3,4,5,p\n", false)]
    [InlineData("a,b,y\n1,2,n\n3,4,\"p\n", false)]
    [InlineData("a,b,y\n1,2,n\n  \n3,4,p\n", false)]
    [InlineData("a,b,y\n1,2,n\n3,x,p\n", true)]
    [InlineData("\na,b,y\n1,2,n\n3,4,p\n", false)]
    public void What_is_plain_is_known(string text, bool isPlain)
    {
        string[] names = text.StartsWith(',') ? ["H1", "b", "y"] : ["a", "b", "y"];
        TableColumns? columns = FastCsvReader.TryRead(Source(text), null, names, hasHeader: true, Options(), ',', new ImportProgressReporter(null, CancellationToken.None));
        Assert.Equal(isPlain, columns is not null);
        Assert.Equal(isPlain ? 2 : 0, columns?.RowCount ?? 0);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void The_parser_gives_the_same_wherever_a_buffer_ends()
    {
        var random = new Random(21);
        for (int table = 0; table < 24; table++)
        {
            string end = Ends[table % 2];
            var text = new StringBuilder("a,b,note,day,y").Append(end);
            for (int row = 0; row < 9000; row++)
            {
                string number = (random.NextDouble() * Math.Pow(10, random.Next(-9, 9))).ToString(random.Next(3) == 0 ? "R" : "G5", CultureInfo.InvariantCulture);
                string note = random.Next(5) switch { 0 => $"\"ä,{end}{random.Next(4)}\"", 1 => "\"say \"\"ö\"\"\"", 2 => "", 3 => "\"\"", _ => "日本" };
                text.Append(CultureInfo.InvariantCulture, $"{random.Next(-9, 999)},{(table % 3 == 0 ? $"\"{number}\"" : number)},{note},2026-02-{random.Next(1, 29):00},{(random.Next(2) == 0 ? "n" : "p")}");
                text.Append(row == 8999 && table % 4 == 0 ? "" : end);
            }

            RequireSame(Encoding.UTF8.GetBytes(text.ToString()), Options());
        }
    }

    [Fact]
    public void Numbers_alone_stay_where_they_were_read()
    {
        var random = new Random(22);
        string rows = string.Concat(Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{random.NextDouble():R},{i},{random.Next()},{i % 2}\n")));
        foreach (string text in (string[])["a,b,c,y\n" + rows, "a,b,c,y\n" + rows + "\n", "a,b,c,y\n\n" + rows[..^1]])
        {
            RequireSame(Encoding.UTF8.GetBytes(text), Options());
            RequireSame(Encoding.UTF8.GetBytes(text), Options() with { Feature = ["c", "a"] });
            RequireSame(Encoding.UTF8.GetBytes(text), Options() with { SampleWeight = "b" });
        }
    }

    [Fact]
    public void A_claim_of_more_cells_than_bytes_takes_no_memory()
    {
        Assert.Null(CellGrid.TryCreate(1_000_000, 1000, 3_000_000, long.MaxValue));
        Assert.Null(CellGrid.TryCreate(0, 3, 100, long.MaxValue));
        Assert.Equal(12, CellGrid.TryCreate(4, 3, 12, 96)!.Values.Length);
        Assert.Null(CellGrid.TryCreate(4, 3, 12, 95));
    }

    private static void RequireSame(byte[] bytes, TableOptions options)
    {
        var source = new FileSource("memory", () => new MemoryStream(bytes, writable: false));
        Dataset expected = TableFile.Read(source, options, ',', null, CancellationToken.None, long.MaxValue, isParsed: true).Dataset;
        foreach (long leastBytes in (long[])[long.MaxValue, bytes.Length / 2])
        {
            Dataset actual = TableFile.Read(source, options, ',', null, CancellationToken.None, leastBytes).Dataset;
            Assert.Equal(expected.FeatureName, actual.FeatureName);
            Assert.Equal(expected.ClassName, actual.ClassName);
            Assert.True(expected.Features.AsSpan().SequenceEqual(actual.Features));
            Assert.True(expected.Targets.AsSpan().SequenceEqual(actual.Targets));
            Assert.Equal(expected.Weight, actual.Weight);
        }
    }

    private static FileSource Source(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return new FileSource("memory", () => new MemoryStream(bytes, writable: false));
    }
}
