namespace PSNeuralNet.Tests.Persistence;

/// <summary>Encodings of dates in network files.</summary>
public class DateColumnFileTests
{
    [Fact]
    public void An_encoding_comes_back_from_the_file()
    {
        DateEncoding[] encodings =
        [
            new(new DateFormat()), new(new DateFormat(DateOrder.MonthFirst, DateOrder.DayFirst), DateZone.Utc, DatePart.Auto), new(new DateFormat(DateOrder.DayFirst), DateZone.Of(-210), DatePart.Weekday | DatePart.Hour),
            new(DateFormat.Of(["dd/MM/yyyy", "yyyyMMdd"]), DateZone.Parse("Europe/Berlin"), DatePart.Year),
        ];
        FeatureColumn[] columns = [.. encodings.Select((encoding, i) => new FeatureColumn(new ColumnDefinition($"t{i}", ColumnKind.Date) { Date = encoding, MissingValue = MissingValue.Error, SentinelTime = SentinelTime.Missing }))];
        var schema = new DataSchema(columns, ["y"], ["a", "b"]);
        var network = new NeuralNetwork(Initializer.Initialize(NetworkShape.For(schema.Task, [schema.FeatureName.Count, schema.OutputCount]), Initialization.He, 5, schema));
        string text = System.Text.Encoding.UTF8.GetString(NetworkFile.ToJson(network));
        Assert.Contains("\"formatVersion\": 4", text, StringComparison.Ordinal);
        Assert.Contains("\"zone\": \"Europe/Berlin\"", text, StringComparison.Ordinal);
        Assert.Equal(encodings, Parse(text).Parameter.Schema.Column.Select(column => column.Definition.Date!));
        foreach ((string from, string to) in new[] { ("\"Europe/Berlin\"", "\"Mars/Olympus\""), ("\"Weekday\"", "\"Week\""), ("\"dd/MM/yyyy\"", "\"nonsense\""), ("\"MonthFirst\"", "\"Month\"") })
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            Assert.Throws<NetworkException>(() => Parse(text.Replace(from, to, StringComparison.Ordinal)));
        }

        static NeuralNetwork Parse(string json) => NetworkFile.Parse(System.Text.Encoding.UTF8.GetBytes(json), "test");
    }
}
