using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>Thresholds and positive classes in files and exports: each says the class that the network says.</summary>
public class ThresholdExportTests
{
    private static readonly DataSchema Disks = new(["x"], ["state"], ["failed", "ok"]);

    public static TheoryData<string?, double, bool> Networks
    {
        get
        {
            var data = new TheoryData<string?, double, bool>();
            foreach (string? positive in new[] { null, "failed" })
            {
                foreach (double threshold in new[] { 0.5, 0.2, 0.9, 1e-5 })
                {
                    data.Add(positive, threshold, false);
                    data.Add(positive, threshold, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Each_decides_as_the_network_does(string? positive, double threshold, bool isEnsemble)
    {
        NeuralNetwork network = Network(positive, isEnsemble).WithThreshold(threshold);
        Dictionary<string, object?>[] rows = [.. Enumerable.Range(-30, 61).Select(i => new Dictionary<string, object?> { ["x"] = i / 2.0 })];
        Decision[] expected = [.. rows.Select(row => network.Parameter.DecisionRule().Decide(new Predictor(network.Parameter).Predict([(double)row["x"]!])))];
        string[] labels = [.. expected.Select(one => network.ClassName[one.ClassIndex])];
        Assert.Equal(2, labels.Distinct().Count());

        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(network);
        Assert.All(rows.Zip(expected), pair => Assert.Equal((network.ClassName[pair.Second.ClassIndex], pair.Second.Probability), ((string, double))predict(pair.First), Same));
        JsonElement[] results = ExportedCode.JavaScript(network, rows, inNode: false);
        Assert.All(results.Zip(expected), pair => Assert.Equal((network.ClassName[pair.Second.ClassIndex], pair.Second.Probability), (pair.First.GetProperty("label").GetString()!, pair.First.GetProperty("probability").GetDouble()), Same));
        using var session = new InferenceSession(NetworkExport.Encode(network, NetworkFormat.Onnx, "test"));
        double[] x = [.. rows.Select(row => (double)row["x"]!)];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> output = session.Run([NamedOnnxValue.CreateFromTensor("X", new DenseTensor<double>(x, [rows.Length, 1]))], ["output_label"]);
        Assert.Equal(labels, output[0].AsEnumerable<string>());

        NeuralNetwork read = NetworkFile.Parse(NetworkFile.ToJson(network), "net.json");
        Assert.Equal((network.PositiveClass, threshold), (read.PositiveClass, read.Threshold));
        Assert.Equal(NetworkFile.ToJson(network), NetworkFile.ToJson(read));
        string code = Encoding.UTF8.GetString(NetworkExport.Encode(network, NetworkFormat.CSharp, "x"));
        Assert.Equal(threshold != 0.5, code.Contains($"// Decides: '{network.PositiveClass}' where its probability is above", StringComparison.Ordinal));
    }

    [Fact]
    public void At_a_half_it_is_the_same_class_whichever_is_positive()
    {
        DecisionRule first = new(0.5, 0), second = new(0.5, 1);
        foreach ((double a, double b) in new[] { (0.5, 0.5), (0.5 - 1e-16, 0.5), (0.5, 0.5 - 1e-16), (0.4, 0.6), (0.6, 0.4) })
        {
            Assert.Equal(b > 0.5 ? 1 : 0, first.Decide([a, b]).ClassIndex);
            Assert.Equal(second.Decide([a, b]), first.Decide([a, b]));
        }

        Assert.Equal(DecisionRule.Default, first);
        Assert.Equal(0, new DecisionRule(0.2, 0).Decide([0.3, 0.7]).ClassIndex);
        Assert.Equal(1, new DecisionRule(0.2, 0).Decide([0.1, 0.9]).ClassIndex);
        Assert.Equal((0, 0.3), (new DecisionRule(0.8, 1).Decide([0.3, 0.7]).ClassIndex, new DecisionRule(0.8, 1).Decide([0.3, 0.7]).Probability));
        Assert.Equal("ThresholdInvalid", Assert.Throws<NetworkException>(() => new DecisionRule(0, 1)).Id);
    }

    [Fact]
    public void Metrics_are_about_the_positive_class()
    {
        var x = Matrix<double>.Build.DenseOfRowArrays([-2.0, -1, 1, 2]);
        var data = new Dataset(x, Matrix<double>.Build.DenseOfRowArrays([0.0, 1, 0, 1]), Disks);
        NeuralNetwork network = Network(null, isEnsemble: false), other = network.WithPositiveClass("FAILED");
        var second = (ClassificationReport)Evaluator.Measure(data, network.Parameter);
        var first = (ClassificationReport)Evaluator.Measure(data, other.Parameter);
        Assert.Equal(("ok", "failed"), (second.PositiveClass, first.PositiveClass));
        Assert.Equal((first.Class[0].Precision, first.Class[0].Recall, first.Class[0].AveragePrecision), (first.PositivePrecision, first.PositiveRecall, first.AveragePrecision));
        Assert.Equal((second.Class[1].Precision, second.Class[1].Recall, second.Class[1].AveragePrecision), (second.PositivePrecision, second.PositiveRecall, second.AveragePrecision));
        Assert.Equal((second.Accuracy, second.LogLoss, second.Brier), (first.Accuracy, first.LogLoss, first.Brier));
        Assert.Equal(second.Class, first.Class);

        // Alarms of 'failed' above 0.2, where 'ok' needs more than 0.8.
        Assert.Equal(((ClassificationReport)Evaluator.Measure(data, network.Parameter, 0.8)).ConfusionMatrix.ToMatrix(), ((ClassificationReport)Evaluator.Measure(data, other.WithThreshold(0.2).Parameter)).ConfusionMatrix.ToMatrix());
        Assert.Equal("failed", Assert.Single(CurveChart.Create(ChartKind.Roc, MeasuredRows.Of(other.Parameter, data)).Series).Class);

        var options = new ComparisonOptions { Metric = NetworkMetric.PositiveF1, Seed = 1 };
        ComparedNetwork[] compared = [new("a", network.Parameter, data), new("b", other.Parameter, data)];
        Assert.Equal("ComparedTargetMismatch", Assert.Throws<NetworkException>(() => ComparedNetwork.Compare(compared, options)).Id);
        Assert.Equal(0, ComparedNetwork.Compare(compared, options with { Metric = NetworkMetric.Accuracy })[1].Difference);
    }

    [Fact]
    public void A_network_keeps_its_positive_class_and_loses_a_threshold_for_another_one()
    {
        NeuralNetwork network = Network("failed", isEnsemble: true).WithThreshold(0.2);
        Assert.Equal(0.5, network.WithPositiveClass("ok").Threshold);
        Assert.Equal(("failed", 0.2), (network.WithPositiveClass("failed").PositiveClass, network.WithPositiveClass("failed").Threshold));
        Assert.Equal(0.2, network.Threshold);
        Assert.Equal(0.5, network.WithThreshold(null).Threshold);
        string json = Encoding.UTF8.GetString(NetworkFile.ToJson(Network(null, isEnsemble: false)));
        Assert.DoesNotContain("positiveClass", json, StringComparison.Ordinal);
        byte[] named = NetworkFile.ToJson(Network("failed", isEnsemble: false));
        Assert.Contains("\"formatVersion\":8", Encoding.UTF8.GetString(named).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(NetworkFileTests.Replaced(named, "positiveClass", "\"bad\""), "net.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains("positiveClass", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Compares labels, and probabilities to 12 digits.</summary>
    private static bool Same((string Label, double Probability) expected, (string Label, double Probability) actual) =>
        expected.Label == actual.Label && Math.Abs(expected.Probability - actual.Probability) < 1e-12;

    internal static NeuralNetwork Network(string? positive, bool isEnsemble)
    {
        NetworkParameter One(double weight) => new([Matrix<double>.Build.DenseOfRowArrays([weight]), Matrix<double>.Build.Dense(1, 1)], Disks);
        var network = new NeuralNetwork(isEnsemble ? NetworkParameter.Ensemble([One(1), One(1.25)]) : One(1));
        return positive is null ? network : network.WithPositiveClass(positive);
    }
}
