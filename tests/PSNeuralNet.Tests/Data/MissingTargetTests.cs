namespace PSNeuralNet.Tests.Data;

/// <summary>Rows without a label, and numbers to predict with a few cells that are no numbers; the same from rows and from files.</summary>
public class MissingTargetTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("1.5", "2.5", "3.5", "4.25")]
    public void A_row_without_a_label_is_left_out(params string[] labels)
    {
        string[] marks = ["", "NA", " n/a", "NaN ", "NULL", "   "];
        string[] all = [marks[0], .. labels, .. marks[1..], .. labels];
        foreach ((Dataset data, IReadOnlyList<string> warnings) in Read(new() { Target = ["y"] }, all))
        {
            Assert.Equal(2 * labels.Length, data.SampleCount);
            Assert.Equal(Enumerable.Range(0, all.Length).Where(row => labels.Contains(all[row])).Select(row => (double)row), data.X.Row(0));
            Assert.Equal([.. labels, .. labels], Enumerable.Range(0, data.SampleCount).Select(sample => Convert.ToString(data.TargetOf(sample), CultureInfo.InvariantCulture)));
            Assert.Equal($"6 of {all.Length} rows have no label in the column 'y' and are left out; the first is row 1. With -MissingTarget Error, that is an error.", Assert.Single(warnings));
        }

        foreach (NetworkException error in Failing(new() { Target = ["y"], MissingTarget = MissingTarget.Error }, ["a", "b", "na", "b"]))
        {
            Assert.Equal("TargetIsEmpty", error.Id);
            Assert.Contains("Row 3 has no label: column 'y' has 'na'", error.Message, StringComparison.Ordinal);
        }

        foreach (NetworkException error in Failing(new() { Target = ["y"] }, ["", "NA", "null"]))
        {
            Assert.Equal("TargetAllMissing", error.Id);
            Assert.Contains("None of the 3 rows has a label: column 'y' is empty", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_list_of_marks_replaces_the_usual_ones()
    {
        foreach ((Dataset data, IReadOnlyList<string> warnings) in Read(new() { Target = ["y"], MissingMark = ["?", "n.v."] }, ["NA", "?", "x", "N.V.", "", "NA"]))
        {
            Assert.Equal(["NA", "x"], data.ClassName);
            Assert.Equal([0, 2, 5], data.X.Row(0));
            Assert.StartsWith("3 of 6 rows have no label in the column 'y' and are left out; the first is row 2.", Assert.Single(warnings), StringComparison.Ordinal);
        }

        foreach ((Dataset data, _) in Read(new() { Target = ["y"], MissingMark = [] }, ["NA", "", "x"]))
        {
            Assert.Equal(["NA", "x"], data.ClassName);
        }
    }

    [Fact]
    public void Cells_of_rows_without_a_label_do_not_count()
    {
        string[] labels = ["a", "", "b", "a", "NA", "b"], colors = ["red", "blue", "green", "red", "", "green"];
        // The numbers of rows 2 and 5 would vary the column color.
        foreach ((Dataset data, IReadOnlyList<string> warnings) in Read(new() { Target = ["y"], SampleWeight = "w" }, labels, ["5", "-9", "5", "5", "x", "5"]))
        {
            Assert.Equal(["x"], data.FeatureName);
            Assert.Contains("The column 'color' is left out: all cells are '5'.", warnings);
        }

        foreach ((Dataset data, _) in Read(new() { Target = ["y"], SampleWeight = "w" }, labels, colors))
        {
            Assert.Equal(["x", "color=green", "color=red"], data.FeatureName);
            Assert.Equal([0, 0, 1, 2, 1, 0, 3, 0, 1, 5, 1, 0], data.X.ToColumnMajorArray());
            Assert.Equal([1, 3, 4, 6], data.Weight!);
        }
    }

    [Fact]
    public void Rows_of_later_messages_are_those_of_the_input()
    {
        foreach (NetworkException error in Failing(new() { Target = ["y"] }, ["", .. Enumerable.Range(0, 30).Select(i => $"{i}.5"), "", "", "n.v.", "7"]))
        {
            Assert.Equal("TargetNotNumeric", error.Id);
            Assert.Contains("Row 34, column 'y': 'n.v.' is no finite number, as 31 of 32 labels are. Correct it; if it stands for a missing label, say -MissingMark NA, N/A, NaN, null, 'n.v.', and the row is left out; if each value is a class, say -Task MultiClass.", error.Message, StringComparison.Ordinal);
        }

        var reader = new TableReader(new TableOptions { Target = ["y"], Numeric = ["x"] });
        reader.Add(() => ["x", "y"], name => name == "x" ? 1 : null);
        reader.Add(() => ["x", "y"], name => name == "x" ? 1 : "a");
        Assert.Contains("Row 3, column 'x'", Assert.Throws<NetworkException>(() =>
        {
            reader.Add(() => ["x", "y"], name => name == "x" ? "bad" : "a");
            reader.ToDataset();
        }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_targets_need_a_number_each()
    {
        var options = new TableOptions { Target = ["a", "b"] };
        object?[][] rows = [[1, 1.5, 2], [2, null, 3], [3, "4.5", "NA"], [4, 5, "6"]];
        TableReader reader = Several(options, rows);
        Dataset data = reader.ToDataset();
        Assert.Equal([1.5, 2, 5, 6], data.Y.ToColumnMajorArray());
        Assert.Equal([1, 4], data.X.Row(0));
        Assert.Equal("2 of 4 rows have no label in one of the columns 'a', 'b' and are left out; the first is row 2. With -MissingTarget Error, that is an error.", Assert.Single(reader.Warning));

        NetworkException error = Assert.Throws<NetworkException>(() => Several(options, [[1, 1, "true"], [2, 2, "FALSE"], [3, 7, "true"]]).ToDataset());
        Assert.Equal("TargetMixed", error.Id);
        Assert.StartsWith("Several target columns are either labels of two values each, or numbers, but 'a' has numbers, 'b' has the values 'FALSE' and 'true'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Row 3, column 'b': 'x' is no number", Assert.Throws<NetworkException>(() => Several(options, [[1, 1, 2], [1, "", 2], [1, 1, "x"], [2, "y", 2]]).ToDataset()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n.v.")]
    [InlineData("1e400")]
    [InlineData("-Infinity")]
    [InlineData("?")]
    public void One_bad_cell_makes_no_classes_of_numbers(string bad)
    {
        string[] labels = [.. Enumerable.Range(0, 60).Select(i => i == 41 ? bad : FormattableString.Invariant($"{i * 0.37:R}"))];
        foreach (NetworkException error in Failing(new() { Target = ["y"] }, labels))
        {
            Assert.Equal("TargetNotNumeric", error.Id);
            Assert.Contains($"Row 42, column 'y': '{bad}' is no finite number, as 59 of 60 labels are.", error.Message, StringComparison.Ordinal);
        }

        foreach ((Dataset data, _) in Read(new() { Target = ["y"], MissingMark = [bad] }, labels))
        {
            Assert.Equal((NetworkTask.Regression, 59, 0.37 * 59), (data.Task, data.SampleCount, data.Y[0, 58]));
        }

        foreach ((Dataset data, _) in Read(new() { Target = ["y"], Task = NetworkTask.MultiClass }, labels))
        {
            Assert.Equal(60, data.ClassName.Count);
        }

        foreach (NetworkException error in Failing(new() { Target = ["y"], Task = NetworkTask.Regression }, labels))
        {
            Assert.Equal(bad.Length == 5 || bad[0] == '-' ? "CellIsInfinite" : "CellNotNumeric", error.Id);
            Assert.Contains("Row 42, column 'y'", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(20, 60, 3, "TargetNotNumeric")] // 20 numbers and a text: 21 values, and 3 of 63 cells
    [InlineData(19, 57, 3, null)] // 5 % of the cells, 20 values
    [InlineData(19, 58, 3, "TargetNotNumeric")] // less than 5 %
    [InlineData(60, 600, 40, null)] // 640 rows: up to 64 values
    [InlineData(64, 640, 40, null)] // 680 rows: up to 68 values
    [InlineData(68, 640, 40, "TargetNotNumeric")]
    [InlineData(12, 12, 1, "TargetNotNumeric")] // most numbers occur once
    public void Numbers_with_a_text_are_classes_where_few_values_come_again(int values, int numbers, int texts, string? id)
    {
        string[] labels = [.. Enumerable.Range(0, numbers).Select(i => $"{i % values}.5"), .. Enumerable.Repeat("none", texts)];
        if (id is null)
        {
            Assert.All(Read(new() { Target = ["y"] }, labels), table => Assert.Equal(values + 1, table.Data.ClassName.Count));
        }
        else
        {
            Assert.All(Failing(new() { Target = ["y"] }, labels), error => Assert.Equal(id, error.Id));
        }
    }

    [Theory]
    [InlineData("{0},5", 1.5)]
    [InlineData("1.{0}00,5", 1100.5)]
    [InlineData("1 {0}00", 1100)]
    [InlineData("1\u202F{0}00", 1100)]
    [InlineData("1,{0}00.5", 1100.5)]
    [InlineData("\u2212{0}", -1)]
    [InlineData("({0})", -1)]
    [InlineData("{0} KB", 1024)]
    [InlineData("{0}.5 %", 1.5)]
    [InlineData("\u20AC {0}", 1)]
    public void Numbers_in_a_local_format_are_numbers_where_all_labels_agree(string format, double first)
    {
        string[] labels = [.. Enumerable.Range(1, 9).Select(i => string.Format(CultureInfo.InvariantCulture, format, i))];
        TableOptions options = new() { Target = ["y"] }, told = options with { Task = NetworkTask.Regression };
        Assert.All(Read(options, labels).Concat(Read(told, labels)), table => Assert.Equal((NetworkTask.Regression, first), (table.Data.Task, table.Data.Y[0, 0])));
        foreach (NetworkException error in Failing(options, [.. labels, .. labels, .. labels, "n.v."]).Concat(Failing(told, [.. labels, .. labels, .. labels, "n.v."])))
        {
            Assert.Equal("TargetIsLocalNumber", error.Id);
            Assert.Contains($"Row 28, column 'y': 'n.v.' is no number as '{labels[0]}' is, and 27 of 28 labels are numbers.", error.Message, StringComparison.Ordinal);
            Assert.Contains("-Culture", error.Message, StringComparison.Ordinal);
        }

        // Less than 95 %.
        Assert.All(Read(options, [.. labels, "n.v.", "low"]), table => Assert.Equal(NetworkTask.MultiClass, table.Data.Task));
        Assert.All(Read(options with { Task = NetworkTask.MultiClass }, labels), table => Assert.Equal(9, table.Data.ClassName.Count));
    }

    [Fact]
    public void A_culture_decides_about_numbers_that_may_be_two()
    {
        string[] labels = [.. Enumerable.Range(1, 9).Select(i => $"{i},230")], points = [.. Enumerable.Range(1, 9).Select(i => $"{i}.230")];
        var options = new TableOptions { Target = ["y"] };
        foreach (NetworkException error in Failing(options, labels))
        {
            Assert.Equal("TargetIsLocalNumber", error.Id);
            Assert.Contains("Row 1, column 'y': '1,230' is one number where it is written as in", error.Message, StringComparison.Ordinal);
        }

        (string Culture, double Comma, double Point)[] expected = [("de-DE", 1.23, 1230), ("en-US", 1230, 1.23)];
        foreach ((string culture, double comma, double point) in expected)
        {
            TableOptions told = options with { Culture = CultureInfo.GetCultureInfo(culture) };
            Assert.All(Read(told, labels), table => Assert.Equal(comma, table.Data.Y[0, 0]));
            Assert.All(Read(told, points), table => Assert.Equal(point, table.Data.Y[0, 0]));
            Assert.All(Read(told with { Task = NetworkTask.Regression }, points), table => Assert.Equal(point, table.Data.Y[0, 0]));
        }

        Assert.All(Read(options with { Task = NetworkTask.Regression }, [.. points, "1.234.567"]), table => Assert.Equal((1230.0, 1234567.0), (table.Data.Y[0, 0], table.Data.Y[0, 9])));
        Assert.All(Read(options, Enumerable.Range(0, 12_000).Select(i => $"{i},5")), table => Assert.Equal(11_999.5, table.Data.Y[0, 11_999]));
    }

    [Fact]
    public void Dates_with_a_bad_cell_are_dates()
    {
        string[] labels = [.. Enumerable.Range(0, 40).Select(i => i == 5 ? "soon" : $"2026-01-{1 + (i % 28):00}")];
        Assert.All(Failing(new() { Target = ["y"] }, labels), error => Assert.Equal("TargetIsTime", error.Id));
    }

    [Fact]
    public void Many_numbers_with_one_text_name_it_and_texts_have_a_limit()
    {
        foreach (NetworkException error in Failing(new() { Target = ["y"] }, Enumerable.Range(0, 12_000).Select(i => i == 11_000 ? "none" : $"{i}.5")))
        {
            Assert.Equal("TargetNotNumeric", error.Id);
            Assert.Contains("Row 11001, column 'y': 'none' is no finite number, as 11999 of 12000 labels are.", error.Message, StringComparison.Ordinal);
        }

        Assert.All(Failing(new() { Target = ["y"] }, Enumerable.Range(0, 12_000).Select(i => i % 100 == 0 ? "7" : $"id {i}")), error => Assert.Equal("ClassTooMany", error.Id));
        Assert.All(Read(new() { Target = ["y"] }, Enumerable.Range(0, 25_000).Select(i => $"{i}.5")), table => Assert.Equal(24_999.5, table.Data.Y[0, 24_999]));
    }

    [Fact]
    public void Parts_of_a_file_give_what_the_whole_gives()
    {
        var random = new Random(3);
        for (int table = 0; table < 60; table++)
        {
            string[] labels = (table % 3) switch
            {
                0 => ["a", "b", "", "NA", "A"],
                1 => ["1.5", "2.5", "", "3.25", "nan"],
                _ => ["TRUE", "true", "False", "", "null"],
            };
            byte[] bytes = Encoding.UTF8.GetBytes("x,color,y\n" + string.Concat(Enumerable.Range(0, random.Next(8, 60)).Select(i => $"{i},{"rgb"[random.Next(3)]},{labels[i < 3 ? i : random.Next(5)]}\n")));
            string expected = Outcome(bytes, long.MaxValue, isParsed: true);
            Assert.Equal(expected, Outcome(bytes, random.Next(20, 100), isParsed: true));
            Assert.Equal(expected, Outcome(bytes, random.Next(20, 100)));
            Assert.Equal(expected, Outcome(bytes, long.MaxValue));
        }
    }

    private static string Outcome(byte[] bytes, long leastBytes, bool isParsed = false)
    {
        DatasetImport import = TableFile.Read(new FileSource("memory", () => new MemoryStream(bytes, writable: false)), new TableOptions { Target = ["y"] }, ',', null, CancellationToken.None, leastBytes, isParsed);
        return $"{import.Dataset.Schema} {string.Join(' ', import.Dataset.FeatureName)} {string.Join(' ', import.Dataset.X.ToColumnMajorArray())} {string.Join(' ', import.Dataset.Y.ToColumnMajorArray())} {string.Join(' ', import.Warning)}";
    }

    private static TableReader Several(TableOptions options, object?[][] rows)
    {
        var reader = new TableReader(options);
        foreach (object?[] row in rows)
        {
            reader.Add(() => ["x", "a", "b"], name => row["xab".IndexOf(name, StringComparison.Ordinal)]);
        }

        return reader;
    }

    private static (Dataset Data, IReadOnlyList<string> Warnings)[] Read(TableOptions options, IEnumerable<string> labels, string[]? colors = null)
    {
        DatasetImport whole = FromFile(options, labels, colors, long.MaxValue), parts = FromFile(options, labels, colors, 20);
        return [FromRows(options, labels, colors), (whole.Dataset, whole.Warning), (parts.Dataset, parts.Warning)];
    }

    private static NetworkException[] Failing(TableOptions options, IEnumerable<string> labels) =>
    [
        Assert.Throws<NetworkException>(() => FromRows(options, labels, null)), Assert.Throws<NetworkException>(() => FromFile(options, labels, null, long.MaxValue)),
        Assert.Throws<NetworkException>(() => FromFile(options, labels, null, 20)),
    ];

    private static (Dataset Data, IReadOnlyList<string> Warnings) FromRows(TableOptions options, IEnumerable<string> labels, string[]? colors)
    {
        var reader = new TableReader(options);
        int row = 0;
        foreach (string label in labels)
        {
            reader.Add(() => colors is null ? ["x", "y"] : ["x", "color", "w", "y"], name => name switch { "x" => row, "color" => colors![row], "w" => row + 1, _ => label });
            row++;
        }

        return (reader.ToDataset(), reader.Warning);
    }

    private static DatasetImport FromFile(TableOptions options, IEnumerable<string> labels, string[]? colors, long leastBytes)
    {
        byte[] bytes = Encoding.UTF8.GetBytes((colors is null ? "x,y\n" : "x,color,w,y\n") + string.Concat(labels.Select((label, row) => $"{row},{(colors is null ? "" : $"{colors[row]},{row + 1},")}\"{label}\"\n")));
        return TableFile.Read(new FileSource("memory", () => new MemoryStream(bytes, writable: false)), options, ',', null, CancellationToken.None, leastBytes);
    }
}
