namespace PSNeuralNet.Tests.Data;

/// <summary>Columns of numbers that are not written as 1234.5: what each cell is, from rows and from a file.</summary>
public class LocalNumberColumnTests
{
    public static TheoryData<string, string?, double[]> Columns() => new()
    {
        // Points are group marks where another cell, or the culture, has a decimal comma; also in cells that end in 0.
        { "0,5;1,5;1.205;1.230", null, [0.5, 1.5, 1205, 1230] },
        { "1.200;1,5;2,5", null, [1200, 1.5, 2.5] },
        { "1.234;2.345;1.234.567", null, [1234, 2345, 1234567] },
        { "500;637;1.048;1.870", "de-DE", [500, 637, 1048, 1870] },
        { "1.230;2.340;3.100", "de-DE", [1230, 2340, 3100] },
        { "-1.250;20.500;45.500", "de-DE", [-1250, 20500, 45500] },
        { "1.200;1,5;2,5", "de-DE", [1200, 1.5, 2.5] },
        { "0.50;1.50;2.5", "de-DE", [0.5, 1.5, 2.5] },
        { "1,234;2,345;950", "en-US", [1234, 2345, 950] },

        // A unit that all cells have.
        { "0 kg;3 kg;1200 kg", null, [0, 3, 1200] },
        { "7.7 h;8.25 h;.5 h", null, [7.7, 8.25, 0.5] },
        { "21,5 °C;-3 °C;0 °C", null, [21.5, -3, 0] },
        { "20k;34k;5k", null, [20, 34, 5] },
        { "10 KB/s;25 KB/s;2 KB/s", null, [10, 25, 2] },

        // Hours beyond a day, as spreadsheets write them.
        { "29:45:00;36:00:00;1:23:45", null, [107100, 129600, 5025] },
        { "15-;1.5-;2", null, [-15, -1.5, 2] },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void Cells_are_the_same_numbers_from_rows_and_files(string cells, string? culture, double[] numbers)
    {
        var options = new TableOptions { Target = ["y"], Culture = culture is null ? null : CultureInfo.GetCultureInfo(culture) };
        Assert.Equal(numbers, Rows(options, cells.Split(';')).Row("x"));
        Assert.Equal(numbers, File(options, cells.Split(';')).Dataset.Row("x"));
    }

    [Fact]
    public void A_network_reads_the_unit_and_an_error_tells_how_the_column_is_written()
    {
        FeatureColumn column = Rows(Options, "0 kg", "3 kg", "1,5 kg").Schema.Column[0];
        var feature = new double[1];
        column.Expand("1200 kg", 1, feature);
        Assert.Equal(1200, feature[0]);
        column.Expand(2.5, 1, feature);
        Assert.Equal(2.5, feature[0]);
        NetworkException wrong = Tables.Failing(() => column.Expand("5 g", 7, feature));
        Assert.Equal("CellNotNumeric", wrong.Id);
        Assert.Contains("Row 7, column 'x': '5 g' is no number. The column's numbers are written as in 1234,5 kg", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_another_column_makes_ambiguous_are_an_error_that_names_the_culture()
    {
        string[] grouped = ["500", "637", "1.048", "1.870"], comma = ["0,5", "1,5", "2,5", "3,5"];
        Assert.Equal("NumberFormatAmbiguous", Tables.Failing(() => Tables.Read(null, Tables.Column("x", [.. grouped]), Tables.Column("z", [.. comma]))).Id);
        NetworkException error = Tables.Failing(() => FromFile(Options, [.. grouped.Select((cell, i) => $"{cell};{comma[i]};{i % 2}")], "x;z;y", ';'));
        Assert.Equal("NumberFormatAmbiguous", error.Id);
        Assert.Contains("Row 3, column 'x': '1.048'", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Culture", error.Message, StringComparison.Ordinal);

        // Other decimals settle it, and so does the type of a number.
        Assert.Equal([500, 637.5, 1.048, 1.87], Tables.Read(null, Tables.Column("x", "500", "637.5", "1.048", "1.870"), Tables.Column("z", [.. comma])).Row("x"));
        Assert.Equal([500, 637, 1.048, 1.87], Tables.Read(null, Tables.Column("x", 500, 637, 1.048, 1.87), Tables.Column("z", [.. comma])).Row("x"));
        Assert.Equal([500, 637.5, 1.048, 1.87], FromFile(Options, [.. new[] { "500", "637.5", "1.048", "1.870" }.Select((cell, i) => $"{cell};{comma[i]};{i % 2}")], "x;z;y", ';').Dataset.Row("x"));
    }

    [Fact]
    public void A_culture_that_does_not_fit_is_told()
    {
        var german = new TableOptions { Target = ["y"], Culture = CultureInfo.GetCultureInfo("de-DE") };
        DatasetImport import = File(german, "0.50", "1.50", "2.25");
        Assert.Equal([0.5, 1.5, 2.25], import.Dataset.Row("x"));
        Assert.Contains(import.Warning, text => text.Contains("'x' has numbers with a decimal point, unlike -Culture", StringComparison.Ordinal));
        string[] mixed = [.. Enumerable.Range(0, 29).Select(i => $"{i + 1}.234"), "12.5"];
        foreach (NetworkException error in (NetworkException[])[Tables.Failing(() => Rows(german, mixed)), Tables.Failing(() => File(german, mixed))])
        {
            Assert.Equal("NumberFormatMixed", error.Id);
            Assert.Contains("Row 30, column 'x': '12.5'", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1+,1,1-,2+,2,2-")]
    [InlineData("1-,2-,3-,1,2,3")]
    [InlineData("50+,20,31,50+,40+,20")]
    [InlineData("007a,008a,012a,007a,008a,012a")]
    [InlineData("737,747,320neo,321neo,737,747")]
    public void Grades_and_codes_are_categories(string cells)
    {
        string[] texts = cells.Split(',');
        Assert.Equal(ColumnKind.Category, Rows(Options, texts).Schema.Column[0].Kind);
        Assert.Equal(ColumnKind.Category, File(Options, texts).Dataset.Schema.Column[0].Kind);
    }

    [Fact]
    public void A_target_with_a_unit_is_numbers_and_versions_are_classes()
    {
        string[] weights = [.. Enumerable.Range(0, 60).Select(i => $"{3 * i} kg")];
        Dataset data = Labeled(weights).ToDataset();
        Assert.Equal(NetworkTask.Regression, data.Task);
        Assert.Equal(177, data.Y[0, 59]);
        string[] versions = [.. Enumerable.Range(0, 60).Select(i => new[] { "3.9", "3.10", "3.1", "3.12" }[i % 4])];
        TableReader reader = Labeled(versions);
        Assert.Equal(["3.1", "3.10", "3.12", "3.9"], reader.ToDataset().ClassName.Order(StringComparer.Ordinal));
        Assert.Contains(reader.Warning, text => text.Contains("are the same number, written differently: '3.1', '3.10'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_network_reads_its_target_as_it_was_written_in_training()
    {
        string[] written = [.. Enumerable.Range(0, 30).Select(i => $"{i + 1}.234,5")];
        Dataset data = Labeled(written).ToDataset();
        var network = new NeuralNetwork(Initializer.Initialize(NetworkShape.For(data.Task, [1, 2, 1]), Initialization.He, 1, data.Schema));
        string path = Path.Combine(Directory.CreateTempSubdirectory("psnn").FullName, "n.json");
        NetworkFile.Write(network, path);
        DataSchema schema = NetworkFile.Read(path).Parameter.Schema;
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.Equal("1.234,5", schema.TargetFormat[0]?.ToString());

        // Without the format, 1.234 alone is one and a bit.
        Assert.Equal([1234, 5678, 2], Labeled(["1.234", "5.678", "2"], options: Options with { Schema = schema }).ToDataset().Y.Row(0));
        Assert.Equal("CellNotNumeric", Tables.Failing(() => Labeled(["1.234", "12.5", "2"], options: Options with { Schema = schema }).ToDataset()).Id);
    }

    [Fact]
    public void Weights_are_read_with_the_culture()
    {
        var options = new TableOptions { Target = ["y"], SampleWeight = "w", Culture = CultureInfo.GetCultureInfo("de-DE") };
        Assert.Equal([1.5, 1200, 2], Tables.Read(options, Tables.Column("x", 1, 2, 3), Tables.Column("w", "1,5", "1.200,0", 2)).Weight);
        Assert.Equal("SampleWeightNotNumeric", Tables.Failing(() => Tables.Read(options with { Culture = null }, Tables.Column("x", 1, 2, 3), Tables.Column("w", "1,5", "1", 2))).Id);
    }

    [Fact]
    public void Labels_with_more_digits_than_a_double_stay_apart()
    {
        decimal[] decimals = [9007199254740992.5m, 9007199254740992.6m, 0.1m, 0.1000000000000000000001m];
        System.Numerics.BigInteger large = System.Numerics.BigInteger.Pow(10, 30);
        foreach (object[] labels in (object[][])[[.. decimals.Cast<object>()], [large, large + 1, 5], [(UInt128)large, (UInt128)large + 1, 5]])
        {
            Dataset data = Labeled([.. labels.Concat(labels)], NetworkTask.MultiClass).ToDataset();
            Assert.Equal(labels.Length, data.ClassName.Count);
            Assert.Equal(Enumerable.Range(0, labels.Length).Select(data.ClassOf), Enumerable.Range(labels.Length, labels.Length).Select(data.ClassOf));
        }

        Assert.Equal(["0.1", "5"], Labeled([0.1m, 0.1, 0.10m, 5, 5.0m, 5L]).ToDataset().ClassName);
    }

    [Fact]
    public void A_mark_that_is_a_number_is_missing_however_it_is_written()
    {
        var options = new TableOptions { Target = ["y"], MissingMark = [" -999 ", "Sunday", "False"] };
        Assert.Equal([1, double.NaN, double.NaN, 2], Rows(options, "1", "-999", "-999.0", "2").Row("x"));
        Assert.Equal([1, double.NaN, double.NaN, 2], File(options, "1", "-999", "-999.0", "2").Dataset.Row("x"));
        Assert.Equal([1, double.NaN, double.NaN, 2], Tables.Read(options, Tables.Column("x", 1, -999, -999.0, 2)).Row("x"));
        Assert.Equal([double.NaN, 1, 0, 1], Tables.Read(options, Tables.Column("x", DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Monday)).Row("x=Monday"));
        Dataset data = Labeled([1.5, -999.0, "-999.0", 2.5, 3.5], options: options).ToDataset();
        Assert.Equal([1.5, 2.5, 3.5], data.Y.Row(0));
    }

    private static TableOptions Options { get; } = new() { Target = ["y"] };

    private static Dataset Rows(TableOptions options, params string[] cells) => Tables.Read(options, Tables.Column("x", [.. cells]));

    private static DatasetImport File(TableOptions options, params string[] cells) => FromFile(options, [.. cells.Select((cell, i) => $"{cell};{i % 2}")], "x;y", ';');

    private static DatasetImport FromFile(TableOptions options, string[] lines, string header, char delimiter)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Join('\n', [header, .. lines]) + "\n");
        return TableFile.Read(new FileSource("memory", () => new MemoryStream(bytes, writable: false)), options, delimiter, null, CancellationToken.None, 1 << 20);
    }

    private static TableReader Labeled(object[] labels, NetworkTask? task = null, TableOptions? options = null)
    {
        var reader = new TableReader((options ?? Options) with { Task = task });
        string[] names = ["x", "y"];
        for (int row = 0; row < labels.Length; row++)
        {
            int at = row;
            reader.Add(() => names, name => name == "x" ? (object)at : labels[at]);
        }

        return reader;
    }
}
