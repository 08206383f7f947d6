using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Data of the same columns as the training data, but with other values in them.</summary>
public class ColumnMatchTests
{
    private static readonly Dataset Known = Read(Options(MissingValue.Indicator), Column("c", "a", "b", "d"), Column("n", 1, null, 3), Column("d", "2026-11-24", "2026-11-25", null));

    [Fact]
    public void Categories_are_found_by_name_and_unknown_ones_are_none()
    {
        Dataset other = Read(null, Column("n", 1, 2, 4), Column("d", "2026-11-26", "2026-11-25", "2026-11-24"), Column("c", "b", "z", "d")).Select(Known.Schema);
        Assert.Equal(Known.FeatureName, other.FeatureName);
        Assert.Equal([0, 0, 0], other.Row("c=a"));
        Assert.Equal([1, 0, 0], other.Row("c=b"));
        Assert.Equal([0, 0, 1], other.Row("c=d"));
        Assert.Equal([0, 0, 0], other.Row("n (missing)"));
    }

    [Fact]
    public void Columns_that_were_left_out_as_constant_come_back()
    {
        Dataset other = Read(null, Column("n", 1, null, 4), Column("d", "2026-11-26", "2026-11-26", "2026-11-26"), Column("c", "b", "b", "b"));
        Assert.Equal(["n"], other.FeatureName);
        Dataset matched = other.Select(Known.Schema);
        Assert.Equal([1, 1, 1], matched.Row("c=b"));
        Assert.Equal([20783, 20783, 20783], matched.Row("d"));
        Assert.Equal([0, 1, 0], matched.Row("n (missing)"));
        Assert.Equal([1, double.NaN, 4], matched.Row("n"));
    }

    [Fact]
    public void A_column_that_is_not_there_is_an_error()
    {
        NetworkException error = Failing(() => Read(null, Column("n", 1, 2, 3)).Select(Known.Schema));
        Assert.Equal("FeatureMissing", error.Id);
        Assert.Contains("'c', 'd'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_expanded_as_the_table_was()
    {
        NetworkParameter network = Initializer.Initialize(new NetworkShape([Known.FeatureCount, 1]), Initialization.He, 1, Known.Schema).With(Scaling.Of(Known, standardize: false));
        var warnings = new List<string>();
        var reader = new FeatureEncoder(network, warn: warnings.Add);
        object?[] row = [" b ", "2.5", "1970-01-11"];
        Assert.Equal([0, 1, 0, 2.5, 0, 10, 0], reader.Read(1, ["c", "n", "d"], name => row["cnd".IndexOf(name[0])]).ToArray());
        row = [null, "NA", null];
        Assert.Equal([double.NaN, 1, double.NaN, 1], reader.Read(2, ["c", "n", "d"], name => row["cnd".IndexOf(name[0])]).ToArray()[3..]);
        row = ["new", 1, new DateTime(1970, 1, 1)];
        Assert.Equal([0, 0, 0], reader.Read(3, ["c", "n", "d"], name => row["cnd".IndexOf(name[0])]).ToArray()[..3]);
        reader.Read(4, ["c", "n", "d"], name => row["cnd".IndexOf(name[0])]);
        Assert.Contains("Row 3, column 'c': 'new' was not in the training data", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal("CategoryUnknown", Failing(() => new FeatureEncoder(network, UnknownCategory.Error).Read(1, ["c", "n", "d"], name => row["cnd".IndexOf(name[0])])).Id);
        row = ["a", "x", null];
        Assert.Equal("CellNotNumeric", Failing(() => reader.Read(1, ["c", "n", "d"], name => row["cnd".IndexOf(name[0])])).Id);
        row = ["a", 1, "soon"];
        Assert.Equal("CellKindInvalid", Failing(() => reader.Read(1, ["c", "n", "d"], name => row["cnd".IndexOf(name[0])])).Id);
    }

    [Fact]
    public void The_summary_has_a_line_a_column()
    {
        Dataset data = Read(Options(MissingValue.Median), Column("n", 1, null, 3), Column("c", "a", "b", "b"), Column("k", 5, 5, 5));
        FeatureSummary[] lines = [.. FeatureSummary.Of(data.Schema, Scaling.Of(data))];
        Assert.Equal(["n: Number (n)", "c: Category (c=a, c=b)", "k: Number, left out"], lines.Select(line => line.ToString()));
        Assert.Equal([2.0, "b", null], lines.Select(line => line.FillValue));
        Assert.Equal([MissingValue.Median, MissingValue.MostFrequent, null], lines.Select(line => line.MissingValue));
        Assert.Equal([1 / 3.0, 2 / 3.0], lines[1].Mean);
        Assert.Equal("all cells are '5'", lines[2].LeftOut);
    }
}
