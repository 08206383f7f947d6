namespace PSNeuralNet.Tests.Data;

/// <summary>Columns of dates in tables: order, zone and parts.</summary>
public class DateColumnTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void Days_of_two_orders_are_read_with_the_month_first_and_a_warning()
    {
        object?[] cells = [.. Enumerable.Range(1, 12).Select(day => (object)$"{day:00}/03/2024 00:00:00")];
        Dataset dataset = Read(cells, new TableOptions { Target = ["y"], DatePart = DatePart.None }, out IReadOnlyList<string> warnings);
        Assert.Equal(335, dataset.Features.Max() - dataset.Features.Min());
        Assert.Contains(warnings, warning => warning.Contains("-DateFormat", StringComparison.Ordinal) && warning.Contains("'01/03/2024 00:00:00' as 2024-01-03", StringComparison.Ordinal));
        Dataset right = Read(cells, new TableOptions { Target = ["y"], DatePart = DatePart.None, DateFormat = ["dd/MM/yyyy"] }, out warnings);
        Assert.Equal(11, right.Features.Max() - right.Features.Min());
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("dd-MMM-yyyy")]
    [InlineData("M/d/yy")]
    [InlineData("yyyy-MM-ddTHH:mm:ss.fffffff00Z")]
    [InlineData("yyyy-MM-dd HH:mm:ss +02:00")]
    [InlineData("dd.MM.yyyy HH:mm")]
    [InlineData("dddd, MMMM d, yyyy")]
    [InlineData("yyyyMMdd")]
    public void Dates_are_no_categories_in_any_format(string format)
    {
        object?[] cells = [.. Enumerable.Range(0, 60).Select(i => i == 7 ? null : (object)new DateTime(2024, 1, 1).AddDays(i).ToString(format.Replace("00Z", "'00Z'", StringComparison.Ordinal).Replace("+02:00", "'+02:00'", StringComparison.Ordinal), CultureInfo.InvariantCulture))];
        Dataset dataset = Read(cells, new TableOptions { Target = ["y"], DatePart = DatePart.None, DateFormat = ["yyyyMMdd"] });
        Assert.Equal(ColumnKind.Date, dataset.Schema.Column[0].Kind);
        double first = dataset.Features[0];
        Assert.Equal(format.EndsWith("+02:00", StringComparison.Ordinal) ? 19722 + (22 / 24.0) : 19723, first);
        Assert.Equal([.. Enumerable.Range(0, 60).Select(i => i == 7 ? double.NaN : first + i)], dataset.Features);
    }

    [Fact]
    public void Parts_that_vary_are_features_by_themselves()
    {
        object?[] cells = [.. Enumerable.Range(0, 48).Select(i => (object)new DateTime(2024, 7, 1).AddHours(i).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))];
        Dataset dataset = Read(cells, new TableOptions { Target = ["y"], DatePart = DatePart.Auto, LocalZone = Berlin }, out IReadOnlyList<string> warnings);
        Assert.Equal(["t", "t (day of month, sine)", "t (day of month, cosine)", "t (weekday, sine)", "t (weekday, cosine)", "t (hour, sine)", "t (hour, cosine)"], dataset.FeatureName);

        // 06:00 on a Monday, in Berlin.
        Assert.Equal([19905 + (4 / 24.0), 0, 1, Math.Sin(2 * Math.PI / 7), Math.Cos(2 * Math.PI / 7), 1, Math.Cos(Math.PI / 2)], dataset.Features[42..49]);
        Assert.Contains(warnings, warning => warning.Contains("Europe/Berlin", StringComparison.Ordinal));
        Assert.Equal("t: Date, as days since 1970-01-01, with day of month, weekday and hour", dataset.Schema.Column[0].ToString());
    }

    [Fact]
    public void Orders_that_contradict_are_an_error_that_names_the_row()
    {
        NetworkException error = Assert.Throws<NetworkException>(() => Read(["13/1/2024", "14/1/2024", "1/15/2024", "16/1/2024"], new TableOptions { Target = ["y"] }));
        Assert.Equal("CellKindInvalid", error.Id);
        Assert.Contains("Row 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("-DateFormat", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_never_have_no_parts()
    {
        object?[] cells = ["2024-07-01 10:00", "2024-07-02 11:00", null, "9999-12-31T23:59:59.9999999", "2024-08-03 12:00"];
        Dataset dataset = Read(cells, new TableOptions { Target = ["y"], DatePart = DatePart.Auto, MissingValue = MissingValue.Indicator });
        FeatureColumn column = dataset.Schema.Column[0];
        int width = column.Feature.Count;
        Assert.Equal(["t (never)", "t (missing)"], column.Feature.TakeLast(2));
        Assert.All(dataset.Features[(2 * width)..((3 * width) - 2)], value => Assert.True(double.IsNaN(value)));
        Assert.Equal([0, 1], dataset.Features[((3 * width) - 2)..(3 * width)]);
        Assert.Equal([1, 1], dataset.Features[((4 * width) - 2)..(4 * width)]);
        Assert.DoesNotContain(double.NaN, dataset.Features[(4 * width)..]);
    }

    private static Dataset Read(object?[] cells, TableOptions options) => Read(cells, options, out _);

    private static Dataset Read(object?[] cells, TableOptions options, out IReadOnlyList<string> warnings)
    {
        var reader = new TableReader(options);
        for (int i = 0; i < cells.Length; i++)
        {
            object? cell = cells[i], label = i % 2 == 0 ? "a" : "b";
            reader.Add(() => ["t", "y"], column => column == "t" ? cell : label);
        }

        Dataset dataset = reader.ToDataset();
        warnings = reader.Warning;
        return dataset;
    }
}
