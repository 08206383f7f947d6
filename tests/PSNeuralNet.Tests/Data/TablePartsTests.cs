namespace PSNeuralNet.Tests.Data;

/// <summary>Large files are read in parts at once, and nobody notices: the same dataset, the same errors.</summary>
public class TablePartsTests
{
    [Trait("Category", "Slow")]
    [Fact]
    public void Parts_give_what_the_whole_gives()
    {
        var random = new Random(11);
        string[] colors = ["red", "\"green, \"\"light\"\"\"", "\"dark\r\nblue\"", "NA", "", "x\"y"];
        for (int table = 0; table < 300; table++)
        {
            var text = new StringBuilder(table % 2 == 0 ? "" : "\uFEFF").Append("a,b,color,flag,day,w,y\r\n");
            int rows = random.Next(2, 40);
            string kinds = colors[random.Next(3)];
            for (int row = 0; row < rows; row++)
            {
                string color = table % 3 == 0 ? kinds : colors[random.Next(table % 5 == 0 ? 6 : 5)];
                string b = row < rows / 2 && table % 4 == 0 ? "" : random.NextDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{random.Next(100)},{b},{color},{(random.Next(2) == 0 ? "true" : "False")},2026-01-{random.Next(10, 30)},{random.Next(1, 3)},{(row % 2 == 0 ? "n" : "p")}\r\n");
                text.Append(random.Next(9) == 0 ? "\r\n" : "");
            }

            if (table % 7 == 0)
            {
                text.Append(table % 2 == 0 ? "1,x,red,true,2026-01-01,1,n\r\n" : "1,2\r\n");
            }

            byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
            string expected = Outcome(bytes, long.MaxValue, isParsed: true);
            Assert.Equal(expected, Outcome(bytes, random.Next(20, 200), isParsed: true));
            Assert.Equal(expected, Outcome(bytes, random.Next(20, 200)));
            Assert.Equal(expected, Outcome(bytes, long.MaxValue));
        }
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Damaged_files_give_the_same_error()
    {
        var random = new Random(12);
        byte[] sound = Encoding.UTF8.GetBytes("a,b,color,flag,day,w,y\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i % 5}.5,\"c\n{i % 3}\",true,2026-01-0{1 + (i % 7)},1,{(i % 2 == 0 ? "n" : "p")}\n")));
        int errors = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = MutationTests.Damage(sound, random);
            string expected = Outcome(damaged, long.MaxValue, isParsed: true);
            Assert.Equal(expected, Outcome(damaged, 100, isParsed: true));
            Assert.Equal(expected, Outcome(damaged, 100));
            Assert.Equal(expected, Outcome(damaged, long.MaxValue));
            errors += expected.StartsWith("Error", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.InRange(errors, 500, 1900);
    }

    [Fact]
    public void Files_are_cut_at_the_ends_of_records()
    {
        string text = "a,y\n1,\"x\ny\"\n2,z\n3,\"u\nv\"\n4,w\n";
        long[] starts = TableParts.Cut(Source(Encoding.UTF8.GetBytes(text)), 10);
        Assert.Equal(Environment.ProcessorCount > 1 ? 2 : 1, starts.Length > 1 ? 2 : 1);
        Assert.All(starts, start => Assert.Contains(text[(int)start..], (string[])[text, "1,\"x\ny\"\n2,z\n3,\"u\nv\"\n4,w\n", "2,z\n3,\"u\nv\"\n4,w\n", "3,\"u\nv\"\n4,w\n", "4,w\n"]));
        Assert.Equal([0], TableParts.Cut(Source(Encoding.UTF8.GetBytes(text)), 1000));
        Assert.Equal([0], TableParts.Cut(Source([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]), 10));
    }

    private static FileSource Source(byte[] bytes) => new FileSource("memory", () => new MemoryStream(bytes, writable: false));

    private static string Outcome(byte[] bytes, long leastBytes, bool isParsed = false)
    {
        try
        {
            DatasetImport import = TableFile.Read(Source(bytes), new TableOptions { Target = ["y"], SampleWeight = "w" }, ',', null, CancellationToken.None, leastBytes, isParsed);
            Dataset data = import.Dataset;
            return $"{data.Schema} {string.Join(' ', data.Schema.Column)} {string.Join(' ', data.FeatureName)} {string.Join(' ', data.X.ToColumnMajorArray())} {string.Join(' ', data.Y.ToColumnMajorArray())} {string.Join(' ', data.Weight!)} {string.Join(' ', import.Warning)}";
        }
        catch (NetworkException exception)
        {
            return $"Error {exception.Id}: {exception.Message}";
        }
    }
}
