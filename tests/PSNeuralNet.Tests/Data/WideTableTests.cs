namespace PSNeuralNet.Tests.Data;

/// <summary>Tables of tens of thousands of columns: work and memory by the column, not by its square.</summary>
public sealed class WideTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Columns_are_found_by_hash(bool isParsed)
    {
        // A search for each name would compare hundreds of millions of names here.
        string path = Write(20_000, isParsed ? "\"1\"" : "1");
        string[] all = [.. Enumerable.Range(0, 20_000).Select(i => $"c{i}")];
        TableOptions plain = new() { Target = ["y"], SampleWeight = "w" };
        Assert.Equal(20_000, TableFile.Read(path, plain).Dataset.FeatureCount);
        NamePattern[] named = [.. all.Select(NamePattern.FromString)];
        Assert.Equal(all, TableFile.Read(path, plain with { Feature = named, Numeric = named }).Dataset.FeatureName);
        Assert.Equal(["c19999"], TableFile.Read(path, plain with { ExcludeFeature = named[..^1] }).Dataset.FeatureName);
        Assert.Equal(40_000, TableFile.Read(path, plain with { Categorical = named }).Dataset.FeatureCount);
    }

    [Fact]
    public void Names_and_patterns_choose_as_before()
    {
        string path = Path.Combine(_folder, "a.csv");
        File.WriteAllText(path, "Alpha,beta,ab,w,y\n1,2,3,1,p\n2,3,5,1,q\n4,4,4,2,p\n");
        var star = new NamePattern("a*", name => name.StartsWith('a') || name.StartsWith('A'));
        TableOptions options = new() { Target = ["Y"], SampleWeight = "W" };
        Assert.Equal(["Alpha", "ab"], TableFile.Read(path, options with { Feature = [star] }).Dataset.FeatureName);
        Assert.Equal(["beta", "Alpha"], TableFile.Read(path, options with { Feature = ["BETA", "alpha"] }).Dataset.FeatureName);
        Assert.Equal(["beta"], TableFile.Read(path, options with { ExcludeFeature = [star] }).Dataset.FeatureName);
        Assert.Equal(["Alpha", "ab"], TableFile.Read(path, options with { ExcludeFeature = ["Beta"] }).Dataset.FeatureName);
        Assert.Equal([ColumnKind.Category, ColumnKind.Number, ColumnKind.Category], TableFile.Read(path, options with { Categorical = [star], Numeric = ["ab"] }).Dataset.Schema.Column.Select(column => column.Kind));
        string[] ids = [.. new[] { options with { Feature = ["gamma"] }, options with { ExcludeFeature = ["gamma"] }, options with { Numeric = [new NamePattern("g*", _ => false)] } }
            .Select(wrong => Assert.Throws<NetworkException>(() => TableFile.Read(path, wrong)).Id)];
        Assert.All(ids, id => Assert.Equal("FeatureMissing", id));
        Assert.Equal("FeatureRepeated", Assert.Throws<NetworkException>(() => TableFile.Read(path, options with { Feature = ["ab", "AB"] })).Id);
    }

    [Theory]
    [InlineData("", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("\ufeff", "\n")]
    [InlineData("\n\n", "\n")]
    [InlineData("sep=;\n", "\n")]
    public void A_wide_header_is_read_as_a_narrow_one(string before, string newLine)
    {
        string path = Path.Combine(_folder, "a.csv");
        string[] names = [.. Enumerable.Range(0, 1500).Select(i => i == 700 ? "" : $" c {i} "), "y"];
        string row = string.Concat(Enumerable.Repeat("1;", 1500)), other = string.Concat(Enumerable.Repeat("2;", 1500));
        File.WriteAllText(path, $"{before}{string.Join(';', names)}{newLine}{row}a{newLine}{other}b{newLine}");
        Assert.Equal([.. names.Select(name => name.Length == 0 ? "H1" : name.Trim())], TableFile.TryHeader(path));
        Assert.Equal(1500, TableFile.Read(path, new TableOptions { Target = ["y"] }).Dataset.FeatureCount);
        File.WriteAllText(path, $"{string.Join(';', names).Replace(" c 3 ", "\"c;3\"", StringComparison.Ordinal)}{newLine}{row}a{newLine}{other}b{newLine}");
        Assert.Equal("c;3", TableFile.TryHeader(path)[3]);
    }

    [Fact]
    public void A_table_has_up_to_100000_columns()
    {
        string path = Path.Combine(_folder, "a.csv");
        File.WriteAllText(path, $"{new string(',', 3_000_000)}\n");
        long before = GC.GetAllocatedBytesForCurrentThread();
        NetworkException error = Assert.Throws<NetworkException>(() => TableFile.Read(path, new TableOptions { Target = ["y"] }));
        Assert.Equal(("TableTooWide", FailureCategory.LimitsExceeded), (error.Id, error.Category));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
        var reader = new TableReader(["y"]);
        Assert.Equal("TableTooWide", Assert.Throws<NetworkException>(() => reader.Add(() => Enumerable.Range(0, 100_001).Select(i => $"{i}"), _ => 1)).Id);
    }

    [Fact]
    public void Samples_are_matched_to_a_network_by_hash()
    {
        Dataset data = TableFile.Read(Write(20_000, "1"), new TableOptions { Target = ["y"], ExcludeFeature = ["w"] }).Dataset;
        var turned = new DataSchema(data.FeatureName.Reverse(), ["y"], data.Schema.ClassLabel);
        Dataset matched = data.Select(turned);
        Assert.Equal(data.X.Column(0).Reverse(), matched.X.Column(0));
    }

    [Fact]
    public void Memory_grows_with_the_columns()
    {
        _ = Allocated(20);
        Assert.InRange(Allocated(20_000), 0, 14 * Allocated(2000));

        long Allocated(int columns)
        {
            string path = Write(columns, "1");
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = TableFile.Read(path, new TableOptions { Target = ["y"], ExcludeFeature = ["w"] });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>A file of two rows with columns c0, c1, ..., w, y.</summary>
    private string Write(int columns, string number)
    {
        string path = Path.Combine(_folder, $"{columns}.csv");
        using var file = new StreamWriter(path);
        file.WriteLine($"{string.Join(',', Enumerable.Range(0, columns).Select(i => $"c{i}"))},w,y");
        file.WriteLine($"{string.Join(',', Enumerable.Repeat(number, columns))},1,a");
        file.WriteLine($"{string.Join(',', Enumerable.Range(2, columns))},2,b");
        return path;
    }
}
