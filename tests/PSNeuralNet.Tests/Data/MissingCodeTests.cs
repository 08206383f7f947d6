using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Cells that stand for missing ones: ticks, sentinels, marks, and the errors that name them.</summary>
public class MissingCodeTests
{
    private static readonly object?[] Numbers = [.. Enumerable.Range(0, 60).Select(i => (object)(i * 10))];

    private static TableOptions Regression => new() { Target = ["t"], Task = NetworkTask.Regression };

    private static object?[] With(object code, int count) => [.. Numbers.Select((value, i) => i % 6 == 1 && i / 6 < count ? code : value)];

    private static string[] Hints(params object?[] cells) => [.. DatasetHints.Of(Read(null, Column("a", cells)))];

    [Theory]
    [InlineData("x", "n=x", 1)]
    [InlineData("5", "n", 5)]
    [InlineData("true", "n", 1)]
    [InlineData("2026-11-24", "n", 20781)]
    public void A_column_of_one_value_and_missing_cells_is_kept_with_an_indicator(string value, string feature, double number)
    {
        object?[] ticks = [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? value : "")], others = [.. Enumerable.Range(0, 60).Select(i => (object)(i * 7 % 13))];
        foreach (TableOptions options in new[] { Options(), Options(MissingValue.Median), Options() with { Feature = ["n", "z"] } })
        {
            TableReader reader = Reader(options, Column("n", ticks), Column("z", others));
            Dataset data = reader.ToDataset();
            Assert.Equal([feature, "n (missing)", "z"], data.FeatureName);
            Assert.Equal(MissingValue.Indicator, data.Schema.Column[0].MissingValue);
            Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(i % 3 == 0 ? 0 : 1, data.Row("n (missing)")[i]));
            Assert.Equal([number, feature == "n=x" ? 0 : double.NaN], data.Row(feature)[..2]);
            string shown = value == "true" ? "True" : value;
            Assert.Equal($"The column 'n' has one value and missing cells, and is kept with a feature for the missing ones: 20 of 60 cells are '{shown}'. To do without it, say -ExcludeFeature.", Assert.Single(reader.Warning));
        }

        TableReader constant = Reader(null, Column("n", [.. Enumerable.Repeat(value, 60)]), Column("z", others));
        Assert.Equal(["z"], constant.ToDataset().FeatureName);
        Assert.StartsWith("The column 'n' is left out: all cells are '", Assert.Single(constant.Warning), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", "-", "-")]
    [InlineData("1,5", "?", "?")]
    [InlineData("31.12.2025", "-", "-")]
    [InlineData("12:30:00", "", "NA")]
    public void A_column_of_one_value_keeps_its_marks_and_format(string value, string missing, string mark)
    {
        object?[] cells = [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? value : missing)], others = [.. Enumerable.Range(0, 60).Select(i => (object)(i * 7 % 13))];
        Dataset data = Read(Options() with { MissingMark = [mark] }, Column("n", cells), Column("z", others));
        FeatureColumn column = data.Schema.Column[0];
        Assert.Equal(2, column.Feature.Count);
        Assert.Equal([mark], column.MissingMark);
        var features = new double[2];
        foreach ((string cell, double expected) in new[] { (value, 0.0), (missing, 1), ("", 1), (mark, 1) })
        {
            Assert.Null(column.Expand(cell, 1, features));
            Assert.Equal(expected, features[1]);
        }

        column.Expand(value, 1, features);
        Assert.Equal(value switch { "1,5" => 1.5, "31.12.2025" => 20453, "12:30:00" => 45000, _ => 1 }, features[0]);
        Assert.Equal(20, data.Row("n (missing)").Count(one => one == 0));
    }

    [Fact]
    public void A_constant_number_beside_its_indicator_is_no_warning()
    {
        Dataset data = Read(null, Column("n", [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? (object)5 : null)]), Column("z", [.. Enumerable.Range(0, 60).Select(i => (object)(i * 7 % 13))]));
        var warnings = new List<string>();
        NetworkParameter initial = Initializer.Initialize(NetworkShape.For(data.Task, [3, 4, 1]), Initialization.Xavier, 1, data.Schema);
        _ = Trainer.Train(data, new TrainingStart(initial), new TrainingOptions { EpochCount = 3, Seed = 1, Preset = Preset.Table, Standardize = true }, warn: warnings.Add);
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData(-999.0, 9, "The column 'a' has a number that may stand for a missing cell: 9 of 60 are -999, and the others 0 to 590. If it does, say -MissingMark NA, N/A, NaN, null, '-999'.")]
    [InlineData(-99.0, 2, "The column 'a' has a number that may stand for a missing cell: 2 of 60 are -99, and the others 0 to 590. If it does, say -MissingMark NA, N/A, NaN, null, '-99'.")]
    [InlineData(999.0, 3, "The column 'a' has a number that may stand for a missing cell: 3 of 60 are 999, and the others 0 to 590. If it does, say -MissingMark NA, N/A, NaN, null, '999'.")]
    [InlineData(-12345.0, 2, "The column 'a' has a number that may stand for a missing cell: 2 of 60 are -12345, and the others 0 to 590. If it does, say -MissingMark NA, N/A, NaN, null, '-12345'.")]
    [InlineData(-999.0, 1, null)]
    [InlineData(650.0, 5, null)]
    [InlineData(-50.0, 5, null)]
    public void Repeated_numbers_beyond_the_others_are_hinted(double code, int count, string? hint)
    {
        Assert.Equal(hint is null ? [] : [hint], Hints(With(code, count)));
    }

    [Fact]
    public void Codes_among_incomes_surveys_and_dates_are_hinted()
    {
        object?[] incomes = [.. Enumerable.Range(0, 100).Select(i => i % 20 == 3 ? -999 : (object)(20_000 + (i * 977 % 90_000)))];
        Assert.Equal("The column 'a' has a number that may stand for a missing cell: 5 of 100 are -999, and the others 20000 to 109884. If it does, say -MissingMark NA, N/A, NaN, null, '-999'.", Assert.Single(Hints(incomes)));
        object?[] survey = [.. Enumerable.Range(0, 60).Select(i => (object)(i % 15 == 4 ? 99 : 1 + (i % 5)))];
        Assert.Contains("4 of 60 are 99, and the others 1 to 5", Assert.Single(Hints(survey)), StringComparison.Ordinal);
        object?[] both = [.. Numbers.Select((value, i) => i % 10 == 3 ? 9999 : i % 10 == 5 ? -999 : value)];
        Assert.Contains("6 of 60 are -999, 6 are 9999, and the others 0 to 590. If it does, say -MissingMark NA, N/A, NaN, null, '-999', '9999'.", Assert.Single(Hints(both)), StringComparison.Ordinal);
        object?[] dates = [.. Enumerable.Range(0, 60).Select(i => i % 20 == 1 ? "1900-01-01" : (object)new DateTime(2026, 1, 1).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        Assert.Equal(
            "The column 'a' has a time that may stand for a missing cell: 3 of 60 are 1900-01-01, and the others 2026-01-01 to 2026-03-01. If it does, give it to -MissingMark as it is written in the table, or empty these cells.",
            Assert.Single(Hints(dates)));
        Assert.Equal(3, Read(Options() with { MissingMark = ["1900-01-01"] }, Column("a", dates)).Row("a").Count(double.IsNaN));

        // Zeros of a count, ratings and skewed numbers are as they should be.
        Assert.Empty(Hints([.. Enumerable.Range(0, 60).Select(i => (object)(i % 3 == 0 ? i % 20 : 0))]));
        Assert.Empty(Hints([.. Enumerable.Range(0, 60).Select(i => (object)(1 + (i % 5)))]));
        Assert.Empty(Hints([.. Enumerable.Range(0, 60).Select(i => (object)Math.Round(Math.Exp(i * 0.08), 2))]));
    }

    [Theory]
    [InlineData(-9999.0, 10, "The column 't' has a number that may stand for a missing cell: 10 of 60 are -9999, and the others 0 to 590. If it does, say -MissingMark NA, N/A, NaN, null, '-9999'.")]
    [InlineData(1e12, 1, "The column 't' has numbers far from all others: 1 of 60 are 1E+12, and half of them 157.5 to 452.5. If they stand for missing cells, say -MissingMark NA, N/A, NaN, null, '1000000000000'.")]
    public void The_target_is_warned_of_too(double code, int count, string hint)
    {
        object?[] cells = [.. Enumerable.Range(0, 60).Select(i => (object)(i * 7 % 13))];
        Dataset data = Read(Regression, Column("x", cells), Column("t", With(code, count)));
        Assert.Equal([hint], DatasetHints.Of(data));
        Assert.Equal(60 - count, Read(Regression with { MissingMark = ["NA", code.ToString(CultureInfo.InvariantCulture)] }, Column("x", cells), Column("t", With(code, count))).SampleCount);
    }

    [Fact]
    public void Errors_name_all_texts_and_the_marks_in_force()
    {
        object?[] cells = [.. Numbers];
        (cells[10], cells[20]) = ("-", "n.v.");
        Assert.EndsWith(
            "Row 11, column 'a': '-' is no number, but row 1 has '0'; nor is 'n.v.'. Correct it or leave the row out; if they stand for missing cells, say -MissingMark NA, N/A, NaN, null, '-', 'n.v.'; or take the column as text with -Categorical 'a', or out of the features with -ExcludeFeature 'a'.",
            Failing(() => Read(null, Column("a", cells))).Message, StringComparison.Ordinal);

        // With a list, the advice has its marks, and following it ends.
        cells[30] = "NA";
        NetworkException error = Failing(() => Read(Options() with { MissingMark = ["-"] }, Column("a", cells)));
        Assert.Contains("'n.v.' is no number, but row 1 has '0'; nor is 'NA'. Correct it or leave the row out; if they stand for missing cells, say -MissingMark '-', 'n.v.', NA;", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, Read(Options() with { MissingMark = ["-", "n.v.", "NA"] }, Column("a", cells)).Row("a").Count(double.IsNaN));
    }

    [Theory]
    [InlineData("0000-00-00", true, "'0000-00-00' is no date, which the column holds else; nor is 'later'. Correct it, leave the row out; if they stand for missing cells, say -MissingMark NA, N/A, NaN, null, '0000-00-00', later; or take")]
    [InlineData("n/d", true, "-MissingMark NA, N/A, NaN, null, n/d, later")]
    [InlineData("1E+400", false, "is infinite (1E+400). Fill in a finite number, or leave the row out; if it stands for a missing cell, say -MissingMark NA, N/A, NaN, null, '1E+400'.")]
    [InlineData("#DIV/0!", false, "if it stands for a missing cell, say -MissingMark NA, N/A, NaN, null, '#DIV/0!';")]
    public void Errors_of_dates_and_of_formulas_have_the_same_advice(string bad, bool isDate, string advice)
    {
        object?[] cells = [.. Enumerable.Range(0, 60).Select(i => isDate ? new DateTime(2026, 1, 1).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : (object)$"{i}")];
        cells[7] = bad;
        cells[40] = isDate ? "later" : cells[40];
        Assert.Contains(advice, Failing(() => Read(null, Column("a", cells))).Message, StringComparison.Ordinal);
        Assert.Equal(isDate ? 2 : 1, Read(Options() with { MissingMark = [bad, "later"], DatePart = DatePart.None }, Column("a", cells)).Row("a").Count(double.IsNaN));
    }

    [Fact]
    public void A_column_that_is_told_to_be_of_numbers_names_all_texts()
    {
        Assert.Contains(
            "Row 2, column 'a': 'x' is no number; nor is 'y'. Correct it; if they stand for missing cells, say -MissingMark NA, N/A, NaN, null, x, y.",
            Failing(() => Read(Options() with { Numeric = ["a"] }, Column("a", "1", "x", "y", "x", "2"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_are_no_numbers_are_all_named()
    {
        object?[] labels = [.. Enumerable.Range(0, 60).Select(i => (object)$"{i * 1.5}".Replace(',', '.'))];
        (labels[45], labels[50]) = ("12O.5", "n.v.");
        NetworkException error = Failing(() => Read(new TableOptions { Target = ["t"] }, Column("x", Numbers), Column("t", labels)));
        Assert.Contains("Row 46, column 't': '12O.5' is no finite number, as 58 of 60 labels are; nor is 'n.v.'. Correct it; if they stand for missing labels, say -MissingMark NA, N/A, NaN, null, '12O.5', 'n.v.', and the row is left out;", error.Message, StringComparison.Ordinal);
        Assert.Equal(58, Read(new TableOptions { Target = ["t"], MissingMark = ["12O.5", "n.v."] }, Column("x", Numbers), Column("t", labels)).SampleCount);
    }

    [Fact]
    public void Options_without_effect_are_warned_of()
    {
        var none = new NamePattern("foo*", name => name.StartsWith("foo", StringComparison.Ordinal));
        TableReader reader = Reader(Options() with { ExcludeFeature = [none], MissingMark = ["?", "NA", "-", "-999"] }, Column("a", 1, "-", -999, 4), Column("b", "u", "v", "u", "w"));
        _ = reader.ToDataset();
        Assert.Equal(["-ExcludeFeature 'foo*' matches no column.", "-MissingMark '?' is in no cell of the columns that are read."], reader.Warning.Where(warning => warning[0] == '-'));
    }

    [Fact]
    public void Values_that_look_the_same_are_named()
    {
        object?[] cells = ["yes", "yes\u200B", "no", "a\u00A0b", "a b", "Caf\u00E9", "Cafe\u0301", "no"];
        TableReader reader = Reader(new TableOptions { Target = ["c"] }, Column("c", cells), Column("d", cells));
        Assert.Equal(7, reader.ToDataset().Schema.ClassName.Count);
        Assert.Equal(
            [
                "The label column 'c' has classes that look the same: 'Cafe[U+0301]', 'Café', 'a b', 'a[U+00A0]b', 'yes', 'yes[U+200B]'. They differ in invisible characters, blanks or Unicode normalization, and stay apart; write them alike if they are the same.",
                "The column 'd' has values that look the same, and that are categories of their own: 'yes', 'yes[U+200B]', 'a[U+00A0]b', 'a b', 'Café', 'Cafe[U+0301]'. They differ in invisible characters, blanks or Unicode normalization.",
            ],
            reader.Warning);
    }

    [Fact]
    public void Texts_with_numbers_in_them_are_named()
    {
        object?[] flows = [.. Enumerable.Range(0, 40).Select(i => (object)$"{i + 7} {(i % 2 == 0 ? "kg/s" : "t/h")}")];
        TableReader ids = Reader(null, Column("flow", flows), Column("z", [.. flows.Select((_, i) => (object)(i % 7))]));
        Assert.Equal(["z"], ids.ToDataset().FeatureName);
        Assert.Equal("The column 'flow' is left out: 40 of 40 values differ, as ids and paths do, which -Feature 'flow' overrides; these are texts with numbers in them, such as '7 kg/s': to use the numbers, make a column of them, in one unit.", Assert.Single(ids.Warning));
        TableReader few = Reader(null, Column("flow", [.. flows.Concat(flows)]));
        Assert.Equal(40, few.ToDataset().FeatureCount);
        Assert.Contains("The column 'flow' has texts with numbers in them, such as '7 kg/s', and each different text is a category. To use the numbers, make a column of them, in one unit.", few.Warning);
        TableReader codes = Reader(null, Column("code", [.. flows.Select((_, i) => (object)$"A-{i}")]), Column("z", [.. flows.Select((_, i) => (object)(i % 7))]));
        _ = codes.ToDataset();
        Assert.EndsWith("which -Feature 'code' overrides.", Assert.Single(codes.Warning), StringComparison.Ordinal);
    }
}
