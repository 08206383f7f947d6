namespace PSNeuralNet.Tests.Data;

/// <summary>Labels of classes: text by default, numbers and booleans by their type; the same from rows and from files.</summary>
public class LabelTests
{
    [Theory]
    [InlineData("1.1,1.10,1.2", "1.1 1.10 1.2")]
    [InlineData("yes,yes , yes,no", "no yes")]
    [InlineData("TRUE,True,FALSE,true", "FALSE TRUE")]
    [InlineData("false,TRUE", "false TRUE")]
    [InlineData("hAd,had,hid,hAd", "hAd had hid")]
    [InlineData("0,1,10,2,0,1,10,2,0,1,10,2,0,1,10,2,0,1,10,2", "0 1 2 10")]
    [InlineData("9007199254740992,9007199254740993", "9007199254740992 9007199254740993")]
    [InlineData("10,9,9.0", "9 9.0 10")]
    [InlineData("f,f,4,r", "4 f r")]
    [InlineData("None,?,x", "? None x")]
    public void Texts_are_trimmed_and_compared_ordinally(string labels, string classes)
    {
        string[] expected = classes.Split(' ');
        foreach (Dataset data in (Dataset[])[Rows(null, labels.Split(',')).Data, File(null, labels.Split(',')).Dataset])
        {
            Assert.Equal(expected, data.Schema.ClassLabel);
            Assert.Equal(expected.Length == 2 ? NetworkTask.Binary : NetworkTask.MultiClass, data.Task);
            Assert.Equal(
                labels.Split(',').Select(label => Array.FindIndex(expected, name => string.Equals(name, label.Trim(), bool.TryParse(label, out _) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))),
                Enumerable.Range(0, data.SampleCount).Select(data.ClassOf));
        }
    }

    [Fact]
    public void Labels_of_a_type_are_compared_by_their_value()
    {
        Assert.Equal([1.1m, 1.2m], Rows(null, 1.1m, 1.10m, 1.2m).Data.Schema.ClassLabel);
        Assert.Equal([false, true], Rows(null, true, false, true).Data.Schema.ClassLabel);
        Assert.Equal(["FALSE", true], Rows(null, true, "FALSE", "True").Data.Schema.ClassLabel);
        Assert.Equal([9007199254740992L, 9007199254740993L], Rows(null, 9007199254740993L, 9007199254740992L).Data.Schema.ClassLabel);
        Assert.Equal([DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Sunday], Rows(null, DayOfWeek.Monday, DayOfWeek.Friday, DayOfWeek.Sunday).Data.Schema.ClassLabel);
        Assert.Equal([1, 2], Rows(null, 1, "1", 1.0, 2).Data.Schema.ClassLabel);
        var day = new DateTime(2026, 11, 29, 10, 0, 0);
        Assert.Equal([day, day.AddMilliseconds(1), day.AddDays(1)], Rows(new() { Target = ["y"], Task = NetworkTask.MultiClass }, day.AddDays(1), day, day.AddMilliseconds(1), day).Data.Schema.ClassLabel);
        Assert.Equal("TargetInvalid", Failing(() => Rows(null, "a", new object[] { 1, 2 }, "b")).Id);
        Assert.Equal("TargetInvalid", Failing(() => Rows(null, "a", new Blank(), "b")).Id);
    }

    [Fact]
    public void Booleans_are_numbers_only_where_that_is_told()
    {
        object[] labels = [.. Enumerable.Range(0, 60).Select(i => i == 20 ? true : (object)(i / 3.0))];
        Assert.Equal("TargetNotNumeric", Failing(() => Rows(null, labels)).Id);
        Assert.Equal(1, Rows(new() { Target = ["y"], Task = NetworkTask.Regression }, labels).Data.Y[0, 20]);
    }

    [Fact]
    public void Variants_in_case_stay_apart_with_one_warning_or_are_merged()
    {
        string[] labels = ["hAd", "had", "HAD", "hid", "Hid", "hod"];
        var ignoring = new TableOptions { Target = ["y"], IgnoreCase = true };
        Assert.Equal(["hAd", "hid", "hod"], Rows(ignoring, labels).Data.Schema.ClassLabel);
        Assert.Equal(["hAd", "hid", "hod"], File(ignoring, labels).Dataset.Schema.ClassLabel);
        Assert.Empty(Rows(ignoring, labels).Warnings);
        foreach (IReadOnlyList<string> warnings in (IReadOnlyList<string>[])[Rows(null, labels).Warnings, File(null, labels).Warning])
        {
            Assert.Equal("The label column 'y' has classes that differ only in upper and lower case: 'HAD', 'hAd', 'had', 'Hid', 'hid'. They stay apart; to merge them, say -IgnoreCase.", Assert.Single(warnings));
        }

        Assert.Empty(Rows(null, "a", "b", "TRUE", "true").Warnings);
    }

    [Fact]
    public void Labels_that_look_like_numbers_or_marks_are_warned_of()
    {
        Assert.Contains("are the same number, written differently: '1.1', '1.10'.", Assert.Single(Rows(null, "1.1", "1.10", "1.2").Warnings), StringComparison.Ordinal);
        Assert.Contains("has the class '?'. If the label is missing there, say so with -MissingMark", Assert.Single(Rows(null, "a", "b", "?").Warnings), StringComparison.Ordinal);
        Assert.Contains("has numbers and '-', 'n.v.', so each value is a class.", Assert.Single(Rows(null, [.. Enumerable.Range(0, 60).Select(i => i switch { 7 => "n.v.", 9 => "-", _ => $"{i % 3}" })]).Warnings), StringComparison.Ordinal);
        Assert.Empty(Rows(null, "4", "f", "r").Warnings);
        Assert.Equal("-MissingMark 'n.v.' is in no cell of the columns that are read.", Assert.Single(Rows(new() { Target = ["y"], MissingMark = ["n.v."] }, "a", "b", "?").Warnings));
        Assert.Equal(2, Rows(new() { Target = ["y"], MissingMark = ["-999"] }, -999, "-999", "1.5", 2.5).Data.SampleCount);
    }

    [Fact]
    public void A_schema_finds_its_classes_and_refuses_others()
    {
        Dataset train = Rows(null, "1.1", "1.10", "yes", "TRUE", "hAd").Data;
        var options = TableOptions.For(train.Schema);
        Assert.Equal([1, 1, 4, 3], Indices(Rows(options, "1.10", "1.10 ", "yes", "hAd").Data));
        Assert.Equal([2], Indices(Rows(options, true).Data));
        Assert.Equal(["1.1", "1.10", "TRUE", "hAd", "yes"], Rows(options, "yes").Data.ClassName);
        NetworkException error = Failing(() => Rows(options, "yes", "", "1.100", "YES"));
        Assert.Equal("ClassUnknown", error.Id);
        Assert.Equal("The data has the classes '1.100', 'YES', first in row 3, which the network does not know: it was trained on '1.1', '1.10', 'TRUE', 'hAd', 'yes'. Leave these rows out; or train a new network on data of all classes, without -Network and -Schema, and with -IgnoreCase if classes as 'YES' that differ only in case are the same.", error.Message);
        Assert.Equal([4], Indices(Rows(options with { IgnoreCase = true }, "YES").Data));

        var ignoring = TableOptions.For(Rows(new() { Target = ["y"], IgnoreCase = true, MissingMark = ["?"] }, "Cat", "cat", "NA").Data.Schema);
        (Dataset test, IReadOnlyList<string> warnings) = Rows(ignoring, "CAT", "?", "na");
        Assert.Equal([0, 1], Indices(test));
        Assert.StartsWith("1 of 3 rows has no label", Assert.Single(warnings));
        Assert.Equal([0, 1], Indices(DatasetRecoding.Recode(Rows(new() { Target = ["y"], MissingMark = [] }, "cAt", "nA").Data, test.Schema)));
    }

    [Fact]
    public void A_label_of_an_earlier_network_keeps_its_blanks()
    {
        var schema = new DataSchema(["x"], ["y"], ["yes ", "no", "True", "TRUE"]);
        Assert.Equal([0, 0, 1, 2, 3, 2, 2], new object[] { "yes ", "yes", " no", "True", "TRUE", true, "true" }.Select(schema.ClassIndex));
    }

    private sealed class Blank
    {
        public override string ToString() => "";
    }

    private static int[] Indices(Dataset data) => [.. Enumerable.Range(0, data.SampleCount).Select(data.ClassOf)];

    private static NetworkException Failing(Action action) => Assert.Throws<NetworkException>(action);

    private static (Dataset Data, IReadOnlyList<string> Warnings) Rows(TableOptions? options, params object?[] labels)
    {
        var reader = new TableReader(options ?? new TableOptions { Target = ["y"] });
        for (int row = 0; row < labels.Length; row++)
        {
            reader.Add(() => ["x", "y"], name => name == "x" ? row % 7 : labels[row]);
        }

        return (reader.ToDataset(), reader.Warning);
    }

    private static DatasetImport File(TableOptions? options, params string[] labels)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("x,y\n" + string.Concat(labels.Select((label, row) => $"{row % 7},{label}\n")));
        return TableFile.Read(new FileSource("memory", () => new MemoryStream(bytes, writable: false)), options ?? new TableOptions { Target = ["y"] }, ',', null, CancellationToken.None);
    }
}
