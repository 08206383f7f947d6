using System.Text.Json;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>
/// A network as an ONNX graph: raw columns in; missing values filled, texts as features, scaling, layers; the class and the probabilities,
/// or the numbers, out, named as scikit-learn's converter names them. Everything is in double precision but the error function.
/// </summary>
internal sealed class OnnxWriter
{
    private readonly NeuralNetwork _network;
    private readonly OnnxGraphBuilder _graph;

    private OnnxWriter(NeuralNetwork network)
    {
        _network = network;
        _graph = new OnnxGraphBuilder(network.Task == NetworkTask.Regression ? ["variable"] : ["output_label", "output_probability"]);
    }

    /// <summary>The graph of a network.</summary>
    /// <exception cref="NetworkException">A number of it is not finite.</exception>
    public static OnnxGraph Write(NeuralNetwork network)
    {
        if (network.Parameter.Flatten().FirstOrDefault(value => !double.IsFinite(value), 0) is var wrong && wrong != 0)
        {
            throw PersistenceErrors.NetworkNotFinite(wrong);
        }

        var writer = new OnnxWriter(network);
        ExportColumn[] columns = ExportColumn.Of(network.Parameter);
        string output = writer.Layers(writer.Scale(OnnxFeatures.Write(writer._graph, columns)));
        writer.Outputs(output);
        return writer._graph.ToGraph("PSNeuralNet", writer.Description(), network.ModuleVersion, writer.Properties(columns));
    }

    private string Scale(string features)
    {
        return _network.Scaling is { FeatureMean.Count: > 0 } scaling
            ? _graph.Add("Div", [_graph.Add("Sub", [features, _graph.Vector("mean", scaling.FeatureMean)], "centered"), _graph.Vector("deviation", scaling.FeatureDeviation)], "scaled")
            : features;
    }

    private string Layers(string input)
    {
        NetworkParameter parameter = _network.Parameter;
        for (int layer = 1; layer <= _network.Layer.Count; layer++)
        {
            int units = parameter.Shape.Units(layer), inputs = parameter.Shape.Inputs(layer);
            string weight = _graph.Constant($"W{layer}", [units, inputs], parameter.Weight(layer).ToRowMajorArray());
            string bias = _graph.Vector($"b{layer}", parameter.Bias(layer).Column(0));
            string z = _graph.Add("Gemm", [input, weight, bias], $"Z{layer}", [("transB", 1L)]);
            input = layer == _network.Layer.Count ? z : Activate(_network.Activation[layer - 1], z, $"A{layer}");
        }

        return input;
    }

    private string Activate(Activation activation, string z, string name)
    {
        switch (activation)
        {
            case Activation.Tanh:
                return _graph.Add("Tanh", [z], name);
            case Activation.Sigmoid:
                return _graph.Add("Sigmoid", [z], name);
            case Activation.ReLU:
                return _graph.Add("Relu", [z], name);
            case Activation.LeakyReLU:
                // Not LeakyRelu, which runtimes have for single precision only.
                return _graph.Add("Max", [z, _graph.Add("Mul", [z, _graph.Single("slope", 0.01)], name + "_low")], name);
            case Activation.GELU:
                // z (1 + erf(z / sqrt 2)) / 2; runtimes have erf for single precision only.
                string x = _graph.Add("Mul", [z, _graph.Single("root_half", Math.Sqrt(0.5))], name + "_x");
                string erf = _graph.Cast(_graph.Add("Erf", [_graph.Cast(x, OnnxType.Float, name + "_float")], name + "_erf"), OnnxType.Double, name + "_double");
                string share = _graph.Add("Mul", [_graph.Add("Add", [erf, _graph.Single("one", 1)], name + "_sum"), _graph.Single("half", 0.5)], name + "_share");
                return _graph.Add("Mul", [z, share], name);
            default:
                return z;
        }
    }

    private void Outputs(string z)
    {
        if (_network.Task == NetworkTask.Regression)
        {
            string numbers = _network.Scaling is { TargetMean.Count: > 0 } scaling
                ? _graph.Add("Add", [_graph.Add("Mul", [z, _graph.Vector("target_deviation", scaling.TargetDeviation)], "spread"), _graph.Vector("target_mean", scaling.TargetMean)], "numbers")
                : z;
            _graph.Output("variable", OnnxType.Double, _network.TargetName.Count, numbers, string.Join(", ", _network.TargetName));
            return;
        }

        // Of two classes each from the logit: 1 - p would lose the digits of a small probability.
        string probability = _network.Task == NetworkTask.Binary
            ? _graph.Add("Sigmoid", [_graph.Add("Concat", [_graph.Add("Neg", [z], "minus_Z"), z], "logits", [("axis", 1L)])], "probability")
            : _graph.Add("Softmax", [z], "probability", [("axis", 1L)]);
        string index = _graph.Add("ArgMax", [probability], "class", [("axis", 1L), ("keepdims", 0L)]);
        Array labels = Labels(out OnnxType type);
        string label = _graph.Add("Gather", [_graph.Constant("labels", [labels.Length], labels), index], "label", [("axis", 0L)]);
        _graph.Output("output_label", type, null, label, $"{_network.TargetName[0]}: the most probable class");
        _graph.Output("output_probability", OnnxType.Double, labels.Length, probability, $"The probability of each class: {string.Join(", ", _network.ClassName)}");
    }

    /// <summary>Whole numbers where all labels are, else their texts.</summary>
    private Array Labels(out OnnxType type)
    {
        IReadOnlyList<object> labels = _network.Parameter.Schema.ClassLabel;
        bool isWhole = labels.All(label => CodeWriter.IsWhole(label, out _));
        type = isWhole ? OnnxType.Int64 : OnnxType.String;
        return isWhole
            ? labels.Select(label => CodeWriter.IsWhole(label, out long number) ? number : 0).ToArray()
            : _network.ClassName.ToArray();
    }

    private string Description()
    {
        return $"{_network} ({_network.Task}), predicts {string.Join(", ", _network.TargetName)}. Trained: {_network.Training?.ToString() ?? "not by this module"}.";
    }

    private (string Key, string Value)[] Properties(ExportColumn[] columns)
    {
        return
        [
            ("task", _network.Task.ToString()),
            ("columns", JsonSerializer.Serialize(columns.Select(column => new { name = column.Name, kind = column.Kind.ToString(), categories = column.Category }))),
            ("targets", JsonSerializer.Serialize(_network.TargetName)),
            ("classes", JsonSerializer.Serialize(_network.ClassName)),
        ];
    }
}
