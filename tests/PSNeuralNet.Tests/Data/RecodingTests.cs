using System.Reflection;
using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>A dataset is encoded for a network as its rows are at prediction: read with the network's schema, and of its own.</summary>
public class RecodingTests
{
    private static readonly string[] Cities = [.. Enumerable.Range(0, 80).Select(i => $"city{i:00}")];

    public static TheoryData<string> Kinds => ["clock", "month", "offset", "day", "city", "cityWithout", "case", "mark", "word"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_and_datasets_have_the_same_features(string kind)
    {
        (TableOptions options, object?[] train, TableOptions own, object?[] test) = Case(kind);
        Dataset known = Read(options, Column("n", [.. train.Select((_, i) => (object)(i % 17))]), Column("v", train));
        NetworkParameter network = Initializer.Initialize(new NetworkShape([known.FeatureCount, 1]), Initialization.He, 1, known.Schema).With(Scaling.Of(known, standardize: false));
        (string, object?[])[] columns = [Column("n", [.. test.Select((_, i) => (object)(i % 13))]), Column("v", test)];

        // As Get-NetworkPrediction reads rows.
        var encoder = new FeatureEncoder(network);
        double[][] expected = [.. test.Select((cell, i) => encoder.Read(i + 1, ["n", "v"], name => name == "n" ? i % 13 : cell).ToArray())];
        AssertFeatures(expected, Read(TableOptions.For(known.Schema), columns).Select(known.Schema));
        Dataset other = Read(own, columns);
        AssertFeatures(expected, other.Select(known.Schema));
        int[] some = [.. Enumerable.Range(0, test.Length).Where(i => i % 3 != 1).Reverse()];
        AssertFeatures([.. some.Select(i => expected[i])], other.Take(some).Select(known.Schema));
    }

    [Fact]
    public void A_table_read_with_a_schema_keeps_its_rule_for_missing_cells()
    {
        foreach (MissingValue rule in Enum.GetValues<MissingValue>())
        {
            Dataset known = Read(Options(rule), Column("n", 1, 2, 3, 4), Column("c", "a", "b", "a", "b"), Column("k", 1, 2, rule == MissingValue.Error ? 5 : null, 4));
            Dataset same = Read(TableOptions.For(known.Schema), Column("n", 5, 6, 7, 8), Column("c", "a", "b", "a", "b"), Column("k", 1, 2, 3, 4));
            Assert.Equal(known.Schema.Column.Select(column => column.MissingValue), same.Schema.Column.Select(column => column.MissingValue));
            Assert.Equal(known.FeatureName, same.FeatureName);
        }

        Dataset filled = Read(Options(), Column("n", 1, 2, 3, 4));
        Assert.Equal("CellIsEmpty", Failing(() => Read(Options(MissingValue.Error) with { Schema = filled.Schema }, Column("n", 1, null, 3, 4))).Id);
        Assert.Equal("CellIsNaN", Failing(() => Read(Options(MissingValue.Error) with { Schema = filled.Schema }, Column("n", "1", "NA", "3", "4"))).Id);
    }

    [Fact]
    public void Missing_cells_are_told_for_a_network_too()
    {
        DataSchema known = Read(Options(MissingValue.Median), Column("n", 1, null, 3, 4), Column("x", 1, 2, 3, 4)).Schema;
        TableReader reader = Reader(TableOptions.For(known), Column("n", null, 2, null, 4), Column("x", null, null, null, null));
        Assert.Equal([double.NaN, double.NaN], reader.ToDataset().Row("x")[..2]);
        Assert.Equal("2 columns have missing cells, which are filled in as in the training: 'n' (2 of 4, with the median), 'x' (4 of 4, with the median).", Assert.Single(reader.Warning));
    }

    [Fact]
    public void Marks_cultures_and_formats_that_are_given_count_for_the_columns_of_a_schema()
    {
        DataSchema known = Read(
            Dates(), Column("n", "1.5", "2.5", "3.5", "NA"), Column("d", "2024-01-02", "2024-03-01", "2024-05-04", "2024-07-09"), Column("c", "a", "b", "a", "?")).Schema;
        TableOptions given = TableOptions.For(known) with { MissingMark = ["?"], Culture = CultureInfo.GetCultureInfo("de-DE"), DateFormat = ["dd/MM/yyyy"] };
        Dataset data = Read(given, Column("n", "1,5", "1.234", "?", "2"), Column("d", "01/03/2024", "02/03/2024", "12/03/2024", "?"), Column("c", "a", "b", "?", "a"));
        foreach (Dataset read in (Dataset[])[data, data.Select(known)])
        {
            Assert.Equal([1.5, 1234, double.NaN, 2], read.Row("n"));
            Assert.Equal([19783, 19784, 19794, double.NaN], read.Row("d"));
            Assert.Equal([double.NaN, 1], read.Row("c=a")[2..]);
        }

        Assert.Equal([3, 3, 3], data.Select(known).Row("d (month, cosine)")[..3].Select(cosine => Math.Round(Math.Acos(cosine) / (2 * Math.PI) * 12) + 1));
    }

    [Fact]
    public void A_dataset_without_its_cells_is_an_error_that_names_Schema()
    {
        DataSchema known = Read(Options() with { MaximumCategory = 50 }, Column("v", [.. Cities, .. Cities])).Schema;
        Dataset other = Read(Options() with { MaximumCategory = 2 }, Column("v", [.. Cities[70..], "city70", "city79"]));
        var bare = new Dataset(other.X, other.Y, other.Schema);
        NetworkException error = Failing(() => bare.Select(known));
        Assert.Equal("CellNotKept", error.Id);
        Assert.Contains("-Schema", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_with_other_columns_has_everything_else()
    {
        PropertyInfo[] options = [.. typeof(DataSchema).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(property => property.SetMethod is not null && property.Name != nameof(DataSchema.Reconstruction))];
        Assert.Equal(["IgnoreCase", "MissingMark", "PositiveIndex", "TargetFormat"], options.Select(property => property.Name).Order());
        var schema = new DataSchema(["x"], ["y"], ["a", "b"]);
        foreach (PropertyInfo option in options)
        {
            option.SetValue(schema, option.PropertyType == typeof(bool) ? true : option.PropertyType == typeof(int) ? 0 : option.PropertyType == typeof(IReadOnlyList<string>) ? new[] { "?" } : new[] { NumberFormat.Parse("1.234,5") });
        }

        DataSchema other = schema.With([new FeatureColumn("z")]);
        Assert.Equal(["z"], other.FeatureName);

        // The features that are reconstructed are those of the columns.
        Assert.Empty(other.Reconstruction);
        Assert.All(options.Append(typeof(DataSchema).GetProperty("TargetName")!).Append(typeof(DataSchema).GetProperty("ClassLabel")!), option => Assert.Equal(option.GetValue(schema), option.GetValue(other)));
    }

    [Fact]
    public void Two_columns_with_the_same_feature_are_both_named()
    {
        NetworkException error = Failing(() => Read(null, Column("x", "a", "b", "a", "b"), Column("x=a", 1, 2, 3, 4)));
        Assert.Equal("FeatureRepeated", error.Id);
        Assert.Equal("The columns 'x', 'x=a' both have a feature 'x=a', so the features cannot be told apart. Rename one of these columns in the header or with Select-Object, or leave one out with -ExcludeFeature 'x=a'.", error.Message);
    }

    [Fact]
    public void The_row_of_a_sample_counts_rows_without_a_label()
    {
        var random = new Random(5);
        for (int round = 0; round < 20; round++)
        {
            bool[] isLabeled = [.. Enumerable.Range(0, 60).Select(row => row < 2 || random.Next(3) > 0)];
            int bad = Enumerable.Range(30, 30).First(row => isLabeled[row]);
            var reader = new TableReader(Options());
            for (int row = 0; row < 60; row++)
            {
                int at = row;
                reader.Add(() => ["v", "y"], name => name == "v" ? at == bad ? "oops" : at : isLabeled[at] ? at % 2 : null);
            }

            Assert.StartsWith($"Row {bad + 1}, column 'v': 'oops'", Failing(() => reader.ToDataset()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Numbers_with_different_texts_are_an_error_where_most_are_numbers()
    {
        // 60 values differ in 100 rows: more than max(20, 10).
        object?[] cells = [.. Enumerable.Range(0, 80).Select(i => (object)(i % 40)), .. Enumerable.Range(0, 20).Select(i => $"A-{i}")];
        NetworkException error = Failing(() => Read(null, Column("v", cells)));
        Assert.Equal("ColumnMixed", error.Id);
        Assert.Contains("Row 81, column 'v': 'A-0'", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Categorical 'v'", error.Message, StringComparison.Ordinal);
        Assert.Equal(51, Read(Options() with { Categorical = ["v"] }, Column("v", cells)).FeatureCount);

        // Few values are a category, and so are texts that are as many as the numbers.
        Assert.Equal(20, Read(null, Column("v", [.. Enumerable.Range(0, 80).Select(i => (object)(i % 15)), .. Enumerable.Range(0, 20).Select(i => $"A-{i % 5}")])).FeatureCount);
        Assert.Equal(51, Read(null, Column("v", [.. Enumerable.Range(0, 50).Select(i => (object)(i % 30)), .. Enumerable.Range(0, 50).Select(i => $"A-{i % 30}")])).FeatureCount);
    }

    /// <summary>Training cells, cells to measure, and the options of both.</summary>
    private static (TableOptions Options, object?[] Train, TableOptions Own, object?[] Test) Case(string kind)
    {
        DateTime day = new(2024, 5, 1);
        string Clock(int i, string offset) => day.AddHours(37 * i).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + offset;
        return kind switch
        {
            "clock" => (Dates(MissingValue.Indicator), [null, .. Enumerable.Range(0, 60).Select(i => Clock(i, i % 2 == 0 ? "Z" : "+02:00"))], Dates(), [.. Enumerable.Range(0, 40).Select(i => Clock(3 * i, i % 3 == 0 ? "Z" : "+02:00"))]),
            "month" => (Dates(), [.. Enumerable.Range(0, 60).Select(i => Clock(20 * i, "+02:00"))], Dates(), [.. Enumerable.Range(0, 10).Select(i => Clock(i, "+02:00"))]),
            "offset" => (Dates(), [.. Enumerable.Range(0, 60).Select(i => Clock(i, ""))], Dates(), [.. Enumerable.Range(0, 10).Select(_ => "2024-07-02T12:00:00+05:00")]),
            "day" => (Dates() with { LocalZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo") }, [.. Enumerable.Range(0, 60).Select(i => Clock(i, ""))], Dates(), [.. Enumerable.Range(1, 20).Select(i => $"2024-06-{i:00}")]),
            "city" => (Options(), [.. Cities, .. Cities[..50]], Options(), [.. Cities, .. Cities[30..]]),
            "cityWithout" => (Options() with { MaximumCategory = 100 }, [.. Cities, .. Cities], Options(), [.. Cities, .. Cities[30..]]),
            "case" => (Options() with { IgnoreCase = true, MaximumCategory = 5 }, [.. Cities[..9], .. Cities[..5]], Options() with { MaximumCategory = 3 }, [.. Cities[..9], "CITY01", "CITY08", "City00", "city08", "city07"]),
            "mark" => (Options() with { MissingMark = ["city03"], MaximumCategory = 2 }, [.. Cities[..9], .. Cities[..2]], Options() with { MaximumCategory = 3 }, [.. Cities[..9], .. Cities[6..9]]),
            _ => (Options() with { CategoryEncoding = CategoryEncoding.Target }, [.. Cities, .. Cities], Options(), [.. Cities, .. Cities[30..]]),
        };
    }

    private static TableOptions Dates(MissingValue missing = MissingValue.Mean) => Options(missing) with { DatePart = DatePart.Auto };

    private static void AssertFeatures(double[][] expected, Dataset actual)
    {
        Assert.Equal(expected.Length, actual.SampleCount);
        for (int sample = 0; sample < expected.Length; sample++)
        {
            Assert.Equal(expected[sample], actual.X.Column(sample).ToArray());
        }
    }
}
