namespace PSNeuralNet.Tests.Data;

/// <summary>One grammar: plain reading, reading in parts, and the parser give the same table or the same error, whatever the text.</summary>
public class CsvGrammarTests
{
    // Beside common pieces, those that readers see differently: lone CR, byte order marks, zero bytes, marks of gzip, quotes in odd places.
    private static readonly string[] Numbers = ["1", "2.5", "-3e2", "7", "", "NA", "\"8\"", " 9"];
    private static readonly string[] Texts = ["x", "y z", "\"q\"", "\"a,b\"", "\"l\nm\"", "\"d\"\"e\"", "", "é", "\"\"\"\""];
    private static readonly string[] Odd = ["\"l\rm\"", "\"", "x\"y", "\"q\"x", "\uFEFF", "\uFEFF1", "\0", "1\0", "\u001F\u008B", "\r", " ", "\uFFFE", "é", "日本", "\"\"", "\"\r\n\"", "#a", "1\r2"];
    private static readonly string[] Ends = ["\n", "\r\n", "\r"];
    private static readonly string[] OddEnds = ["\r", "\n\r", "\n\n", "\r\r\n", "\n \n", "\n\r\n", "\n\uFEFF", "\n\0", "\n\u001F\u008B", "\n\uFEFF\r\n"];

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1, 4000, 40, 9)]
    [InlineData(2, 400, 400, 60)]
    [InlineData(3, 24, 40_000, 50_000)]
    public void The_readers_agree(int seed, int tables, int rows, int leastBytes)
    {
        var random = new Random(seed);
        int datasets = 0;
        for (int table = 0; table < tables; table++)
        {
            byte[] bytes = Table(random, random.Next(2, rows + 1));
            datasets += RequireSame(bytes, random.Next(leastBytes / 2, leastBytes)) ? 1 : 0;
        }

        Assert.InRange(datasets, tables / 6, tables - 2);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void The_parser_has_the_grammar_of_RFC_4180_wherever_its_buffer_ends()
    {
        var random = new Random(4);
        int errors = 0;
        for (int table = 0; table < 3000; table++)
        {
            string text = Encoding.UTF8.GetString(Table(random, random.Next(100) == 0 ? 20_000 : random.Next(2, 60)));
            List<string>? expected = Reference(text);
            Assert.Equal(expected is null, Parsed(text) is null);
            errors += expected is null ? 1 : 0;
            if (expected is not null)
            {
                Assert.Equal(expected, Parsed(text));
            }
        }

        Assert.InRange(errors, 100, 2000);
    }

    [Theory]
    [InlineData("a,b,y\n1,2,n\n\uFEFF3,4,p\n5,6,n\n")]
    [InlineData("a,b,y\n1,2,n\n\r3,4,p\n5,6,n\n")]
    [InlineData("a,b,y\n1,2,n\r\r3,4,p\n\r5,6,n\n\r")]
    [InlineData("a,b,y\n1,2,n\n\u001F\u008B\u0008,4,p\n5,6,n\n")]
    [InlineData("a,b,y\nx,2,n\n\0,4,p\n\0,6,n\n")]
    [InlineData("a,b,y\nx\"y,2,n\n\"p\nq\",4,p\nx,6,n\nx,6,n\n")]
    public void Known_disagreements_are_gone(string text)
    {
        byte[] bytes = [.. text.Select(character => character == '\uFEFF' ? Encoding.UTF8.GetPreamble() : [(byte)character]).SelectMany(piece => piece)];
        for (int leastBytes = 1; leastBytes < bytes.Length; leastBytes++)
        {
            RequireSame(bytes, leastBytes);
        }
    }

    /// <summary>Records of a text, fields joined, by one loop over its characters; null if it is wrongly quoted.</summary>
    private static List<string>? Reference(string text)
    {
        var records = new List<string>();
        var record = new StringBuilder();
        for (int i = 0; i < text.Length;)
        {
            if (text[i] == '"')
            {
                for (i++; i < text.Length && (text[i] != '"' || (i + 1 < text.Length && text[i + 1] == '"')); i++)
                {
                    record.Append(text[i]);
                    i += text[i] == '"' ? 1 : 0;
                }

                if (++i > text.Length || (i < text.Length && text[i] is not (',' or '\r' or '\n')))
                {
                    return null;
                }
            }

            for (; i < text.Length && text[i] is not (',' or '\r' or '\n'); i++)
            {
                record.Append(text[i]);
            }

            bool isNext = i < text.Length && text[i] == ',', isLast = i + (isNext ? 1 : 0) == text.Length;
            i += i + 1 < text.Length && text[i] == '\r' && text[i + 1] == '\n' ? 2 : 1;
            record.Append(isNext ? "¦" : "");
            if (!isNext || isLast)
            {
                records.Add(record.ToString());
                record.Clear();
            }
        }

        return records;
    }

    private static List<string>? Parsed(string text)
    {
        try
        {
            using ICsvParser parser = PrivateDependency.CreateCsvParser(new StringReader(text), ',');
            var records = new List<string>();
            while (parser.Read())
            {
                records.Add(string.Join('¦', Enumerable.Range(0, parser.FieldCount).Select(i => parser.Field(i).ToString())));
            }

            return records;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool RequireSame(byte[] bytes, int leastBytes)
    {
        string expected = Outcome(bytes, long.MaxValue, isParsed: true);
        foreach ((string reader, string actual) in new[] { ("plain", Outcome(bytes, long.MaxValue, false)), ("parts", Outcome(bytes, leastBytes, false)), ("parsed parts", Outcome(bytes, leastBytes, true)) })
        {
            if (expected != actual)
            {
                Assert.Fail($"{reader}, parts of {leastBytes} bytes: {Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 2000))).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal)}\nExpected {expected[..Math.Min(1500, expected.Length)]}\nActual   {actual[..Math.Min(1500, actual.Length)]}");
            }
        }

        return !expected.StartsWith("Error", StringComparison.Ordinal);
    }

    private static byte[] Table(Random random, int rows)
    {
        // Rare enough that about half of the tables are sound.
        int odd = random.Next(2) == 0 ? 0 : random.Next((rows / 4) + 1, 4 * rows), width = random.Next(2, 5);
        string[][] common = [.. Enumerable.Range(0, width).Select(_ => (random.Next(2) == 0 ? Numbers : Texts)[..random.Next(2, 9)])];
        string end = Ends[random.Next(random.Next(3) == 0 ? 3 : 2)];
        var text = new StringBuilder(random.Next(4) == 0 ? "\uFEFF" : "").Append(string.Join(',', Enumerable.Range(0, width - 1).Select(i => $"c{i}"))).Append(",y").Append(end);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < width; i++)
            {
                bool isOdd = odd > 0 && random.Next(odd) == 0;
                text.Append(i == 0 ? "" : ",").Append(isOdd ? Odd[random.Next(Odd.Length)] : i == width - 1 ? (row % 2 == 0 ? "n" : "p") : common[i][random.Next(common[i].Length)]);
            }

            text.Append(odd > 0 && random.Next(odd) == 0 ? OddEnds[random.Next(OddEnds.Length)] : row == rows - 1 && random.Next(2) == 0 ? "" : end);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Outcome(byte[] bytes, long leastBytes, bool isParsed)
    {
        try
        {
            var source = new FileSource("memory", () => new MemoryStream(bytes, writable: false));
            DatasetImport import = TableFile.Read(source, new TableOptions { Target = ["y"] }, ',', null, CancellationToken.None, leastBytes, isParsed);
            Dataset data = import.Dataset;
            return $"{data.Schema} {string.Join(' ', data.Schema.Column)} {string.Join(' ', data.FeatureName)} {string.Join(' ', data.ClassName)} {string.Join(' ', data.Features)} {string.Join(' ', Enumerable.Range(0, data.SampleCount).Select(s => data.TargetOf(s)))} {string.Join(' ', import.Warning)}";
        }
        catch (NetworkException exception)
        {
            return $"Error {exception.Id}: {exception.Message}";
        }
    }
}
