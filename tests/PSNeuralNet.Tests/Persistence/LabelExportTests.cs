using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>Networks of several labels as C#, JavaScript and ONNX: the classes and probabilities that the network gives, by the threshold of each label.</summary>
public class LabelExportTests
{
    private static readonly TargetLabel[] Labels = [new("spam", false, true), new("it's \"late\"", "no", "yes"), new("level", 3, 7), new("size", -0.5, 2.0)];
    private static readonly Dictionary<string, object?>[] Rows = [.. Enumerable.Range(-30, 61).Select(i => new Dictionary<string, object?> { ["x"] = i / 4.0, ["y"] = i * i % 7 / 3.0 })];

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Each_predicts_as_the_network_does(int count, bool isMixed)
    {
        NeuralNetwork network = Network(count, isMixed);
        (object Label, double Probability)[][] expected = [.. Rows.Select(row =>
        {
            double[] probability = [.. new Predictor(network.Parameter).Predict([(double)row["x"]!, (double)row["y"]!])];
            return probability.Select((p, label) => (network.Parameter.DecisionRule().IsPositive(label, p) ? Labels[label].Positive : Labels[label].Negative, p)).ToArray();
        })];
        Assert.All(Enumerable.Range(0, 4), label => Assert.Equal(2, expected.Select(row => row[label].Label).Distinct().Count()));

        Func<Dictionary<string, object?>, object> predict = ExportedCode.CSharp(network);
        JsonElement[] results = ExportedCode.JavaScript(network, Rows, inNode: false);
        for (int row = 0; row < Rows.Length; row++)
        {
            var code = ((string Target, object Label, double Probability)[])predict(Rows[row]);
            Assert.Equal(Labels.Select(label => label.Name), code.Select(one => one.Target));
            Assert.Equal(expected[row].Select(one => one.Label), code.Select(one => one.Label));
            Reference.AssertClose(expected[row].Select(one => one.Probability), code.Select(one => one.Probability), 1e-12);

            JsonElement[] script = [.. results[row].EnumerateArray()];
            Assert.Equal(Labels.Select(label => label.Name), script.Select(one => one.GetProperty("target").GetString()));
            Assert.Equal(expected[row].Select(one => JsonSerializer.Serialize(one.Label)), script.Select(one => one.GetProperty("label").GetRawText()));
            Reference.AssertClose(expected[row].Select(one => one.Probability), script.Select(one => one.GetProperty("probability").GetDouble()), 1e-12);
        }

        using var session = new InferenceSession(NetworkExport.Encode(network, NetworkFormat.Onnx, "test"));
        NamedOnnxValue Column(string name) => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(Rows.Select(row => (double)row[name]!).ToArray(), [Rows.Length, 1]));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> output = session.Run([.. session.InputMetadata.Keys.Select(name => name is "x" or "y" ? Column(name) : Features(name))], ["output_label", "output_probability"]);
        Assert.Equal([Rows.Length, 4], output[0].AsTensor<long>().Dimensions.ToArray());
        Assert.Equal(expected.SelectMany(row => row.Select((one, label) => one.Label.Equals(Labels[label].Positive) ? 1L : 0)), output[0].AsEnumerable<long>());
        Reference.AssertClose(expected.SelectMany(row => row.Select(one => one.Probability)), output[1].AsEnumerable<double>(), 1e-12);
        Assert.Contains("\n// Gives:   spam (False, True), threshold 0.", Encoding.UTF8.GetString(NetworkExport.Encode(network, NetworkFormat.CSharp, "x")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_a_network_that_was_not_trained_keeps_its_thresholds()
    {
        NeuralNetwork network = Network(1, isMixed: false), read = NetworkFile.Parse(NetworkFile.ToJson(network), "net.json");
        Assert.Null(network.Parameter.Metadata.Data);
        Assert.Equal(network.Label.Select(label => label.Threshold), read.Label.Select(label => label.Threshold));
        Assert.DoesNotContain(0.5, read.Label.Select(label => label.Threshold));
    }

    private static NamedOnnxValue Features(string name) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(Rows.SelectMany(row => new[] { (double)row["x"]!, (double)row["y"]! }).ToArray(), [Rows.Length, 2]));

    internal static NeuralNetwork Network(int count, bool isMixed)
    {
        var schema = new DataSchema([new FeatureColumn("x"), new FeatureColumn("y")], Labels);
        NetworkParameter One(int member) => Initializer.Initialize(NetworkShape.For(NetworkTask.MultiLabel, [2, isMixed ? 3 + member : 4, 4]), Initialization.Xavier, 7 + member, schema);
        NetworkParameter[] members = [.. Enumerable.Range(0, count).Select(One)];
        var network = new NeuralNetwork(count == 1 ? members[0] : NetworkParameter.Ensemble(members));
        return Labels.Aggregate(network, (one, label) => one.WithLabelThreshold(label.Name, Middle(network, label)));
    }

    /// <summary>A threshold between the probabilities of the rows, so that some are above it.</summary>
    private static double Middle(NeuralNetwork network, TargetLabel label)
    {
        int index = Array.IndexOf(Labels, label);
        double[] probability = [.. Rows.Select(row => new Predictor(network.Parameter).Predict([(double)row["x"]!, (double)row["y"]!])[index]).Order()];
        return (probability[20] + probability[21]) / 2;
    }
}
