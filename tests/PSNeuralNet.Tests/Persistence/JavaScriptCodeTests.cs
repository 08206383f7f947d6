using Jint;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>Networks as JavaScript, run in Jint and, where there is one, in Node.</summary>
public sealed class JavaScriptCodeTests
{
    private const double Tolerance = 1e-12;

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(ExportCase.CodeNames), MemberType = typeof(ExportCase))]
    public void The_function_says_what_the_network_says(string name)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Expect(ExportCase.Of(name));
    }

    [Theory]
    [MemberData(nameof(CodeTexts.Sets), MemberType = typeof(CodeTexts))]
    public void Names_and_labels_are_texts_whatever_is_in_them(int set)
    {
        // Half of a pair does not come through JSON, which the rows are handed over as.
        string[] texts = [.. CodeTexts.Hostile.Where(text => !text.Contains('\uD800', StringComparison.Ordinal))];
        Expect(ExportCase.Untrained(CodeTexts.Labels[set], [.. texts.Select(text => new FeatureColumn(text)), new FeatureColumn("last", ColumnKind.Category, texts)]));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2000)]
    public void Free_text_is_the_same_words(int maximumWord) => Expect(ExportCase.FreeText(maximumWord));

    [Fact]
    public void Cells_that_are_nearly_something_else_are_read_as_the_network_reads_them()
    {
        var exported = ExportCase.Cells(out Dictionary<string, object?>[] refused);
        Expect(exported);
        string code = Encoding.UTF8.GetString(NetworkExport.Encode(exported.Network, NetworkFormat.JavaScript, "test"))
            + "\nJSON.stringify(JSON.parse(rows).filter((row) => { try { predict(row); return true; } catch { return false; } }))";
        using var engine = new Engine();
        engine.SetValue("rows", JsonSerializer.Serialize(refused));
        Assert.Equal("[]", engine.Evaluate(code).AsString());
    }

    [Theory]
    [InlineData("mixed", "Größe", "\"1,5\"")]
    [InlineData("mixed", "Größe", "1e999")]
    [InlineData("mixed", "Größe", "\"0x10\"")]
    [InlineData("mixed", "Größe", "[3]")]
    [InlineData("mixed", "Tag", "\"2026-02-30\"")]
    [InlineData("mixed", "Tag", "\"2026-02-28 24:00:00\"")]
    [InlineData("mixed", "Tag", "5")]
    [InlineData("mixed", "Dauer", "\"25:61:00\"")]
    [InlineData("mixed", "An", "\"yes\"")]
    [InlineData("strict", "Größe", "\" NA \"")]
    [InlineData("strict", "Größe", "null")]
    public void What_the_network_refuses_the_function_refuses_by_the_columns_name(string name, string column, string cell)
    {
        var exported = ExportCase.Of(name);
        var row = new Dictionary<string, object?>(exported.Rows[1]);
        row.Remove(column);
        string code = Encoding.UTF8.GetString(NetworkExport.Encode(exported.Network, NetworkFormat.JavaScript, "test"))
            + $"\nconst row = {JsonSerializer.Serialize(row)};"
            + "\nconst failure = (row) => { try { predict(row); return \"none\"; } catch (error) { return error.name + error.message; } };"
            + $"\nJSON.stringify([failure(row), failure({{ ...row, {column}: {cell} }})]);";
        using var engine = new Engine();
        string?[] failures = JsonSerializer.Deserialize<string[]>(engine.Evaluate(code).AsString())!;
        Assert.All(failures, failure => Assert.StartsWith("TypeError", failure, StringComparison.Ordinal));
        Assert.All(failures, failure => Assert.Contains(column, failure, StringComparison.Ordinal));
    }

    [Fact]
    public void A_Date_counts_as_UTC_and_numbers_as_seconds()
    {
        var exported = ExportCase.Of("mixed");
        var row = new Dictionary<string, object?>(exported.Rows[1]) { ["Tag"] = "2026-05-06T07:08:09.25Z", ["Dauer"] = "-1.00:00:01.5" };
        string code = Encoding.UTF8.GetString(NetworkExport.Encode(exported.Network, NetworkFormat.JavaScript, "test"))
            + $"\nconst row = {JsonSerializer.Serialize(row)};"
            + "\npredict(row).probability === predict({ ...row, Tag: new Date(Date.UTC(2026, 4, 6, 7, 8, 9, 250)), Dauer: -86401.5 }).probability;";
        using var engine = new Engine();
        Assert.True(engine.Evaluate(code).AsBoolean());
    }

    private static void Expect(ExportCase exported)
    {
        IEnumerable<Dictionary<string, object?>> rows = exported.Rows.Select(row => row.ToDictionary(cell => cell.Key, cell => cell.Value is double.NaN ? null : cell.Value));
        Compare(exported, ExportedCode.JavaScript(exported.Network, rows, inNode: false));
        if (ExportedCode.HasNode(out _))
        {
            Compare(exported, ExportedCode.JavaScript(exported.Network, rows, inNode: true));
        }
    }

    /// <summary>Compares predictions, as they come from JSON, with those of the network.</summary>
    internal static void Compare(ExportCase exported, JsonElement[] results)
    {
        Assert.Equal(exported.Rows.Count, results.Length);
        int row = 0;
        foreach (JsonElement result in results)
        {
            double[] output = exported.Output[row++];
            if (exported.Network.Task == NetworkTask.Regression)
            {
                double[] numbers = result.ValueKind == JsonValueKind.Array ? [.. result.EnumerateArray().Select(number => number.GetDouble())] : [result.GetDouble()];
                Assert.Equal(output.Length, numbers.Length);
                Assert.All(numbers, (number, i) => Assert.Equal(output[i], number, Tolerance * Math.Max(1, Math.Abs(number))));
                continue;
            }

            Decision decision = exported.Network.Parameter.DecisionRule().Decide(output);
            object label = exported.Network.Parameter.Schema.ClassLabel[decision.ClassIndex];
            JsonElement given = result.GetProperty("label");
            Assert.True(label switch
            {
                bool flag => given.GetBoolean() == flag,
                long and (<= -(1L << 53) or >= 1L << 53) => given.GetString() == DataSchema.LabelText(label),
                int or long or double => given.GetDouble() == Convert.ToDouble(label, CultureInfo.InvariantCulture),
                string { Length: > 0 } text when text.Contains('\uD800', StringComparison.Ordinal) => given.ValueKind == JsonValueKind.String,
                _ => given.GetString() == DataSchema.LabelText(label),
            });
            Assert.Equal(decision.Probability, result.GetProperty("probability").GetDouble(), Tolerance);
        }
    }
}
