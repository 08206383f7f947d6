using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Times that stand for never, as Active Directory and others write them: missing cells with an indicator.</summary>
public class SentinelTimeTests
{
    private static readonly DateTime Day = new(2026, 11, 24);

    public static TheoryData<object> Dates { get; } =
    [
        DateTime.MaxValue, DateTime.MinValue, DateTime.FromFileTimeUtc(0), DateTimeOffset.MaxValue, DateTimeOffset.MinValue, DateOnly.MaxValue, DateOnly.MinValue, new DateTime(9999, 1, 1),
        DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc), new DateTime(1600, 12, 31, 16, 0, 0), new DateTime(1601, 1, 1, 14, 0, 0),
        "12/31/9999 23:59:59", "9999-12-31", "9999-12-31T23:59:59.9999999", "12/31/9999 11:59:59 PM", "31.12.9999", "9999/12/31", "0001-01-01", "0001-01-01T00:00:00", "1/1/0001 12:00:00 AM", "01.01.0001",
        "1601-01-01", "1601-01-01T00:00:00Z", "1601-01-01T01:00:00+01:00", "12/31/1600 7:00:00 PM", "1/1/1601", "12/31/9999 23:59:59 +00:00", "9999-12-31T23:59:59-08:00", "0001-01-01T00:00:00+02:00", "12/31/9999 11:59:59 PM -08:00",
    ];

    [Theory]
    [MemberData(nameof(Dates))]
    public void A_date_of_never_is_missing_with_an_indicator_and_one_warning(object never)
    {
        TableReader reader = Reader(null, Column("expires", Day, never, null, Day.AddDays(2), never), Column("n", 1, 2, 3, 4, 5));
        Dataset data = reader.ToDataset();
        Assert.Equal(["expires", "expires (never)", "n"], data.FeatureName);
        Assert.Equal([20781, double.NaN, double.NaN, 20783, double.NaN], data.Row("expires"));
        Assert.Equal([0, 1, 0, 0, 1], data.Row("expires (never)"));
        Assert.Equal([20782, 0, 3], Scaling.Of(data, standardize: false)!.FillValue);
        Assert.Equal(2, reader.Warning.Count);
        Assert.Equal("The column 'expires' has missing cells, which are filled in: 1 of 5, with the mean. -MissingValue chooses how.", reader.Warning[1]);
        Assert.Equal(
            $"The column 'expires' has 2 times that stand for never, first in row 2: '{Convert.ToString(never, CultureInfo.InvariantCulture)}'. They count as missing, and the feature 'expires (never)' is 1 there.",
            reader.Warning[0]);
        Assert.Equal("expires: Date, as days since 1970-01-01, and a feature for never", data.Schema.Column[0].ToString());
        Assert.Equal((SentinelTime.Indicator, null), (FeatureSummary.Of(data.Schema).First().SentinelTime, FeatureSummary.Of(data.Schema).Last().SentinelTime));
        Assert.Equal(DateTime.MaxValue, data.FeaturesOf(1).First().Value);
        Assert.Equal([null, Day.AddDays(2)], new[] { data.FeaturesOf(2).First().Value, data.FeaturesOf(3).First().Value });
    }

    [Theory]
    [InlineData("10675199.02:48:05.4775807")]
    [InlineData("-10675199.02:48:05.4775808")]
    [InlineData(null)]
    public void A_span_of_never_likewise(string? never)
    {
        object cell = never ?? (object)TimeSpan.MinValue;
        TableReader reader = Reader(null, Column("age", cell, "00:01:00", "00:03:00"));
        Dataset data = reader.ToDataset();
        Assert.Equal([double.NaN, 60, 180], data.Row("age"));
        Assert.Equal([1, 0, 0], data.Row("age (never)"));
        Assert.StartsWith("The column 'age' has a time that stands for never, in row 1: '", Assert.Single(reader.Warning), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.MaxValue, data.FeaturesOf(0).First().Value);
    }

    [Fact]
    public void Times_near_those_and_numbers_stay_what_they_are()
    {
        object[] dates = [new DateTime(9998, 12, 31, 23, 59, 59), new DateTime(1, 1, 2), new DateTime(1600, 12, 31), new DateTime(1601, 1, 2), new DateTime(1753, 1, 1), DateTime.UnixEpoch, "1900-01-01"];
        Dataset data = Read(null, Column("d", dates), Column("n", [.. dates.Select((_, i) => (object)(i % 2 == 0 ? long.MaxValue : long.MinValue + i))]), Column("s", [.. dates.Select((_, i) => (object)TimeSpan.FromMilliseconds(-i))]));
        Assert.Equal(["d", "n", "s"], data.FeatureName);
        Assert.False(data.HasMissing);
        Assert.All(data.Schema.Column, column => Assert.Equal(column.Kind == ColumnKind.Number ? SentinelTime.Number : SentinelTime.Missing, column.SentinelTime));
        Dataset numbers = Read(Options() with { Numeric = ["d"] }, Column("d", "1", DateTime.MaxValue, "2"));
        Assert.Equal([1, 2932897, 2], numbers.Row("d"));
        Dataset texts = Read(Options() with { Categorical = ["d"] }, Column("d", "9999-12-31", "a", "9999-12-31"));
        Assert.Equal(["d=9999-12-31", "d=a"], texts.FeatureName);
    }

    [Fact]
    public void The_rule_for_missing_cells_holds_for_never_too()
    {
        Dataset data = Read(Options(MissingValue.Indicator), Column("d", Day, DateTime.MaxValue, null), Column("e", Day, DateTime.MaxValue, Day));
        Assert.Equal(["d", "d (never)", "d (missing)", "e", "e (never)"], data.FeatureName);
        Assert.Equal([0, 1, 0], data.Row("d (never)"));
        Assert.Equal([0, 1, 1], data.Row("d (missing)"));
        NetworkException error = Failing(() => Read(Options(MissingValue.Error), Column("d", Day, DateTime.MinValue)));
        Assert.Equal("CellIsNever", error.Id);
        Assert.StartsWith("Row 2, column 'd': '01/01/0001 00:00:00' stands for never", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_never_alone_is_left_out_and_with_missing_cells_is_not()
    {
        TableReader reader = Reader(null, Column("d", DateTime.MaxValue, DateTime.MaxValue, DateTime.MaxValue), Column("e", null, DateTime.MaxValue, null), Column("f", Day, DateTime.MaxValue, Day));
        Dataset data = reader.ToDataset();
        Assert.Equal(["e", "e (never)", "f", "f (never)"], data.FeatureName);
        Assert.Equal("The column 'd' is left out: all cells are '12/31/9999 23:59:59'.", reader.Warning[0]);
        Assert.Equal(3, reader.Warning.Count);
        Assert.Equal("The column 'e' has missing cells, which are filled in: 2 of 3, with the mean. -MissingValue chooses how.", reader.Warning[2]);
        Assert.Equal([0, 0, 20781, 0], Scaling.Of(data, standardize: false)!.FillValue);
    }

    [Fact]
    public void A_network_without_never_takes_it_as_missing_and_warns_once()
    {
        NeuralNetwork network = Trained(Read(null, Column("d", Day, Day.AddDays(1), Day.AddDays(5), Day.AddDays(2))));
        List<string> warnings = [];
        var encoder = new FeatureEncoder(network.Parameter, warn: warnings.Add);
        Assert.Equal([double.NaN], encoder.Read(1, ["d"], _ => DateTime.MaxValue).ToArray());
        Assert.Equal([double.NaN], encoder.Read(2, ["d"], _ => "0001-01-01").ToArray());
        Assert.Equal([double.NaN], encoder.Read(3, ["d"], _ => null).ToArray());
        Assert.Equal("Row 1, column 'd': '12/31/9999 23:59:59' stands for never. The network was trained without such times: this and others in the column count as missing.", warnings[0]);
        Assert.StartsWith("Row 3, column 'd': the cell is missing, which none", Assert.Single(warnings.Skip(1)), StringComparison.Ordinal);

        // A table read for it, and one read without it.
        TableReader reader = Reader(TableOptions.For(network.Parameter.Schema), Column("d", Day, DateTime.MaxValue, DateTime.MaxValue));
        Assert.Equal([20781, double.NaN, double.NaN], reader.ToDataset().Row("d"));
        Assert.Equal("The column 'd' has 2 times that stand for never, first in row 2: '12/31/9999 23:59:59'. They count as missing; the network was trained without such times.", Assert.Single(reader.Warning));
        Assert.Equal([20781, double.NaN], Read(null, Column("d", Day, DateTime.MaxValue)).Select(network.Parameter.Schema).Row("d"));

        NeuralNetwork strict = Trained(Read(Options(MissingValue.Error), Column("d", Day, Day.AddDays(1), Day, Day)));
        Assert.Equal("CellIsNever", Failing(() => new FeatureEncoder(strict.Parameter).Read(1, ["d"], _ => DateTime.MaxValue)).Id);
        Assert.Equal("CellIsEmpty", Failing(() => new FeatureEncoder(strict.Parameter).Read(1, ["d"], _ => null)).Id);
    }

    [Fact]
    public void A_network_with_never_takes_it_by_its_indicator_from_rows_and_tables()
    {
        NeuralNetwork network = Trained(Read(null, Column("d", Day, DateTime.MaxValue, null, Day.AddDays(2))));
        List<string> warnings = [];
        var encoder = new FeatureEncoder(network.Parameter, warn: warnings.Add);
        Assert.Equal([double.NaN, 1], encoder.Read(1, ["d"], _ => "1601-01-01").ToArray());
        Assert.Equal([double.NaN, 0], encoder.Read(1, ["d"], _ => "").ToArray());
        Assert.Equal([20781, 0], encoder.Read(1, ["d"], _ => Day).ToArray());
        Assert.Empty(warnings);
        Dataset plain = Read(TableOptions.For(network.Parameter.Schema), Column("d", Day, null, Day));
        Assert.Equal([0, 0, 0], plain.Row("d (never)"));
        Assert.Equal([0, 0], Read(null, Column("d", Day, Day.AddDays(1))).Select(network.Parameter.Schema).Row("d (never)"));
        Assert.Equal([0, 1], Read(Options(MissingValue.Indicator), Column("d", Day, DateTime.MinValue)).Select(network.Parameter.Schema).Row("d (never)"));

        NeuralNetwork read = NetworkFile.Parse(NetworkFile.ToJson(network), "x");
        Assert.Equal(network.FeatureName, read.FeatureName);
        Assert.Equal(new Predictor(network.Parameter).Predict([double.NaN, 1]).ToArray(), new Predictor(read.Parameter).Predict(new FeatureEncoder(read.Parameter).Read(1, ["d"], _ => DateTime.MaxValue)).ToArray());
    }

    [Fact]
    public void Files_of_older_versions_take_never_as_a_number_for_ever()
    {
        string json = Encoding.UTF8.GetString(NetworkFile.ToJson(Trained(Read(null, Column("d", Day, Day.AddDays(1), Day, Day)))));
        Assert.Contains("\"formatVersion\": 4,", json, StringComparison.Ordinal);
        Assert.Contains("\"sentinelTime\": \"Missing\"", json, StringComparison.Ordinal);
        NeuralNetwork old = NetworkFile.Parse(Encoding.UTF8.GetBytes(json.Replace("\"formatVersion\": 4,", "\"formatVersion\": 1,", StringComparison.Ordinal)), "old");
        Assert.Equal([2932896], new FeatureEncoder(old.Parameter).Read(1, ["d"], _ => "9999-12-31").ToArray());
        Assert.Equal([-719162], new FeatureEncoder(old.Parameter).Read(1, ["d"], _ => DateTime.MinValue).ToArray());
        Assert.Equal([20781, 2932897], Read(TableOptions.For(old.Parameter.Schema), Column("d", Day, DateTime.MaxValue)).Row("d"));

        // Without the schema, the features of a dataset keep that a time stands for never, and its cells which one it was.
        Dataset unlike = Read(null, Column("d", Day, Day, Day, DateTime.MinValue));
        Assert.Equal([20781, 20781, 20781, -719162], unlike.Select(old.Parameter.Schema).Row("d"));
        Assert.Equal("NeverNotKept", Failing(() => new Predictor(old.Parameter).Predict(new Dataset(unlike.X, unlike.Y, unlike.Schema))).Id);
        string again = Encoding.UTF8.GetString(NetworkFile.ToJson(old));
        Assert.Contains("\"formatVersion\": 1,", again, StringComparison.Ordinal);
        Assert.DoesNotContain("sentinelTime", again, StringComparison.Ordinal);
        Assert.Contains("\"formatVersion\": 1,", Encoding.UTF8.GetString(NetworkFile.ToJson(Trained(Read(null, Column("n", 1, 2, 3))))), StringComparison.Ordinal);

        byte[] wrong = Encoding.UTF8.GetBytes(json.Replace("\"Date\"", "\"Number\"", StringComparison.Ordinal));
        Assert.Contains("at columns[0].sentinelTime: a column of the kind Number has no times", Failing(() => NetworkFile.Parse(wrong, "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_read_in_parts_count_all_and_give_the_first_row()
    {
        string text = "d,y\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{(i is 120 or 150 or 199 ? "12/31/9999 23:59:59" : $"2026-01-{(i % 28) + 1:00}")},{i % 2}\n"));
        foreach (long part in (long[])[100, long.MaxValue])
        {
            DatasetImport import = TableFile.Read(new FileSource("memory", () => new MemoryStream(Encoding.UTF8.GetBytes(text))), Options(), ',', null, CancellationToken.None, part, isParsed: false);
            Assert.Equal("The column 'd' has 3 times that stand for never, first in row 121: '12/31/9999 23:59:59'. They count as missing, and the feature 'd (never)' is 1 there.", Assert.Single(import.Warning));
            Assert.Equal(3, import.Dataset.Row("d (never)").Sum());
        }
    }

    [Fact]
    public void Days_and_seconds_at_the_ends_of_64_bits_are_shown_without_overflow()
    {
        Assert.Equal(DateTime.MaxValue, CellTime.ToDate(2932897));
        Assert.Equal(DateTime.MinValue, CellTime.ToDate(-719162));
        Assert.Equal(2932897.5, CellTime.ToDate(2932897.5));
        Assert.Equal(-719162.5, CellTime.ToDate(-719162.5));
        Assert.All((double[])[double.MaxValue, double.MinValue, 1e300, 9.3e18], days => Assert.Equal(days, CellTime.ToDate(days)));
        Assert.All((double[])[TimeSpan.MaxValue.TotalSeconds, TimeSpan.MinValue.TotalSeconds, 1e300, double.MinValue], seconds => Assert.Equal(seconds, CellTime.ToDuration(seconds)));
        Assert.Equal(TimeSpan.FromSeconds(900000000000), CellTime.ToDuration(900000000000));
    }

    [Fact]
    public void A_target_of_times_stays_an_error()
    {
        TableReader reader = new(new TableOptions { Target = ["d"] });
        foreach (DateTime date in (DateTime[])[Day, DateTime.MaxValue, DateTime.MinValue, Day.AddDays(1)])
        {
            reader.Add(() => ["d", "n"], name => name == "d" ? date : date.Ticks % 7);
        }

        Assert.Equal("TargetIsTime", Failing(() => reader.ToDataset()).Id);
    }

    private static NeuralNetwork Trained(Dataset data) => Trainer.Train(
        data, Initializer.Initialize(NetworkShape.For(data.Task, [data.FeatureCount, 2, 1]), Initialization.Xavier, 3, data.Schema), new TrainingOptions { EpochCount = 3, Standardize = true, Seed = 4 }).Network;
}
