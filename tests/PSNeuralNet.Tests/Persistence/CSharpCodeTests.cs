namespace PSNeuralNet.Tests.Persistence;

/// <summary>Networks as C#, compiled and run.</summary>
[Trait("Category", "Slow")]
public class CSharpCodeTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [MemberData(nameof(ExportCase.CodeNames), MemberType = typeof(ExportCase))]
    public void The_class_says_what_the_network_says(string name)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        var exported = ExportCase.Of(name);
        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(exported.Network);
        for (int i = 0; i < exported.Rows.Count; i++)
        {
            Expect(exported.Network, exported.Output[i], predict(exported.Rows[i]));
        }
    }

    [Theory]
    [MemberData(nameof(CodeTexts.Sets), MemberType = typeof(CodeTexts))]
    public void Names_and_labels_are_texts_whatever_is_in_them(int set)
    {
        var exported = ExportCase.Untrained(CodeTexts.Labels[set], [.. CodeTexts.Hostile.Select(text => new FeatureColumn(text)), new FeatureColumn("last", ColumnKind.Category, CodeTexts.Hostile)]);
        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(exported.Network);
        for (int i = 0; i < exported.Rows.Count; i++)
        {
            Expect(exported.Network, exported.Output[i], predict(exported.Rows[i]));
        }
    }

    [Fact]
    public void Cells_that_are_nearly_something_else_are_read_as_the_network_reads_them()
    {
        var exported = ExportCase.Cells(out Dictionary<string, object?>[] refused);
        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(exported.Network);
        Assert.All(exported.Rows, (row, i) => Expect(exported.Network, exported.Output[i], predict(row)));
        Assert.All(refused, row => Assert.Throws<ArgumentException>(() => predict(row)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2000)]
    public void Free_text_is_the_same_words(int maximumWord)
    {
        var exported = ExportCase.FreeText(maximumWord);
        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(exported.Network);
        Assert.All(exported.Rows, (row, i) => Expect(exported.Network, exported.Output[i], predict(row)));
    }

    [Fact]
    public void Cells_may_have_types_of_their_own()
    {
        var exported = ExportCase.Of("mixed");
        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(exported.Network);
        var row = new Dictionary<string, object?>(exported.Rows[1])
        {
            ["Größe"] = 12.5m, ["Tag"] = new DateTime(2026, 5, 6, 7, 8, 9), ["Dauer"] = new TimeSpan(1, 2, 3), ["Farbe"] = " unbekannt", ["An"] = (byte)1,
        };
        Expect(exported.Network, Predicted(exported.Network, row), predict(row));
        row["Tag"] = new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.FromHours(3));
        Expect(exported.Network, Predicted(exported.Network, row), predict(row));
        row["Tag"] = new DateOnly(2026, 5, 6);
        Expect(exported.Network, Predicted(exported.Network, row), predict(row));
    }

    [Theory]
    [InlineData("mixed", "Größe", "1,5")]
    [InlineData("mixed", "Größe", double.PositiveInfinity)]
    [InlineData("mixed", "Tag", "2026-02-30")]
    [InlineData("mixed", "Dauer", "25:61:00")]
    [InlineData("strict", "Größe", "NA")]
    [InlineData("strict", "Größe", null)]
    public void What_the_network_refuses_the_class_refuses_by_the_columns_name(string name, string column, object? cell)
    {
        var exported = ExportCase.Of(name);
        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(exported.Network);
        var row = new Dictionary<string, object?>(exported.Rows[1]) { [column] = cell };
        Assert.Throws<NetworkException>(() => Predicted(exported.Network, row));
        Assert.Contains(column, Assert.Throws<ArgumentException>(() => predict(row)).Message, StringComparison.Ordinal);
        row.Remove(column);
        Assert.Contains(column, Assert.Throws<ArgumentException>(() => predict(row)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_what_it_came_from()
    {
        var exported = ExportCase.Of("mixed");
        string code = Encoding.UTF8.GetString(NetworkExport.Encode(exported.Network, NetworkFormat.CSharp, "2 fruit-sorts ü"));
        Assert.StartsWith($"// A neural network, written by Export-Network of PSNeuralNet {exported.Network.ModuleVersion}.", code, StringComparison.Ordinal);
        Assert.Contains("// Network: 9-5-4-3 tanh/softmax (MultiClass)\n", code, StringComparison.Ordinal);
        Assert.Contains("// Gives:   Art (Birnen, Äpfel, 日本)\n", code, StringComparison.Ordinal);
        Assert.Contains("// Trained: Adam, 30 epochs, ", code, StringComparison.Ordinal);
        Assert.Contains("public static class FruitSortsNetwork\n", code, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', code);
    }

    private static double[] Predicted(NeuralNetwork network, Dictionary<string, object?> row) =>
        new Predictor(network.Parameter).Predict(new FeatureEncoder(network.Parameter).Read(1, row.Keys, name => row.GetValueOrDefault(name))).ToArray();

    internal static void Expect(NeuralNetwork network, double[] output, object result)
    {
        switch (result)
        {
            case double number:
                Assert.Equal(Assert.Single(output), number, Tolerance * Math.Max(1, Math.Abs(number)));
                break;
            case double[] numbers:
                Assert.Equal(output.Length, numbers.Length);
                Assert.All(numbers, (number, i) => Assert.Equal(output[i], number, Tolerance * Math.Max(1, Math.Abs(number))));
                break;
            default:
                Decision decision = network.Parameter.DecisionRule().Decide(output);
                dynamic pair = result;
                object label = pair.Item1, wanted = network.Parameter.Schema.ClassLabel[decision.ClassIndex];
                Assert.Equal(DataSchema.LabelText(wanted), DataSchema.LabelText(label));
                Assert.Equal(decision.Probability, (double)pair.Item2, Tolerance);
                break;
        }
    }
}
