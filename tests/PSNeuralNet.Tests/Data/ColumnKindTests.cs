using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Kinds of columns, and their features.</summary>
public class ColumnKindTests
{
    [Fact]
    public void Text_is_a_feature_for_each_value_in_ordinal_order()
    {
        Dataset data = Read(null, Column("c", "red", "blue", "Zinc", "red"));
        Assert.Equal(["c=Zinc", "c=blue", "c=red"], data.FeatureName);
        Assert.Equal([0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1], data.X.ToColumnMajorArray());
        Assert.Equal(ColumnKind.Category, Assert.Single(data.Schema.Column).Kind);
    }

    [Fact]
    public void Booleans_dates_and_spans_are_one_number()
    {
        Dataset data = Read(
            null,
            Column("flag", true, false, true),
            Column("written", "TRUE", "False", "true"),
            Column("date", "1970-01-02", "1970-01-03T12:00:00Z", new DateTime(1969, 12, 31, 0, 0, 0, DateTimeKind.Local)),
            Column("span", "00:02:30", TimeSpan.FromMilliseconds(500), "1.00:00:00"));
        Assert.Equal(["flag", "written", "date", "span"], data.FeatureName);
        Assert.Equal([ColumnKind.Boolean, ColumnKind.Boolean, ColumnKind.Date, ColumnKind.Duration], data.Schema.Column.Select(column => column.Kind));
        Assert.Equal([1, 0, 1], data.Row("flag"));
        Assert.Equal([1, 0, 1], data.Row("written"));
        Assert.Equal([1, 2.5, -1], data.Row("date"));
        Assert.Equal([150, 0.5, 86400], data.Row("span"));
    }

    [Theory]
    [InlineData("2026-11-24", 20781)]
    [InlineData("2026-11-24T06:00:00", 20781.25)]
    [InlineData("2026-11-24 06:00:00", 20781.25)]
    [InlineData("2026-11-24T06:00:00.000Z", 20781.25)]
    [InlineData("2026-11-24T06:00:00+06:00", 20781)]
    [InlineData("2026/11/24", 20781)]
    [InlineData("11/24/2026", 20781)]
    [InlineData("11/24/2026 18:00:00", 20781.75)]
    [InlineData("11/24/2026 6:00:00 PM", 20781.75)]
    [InlineData("24.11.2026", 20781)]
    public void Dates_are_days_since_1970(string text, double days) =>
        Assert.Equal([days, 0], Read(null, Column("d", text, "1970-01-01")).Row("d"));

    [Fact]
    public void Enumerations_are_categories_by_name_or_numbers_where_wanted()
    {
        (string, object?[]) day = Column("day", DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Friday);
        Dataset data = Read(null, day);
        Assert.Equal(["day=Friday", "day=Monday"], data.FeatureName);
        Assert.Equal(ColumnKind.Enumeration, data.Schema.Column[0].Kind);
        Assert.Equal([5, 1, 5], Read(Options() with { Numeric = ["day"] }, day).Row("day"));
    }

    [Fact]
    public void Numbers_can_be_taken_as_text()
    {
        Dataset data = Read(Options() with { Categorical = ["code"] }, Column("code", 10, "9", 10, "x"));
        Assert.Equal(["code=10", "code=9", "code=x"], data.FeatureName);
        Assert.Equal([1, 0, 1, 0], data.Row("code=10"));
        Assert.Equal(["id=9007199254740992", "id=9007199254740993"], Read(Options() with { Categorical = ["id"] }, Column("id", 9007199254740992, 9007199254740993)).FeatureName);
    }

    [Fact]
    public void A_mix_of_numbers_and_text_names_the_text_and_its_row()
    {
        object?[] numbers = [.. Enumerable.Range(1, 30).Select(i => (object)i)];
        NetworkException textLast = Failing(() => Read(null, Column("a", [null, .. numbers, "abc"])));
        Assert.Equal("ColumnMixed", textLast.Id);
        Assert.Contains("Row 32, column 'a': 'abc' is no number, but row 2 has '1'", textLast.Message, StringComparison.Ordinal);
        Assert.Equal("abc", textLast.TargetObject);
        NetworkException textFirst = Failing(() => Read(null, Column("a", ["", "abc", "def", .. numbers])));
        Assert.Equal("ColumnMixed", textFirst.Id);
        Assert.Contains("Row 2, column 'a': 'abc' is no number, but row 4 has '1'", textFirst.Message, StringComparison.Ordinal);
        Assert.Equal("ColumnMixed", Failing(() => Read(null, Column("a", [.. numbers, DayOfWeek.Friday]))).Id);
        object?[] days = [.. numbers.Select((_, i) => (object)new DateTime(2026, 11, 24).AddDays(i))];
        NetworkException date = Failing(() => Read(null, Column("d", [.. days, "soon"])));
        Assert.Equal("CellKindInvalid", date.Id);
        Assert.Contains("Row 31, column 'd': 'soon' is no date", date.Message, StringComparison.Ordinal);
        Assert.Equal("CellKindInvalid", Failing(() => Read(null, Column("d", [.. days.Select((_, i) => (object)TimeSpan.FromHours(i)), 5]))).Id);
    }

    [Fact]
    public void Marks_that_are_numbers_are_missing_however_they_are_written()
    {
        var options = new TableOptions { Target = ["y"], MissingMark = ["-999", "?"] };
        Dataset data = Read(options, Column("a", 1, -999, "-999.0", "?", 5), Column("c", "x", "-999", "y", "NA", "x"));
        Assert.Equal([1, double.NaN, double.NaN, double.NaN, 5], data.Row("a"));
        Assert.Equal(["a", "c=NA", "c=x", "c=y"], data.FeatureName);
        Assert.Equal([0, double.NaN, 0, 1, 0], data.Row("c=NA"));
        var features = new double[1];
        Assert.All<object>([-999, -999.0, "-999", "-9.99e2", "?"], cell =>
        {
            data.Schema.Column[0].Expand(cell, 1, features);
            Assert.Equal(double.NaN, features[0]);
        });
        string file = "a,c,y\n1,x,0\n-999,-999,1\n-999.0,y,0\n?,NA,1\n5,x,0\n";
        Dataset ofFile = TableFile.Read(new FileSource("t.csv", () => new MemoryStream(Encoding.UTF8.GetBytes(file))), options, null, null, CancellationToken.None).Dataset;
        Assert.Equal(data.X.ToColumnMajorArray(), ofFile.X.ToColumnMajorArray());
    }

    [Fact]
    public void A_few_numbers_and_texts_are_categories()
    {
        // drv of the mpg table: f, 4 and r.
        object?[] drive = [.. Enumerable.Repeat("f", 5), "4", "r", .. Enumerable.Repeat("4", 20), "4"];
        TableReader reader = Reader(null, Column("drv", drive));
        Assert.Equal(["drv=4", "drv=f", "drv=r"], reader.ToDataset().FeatureName);
        Assert.Equal("The column 'drv' has texts with numbers in them, but no single format fits, and each different text is a category: numbers and 'f'.", Assert.Single(reader.Warning));

        // Texts of numbers stay as they are written.
        Assert.Equal(["v=007", "v=1.10", "v=1.2", "v=x"], Read(null, Column("v", "1.10", "007", "1.2", "x", "1.10")).FeatureName);

        // One wrong value among many numbers, 5 % of the cells or two, and more values than categories have.
        object?[] numbers = [.. Enumerable.Range(0, 19).Select(i => (object)i)];
        Assert.Equal(20, Read(null, Column("n", [.. numbers, .. numbers, "x", "x"])).FeatureCount);
        Assert.Equal("ColumnMixed", Failing(() => Read(null, Column("n", [.. numbers, .. numbers, 1, 2, "x", "x"]))).Id);
        Assert.Equal("ColumnMixed", Failing(() => Read(null, Column("n", [.. numbers, .. numbers, 19, 20, "x", "y"]))).Id);
        Assert.Equal("ColumnMixed", Failing(() => Read(null, Column("n", [.. numbers, "x"]))).Id);
        Assert.Equal(3, Read(null, Column("n", [.. numbers.Select((_, i) => (object)(i % 2)), .. numbers.Select((_, i) => (object)(i % 2)), "x", "x"])).FeatureCount);

        // Article numbers of which some are numbers.
        object?[] articles = [.. Enumerable.Range(0, 100).Select(i => (object)(i % 5 == 0 ? $"{1000 + i}" : $"A{1000 + i}"))];
        TableReader ids = Reader(null, Column("article", articles), Column("n", [.. articles.Select((_, i) => (object)i)]));
        Assert.Equal(["n"], ids.ToDataset().FeatureName);
        Assert.Equal("The column 'article' is left out: 100 of 100 values differ, as ids and paths do, which -Feature 'article' overrides.", Assert.Single(ids.Warning));
        Assert.Equal(51, Read(Options() with { Feature = ["article"] }, Column("article", articles)).FeatureCount);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1,234.5")]
    [InlineData("1'000")]
    [InlineData("-1.234,5")]
    public void Thousands_separators_and_decimal_commas_can_be_taken_as_text(string cell)
    {
        Assert.Equal([$"a={cell}", "a=x"], Read(Options() with { Categorical = ["a"] }, Column("a", cell, "x")).FeatureName);
    }

    [Fact]
    public void Rare_categories_share_a_feature()
    {
        object?[] names = [.. Enumerable.Range(0, 120).Select(i => $"host{i % 60:00}"), .. Enumerable.Range(10, 50).Select(i => $"host{i}")];
        TableReader reader = Reader(null, Column("name", names));
        Dataset data = reader.ToDataset();
        Assert.Equal("The column 'name' has more different values than -MaximumCategory, and the rare ones share a feature: 10 of 60. For a column without meaning, say -ExcludeFeature.", Assert.Single(reader.Warning));
        Assert.Equal(["name=host10", "name=host59", "name (other)"], [data.FeatureName[0], data.FeatureName[49], data.FeatureName[50]]);
        Assert.Equal(51, data.FeatureCount);
        Assert.Equal([.. names.Select(name => string.CompareOrdinal((string)name!, "host10") < 0 ? 1.0 : 0)], data.Row("name (other)"));
        Assert.Equal([.. names.Select(name => (string)name! == "host59" ? 1.0 : 0)], data.Row("name=host59"));
        Assert.Equal("(other)", data.FeaturesOf(0).First().Value);
        Assert.Equal(60, Read(Options() with { MaximumCategory = 60 }, Column("name", names)).FeatureCount);
        Assert.Equal("MaximumCategoryInvalid", Failing(() => _ = new TableReader(Options() with { MaximumCategory = 0 })).Id);
    }

    [Fact]
    public void Constant_and_empty_columns_are_left_out_with_a_warning()
    {
        TableReader reader = Reader(null, Column("a", 1, 2), Column("unit", "cm", "cm"), Column("zero", 0, 0.0), Column("none", null, "NA"), Column("thing", 1, new Uri[1]));
        Dataset data = reader.ToDataset();
        Assert.Equal(["a"], data.FeatureName);
        Assert.Equal(
            [
                "3 columns are left out: 'unit' (all cells are 'cm'), 'zero' (all cells are '0'), 'none' (all cells are empty).",
                "The column 'thing' holds objects, and is left out: row 2 holds an Uri[] with 1 item. Make a number or text of it first, such as Select-Object *, @{ Name = 'new'; Expression = { $_.thing.Count } }.",
            ],
            reader.Warning);
        Assert.Equal("FeatureNone", Failing(() => Read(null, Column("a", 1, 1))).Id);
        Assert.Equal("CellNested", Failing(() => Read(Options() with { Feature = ["thing"] }, Column("thing", new object(), 1))).Id);
    }

    [Fact]
    public void Columns_are_chosen_by_name_and_by_pattern()
    {
        (string, object?[])[] table = [Column("id", 1, 2), Column("temp_max", 3, 4), Column("temp_min", 5, 6), Column("a[", 7, 8)];
        NamePattern Prefix(string text) => new(text, name => name.StartsWith(text, StringComparison.Ordinal));
        Assert.Equal(["temp_max", "temp_min"], Read(Options() with { Feature = [Prefix("temp")] }, table).FeatureName);
        Assert.Equal(["temp_min", "a["], Read(Options() with { Feature = ["TEMP_MIN", "a["] }, table).FeatureName);
        Assert.Equal(["temp_max", "a["], Read(Options() with { ExcludeFeature = [Prefix("i"), Prefix("temp_mi"), Prefix("x")] }, table).FeatureName);
        Assert.Equal(["temp_max"], Read(Options() with { Feature = [Prefix("t")], ExcludeFeature = ["temp_min"] }, table).FeatureName);
        Assert.Equal("FeatureMissing", Failing(() => Read(Options() with { Feature = [Prefix("x")] }, table)).Id);
        Assert.Equal("FeatureMissing", Failing(() => Read(Options() with { ExcludeFeature = ["idd"] }, table)).Id);
        Assert.Equal("FeatureMissing", Failing(() => Read(Options() with { Categorical = ["idd"] }, table)).Id);
        Assert.Equal("FeatureNone", Failing(() => Read(Options() with { ExcludeFeature = [Prefix("")] }, table)).Id);
        Assert.Equal("FeatureRepeated", Failing(() => Read(Options() with { Feature = ["id", Prefix("i")] }, table)).Id);
    }

    [Fact]
    public void Samples_are_read_back_as_cells()
    {
        Dataset data = Read(
            null, Column("n", 1.5, null, 3), Column("c", "a", "b", ""), Column("f", true, false, null), Column("d", "2026-11-24", null, "2026-11-24T18:30:00"), Column("k", 7, 7, 7));
        Assert.Equal([("n", 1.5), ("c", "a"), ("f", true), ("d", new DateTime(2026, 11, 24)), ("k", (object?)7.0)], data.FeaturesOf(0));
        Assert.Equal([("n", null), ("c", "b"), ("f", false), ("d", null), ("k", (object?)7.0)], data.FeaturesOf(1));
        Assert.Equal([("n", 3.0), ("c", null), ("f", null), ("d", new DateTime(2026, 11, 24, 18, 30, 0)), ("k", (object?)7.0)], data.FeaturesOf(2));
    }

    [Fact]
    public void A_bad_row_is_not_taken()
    {
        var reader = new TableReader(Options() with { MissingTarget = MissingTarget.Error });
        string[] names = ["a", "b", "y"];
        reader.Add(() => names, name => name == "y" ? "n" : 1);
        Assert.Equal("TargetIsEmpty", Failing(() => reader.Add(() => names, name => name == "y" ? null : 2)).Id);
        Assert.Equal(1, reader.RowCount);
        reader.Add(() => names, name => name == "y" ? "p" : 3);
        Dataset data = reader.ToDataset();
        Assert.Equal([1, 1, 3, 3], data.X.ToColumnMajorArray());
        Assert.Equal(["n", "p"], data.ClassName);
    }
}
