namespace PSNeuralNet.Tests.Persistence;

/// <summary>Cells of local numbers, dates and missing marks in exported C# and JavaScript: right values to the last bit, and the same errors as the network.</summary>
public class ExportCellTests
{
    private const int RandomNumbers = 300, RandomDates = 2000, RandomFormats = 150, RandomNumberDates = 100, RandomClocks = 300;

    private static readonly string[] DateFormats = ["dd/MM/yyyy", "yyyyMMdd", "d.M.yy H:mm", "dd-MMM-yyyy", "MMMM d, yyyy h:mm tt", "ddd dd MMM yyyy HH:mm:ss.fff", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "dd/MM/yyyy|yyyy.MM.dd HH:mm", "yyyy-dd-MM", "MM.yyyy", "ddMMyy", "yyyy.MM|yyyyMMddHHmmss", "yyyyMMddHHmmssfff"];

    [Fact]
    public void A_local_number_is_its_value_to_the_last_bit()
    {
        string[] formats = [.. RawCells.Numbers.Select(cell => cell.Format).Distinct()];
        NeuralNetwork network = Identity([.. formats.Select(Number)]);
        string[] random = [.. RawCells.NumberTexts(1, RandomNumbers).Where(IsThere).Distinct()];
        Expect(network, [.. RawCells.Numbers.Select(cell => (cell.Format, cell.Cell, cell.Number)), .. formats.SelectMany(format => random.Select(text => (format, text, Own(network, format, text))))]);
    }

    [Fact]
    public void A_date_in_any_form_is_its_day_to_the_last_bit()
    {
        FeatureColumn[] columns =
        [
            Date("MonthFirst", new DateFormat(DateOrder.MonthFirst, DateOrder.DayFirst), "UTC"), Date("DayFirst", new DateFormat(DateOrder.DayFirst, DateOrder.MonthFirst), "UTC"),
            Date("Berlin", new DateFormat(), "Europe/Berlin"), Date("Newfoundland", new DateFormat(DateOrder.DayFirst, DateOrder.DayFirst), "-03:30"), Date("Days", new DateFormat(DateOrder.MonthFirst), null),
            Date("ShortYear", new DateFormat(DateOrder.ShortYearFirst, DateOrder.DayFirst), "UTC"),
        ];
        NeuralNetwork network = Identity(columns);
        string[] random = [.. RawCells.DateTexts(1, RandomDates).Concat(CodeTexts.Cells).Where(IsThere).Distinct()];

        // Local mean time, before 1893 in Berlin, has seconds, which Node and .NET round to minutes in ways of their own: docs/export.md.
        string NameOf(int i, string text) => columns[text.Contains("1600-", StringComparison.Ordinal) ? 0 : i % columns.Length].Name;
        (string Column, string Cell, double Number)[] cells = [.. random.Select((text, i) => (NameOf(i, text), text, Own(network, NameOf(i, text), text)))];
        Assert.InRange(cells.Count(cell => double.IsFinite(cell.Number)), cells.Length / 4, cells.Length * 9 / 10);
        Expect(network, [.. RawCells.Dates.Select(cell => (cell.Order, cell.Cell, cell.Date.Length == 0 ? double.NaN : (double)(DateTime.Parse(cell.Date, CultureInfo.InvariantCulture).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay)), .. cells]);
    }

    [Fact]
    public void A_format_string_is_read_as_the_network_reads_it()
    {
        NeuralNetwork network = Identity([.. DateFormats.Select(formats => Date(formats, DateFormat.Of(formats.Split('|')), "Europe/Berlin"))]);
        var random = new Random(3);
        (string Column, object? Cell, double Number)[] cells =
        [
            .. DateFormats.SelectMany(formats =>
            {
                string[] all = formats.Split('|');
                IEnumerable<string> right = Enumerable.Range(0, RandomFormats).Select(i => new DateTime(2024, 1, 1).AddMinutes(random.Next(1_000_000)).AddTicks(i % 3 == 0 ? 0 : random.Next(10_000_000)).ToString(all[i % all.Length], CultureInfo.InvariantCulture)
                    + (i % 4 == 0 ? " 14:05" : i % 9 == 0 ? "T4:05:06.5+02:00" : i % 11 == 0 ? ", 2:00 PM" : ""));
                return right.Concat(RawCells.DateTexts(5, RandomFormats)).Where(IsThere).Select(text => (formats, (object?)text, Own(network, formats, text)));
            }),
            .. DateFormats.SelectMany(formats => Enumerable.Range(0, RandomNumberDates).Select(_ => NumberOf(formats.Split('|')[^1], random)).Select(number => (formats, (object?)number, Own(network, formats, number)))),
            ("dd/MM/yyyy", "02/07/2024", 19906), ("dd/MM/yyyy", "02/07/2024 14:00", 19906.5), ("yyyyMMdd", "20240702", 19906), ("dd/MM/yyyy", "2024-07-02", 19906), ("dd/MM/yyyy", "2024/7/2T14:00", 19906.5), ("dd/MM/yyyy", "2024-Jul-02", double.NaN), ("dd/MM/yyyy", "2 Jul 2024", double.NaN), ("dd/MM/yyyy", "07.02.2024", double.NaN), ("dd/MM/yyyy", "2/7/2024", 19906),
            ("yyyy-dd-MM", "2024-02-07", 19906), ("yyyy-dd-MM", "2024/07/02", double.NaN), ("yyyyMMdd", 20240702, 19906), ("yyyyMMdd", 20240702.0, 19906), ("yyyyMMdd", " 2.0240702e7", 19906), ("yyyyMMdd", 2024070, double.NaN), ("yyyyMMdd", 20240702.5, double.NaN), ("yyyyMMdd", true, double.NaN), ("dd/MM/yyyy", 20240702, double.NaN),
            ("MM.yyyy", 7.202, 18444), ("MM.yyyy", "7.202", 18444), ("MM.yyyy", 7.2024, 19905), ("MM.yyyy", "07.2024", 19905), ("MM.yyyy", 7.20245, double.NaN), ("MM.yyyy", -7.2024, double.NaN), ("MM.yyyy", 7, double.NaN), ("ddMMyy", 10724, 19905), ("ddMMyy", "10724", 19905), ("ddMMyy", 1e-5, double.NaN), ("ddMMyy", 1e300, double.NaN),
            ("yyyy.MM|yyyyMMddHHmmss", 2024.1, 19997), ("yyyy.MM|yyyyMMddHHmmss", 20240702140000, 19906.5), ("yyyyMMddHHmmssfff", 20240702140000500.0, 19906.5 + (0.5 / 86400)), ("yyyyMMddHHmmssfff", "2.02407021400005e16", 19906.5 + (0.5 / 86400)), ("dd-MMM-yyyy", "02-jul-2024", 19906), ("MMMM d, yyyy h:mm tt", "July 2, 2024 2:00 PM", 19906.5),
        ];
        Assert.True(cells.Count(cell => double.IsFinite(cell.Number)) > RandomFormats * 3);
        Expect(network, cells);
    }

    [Fact]
    public void A_time_of_day_with_AM_or_PM_is_a_span_of_time()
    {
        NeuralNetwork network = Identity(new FeatureColumn(new ColumnDefinition("x", ColumnKind.Duration) { MissingValue = MissingValue.Mean }), Number("1.234,5"));
        var random = new Random(5);
        string Clock(int i) => $"{random.Next(14)}:{random.Next(62):00}{(i % 2 == 0 ? $":{random.Next(62):00}" : "")}{(i % 4 == 0 ? $".{random.Next(1_000_000_000)}" : "")}{((string[])["", " ", "\u202F"])[random.Next(3)]}{((string[])["AM", "pm", "p.m.", "A.M", "P", "PM +02:00", "PMx"])[random.Next(7)]}";
        string[] clocks = [.. Enumerable.Range(0, RandomClocks).Select(Clock)];
        Expect(
            network,
            [
                ("x", "2:30 PM", 52200), ("x", "12:00 am", 0), ("x", "12:05:06 PM", 43506), ("x", " 2:30:00.123456789p.m. ", 52200.1234568), ("x", "1:00:00,5 AM", 3600.5), ("x", "2:30\u202FPM", 52200), ("x", "36:00:00", 129600), ("x", "1.12:00:00", 129600), ("x", "14:30", 52200),
                ("x", "13:00 PM", double.NaN), ("x", "0:30 AM", double.NaN), ("x", "2 PM", 50400), ("x", "12 a.m.", 0), ("x", "2:60 PM", double.NaN), ("x", "-2:30 PM", double.NaN), ("x", "2:30 PM +02:00", double.NaN), ("x", "2:3 PM", double.NaN),
                .. clocks.Select(text => ("x", (object?)text, Own(network, "x", text))),
            ]);
    }

    [Theory]
    [InlineData("yyyy-MM-ddTHH:mm:sszzz")]
    [InlineData("dd/MM/yyyy hh:mm")]
    public void JavaScript_refuses_a_format_string_that_it_cannot_read_by_the_column(string format)
    {
        NeuralNetwork network = Identity(Date("x", DateFormat.Of([format]), "UTC"));
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkExport.Encode(network, NetworkFormat.JavaScript, "x"));
        Assert.Equal("ExportDateFormat", error.Id);
        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{format}'", error.Message, StringComparison.Ordinal);
        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(network);
        string[] texts = [new DateTime(2024, 7, 2, 1, 4, 5, DateTimeKind.Utc).ToString(format, CultureInfo.InvariantCulture), "2024-07-02T14:00:00+02:00", "9999-12-31T23:59:59-08:00", "2024-07-02T14:00:00Z", "2024-07-02T14:00:00+00:00", "02/07/2024"];
        Assert.All(texts, text => Expect(Own(network, "x", text), () => (double)predict(Row(network, "x", text))));
    }

    [Fact]
    public void Marks_that_are_numbers_are_missing_however_they_are_written()
    {
        NeuralNetwork network = Identity(
            new FeatureColumn(new ColumnDefinition("plain", ColumnKind.Number) { MissingValue = MissingValue.Mean, MissingMark = ["-999", "?"] }),
            new FeatureColumn(new ColumnDefinition("local", ColumnKind.Number) { MissingValue = MissingValue.Mean, MissingMark = ["-999"], NumberFormat = NumberFormat.Parse("1.234,5") }),
            new FeatureColumn(new ColumnDefinition("flag", ColumnKind.Boolean) { MissingValue = MissingValue.Mean, MissingMark = ["0", "True"] }),
            new FeatureColumn(new ColumnDefinition("text", ColumnKind.Category) { Category = ["-999.0"], MissingValue = MissingValue.Mean, MissingMark = ["-999"] }));
        Expect(
            network,
            [
                ("plain", "-999", Fill), ("plain", "-999.0", Fill), ("plain", " -9.99e2 ", Fill), ("plain", "-99.9", -99.9), ("plain", "?", Fill), ("plain", "NA", double.NaN), ("plain", "1", 1), ("plain", -999, Fill), ("plain", -999.0, Fill), ("plain", true, 1),
                ("local", "-999", Fill), ("local", "-999.0", Fill), ("local", "-999,0", -999), ("local", "1.000,5", 1000.5), ("flag", "0", Fill), ("flag", 0, Fill), ("flag", "false", 0), ("flag", false, 0), ("flag", "TRUE", Fill), ("flag", true, Fill),
                ("text", "-999.0", Fill), ("text", "-999", Fill), ("text", "NA", 0),
            ]);
    }

    [Fact]
    public void Blanks_around_names_do_not_count_and_the_exact_name_comes_first()
    {
        NeuralNetwork network = Identity(new FeatureColumn("x"));
        Dictionary<string, object?>[] rows = [new() { [" X\t"] = "12.5" }, new() { [" x"] = "7", ["x"] = "12.5" }];
        Assert.Equal([12.5, 12.5], rows.Select(ExportedCode.CSharp(network)));
        Assert.Equal([12.5, 12.5], ExportedCode.JavaScript(network, rows, inNode: false).Select(result => result.GetDouble()));
    }

    [Fact]
    public void Only_readers_that_a_column_needs_are_written()
    {
        NeuralNetwork plain = Identity(new FeatureColumn("x")), local = Identity(Number("1.234,5")), date = Identity(Date("x", new DateFormat(), null));
        foreach (NetworkFormat format in (NetworkFormat[])[NetworkFormat.PowerShell, NetworkFormat.CSharp, NetworkFormat.JavaScript])
        {
            (string[] codes, string white) = ([.. new[] { plain, local, date }.Select(network => Encoding.UTF8.GetString(NetworkExport.Encode(network, format, "x")))], @"\u2028\u2029\u202F");
            Assert.DoesNotContain(ExportPattern.WhiteSpace, codes[0], StringComparison.Ordinal);
            Assert.DoesNotContain("january", codes[1], StringComparison.Ordinal);
            Assert.DoesNotContain("1024", codes[1], StringComparison.Ordinal);
            Assert.All(codes[1..], code => Assert.Contains(white, code, StringComparison.Ordinal));
            Assert.Contains("january", codes[2], StringComparison.Ordinal);
            string exact = Encoding.UTF8.GetString(NetworkExport.Encode(Identity(Date("x", DateFormat.Of(["dd/MM/yyyy"]), null)), format, "x"));
            Assert.All([codes[2], exact], code => Assert.DoesNotContain(" 24-07-02", code, StringComparison.Ordinal));
            Assert.DoesNotContain("7.202", exact, StringComparison.Ordinal);
            Assert.DoesNotContain("yyyy-M-d", codes[2], StringComparison.Ordinal);
            Assert.Equal(codes[2], Encoding.UTF8.GetString(NetworkExport.Encode(date, format, "x")));
        }
    }

    private const double Fill = 42;

    private static bool IsThere(string text) => text.Trim().Length > 0 && !MissingMarks.Contains(MissingMarks.Numeric, text.Trim());

    /// <summary>A column with numbers of a format, which is its name.</summary>
    private static FeatureColumn Number(string format) => new(new ColumnDefinition(format, ColumnKind.Number) { NumberFormat = NumberFormat.Parse(format), MissingValue = MissingValue.Mean });

    /// <summary>A random number of a format, or nearly so; for formats that are none also.</summary>
    private static double NumberOf(string format, Random random)
    {
        string digits = string.Concat(new DateTime(2024, 1, 1).AddMinutes(random.Next(1_000_000)).ToString(format, CultureInfo.InvariantCulture).Where(c => char.IsAsciiDigit(c) || c == '.'));
        double number = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : random.Next(100_000);
        return random.Next(4) switch { 0 => number / 10, 1 => number + random.Next(3), _ => number };
    }

    private static FeatureColumn Date(string name, DateFormat format, string? zone) =>
        new(new ColumnDefinition(name, ColumnKind.Date) { Date = new DateEncoding(format, zone is null ? null : DateZone.Parse(zone)), MissingValue = MissingValue.Mean });

    /// <summary>A network that predicts the feature of each column, which is one; <see cref="Fill"/> for a missing cell.</summary>
    private static NeuralNetwork Identity(params FeatureColumn[] columns)
    {
        int count = columns.Length;
        var schema = new DataSchema(columns, [.. columns.Select((_, i) => $"y{i}")], []);
        double[] weights = [.. Enumerable.Range(0, count * count).Select(i => i / count == i % count ? 1.0 : 0), .. new double[count]];
        return new NeuralNetwork(new NetworkParameter(NetworkShape.For(NetworkTask.Regression, [count, count]), weights, schema, scaling: new Scaling([], [], [], [], [.. Enumerable.Repeat(Fill, count)])));
    }

    /// <summary>A row with a cell in one column, and none in the others.</summary>
    private static Dictionary<string, object?> Row(NeuralNetwork network, string column, object? cell) =>
        network.Parameter.Schema.Column.ToDictionary(other => other.Name, other => other.Name == column ? cell : null);

    private static int IndexOf(NeuralNetwork network, string column) => network.Parameter.Schema.Column.Select(other => other.Name).ToList().IndexOf(column);

    /// <summary>The network's own number; NaN where it refuses the cell.</summary>
    private static double Own(NeuralNetwork network, string column, object? cell)
    {
        try
        {
            return new Predictor(network.Parameter).Predict(new FeatureEncoder(network.Parameter).Read(1, Row(network, column, cell).Keys, name => name == column ? cell : null)).ToArray()[IndexOf(network, column)];
        }
        catch (NetworkException)
        {
            return double.NaN;
        }
    }

    /// <summary>Compares a network, its C# and its JavaScript with values; NaN is an error.</summary>
    private static void Expect(NeuralNetwork network, (string Column, object? Cell, double Number)[] cells)
    {
        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(network);
        Assert.All(cells, cell => Assert.Equal(cell.Number, Own(network, cell.Column, cell.Cell)));
        Assert.All(cells, cell => Expect(cell.Number, () => predict(Row(network, cell.Column, cell.Cell)) is double[] all ? all[IndexOf(network, cell.Column)] : double.NegativeInfinity));
        if (ExportedCode.HasNode(out _))
        {
            Expect(network, cells, inNode: true);
        }

        // Jint is slower, and has regular expressions of its own.
        const int Most = 300;
        Expect(network, [.. cells.Where((_, i) => i % ((cells.Length / Most) + 1) == 0)], inNode: false);
    }

    private static void Expect(NeuralNetwork network, (string Column, object? Cell, double Number)[] cells, bool inNode)
    {
        JsonElement[] given = ExportedCode.JavaScript(network, cells.Select(cell => Row(network, cell.Column, cell.Cell)), inNode);
        Assert.All(cells, (cell, i) => Expect(cell.Number, () => given[i].ValueKind == JsonValueKind.Array ? given[i][IndexOf(network, cell.Column)].GetDouble() : throw new ArgumentException(given[i].GetString())));
    }

    private static void Expect(double wanted, Func<double> predict)
    {
        if (double.IsNaN(wanted))
        {
            Assert.Contains("olumn", Assert.Throws<ArgumentException>(() => _ = predict()).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(wanted, predict());
        }
    }
}
