using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>ONNX models in single precision: float32 in and out, and the predictions of the network within 1e-5.</summary>
public class SingleOnnxTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [MemberData(nameof(ExportCase.Names), MemberType = typeof(ExportCase))]
    public void Predictions_are_those_of_the_network(string name)
    {
        ExportCase exported = ExportCase.Of(name);
        bool isNumbers = exported.Network.Task == NetworkTask.Regression;

        // Times are rounded to floats before the graph sees them: 2.8 minutes lie between two of them in 2026, which a warning tells.
        double tolerance = name.Contains("parts", StringComparison.OrdinalIgnoreCase) ? 5e-3 : name.Contains("regressionMixed", StringComparison.OrdinalIgnoreCase) ? 3e-5 : Tolerance;
        Assert.True(tolerance == Tolerance || Warnings(exported.Network).Any(warning => warning.Contains("'Tag'", StringComparison.Ordinal)));
        using InferenceSession session = Session(exported.Network);
        Assert.DoesNotContain(session.InputMetadata.Values, input => input.ElementType == typeof(double));
        float[] given = Run(session, exported, isNumbers ? "variable" : "output_probability");
        int count = exported.Output[0].Length;
        for (int output = 0; output < count; output++)
        {
            double unit = isNumbers ? Math.Max(1e-30, Deviation([.. exported.Output.Select(row => row[output])])) : 1;
            double largest = exported.Output.Select((row, i) => Math.Abs(row[output] - given[(i * count) + output]) / unit).Max();
            Assert.True(largest <= tolerance, $"Output {output} differs by {largest}.");
        }

        if (!isNumbers)
        {
            // A class may be another one only where both are as probable, but for the tolerance.
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(OnnxTests.Inputs(session, exported.Network, exported.Rows), ["output_label"]);
            string[] labels = results[0].Value is DenseTensor<long> numbers ? [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))] : [.. results[0].AsEnumerable<string>()];
            Assert.All(exported.Output, (output, i) => Assert.Equal(output.Max(), output[exported.Network.ClassName.ToList().IndexOf(labels[i])], tolerance));
        }
    }

    [Theory]
    [InlineData("mixed", 1)]
    [InlineData("indicator", 3)]
    [InlineData("never", 1)]
    [InlineData("neverIndicator", 3)]
    [InlineData("parts", 1)]
    [InlineData("rare", 1)]
    [Trait("Category", "Slow")]
    public void Anomalies_score_as_the_network_does(string name, int ensemble)
    {
        ExportCase exported = AnomalyExportTests.Trained(name, ensemble);
        var detector = new AnomalyDetector(exported.Network.Parameter);
        var encoder = new FeatureEncoder(exported.Network.Parameter);
        AnomalyScore[] expected = [.. exported.Rows.Select((row, i) => detector.Score(encoder.Read(i + 1, row.Keys, key => row.GetValueOrDefault(key))))];
        using InferenceSession session = Session(exported.Network);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> output = session.Run(OnnxTests.Inputs(session, exported.Network, exported.Rows), ["anomaly_score", "is_anomaly"]);
        float[] given = [.. output[0].AsEnumerable<float>()];
        Assert.All(expected, (score, i) => Assert.Equal(score.Value, given[i], (name == "parts" ? 5e-3 : Tolerance) * Math.Max(1, Math.Abs(score.Value))));
        Assert.Equal(expected.Select(score => score.IsAnomaly ? 1L : 0), output[1].AsEnumerable<long>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Labels_are_those_of_the_network(int count)
    {
        NeuralNetwork network = LabelExportTests.Network(count, isMixed: count > 1);
        var rule = network.Parameter.DecisionRule();
        double[][] x = [.. Enumerable.Range(-30, 61).Select(i => new[] { i / 4.0, i * i % 7 / 3.0 })];
        double[] expected = [.. x.SelectMany(row => new Predictor(network.Parameter).Predict(row).ToArray())];
        using InferenceSession session = Session(network);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> output = session.Run([OnnxTests.Tensor(session, "X", [.. x.SelectMany(row => row)], x.Length)], ["output_label", "output_probability"]);
        Reference.AssertClose(expected, output[1].AsEnumerable<float>().Select(value => (double)value), Tolerance);
        Assert.Equal(expected.Select((p, i) => rule.IsPositive(i % 4, p) ? 1L : 0), output[0].AsEnumerable<long>());
    }

    [Theory]
    [MemberData(nameof(ThresholdExportTests.Networks), MemberType = typeof(ThresholdExportTests))]
    public void Thresholds_decide_as_those_of_the_network(string? positive, double threshold, bool isEnsemble)
    {
        NeuralNetwork network = ThresholdExportTests.Network(positive, isEnsemble).WithThreshold(threshold);
        double[] x = [.. Enumerable.Range(-30, 61).Select(i => i / 2.0)];
        using InferenceSession session = Session(network);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> output = session.Run([OnnxTests.Tensor(session, "X", x, x.Length)], ["output_label"]);
        Assert.Equal(x.Select(value => network.ClassName[network.Parameter.DecisionRule().Decide(new Predictor(network.Parameter).Predict([value])).ClassIndex]), output[0].AsEnumerable<string>());
    }

    [Fact]
    public void Parts_of_dates_are_exact_for_dates_that_are_floats()
    {
        const DatePart Parts = DatePart.Year | DatePart.Month | DatePart.Day | DatePart.Weekday | DatePart.Hour;
        var column = new FeatureColumn(new ColumnDefinition("Tag", ColumnKind.Date) { Date = new DateEncoding(DateFormat.Of(["yyyy-MM-ddTHH:mm:ss"]), null, Parts) });
        var schema = new DataSchema([column], ["y"], []);
        int count = column.Feature.Count;
        double[] mean = [10_000, 2000, .. new double[count - 2]], deviation = [30_000, 100, .. Enumerable.Repeat(1.0, count - 2)], weights = [.. Enumerable.Range(0, count).Select(i => 0.3 + (0.1 * i)), 0];
        var network = new NeuralNetwork(new NetworkParameter(NetworkShape.For(NetworkTask.Regression, [count, 1]), weights, schema, scaling: new Scaling(mean, deviation, [], [], [])));
        ExportCase exported = ExportCase.OfRows(network, [.. Enumerable.Range(0, 12_000).Select(i => new Dictionary<string, object?> { ["Tag"] = new DateTime(1800, 1, 1).AddDays(17.25 * i).ToString("s", CultureInfo.InvariantCulture) })]);
        Assert.Empty(exported.Refused);
        using InferenceSession session = Session(network);
        Reference.AssertClose(exported.Output.Select(output => output[0]), Run(session, exported, "variable").Select(value => (double)value), Tolerance);
    }

    [Fact]
    public void A_missing_cell_that_must_not_be_gives_no_number()
    {
        ExportCase exported = ExportCase.Of("strict");
        using InferenceSession session = Session(exported.Network);
        var row = new Dictionary<string, object?>(exported.Rows[0]) { ["Farbe"] = "" };
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> output = session.Run(OnnxTests.Inputs(session, exported.Network, [row]), ["output_probability"]);
        Assert.All(output[0].AsEnumerable<float>(), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void A_large_mean_is_subtracted_to_the_last_bit()
    {
        // Whole numbers near 16 million are floats, but their mean is not.
        double[] values = [.. Enumerable.Range(0, 41).Select(i => 16_000_000.0 + i)];
        NeuralNetwork network = Scaled(16_000_020.3, 12);
        using InferenceSession session = Session(network);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> output = session.Run([OnnxTests.Tensor(session, "X", values, values.Length)], ["variable"]);
        Reference.AssertClose(values.Select(value => (value - 16_000_020.3) / 12), output[0].AsEnumerable<float>().Select(value => (double)value), 1e-6);
    }

    [Fact]
    public void Values_that_floats_do_not_tell_apart_are_told_once_a_column()
    {
        string warning = Assert.Single(Warnings(Scaled(1.78e9, 86_400 * 30)));
        Assert.Contains("The column 'at' has values about 1.78E+09, which single precision holds in steps of 1.3E+02", warning, StringComparison.Ordinal);
        Assert.Contains("-Precision Double", warning, StringComparison.Ordinal);
        Assert.Empty(Warnings(Scaled(20, 5)));
        Assert.Single(Warnings(Scaled(1000, 5)));
        Assert.Empty(Warnings(Scaled(1.78e9, 86_400 * 30), Precision.Double));

        // A target is named likewise.
        string target = Assert.Single(Warnings(Scaled(0, 1, targetMean: 1e6)));
        Assert.Contains("The target 'y' has values about 1E+06", target, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_that_are_floats_are_no_warning()
    {
        Assert.Empty(Warnings(Trained(i => 1990 + (i % 30))));
        Assert.Contains("'at'", Assert.Single(Warnings(Trained(i => 1_780_000_000 + (i * 7919 % 86_400)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_formats_and_numbers_beyond_single_precision_are_errors()
    {
        foreach (NetworkFormat format in Enum.GetValues<NetworkFormat>().Where(format => format != NetworkFormat.Onnx))
        {
            NetworkException error = Assert.Throws<NetworkException>(() => NetworkExport.Write(Scaled(0, 1), "x", format, precision: Precision.Single));
            Assert.Equal("ExportPrecisionUnsupported", error.Id);
            Assert.Contains($"written as {format}", error.Message, StringComparison.Ordinal);
        }

        foreach (NeuralNetwork network in new[] { Scaled(1e39, 1), Scaled(0, 1e39), Scaled(0, 1e-39) })
        {
            Assert.Equal("OnnxSingleRange", Assert.Throws<NetworkException>(() => NetworkExport.Encode(network, NetworkFormat.Onnx, "x", Precision.Single)).Id);
            Assert.NotEmpty(NetworkExport.Encode(network, NetworkFormat.Onnx, "x"));
        }
    }

    [Fact]
    public void Whole_labels_of_any_type_are_int64_where_they_fit()
    {
        object[][] whole = [[1UL, 2UL], [(ulong)long.MaxValue, 5UL], [new BigInteger(-7), new BigInteger(9)], [(Int128)3, (UInt128)4], [(nint)1, (nuint)2], [(byte)1, (sbyte)-1], [(short)1, (ushort)2], [1, 2U], [3L, 4UL]];
        Assert.All(whole, labels =>
        {
            string[] given = Labels(labels, out Type type);
            Assert.Equal(typeof(long), type);
            Assert.Equal(labels.Select(label => Convert.ToString(label, CultureInfo.InvariantCulture)).Order(), given.Order());
        });
        object[][] texts = [[1UL, ulong.MaxValue], [BigInteger.Pow(10, 30), new BigInteger(9)], [DayOfWeek.Monday, DayOfWeek.Friday]];
        Assert.All(texts, labels =>
        {
            string[] given = Labels(labels, out Type type);
            Assert.Equal(typeof(string), type);
            Assert.Equal(2, given.Distinct().Count());
        });
    }

    private static string[] Labels(object[] labels, out Type type)
    {
        var schema = new DataSchema([new FeatureColumn("x")], ["y"], labels);
        var network = new NeuralNetwork(new NetworkParameter([Matrix<double>.Build.DenseOfRowArrays([1.0]), Matrix<double>.Build.Dense(1, 1)], schema));
        using InferenceSession session = Session(network);
        type = session.OutputMetadata["output_label"].ElementType;
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> output = session.Run([OnnxTests.Tensor(session, "X", [-2, 2], 2)], ["output_label"]);
        return type == typeof(long) ? [.. output[0].AsEnumerable<long>().Select(label => label.ToString(CultureInfo.InvariantCulture))] : [.. output[0].AsEnumerable<string>()];
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static NeuralNetwork Scaled(double mean, double deviation, double targetMean = 0)
    {
        var schema = new DataSchema([new FeatureColumn("at")], ["y"], []);
        return new NeuralNetwork(new NetworkParameter(NetworkShape.For(NetworkTask.Regression, [1, 1]), [1.0, 0], schema, scaling: new Scaling([mean], [deviation], [targetMean], [1], [])));
    }

    private static NeuralNetwork Trained(Func<int, double> value)
    {
        var x = Matrix<double>.Build.Dense(1, 200, (_, i) => value(i));
        var data = new Dataset(x, Matrix<double>.Build.Dense(1, 200, (_, i) => i % 17), new DataSchema([new FeatureColumn("at")], ["y"], []));
        return Trainer.Train(data, Initializer.Initialize(NetworkShape.For(data.Task, [1, 2, 1]), Initialization.He, 1, data.Schema), new TrainingOptions { EpochCount = 2, Standardize = true, Seed = 1 }).Network;
    }

    private static string[] Warnings(NeuralNetwork network, Precision precision = Precision.Single)
    {
        var warnings = new List<string>();
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            NetworkExport.Write(network, path, NetworkFormat.Onnx, precision: precision, warn: warnings.Add);
        }
        finally
        {
            File.Delete(path);
        }

        return [.. warnings];
    }

    private static InferenceSession Session(NeuralNetwork network) => new(NetworkExport.Encode(network, NetworkFormat.Onnx, "test", Precision.Single));

    private static float[] Run(InferenceSession session, ExportCase exported, string output)
    {
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(OnnxTests.Inputs(session, exported.Network, exported.Rows), [output]);
        return [.. results[0].AsEnumerable<float>()];
    }
}
