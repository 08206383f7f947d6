using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>The first lines of files: comments, names, and what is no table.</summary>
public class TableStartTests
{
    private static readonly string[] Names = ["a", "c", "y"];

    private static DatasetImport Read(string text, TableOptions? options = null, long leastBytes = long.MaxValue, bool isParsed = false, Encoding? encoding = null) =>
        Read((encoding ?? Encoding.UTF8).GetBytes(text), options, leastBytes, isParsed);

    private static DatasetImport Read(byte[] bytes, TableOptions? options = null, long leastBytes = long.MaxValue, bool isParsed = false) =>
        TableFile.Read(new FileSource("t.csv", () => new MemoryStream(bytes, writable: false)), options ?? Options(), null, null, CancellationToken.None, leastBytes, isParsed);

    private static void AssertIsTable(DatasetImport import)
    {
        Assert.Equal(["a", "c=x", "c=z"], import.Dataset.FeatureName);
        Assert.Equal([1, 1, 0, 2, 0, 1, 3, 1, 0], import.Dataset.X.ToColumnMajorArray());
    }

    [Theory]
    [InlineData("#TYPE System.Diagnostics.Process\na,c,y\n", null)]
    [InlineData("#type\na,c,y\n", null)]
    [InlineData("# made; by hand, today\n#TYPE X\n# twice\na,c,y\n", "The file 't.csv' begins with 2 lines of comments (#), which are skipped, as in Import-Csv: '# made; by hand, today'. If it has the names of the columns, give them with -Header.")]
    [InlineData("#Fields: a,c,y\n", null)]
    [InlineData("\"# quoted, too\"\na,c,y\n", "The file 't.csv' begins with 1 line of comments (#), which is skipped, as in Import-Csv: '# quoted, too'. If it has the names of the columns, give them with -Header.")]
    public void Comments_before_the_header_are_skipped_as_in_Import_Csv(string start, string? warning)
    {
        DatasetImport import = Read(start + "1,x,n\n2,z,p\n3,x,n\n");
        AssertIsTable(import);
        Assert.Equal(warning is null ? [] : [warning], import.Warning.Where(text => !text.Contains("few rows", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#TYPE X\n")]
    [InlineData("# a comment\n")]
    [InlineData("sep=,\n")]
    [InlineData("\uFEFF")]
    public void Names_can_be_given_for_a_file_without_a_header(string start)
    {
        foreach (bool isParsed in new[] { false, true })
        {
            TableOptions options = Options() with { Header = Names };
            AssertIsTable(Read(start + "1,x,n\n2,z,p\n3,x,n\n", options, isParsed: isParsed));
            AssertIsTable(Read(start + "\"1\",x,n\n\n2,z,p\n3,x,n", options, isParsed: isParsed));
        }
    }

    [Fact]
    public void A_large_file_without_a_header_is_read_in_parts()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 20_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{i * 0.5},{i % 2}\n");
        }

        TableOptions options = Options() with { Header = Names };
        Dataset expected = Read("a,c,y\n" + text, isParsed: true).Dataset;
        Assert.All([long.MaxValue, 50_000], leastBytes => Assert.Equal(expected.X, Read(text.ToString(), options, leastBytes).Dataset.X));
        Assert.Equal(20_000, expected.SampleCount);
    }

    [Fact]
    public void A_file_without_a_header_is_told_so()
    {
        const string Advice = "The first line looks like data: if no line has the names of the columns, give them with -Header.";
        NetworkException repeated = Failing(() => Read("0,0,1\n1,2,3\n"));
        Assert.Equal("FeatureRepeated", repeated.Id);
        Assert.EndsWith(Advice, repeated.Message, StringComparison.Ordinal);
        NetworkException missing = Failing(() => Read("5.1,3.5,setosa\n4.9,3.0,setosa\n"));
        Assert.Equal("TargetMissing", missing.Id);
        Assert.EndsWith(Advice, missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-Header", Failing(() => Read("a,b,2024\n1,2,3\n")).Message, StringComparison.Ordinal);
        Assert.Equal("FeatureRepeated", Failing(() => Read("1,2,3\n", Options() with { Header = ["a", "A", "y"] })).Id);
        Assert.Equal("CsvRowRagged", Failing(() => Read("1,2,3\n", Options() with { Header = ["a", "y"] })).Id);
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 20, 0, 6, 0 })]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 })]
    public void A_workbook_is_told_as_such(byte[] head)
    {
        NetworkException error = Failing(() => Read([.. head, .. new byte[100]]));
        Assert.Equal("FileIsWorkbook", error.Id);
        Assert.Contains("is a workbook", error.Message, StringComparison.Ordinal);
        Assert.Contains("Save its sheet as CSV", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rechnung;Datum;Umsatz", "read it with Import-Csv -Delimiter ';', or with Import-NetworkDataset, which detects the delimiter.")]
    [InlineData("Rechnung\tUmsatz", "The fields of the file seem to be separated by tabs: read it with Import-Csv -Delimiter \"`t\"")]
    [InlineData("sep=;", "Import-NetworkDataset reads the file as it is.")]
    [InlineData("PK\u0003\u0004\u0014", "The file is a workbook")]
    public void Rows_of_a_file_that_was_read_in_the_wrong_way_name_the_right_one(string column, string advice)
    {
        var reader = new TableReader(new TableOptions { Target = ["Umsatz"] });
        NetworkException error = Failing(() => reader.Add(() => [column], _ => "1"));
        Assert.Equal("TargetMissing", error.Id);
        Assert.StartsWith("There is no label column 'Umsatz'. The column is '", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_warning_of_the_encoding_comes_first()
    {
        string text = "stadt,x,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"K\u00F6ln{i},{(i < 20 ? "" : i)},{i % 2}\n"));
        DatasetImport import = Read(text, encoding: Encoding.Latin1);
        Assert.StartsWith("The file 't.csv' is no UTF-8 text: row 1, column 'stadt' has 'K\uFFFDln0'.", import.Warning[0], StringComparison.Ordinal);
        Assert.Equal(3, import.Warning.Count);

        TableReader rows = Reader(null, Column("stadt", [.. Enumerable.Range(0, 40).Select(i => $"K\uFFFDln{i}")]), Column("x", [.. Enumerable.Range(0, 40).Select(i => (object)i)]));
        _ = rows.ToDataset();
        Assert.Equal("The rows have texts with U+FFFD, which stands for bytes that could not be decoded: column 'stadt' has 'K\uFFFDln0'. Read their file with its encoding, such as Import-Csv -Encoding 1252 (Western European Windows) or ansi.", rows.Warning[0]);
        Assert.Single(rows.Warning, warning => warning.Contains("U+FFFD", StringComparison.Ordinal));
    }
}
