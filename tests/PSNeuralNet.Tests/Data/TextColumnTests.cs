using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Columns of free text in tables: how they are found, encoded, matched and kept in files.</summary>
public sealed class TextColumnTests : IDisposable
{
    private static readonly string[] Subjects =
    [
        "The printer is broken again", "Please reset my old password", "A printer jams, please help", "Password of the printer expired", "My screen is broken, help", "Please order a new screen",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("psneuralnet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Columns_with_four_words_in_most_cells_are_free_text()
    {
        TableReader reader = Reader(null, Column("Subject", Subjects), Column("Place", "New York", "Bonn", "New York", "Bonn", "St. Ives", "Bonn"));
        Dataset data = reader.ToDataset();
        Assert.Equal([ColumnKind.Text, ColumnKind.Category], data.Schema.Column.Select(column => column.Kind));
        TextVocabulary vocabulary = TextVocabulary.Fit([.. Subjects.Select(text => (text, 1))], 1000);
        Assert.Equal(vocabulary.Word.Select(word => $"Subject: {word}"), data.Schema.Column[0].Feature);
        Assert.Equal(vocabulary.Word, data.Schema.Column[0].Word);
        for (int sample = 0; sample < Subjects.Length; sample++)
        {
            var features = new double[vocabulary.Word.Count];
            vocabulary.Transform(Subjects[sample], features);
            Assert.Equal(features, data.X.Column(sample).Take(features.Length));
            Assert.Equal(("Subject", Subjects[sample]), data.FeaturesOf(sample).First());
        }

        string warning = Assert.Single(reader.Warning, text => text.Contains("free text", StringComparison.Ordinal));
        Assert.StartsWith($"The column 'Subject' is taken as free text, with a feature for each frequent word: {vocabulary.Word.Count} of them.", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one two three four|one|two three|five six seven eight|nine ten eleven twelve|a b c d e", ColumnKind.Text)]
    [InlineData("one two three four|one|two three|five six seven eight|nine ten eleven twelve|x", ColumnKind.Category)]
    [InlineData("one two three four|one|two three|five six seven eight|nine|x", ColumnKind.Category)]
    [InlineData("11 - 23 %|0 %|11 - 23 %|0 %|24 - 99 %|0 %", ColumnKind.Category)]
    [InlineData("one two three four|1|2|five six seven eight|3|4", ColumnKind.Category)]
    [InlineData("one two three four|NA|NA|five six seven eight|NA|five six seven eight", ColumnKind.Category)]
    [InlineData("one two three four|||five six seven eight||five six seven eight", ColumnKind.Text)]
    public void The_median_number_of_words_decides(string cells, ColumnKind kind)
    {
        Dataset data = Read(null, Column("c", [.. cells.Split('|')]), Column("x", 1, 2, 3, 4, 5, 6));
        Assert.Equal(kind, data.Schema.Column[0].Kind);
    }

    [Fact]
    public void Options_decide_before_the_words()
    {
        (string, object?[])[] columns = [Column("Subject", Subjects), Column("Code", "ab12 x", 7, "xy zz", 7, "zz ab12", "7")];
        Dataset data = Read(new TableOptions { Target = ["y"], Text = ["code"], Categorical = ["Subject"], MaximumWord = 3 }, columns);
        Assert.Equal([ColumnKind.Category, ColumnKind.Text], data.Schema.Column.Select(column => column.Kind));
        Assert.Equal(["Code: ab12", "Code: xy", "Code: zz"], data.Schema.Column[1].Feature);
        Assert.Equal(["ab12 x", "7", "xy zz", "7", "zz ab12", "7"], Enumerable.Range(0, 6).Select(sample => data.FeaturesOf(sample).Last().Value));
        Assert.Equal("FeatureMissing", Failing(() => Read(new TableOptions { Target = ["y"], Text = ["Sujet"] }, columns)).Id);
        Assert.Equal("MaximumWordInvalid", Failing(() => Read(new TableOptions { Target = ["y"], MaximumWord = 0 }, columns)).Id);
    }

    [Fact]
    public void Rows_and_files_give_the_same_features()
    {
        string[] codes = ["1.50", "x ray", "2", "x ray", "1.50", ""];
        string path = Path.Combine(_folder, "tickets.csv");
        File.WriteAllLines(path, ["Subject,Code,y", .. Subjects.Select((text, i) => $"\"{text}\",{codes[i]},{i % 2}")]);
        var options = new TableOptions { Target = ["y"], Text = ["Code"] };
        Dataset file = TableFile.Read(path, options).Dataset, rows = Read(options, Column("Subject", Subjects), Column("Code", codes));
        Assert.Equal(rows.FeatureName, file.FeatureName);
        Assert.Equal(rows.X, file.X);
        Assert.Equal(Enumerable.Range(0, 6).Select(rows.FeaturesOf), Enumerable.Range(0, 6).Select(file.FeaturesOf));
    }

    [Theory]
    [InlineData(MissingValue.Mean)]
    [InlineData(MissingValue.Indicator)]
    public void Missing_texts_have_no_words(MissingValue rule)
    {
        object?[] cells = [.. Subjects, null, "", "?!", Subjects[0]];
        TableReader reader = Reader(Options(rule), Column("Subject", cells));
        Dataset data = reader.ToDataset();
        FeatureColumn column = Assert.Single(data.Schema.Column);
        int words = column.Word.Count;
        Assert.Equal(words + (rule == MissingValue.Indicator ? 1 : 0), column.Feature.Count);
        Assert.All([6, 7, 8], sample => Assert.All(data.X.Column(sample).Take(words), value => Assert.Equal(0, value)));
        Assert.Equal(rule == MissingValue.Indicator ? [0, 0, 0, 0, 0, 0, 1, 1, 0, 0] : [], rule == MissingValue.Indicator ? data.Row("Subject (missing)") : []);
        Assert.Equal(rule == MissingValue.Indicator ? 0 : 1, reader.Warning.Count(text => text.Contains("2 of 10, as texts without words", StringComparison.Ordinal)));
        Assert.False(data.HasMissing);
        Assert.Equal([null, null, "?!"], new[] { 6, 7, 8 }.Select(sample => data.FeaturesOf(sample).First().Value));
        Assert.Equal("CellIsEmpty", Failing(() => Read(Options(MissingValue.Error), Column("Subject", cells))).Id);
    }

    [Fact]
    public void Texts_without_words_and_equal_texts_are_left_out()
    {
        TableReader reader = Reader(new TableOptions { Target = ["y"], Text = ["a", "b"] }, Column("a", "x", "y", "z", "!"), Column("b", "one word", "one word", "one word", "one word"), Column("n", 1, 2, 3, 4));
        Assert.Equal(["n"], reader.ToDataset().FeatureName);
        string warning = Assert.Single(reader.Warning);
        Assert.Contains("'a' (no cell has a word of two letters), 'b' (all cells are 'one word')", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_keep_their_texts_when_they_are_taken_and_matched_with_other_words()
    {
        Dataset data = Read(null, Column("Subject", Subjects), Column("n", 1, 2, 3, 4, 5, 6));
        string[] others = ["Reset the password of a printer", "Broken again: the NEW screen", "nothing known at all"];
        Dataset other = Read(null, Column("n", 7, 8, 9), Column("subject", others));
        Dataset matched = other.Take([2, 0, 1]).Select(data.Schema);
        Assert.Equal(data.FeatureName, matched.FeatureName);
        FeatureColumn column = data.Schema.Column[0];
        for (int sample = 0; sample < 3; sample++)
        {
            string text = others[(sample + 2) % 3];
            var expected = new double[column.Feature.Count];
            column.Expand(text, 1, expected);
            Assert.Equal([.. expected, ((sample + 2) % 3) + 7], matched.X.Column(sample));
            Assert.Equal(text, matched.FeaturesOf(sample).First().Value);
        }

        Assert.Equal(0, matched.X.Column(0).Take(column.Feature.Count).Sum());
        Dataset same = data.Take([1]).Select(Read(null, Column("n", 1, 2, 3, 4, 5, 7), Column("Subject", Subjects)).Schema);
        Assert.Equal(data.X.Column(1).Take(column.Feature.Count), same.X.Column(0).Skip(1));
    }

    [Fact]
    public void A_dataset_without_texts_cannot_be_matched_with_other_words()
    {
        Dataset data = Read(null, Column("Subject", Subjects));
        var bare = new Dataset(data.X, data.Y, data.Schema);
        Assert.Equal([("Subject", null)], bare.FeaturesOf(0));
        Assert.Same(bare, bare.Select(data.Schema));
        Assert.Equal("CellNotKept", Failing(() => bare.Select(Read(null, Column("Subject", Subjects[..4])).Schema)).Id);
    }

    [Fact]
    public void A_schema_decides_words_for_rows_and_files()
    {
        Dataset data = Read(new TableOptions { Target = ["y"], MaximumWord = 8 }, Column("Subject", Subjects));
        string path = Path.Combine(_folder, "few.csv");
        File.WriteAllLines(path, ["Subject,y", "printer,0", "5,1", "password please,1"]);
        var options = new TableOptions { Target = ["y"], Schema = data.Schema };
        Dataset file = TableFile.Read(path, options).Dataset, rows = Read(options, Column("Subject", "printer", "5", "password please"));
        Assert.Equal(data.FeatureName, file.FeatureName);
        Assert.Equal(rows.X, file.X);
        Assert.Equal([1, 0, 0], file.Row("Subject: printer"));
        Assert.Equal(ColumnKind.Text, Assert.Single(Read(TableOptions.For(data.Schema), Column("Subject", "printer", "password")).Schema.Column).Kind);
    }

    [Fact]
    public void A_summary_has_the_words()
    {
        FeatureSummary summary = Assert.Single(FeatureSummary.Of(Read(null, Column("Subject", Subjects)).Schema));
        Assert.Equal((ColumnKind.Text, null, null), (summary.Kind, summary.MissingValue, summary.FillValue));
        Assert.Equal($"Subject: Text ({summary.Word.Count} words)", summary.ToString());
        Assert.Contains("printer", summary.Word);
    }
}
