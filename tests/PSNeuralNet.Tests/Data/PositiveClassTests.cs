namespace PSNeuralNet.Tests.Data;

public class PositiveClassTests
{
    [Theory]
    [InlineData("no", "yes", "yes")]
    [InlineData("failed", "ok", "failed")]
    [InlineData("Failure", "fine", "Failure")]
    [InlineData("ERROR", "warning", "ERROR")]
    [InlineData("churn", "stays", "churn")]
    [InlineData("fraud", "legal", "fraud")]
    [InlineData("anomaly", "normal", "anomaly")]
    [InlineData("benign", "malicious", "malicious")]
    [InlineData("negative", "pos", "pos")]
    [InlineData("negative", "positive", "positive")]
    [InlineData("error", "failed", "failed")]
    [InlineData("cat", "dog", "dog")]
    [InlineData("0", "1", "1")]
    [InlineData("1", "2", "1")]
    [InlineData(-1, 1, "1")]
    [InlineData(1, 2, "1")]
    [InlineData(false, true, "True")]
    public void It_is_guessed_from_a_list_of_words_else_the_second_one(object first, object second, string expected)
    {
        (Dataset data, IReadOnlyList<string> warning) = Read(first, second, null);
        Assert.Equal(expected, data.Schema.PositiveClass);
        string[] notices = [.. warning.Where(text => text.Contains("-PositiveClass", StringComparison.Ordinal))];
        Assert.Equal(expected == DataSchema.LabelText(first) ? 1 : 0, notices.Length);
        Assert.All(notices, text => Assert.StartsWith($"Of the classes of 'y', '{expected}' is taken as the positive one, by its name: precision, recall and -Threshold are about it.", text, StringComparison.Ordinal));
        Assert.Equal([DataSchema.LabelText(first), DataSchema.LabelText(second)], data.ClassName);
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("OK")]
    [InlineData(" ok ")]
    public void A_given_one_is_taken_without_a_word(string given)
    {
        (Dataset data, IReadOnlyList<string> warning) = Read("failed", "ok", given);
        Assert.Equal("ok", data.Schema.PositiveClass);
        Assert.DoesNotContain(warning, text => text.Contains("positive", StringComparison.Ordinal));
        Assert.Equal("failed", Read("failed", "ok", "failed").Data.Schema.PositiveClass);
        Assert.Equal("1", Read(1, 2, 1.0).Data.Schema.PositiveClass);
        Assert.Equal("False", Read(false, true, "false").Data.Schema.PositiveClass);
    }

    [Fact]
    public void One_that_is_no_class_and_one_of_three_classes_are_refused()
    {
        Assert.Equal("PositiveClassUnknown", Tables.Failing(() => Read("failed", "ok", "bad")).Id);
        Assert.Equal("PositiveClassNotBinary", Tables.Failing(() => new DataSchema(["x"], ["y"], ["a", "b", "c"]).WithPositiveClass("a")).Id);
        Assert.Null(new DataSchema(["x"], ["y"], ["a", "b", "c"]).PositiveClass);
        Assert.Equal("ok", new DataSchema(["x"], ["y"], ["failed", "ok"]).PositiveClass);
    }

    [Fact]
    public void Rows_for_a_network_keep_its_positive_class()
    {
        var schema = new DataSchema(["x"], ["y"], ["failed", "ok"]);
        (Dataset data, IReadOnlyList<string> warning) = Read("failed", "ok", null, schema);
        Assert.Equal(("ok", 0), (data.Schema.PositiveClass, warning.Count(text => text.Contains("positive", StringComparison.Ordinal))));
        Assert.Equal("failed", Read("failed", "ok", null, schema.WithPositiveClass("failed")).Data.Schema.PositiveClass);
        Assert.Equal("failed", Read("failed", "ok", "failed", schema).Data.Schema.PositiveClass);
    }

    private static (Dataset Data, IReadOnlyList<string> Warning) Read(object first, object second, object? given, DataSchema? schema = null)
    {
        var reader = new TableReader((schema is null ? new TableOptions { Target = ["y"] } : TableOptions.For(schema)) with { PositiveClass = given });
        string[] names = ["x", "y"];
        for (int row = 0; row < 12; row++)
        {
            int at = row;
            reader.Add(() => names, name => name == "x" ? at * 1.5 : at % 2 == 0 ? first : second);
        }

        return (reader.ToDataset(), reader.Warning);
    }
}
