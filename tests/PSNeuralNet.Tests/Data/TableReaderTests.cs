namespace PSNeuralNet.Tests.Data;

public class TableReaderTests
{
    [Fact]
    public void Columns_other_than_the_label_are_features_in_order()
    {
        Dataset data = Read("kind", null, ["b", "kind", "a"], ["1", "cat", "2.5"], ["-3e-1", "dog", 4]);
        Assert.Equal(["b", "a"], data.FeatureName);
        Assert.Equal(["kind"], data.TargetName);
        Assert.Equal([1, 2.5, -0.3, 4], data.X.ToColumnMajorArray());
        Assert.Equal([0, 1], data.Y.ToColumnMajorArray());
        Assert.Equal(["cat", "dog"], data.ClassName);
    }

    [Fact]
    public void Features_can_be_chosen_and_ordered_and_case_does_not_matter()
    {
        Dataset data = Read("KIND", ["C", "a"], ["a", "b", "kind", "c"], [1, "text", "y", 3], [4, "text", "n", 6]);
        Assert.Equal(["c", "a"], data.FeatureName);
        Assert.Equal(["kind"], data.TargetName);
        Assert.Equal([3, 1, 6, 4], data.X.ToColumnMajorArray());
    }

    [Fact]
    public void Classes_are_ordered_numerically_where_all_are_numbers()
    {
        Dataset data = Read("y", null, ["x", "y"], [1, "10"], [2, "9"], [3, "9"]);
        Assert.Equal(["9", "10"], data.ClassName);
        Assert.Equal([1, 0, 0], data.Y.ToColumnMajorArray());
    }

    [Fact]
    public void Classes_are_ordered_by_ordinal_text_otherwise()
    {
        Assert.Equal(["B", "a"], Read("y", null, ["x", "y"], [1, "a"], [2, "B"]).ClassName);
        Assert.Equal(["10", "9x"], Read("y", null, ["x", "y"], [1, "9x"], [2, "10"]).ClassName);
        Assert.Equal([false, true], Read("y", null, ["x", "y"], [1, true], [2, false]).Schema.ClassLabel);
    }

    [Fact]
    public void Numbers_are_read_with_the_invariant_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal([1.5, 1e-3], Read("y", null, ["x", "y"], ["1.5", "a"], ["1e-3", "b"]).X.ToColumnMajorArray());
            Assert.Equal("NumberFormatAmbiguous", Failing(() => Read("y", null, ["x", "y"], ["1,500", "a"], ["2,500", "b"])).Id);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData(null, "CellIsEmpty")]
    [InlineData("", "CellIsEmpty")]
    [InlineData("  ", "CellIsEmpty")]
    [InlineData("NaN", "CellIsNaN")]
    [InlineData("NA", "CellIsNaN")]
    [InlineData("null", "CellIsNaN")]
    [InlineData(double.NaN, "CellIsNaN")]
    [InlineData("abc", "ColumnMixed")]
    [InlineData(DayOfWeek.Friday, "ColumnMixed")]
    [InlineData("2026-11-24", "ColumnMixed")]
    [InlineData("Infinity", "CellIsInfinite")]
    [InlineData(float.NegativeInfinity, "CellIsInfinite")]
    [InlineData("1e999", "CellIsInfinite")]
    public void A_bad_cell_is_named_by_row_and_column(object? cell, string id)
    {
        var options = new TableOptions { Target = ["y"], MissingValue = MissingValue.Error };
        object?[][] more = [.. Enumerable.Range(0, 30).Select(i => (object?[])[i, i, "n"])];
        NetworkException error = Failing(() => Read(options, ["a", "b", "y"], [[1, 2, "n"], [3, cell, "y"], .. more]));
        Assert.Equal(id, error.Id);
        Assert.Contains("Row 2, column 'b'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_bad_tables()
    {
        Assert.Equal("TableEmpty", Failing(() => new TableReader(["y"]).ToDataset()).Id);
        Assert.Equal("TargetMissing", Failing(() => Read("z", null, ["x", "y"], [1, 2])).Id);
        Assert.Equal("TargetAllMissing", Failing(() => Read("y", null, ["x", "y"], [1, ""])).Id);
        Assert.Equal("TargetAllMissing", Failing(() => Read("y", null, ["x", "y"], [1, double.NaN])).Id);
        Assert.Equal("TargetIsEmpty", Failing(() => Read(new TableOptions { Target = ["y"], MissingTarget = MissingTarget.Error }, ["x", "y"], [1, double.NaN])).Id);
        Assert.Equal("TargetNotBinary", Failing(() => Read("y", null, ["x", "y"], [1, "a"], [2, "a"])).Id);
        Assert.Equal("FeatureMissing", Failing(() => Read("y", ["x", "z"], ["x", "y"], [1, "a"])).Id);
        Assert.Equal("FeatureNone", Failing(() => Read("y", null, ["y"], ["a"])).Id);
        Assert.Equal("FeatureRepeated", Failing(() => Read("y", ["x", "X"], ["x", "y"], [1, "a"])).Id);
        Assert.Equal("FeatureRepeated", Failing(() => Read("y", ["x", "y"], ["x", "y"], [1, "a"])).Id);
    }

    [Fact]
    public void Messages_name_what_is_there()
    {
        string message = Failing(() => Read("speceis", null, ["length", "species"], [1, "a"])).Message;
        Assert.Contains("'speceis'", message, StringComparison.Ordinal);
        Assert.Contains("'length', 'species'", message, StringComparison.Ordinal);
    }

    private static NetworkException Failing(Action action) => Assert.Throws<NetworkException>(action);

    private static Dataset Read(string target, string[]? feature, string[] columns, params object?[][] rows) =>
        Read(new TableOptions { Target = [target], Feature = feature?.Select(NamePattern.FromString).ToArray() }, columns, rows);

    private static Dataset Read(TableOptions options, string[] columns, params object?[][] rows)
    {
        var reader = new TableReader(options);
        foreach (object?[] row in rows)
        {
            reader.Add(() => columns, name => Array.FindIndex(columns, column => column.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and int i ? row[i] : null);
        }

        return reader.ToDataset();
    }

    [Fact]
    public void Fixed_decimals_are_numbers_and_keep_their_zeros_in_categories()
    {
        string[] texts = ["1.50", "1.5", "2.00", "low", "-0.50", "high"];
        object?[] mixed = [.. Enumerable.Range(0, 60).Select(i => (object)texts[i % 6])], numbers = [.. Enumerable.Range(0, 60).Select(i => (object)$"{i % 7}.{i % 10}0")];
        Dataset dataset = Tables.Read(null, Tables.Column("mixed", mixed), Tables.Column("price", numbers));
        Assert.Equal([.. texts.Order(StringComparer.Ordinal)], dataset.Schema.Column[0].Category);
        Assert.Equal([.. numbers.Select(text => double.Parse((string)text!, CultureInfo.InvariantCulture))], dataset.Row("price"));
        Assert.Equal(10, dataset.Row("mixed=1.50").Sum());
    }

    [Fact]
    public void Groups_of_three_are_read_in_rows_beside_decimal_commas()
    {
        object?[] cells = [.. Enumerable.Range(0, 40).Select(i => (object)((string[])["1.234", "2.345,5", "2.000", "7"])[i % 4])];
        Dataset dataset = Tables.Read(null, Tables.Column("load", cells));
        Assert.Equal([1234, 2345.5, 2000, 7], dataset.Row("load").Take(4));
    }
}
