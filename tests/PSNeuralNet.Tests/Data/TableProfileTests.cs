using static PSNeuralNet.Tests.Data.Tables;

namespace PSNeuralNet.Tests.Data;

/// <summary>Profiles of tables, and hints before training.</summary>
public class TableProfileTests
{
    private static readonly string[] Names = ["id", "age", "city", "code", "when", "flat", "twin", "bad", "y"];

    private static IEnumerable<object?[]> Rows()
    {
        for (int i = 0; i < 200; i++)
        {
            yield return
            [
                1000 + i, i % 10 == 0 ? null : 20 + (i % 50), ((string[])["Rome", "Oslo", "NA"])[i % 3], i % 40 == 7 ? -999 : i % 9, new DateTime(2026, 1, 1).AddDays(i % 5), i == 3 ? 1 : 0,
                i % 4 < 2 ? "a" : "b", i == 150 ? "oops" : i % 100, i % 4 < 2 ? "no" : "yes",
            ];
        }

        yield return [1199, 69, "Oslo", 1, new DateTime(2026, 1, 5), 0, "b", 99, "yes"];
    }

    private static IReadOnlyList<ColumnProfile> Profile(string? target = "y")
    {
        var reader = new TableReader(TableOptions.ForProfile with { Target = target is null ? [] : [target] });
        foreach (object?[] row in Rows())
        {
            reader.Add(() => Names, name => row[Array.IndexOf(Names, name)]);
        }

        return reader.ToProfile();
    }

    [Fact]
    public void A_missing_label_hides_no_leak()
    {
        var reader = new TableReader(TableOptions.ForProfile with { Target = ["price"] });
        for (int i = 0; i < 60; i++)
        {
            int row = i;
            reader.Add(() => ["twin", "group", "kind", "price", "class"], name => name switch
            {
                "twin" => (row * 3) + 1, "group" => "abc"[row % 3].ToString(), "kind" => "pqr"[row % 3].ToString(), "price" => row == 0 ? null : row * 2.0, _ => row == 0 ? null : "xyz"[row % 3].ToString(),
            });
        }

        Assert.Contains("it alone tells the target", reader.ToProfile().Single(profile => profile.Name == "twin").Hint);
        reader = new TableReader(TableOptions.ForProfile with { Target = ["class"] });
        for (int i = 0; i < 60; i++)
        {
            int row = i;
            reader.Add(() => ["group", "price", "class"], name => name switch { "group" => "abc"[row % 3].ToString(), "price" => row == 3 ? null : (row % 3) + 0.25, _ => row == 0 ? null : "xyz"[row % 3].ToString() });
        }

        Assert.Contains("it alone tells the target", reader.ToProfile().Single(profile => profile.Name == "group").Hint);
    }

    private static ColumnProfile Of(string name) => Profile().Single(profile => profile.Name == name);

    [Fact]
    public void Numbers_have_counts_range_and_the_most_frequent_value()
    {
        ColumnProfile age = Of("age");
        Assert.Equal((ColumnKind.Number, 201, 20, 45, 21.0, 69.0), (age.Kind, age.Count, age.Missing, age.Distinct, age.Minimum, age.Maximum));
        Assert.Equal(Rows().Select(row => row[1]).OfType<int>().Average(), (double)age.Mean!, 1e-12);
        Assert.Equal((69.0, 5), (age.MostFrequent, age.MostFrequentCount));
        Assert.Equal(["The column 'age' has missing cells, which are filled in: 20 of 201, with the mean. -MissingValue chooses how."], age.Hint);
        ColumnProfile when = Of("when");
        Assert.Equal((ColumnKind.Date, new DateTime(2026, 1, 1), new DateTime(2026, 1, 5)), (when.Kind, when.Minimum, when.Maximum));
        ColumnProfile city = Of("city");
        Assert.Equal((ColumnKind.Category, 0, 3, null, "Oslo", 68), (city.Kind, city.Missing, city.Distinct, city.Minimum, city.MostFrequent, city.MostFrequentCount));
    }

    [Fact]
    public void What_stands_out_is_told()
    {
        Assert.Equal(["it alone tells the target"], Of("twin").Hint);
        Assert.Equal(["the same value in all but 1 of 201 rows"], Of("flat").Hint);
        Assert.Equal(["5 of 201 are -999, and the others 0 to 8: for missing cells, say -MissingMark NA, N/A, NaN, null, '-999'"], Of("code").Hint);
        Assert.Contains("'NA'", Assert.Single(Of("city").Hint), StringComparison.Ordinal);
        Assert.StartsWith("Training ends with an error: Row 151, column 'bad': 'oops' is no number", Assert.Single(Of("bad").Hint), StringComparison.Ordinal);
        Assert.Empty(Profile(null).Single(profile => profile.Name == "twin").Hint);
        Assert.Empty(Of("id").Hint);
        ColumnProfile rows = Of(ColumnProfile.Rows);
        Assert.Equal((null, 201, 200), (rows.Kind, rows.Count, rows.Distinct));
        Assert.Equal(["1 row is the same as an earlier one"], rows.Hint);
        Assert.Equal("TargetMissing", Failing(() => Profile("z")).Id);
    }

    [Fact]
    public void Training_is_warned_of_the_same_but_doubled_rows()
    {
        object?[][] rows = [.. Rows().Take(200)];
        (string, object?[])[] columns = [.. Names.Where(name => name is not ("y" or "bad")).Select(name => Column(name, [.. rows.Select(row => row[Array.IndexOf(Names, name)])]))];
        var reader = new TableReader(new TableOptions { Target = ["y"] });
        for (int i = 0; i < rows.Length; i++)
        {
            int row = i;
            reader.Add(() => [.. columns.Select(column => column.Item1), "y"], name => name == "y" ? row < 3 ? "rare" : rows[row][^1] : columns.Single(column => column.Item1 == name).Item2[row]);
        }

        Assert.Equal(
            [
                "The column 'id' has a value of its own in each row, as an id has: 200 running numbers from 1000 to 1199. To do without it, say -ExcludeFeature.",
                "The column 'code' has a number that may stand for a missing cell: 5 of 200 are -999, and the others 0 to 8. If it does, say -MissingMark NA, N/A, NaN, null, '-999'.",
                "The column 'flat' is almost constant: the same value in all but 1 of 200 rows.",
                "The target 'y' has classes with few rows, which a network hardly learns: class 'rare' has 3 rows only.",
            ],
            DatasetHints.Of(reader.ToDataset()));
        Assert.Empty(DatasetHints.Of(MoonsGenerator.Generate(100, 0.2, shuffle: true, seed: 1)));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(0, false)]
    public void A_number_that_is_the_target_in_another_unit_is_a_leak(int noise, bool isNoisy)
    {
        object?[] x = [.. Enumerable.Range(0, 60).Select(i => (object)(i * 37 % 61 / 10.0))], y = [.. x.Select((value, i) => (object)((9 * (double)value! / 5) + 32 + (noise * (i % 7))))];
        Dataset data = Read(new TableOptions { Target = ["t"], Task = NetworkTask.Regression }, Column("x", x), Column("t", y));
        Assert.Equal(isNoisy ? 0 : 1, DatasetHints.Of(data).Count(hint => hint.StartsWith("The column 'x' may be a leak", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_target_has_what_training_says_of_it()
    {
        const string Error = "Training ends with an error: Row 45, column 'y': '12O.5' is no finite number, as 59 of 60 labels are. Correct it; if it stands for a missing label, say -MissingMark NA, N/A, NaN, null, '12O.5', and the row is left out; if each value is a class, say -Task MultiClass.";
        object[] y = [.. Enumerable.Range(0, 60).Select(i => (object)(100.5 + (i * 7 % 61)))], x = [.. Enumerable.Range(0, 60).Select(i => (object)(i * 37 % 61 * 1.1))];
        y[44] = "12O.5";
        foreach (IReadOnlyList<ColumnProfile> profiles in new[] { OfRows(TableOptions.ForProfile with { Target = ["y"] }, x, y), OfFile(TableOptions.ForProfile with { Target = ["y"] }, x, y) })
        {
            Assert.Equal(["x", "y", "(rows)"], profiles.Select(profile => profile.Name));
            Assert.Equal([Error], profiles[1].Hint);
            Assert.Equal((ColumnKind.Number, 100.5, 160.5), (profiles[1].Kind, profiles[1].Minimum, profiles[1].Maximum));
            Assert.Empty(profiles[0].Hint);
        }

        // Classes with a missing one, and numbers with a code.
        object[] c = [.. Enumerable.Range(0, 60).Select(i => i == 3 ? "" : i % 2 == 0 ? "yes" : (object)"no")], codes = [.. y.Select((value, i) => i % 20 == 4 ? -9999 : i == 44 ? 1 : value)];
        Assert.Equal(["1 of 60 rows has no label and is left out of the training"], OfFile(TableOptions.ForProfile with { Target = ["y"] }, x, c)[1].Hint);
        Assert.Equal(["3 of 60 are -9999, and the others 100.5 to 160.5: for missing cells, say -MissingMark NA, N/A, NaN, null, '-9999'"], OfRows(TableOptions.ForProfile with { Target = ["y"] }, x, codes)[1].Hint);
        Assert.Equal(57, OfFile(TableOptions.ForProfile with { Target = ["y"], MissingMark = ["-9999"] }, x, codes)[1] is var marked ? marked.Count - marked.Missing : 0);
    }

    [Fact]
    public void Random_numbers_are_no_leak()
    {
        var random = new Random(1);
        for (int table = 0; table < 200; table++)
        {
            // Classes of one row each, of one row beside others, and a number with an extreme one.
            object[] x = [.. Enumerable.Range(0, 60).Select(_ => (object)random.NextDouble())];
            object[] group = [.. Enumerable.Range(0, 60).Select(i => i == 7 ? "rare" : (object)$"g{random.Next(4)}")];
            Assert.DoesNotContain("it alone tells the target", OfRows(TableOptions.ForProfile with { Target = ["y"], Task = NetworkTask.MultiClass }, x, [.. Enumerable.Range(0, 60).Select(i => (object)$"c{i}")])[0].Hint);
            Assert.DoesNotContain("it alone tells the target", OfRows(TableOptions.ForProfile with { Target = ["y"] }, x, [.. Enumerable.Range(0, 60).Select(i => (object)(i == 9 ? "a" : "b"))])[0].Hint);
            Assert.DoesNotContain("it alone tells the target", OfRows(TableOptions.ForProfile with { Target = ["y"] }, group, [.. Enumerable.Range(0, 60).Select(i => i == 7 ? 1e12 : (object)random.NextDouble())])[0].Hint);
            Assert.DoesNotContain("it alone tells the target", OfRows(TableOptions.ForProfile with { Target = ["y"] }, [.. x.Select((value, i) => i < 2 ? -9999 : value)], [.. Enumerable.Range(0, 60).Select(i => i < 2 ? -9999 : (object)random.NextDouble())])[0].Hint);
        }

        object[] z = [.. Enumerable.Range(0, 60).Select(_ => (object)random.NextDouble())];
        Assert.Contains("it alone tells the target", OfRows(TableOptions.ForProfile with { Target = ["y"] }, z, [.. z.Select(value => (object)((double)value > 0.4 ? "a" : "b"))])[0].Hint);
    }

    private static IReadOnlyList<ColumnProfile> OfRows(TableOptions options, object[] x, object[] y)
    {
        var reader = new TableReader(options);
        for (int i = 0; i < x.Length; i++)
        {
            reader.Add(() => ["x", "y"], name => name == "x" ? x[i] : y[i]);
        }

        return reader.ToProfile();
    }

    private static IReadOnlyList<ColumnProfile> OfFile(TableOptions options, object[] x, object[] y)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, ["x,y", .. x.Select((cell, i) => string.Create(CultureInfo.InvariantCulture, $"{cell},{y[i]}"))]);
            return TableFile.Profile(path, options);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
