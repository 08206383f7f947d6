using System.Text.Json;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Persistence;

/// <summary>
/// A network as an ONNX graph: raw columns in; missing values filled, texts as features, scaling, layers; the class and the probabilities,
/// or the numbers, out, named as scikit-learn's converter names them. In double precision everything is double but the error function.
/// </summary>
internal sealed class OnnxWriter
{
    // e^88 is the largest power that single precision holds.
    private const double LargestExponentSingle = 88;

    private readonly NeuralNetwork _network;
    private readonly OnnxGraphBuilder _graph;

    private OnnxWriter(NeuralNetwork network, Precision precision)
    {
        _network = network;
        _graph = new OnnxGraphBuilder(network.Task == NetworkTask.Regression ? ["variable"] : network.Task == NetworkTask.Anomaly ? ["anomaly_score", "is_anomaly"] : ["output_label", "output_probability"], precision);
    }

    /// <summary>The graph of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="precision">The precision of its numbers.</param>
    /// <exception cref="NetworkException">A number of it is not finite, or too large for the precision; or it takes free text.</exception>
    public static OnnxGraph Write(NeuralNetwork network, Precision precision)
    {
        if (network.Parameter.Single.SelectMany(one => one.Flatten()).FirstOrDefault(value => !double.IsFinite(value), 0) is var wrong && wrong != 0)
        {
            throw PersistenceErrors.NetworkNotFinite(wrong);
        }

        string[] texts = [.. network.Parameter.Schema.Column.Where(column => column is { IsText: true, IsLeftOut: false }).Select(column => column.Name)];
        if (texts.Length > 0)
        {
            throw PersistenceErrors.OnnxHasText(texts);
        }

        var writer = new OnnxWriter(network, precision);
        ExportColumn[] columns = ExportColumn.Of(network.Parameter);
        NetworkParameter parameter = network.Parameter;
        string features = OnnxFeatures.Write(writer._graph, columns);
        string? inputs = parameter.HasCommonScaling && network.Task != NetworkTask.Anomaly ? writer.Scale(features, parameter.Scaling, "") : null;
        writer.Outputs(features, [.. parameter.Single.Select((one, i) =>
        {
            string prefix = parameter.IsEnsemble ? $"network{i}_" : "";
            return writer.Layers(one, inputs ?? writer.Scale(writer.Filled(features, columns, one.Scaling, prefix), one.Scaling, prefix), prefix);
        })]);
        return writer._graph.ToGraph("PSNeuralNet", writer.Description(), network.ModuleVersion, writer.Properties(columns));
    }

    /// <summary>Features with the missing ones, which are NaN, as a network of an ensemble takes them; those that must not be missing stay NaN.</summary>
    private string Filled(string features, ExportColumn[] columns, Scaling? scaling, string prefix)
    {
        double[] fill = [.. columns.SelectMany(column => Enumerable.Repeat(column.Missing is not null, column.FeatureCount))
            .Select((mayBeMissing, i) => mayBeMissing && scaling is { FillValue.Count: > 0 } ? scaling.FillValue[i] : double.NaN)];
        return Array.TrueForAll(fill, double.IsNaN) ? features
            : _graph.Add("Where", [_graph.Add("IsNaN", [features], $"{prefix}is_missing"), _graph.Constant($"{prefix}fill", [1, fill.Length], fill), features], $"{prefix}features");
    }

    private string Scale(string features, Scaling? scaling, string prefix)
    {
        string scaled = scaling is { FeatureMean.Count: > 0 }
            ? _graph.Add("Div", [_graph.Subtract(features, $"{prefix}mean", scaling.FeatureMean, $"{prefix}centered"), _graph.Divisor($"{prefix}deviation", scaling.FeatureDeviation)], $"{prefix}scaled")
            : features;
        scaled = scaling is { FeatureClip.Count: > 0 } ? Clip(scaling, scaled, prefix) : scaled;
        return scaling?.Encoding is { } encoding ? _graph.Add("Concat", [scaled, Bins(encoding, features, prefix)], $"{prefix}inputs", [("axis", 1L)]) : scaled;
    }

    /// <summary>min(1, max(0, (x - start) / width)) of features that are not standardized: see <see cref="PiecewiseEncoding"/>.</summary>
    private string Bins(PiecewiseEncoding encoding, string features, string prefix)
    {
        string index = _graph.Constant($"{prefix}bin_feature", [encoding.UnitCount], encoding.Feature.Select(feature => (long)feature).ToArray());
        string distance = _graph.Subtract(_graph.Add("Gather", [features, index], $"{prefix}bin_values", [("axis", 1L)]), $"{prefix}bin_start", encoding.Start, $"{prefix}bin_distance");
        string share = _graph.Add("Div", [distance, _graph.Divisor($"{prefix}bin_width", encoding.Width)], $"{prefix}bin_share");
        return _graph.Add("Min", [_graph.Add("Max", [share, _graph.Single($"{prefix}bin_lowest", 0)], $"{prefix}bins_above_0"), _graph.Single($"{prefix}bin_highest", 1)], $"{prefix}bins");
    }

    /// <summary>x / sqrt(1 + (x / c)^2): see <see cref="SmoothClip.Of"/>. For a feature that is not clipped, c is so large that nothing changes.</summary>
    private string Clip(Scaling scaling, string scaled, string prefix)
    {
        // Squares of ratios have to be finite, too.
        const double LargestSingle = 1e18, UnlimitedSingle = 1e38;
        double largest = _graph.IsSingle ? LargestSingle * scaling.FeatureClip.Where(limit => limit > 0).Append(1).Min() : SmoothClip.Largest, unlimited = _graph.IsSingle ? UnlimitedSingle : SmoothClip.Unlimited;
        string bounded = _graph.Add("Max", [_graph.Add("Min", [scaled, _graph.Single($"{prefix}largest", largest)], $"{prefix}bounded_above"), _graph.Single($"{prefix}smallest", -largest)], $"{prefix}bounded");
        string ratio = _graph.Add("Div", [bounded, _graph.Vector($"{prefix}clip", scaling.FeatureClip.Select(limit => limit == 0 ? unlimited : limit))], $"{prefix}ratio");
        string sum = _graph.Add("Add", [_graph.Add("Mul", [ratio, ratio], $"{prefix}square"), _graph.Single($"{prefix}one", 1)], $"{prefix}square_and_one");
        return _graph.Add("Div", [bounded, _graph.Add("Sqrt", [sum], $"{prefix}root")], $"{prefix}clipped_features");
    }

    /// <summary>Adds the layers of a single network, whose names have a prefix, and gives the name of its output.</summary>
    private string Layers(NetworkParameter parameter, string input, string prefix)
    {
        for (int layer = 1; layer <= parameter.Shape.LayerCount; layer++)
        {
            int units = parameter.Shape.Units(layer), inputs = parameter.Shape.Inputs(layer);
            string weight = _graph.Constant($"{prefix}W{layer}", [units, inputs], parameter.Weight(layer).ToRowMajorArray());
            string bias = _graph.Vector($"{prefix}b{layer}", parameter.Bias(layer).Column(0));
            string z = _graph.Add("Gemm", [input, weight, bias], $"{prefix}Z{layer}", [("transB", 1L)]);

            // The outputs of classes have sigmoid or softmax in them.
            bool isOfClasses = layer == parameter.Shape.LayerCount && _network.Task is not (NetworkTask.Regression or NetworkTask.Anomaly);
            input = isOfClasses ? z : Activate(parameter.Activation[layer - 1], z, $"{prefix}A{layer}");
        }

        return input;
    }

    /// <summary>Adds the nodes of an activation's <see cref="ActivationCode.Onnx"/>, and gives the name of its output.</summary>
    private string Activate(Activation activation, string z, string name)
    {
        var values = new Dictionary<string, string> { ["z"] = z, ["a"] = z };
        foreach (string line in Activations.Get(activation).Code.Onnx.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split([" = ", "(", ", ", ")"], StringSplitOptions.RemoveEmptyEntries);
            string output = parts[0] == "a" ? name : $"{name}_{parts[0]}", step = parts[1];
            values[parts[0]] = step == "Cast"
                ? _graph.Cast(values[parts[2]], parts[3] == "Real" ? _graph.Real : Enum.Parse<OnnxType>(parts[3]), output)
                : _graph.Add(step, [.. parts.Skip(2).Select(Input)], output);
        }

        return values["a"];

        string Input(string text)
        {
            string[] constant = text.Split(": ");
            return constant.Length == 1 ? values[text] : _graph.Single(constant[0], double.Parse(constant[1].Split(" or ")[_graph.IsSingle ? ^1 : 0], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The mean of the networks' outputs, each times its count, summed in their order; of a single one, its output.</summary>
    private string Mean(IReadOnlyList<string> outputs)
    {
        int[] times = _network.Parameter.Times;
        if (outputs.Count == 1)
        {
            return outputs[0];
        }

        string sum = outputs.Select((output, i) => times[i] == 1 ? output : _graph.Add("Mul", [output, _graph.Single("times", times[i])], "counted"))
            .Aggregate((left, right) => _graph.Add("Add", [left, right], "sum"));
        return _graph.Add("Div", [sum, _graph.Single("network_count", times.Sum())], "mean_output");
    }

    private void Outputs(string features, IReadOnlyList<string> outputs)
    {
        if (_network.Task == NetworkTask.Anomaly)
        {
            OnnxAnomaly.Write(_graph, _network.Parameter, features, Mean([.. outputs.Select((output, i) => Restored(_network.Parameter.Single[i].Scaling, output))]));
            return;
        }

        if (_network.Task == NetworkTask.Regression)
        {
            // The mean of networks is that of their predictions: of what is linear, the order does not matter.
            NetworkParameter parameter = _network.Parameter;
            int quantiles = parameter.Quantile.Count;
            outputs = quantiles < 2 ? outputs : [.. outputs.Select(Sorted)];
            string numbers = parameter.HasCommonScaling && parameter.Scaling is not { HasTargetRule: true }
                ? Restored(parameter.Scaling, Mean(outputs))
                : Mean([.. outputs.Select((output, i) => Predictions(parameter.Single[i].Scaling, Restored(parameter.Single[i].Scaling, output)))]);
            _graph.Output("variable", _graph.Real, Math.Max(quantiles, _network.TargetName.Count), numbers, string.Join(", ", quantiles == 0 ? _network.TargetName
                : parameter.Quantile.Select(quantile => string.Create(CultureInfo.InvariantCulture, $"quantile {quantile} of {_network.TargetName[0]}"))));
            return;
        }

        if (_network.Task == NetworkTask.MultiLabel)
        {
            LabelOutputs(Mean([.. outputs.Select(z => _graph.Add("Sigmoid", [z], "probability"))]));
            return;
        }

        // Of two classes each from the logit: 1 - p would lose the digits of a small probability.
        string probability = Mean([.. outputs.Select(z => _network.Task == NetworkTask.Binary
            ? _graph.Add("Sigmoid", [_graph.Add("Concat", [_graph.Add("Neg", [z], "minus_Z"), z], "logits", [("axis", 1L)])], "probability")
            : _graph.Add("Softmax", [z], "probability", [("axis", 1L)]))]);
        string index = ClassIndex(probability);
        Array labels = Labels(out OnnxType type);
        string label = _graph.Add("Gather", [_graph.Constant("labels", [labels.Length], labels), index], "label", [("axis", 0L)]);
        _graph.Output("output_label", type, null, label, $"{_network.TargetName[0]}: {Decision()}");
        _graph.Output("output_probability", _graph.Real, labels.Length, probability, $"The probability of each class: {string.Join(", ", _network.ClassName)}");
    }

    /// <summary>The outputs of several labels: 1 where the positive class is predicted, and its probability, samples x labels.</summary>
    private void LabelOutputs(string probability)
    {
        DecisionRule rule = _network.Parameter.DecisionRule();
        string threshold = _graph.Vector("threshold", _network.Parameter.Schema.Label.Select((_, label) => rule.ThresholdOf(label)));
        string isPositive = _graph.Add("Cast", [_graph.Add("Greater", [probability, threshold], "is_positive")], "label", [("to", (long)OnnxType.Int64)]);
        string classes = string.Join(", ", _network.Label);
        _graph.Output("output_label", OnnxType.Int64, _network.TargetName.Count, isPositive, $"1 for the positive class of each label, 0 for the other one: {classes}");
        _graph.Output("output_probability", _graph.Real, _network.TargetName.Count, probability, $"The probability of the positive class of each label: {classes}");
    }

    /// <summary>The outputs of each row in ascending order: quantiles do not cross. What is done to them then keeps the order.</summary>
    private string Sorted(string output) =>
        _graph.AddPair("TopK", [output, _graph.Constant("quantile_count", [1], new long[] { _network.Parameter.Quantile.Count })], "sorted", "order", [("axis", 1L), ("largest", 0L), ("sorted", 1L)]);

    /// <summary>The index of the predicted class: the most probable one, or of two by the threshold.</summary>
    private string ClassIndex(string probability)
    {
        DecisionRule rule = _network.Parameter.DecisionRule();
        if (rule == DecisionRule.Default)
        {
            return _graph.Add("ArgMax", [probability], "class", [("axis", 1L), ("keepdims", 0L)]);
        }

        string column = _graph.Add("Gather", [probability, _graph.Constant("positive_class", [1], new long[] { rule.PositiveIndex })], "positive_probability", [("axis", 1L)]);
        string isSecond = _graph.Add(rule.PositiveIndex == 1 ? "Greater" : "Less", [column, _graph.Single("threshold", rule.Threshold)], "is_second");
        return _graph.Add("Squeeze", [_graph.Add("Cast", [isSecond], "second", [("to", (long)OnnxType.Int64)]), _graph.Constant("class_axis", [1], new long[] { 1 })], "class");
    }

    /// <summary>The rule of predicted classes, in words.</summary>
    private string Decision()
    {
        DecisionRule rule = _network.Parameter.DecisionRule();
        return rule == DecisionRule.Default ? "the most probable class" : FormattableString.Invariant($"'{_network.PositiveClass}' where its probability is above {rule.Threshold}");
    }

    /// <summary>Outputs times the deviation of the targets, and their mean added, where targets are standardized.</summary>
    private string Restored(Scaling? scaling, string output) =>
        scaling is { TargetMean.Count: > 0 }
            ? _graph.Add("Add", [_graph.Add("Mul", [output, _graph.Vector("target_deviation", scaling.TargetDeviation)], "spread"), _graph.Vector("target_mean", scaling.TargetMean)], "numbers")
            : output;

    /// <summary>e^t - c and 0 or more where targets are transformed, then clipped: see <see cref="Scaling.Prediction"/>.</summary>
    private string Predictions(Scaling? scaling, string numbers)
    {
        if (scaling is { TargetShift.Count: > 0 })
        {
            string power = _graph.Add("Exp", [_graph.Add("Min", [numbers, _graph.Single("largest_exponent", _graph.IsSingle ? LargestExponentSingle : TargetScaling.LargestExponent)], "exponent")], "power");
            numbers = _graph.Add("Max", [_graph.Add("Sub", [power, _graph.Vector("target_shift", scaling.TargetShift)], "unshifted"), _graph.Single("zero_target", 0)], "untransformed");
        }

        return scaling is not { TargetMinimum.Count: > 0 } ? numbers
            : _graph.Add("Min", [_graph.Add("Max", [numbers, _graph.Vector("target_minimum", scaling.TargetMinimum)], "at_least"), _graph.Vector("target_maximum", scaling.TargetMaximum)], "clipped");
    }

    /// <summary>Class labels as integers where all are, else as text.</summary>
    private Array Labels(out OnnxType type)
    {
        IReadOnlyList<object> labels = _network.Parameter.Schema.ClassLabel;
        bool isInteger = labels.All(label => CodeLanguage.IsInteger(label, out _));
        type = isInteger ? OnnxType.Int64 : OnnxType.String;
        return isInteger
            ? labels.Select(label => CodeLanguage.IsInteger(label, out long number) ? number : 0).ToArray()
            : _network.ClassName.ToArray();
    }

    private string Description() =>
        $"{_network} ({_network.Task}){(_network.Task == NetworkTask.Anomaly ? "" : $", predicts {string.Join(", ", _network.TargetName)}")}. Trained: {_network.Training?.ToString() ?? "not by this module"}.";

    private (string Key, string Value)[] Properties(ExportColumn[] columns)
    {
        return
        [
            ("task", _network.Task.ToString()),
            ("columns", JsonSerializer.Serialize(columns.Select(column => new { name = column.Name, kind = column.Kind.ToString(), categories = column.Category }))),
            ("targets", JsonSerializer.Serialize(_network.TargetName)),
            ("classes", _network.Label.Count > 0 ? JsonSerializer.Serialize(_network.Parameter.Schema.Label.Select(label => label.ClassName)) : JsonSerializer.Serialize(_network.ClassName)),
        ];
    }
}
