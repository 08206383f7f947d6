using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>-DateFormat, and what is told where dates stay open: the same in rows and in files.</summary>
public class GivenDateFormatTests
{
    private static readonly double FirstOfMarch = Day("2024-03-01");

    [Fact]
    public void One_cell_that_does_not_fit_is_an_error_that_names_it()
    {
        string[] days = [.. Enumerable.Range(0, 23).Select(i => $"{(i % 12) + 1:00}/0{(i % 9) + 1}/2024")];
        Assert.Contains("Row 24, column 't': '02/25/2024' is no date in -DateFormat dd/MM/yyyy", Failed([.. days, "02/25/2024"], "dd/MM/yyyy").Message, StringComparison.Ordinal);
        Assert.Contains("Row 24, column 't': 'n.n.' is no date in -DateFormat dd/MM/yyyy", Failed([.. days, "n.n."], "dd/MM/yyyy").Message, StringComparison.Ordinal);
        string[] numbers = [.. Enumerable.Range(1, 11).Select(day => $"202403{day:00}")];
        Assert.Contains("Row 12, column 't': '20240230' is no date in -DateFormat yyyyMMdd", Failed([.. numbers, "20240230"], "yyyyMMdd").Message, StringComparison.Ordinal);

        // Missing ones, and the year first, which no order makes another day.
        Assert.Equal([FirstOfMarch, double.NaN, FirstOfMarch + 12, FirstOfMarch + 1], Days(["01/03/2024", "NA", "2024-03-13", "02/03/2024"], "dd/MM/yyyy").Features);
        Assert.Equal("DateFormatMismatch", Failed(["2024-01-03", "2024-02-03", "2024-03-13"], "yyyy-dd-MM").Id);
    }

    [Fact]
    public void Days_and_months_of_one_digit_fit_too()
    {
        (double[] features, string[] warnings) = Days(["1/3/2024", "02/3/2024", "03/03/2024", "4/3/2024 12:00"], TimeZoneInfo.Utc, "dd/MM/yyyy");
        Assert.Equal([FirstOfMarch, FirstOfMarch + 1, FirstOfMarch + 2, FirstOfMarch + 3.5], features);
        Assert.DoesNotContain(warnings, warning => warning.Contains("-DateFormat", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("01/03/24", "dd/MM/yy")]
    [InlineData("01-03-2024", "dd-MM-yyyy")]
    [InlineData("1-3-2024 10:00", "dd-MM-yyyy")]
    public void Open_dates_that_are_written_otherwise_than_the_format_are_an_error_that_names_theirs(string text, string format)
    {
        NetworkException error = Failed([text, text.Replace('3', '4'), text.Replace('3', '5')], "dd/MM/yyyy");
        Assert.Equal("DateFormatMismatch", error.Id);
        Assert.Contains($"list {format} in -DateFormat", error.Message, StringComparison.Ordinal);
        Assert.Equal(31, Days([text, text.Replace('3', '4')], "dd/MM/yyyy", format).Features is [var first, var second] ? second - first : 0);
    }

    [Fact]
    public void A_format_that_fits_no_column_is_told_once()
    {
        (double[] features, string[] warnings) = Days(["2024-03-01", "2024-03-02"], "dd/MM/yyyy");
        Assert.Equal([FirstOfMarch, FirstOfMarch + 1], features);
        Assert.Equal("'-DateFormat' is without effect, since the cells of no column are dates in it: dd/MM/yyyy.", Assert.Single(warnings));
        Assert.Equal([7, 8], Days(["7", "8"], "yyyyMMdd").Features);
    }

    [Theory]
    [InlineData("ddMMyyyy", "01072024", "2024-07-01")]
    [InlineData("MM.yyyy", "07.2020", "2020-07-01")]
    [InlineData("yyyyMMdd", "20240716", "2024-07-16")]
    [InlineData("yyMMdd", "090716", "2009-07-16")]
    [InlineData("yyyyMMddHHmmss", "20240716120000", "2024-07-16T12:00")]
    public void Dates_that_are_numbers_are_the_same_in_rows_files_and_objects(string format, string text, string day)
    {
        var others = new[] { "2010-01-11", "2024-12-31", "2030-10-10" };
        string[] cells = [text, .. others.Select(other => DateTime.Parse(other, CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture))];
        double[] features = Days(cells, TimeZoneInfo.Utc, format).Features;
        Assert.Equal(Day(day), features[0]);
        Assert.Equal(Day("2010-01-11") - (format[0] == 'M' ? 10 : 0), features[1]);
        object?[] numbers = [.. cells.Select(cell => (object)double.Parse(cell, CultureInfo.InvariantCulture))];
        TableOptions options = Given(TimeZoneInfo.Utc, format);
        Dataset ofNumbers = Read(options, Column("t", numbers));
        Assert.Equal(features, ofNumbers.Features);

        // With a schema, in rows and in files.
        var known = new TableOptions { Target = ["y"], Schema = ofNumbers.Schema };
        Assert.Equal(features, Read(known, Column("t", [.. cells])).Features);
        Assert.Equal(features, OfFile(known, cells).Features);
        var cellFeatures = new double[1];
        foreach (object cell in (object[])[text, long.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)])
        {
            if (format != "MM.yyyy" || cell is string)
            {
                ofNumbers.Schema.Column[0].Expand(cell, 1, cellFeatures);
                Assert.Equal(Day(day), cellFeatures[0]);
            }
        }
    }

    [Fact]
    public void A_wrong_number_with_a_schema_is_an_error_that_names_its_row()
    {
        Dataset trained = Read(Given(null, "yyyyMMdd"), Column("t", 20240101, 20240102, 20240103));
        var known = new TableOptions { Target = ["y"], Schema = trained.Schema };
        NetworkException error = Failing(() => Read(known, Column("t", "20240101", "20240230", "20240103")));
        Assert.Contains("Row 2, column 't': '20240230' is no date", error.Message, StringComparison.Ordinal);
        Assert.Contains("Row 2, column 't': '20240230' is no date", Failing(() => OfFile(known, ["20240101", "20240230", "20240103"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dd/mm/yyyy", "the month is M, as in dd/MM/yyyy")]
    [InlineData("yyyy-mm-dd", "the month is M")]
    [InlineData("dd/mm/yyyy HH:mm", "a day and no month")]
    [InlineData("dd/MM/yyyy HH:MM", "the month twice")]
    [InlineData("d", "a letter alone")]
    [InlineData("g", "a letter alone")]
    [InlineData("Y", "a letter alone")]
    public void A_format_with_the_wrong_letters_is_an_error_that_says_so(string format, string fault)
    {
        NetworkException error = Failing(() => DateFormat.Of([format]));
        Assert.Equal("DateFormatInvalid", error.Id);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("24-03-01", "24-03-12", "2024-03-12", "year first, '24-03-01' as 2024-03-01")]
    [InlineData("24/03/01", "24/03/12", "2024-03-12", "year first, '24/03/01' as 2024-03-01")]
    [InlineData("01-03-24", "13-03-24", "2024-03-13", "day first, '01-03-24' as 2024-03-01")]
    [InlineData("01/03/24", "12/03/24", "2024-12-03", "month first, '01/03/24' as 2024-01-03")]
    [InlineData("99-03-01", "99-12-31", "1999-12-31", null)]
    [InlineData("3/14/24", "3/1/24", "2024-03-01", null)]
    [InlineData("01.03.2024", "12.03.2024", "2024-03-12", null)]
    [InlineData("01.03.24", "12.03.24", "2024-03-12", null)]
    public void Years_of_two_digits_may_stand_on_either_side(string first, string last, string day, string? warning)
    {
        // The other days between them.
        (double[] features, string[] warnings) = Days([first, last]);
        Assert.Equal(Day(day), features[1]);
        if (warning is null)
        {
            Assert.Empty(warnings);
        }
        else
        {
            Assert.Contains(warning, Assert.Single(warnings), StringComparison.Ordinal);
            Assert.Contains("-DateFormat", warnings[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Points_and_one_digit_are_dates_where_the_whole_column_agrees()
    {
        (double[] features, string[] warnings) = Days(["1.3.24", "1.1.26", "31.12.25"]);
        Assert.Equal([FirstOfMarch, Day("2026-01-01"), Day("2025-12-31")], features);
        Assert.Equal("The column 't' has texts that may be dates or versions, and are read as dates: '1.3.24' as 2024-03-01. If they are none, name the column in -Categorical.", Assert.Single(warnings));
        Assert.Equal(ColumnKind.Category, Read(null, Column("t", "1.3.24", "1.1.26", "1.13.24", "1.3.24")).Schema.Column[0].Kind);
        Dataset points = Read(null, Column("t", "01.03.2024", "02.03.2024"));
        points.Schema.Column[0].Expand("1.3.24", 1, features);
        Assert.Equal(FirstOfMarch, features[0]);
    }

    [Theory]
    [InlineData("yyyyMMdd", "20240316 is 2024-03-16 with -DateFormat yyyyMMdd")]
    [InlineData("yyyyMMddHHmmss", "20240316000000 is 2024-03-16 with -DateFormat yyyyMMddHHmmss")]
    public void Numbers_that_all_are_days_are_told_in_features_and_targets(string format, string expected)
    {
        string[] cells = [.. Enumerable.Range(0, 12).Select(i => new DateTime(2024, 3, 16).AddDays(i).ToString(format, CultureInfo.InvariantCulture))];
        Assert.Contains(expected, Assert.Single(Days(cells).Warnings), StringComparison.Ordinal);
        Assert.Empty(Days(cells[..9]).Warnings);
        Assert.Empty(Days([.. cells[..11], "20240230"]).Warnings);
        Assert.DoesNotContain(Days(cells, TimeZoneInfo.Utc, format).Warnings, warning => warning.Contains("would be dates", StringComparison.Ordinal));
        var reader = new TableReader(new TableOptions { Target = ["t"] });
        for (int i = 0; i < cells.Length; i++)
        {
            int row = i;
            reader.Add(() => ["a", "t"], name => name == "a" ? row : cells[row]);
        }

        Assert.Equal(NetworkTask.Regression, reader.ToDataset().Task);
        Assert.Contains(expected, Assert.Single(reader.Warning), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dates such as '2024-03-01', but not 'n.v.'", "2024-03-01", "2024-03-02", "n.v.", "soon", "2024-03-01", "2024-03-02")]
    [InlineData("booleans such as 'true', but not 'maybe'", "true", "false", "maybe", "true")]
    [InlineData("times such as '14:30 UTC', which are read without an offset, as 14:30:00", "14:30 UTC", "15:30 UTC", "14:30 UTC")]
    [InlineData("dates such as '2024-03', which -DateFormat 'yyyy-MM' reads", "2024-03", "2024-04", "2024-03")]
    [InlineData("dates such as 'Jan 2026', which -DateFormat 'MMM yyyy' reads", "Jan 2026", "Feb 2026", "Jan 2026")]
    [InlineData("dates such as '2024-02-01 10:00 EST', whose end is read as an offset only, such as -05:00", "2024-02-01 10:00 EST", "2024-02-02 10:00 EST", "2024-02-01 10:00 EST")]
    public void Dates_times_and_booleans_that_are_categories_are_told(string hint, params string[] cells)
    {
        string warning = Assert.Single(Days(cells).Warnings, warning => !warning.Contains("-MissingMark", StringComparison.Ordinal));
        Assert.Equal($"The column 't' has texts with dates, times or booleans in them, but they are not read as such: {hint}. If the texts are right, name the column in -Categorical.", warning);
        Assert.Empty(Warnings(new TableOptions { Target = ["y"], Categorical = [NamePattern.FromString("t")] }, cells));
    }

    [Fact]
    public void Months_are_dates_in_their_format_and_times_of_half_a_day_are_spans()
    {
        Assert.Equal([FirstOfMarch, FirstOfMarch + 31], Days(["2024-03", "2024-04"], "yyyy-MM").Features);
        Assert.Equal([14.5 * 3600, 0, 12 * 3600, 15 * 3600], Days(["2:30 PM", "12:00 am", "12:00 p.m.", "3 pm"]).Features);
    }

    [Fact]
    public void Classes_in_several_targets_are_an_error_that_says_so()
    {
        var reader = new TableReader(new TableOptions { Target = ["p", "q"] });
        for (int i = 0; i < 4; i++)
        {
            int row = i;
            reader.Add(() => ["a", "p", "q"], name => name == "a" ? row : "" + (char)('k' + row));
        }

        NetworkException error = Failing(() => reader.ToDataset());
        Assert.Equal("TargetMixed", error.Id);
        Assert.Contains("'p' has 4 classes, 'q' has 4 classes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_in_messages_are_of_no_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");
            Assert.Contains("2024-01-03", Assert.Single(Days(["01/03/2024", "02/03/2024"]).Warnings), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static double Day(string text) => (DateTime.Parse(text, CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalDays;

    private static TableOptions Given(TimeZoneInfo? zone, params string[] formats) =>
        new TableOptions { Target = ["y"], DatePart = DatePart.None, DateFormat = formats.Length == 0 ? null : formats, LocalZone = zone ?? TimeZoneInfo.Utc };

    private static (double[] Features, string[] Warnings) Days(string[] cells, params string[] formats) => Days(cells, null, formats);

    /// <summary>The features and warnings of cells in rows, which are those of the same cells in a file.</summary>
    private static (double[] Features, string[] Warnings) Days(string[] cells, TimeZoneInfo? zone, params string[] formats)
    {
        TableOptions options = Given(zone, formats);
        TableReader reader = Reader(options, Column("t", [.. cells]));
        double[] features = [.. reader.ToDataset().Features];
        DatasetImport import = Import(options, cells);
        Assert.Equal(features, import.Dataset.Features);
        string[] warnings = Told(reader.Warning);
        Assert.Equal(warnings, Told(import.Warning));
        return (features, warnings);
    }

    private static string[] Warnings(TableOptions options, string[] cells)
    {
        TableReader reader = Reader(options, Column("t", [.. cells]));
        _ = reader.ToDataset();
        return Told(reader.Warning);
    }

    /// <summary>Warnings without those of the time zone and of missing cells.</summary>
    private static string[] Told(IEnumerable<string> warnings) =>
        [.. warnings.Where(warning => !warning.Contains("time zone", StringComparison.Ordinal) && !warning.Contains("filled in", StringComparison.Ordinal))];

    /// <summary>The error of cells, in rows as in a file.</summary>
    private static NetworkException Failed(string[] cells, params string[] formats)
    {
        NetworkException error = Failing(() => Read(Given(null, formats), Column("t", [.. cells])));
        NetworkException ofFile = Failing(() => OfFile(Given(null, formats), cells));
        Assert.Equal(error.Id, ofFile.Id);
        Assert.Contains(error.Message, ofFile.Message, StringComparison.Ordinal);
        return error;
    }

    private static Dataset OfFile(TableOptions options, string[] cells) => Import(options, cells).Dataset;

    private static DatasetImport Import(TableOptions options, string[] cells)
    {
        string file = $"t,y\n{string.Concat(cells.Select((cell, i) => $"{cell},{i % 2}\n"))}";
        return TableFile.Read(new FileSource("t.csv", () => new MemoryStream(Encoding.UTF8.GetBytes(file))), options, null, null, CancellationToken.None);
    }
}
