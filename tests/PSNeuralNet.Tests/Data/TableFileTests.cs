using System.IO.Compression;
using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>CSV files straight into a dataset.</summary>
public sealed class TableFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a,c,y\n1,x,n\n2,z,p\n3,x,n\n", ',')]
    [InlineData("a;c;y\r\n1;x;n\r\n2;z;p\r\n3;x;n", ';')]
    [InlineData("a\tc\ty\r1\tx\tn\r2\tz\tp\r3\tx\tn\r", '\t')]
    [InlineData("a|c|y\n\n1|x|n\n2|z|p\n   \n3|x|n\n\n\n", '|')]
    [InlineData("\"a\",\"c\",\"y\"\n\"1\",\"x\",\"n\"\n2,z,p\n3,x,n\n", ',')]
    [InlineData("#TYPE System.Object\na,c,y\n1,x,n\n2,z,p\n3,x,n\n", ',')]
    [InlineData("sep=;\r\na;c;y\r\n1;x;n\r\n2;z;p\r\n3;x;n\r\n", ';')]
    [InlineData("\uFEFFa,c,y\n 1 , x,n\n2,z,p\n3,x ,n\n", ',')]
    public void Delimiters_line_ends_and_quotes_are_found_out(string text, char delimiter)
    {
        DatasetImport import = TableFile.Read(Write("table.csv", text), Options());
        Assert.Equal(delimiter, import.Delimiter);
        Assert.Equal(["a", "c=x", "c=z"], import.Dataset.FeatureName);
        Assert.Equal([1, 1, 0, 2, 0, 1, 3, 1, 0], import.Dataset.X.ToColumnMajorArray());
        Assert.Equal(["n", "p"], import.Dataset.Schema.ClassLabel);
        Assert.Equal([0, 1, 0], import.Dataset.Y.ToColumnMajorArray());
        Assert.Equal(("table", true), (import.Dataset.Name, import.Dataset.IsTable));
    }

    [Fact]
    public void Quoted_fields_may_have_line_breaks_quotes_and_delimiters()
    {
        Dataset data = TableFile.Read(Write("q.csv", "a,c,y\n1,\"x\r\n\"\"y\"\", z\",0\n2,\"\",1\n3,w,0\n4,w,1\n"), Options()).Dataset;
        Assert.Equal(["a", "c=w", "c=x\r\n\"y\", z"], data.FeatureName);
        Assert.Equal([0, double.NaN, 1, 1], data.Row("c=w"));
    }

    [Theory]
    [InlineData(true, "utf-8")]
    [InlineData(false, "utf-16")]
    [InlineData(true, "utf-16BE")]
    public void Compressed_files_and_byte_order_marks(bool isCompressed, string encoding)
    {
        byte[] bytes = [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes("größe,y\n1,ä\n2,ö\n")];
        Dataset data = TableFile.Read(Write("table.any", bytes, isCompressed), Options()).Dataset;
        Assert.Equal(["größe"], data.FeatureName);
        Assert.Equal(["ä", "ö"], data.ClassName);
    }

    [Theory]
    [InlineData("a,stadt,y\n1,Bonn,0\n2,Köln,1\n3,Bonn,0\n4,Köln,1\n", "row 2, column 'stadt' has 'K\uFFFDln'")]
    [InlineData("a,größe,y\n1,5,0\n2,6,1\n", "there is a column 'gr\uFFFD\uFFFDe'")]
    [InlineData("a,b,y\n1,5,no\n2,6,können\n", "row 2, column 'y' has 'k\uFFFDnnen'")]
    public void Text_that_is_no_UTF8_is_warned_of_once_and_can_be_told(string text, string place)
    {
        string path = Write("latin.csv", Encoding.Latin1.GetBytes(text), compress: false);
        string warning = Assert.Single(TableFile.Read(path, Options()).Warning);
        Assert.StartsWith($"The file '{path}' is no UTF-8 text: {place}. Save it as UTF-8, or say with -Encoding", warning, StringComparison.Ordinal);

        DatasetImport told = TableFile.Read(path, Options(), encoding: Encoding.Latin1);
        Dataset expected = TableFile.Read(Write("utf8.csv", text), Options()).Dataset;
        Assert.Empty(told.Warning);
        Assert.Equal(expected.FeatureName, told.Dataset.FeatureName);
        Assert.Equal(expected.ClassName, told.Dataset.ClassName);
        Assert.Equal(expected.X, told.Dataset.X);
    }

    [Fact]
    public void What_is_wrong_with_text_that_is_no_UTF8_says_so()
    {
        string path = Write("latin.csv", Encoding.Latin1.GetBytes("a,größe\n1,5\n2,6\n"), compress: false);
        NetworkException error = Failing(() => TableFile.Read(path, new TableOptions { Target = ["größe"] }));
        Assert.Equal("TargetMissing", error.Id);
        Assert.Contains("The file is no UTF-8 text. Save it", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], TableFile.Read(path, new TableOptions { Target = ["größe"] }, encoding: Encoding.Latin1).Dataset.FeatureName);
    }

    [Fact]
    public void Marks_that_are_in_the_file_itself_are_not_warned_of() =>
        Assert.Empty(TableFile.Read(Write("mark.csv", "a,c,y\n1,x\uFFFD,0\n2,z,1\n"), Options()).Warning);

    [Theory]
    [InlineData("utf-16", true, "utf-8")]
    [InlineData("utf-8", true, "iso-8859-1")]
    [InlineData("utf-16", false, "utf-16")]
    [InlineData("utf-32", true, "utf-32")]
    public void A_byte_order_mark_is_believed_more_than_what_is_told(string written, bool hasMark, string told)
    {
        var encoding = Encoding.GetEncoding(written);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("a,c,y\n1,ä,0\n2,ö,1\n")];
        Assert.Equal(["a", "c=ä", "c=ö"], TableFile.Read(Write("marked.csv", bytes, compress: false), Options(), encoding: Encoding.GetEncoding(told)).Dataset.FeatureName);
    }

    [Theory]
    [InlineData("utf-16", null, true)]
    [InlineData("utf-16", "utf-8", false)]
    [InlineData("utf-16BE", null, false)]
    [InlineData("utf-16BE", "iso-8859-1", true)]
    [InlineData("utf-32", null, true)]
    [InlineData("utf-32BE", "utf-8", false)]
    public void Text_of_UTF16_and_UTF32_is_read_without_a_mark(string written, string? told, bool isCompressed)
    {
        foreach (string text in (string[])["a,c,y\n1,ä,0\n2,ö,1\n", "编号,一级,结果\r\n1,上海一,好\r\n2,北京,坏\r\n3,一,好\r\n"])
        {
            var options = new TableOptions { Target = [text.Split('\n')[0].Trim().Split(',')[2]] };
            Dataset expected = TableFile.Read(Write("utf8.csv", text), options).Dataset;
            string path = Write("wide.csv", Encoding.GetEncoding(written).GetBytes(text), isCompressed);
            DatasetImport import = TableFile.Read(path, options, encoding: told is null ? null : Encoding.GetEncoding(told));
            Assert.Equal(expected.FeatureName, import.Dataset.FeatureName);
            Assert.Equal(expected.X, import.Dataset.X);
            Assert.Equal($"The file '{path}' is no UTF-8 text: it is read as {written}, by its zero bytes. Say with -Encoding what it is.", Assert.Single(import.Warning));
            Assert.Empty(TableFile.Read(path, options, encoding: Encoding.GetEncoding(written)).Warning);
            Assert.Equal(text.Split('\n')[0].Trim().Split(','), TableFile.TryHeader(path));
        }
    }

    [Theory]
    [InlineData("a,b,y\n1\0,2,0\n3,4,1\n")]
    [InlineData("a,y\n\0,0\n1,1\n")]
    [InlineData("a\0,y\nx,0\nz,1\n")]
    [InlineData("a,y\n\0\0\0,0\n\0\0,1\n")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("\0a")]
    [InlineData("")]
    public void Zero_bytes_in_other_text_are_text(string text) => Assert.Null(EncodingDetection.Guess(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_mark_within_a_compressed_file_is_believed_too()
    {
        byte[] bytes = [.. Encoding.UTF8.GetPreamble(), .. "größe,y\n1,0\n2,1\n"u8];
        Assert.Equal(["größe"], TableFile.Read(Write("m.gz", bytes, compress: true), Options(), encoding: Encoding.Latin1).Dataset.FeatureName);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Large_files_of_another_encoding_are_read_as_those_of_UTF8(bool isCompressed)
    {
        string text = "a,stadt,y\n" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"{i * 7919 % 10007 / 8.0:0.000},{(i % 3 == 0 ? "Köln" : "Düren")},{i % 2}\n"));
        Dataset expected = TableFile.Read(Write("utf8.csv", text), Options()).Dataset;
        Dataset actual = TableFile.Read(Write("latin.csv", Encoding.Latin1.GetBytes(text), isCompressed), Options(), encoding: Encoding.Latin1).Dataset;
        Assert.Equal(expected.FeatureName, actual.FeatureName);
        Assert.True(expected.X.Equals(actual.X));
    }

    [Fact]
    public void Names_that_lack_are_made_up_as_Import_Csv_does()
    {
        Assert.Equal(["H1", "a", "H2"], TableFile.Read(Write("h.csv", ",a,,y\n1,2,3,0\n4,5,6,1\n"), Options()).Dataset.FeatureName);
        Assert.Equal(["H1", "a", "H2", "y"], TableFile.TryHeader(Path.Combine(_folder, "h.csv")));
        Assert.Empty(TableFile.TryHeader(Path.Combine(_folder, "none.csv")));
        Assert.Equal(["H2", "h1"], TableFile.Read(Write("h1.csv", "\" \",h1,y\n1,2,0\n4,5,1\n"), Options()).Dataset.FeatureName);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_comma_at_the_end_of_the_header_is_no_column(bool isParsed)
    {
        DatasetImport Import(string text) => TableFile.Read(
            new FileSource("memory", () => new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false)), Options(), null, null, CancellationToken.None, isParsed: isParsed);

        DatasetImport read = Import("a,b,y,\n1,2,0,\n4,5,1,\n");
        Assert.Equal(["a", "b"], read.Dataset.Schema.Column.Select(column => column.Name));
        Assert.Equal([1.0, 2, 4, 5], read.Dataset.X.ToColumnMajorArray());
        Assert.Empty(read.Warning);

        // Import-Csv would lose these cells.
        Assert.Equal(["a", "b", "H1"], Import("a,b,y,\n1,2,0,7\n4,5,1,8\n").Dataset.FeatureName);
    }

    [Fact]
    public void A_profile_checks_the_names_of_columns_as_reading_does()
    {
        string path = Write("a.csv", "a,A,y\n1,2,0\n3,4,1\n");
        Assert.Equal("FeatureRepeated", Assert.Throws<NetworkException>(() => TableFile.Profile(path, TableOptions.ForProfile)).Id);
        Assert.Equal(["a", "A_2", "y", "(rows)"], TableFile.Profile(path, TableOptions.ForProfile with { RenameColumn = true }).Select(profile => profile.Name));
    }

    [Fact]
    public void Weights_several_targets_and_chosen_columns()
    {
        string path = Write("w.csv", "id,a,b,w,y\n1,2,3,1,0.5\n2,4,7,0,1.5\n3,8,9,2,2.5\n");
        Dataset data = TableFile.Read(path, new TableOptions { Target = ["Y", "b"], SampleWeight = "W", ExcludeFeature = ["id"] }).Dataset;
        Assert.Equal(["a"], data.FeatureName);
        Assert.Equal(["y", "b"], data.TargetName);
        Assert.Equal([0.5, 3, 1.5, 7, 2.5, 9], data.Y.ToColumnMajorArray());
        Assert.Equal([1, 0, 2], data.Weight!);
        Assert.Equal(["w", "a"], TableFile.Read(path, new TableOptions { Target = ["y"], Feature = ["W", "a"] }).Dataset.FeatureName);
    }

    [Theory]
    [InlineData("a,b,y\n1,2,0\n1,2\n", "CsvRowRagged", "1 field? 2 fields in line 3")]
    [InlineData("a,b,y\n1,\"x\n\ny\",0\n\n1,2,3,4\n", "CsvRowRagged", "4 fields in line 6")]
    [InlineData("a,b,y\r\n1,2,0\r\n1,\"2,0\r\n3,4,1\r\n", "CsvFormatInvalid", "in line 3")]
    [InlineData("a,b,y\n1,\"2\"x,0\n", "CsvFormatInvalid", "in line 2")]
    [InlineData("", "TableEmpty", "no rows")]
    [InlineData("a,b,y\n", "TableEmpty", "no rows")]
    [InlineData("\n\n", "TableEmpty", "no rows")]
    [InlineData("a,A,y\n1,2,3\n", "FeatureRepeated", "'a'")]
    [InlineData("a,b\n1,2\n", "TargetMissing", "'a', 'b'")]
    [InlineData("a,y\n1,\n", "TargetAllMissing", "None of the 1 row has")]
    [InlineData("a,y\n1,0\nx,1\n2,0\n3,0\n4,0\n5,0\n6,0\n7,0\n8,0\n9,0\n10,0\n11,0\n12,0\n13,0\n14,0\n15,0\n16,0\n17,0\n18,0\n19,0\n20,0\n21,0\n", "ColumnMixed", "Row 2, column 'a': 'x'")]
    [InlineData("y\n1\n2\n", "FeatureNone", "'y'")]
    public void Bad_files_are_told_by_id_and_place(string text, string id, string place)
    {
        NetworkException error = Failing(() => TableFile.Read(Write("bad.csv", text), Options(), ','));
        Assert.Equal(id, error.Id);
        Assert.Contains(place.Split("? ")[^1], error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Message.Split(Path.Combine(_folder, "bad.csv")).Length);
    }

    [Fact]
    public void Files_that_cannot_be_read()
    {
        Assert.Equal("FileUnreadable", Failing(() => TableFile.Read(Path.Combine(_folder, "none.csv"), Options())).Id);
        Assert.Equal("FileUnreadable", Failing(() => TableFile.Read(_folder, Options())).Id);
        string path = Write("cut.csv.gz", Encoding.UTF8.GetBytes("a,y\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 10007},{i % 2}\n"))), compress: true);
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.Equal("FileDamaged", Failing(() => TableFile.Read(path, Options())).Id);
        // Where the text ends with a line, only the compression shows that more should follow.
        File.WriteAllBytes(path, whole[..^9]);
        Assert.Equal("FileDamaged", Failing(() => TableFile.Read(path, Options())).Id);
        // Two files one after the other are one, as gzip has it.
        byte[] first = File.ReadAllBytes(Write("1.gz", Encoding.UTF8.GetBytes("a,y\n1,0\n"), compress: true)), second = File.ReadAllBytes(Write("2.gz", Encoding.UTF8.GetBytes("2,1\n3,0\n"), compress: true));
        File.WriteAllBytes(path, [.. first, .. second]);
        Assert.Equal(3, TableFile.Read(path, Options()).Dataset.SampleCount);
    }

    [Theory]
    [InlineData("a,y\n\"", "\",1\n", "line 2: It has more than")]
    [InlineData("a,y\n1,0\n", ",1\n", "line 3: It has more than")]
    [InlineData("", ",y\n1,0\n", "line 1: It has more than")]
    [InlineData("", "", "line 1: It has more than")]
    public void A_record_without_end_is_refused(string before, string after, string place)
    {
        string path = Write("long.csv", before + new string('x', 5_000_000) + after);
        NetworkException error = Failing(() => TableFile.Read(path, Options(), delimiter: ','));
        Assert.Equal("CsvFormatInvalid", error.Id);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,y\n1,0\n", 'a', "'a' cannot")]
    [InlineData("a,y\n1,0\n", '"', "'\"' cannot")]
    [InlineData("a,y\n1,0\n", '\n', "cannot stand")]
    [InlineData("a,y\n1,0\n", '§', "'§' cannot")]
    [InlineData("sep=x\naxy\n1x0\n", null, "'x', which line 1 of the file '")]
    public void A_delimiter_that_cannot_be_one_is_refused(string text, char? delimiter, string message)
    {
        NetworkException error = Failing(() => TableFile.Read(Write("d.csv", text), Options(), delimiter));
        Assert.Equal("DelimiterInvalid", error.Id);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_begin_with_a_zero_byte_are_not_left_out()
    {
        Dataset data = TableFile.Read(Write("zero.csv", "a,b,y\nx,1,0\n\0,2,1\nx\0,3,0\n\0,4,1\n"), Options()).Dataset;
        Assert.Equal(["a=\0", "a=x", "a=x\0", "b"], data.FeatureName);
        Assert.Equal(4, data.SampleCount);
    }

    [Fact]
    public void An_error_keeps_its_id_if_the_file_cannot_be_read_once_more()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a,b,y\n1,2,0\n1,2\n");
        string[] messages = [.. Enumerable.Range(1, 40).Select(last =>
        {
            int opened = 0;
            var source = new FileSource("memory", () => ++opened > last ? throw new IOException("Gone.") : new MemoryStream(bytes, writable: false));
            return Failing(() => TableFile.Read(source, Options(), ',', null, CancellationToken.None)).Message;
        })];
        Assert.Equal("The file 'memory' cannot be read: Gone.", messages[0]);
        Assert.Contains(messages, message => message.StartsWith("The file 'memory' has 2 fields in record 3, but 3 columns", StringComparison.Ordinal));
        Assert.StartsWith("The file 'memory' has 2 fields in line 3, but 3 columns", messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_fails_is_an_error()
    {
        NetworkException failed = Failing(() => PrivateDependency.Use<object, int>(PrivateDependency.Beside, "PSNeuralNet.Onnx", "PSNeuralNet.Onnx.None", _ => 1, exception => Failure.InvalidData($"Own: {exception.Message}", null, "Own")));
        Assert.Equal("Own", failed.Id);
        Assert.Equal("Own", Failing(() => PrivateDependency.Use<object, int>(PrivateDependency.Beside, "PSNeuralNet.Onnx", "PSNeuralNet.Onnx.OnnxEncoder", _ => throw new InvalidOperationException("x"), _ => Failure.InvalidData($"Own", null, "Own"))).Id);
    }

    [Fact]
    public void The_reading_ends_when_it_is_canceled()
    {
        string path = Write("many.csv", "a,y\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i},{i % 2}\n")));
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();
        Assert.Throws<OperationCanceledException>(() => TableFile.Read(path, Options(), cancellation: canceled.Token));
    }

    [Fact]
    public void The_library_is_loaded_into_a_context_of_its_own()
    {
        TableFile.Read(Write("any.csv", "a,y\n1,0\n2,1\n"), Options());
        System.Reflection.Assembly csv = Assert.Single(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == "Sylvan.Data.Csv");
        Assert.Equal("PSNeuralNet dependencies", System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(csv)!.Name);
        Assert.Single(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == "PSNeuralNet");
    }

    [Fact]
    public void A_file_that_the_module_lacks_is_named()
    {
        string folder = Path.Combine(_folder, "dependencies"), built = Path.Combine(Path.GetDirectoryName(typeof(Dataset).Assembly.Location)!, "dependencies");
        Directory.CreateDirectory(folder);
        NetworkException error = Failing(() => new PrivateDependency(folder).Find("PSNeuralNet.Csv"));
        Assert.Equal("DependencyMissing", error.Id);
        Assert.Contains(Path.Combine(folder, "PSNeuralNet.Csv.dll"), error.Message, StringComparison.Ordinal);
        File.Copy(Path.Combine(built, "PSNeuralNet.Csv.dll"), Path.Combine(folder, "PSNeuralNet.Csv.dll"));
        Assert.Contains("Sylvan.Data.Csv.dll", Failing(() => new PrivateDependency(folder).Find("PSNeuralNet.Csv")).Message, StringComparison.Ordinal);
        File.Copy(Path.Combine(built, "Sylvan.Data.Csv.dll"), Path.Combine(folder, "Sylvan.Data.Csv.dll"));
        File.WriteAllText(Path.Combine(folder, "PSNeuralNet.Onnx.dll"), "damaged");
        Assert.Equal("DependencyDamaged", Failing(() => new PrivateDependency(folder).Find("PSNeuralNet.Onnx")).Id);
        Assert.Equal("PSNeuralNet.Csv", new PrivateDependency(folder).Find("PSNeuralNet.Csv").GetName().Name);
    }

    private string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text), compress: false);

    private string Write(string name, byte[] bytes, bool compress)
    {
        string path = Path.Combine(_folder, name);
        using var file = File.Create(path);
        using Stream stream = compress ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(bytes);
        return path;
    }
}
