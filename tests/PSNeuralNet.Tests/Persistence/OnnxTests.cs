using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>Networks as ONNX models, run in ONNX Runtime.</summary>
public class OnnxTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [MemberData(nameof(ExportCase.Names), MemberType = typeof(ExportCase))]
    public void The_model_says_what_the_network_says(string name) => Expect(ExportCase.Of(name));

    [Theory]
    [MemberData(nameof(CodeTexts.Sets), MemberType = typeof(CodeTexts))]
    public void Names_and_labels_may_be_any_text(int set)
    {
        // Names as the outputs and steps have them, too. Half of a pair is no text in UTF-8, and spaces around texts count in a graph.
        string[] texts = [.. CodeTexts.Hostile.Where(text => !text.Contains('\uD800', StringComparison.Ordinal) && text == text.Trim()), "output_label", "variable", "probability", "W1", "X"];
        object[] labels = [.. CodeTexts.Labels[set].Select(label => label is string text ? text.Replace('\uD800', '?') : label)];
        Expect(ExportCase.Untrained(labels, [.. texts.Select(text => new FeatureColumn(text)), new FeatureColumn("last", ColumnKind.Category, texts)]));
    }

    [Fact]
    public void Numbers_come_as_one_table_and_texts_each_by_its_name()
    {
        using InferenceSession numbers = Session(ExportCase.Of("multiclass").Network);
        Assert.Equal("X", Assert.Single(numbers.InputMetadata).Key);
        Assert.Equal((typeof(double), "-1, 3"), (numbers.InputMetadata["X"].ElementType, string.Join(", ", numbers.InputMetadata["X"].Dimensions)));
        Assert.Equal(["output_label", "output_probability"], numbers.OutputMetadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(typeof(long), numbers.OutputMetadata["output_label"].ElementType);
        using InferenceSession mixed = Session(ExportCase.Of("mixed").Network);
        Assert.Equal(["An", "Dauer", "Farbe", "Größe", "Tag"], mixed.InputMetadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(typeof(string), mixed.InputMetadata["Farbe"].ElementType);
        Assert.Equal(typeof(string), mixed.OutputMetadata["output_label"].ElementType);
        using InferenceSession regression = Session(ExportCase.Of("targets").Network);
        Assert.Equal(["variable"], regression.OutputMetadata.Keys);
        Assert.Equal("-1, 2", string.Join(", ", regression.OutputMetadata["variable"].Dimensions));
    }

    [Fact]
    public void A_column_that_ignores_case_is_refused_by_name()
    {
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkExport.Encode(ExportCase.Of("fold").Network, NetworkFormat.Onnx, "x"));
        Assert.Equal("OnnxCaseIgnored", error.Id);
        Assert.Contains("'Farbe'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Free_text_is_refused_by_the_names_of_its_columns()
    {
        NetworkException exception = Assert.Throws<NetworkException>(() => NetworkExport.Encode(ExportCase.FreeText(10).Network, NetworkFormat.Onnx, "x"));
        Assert.Equal("OnnxHasText", exception.Id);
        Assert.Contains("in the columns 'Was 'ist'?', 'Notiz'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_what_it_came_from()
    {
        NeuralNetwork network = ExportCase.Of("mixed").Network;
        using InferenceSession session = Session(network);
        ModelMetadata metadata = session.ModelMetadata;
        Assert.Equal("PSNeuralNet", metadata.ProducerName);
        Assert.StartsWith("9-5-4-3 tanh/softmax (MultiClass), predicts Art. Trained: Adam, 30 epochs", metadata.Description, StringComparison.Ordinal);
        Assert.Equal("MultiClass", metadata.CustomMetadataMap["task"]);
        using var columns = System.Text.Json.JsonDocument.Parse(metadata.CustomMetadataMap["columns"]);
        Assert.Equal("Date", columns.RootElement[1].GetProperty("kind").GetString());
    }

    [Fact]
    public void A_missing_cell_that_must_not_be_gives_no_number()
    {
        var exported = ExportCase.Of("strict");
        using InferenceSession session = Session(exported.Network);
        var row = new Dictionary<string, object?>(exported.Rows[0]) { ["Farbe"] = "" };
        Assert.All(Run(session, exported.Network, [row], "output_probability"), number => Assert.True(double.IsNaN(number)));
    }

    [Fact]
    public void Columns_with_indicators_stand_where_they_are_without_training_too()
    {
        Expect(ExportCase.Untrained(
            ["a", "b"],
            new FeatureColumn("first", ColumnKind.Number, null, MissingValue.Indicator),
            new FeatureColumn("text", ColumnKind.Category, ["x", "y"], MissingValue.Indicator),
            new FeatureColumn("last", ColumnKind.Number)));
    }

    [Fact]
    public void Times_that_stand_for_never_are_told_from_others()
    {
        var exported = ExportCase.Cells(out _);
        using InferenceSession session = Session(exported.Network);
        (Dictionary<string, object?> Row, double[] Output)[] rows = [.. exported.Rows.Zip(exported.Output).Where(pair => pair.First["Farbe"] is "rot")];
        double[] given = Run(session, exported.Network, [.. rows.Select(pair => pair.Row)], "variable");
        Assert.All(rows, (pair, i) => Assert.Equal(pair.Output[0], given[i], 1e-12 * Math.Max(1, Math.Abs(given[i]))));
    }

    [Fact]
    public void The_size_is_linear_in_the_number_of_categories()
    {
        int small = Size(500), large = Size(5000);
        Assert.InRange(large, 0, 11 * small);
        Assert.InRange(large, 0, 1 << 20);

        static int Size(int categories)
        {
            var column = new FeatureColumn("id", ColumnKind.Category, Enumerable.Range(0, categories).Select(i => $"category {i:00000}"), MissingValue.Indicator);
            NeuralNetwork network = ExportCase.Untrained(["a", "b"], column).Network;
            byte[] model = NetworkExport.Encode(network, NetworkFormat.Onnx, "test");
            using var session = new InferenceSession(model);
            string[] texts = ["category 00000", "category 00499", "NA", "", "category 0", "other"];
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(
                [NamedOnnxValue.CreateFromTensor("id", new DenseTensor<string>(texts, [texts.Length, 1]))], ["output_probability"]);
            double[] given = [.. results[0].AsEnumerable<double>()];
            var features = new double[column.Feature.Count];
            var predictor = new Predictor(network.Parameter);
            for (int i = 0; i < texts.Length; i++)
            {
                _ = column.Expand(texts[i], i + 1, features);
                Reference.AssertClose(predictor.Predict(features).ToArray(), [given[2 * i], given[(2 * i) + 1]], 1e-12);
            }

            return model.Length;
        }
    }

    [Theory]
    [InlineData(NetworkFormat.Onnx, 250_000_001)]
    [InlineData(NetworkFormat.CSharp, 40_000_001)]
    [InlineData(NetworkFormat.JavaScript, 40_000_001)]
    [InlineData(NetworkFormat.PowerShell, 40_000_001)]
    public void A_network_that_is_too_large_for_a_format_is_refused(NetworkFormat format, int parameters)
    {
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkExport.RequireSize(parameters, format));
        Assert.Equal(("ExportTooLarge", FailureCategory.LimitsExceeded), (error.Id, error.Category));
        NetworkExport.RequireSize(parameters - 1, format);
        NetworkExport.RequireSize(parameters, NetworkFormat.Json);
    }

    [Fact]
    public void A_network_with_numbers_that_are_none_is_refused()
    {
        NeuralNetwork network = ExportCase.Of("bare").Network;
        network.Parameter["W1"][0, 0] = double.NaN;
        Assert.Equal("NetworkNotFinite", Assert.Throws<NetworkException>(() => NetworkExport.Encode(network, NetworkFormat.Onnx, "x")).Id);
    }

    [Fact]
    public void Protobuf_stays_out_of_the_default_context()
    {
        _ = NetworkExport.Encode(ExportCase.Of("bare").Network, NetworkFormat.Onnx, "x");
        Assert.DoesNotContain(System.Runtime.Loader.AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == "Google.Protobuf");
    }

    internal static void Expect(ExportCase exported)
    {
        using InferenceSession session = Session(exported.Network);
        if (exported.Network.Task == NetworkTask.Regression)
        {
            Compare(exported, Run(session, exported.Network, exported.Rows, "variable"));
            return;
        }

        Compare(exported, Run(session, exported.Network, exported.Rows, "output_probability"));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(Inputs(session, exported.Network, exported.Rows), ["output_label"]);
        string[] labels = results[0].Value is DenseTensor<long> numbers ? [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))] : [.. results[0].AsEnumerable<string>()];
        for (int i = 0; i < exported.Rows.Count; i++)
        {
            // Which of two is the more probable by less than the tolerance does not matter.
            double[] output = exported.Output[i];
            int given = exported.Network.ClassName.ToList().IndexOf(labels[i]);
            Assert.Equal(output.Max(), output[given], Tolerance);
        }
    }

    private static void Compare(ExportCase exported, double[] given)
    {
        double[] expected = [.. exported.Output.SelectMany(output => output)];
        Assert.Equal(expected.Length, given.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], given[i], Tolerance);
        }
    }

    private static double[] Run(InferenceSession session, NeuralNetwork network, IReadOnlyList<Dictionary<string, object?>> rows, string output)
    {
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(Inputs(session, network, rows), [output]);
        return [.. results[0].AsEnumerable<double>()];
    }

    private static InferenceSession Session(NeuralNetwork network) =>
        new InferenceSession(NetworkExport.Encode(network, NetworkFormat.Onnx, "test"));

    internal static List<NamedOnnxValue> Inputs(InferenceSession session, NeuralNetwork network, IReadOnlyList<Dictionary<string, object?>> rows)
    {
        FeatureColumn[] columns = [.. network.Parameter.Schema.Column.Where(column => !column.IsLeftOut)];
        if (columns.All(column => !column.Definition.IsCategory))
        {
            double[] x = [.. rows.SelectMany(row => columns.SelectMany(column => Numbers(column, row[column.Name])))];
            return [Tensor(session, "X", x, rows.Count)];
        }

        return
        [
            .. columns.SelectMany(column => HasClock(column) ? new[] { (column, 0), (column, 1) } : [(column, 0)]).Select((slot, i) =>
            {
                (FeatureColumn column, int number) = slot;
                string input = session.InputNames[i];
                return column.Definition.IsCategory
                    ? NamedOnnxValue.CreateFromTensor(input, new DenseTensor<string>(rows.Select(row => column.IsMissing(row[column.Name]) ? "" : ((string)row[column.Name]!).Trim()).ToArray(), [rows.Count, 1]))
                    : Tensor(session, input, [.. rows.Select(row => Numbers(column, row[column.Name])[number])], rows.Count);
            }),
        ];
    }

    /// <summary>Numbers in the type of an input.</summary>
    internal static NamedOnnxValue Tensor(InferenceSession session, string input, double[] values, int rows) =>
        session.InputMetadata[input].ElementType == typeof(float)
            ? NamedOnnxValue.CreateFromTensor(input, new DenseTensor<float>(Array.ConvertAll(values, value => (float)value), [rows, values.Length / rows]))
            : NamedOnnxValue.CreateFromTensor(input, new DenseTensor<double>(values, [rows, values.Length / rows]));

    /// <summary>The number of a cell, and for a date with parts and a zone that of its clock.</summary>
    private static double[] Numbers(FeatureColumn column, object? cell)
    {
        double[] numbers = HasClock(column) ? [double.NaN, double.NaN] : [double.NaN];
        if (column.IsMissing(cell))
        {
            return numbers;
        }

        if (column.Definition.Date is { } encoding)
        {
            Assert.True(encoding.TryRead(cell!, out DateCell date));
            double[] both = [encoding.Days(date), (double)(date.Wall - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay];
            return both[..numbers.Length];
        }

        _ = new FeatureColumn(new ColumnDefinition(column.Name, column.Kind) { NumberFormat = column.Definition.NumberFormat }).Expand(cell, 1, numbers);
        return numbers;
    }

    private static bool HasClock(FeatureColumn column) => column.Definition.Date is { Part: not DatePart.None, Zone: not null };
}
